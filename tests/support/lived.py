"""Children written down by hand, with lives short enough to count on fingers."""

from datetime import date

from analysis.pipeline.synthetic_return.lives import (
    Adoption,
    Away,
    Break,
    Child,
    Health,
    Home,
    Incident,
    Leaver,
    Stay,
    Synthetic,
    Worker,
)


def day(text: str) -> date:
    """A day from 2025-03-31."""
    return date.fromisoformat(text)


def home(start: str, *kinds: str, end: str = "", why: str = "", **at: str) -> Home:
    """A home: the first kind from its start, others as 'U4 2024-06-15'."""
    first, *later = kinds
    dated = [(day(start), first)] + [(day(k.split()[1]), k.split()[0]) for k in later]
    given = {"provider": "PR1", "urn": "SC900001", "post": "YA1 1AA"} | at
    return Home(day(start), dated, **given, end=day(end) if end else None, why=why)


def stay(orders: str, *homes: Home, end: str = "", reason: str = "", away: str = "") -> Stay:
    """A period of care: orders as 'V2 2024-04-10, C1 2024-06-01', the first at its start.

    Time away as 'T0 2024-07-01 2024-07-10', several parted by commas.
    """
    dated = [(day(each.split()[1]), each.split()[0]) for each in orders.split(", ")]
    gone = [each.split() for each in away.split(", ") if each]
    return Stay(
        dated[0][0],
        dated,
        list(homes),
        end=day(end) if end else None,
        reason=reason,
        away=[Away(day(begun), day(back), code, "YA2 2AA") for code, begun, back in gone],
    )


def settled() -> Child:
    """In one home since September 2022; it became the long-term one in the year."""
    first = home("2021-05-10", "U6", end="2022-09-01", why="CARPL")
    second = home("2022-09-01", "U6", "U4 2024-06-15", post="YA3 3AA")
    orders = "V2 2021-05-10, C1 2021-08-01, C2 2022-03-01"
    child = Child("1", day("2015-06-01"), "F", "WBRI", stays=[stay(orders, first, second)])
    child.health[2025] = Health(sdq=17, teeth=False)
    child.workers = [
        Worker("SW1", day("2023-05-01"), day("2024-04-01")),
        Worker("SW2", day("2024-04-01"), day("2024-10-01")),
        Worker("SW1", day("2024-10-01")),
    ]
    return child


def unsettled() -> Child:
    """Four homes in the year, twice away for a time: once coming back, once going on elsewhere."""
    homes = (
        home("2023-02-01", "U6", end="2024-05-01", why="CREQB"),
        home("2024-05-01", "U6", end="2024-10-10", why="ALLEG", post="YA4 4AA"),
        home("2024-10-10", "K2", end="2024-12-01", why="OTHER", provider="PR4", post="ZA5 5AA"),
        home("2024-12-05", "K2", provider="PR4", post="ZA6 6AA"),
    )
    away = "T0 2024-07-01 2024-07-10, T4 2024-12-01 2024-12-05"
    stays = [stay("V2 2023-02-01, C1 2024-05-01", *homes, away=away)]
    child = Child("2", day("2010-08-20"), "M", "MWBC", stays=stays)
    child.health[2025] = Health(sdq=12, convicted=True, misuse=True, received=False, offered=True)
    child.incidents = [
        Incident("M", day("2024-03-30"), day("2024-04-01")),
        Incident("M", day("2024-06-01"), day("2024-06-02")),
        Incident("A", day("2024-08-01"), day("2024-08-01")),
        Incident("M", day("2025-03-30"), None),
    ]
    child.workers = [
        Worker("SW3", day("2024-02-01"), day("2024-04-02")),
        Worker("SW4", day("2024-04-02"), day("2024-09-01")),
        Worker("SW3", day("2024-09-01")),
    ]
    return child


def adopted() -> Child:
    """Placed for adoption in December 2023 and adopted in November 2024."""
    first = home("2022-01-20", "U6", end="2023-12-01", why="CARPL")
    second = home("2023-12-01", "A6", end="2024-11-20", post="ZA7 7AA")
    orders = "C1 2022-01-20, C2 2022-08-01, E1 2023-05-01"
    one = stay(orders, first, second, end="2024-11-20", reason="E12")
    child = Child("3", day("2022-01-15"), "F", "WOTH", stays=[one])
    child.adoption = Adoption(day("2022-12-01"), day("2023-11-01"))
    return child


