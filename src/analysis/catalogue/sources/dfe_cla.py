"""Children looked after in England: the files of the 2022, 2024 and 2025 editions that are read.

Not read: the national files that cross characteristics (no authority has them), `placement_data`
(it repeats the 31 March table), and the 2019 and 2020 table of social worker changes, which
counts changes and not social workers.
"""

from analysis.catalogue.sources.source import Source

PUBLISHER = "Department for Education"
TITLE = "Children looked after in England including adoptions"
STABILITY = "Stability measures for children looked after in England"
DASHBOARD = "As carried by the department's children's social care dashboard; former areas left out"

_AREA = ("time_period", "geographic_level", "region_code", "old_la_code")
_NATION = ("time_period", "geographic_level")
_NEW = ("children_count", "children_percent")
_OLD = ("number", "percentage")
_BY_GROUP = ("cla_group", "characteristic")

_SPLIT = ("characteristic", "breakdown")
_STABILITY = ("cla_group", "placement_stability")
_MOVES = ("cla_group", "move_measure", "school_stability")
_WORKERS = ("cla_group", "sw_stability")
_LEAVERS = ("care_leaver_age", "breakdown", "care_leaver_count", "care_leaver_percent")
_POPULATION = ("population_estimate", "rate_per_10000")

# The columns in which editions print a table, the newest first: a file is taken in any of them.
# The layouts of 2025 are those of the service's data catalogue; a table that is not here has had
# one layout.
LAYOUTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "numbers": (
        ("population_type", "children_count", *_POPULATION),
        ("population_count", "number", *_POPULATION),
    ),
    "started": ((*_SPLIT, *_NEW), (*_BY_GROUP, *_OLD)),
    "ceased": ((*_SPLIT, *_NEW), (*_BY_GROUP, *_OLD)),
    "sgo_adoption": ((*_SPLIT, *_NEW), (*_BY_GROUP, *_OLD)),
    "placement_stability": (
        (*_STABILITY, *_NEW),
        (*_STABILITY, *_OLD),
        (*_BY_GROUP, *_OLD),
    ),
    "new_placements": ((*_SPLIT, *_NEW), (*_BY_GROUP, *_OLD)),
    "school_moves": ((*_MOVES, *_NEW), (*_MOVES, *_OLD)),
    "social_workers": ((*_WORKERS, *_NEW), (*_WORKERS, *_OLD)),
    "health": ((*_SPLIT, *_NEW), (*_BY_GROUP, *_OLD)),
    "missing": (("missing_status", "number"), ("CLA_group", "number"), ("cla_group", "number")),
    "net_gain": (("characteristic", "children_count"), ("characteristic", "number")),
    "short_term": (("breakdown", "children_count"), ("cla_group", "number")),
    "leavers_activity": (_LEAVERS, ("age", "activity", *_OLD)),
    "leavers_accommodation": (_LEAVERS, ("age", "accommodation_suitability", *_OLD)),
    "leavers_in_touch_22_25": (_LEAVERS, ("age", "in_touch", *_OLD)),
    "time_series": (("population_type", "children_count"), ("population_count", "number")),
}

_EDITIONS = {
    "2025": ("02_cla_2021_2025", "2025-11-26", "2025 edition"),
    "2024": ("03_cla_2020_2024", "2024-11-14", "2024 edition"),
    "2022": ("04_cla_2018_2022", "2022-11-17", "2022 edition"),
}


def _source(
    edition: str,
    name: str,
    file: str,
    columns: tuple[str, ...],
    *,
    years: range | None = None,
    areas: tuple[str, ...] = _AREA,
    title: str = TITLE,
    release: str = "",
    note: str = "",
    superseded: bool = False,
    published_as: str = "",
    data_set: str = "",
) -> Source:
    """One file of an edition; an edition carries five years unless `years` says otherwise."""
    folder, day, words = _EDITIONS[edition]
    last = int(edition)
    return Source(
        id=f"dfe_cla_{edition}_{name}",
        file=f"{folder}/{file}",
        publisher=PUBLISHER,
        title=f"{title}, {words if title == TITLE else 'reporting year 2024'}",
        release=release or day,
        columns=(*areas, *columns),
        layouts=tuple((*areas, *others) for others in LAYOUTS.get(name, ()) if others != columns),
        years=tuple(str(year) for year in years or range(last - 4, last + 1)),
        note=note,
        superseded=superseded,
        published_as=published_as,
        data_set=data_set,
    )


