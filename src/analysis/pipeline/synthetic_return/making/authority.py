"""Make up an authority: families come into care until it has as many children as asked."""

from datetime import date
from random import Random

from analysis.catalogue.areas import Area
from analysis.core.errors import CareAnalysisError
from analysis.pipeline.synthetic_return.lives import Child, Synthetic
from analysis.pipeline.synthetic_return.making import during, said
from analysis.pipeline.synthetic_return.making.child import family_of, live, person
from analysis.pipeline.synthetic_return.making.places import Places, made
from analysis.pipeline.synthetic_return.making.plans import Person, family
from analysis.pipeline.synthetic_return.making.short_breaks import short_breaks
from analysis.pipeline.synthetic_return.making.story import Story
from analysis.pipeline.synthetic_return.rates import coming

FIRST_YEAR, LAST_YEAR, USUAL_LAST = 2017, 2027, 2026
"""The collection years whose codes are known, and the one that returns end with unless asked."""
MOST = 50_000
OLDEST = 26
"""Years before the first return in which whoever is in one could have come into care."""
WORKERS_SINCE, LIBERTY_SINCE = 2024, 2027
SEX_UNKNOWN_SINCE = date(2024, 4, 1)
CHILDREN_EACH = 16
"""Children for each social worker of the pool."""


class SyntheticReturnError(CareAnalysisError):
    """An authority that cannot be made up as asked."""


def generate(
    area: Area,
    size: int,
    years: int,
    seed: int,
    *,
    first_year: int | None = None,
    story: Story | None = None,
) -> Synthetic:
    """An authority with `size` children in care on its last 31 March, and their lives.

    `years` is how many collection years its returns cover, from `first_year`; unless that is given
    they end with 2026; a `story` changes who comes when. The same arguments give the same children.
    Raises SyntheticReturnError for a size that is not from 1 to 50,000 or years outside 2017 to
    2027.
    """
    first = USUAL_LAST - years + 1 if first_year is None else first_year
    _check(size, years, first)
    covered = tuple(range(first, first + years))
    chance = Random(f"{seed}/{area.code}/{size}/{covered}")
    places = made(chance, area, size)
    making = _Making(chance, area, places, covered, size)
    told = story or Story()
    while making.in_care < size:
        making.come(family(chance, making.earliest, making.last.toordinal(), told))
    making.short_breaks()
    children = tuple(making.children)
    return Synthetic(area.code, area.name, covered, seed, children, places.known)


def _check(size: int, years: int, first: int) -> None:
    if not 1 <= size <= MOST:
        raise SyntheticReturnError(
            f"An authority can have from 1 to {MOST:,} children; asked for {size:,}."
        )
    if years < 1 or first < FIRST_YEAR or first + years - 1 > LAST_YEAR:
        raise SyntheticReturnError(
            f"Returns can be made up for collection years {FIRST_YEAR} to {LAST_YEAR}; "
            f"asked for {years} from {first}."
        )


class _Making:
    """An authority being made up, child after child."""

    def __init__(
        self, chance: Random, area: Area, places: Places, years: tuple[int, ...], size: int
    ) -> None:
        self.chance, self.area, self.places, self.years = chance, area, places, years
        self.first = date(years[0] - 1, 4, 1)
        self.last = date(years[-1], 3, 31)
        self.earliest = self.first.toordinal() - round(OLDEST * 365.25)
        self.size, self.in_care = size, 0
        self.children: list[Child] = []
        numbers = chance.sample(range(100_000, 1_000_000), 15 + size // CHILDREN_EACH)
        self.workers = [f"SW{number}" for number in numbers]
        self.number = 0

    def come(self, people: list[Person]) -> None:
        """A family comes into care, in care or care leavers in a year of the returns or not."""
        today = self.last.toordinal()
        self.in_care += sum(
            plan.start <= today < plan.end for each in people for plan in each.plans
        )
        shared = None
        for each in people:
            returned = each.plans[-1].end >= self.first.toordinal()
            if returned or self._may_be_a_leaver(each):
                shared = shared or family_of(self.chance, people, self.places)
                child = person(self.chance, each, shared, self._id())
                live(self.chance, child, each, shared, self.places, self.first.toordinal())
                self._fill(child, each)
                if child.stays or child.leaver:
                    self.children.append(child)

    def short_breaks(self) -> None:
        """Children with short-term placements, few of whom come into care."""
        for child, planned in short_breaks(
            self.chance, self.size, self.first, self.last, self.places
        ):
            child.id = self._id()
            if planned.plans:
                self._fill(child, planned)
            self.children.append(child)

    def _may_be_a_leaver(self, each: Person) -> bool:
        """Whether somebody who left before the first return can be in one as a care leaver."""
        grown = each.plans[-1].end - each.born >= 16 * 365
        return grown and (self.first.toordinal() - each.born) < 26 * 366

    def _fill(self, child: Child, planned: Person) -> None:
        """What a return says of a child beside its episodes."""
        chance, last = self.chance, planned.plans[-1]
        during.reviews(chance, child, self.first, self.last)
        during.incidents(chance, child, self.first, self.last)
        workers = max(self.first, date(WORKERS_SINCE - 1, 4, 1))
        if self.years[-1] >= WORKERS_SINCE:
            during.workers(chance, child, self.workers, workers)
        if self.years[-1] >= LIBERTY_SINCE:
            during.liberty(chance, child, date(LIBERTY_SINCE - 1, 4, 1))
        said.health(chance, child, self.years)
        periods = [(date.fromordinal(p.start), date.fromordinal(p.end)) for p in planned.plans]
        reason = child.stays[-1].reason if child.stays else last.reason
        said.leaver(chance, child, periods[-1][1], reason, periods, self.years)
        begun = child.stays[0].start if child.stays else self.first
        if begun >= SEX_UNKNOWN_SINCE and chance.random() < coming.SEX_UNKNOWN:
            child.sex = "U"

    def _id(self) -> str:
        """The next number of a child: nine digits, the first three those of the authority."""
        self.number += 1
        return f"{self.area.code}{self.number * 7919 % 1_000_000:06d}"
