"""The tables of a collection year: what its return says of each child, in the year's codes."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from analysis.pipeline.synthetic_return.lives import (
    Child,
    Health,
    Synthetic,
    age_on,
    birthday,
)
from analysis.pipeline.synthetic_return.returned import layout
from analysis.pipeline.synthetic_return.returned.episodes import Episode, episodes
from analysis.pipeline.synthetic_return.returned.layout import Returns, Row, Tables

SCHOOL_AGE = 4
NOT_YET_AT_SCHOOL = "UN1"
ADOPTED = ("E11", "E12")
SHORT_BREAKS = ("V3", "V4")
FIRST_CONTACT, NOT_SAID = "FCONTA", "OTHERS"


def returns(synthetic: Synthetic, as_at: date | None = None) -> Returns:
    """The tables of every year: each return has every episode open at any time in its year.

    An episode that goes on into another year is there again, first open and then closed. With
    `as_at`, a day of the last year, that year is an extract of the case system on the day: what
    came later is not in it, nor what is told once a year (OC2, OC3).
    """
    ends = {year: date(year, 3, 31) for year in synthetic.years}
    if as_at is not None:
        ends[synthetic.years[-1]] = as_at
    found: Returns = {year: {table: [] for table in layout.tables_of(year)} for year in ends}
    for child in synthetic.children:
        lived = episodes(child)
        for year, last in ends.items():
            _child(child, lived, year, last, found[year])
    return found


@cache
def text(day: date | None) -> str:
    """A date as returns have it, dd/mm/yyyy; blank where there is none."""
    return "" if day is None else f"{day.day:02d}/{day.month:02d}/{day.year}"


def _child(child: Child, lived: list[Episode], year: int, last: date, tables: Tables) -> None:
    """What the return of a year, up to its last day, says of a child, if anything."""
    first, whole = date(year - 1, 4, 1), last == date(year, 3, 31)
    here = [
        each for each in lived if each.start <= last and (each.end is None or each.end >= first)
    ]
    leaver = child.leaver.get(year) if whole else None
    if not here and leaver is None:
        return
    born = text(child.dob)
    tables["header"].append(_header(child, born, year, last))
    if leaver is not None:
        row = [child.id, born, leaver.in_touch, leaver.activity, leaver.accommodation]
        tables["oc3"].append(row)
    if not here:
        return
    tables["episodes"].extend(_episode(child, each, year, last) for each in here)
    if whole and year in child.health:
        tables["oc2"].append([child.id, born, *_health(child.health[year])])
    for table, rows in _beside(child, year, first, last):
        if table in tables:
            tables[table].extend([child.id, *row] for row in rows)
    if child.adoption is not None:
        _adoption(child, born, first, last, tables)


def _header(child: Child, born: str, year: int, last: date) -> Row:
    at_school = age_on(child.dob, last) >= SCHOOL_AGE and not child.uasc
    upn = child.upn if at_school else "UN3" if child.uasc else NOT_YET_AT_SCHOOL
    mother, own = "", ""
    if child.sex == "F":
        has = child.mother is not None and child.mother <= last
        mother, own = ("1", text(child.mother)) if has else ("0", "")
    return [child.id, layout.sex_in(child.sex, year), born, child.ethnic, upn, mother, own]


def _episode(child: Child, each: Episode, year: int, last: date) -> Row:
    """A row of episodes; a return asks for no postcodes of short breaks."""
    over = each.end is not None and each.end <= last
    asked = each.status not in SHORT_BREAKS
    return [
        child.id,
        text(each.start),
        each.why_new,
        each.status,
        each.need,
        layout.kind_in(each.kind, year),
        each.provider,
        text(each.end) if over else "",
        each.why_ended if over else "",
        each.why_moved if over else "",
        child.home_post if asked else "",
        each.post if asked else "",
        each.urn,
    ]


def _beside(child: Child, year: int, first: date, last: date) -> Iterator[tuple[str, list[Row]]]:
    """The rows of the tables with a line for each thing that happened, without the child.

    The status of an unaccompanied child that has not ceased is given the 18th birthday for its end.
    """
    born = text(child.dob)

    def over(day: date | None) -> str:
        return text(day) if day is not None and day <= last else ""

    in_care = any(
        stay.start <= last and (stay.end is None or stay.end >= first) for stay in child.stays
    )
    if child.uasc and in_care and (child.duc is None or child.duc >= first):
        ceases = over(child.duc) or text(birthday(child.dob, 18))
        yield "uasc", [[layout.sex_in(child.sex, year), born, ceases]]
    yield "reviews", [[born, text(d), code] for d, code in child.reviews if first <= d <= last]
    started = [each for each in child.permanence if first <= each.started <= last]
    yield "prev_perm", [[born, p.code, p.authority, p.day] for p in started[:1]]
    yield (
        "missing",
        [
            [born, each.kind, text(each.start), over(each.end)]
            for each in child.incidents
            if each.start <= last and (each.end is None or each.end >= first)
        ],
    )
    yield (
        "social_worker",
        [
            [born, each.id, text(each.start), over(each.end), why]
            for each, why in zip(child.workers, _why_workers(child), strict=True)
            if each.start <= last and (each.end is None or each.end >= first)
        ],
    )
    yield (
        "dolo",
        [
            [born, text(begun), over(ended)]
            for begun, ended in child.liberty
            if begun <= last and (ended is None or ended >= first)
        ],
    )


def _why_workers(child: Child) -> list[str]:
    """Why each social worker came: first contact, or what the one before went for."""
    before = [each.reason for each in child.workers[:-1]]
    found = [NOT_SAID if why == FIRST_CONTACT else why for why in before]
    return [FIRST_CONTACT, *found] if child.workers else []


def _health(said: Health) -> Row:
    return [
        "" if said.sdq is None else str(said.sdq),
        said.no_sdq,
        _flag(said.convicted),
        _flag(said.development),
        _flag(said.immunised),
        _flag(said.teeth),
        _flag(said.assessed),
        _flag(said.misuse),
        _flag(said.received),
        _flag(said.offered),
    ]


def _flag(said: bool | None) -> str:
    return "" if said is None else str(int(said))


def _adoption(child: Child, born: str, first: date, last: date, tables: Tables) -> None:
    """The decision that a child should be placed for adoption, and the adoption in its year."""
    decision = child.adoption
    assert decision is not None
    given_up = decision.reversed is not None and decision.reversed <= last
    open_in_year = decision.reversed is None or decision.reversed >= first
    if decision.decided <= last and open_in_year:
        ended = [text(decision.reversed), decision.why] if given_up else ["", ""]
        tables["placed_adoption"].append([child.id, born, text(decision.decided), *ended])
    stay = child.stays[-1]
    if stay.reason in ADOPTED and stay.end is not None and first <= stay.end <= last:
        tables["ad1"].append(
            [
                child.id,
                born,
                text(decision.decided),
                text(decision.matched),
                _flag(decision.foster_care),
                "1" if decision.adopters in ("M1", "F1") else "2",
                decision.adopters,
                decision.status,
            ]
        )
