"""Children looked after in England: the files of the 2022, 2024 and 2025 editions that are read.

Not read: the national files that cross characteristics (no authority has them), `placement_data`
(it repeats the 31 March table), and the 2019 and 2020 table of social worker changes, which
counts changes and not social workers.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from analysis.catalogue.sources.source import PERIOD_AND_AREA, Source, from_dfe
from analysis.catalogue.sources.source import years as years_of

DASHBOARD = "As carried by the department's children's social care dashboard; former areas left out"

_NATION = ("time_period", "geographic_level")


@dataclass(frozen=True)
class Layout:
    """The columns in which an edition prints a table, beside those of period and area.

    `labels` say what a row counts; `count`, `percent` and `rate` are its figures, and `base` is the
    population that the rate divides by. Of the rows only some are read by the columns `among`.
    """

    labels: tuple[str, ...]
    count: str = "number"
    percent: str = ""
    base: str = ""
    rate: str = ""
    among: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them."""
        figures = (self.count, self.percent, self.base, self.rate)
        return (*self.labels, *self.among, *filter(None, figures))


_old = partial(Layout, percent="percentage")  # the editions of 2022 and 2024
_new = partial(Layout, count="children_count", percent="children_percent")  # that of 2025
_rates = partial(Layout, base="population_estimate", rate="rate_per_10000")
_new_leavers = Layout(("care_leaver_age", "breakdown"), "care_leaver_count", "care_leaver_percent")

_BY_GROUP = ("cla_group", "characteristic")
_SPLIT = ("characteristic", "breakdown")
_STABILITY = ("cla_group", "placement_stability")
_MOVES = ("cla_group", "move_measure", "school_stability")
_WORKERS = ("cla_group", "sw_stability")
_ACTIVITY = _old(("age", "activity"))
_ACCOMMODATION = _old(("age", "accommodation_suitability"))
_IN_TOUCH = _old(("age", "in_touch"))

# The layouts of each table by the edition from which on it is printed so, the newest first: a file
# is taken in any of them. Those of 2025 are those of the service's data catalogue.
LAYOUTS: dict[str, dict[int, Layout]] = {
    **{
        table: {2025: _new(_SPLIT), 2022: _old(_BY_GROUP)}
        for table in ("started", "ceased", "sgo_adoption", "new_placements", "health")
    },
    "numbers": {
        2025: _rates(("population_type",), "children_count"),
        2022: _rates(("population_count",)),
    },
    "31_march": {
        2022: _old(_BY_GROUP, "cla_31_march_number", among=("population_count",)),
    },
    "placement_stability": {2025: _new(_STABILITY), 2024: _old(_STABILITY), 2022: _old(_BY_GROUP)},
    "school_moves": {2025: _new(_MOVES), 2022: _old(_MOVES)},
    "social_workers": {2025: _new(_WORKERS), 2022: _old(_WORKERS)},
    "missing": {
        2025: Layout(("missing_status",)),
        2024: Layout(("CLA_group",)),
        2022: Layout(("cla_group",)),
    },
    "net_gain": {
        2025: Layout(("characteristic",), "children_count"),
        2022: Layout(("characteristic",)),
    },
    "short_term": {2025: Layout(("breakdown",), "children_count"), 2022: Layout(("cla_group",))},
    "leavers_activity": {2025: _new_leavers, 2022: _ACTIVITY},
    "leavers_accommodation": {2025: _new_leavers, 2022: _ACCOMMODATION},
    "leavers_in_touch": {2022: _IN_TOUCH},
    "leavers_activity_22_25": {2022: _ACTIVITY},
    "leavers_accommodation_22_25": {2022: _ACCOMMODATION},
    "leavers_in_touch_22_25": {2025: _new_leavers, 2022: _IN_TOUCH},
    "staying_put": {2022: _old(("age", "stay_put"))},
    "adoption_stages": {2022: Layout(("stage_of_adoption_process",), among=("age_start_poc",))},
    "time_series": {
        2025: Layout(("population_type",), "children_count"),
        2022: Layout(("population_count",)),
    },
}

_EDITIONS = {
    2025: ("02_cla_2021_2025", "2025-11-26"),
    2024: ("03_cla_2020_2024", "2024-11-14"),
    2022: ("04_cla_2018_2022", "2022-11-17"),
}
"""Folder and day of release."""


def _source(
    edition: int,
    name: str,
    file: str,
    *,
    layout: int = 0,
    years: tuple[str, ...] = (),
    areas: tuple[str, ...] = PERIOD_AND_AREA,
    **more: Any,
) -> Source:
    """One file of an edition; an edition carries five years unless `years` says otherwise.

    Its columns are those in which its edition prints the table, or those of another edition where
    `layout` names one. `more` are other fields of a source.
    """
    folder, day = _EDITIONS[edition]
    title = f"Children looked after in England including adoptions, {edition} edition"
    layouts = {since: (*areas, *each.columns) for since, each in LAYOUTS[name].items()}
    columns = layouts[layout or max(since for since in layouts if since <= edition)]
    return from_dfe(
        id=f"dfe_cla_{edition}_{name}",
        file=f"{folder}/{file}",
        columns=columns,
        layouts=tuple(others for others in layouts.values() if others != columns),
        years=years or years_of(edition - 4, edition),
        **{"title": title, "release": day, **more},
    )