def to_be_adopted() -> Child:
    """Placed for adoption half a year ago, after two and a half years in the home before."""
    first = home("2022-02-01", "U5", end="2024-09-01", why="CARPL")
    second = home("2024-09-01", "A6", post="ZA8 8AA")
    stays = [stay("C1 2022-02-01, C2 2022-09-01, E1 2024-09-01", first, second)]
    return Child("4", day("2021-10-01"), "M", "NOBT", stays=stays)


def back_again() -> Child:
    """Three times in care in one year, and now."""
    stays = [
        stay("V2 2024-04-10", home("2024-04-10", "U3"), end="2024-05-01", reason="E4A"),
        stay("L1 2024-06-01, V2 2024-06-03", home("2024-06-01", "U3"), end="2024-12-24"),
        stay("V2 2025-02-01", home("2025-02-01", "K3", provider="PR5")),
    ]
    stays[1].reason, stays[1].need = "E4B", "N5"
    return Child("5", day("2008-09-09"), "F", "BCRB", stays=stays)


def alone_until_18() -> Child:
    """Came alone and left on the eighteenth birthday, the last day of the year."""
    one = stay("V2 2024-08-01", home("2024-08-01", "K3"), end="2025-03-31", reason="E5")
    one.need = "N8"
    return Child("6", day("2007-03-31"), "M", "AOTH", uasc=True, stays=[one])


def alone_no_more() -> Child:
    """Came alone in May and was given leave to stay in December."""
    one = stay("V2 2024-05-05", home("2024-05-05", "U6", provider="PR4"))
    one.need = "N8"
    child = Child("7", day("2008-01-01"), "M", "BAFR", uasc=True, stays=[one])
    child.duc = day("2024-12-01")
    return child


def short_breaks_alone() -> Child:
    """Agreed short breaks and nothing else."""
    breaks = [Break(day("2023-06-01"), None, "V4", "K2", "PR1")]
    return Child("8", day("2012-02-02"), "M", "WBRI", breaks=breaks)


def short_breaks_first() -> Child:
    """A short break in April and in care in December."""
    breaks = [Break(day("2024-04-05"), day("2024-04-07"), "V3", "U6", "PR1")]
    stays = [stay("V2 2024-12-01", home("2024-12-01", "U6"))]
    stays[0].need = "N2"
    return Child("9", day("2014-04-01"), "U", "CHNE", breaks=breaks, stays=stays)


def born_on_29_february() -> Child:
    """Left on 28 February 2025, still sixteen."""
    one = stay("C2 2020-01-01", home("2020-01-01", "U4"), end="2025-02-28", reason="E45")
    return Child("10", day("2008-02-29"), "F", "OOTH", stays=[one])


def in_hospital() -> Child:
    """In a children's home, and in hospital on the day."""
    one = stay(
        "C2 2024-01-10",
        home("2024-01-10", "K2", provider="PR4"),
        away="T1 2025-03-28 2025-04-03",
    )
    return Child("11", day("2011-11-11"), "M", "WBRI", stays=[one])


def from_hospital() -> Child:
    """In hospital since the first day in care, with no home on the day."""
    one = stay(
        "L2 2025-03-29", home("2025-04-02", "U6"), away="T1 2025-03-29 2025-04-02"
    )  # fmt: skip
    return Child("12", day("2025-03-20"), "M", "WBRI", stays=[one])


def left_on_the_first_day() -> Child:
    """Left on 1 April: ceased in the year, and not looked after on any day of it."""
    one = stay("V2 2023-01-01", home("2023-01-01", "P1"), end="2024-04-01", reason="E13")
    return Child("13", day("2016-01-01"), "F", "WBRI", stays=[one])


def leavers() -> list[Child]:
    """Care leavers of 20, 18, 17, 23 and 19."""
    said = (
        ("21", "2004-05-05", Leaver("YES", "F1", "Z1")),
        ("22", "2006-12-12", Leaver("NO", "G5", "S2")),
        ("23", "2007-06-06", Leaver("RHOM", "0", "0")),
        ("24", "2001-07-07", Leaver("NREQ", "0", "0")),
        ("25", "2005-08-08", Leaver("YES", "0", "G1")),
    )
    return [
        Child(number, day(born), "M", "WBRI", leaver={2025: each}) for number, born, each in said
    ]


def town() -> Synthetic:
    """All of them, with the returns of 2023 to 2025."""
    children = (
        settled(),
        unsettled(),
        adopted(),
        to_be_adopted(),
        back_again(),
        alone_until_18(),
        alone_no_more(),
        short_breaks_alone(),
        short_breaks_first(),
        born_on_29_february(),
        in_hospital(),
        from_hospital(),
        left_on_the_first_day(),
        *leavers(),
    )
    return Synthetic("999", "Town", (2023, 2024, 2025), 1, children, {})
