"""Our figures beside the publications they cite, read again without any of our own readers.

The files are read with the standard library where they are text and with pyarrow where they are
not. Without the full files, the excerpts of them are read; the built tables are the same.
"""

import csv
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import shapes, store
from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.indicators import INDICATORS
from analysis.intake.combine import newest

SHARED = Path(__file__).parents[2] / "shared" / "data"
EXCERPTS = Path(__file__).parent / "excerpts"
RAW = SHARED if SHARED.is_dir() else EXCERPTS
WHOLE = pytest.mark.skipif(RAW == EXCERPTS, reason="the full published files are not here")

CHILDREN_IN_CARE = dict(
    zip(
        range(2016, 2026),
        (70_410, 72_610, 75_360, 78_140, 80_000, 80_780, 82_090, 83_750, 83_530, 81_770),
        strict=True,
    )
)
# The time series of the 2024 edition prints these; the tool, and the authorities' sum, 10 more.
TIME_SERIES = {2016: 70_400, 2017: 72_600}
# England's latest figure as the field's list of indicators gives it, read there by other means.
ENGLAND_PRINTS: dict[str, float] = {
    "cla_number": 81_770,
    "cla_rate": 67,
    "cla_started_number": 32_270,
    "cla_started_rate": 26,
    "cla_ceased_number": 34_450,
    "cla_ceased_rate": 28,
    "net_flow": -2_180,
    "uasc_number": 6_540,
    "uasc_share": 8,
    "uasc_share_of_starts": 22,
    "placed_foster": 67,
    "placed_childrens_homes": 12,
    "placed_supported": 9,
    "placed_with_parents": 6,
    "placed_other": 3,
    "placed_over_20_miles_outside": 18,
    "new_placements_over_20_miles_outside": 16,
    "foster_places_approved": 36_725,
    "foster_places_filled": 60,
    "unit_cost_cla": 2_100,
    "unit_cost_fostering": 765,
    "unit_cost_residential": 7_385,
    "three_or_more_placements": 10,
    "same_placement_two_years": 69,
    "three_or_more_placements_two_years": 23,
    "three_or_more_social_workers": 27,
    "mid_year_school_moves": 8,
    "adopted": 9,
    "special_guardianship": 12,
    "child_arrangements_order": 3,
    "returned_home_planned": 16,
    "returned_home_unplanned": 3,
    "adoption_entry_to_placed": 19,
    "adoption_decision_to_match": 10,
    "health_assessment": 90,
    "dental_check": 81,
    "immunisations": 84,
    "development_assessment": 88,
    "sdq_received": 78,
    "sdq_average": 14.9,
    "sdq_concern": 42,
    "substance_misuse": 3,
    "substance_intervention": 41,
    "good_level_of_development": 42.9,
    "ks2_rwm": 35,
    "ks2_reading": 51,
    "ks2_writing": 45,
    "ks2_maths": 46,
    "attainment_8": 17.3,
    "english_maths_4": 17.4,
    "progress_8": -1.31,
    "absence_overall": 9.0,
    "absence_persistent": 20.3,
    "absence_severe": 6.4,
    "sen_support": 27.3,
    "sen_ehcp": 33.9,
    "missing_during_year": 11,
    "away_during_year": 3,
    "convicted": 2,
    "care_leavers_in_eet_17_18": 64,
    "care_leavers_in_eet_19_21": 54,
    "care_leavers_not_in_eet_19_21": 40,
    "care_leavers_ill_or_disabled_19_21": 9,
    "care_leavers_not_in_eet_other_19_21": 27,
    "care_leavers_parents_19_21": 4,
    "care_leavers_higher_education_19_21": 6,
    "care_leavers_apprenticeship_19_21": 2,
    "care_leavers_suitable_accommodation_17_18": 91,
    "care_leavers_suitable_accommodation_19_21": 89,
    "care_leavers_unsuitable_accommodation_19_21": 5,
    "care_leavers_not_in_touch_19_21": 4,
    "staying_put_19_20": 33,
}
ALL_PUPILS_PRINT = {
    "good_level_of_development": 68.3,
    "attainment_8": 46.0,
    "english_maths_4": 64.8,
    "english_maths_5": 45.4,
    "progress_8": -0.03,
    "absence_overall": 6.8,
    "absence_persistent": 18.1,
    "absence_severe": 2.4,
    "suspended": 4.0,
    "permanently_excluded": 0.13,
    "sen_support": 14.2,
    "sen_ehcp": 5.3,
}