_NUMBERS = "cla_number_and_rate_per_10k_children.csv"
_MISSING = "la_children_who_were_missing_or_away_from_placement_without_authorisation.csv"
_SHORT = "la_children_looked_after_exclusively_under_a_series_of_short_term_placements.csv"
_SUITABLE = "la_care_leavers_accommodation_suitability"
_CEASED_AREA = ("time_period", "geographic_level", "geo_breakdown", "old_la_code")
_TWO_YEARS = years_of(2023, 2024)
_of_stability = partial(
    _source,
    2025,
    layout=2022,
    title="Stability measures for children looked after in England, reporting year 2024",
    release="2026-01-21",
)

SOURCES: tuple[Source, ...] = (
    _source(2025, "numbers", _NUMBERS),
    _source(
        2025,
        "31_march",
        "combined_cla_31_march_data.parquet",
        note=DASHBOARD,
        published_as="la_cla_on_31_march_by_characteristics.csv",
    ),
    _source(2025, "started", "cla_placements.parquet", layout=2022, note=DASHBOARD),
    _source(
        2025, "ceased", "ceased_cla_data.parquet", layout=2022, areas=_CEASED_AREA, note=DASHBOARD
    ),
    _source(2025, "placement_stability", "la_cla_placement_stability.csv"),
    _source(2025, "new_placements", "la_cla_during_year_new_placements.csv"),
    _of_stability("school_moves", "la_cla_school_moves.csv", years=years_of(2020, 2024)),
    _of_stability("social_workers", "la_cla_swcount.csv", years=("2024",)),
    _source(2025, "health", "la_conviction_health_outcome_cla.csv"),
    _source(2025, "leavers_activity", "la_care_leavers_activity.csv"),
    _source(2025, "leavers_accommodation", f"{_SUITABLE}.csv"),
    _source(
        2025,
        "adoption_stages",
        "national_cla_adopted_average_time_between_adoption_process_stages.csv",
        areas=_NATION,
    ),
    _source(2024, "numbers", _NUMBERS),
    _source(2024, "31_march", "combined_cla_31_march_data.parquet", note=DASHBOARD),
    _source(2024, "started", "cla_placements.parquet", note=DASHBOARD),
    _source(2024, "ceased", "la_children_who_ceased_during_the_year.csv"),
    _source(2024, "sgo_adoption", "la_children_who_ceased_during_the_year_sgo_adoption.csv"),
    _source(2024, "placement_stability", "la_cla_placement_stability.csv"),
    _source(2024, "new_placements", "la_cla_during_year_new_placements.csv"),
    _source(2024, "health", "la_conviction_health_outcome_cla.csv"),
    _source(2024, "missing", _MISSING),
    _source(2024, "net_gain", "la_cla_on_31_march_la_of_placement_netgain.csv"),
    _source(2024, "short_term", _SHORT),
    _source(2024, "leavers_activity", "la_care_leavers_activity.csv"),
    _source(2024, "leavers_accommodation", f"{_SUITABLE}.csv"),
    _source(2024, "leavers_in_touch", "la_care_leavers_intouch.csv"),
    _source(
        2024, "leavers_activity_22_25", "la_care_leavers_activity_22to25.csv", years=_TWO_YEARS
    ),
    _source(2024, "leavers_accommodation_22_25", f"{_SUITABLE}_22to25.csv", years=_TWO_YEARS),
    _source(2024, "leavers_in_touch_22_25", "la_care_leavers_intouch_22to25.csv", years=_TWO_YEARS),
    _source(2024, "staying_put", "la_care_leavers_stayput.csv"),
    _source(
        2024,
        "time_series",
        "cla_time_series_1994_2024.csv",
        years=years_of(1994, 2024),
        areas=_NATION,
        note="Numbers of 2016 to 2018 were revised since.",
        superseded=True,
        data_set="019a9c62-aca8-772e-b92b-8678622ec297",
    ),
    _source(2022, "started", "la_cla_who_started_to_be_looked_after.csv"),
    _source(2022, "sgo_adoption", "la_children_who_ceased_during_the_year_sgo_adoptions.csv"),
    _source(2022, "placement_stability", "la_cla_at_31_march_placement_stability_indicator.csv"),
    _source(2022, "school_moves", "official_statistics_la_cla_school_moves.csv"),
    _source(2022, "health", "la_conviction_health_outcome_cla.csv"),
    _source(2022, "missing", _MISSING),
    _source(2022, "net_gain", "la_cla_on_31_march_la_of_placement_net_gain.csv"),
    _source(2022, "short_term", _SHORT),
    _source(2022, "leavers_in_touch", "la_care_leavers_intouch.csv"),
    _source(2022, "staying_put", "la_care_leavers_stayput.csv"),
)
