"""Which measured rows a chart or a sentence is about, picked by name rather than by mask."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any
from weakref import finalize

import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue import areas
from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import ALL, NEIGHBOURS_2025, OK, OWN

NEIGHBOURS = NEIGHBOURS_2025
FIGURES = ("value", "lower95", "upper95", "numerator", "denominator")
POINT_COLUMNS = ("period_end", *FIGURES, "method", "status")
SERIES_COLUMNS = ("indicator", "area", "group", "dimension", "category")
WORDS = (*SERIES_COLUMNS, "statistic", "method", "status")
Columns = Mapping[str, NDArray[Any]]
WITHOUT_THE = ("E12000003", "E12000007", "")


@dataclass(frozen=True)
class Point:
    """One measured figure, its fields as POINT_COLUMNS: where `value` is NaN `status` says why."""

    period_end: pd.Timestamp
    value: float
    lower: float
    upper: float
    numerator: float
    denominator: float
    method: str
    status: str

    @property
    def known(self) -> bool:
        """Whether there is a figure to show."""
        return self.status == OK

    @property
    def limited(self) -> bool:
        """Whether the counts behind it gave it an interval."""
        return self.lower == self.lower and self.upper == self.upper


class _SeriesIndex:
    """The rows of a frame by the series they belong to, so that each series is picked at once.

    `columns` are those of the rows, by name, in plain arrays. Kept for as long as the frame itself,
    which nobody changes once it is read.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = [columns[name] for name in POINT_COLUMNS]
        self._statistics = columns["statistic"]
        self._words = [columns[name] for name in SERIES_COLUMNS]
        self._made: dict[tuple[tuple[str, ...], str], list[Point]] = {}

    @cached_property
    def indicators(self) -> set[Any]:
        """The ids of the indicators that it has rows of."""
        return set(self._words[0])

    @cached_property
    def _at(self) -> dict[tuple[Any, ...], list[int]]:
        found: dict[tuple[Any, ...], list[int]] = {}
        for n, key in enumerate(zip(*self._words, strict=True)):
            found.setdefault(key, []).append(n)
        return found

    def points(self, key: tuple[str, ...], statistic: str) -> list[Point]:
        """The figures of a series, oldest first; of every statistic when none is named."""
        if (key, statistic) not in self._made:
            at = [n for n in self._at.get(key, ()) if statistic in ("", self._statistics[n])]
            cells = ([column[n] for column in self._columns] for n in at)
            found = sorted((_point(*each) for each in cells), key=attrgetter("period_end"))
            self._made[key, statistic] = found
        return [*self._made[key, statistic]]


_COLUMNS: dict[int, Columns] = {}
_INDEXED: dict[int, _SeriesIndex] = {}


def cut(whole: pd.DataFrame, at: slice) -> pd.DataFrame:
    """The rows of a frame from one place to another.

    Their series are picked more quickly than those of a frame that comes from elsewhere, since the
    columns of the whole are taken out once for all that is cut from it.
    """
    if id(whole) not in _COLUMNS:
        _COLUMNS[id(whole)] = _columns(whole)
        finalize(whole, _COLUMNS.pop, id(whole), None)
    part = whole[at]
    _index_of(part, {name: column[at] for name, column in _COLUMNS[id(whole)].items()})
    return part


def _columns(rows: pd.DataFrame) -> Columns:
    """What points are made of, in plain arrays: words as objects."""
    numbers = {name: rows[name].to_numpy() for name in ("period_end", *FIGURES)}
    return numbers | {name: rows[name].to_numpy(dtype=object) for name in WORDS}


def _index_of(rows: pd.DataFrame, columns: Columns) -> _SeriesIndex:
    """The index of a frame, thrown away with it."""
    found = _INDEXED[id(rows)] = _SeriesIndex(columns)
    finalize(rows, _INDEXED.pop, id(rows), None)
    return found


def of(indicator: Indicator, rows: pd.DataFrame) -> pd.DataFrame:
    """Only the rows of one indicator, so that picking its series is quick."""
    if id(rows) in _INDEXED and _INDEXED[id(rows)].indicators <= {indicator.id}:
        return rows
    wanted = rows["indicator"].to_numpy(dtype=object) == indicator.id
    return rows if wanted.all() else rows[wanted]


def points(
    indicator: Indicator,
    rows: pd.DataFrame,
    code: str,
    *,
    group: str = OWN,
    statistic: str = "",
    dimension: str = ALL,
    category: str = ALL,
) -> list[Point]:
    """The figures of one series, oldest first, missing ones included."""
    index = _INDEXED.get(id(rows)) or _index_of(rows, _columns(rows))
    return index.points((indicator.id, code, group, dimension, category), statistic)


def latest(series: list[Point]) -> Point | None:
    """The newest figure that is published, if any is."""
    return next((point for point in reversed(series) if point.known), None)


def on(series: list[Point], day: pd.Timestamp | None) -> Point | None:
    """The figure of one period, published or not."""
    return next((point for point in series if point.period_end == day), None)


def at(series: list[Point], day: pd.Timestamp) -> Point | None:
    """The figure of one period, if it is published."""
    point = on(series, day)
    return point if point and point.known else None


def region_code(rows: pd.DataFrame, area: Area) -> str:
    """The code of the region that the rows compare an authority with; '' where they have none."""
    codes = set(rows["area"].unique())
    if area.region in codes:
        return area.region
    inner_or_outer = areas.areas().get(area.region)
    wider = inner_or_outer.region if inner_or_outer else ""
    return wider if wider in codes else ""


def name(code: str, names: dict[str, str] | None = None) -> str:
    """What an area is called; `names` come before the register, and a code is its own last name."""
    if names and code in names:
        return names[code]
    known = areas.areas().get(code)
    return known.name if known else code


@dataclass(frozen=True, kw_only=True)
class Comparator:
    """With whom an authority is compared: its figures and what the page calls them."""

    key: str
    label: str
    series: list[Point]
    average: bool = False


def comparators(indicator: Indicator, rows: pd.DataFrame, area: Area) -> list[Comparator]:
    """Whom the indicator is compared with, of those that have a published figure."""
    keys = {"england": "england", "region": "region", "neighbours": NEIGHBOURS}
    wanted = [keys[key] for key in keys if key in indicator.comparators]
    found = [comparator(indicator, rows, area, key) for key in wanted]
    return [each for each in found if latest(each.series)]


def comparator(indicator: Indicator, rows: pd.DataFrame, area: Area, key: str) -> Comparator:
    """One comparator by key: 'england', 'region', 'neighbours_2025' or 'neighbours_2021'."""
    if key == "england":
        return Comparator(key=key, label="England", series=points(indicator, rows, ENGLAND))
    if key == "region":
        code = region_code(rows, area)
        label = name(code) if code[:3] == "E13" or code in WITHOUT_THE else f"the {name(code)}"
        return Comparator(key=key, label=label, series=points(indicator, rows, code))
    series = points(indicator, rows, area.code, group=key, statistic="median")
    return Comparator(key=key, label="similar authorities", series=series, average=True)


def _point(period_end: Any, *cells: Any) -> Point:
    *figures, method, status = cells
    named = method if isinstance(method, str) else ""
    made: Any = (pd.Timestamp(period_end), *map(float, figures), named, status)
    return Point(*made)