_ON_31_MARCH = ("population_count", *_BY_GROUP, "cla_31_march_number", "percentage")
_NUMBERS = "cla_number_and_rate_per_10k_children.csv"
_MISSING = "la_children_who_were_missing_or_away_from_placement_without_authorisation.csv"
_SHORT = "la_children_looked_after_exclusively_under_a_series_of_short_term_placements.csv"
_SUITABLE = "la_care_leavers_accommodation_suitability"
_STAGES = "national_cla_adopted_average_time_between_adoption_process_stages.csv"
_CEASED_AREA = ("time_period", "geographic_level", "geo_breakdown", "old_la_code")
_TWO_YEARS = range(2023, 2025)

_OF_2025 = (
    _source("2025", "numbers", _NUMBERS, ("population_type", "children_count", *_POPULATION)),
    _source(
        "2025",
        "31_march",
        "combined_cla_31_march_data.parquet",
        _ON_31_MARCH,
        note=DASHBOARD,
        published_as="la_cla_on_31_march_by_characteristics.csv",
    ),
    _source("2025", "started", "cla_placements.parquet", (*_BY_GROUP, *_OLD), note=DASHBOARD),
    _source(
        "2025",
        "ceased",
        "ceased_cla_data.parquet",
        (*_BY_GROUP, *_OLD),
        areas=_CEASED_AREA,
        note=DASHBOARD,
    ),
    _source(
        "2025",
        "placement_stability",
        "la_cla_placement_stability.csv",
        ("cla_group", "placement_stability", *_NEW),
    ),
    _source(
        "2025",
        "new_placements",
        "la_cla_during_year_new_placements.csv",
        ("characteristic", "breakdown", *_NEW),
    ),
    _source(
        "2025",
        "school_moves",
        "la_cla_school_moves.csv",
        ("cla_group", "move_measure", "school_stability", *_OLD),
        years=range(2020, 2025),
        title=STABILITY,
        release="2026-01-21",
    ),
    _source(
        "2025",
        "social_workers",
        "la_cla_swcount.csv",
        ("cla_group", "sw_stability", *_OLD),
        years=range(2024, 2025),
        title=STABILITY,
        release="2026-01-21",
    ),
    _source(
        "2025",
        "health",
        "la_conviction_health_outcome_cla.csv",
        ("characteristic", "breakdown", *_NEW),
    ),
    _source(
        "2025",
        "leavers_activity",
        "la_care_leavers_activity.csv",
        ("care_leaver_age", "breakdown", "care_leaver_count", "care_leaver_percent"),
    ),
    _source(
        "2025",
        "leavers_accommodation",
        f"{_SUITABLE}.csv",
        ("care_leaver_age", "breakdown", "care_leaver_count", "care_leaver_percent"),
    ),
    _source(
        "2025",
        "adoption_stages",
        _STAGES,
        ("stage_of_adoption_process", "age_start_poc", "number"),
        areas=_NATION,
    ),
)

