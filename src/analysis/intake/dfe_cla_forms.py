"""How each file of the children looked after releases is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.intake import dfe_cla_labels as children
from analysis.intake import dfe_cla_labels_leavers as leavers
from analysis.intake import dfe_cla_labels_year as year
from analysis.intake.dfe_cla_labels import Table

LEVELS = ("National", "Regional", "Local authority")
MARCH = (
    "Children looked after on 31 March each year",
    "Children looked after at 31 March each year",
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """One way to read a file: which columns label a row, and which hold its figures.

    `rows` are the only printed values of a column that are read. `before` leaves out that year
    and later ones, which other files carry.
    """

    labels: tuple[str, ...]
    meanings: Table
    count: str = ""
    percent: str = ""
    rate: str = ""
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: int = 0


def _new(meanings: Table, *labels: str) -> tuple[Form, ...]:
    """The wording of the 2025 edition for children."""
    return (
        Form(labels=labels, meanings=meanings, count="children_count", percent="children_percent"),
    )


def _leavers(meanings: Table) -> tuple[Form, ...]:
    """The wording of the 2025 edition for care leavers."""
    return (
        Form(
            labels=("care_leaver_age", "breakdown"),
            meanings=meanings,
            count="care_leaver_count",
            percent="care_leaver_percent",
        ),
    )


def _old(meanings: Table, *labels: str) -> tuple[Form, ...]:
    """The wording of the 2022 and 2024 editions."""
    return (Form(labels=labels, meanings=meanings, count="number", percent="percentage"),)


def _plain(meanings: Table, *labels: str) -> tuple[Form, ...]:
    """A file without percentages."""
    return (Form(labels=labels, meanings=meanings, count="number"),)


def _numbers(label: str, count: str) -> tuple[Form, ...]:
    """Numbers and rates, and the population that the rates divide by."""
    return (
        Form(labels=(label,), meanings=year.POPULATIONS, count=count, rate="rate_per_10000"),
        Form(labels=(label,), meanings=year.RATE_BASE, count="population_estimate"),
    )


_GROUP = ("cla_group", "characteristic")
_SPLIT = ("characteristic", "breakdown")
_MOVES = ("cla_group", "move_measure", "school_stability")
_SUITABILITY = ("age", "accommodation_suitability")
# The dashboard's table repeats each row for three populations and adds medians of neighbours.
_ON_31_MARCH = (
    Form(
        labels=_GROUP,
        meanings=children.ON_31_MARCH,
        count="cla_31_march_number",
        percent="percentage",
        rows={"geographic_level": LEVELS, "population_count": MARCH},
    ),
)
_CEASED_2025 = (
    Form(
        labels=_GROUP,
        meanings=children.CEASED,
        count="number",
        percent="percentage",
        rows={"geographic_level": LEVELS},
    ),
)
_STAGES = (
    Form(
        labels=("stage_of_adoption_process",),
        meanings=year.ADOPTION_STAGES,
        count="number",
        rows={"age_start_poc": ("Total",)},
    ),
)
_TIME_SERIES = (
    Form(labels=("population_count",), meanings=year.TIME_SERIES, count="number", before=2020),
)

FORMS: dict[str, tuple[Form, ...]] = {
    "dfe_cla_2025_numbers": _numbers("population_type", "children_count"),
    "dfe_cla_2025_31_march": _ON_31_MARCH,
    "dfe_cla_2025_started": _old(children.STARTED, *_GROUP),
    "dfe_cla_2025_ceased": _CEASED_2025,
    "dfe_cla_2025_placement_stability": _new(year.STABILITY, "cla_group", "placement_stability"),
    "dfe_cla_2025_new_placements": _new(year.NEW_PLACEMENTS, *_SPLIT),
    "dfe_cla_2025_school_moves": _old(year.SCHOOL_MOVES, *_MOVES),
    "dfe_cla_2025_social_workers": _old(year.SOCIAL_WORKERS, "cla_group", "sw_stability"),
    "dfe_cla_2025_health": _new(year.HEALTH, *_SPLIT),
    "dfe_cla_2025_leavers_activity": _leavers(leavers.ACTIVITY),
    "dfe_cla_2025_leavers_accommodation": _leavers(leavers.ACCOMMODATION),
    "dfe_cla_2025_adoption_stages": _STAGES,
    "dfe_cla_2024_numbers": _numbers("population_count", "number"),
    "dfe_cla_2024_31_march": _ON_31_MARCH,
    "dfe_cla_2024_started": _old(children.STARTED, *_GROUP),
    "dfe_cla_2024_ceased": _old(children.CEASED, *_GROUP),
    "dfe_cla_2024_sgo_adoption": _old(year.SGO_ADOPTION, *_GROUP),
    "dfe_cla_2024_placement_stability": _old(year.STABILITY, "cla_group", "placement_stability"),
    "dfe_cla_2024_new_placements": _old(year.NEW_PLACEMENTS, *_GROUP),
    "dfe_cla_2024_health": _old(year.HEALTH, *_GROUP),
    "dfe_cla_2024_missing": _plain(year.MISSING, "CLA_group"),
    "dfe_cla_2024_net_gain": _plain(year.NET_GAIN, "characteristic"),
    "dfe_cla_2024_short_term": _plain(year.SHORT_TERM, "cla_group"),
    "dfe_cla_2024_leavers_activity": _old(leavers.ACTIVITY, "age", "activity"),
    "dfe_cla_2024_leavers_accommodation": _old(leavers.ACCOMMODATION, *_SUITABILITY),
    "dfe_cla_2024_leavers_in_touch": _old(leavers.IN_TOUCH, "age", "in_touch"),
    "dfe_cla_2024_leavers_activity_22_25": _old(leavers.ACTIVITY_22_25, "age", "activity"),
    "dfe_cla_2024_leavers_accommodation_22_25": _old(leavers.ACCOMMODATION, *_SUITABILITY),
    "dfe_cla_2024_leavers_in_touch_22_25": _old(leavers.IN_TOUCH_22_25, "age", "in_touch"),
    "dfe_cla_2024_staying_put": _old(leavers.STAYING_PUT, "age", "stay_put"),
    "dfe_cla_2024_time_series": _TIME_SERIES,
    "dfe_cla_2022_started": _old(children.STARTED_WITH_TOTAL, *_GROUP),
    "dfe_cla_2022_sgo_adoption": _old(year.SGO_ADOPTION, *_GROUP),
    "dfe_cla_2022_placement_stability": _old(year.STABILITY, *_GROUP),
    "dfe_cla_2022_school_moves": _old(year.SCHOOL_MOVES, *_MOVES),
    "dfe_cla_2022_health": _old(year.HEALTH, *_GROUP),
    "dfe_cla_2022_missing": _plain(year.MISSING, "cla_group"),
    "dfe_cla_2022_net_gain": _plain(year.NET_GAIN, "characteristic"),
    "dfe_cla_2022_short_term": _plain(year.SHORT_TERM, "cla_group"),
    "dfe_cla_2022_leavers_in_touch": _old(leavers.IN_TOUCH, "age", "in_touch"),
    "dfe_cla_2022_staying_put": _old(leavers.STAYING_PUT, "age", "stay_put"),
}
