"""How each table of the children looked after releases is laid out, edition by edition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from analysis.intake.dfe import cla_labels as children
from analysis.intake.dfe import cla_labels_leavers as leavers
from analysis.intake.dfe import cla_labels_year as year
from analysis.intake.dfe.cla_labels import Table
from analysis.intake.tables import places

LEVELS = tuple(places.LEVELS)
NEIGHBOURS = ("Statistical neighbours (median)",)
MARCH = (
    "Children looked after on 31 March each year",
    "Children looked after at 31 March each year",
)
OTHER_POPULATIONS = (
    "Children starting to be looked after each year",
    "Children ceasing to be looked after each year",
)
AGES_AT_START = ("Aged under 1", *(f"Aged {age}" for age in range(1, 7)), "Aged 7 and over")


@dataclass(frozen=True, kw_only=True)
class Form:
    """One way to read a file: which columns label a row, and which hold its figures.

    `rows` are the only printed values of a column that are read, `left_out` those that are known
    and not read. `before` leaves out that year and later ones, which other files carry.
    """

    labels: tuple[str, ...]
    meanings: Table
    count: str = ""
    percent: str = ""
    rate: str = ""
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: int = 0

    @property
    def columns(self) -> set[str]:
        """The columns that it reads."""
        figures = {self.count, self.percent, self.rate}
        return {*self.labels, *self.rows, *self.left_out, *figures} - {""}


Layout = tuple[Form, ...]
"""The forms in which one edition prints a table."""


def _layout(meanings: Table, *labels: str, **form: Any) -> Layout:
    return (Form(labels=labels, meanings=meanings, **form),)


_plain = partial(_layout, count="number")  # a file without percentages
_old = partial(_layout, count="number", percent="percentage")  # the editions of 2022 and 2024
_new = partial(_layout, count="children_count", percent="children_percent")  # that of 2025
_new_leavers = partial(_layout, count="care_leaver_count", percent="care_leaver_percent")
# The national series, whose newest years other files carry.
_series = partial(_layout, year.TIME_SERIES, before=2020)


def _in_both(meanings: Table, new: tuple[str, ...], old: tuple[str, ...]) -> tuple[Layout, ...]:
    return _new(meanings, *new), _old(meanings, *old)


def _leavers_in_both(meanings: Table, *old: str) -> tuple[Layout, ...]:
    return _new_leavers(meanings, "care_leaver_age", "breakdown"), _old(meanings, *old)


def _numbers(label: str, count: str) -> Layout:
    """Numbers and rates, and the population that the rates divide by."""
    return (
        Form(labels=(label,), meanings=year.POPULATIONS, count=count, rate="rate_per_10000"),
        Form(labels=(label,), meanings=year.RATE_BASE, count="population_estimate"),
    )


_GROUP = ("cla_group", "characteristic")
_SPLIT = ("characteristic", "breakdown")
_STABILITY = ("cla_group", "placement_stability")
_MOVES = ("cla_group", "move_measure", "school_stability")
_WORKERS = ("cla_group", "sw_stability")
_SUITABILITY = ("age", "accommodation_suitability")
# The dashboard's tables add medians of neighbours; that of 31 March repeats each row for three
# populations.
_ON_31_MARCH = _layout(
    children.ON_31_MARCH,
    *_GROUP,
    count="cla_31_march_number",
    percent="percentage",
    rows={"geographic_level": LEVELS, "population_count": MARCH},
    left_out={"geographic_level": NEIGHBOURS, "population_count": OTHER_POPULATIONS},
)
_CEASED = _old(
    children.CEASED,
    *_GROUP,
    rows={"geographic_level": LEVELS},
    left_out={"geographic_level": NEIGHBOURS},
)
_STAGES = _plain(
    year.ADOPTION_STAGES,
    "stage_of_adoption_process",
    rows={"age_start_poc": ("Total",)},
    left_out={"age_start_poc": AGES_AT_START},
)


# By table: the layout of the newest edition first, and those of older ones.
LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "numbers": (
        _numbers("population_type", "children_count"),
        _numbers("population_count", "number"),
    ),
    "31_march": (_ON_31_MARCH,),
    "started": _in_both(children.STARTED, _SPLIT, _GROUP),
    "ceased": (_new(children.CEASED, *_SPLIT), _CEASED),
    "sgo_adoption": _in_both(year.SGO_ADOPTION, _SPLIT, _GROUP),
    "placement_stability": (
        *_in_both(year.STABILITY, _STABILITY, _STABILITY),
        _old(year.STABILITY, *_GROUP),
    ),
    "new_placements": _in_both(year.NEW_PLACEMENTS, _SPLIT, _GROUP),
    "school_moves": _in_both(year.SCHOOL_MOVES, _MOVES, _MOVES),
    "social_workers": _in_both(year.SOCIAL_WORKERS, _WORKERS, _WORKERS),
    "health": _in_both(year.HEALTH, _SPLIT, _GROUP),
    "missing": tuple(
        _plain(year.MISSING, label) for label in ("missing_status", "CLA_group", "cla_group")
    ),
    "net_gain": (
        _plain(year.NET_GAIN, "characteristic", count="children_count"),
        _plain(year.NET_GAIN, "characteristic"),
    ),
    "short_term": (
        _plain(year.SHORT_TERM, "breakdown", count="children_count"),
        _plain(year.SHORT_TERM, "cla_group"),
    ),
    "leavers_activity": _leavers_in_both(leavers.ACTIVITY, "age", "activity"),
    "leavers_accommodation": _leavers_in_both(leavers.ACCOMMODATION, *_SUITABILITY),
    "leavers_in_touch": (_old(leavers.IN_TOUCH, "age", "in_touch"),),
    "leavers_activity_22_25": (_old(leavers.ACTIVITY_22_25, "age", "activity"),),
    "leavers_accommodation_22_25": (_old(leavers.ACCOMMODATION, *_SUITABILITY),),
    "leavers_in_touch_22_25": _leavers_in_both(leavers.IN_TOUCH_22_25, "age", "in_touch"),
    "staying_put": (_old(leavers.STAYING_PUT, "age", "stay_put"),),
    "adoption_stages": (_STAGES,),
    "time_series": (
        _series("population_type", count="children_count"),
        _series("population_count", count="number"),
    ),
}
# The 2022 edition's table of numbers is not carried: those who started have their total here.
OF_ONE_EDITION = {"dfe_cla_2022_started": _in_both(children.STARTED_WITH_TOTAL, _SPLIT, _GROUP)}


def layouts(source: str) -> tuple[Layout, ...]:
    """The layouts in which a source's table is read, by the source's id."""
    table = source.removeprefix("dfe_cla_").partition("_")[2]
    return OF_ONE_EDITION.get(source) or LAYOUTS[table]


def forms(source: str, columns: Iterable[str]) -> Layout:
    """The forms of the first layout whose columns are all there."""
    have = set(columns)
    return next(
        layout for layout in layouts(source) if all(form.columns <= have for form in layout)
    )
