"""One publication against another: the department's releases and its interactive tool."""

from functools import cache

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.core import store
from analysis.intake.combine import newest
from published import NEEDS_SHARED, RAW, SHARED

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


@NEEDS_SHARED
@pytest.mark.shared
def test_the_two_publications_are_compared_in_more_than_20000_figures() -> None:
    assert sum(len(side_by_side(name)) for name in TOOL) > 20_000
    assert sum(len(codes.split()) for codes in REVISED_SINCE.values()) == 32