_OF_2024 = (
    _source("2024", "numbers", _NUMBERS, ("population_count", "number", *_POPULATION)),
    _source("2024", "31_march", "combined_cla_31_march_data.parquet", _ON_31_MARCH, note=DASHBOARD),
    _source("2024", "started", "cla_placements.parquet", (*_BY_GROUP, *_OLD), note=DASHBOARD),
    _source("2024", "ceased", "la_children_who_ceased_during_the_year.csv", (*_BY_GROUP, *_OLD)),
    _source(
        "2024",
        "sgo_adoption",
        "la_children_who_ceased_during_the_year_sgo_adoption.csv",
        (*_BY_GROUP, *_OLD),
    ),
    _source(
        "2024",
        "placement_stability",
        "la_cla_placement_stability.csv",
        ("cla_group", "placement_stability", *_OLD),
    ),
    _source("2024", "new_placements", "la_cla_during_year_new_placements.csv", (*_BY_GROUP, *_OLD)),
    _source("2024", "health", "la_conviction_health_outcome_cla.csv", (*_BY_GROUP, *_OLD)),
    _source("2024", "missing", _MISSING, ("CLA_group", "number")),
    _source(
        "2024",
        "net_gain",
        "la_cla_on_31_march_la_of_placement_netgain.csv",
        ("characteristic", "number"),
    ),
    _source("2024", "short_term", _SHORT, ("cla_group", "number")),
    _source("2024", "leavers_activity", "la_care_leavers_activity.csv", ("age", "activity", *_OLD)),
    _source(
        "2024",
        "leavers_accommodation",
        f"{_SUITABLE}.csv",
        ("age", "accommodation_suitability", *_OLD),
    ),
    _source("2024", "leavers_in_touch", "la_care_leavers_intouch.csv", ("age", "in_touch", *_OLD)),
    _source(
        "2024",
        "leavers_activity_22_25",
        "la_care_leavers_activity_22to25.csv",
        ("age", "activity", *_OLD),
        years=_TWO_YEARS,
    ),
    _source(
        "2024",
        "leavers_accommodation_22_25",
        f"{_SUITABLE}_22to25.csv",
        ("age", "accommodation_suitability", *_OLD),
        years=_TWO_YEARS,
    ),
    _source(
        "2024",
        "leavers_in_touch_22_25",
        "la_care_leavers_intouch_22to25.csv",
        ("age", "in_touch", *_OLD),
        years=_TWO_YEARS,
    ),
    _source("2024", "staying_put", "la_care_leavers_stayput.csv", ("age", "stay_put", *_OLD)),
    _source(
        "2024",
        "time_series",
        "cla_time_series_1994_2024.csv",
        ("population_count", "number"),
        years=range(1994, 2025),
        areas=_NATION,
        note="Numbers of 2016 to 2018 were revised since.",
        superseded=True,
        data_set="019a9c62-aca8-772e-b92b-8678622ec297",
    ),
)

_OF_2022 = (
    _source("2022", "started", "la_cla_who_started_to_be_looked_after.csv", (*_BY_GROUP, *_OLD)),
    _source(
        "2022",
        "sgo_adoption",
        "la_children_who_ceased_during_the_year_sgo_adoptions.csv",
        (*_BY_GROUP, *_OLD),
    ),
    _source(
        "2022",
        "placement_stability",
        "la_cla_at_31_march_placement_stability_indicator.csv",
        (*_BY_GROUP, *_OLD),
    ),
    _source(
        "2022",
        "school_moves",
        "official_statistics_la_cla_school_moves.csv",
        ("cla_group", "move_measure", "school_stability", *_OLD),
    ),
    _source("2022", "health", "la_conviction_health_outcome_cla.csv", (*_BY_GROUP, *_OLD)),
    _source("2022", "missing", _MISSING, ("cla_group", "number")),
    _source(
        "2022",
        "net_gain",
        "la_cla_on_31_march_la_of_placement_net_gain.csv",
        ("characteristic", "number"),
    ),
    _source("2022", "short_term", _SHORT, ("cla_group", "number")),
    _source("2022", "leavers_in_touch", "la_care_leavers_intouch.csv", ("age", "in_touch", *_OLD)),
    _source("2022", "staying_put", "la_care_leavers_stayput.csv", ("age", "stay_put", *_OLD)),
)

SOURCES: tuple[Source, ...] = (*_OF_2025, *_OF_2024, *_OF_2022)
