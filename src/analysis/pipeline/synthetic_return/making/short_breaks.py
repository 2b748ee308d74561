"""Children with short-term placements (V3, V4), whom headline figures leave out."""

from datetime import date, timedelta
from random import Random

from analysis.pipeline.synthetic_return.draw import YEAR, often
from analysis.pipeline.synthetic_return.lives import Break, Child, birthday
from analysis.pipeline.synthetic_return.making.child import Family, live, person
from analysis.pipeline.synthetic_return.making.places import Places
from analysis.pipeline.synthetic_return.making.plans import Person, Plan
from analysis.pipeline.synthetic_return.rates import coming, telling


def short_breaks(
    chance: Random, size: int, first: date, last: date, places: Places
) -> list[tuple[Child, Person]]:
    """Disabled children with agreed breaks, or with each break written down, in the years.

    With what was planned for each: no stay, or one in care some time after the last break.
    """
    years = (last - first).days / YEAR
    found = []
    for _ in range(often(chance, telling.SHORT_BREAKS * size * (1 + years / 3))):
        start = first.toordinal() - 500 + int(chance.random() * (years * YEAR + 480))
        born = start - int((5 + 11 * chance.random()) * YEAR)
        planned = Person(born, alone=False)
        posts = places.posts["own"]
        post = posts[int(chance.random() * len(posts))]
        family = Family(coming.ETHNIC(chance), coming.NEED_DISABLED, post)
        child = person(chance, planned, family, "")
        end = start + 90 + int(chance.expovariate(1 / 700))
        end = min(end, birthday(child.dob, 18).toordinal())
        _breaks(chance, child, start, end, places)
        child.breaks = [each for each in child.breaks if each.end is None or each.end >= first]
        if chance.random() < 0.15:
            _into_care(chance, child, planned, family, places, first, end)
        if child.breaks:
            found.append((child, planned))
    return found


def _breaks(chance: Random, child: Child, start: int, end: int, places: Places) -> None:
    """One agreement over all the time (V4), or a few days at a time (V3)."""
    kind = "K2" if chance.random() < 0.6 else "U6"
    house = places.home(chance, kind)
    if chance.random() < 0.5:
        both = date.fromordinal(start), date.fromordinal(end)
        child.breaks.append(Break(*both, "V4", kind, house.provider, house.urn, house.post))
        return
    now = start
    while now + 3 < end:
        begun = date.fromordinal(now)
        back = begun + timedelta(days=1 + int(chance.random() * 3))
        one = Break(begun, back, "V3", kind, house.provider, house.urn, house.post)
        child.breaks.append(one)
        now += 14 + int(chance.random() * 30)


def _into_care(
    chance: Random,
    child: Child,
    planned: Person,
    family: Family,
    places: Places,
    first: date,
    end: int,
) -> None:
    """Care under section 20 some time after the last break."""
    start = end + 10 + int(chance.random() * 200)
    eighteen = birthday(child.dob, 18).toordinal()
    if start > eighteen - 60:
        return
    leaves = min(eighteen, start + 40 + int(chance.expovariate(1 / 500)))
    age = (start - planned.born) // 366
    reason = "18" if leaves == eighteen else "E4A"
    planned.plans.append(Plan(start, leaves, reason, age, eighteen))
    live(chance, child, planned, family, places, first.toordinal())
