"""How long things took in the lives of made-up children, one after the other: unprotected.

A *time* is the days seen, whether the event came, and the day up to which it could not have been
seen (-1: seen from the first). Returns from `first` to `last` are what a reader has.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from analysis.pipeline.synthetic_return.lives import (
    Child,
    Home,
    Stay,
    age_on,
    collection_year,
    holds,
    months_before,
)
from analysis.pipeline.synthetic_return.truth import meanings as of
from analysis.pipeline.synthetic_return.truth.when import on

Time = tuple[int, bool, int]
NEED = {"N1": "abuse", "N4": "family", "N5": "family", "N8": "absent"}
KIND = {
    "relatives": "U1 U2 U3",
    "foster": "U4 U5 U6",
    "childrens_homes": "K1 K2",
    "supported": "K3 H5 P2",
    "parents": "P1",
}
LEFT_TO = {
    "home_planned": "E4A",
    "home_unplanned": "E4B",
    "special_guardianship": "E43 E44 E45 E46 E47 E48",
    "relatives": "E13 E41",
}
GONE_FOR_GOOD = "E11 E12 E2 E3 E15"
POOLED, FOLLOWED = 36, 12  # months


def in_care(
    children: tuple[Child, ...], first: date, last: date
) -> list[tuple[Time, str, str, str]]:
    """The time of each stay that a reader knows the start of, with age, need and UASC then."""
    found = []
    for child in children:
        for stay in child.stays:
            end = _end(stay, last)
            until = end or last
            if stay.start > last or until < first or not _start_is_told(stay, first):
                continue
            entry = (first - stay.start).days - 1 if stay.start < first else -1
            uasc = child.uasc and (child.duc is None or child.duc > stay.start)
            uasc = uasc and (child.duc is None or child.duc >= first)
            time = ((until - stay.start).days, end is not None, entry)
            if time[0] > entry:
                age = of.age_band(age_on(child.dob, stay.start))
                need = NEED.get(stay.need, "other")
                found.append((time, age, need, "uasc" if uasc else "not_uasc"))
    return found


def returned(children: tuple[Child, ...], first: date, last: date) -> list[tuple[Time, str, str]]:
    """The time from leaving to coming back, with age at leaving and where to."""
    until = months_before(last, FOLLOWED)
    after = max(months_before(until, POOLED), first - timedelta(days=1))
    found = []
    for child in children:
        for stay, following in zip(child.stays, [*child.stays[1:], None], strict=False):
            left = stay.end
            if left is None or not after < left <= until or age_on(child.dob, left) >= 18:
                continue
            if stay.reason in GONE_FOR_GOOD.split():
                continue
            back = following is not None and following.start <= last
            seen = following.start if following is not None and back else last
            time = ((seen - left).days, back, -1)
            age = of.age_band(age_on(child.dob, left))
            found.append((time, age, of.category(LEFT_TO, stay.reason, "other")))
            break
    return found


def before(children: tuple[Child, ...], first: date, last: date) -> tuple[int, int, int]:
    """How many children started in three years; had been in care before; had earlier permanence."""
    after = max(months_before(last, POOLED), first - timedelta(days=1))
    started = been = had = 0
    for child in children:
        new = [n for n, stay in enumerate(child.stays) if after < stay.start <= last]
        if not new:
            continue
        started += 1
        been += any(each.end is None or each.end >= first for each in child.stays[: new[0]])
        # A return says it once a year, of the first start.
        said = {collection_year(p.started): p for p in reversed(child.permanence)}
        told = (p for p in said.values() if first <= p.started <= last)
        had += any(p.code in ("P1", "P2", "P3") for p in told)
    return started, been, had


def first_homes(
    children: tuple[Child, ...], first: date, last: date
) -> list[tuple[Time, str, str]]:
    """The time in the first home of each stay begun in three years, with age and kind of home."""
    after = max(months_before(last, POOLED), first - timedelta(days=1))
    found = []
    for child in children:
        for stay in child.stays:
            homes = [home for home in stay.homes if home.start <= last]
            if not after < stay.start <= last or not homes:
                continue
            moved = len(homes) > 1
            left = homes[0].end if moved else _end(stay, last) or last
            assert left is not None
            kind = of.category(KIND, homes[0].kinds[0][1], "other")
            time = ((left - homes[0].start).days, moved, -1)
            found.append((time, of.age_band(age_on(child.dob, stay.start)), kind))
    return found


def stages(children: tuple[Child, ...], first: date, last: date) -> dict[str, list[Time]]:
    """The times of the stages on the way to a permanent family, by name."""
    after = max(months_before(last, POOLED), first - timedelta(days=1))
    found: dict[str, list[Time]] = {}
    for child in children:
        for stay in child.stays:
            if stay.start <= last and (stay.end is None or stay.end >= first):
                for name, time in _stages(child, stay, first, last, after):
                    found.setdefault(name, []).append(time)
    return found


def _stages(
    child: Child, stay: Stay, first: date, last: date, after: date
) -> Iterator[tuple[str, Time]]:
    end, told = _end(stay, last), _start_is_told(stay, first)
    order = next((day for day, status in stay.orders if status in ("E1", "D1")), None)
    revoked = next((day for day, _ in stay.orders if order and day > order), None)
    placed = _placed(stay)
    order, revoked, placed = (
        None if day and (day > last or (day < first and not told)) else day
        for day in (order, revoked, placed)
    )
    adopted = end if end and stay.reason in ("E11", "E12") else None
    guarded = (
        end if end and of.category(LEFT_TO, stay.reason, "") == "special_guardianship" else None
    )
    recent = adopted is not None and adopted > after
    match = child.adoption.matched if child.adoption and recent else None
    start = stay.start if told else first
    for name, day in (
        ("to_placement_order", order),
        ("to_adopted", adopted),
        ("to_special_guardianship", guarded),
    ):
        if day and day > after:
            yield name, ((day - start).days, told, -1)
    if order and order > after and not (placed and placed < order):
        until = min(day for day in (revoked, end, last) if day)
        came = placed is not None and placed <= until
        yield "to_placed", (((placed if placed and came else until) - order).days, came, -1)
    if placed and placed > after:
        yield (
            "placed_to_adopted",
            (((adopted or end or last) - placed).days, adopted is not None, -1),
        )
    if match and order and match >= order:
        yield "to_matched", ((match - order).days, True, -1)
    if match and placed and placed >= match:
        yield "matched_to_placed", ((placed - match).days, True, -1)


def _end(stay: Stay, last: date) -> date | None:
    """The day on which a stay ended, if it did by the last day."""
    return stay.end if stay.end is not None and stay.end <= last else None


def _placed(stay: Stay) -> date | None:
    """The first day in a home as placed for adoption, and not away from it."""
    days = {day for home in stay.homes for day, _ in home.kinds} | {
        away.end for away in stay.away if away.end is not None
    }
    for day in sorted(days):
        away = any(on(each.start, each.end, day) for each in stay.away)
        over = stay.end is not None and day >= stay.end
        if not away and not over and holds(_home(stay, day).kinds, day).startswith("A"):
            return day
    return None


def _home(stay: Stay, day: date) -> Home:
    return [home for home in stay.homes if home.start <= day][-1]


def _start_is_told(stay: Stay, first: date) -> bool:
    """Whether no episode of a stay ended before the first return, so that it has the start."""
    if stay.start >= first:
        return True
    days = {day for day, _ in stay.orders} | {away.start for away in stay.away}
    days |= {away.end for away in stay.away if away.end is not None}
    days |= {day for home in stay.homes for day, _ in home.kinds}
    return len({_state(stay, day) for day in {stay.start, *days} if day < first}) == 1


def _state(stay: Stay, day: date) -> tuple[str, str, int]:
    """Legal status, kind of place, and which place it is."""
    for away in stay.away:
        if on(away.start, away.end, day):
            return holds(stay.orders, day), away.code, id(away)
    home = _home(stay, day)
    return holds(stay.orders, day), holds(home.kinds, day), id(home)
