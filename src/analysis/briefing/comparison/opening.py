"""The figures of a region's authorities, or of any set of them, opened together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from analysis.catalogue import parameters
from analysis.catalogue.areas import ENGLAND, SET, Area, members
from analysis.catalogue.indicators import indicator
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import shapes, store
from analysis.measure.intervals import rate_limits, wilson_limits
from analysis.present.parts.prose import listed
from analysis.present.rows import WITHOUT_THE, Point, at, cut, on, points

MOST_NAMES = 3
DATED = "titles and dates under Methods, sources and accessibility"


@dataclass(frozen=True, kw_only=True)
class Whole:
    """The figure of all together: a region's as published, or the counts of a set added up.

    `of` is how many authorities' counts are in it, and `lower` and `upper` are 99.8% limits.
    """

    value: float
    numerator: float
    denominator: float
    lower: float
    upper: float
    of: int

    def side(self, benchmark: float) -> str:
        """'higher' or 'lower' where a fixed benchmark is outside its limits, else ''."""
        return "higher" if self.lower > benchmark else "lower" if self.upper < benchmark else ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Together:
    """Whole figures of the authorities of a `place`, of itself where it is a region, and England.

    `members` are in the order of their names, as everything that is shown of them; `measured` is in
    the measured shape; `neighbours` has each authority's ten similar ones of the 2025 model.
    """

    place: Area
    today: date
    members: tuple[Area, ...]
    measured: pd.DataFrame
    neighbours: pd.DataFrame

    @property
    def is_region(self) -> bool:
        """Whether it is a region, of which figures are published too."""
        return self.place.kind != SET

    @property
    def name(self) -> str:
        """What a sentence calls it: 'the South West', 'London'."""
        bare = not self.is_region or self.place.code in WITHOUT_THE
        return self.place.name if bare or self.place.region else f"the {self.place.name}"

    @property
    def names(self) -> list[str]:
        """The names of its authorities, in their order."""
        return [a.name for a in self.members]

    @cached_property
    def _rows(self) -> dict[str, pd.DataFrame]:
        ordered = self.measured.sort_values("indicator", kind="stable")
        at = ordered["indicator"].to_numpy(dtype=object)
        starts = [n for n in range(len(at)) if n == 0 or at[n] != at[n - 1]]
        ends = [*starts[1:], len(at)]
        return {str(at[a]): cut(ordered, slice(a, b)) for a, b in zip(starts, ends, strict=True)}

    def rows(self, name: str) -> pd.DataFrame:
        """All rows of one indicator."""
        found = self._rows.get(name)
        return self.measured.iloc[:0] if found is None else found

    def series(self, name: str, code: str) -> list[Point]:
        """The figures of one area, oldest first."""
        return points(indicator(name), self.rows(name), code)

    def day(self, name: str) -> pd.Timestamp:
        """The newest period published of its authorities, or else of any area.

        A figure that is missing counts too, so that an old one never passes for a present one.
        """
        return self._days[name]

    @cached_property
    def _days(self) -> dict[str, pd.Timestamp]:
        rows = self.measured[self.measured["group"] == shapes.OWN]
        mine = rows[rows["area"].isin([a.code for a in self.members])]
        own, every = (each.groupby("indicator")["period_end"].max() for each in (mine, rows))
        return {str(name): pd.Timestamp(day) for name, day in own.combine_first(every).items()}

    def figures(self, name: str) -> dict[str, Point | None]:
        """The newest figure of each authority by its name, published or not."""
        if name not in self._figures:
            day = self.day(name)
            self._figures[name] = {a.name: on(self.series(name, a.code), day) for a in self.members}
        return self._figures[name]

    @cached_property
    def _figures(self) -> dict[str, dict[str, Point | None]]:
        """Those that were asked for."""
        return {}

    def known(self, name: str) -> dict[str, Point]:
        """Those that are published."""
        return {a: p for a, p in self.figures(name).items() if p and p.known}

    def without(self, name: str) -> list[str]:
        """The authorities whose newest figure is not published."""
        known = self.known(name)
        return [a for a in self.names if a not in known]

    def england(self, name: str) -> float:
        """England's figure of the same period; nan where there is none."""
        found = at(self.series(name, ENGLAND), self.day(name))
        return found.value if found else float("nan")

    def whole(self, name: str) -> Whole | None:
        """The figure of all together in the newest period, where counts are published."""
        return self.whole_on(name, self.day(name))

    def whole_on(self, name: str, day: pd.Timestamp) -> Whole | None:
        """The same of one period: a region's own figure, or the sum of counts that are published.

        What is hidden is in no sum and never worked out.
        """
        i = indicator(name)
        mine = [at(self.series(name, a.code), day) for a in self.members]
        counted = [p for p in mine if p and p.numerator == p.numerator and p.denominator > 0]
        own = at(self.series(name, self.place.code), day) if self.is_region else None
        if not i.has_interval or not (counted or own):
            return None
        x = own.numerator if own else sum(p.numerator for p in counted)
        n = own.denominator if own else sum(p.denominator for p in counted)
        if not (x == x and n > 0):
            return None
        limits = (
            rate_limits(x, n, i.factor, 0.998) if i.kind == "rate" else wilson_limits(x, n, 0.998)
        )
        lower, upper = (float(v) * (1 if i.kind == "rate" else 100) for v in limits)
        value = own.value if own else round(i.factor * x / n, i.decimals)
        of = len(self.members) if own else len(counted)
        return Whole(value=value, numerator=x, denominator=n, lower=lower, upper=upper, of=of)

    def source(self, *names: str) -> str:
        """Who publishes what is behind some indicators; titles and days are in the last section."""
        ids = dict.fromkeys(each for name in names for each in indicator(name).sources)
        return f"{listed([*dict.fromkeys(PUBLICATIONS[i].publisher for i in ids)])}; {DATED}"

    def few(self, names: Sequence[str]) -> str:
        """Some of its authorities by name, or how many where they are more than three."""
        if len(names) > MOST_NAMES:
            return f"{len(names)} authorities"
        return all_named(names)


def open_comparison(area: str, today: str = "") -> Together:
    """The authorities of a region, or of a set: 'South West', '801', 'Bristol + Devon = Two'.

    `today` (ISO) dates the page. UnknownNameError, AbolishedAreaError or CareAnalysisError for
    what is neither a region nor two authorities.
    """
    place, day = parameters.places_together(area), parameters.day(today) or date.today()
    chosen = tuple(members(place))
    codes = [a.code for a in chosen]
    beside = store.neighbours(codes)
    return Together(
        place=place,
        today=day,
        members=chosen,
        measured=store.measured(
            {*codes, ENGLAND, *([place.code] if place.kind != SET else [])},
            where={"dimension": shapes.ALL},
        ),
        neighbours=beside[beside["model"] == shapes.NEIGHBOURS_2025],
    )


def in_order(names: Sequence[str], found: Mapping[str, str], side: str) -> list[str]:
    """Those of some authorities, in their order, that are on one side."""
    return [name for name in names if found.get(name) == side]


def all_named(names: Sequence[str]) -> str:
    """All of some authorities by name, with semicolons where a name has an 'and' of its own."""
    if len(names) < 2 or not any(" and " in name for name in names):
        return listed(list(names))
    return f"{'; '.join(names[:-1])}; and {names[-1]}"