class Table(NamedTuple):
    """A published file: its month and day, and which cell answers which indicator.

    `cells` maps a column and labels that pick a row ('column=label; ...') to an indicator and the
    column of measured rows that holds the same number.
    """

    file: str
    day: str
    cells: dict[tuple[str, str], tuple[str, str]]


NUMBERS = "02_cla_2021_2025/cla_number_and_rate_per_10k_children.csv"
ON_THE_DAY = "population_type=Children looked after on 31 March each year"
STARTING = "population_type=Children starting to be looked after each year"
CEASING = "population_type=Children ceasing to be looked after each year"
CLA_12 = "social_care_group=CLA 12 months at 31 March"
ANY_HEALTH = "characteristic=Health assessments: Children looked after all ages"
SDQ = "characteristic=Ages 5 to 16 years with SDQ score"
OLDER, YOUNGER = "care_leaver_age=19 to 21 years", "care_leaver_age=17 to 18 years"
OUTSIDE_FAR = "breakdown=Placed outside LA boundary more than 20 miles from home"
MISSING = "CLA_group=Children who had a missing incident during the year"
TABLES = (
    Table(
        NUMBERS,
        "03-31",
        {
            ("children_count", ON_THE_DAY): ("cla_number", "value"),
            ("rate_per_10000", ON_THE_DAY): ("cla_rate", "value"),
            ("population_estimate", ON_THE_DAY): ("cla_rate", "denominator"),
            ("children_count", STARTING): ("cla_started_number", "value"),
            ("rate_per_10000", STARTING): ("cla_started_rate", "value"),
            ("children_count", CEASING): ("cla_ceased_number", "value"),
            ("rate_per_10000", CEASING): ("cla_ceased_rate", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_cla_placement_stability.csv",
        "03-31",
        {
            (
                "children_percent",
                "placement_stability=With 3 or more placements during the year",
            ): ("three_or_more_placements", "value"),
            (
                "children_count",
                "placement_stability=With 3 or more placements during the year",
            ): ("three_or_more_placements", "numerator"),
            (
                "children_percent",
                "placement_stability=Living with the same carer for at least 2 years",
            ): ("same_placement_two_years", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_conviction_health_outcome_cla.csv",
        "03-31",
        {
            (
                "children_percent",
                f"{ANY_HEALTH}; breakdown=Had their annual health assessment",
            ): ("health_assessment", "value"),
            (
                "children_percent",
                f"{ANY_HEALTH}; breakdown=Had their teeth checked by a dentist",
            ): ("dental_check", "value"),
            ("children_count", f"{ANY_HEALTH}; breakdown=Total all ages"): (
                "dental_check",
                "denominator",
            ),
            ("children_count", f"{SDQ}; breakdown=SDQ average score"): ("sdq_average", "value"),
            ("children_percent", f"{SDQ}; breakdown=SDQ score is a cause for concern"): (
                "sdq_concern",
                "value",
            ),
        },
    ),
    Table(
        "02_cla_2021_2025/la_care_leavers_activity.csv",
        "03-31",
        {
            (
                "care_leaver_percent",
                f"{OLDER}; breakdown=Total in education, employment or training",
            ): ("care_leavers_in_eet_19_21", "value"),
            ("care_leaver_count", f"{OLDER}; breakdown=Total"): (
                "care_leavers_19_21_number",
                "value",
            ),
            (
                "care_leaver_percent",
                f"{YOUNGER}; breakdown=Total in education, employment or training",
            ): ("care_leavers_in_eet_17_18", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_care_leavers_accommodation_suitability.csv",
        "03-31",
        {
            ("care_leaver_percent", f"{OLDER}; breakdown=Accommodation considered suitable"): (
                "care_leavers_suitable_accommodation_19_21",
                "value",
            ),
            ("care_leaver_count", f"{OLDER}; breakdown=Accommodation considered suitable"): (
                "care_leavers_suitable_accommodation_19_21",
                "numerator",
            ),
        },
    ),
    Table(
        "02_cla_2021_2025/la_cla_during_year_new_placements.csv",
        "03-31",
        {
            ("children_percent", OUTSIDE_FAR): ("new_placements_over_20_miles_outside", "value"),
        },
    ),
    Table(
        "02_cla_2021_2025/la_cla_swcount.csv",
        "03-31",
        {
            ("percentage", "sw_stability=3 or more social workers during the year"): (
                "three_or_more_social_workers",
                "value",
            ),
        },
    ),
    Table(
        "02_cla_2021_2025/combined_cla_31_march_data.parquet",
        "03-31",
        {
            ("percentage", "cla_group=Placement; characteristic=Foster placements"): (
                "placed_foster",
                "value",
            ),
            (
                "percentage",
                "cla_group=Distance between home and placement and locality of placement; "
                "characteristic=4. Placed outside the LA boundary, more than 20 miles from home",
            ): ("placed_over_20_miles_outside", "value"),
        },
    ),
    Table(
        "03_cla_2020_2024/la_children_who_were_missing_or_away_from_placement_without_"
        "authorisation.csv",
        "03-31",
        {
            ("number", MISSING.replace("Children", "Percentage of children")): (
                "missing_during_year",
                "value",
            ),
            ("number", MISSING): ("missing_during_year", "numerator"),
            (
                "number",
                "CLA_group=Average number of missing incidents per looked after child who went "
                "missing",
            ): ("missing_incidents_per_child", "value"),
        },
    ),
    Table(
        "03_cla_2020_2024/la_care_leavers_stayput.csv",
        "03-31",
        {
            (
                "percentage",
                "age=Aged 18; stay_put=Total living with former foster carers in the current year",
            ): ("staying_put_18", "value"),
        },
    ),
    Table(
        "06_outcomes_2019_2025/ks4_la.csv",
        "08-31",
        {
            ("avg_att8", CLA_12): ("attainment_8", "value"),
            ("avg_p8score", CLA_12): ("progress_8", "value"),
            ("pt_l2basics_94", CLA_12): ("english_maths_4", "value"),
        },
    ),
    Table(
        "06_outcomes_2019_2025/ks2_la.csv",
        "08-31",
        {("pt_rwm_met_expected_standard", CLA_12): ("ks2_rwm", "value")},
    ),
    Table(
        "06_outcomes_2019_2025/absence_la.csv",
        "08-31",
        {
            ("pt_pupils_pa_10_exact", f"{CLA_12}; phase_type_grouping=Total"): (
                "absence_persistent",
                "value",
            )
        },
    ),
    Table(
        "13_cin_workforce/csww_indicators_2017_to_2025.csv",
        "09-30",
        {
            ("turnover_rate_fte", ""): ("social_worker_turnover", "value"),
            ("caseload_fte", ""): ("social_worker_caseload", "value"),
        },
    ),
    Table(
        "13_cin_workforce/d5_cpps_at31march_by_duration_2013_to_2025.csv",
        "03-31",
        {("2_years_or_more_percent", ""): ("cpp_two_years_plus", "value")},
    ),
)
FILES = {Path(t.file).stem: t for t in TABLES}
MARKERS = {
    "c": shapes.SUPPRESSED,
    "z": shapes.NOT_APPLICABLE,
    "x": shapes.NOT_AVAILABLE,
    "k": shapes.LOW,
    "low": shapes.LOW,
    "u": shapes.UNRELIABLE,
}
# Published as 0 and corrected by declaration, each for the reason that the correction gives.
CORRECTED = {
    ("204", "2021-03-31", "missing_during_year"): shapes.NOT_AVAILABLE,
    ("204", "2021-03-31", "missing_incidents_per_child"): shapes.NOT_AVAILABLE,
    ("810", "2017-09-30", "social_worker_turnover"): shapes.UNRELIABLE,
    ("831", "2017-09-30", "social_worker_turnover"): shapes.UNRELIABLE,
    ("845", "2017-09-30", "social_worker_turnover"): shapes.UNRELIABLE,
}
FIRST_YEAR = 2015  # the tables on children in need begin in 2013; ours begin here


class Printed(NamedTuple):
    """One cell of a published file, and where ours should be found."""

    area: str
    day: str
    indicator: str
    column: str
    cell: str


def rows_of(file: str) -> Iterator[dict[str, str]]:
    """The rows of a published file as text, whatever its form."""
    path = RAW / file
    if path.suffix == ".parquet":
        columns = ["time_period", "old_la_code", "cla_group", "characteristic", "percentage"]
        several = pq.read_table(path, columns=[*columns, "geographic_level", "population_count"])
        for row in several.to_pylist():
            if str(row.pop("population_count")) == ON_THE_DAY.partition("=")[2]:
                yield {key: str(value) for key, value in row.items()}
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def printed(table: Table) -> Iterator[Printed]:
    """Every cell of an authority that the table declares, former authorities left out."""
    chosen = {
        (column, tuple(tuple(p.split("=", 1)) for p in labels.split("; ") if p)): ours
        for (column, labels), ours in table.cells.items()
    }
    for row in rows_of(table.file):
        if row["geographic_level"] != "Local authority" or len(row["old_la_code"]) != 3:
            continue
        if areas()[row["old_la_code"]].abolished:
            continue
        year = row["time_period"] if len(row["time_period"]) == 4 else f"20{row['time_period'][4:]}"
        if int(year) < FIRST_YEAR:
            continue
        for (column, labels), (indicator, ours) in chosen.items():
            if all(row[key] == label for key, label in labels):
                cell = row[column].strip()
                yield Printed(row["old_la_code"], f"{year}-{table.day}", indicator, ours, cell)


@cache
def measured() -> dict[tuple[str, str, str], dict[str, object]]:
    """Own rows without splits, by area, day and indicator."""
    columns = ["area", "period_end", "indicator", "dimension", "group", "value", "status"]
    rows = store.read(store.MEASURED_FILE, columns=[*columns, "numerator", "denominator"])
    rows = rows[(rows["group"] == shapes.OWN) & (rows["dimension"] == shapes.ALL)]
    days = rows["period_end"].dt.strftime("%Y-%m-%d")
    keys = zip(rows["area"], days, rows["indicator"], strict=True)
    wanted = rows[["value", "status", "numerator", "denominator"]].to_dict("records")
    return dict(zip(keys, wanted, strict=True))


def is_number(cell: str) -> bool:
    """Whether a published cell holds a number rather than a marker."""
    return cell.replace(".", "", 1).removeprefix("-").replace(",", "").isdigit()


def disagreement(cell: Printed) -> str:
    """How our figure differs from the printed one; empty when it does not."""
    ours = measured().get((cell.area, cell.day, cell.indicator))
    if ours is None:
        return f"{cell}: we have no row"
    corrected = CORRECTED.get((cell.area, cell.day, cell.indicator))
    if corrected:
        same = cell.cell == "0" and ours["status"] == corrected
    elif is_number(cell.cell):
        same = ours[cell.column] == float(cell.cell.replace(",", ""))
    else:
        missing = ours[cell.column] != ours[cell.column]
        same = missing and (cell.column != "value" or ours["status"] == MARKERS[cell.cell])
    return "" if same else f"{cell}: ours is {ours}"


@pytest.mark.parametrize("year", CHILDREN_IN_CARE)
def test_the_number_of_children_in_care_in_england(year: int) -> None:
    day = f"{year}-03-31"
    number = measured()[ENGLAND, day, "cla_number"]["value"]
    assert number in (CHILDREN_IN_CARE[year], TIME_SERIES.get(year, CHILDREN_IN_CARE[year]))
    authorities = [
        row["value"]
        for (area, at, name), row in measured().items()
        if (at, name) == (day, "cla_number") and len(area) == 3 and row["status"] == shapes.OK
    ]
    assert len(authorities) >= 150
    # England is rounded to the nearest ten, and a small authority may be suppressed.
    assert abs(sum(map(float, authorities)) - CHILDREN_IN_CARE[year]) <= 10  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ENGLAND_PRINTS)
def test_englands_latest_figure_is_the_one_in_the_fields_list(name: str) -> None:
    given = {
        day: row["value"]
        for (area, day, indicator), row in measured().items()
        if area == ENGLAND and indicator == name and row["status"] == shapes.OK
    }
    assert given[max(given)] == ENGLAND_PRINTS[name]


def test_figures_that_differ_from_the_fields_list_do_so_for_a_known_reason() -> None:
    # The list rounds suspensions of 2023/24 to one decimal; the outcomes release prints two.
    assert measured()[ENGLAND, "2024-08-31", "suspended"]["value"] == 14.55
    # The list's 8.96 billion is of the section 251 return; ours is the revenue outturn's total.
    counts = newest(store.counts([ENGLAND]))
    latest = counts[counts["period_end"] == "2025-03-31"]
    s251 = latest.loc[latest["measure"] == "spend_cla", "value"].item()
    ro3 = measured()[ENGLAND, "2025-03-31", "spend_on_children_in_care"]["value"]
    assert isinstance(ro3, float)
    assert round(s251 / 1e9, 2) == 8.96
    assert round(ro3 / 1e9, 2) == 8.92
    # The list's support at 22 and 23 is of 2025; the files at hand end in 2024.
    assert (ENGLAND, "2025-03-31", "support_at_22") not in measured()


@pytest.mark.parametrize("name", ALL_PUPILS_PRINT)
def test_englands_latest_figure_for_all_pupils_is_the_one_in_the_fields_list(name: str) -> None:
    rows = store.measured([ENGLAND])
    rows = rows[(rows["indicator"] == name) & (rows["group"] == "all_pupils")]
    latest = rows[rows["status"] == shapes.OK].sort_values("period_end").iloc[-1]
    places = len(str(ALL_PUPILS_PRINT[name]).partition(".")[2])
    assert round(float(latest["value"]), places) == ALL_PUPILS_PRINT[name]


@pytest.mark.parametrize("file", FILES)
def test_every_authoritys_figure_is_the_published_one(file: str) -> None:
    cells = list(printed(FILES[file]))
    assert {c.indicator for c in cells} == {name for name, _ in FILES[file].cells.values()}
    wrong = [each for each in map(disagreement, cells) if each]
    assert wrong == [], f"{len(wrong)} of {len(cells)}"


@WHOLE
@pytest.mark.shared
def test_at_least_1000_authority_figures_chosen_by_chance_are_the_published_ones() -> None:
    cells = [c for table in TABLES for c in printed(table) if is_number(c.cell)]
    assert len(cells) > 20_000
    chosen = random.Random(2025).sample(cells, 2_000)
    kinds = {INDICATORS[c.indicator].kind for c in chosen}
    assert {"number", "rate", "proportion", "mean", "percentage"} <= kinds
    assert len({c.area for c in chosen}) > 145
    assert [each for each in map(disagreement, chosen) if each] == []


# One publisher against another: the interactive tool's own name of a figure, and what we call it.
TOOL = {
    "LACnum": ("cla_31_march", "children", "all/all"),
    "LAC": ("cla_31_march", "per_10000", "all/all"),
    "LACnum_Start": ("cla_started", "children", "all/all"),
    "LAC_Start_Rate": ("cla_started", "per_10000", "all/all"),
    "LACceased": ("cla_ceased", "children", "all/all"),
    "LAC_Cease_Rate": ("cla_ceased", "per_10000", "all/all"),
    "No_of LAC Adopted": ("cla_ceased", "children", "reason/adopted"),
    "%_of LAC Adopted": ("cla_ceased", "percent", "reason/adopted"),
    "LACDistance": ("cla_31_march", "percent", "locality_distance/outside_over_20"),
    "LACStable_2016on": ("three_or_more_placements", "percent", "all/all"),
    "LACStableNum_2016on": ("three_or_more_placements", "children", "all/all"),
    "LAC_LongStable%": ("same_placement_two_years", "percent", "all/all"),
    "LAC_LongStableNum": ("same_placement_two_years", "children", "all/all"),
    "LACHealth%": ("health_assessment", "percent", "all/all"),
    "LACDental%": ("dental_check", "percent", "all/all"),
    "LACVaccinations%": ("immunisations", "percent", "all/all"),
    "Emotional_LAC": ("sdq_average", "score", "all/all"),
    "LAC_Convictions": ("convicted", "percent", "all/all"),
    "Children_missing": ("missing_during_year", "percent", "all/all"),
    "CareLeaverEET": ("care_leavers_19_21", "percent", "activity/eet"),
    "CareLeaverEETNum": ("care_leavers_19_21", "young_people", "activity/eet"),
    "CareLeaverAcc": ("care_leavers_accommodation_19_21", "percent", "accommodation/suitable"),
    "NoCareLeaverAcc": (
        "care_leavers_accommodation_19_21",
        "young_people",
        "accommodation/suitable",
    ),
}
# The tool has the 2019 figures of the release of 2023, which is not among our files: ours are of
# the release of 2022. For 2024 it has the missing children of the release of 2025. None differs
# by more than two children or one point.
REVISED_SINCE = {
    ("LACnum_Start", 2019): "835",
    ("LACStable_2016on", 2019): "355",
    ("LACStableNum_2016on", 2019): "330 355 856 935",
    ("LAC_LongStable%", 2019): "336 355 823 928",
    ("LAC_LongStableNum", 2019): "330 336 352 353 355 371 823 835",
    ("LACDental%", 2019): "318 921",
    ("Children_missing", 2019): "209 210 213 318 342 382 801 871 885",
    ("Children_missing", 2024): "308 803",
    # The tool shows 0 for Hackney in 2021, as the release does; ours is a declared gap.
    ("Children_missing", 2021): "204",
}


@cache
def tool() -> pd.DataFrame:
    """The tool's figures of authorities that are numbers, by its own name, area and year."""
    table = pq.read_table(RAW / "01_lait" / "bds_long_0.parquet").to_pandas()
    table = table[table["Short Desc"].isin(list(TOOL)) & table["LA Number"].between(200, 969)]
    table = table.assign(
        given=pd.to_numeric(table["Values"], errors="coerce"),
        area=table["LA Number"].astype(int).astype(str),
        year=table["Years"].astype(int),
    )
    return table.dropna(subset=["given"])[["Short Desc", "area", "year", "given"]]


@cache
def primary() -> pd.DataFrame:
    """The newest counts that come from a primary release and not from the tool."""
    counts = newest(store.counts())
    counts = counts[counts["source"] != "lait"]
    label = counts["dimension"] + "/" + counts["category"]
    march = counts["period_end"].dt.month == 3
    return counts.assign(label=label, year=counts["period_end"].dt.year)[march]


def side_by_side(name: str) -> pd.DataFrame:
    """The tool's figures of one name with ours of the same area and year."""
    measure, unit, label = TOOL[name]
    counts = primary()
    ours = counts[
        (counts["measure"] == measure) & (counts["unit"] == unit) & (counts["label"] == label)
    ]
    theirs = tool()
    return theirs[theirs["Short Desc"] == name].merge(ours, on=["area", "year"])


@pytest.mark.parametrize("name", TOOL)
def test_two_publications_of_the_same_figure_agree(name: str) -> None:
    both = side_by_side(name)
    assert len(both) >= (750 if RAW == SHARED else 10)
    apart = both[both["given"] != both["value"]]
    known = {(year, a) for (n, year), s in REVISED_SINCE.items() if n == name for a in s.split()}
    here = {(y, a) for y, a in known if ((both["year"] == y) & (both["area"] == a)).any()}
    assert set(zip(apart["year"], apart["area"], strict=True)) == here
    assert (apart["given"] - apart["value"]).abs().max() <= 2 or apart["value"].dropna().empty


@WHOLE
@pytest.mark.shared
def test_the_two_publications_are_compared_in_more_than_20000_figures() -> None:
    assert sum(len(side_by_side(name)) for name in TOOL) > 20_000
    assert sum(len(codes.split()) for codes in REVISED_SINCE.values()) == 32


# Breakdowns whose categories are the whole of a total, each child in one of them.
WHOLES = [
    *(
        ("cla_31_march", dimension)
        for dimension in (
            "age",
            "sex",
            "ethnicity",
            "need",
            "legal_status",
            "placement",
            "provider",
            "locality",
            "distance",
            "locality_distance",
        )
    ),
    ("cla_started", "age"),
    ("cla_started", "sex"),
    ("cla_started", "need"),
    ("cla_started", "legal_status"),
    ("cla_ceased", "age"),
    ("cla_ceased", "sex"),
    ("new_placements", "location"),
    ("placement_changes", "reason"),
    ("care_leavers_accommodation_17_18", "accommodation"),
    ("care_leavers_in_touch_17_18", "contact"),
    ("care_leavers_in_touch_19_21", "contact"),
    *((f"care_leavers_{age}", "in_touch") for age in (22, 23, 24, 25)),
]


@cache
def local() -> pd.DataFrame:
    """The newest counts of authorities in children and young people, with the year."""
    counts = newest(store.counts())
    people = counts["unit"].isin(["children", "young_people"])
    return counts[people & (counts["area"].str.len() == 3)]


@pytest.mark.parametrize(("measure", "dimension"), WHOLES)
def test_where_nothing_is_suppressed_the_parts_are_the_whole(measure: str, dimension: str) -> None:
    counts = local()
    counts = counts[counts["measure"] == measure]
    parts = counts[counts["dimension"] == dimension]
    summed = parts.groupby(["area", "period_end"])["value"].agg(["sum", "count", "size"])
    complete = summed[summed["count"] == summed["size"]]
    total = counts[counts["dimension"] == "all"].set_index(["area", "period_end"])["value"]
    both = complete.join(total, how="inner").dropna()
    assert len(both) >= 15
    assert (both["sum"] == both["value"]).all()


def test_parts_of_work_and_study_and_of_homes_are_the_whole() -> None:
    counts = newest(store.counts())
    counts = counts[counts["area"].str.len() == 3]
    wide = counts[(counts["measure"] == "care_leavers_19_21") & (counts["unit"] == "young_people")]
    wide = wide.pivot(index=["area", "period_end"], columns="category", values="value")
    three = wide[["eet", "not_eet", "not_known", "all"]].dropna()
    assert len(three) > 100
    assert (three["eet"] + three["not_eet"] + three["not_known"] == three["all"]).all()
    homes = counts[(counts["measure"] == "homes") & (counts["period_end"] == "2025-03-31")]
    ordinary = homes[homes["category"] == "childrens_home"].set_index("area")["value"]
    judged = homes[homes["dimension"] == "judgement"].groupby("area")["value"].sum()
    assert len(ordinary) > 140
    assert (judged.reindex(ordinary.index, fill_value=0) == ordinary).all()
