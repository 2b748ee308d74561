"""Printed shares and rates are held to their counts, for every source that prints both."""

import pandas as pd
import pytest

from analysis.catalogue.sources import SOURCES
from analysis.core import paths, shapes, store
from analysis.core.errors import SourceError
from analysis.intake import agreement, combine
from analysis.pipeline import build
from make_excerpt_register import read_all

HELD = ("dfe_cla_2025_social_workers", "dfe_cla_2025_numbers", "dfe_cin_2025_repeat_plans")


@pytest.fixture(scope="module")
def every_file() -> pd.DataFrame:
    return combine.correct(pd.concat(read_all()[1], ignore_index=True), build.CORRECTIONS)


@pytest.fixture(scope="module")
def printed(every_file) -> dict[tuple[str, str], pd.DataFrame]:
    """Every share and rate of every file of which the excerpt has enough figures to tell."""
    return {
        (str(indicator), str(source)): rows
        for (indicator, source), rows in agreement.compared(every_file).groupby(
            agreement.PRINTED, observed=True
        )
        if rows.groupby("period_end").size().max() >= agreement.FEWEST
        and (rows["numerator"] > 0).mean() > 2 * agreement.MOST
    }


@pytest.fixture
def counts(every_file) -> pd.DataFrame:
    """The figures of a few files, so that a check of all of them is quick."""
    return every_file[every_file["source"].isin(HELD)].reset_index(drop=True)


def percents(counts: pd.DataFrame, source: str) -> pd.Series:
    return (counts["source"] == source) & (counts["unit"] == "percent")


def told(counts: pd.DataFrame) -> SourceError:
    with pytest.raises(SourceError) as fault:
        agreement.check(counts)
    return fault.value


def test_the_published_files_agree_with_themselves(every_file):
    agreement.check(every_file)


def test_the_tables_that_are_carried_agree_with_themselves():
    agreement.check(pd.read_parquet(paths.processed() / store.COUNTS_FILE))


def test_every_source_that_prints_shares_and_their_counts_is_held_to_them(printed):
    held = {source for _, source in printed}
    assert {*HELD, "lait", "dfe_outcomes_2025_ks2"} <= held
    assert len(held) > 25
    assert len(printed) > 100


def test_hundredths_are_refused_in_every_file(printed):
    for (indicator, source), rows in printed.items():
        assert agreement.find_fault(rows) is None
        fault = agreement.find_fault(rows.assign(value=rows["value"] / 100))
        assert fault is not None, f"{source} {indicator}"
        assert fault.file == SOURCES[source].file
        assert f"'{indicator}'" in fault.expected
        assert "they are a hundredth of what the counts give" in fault.found


def test_the_message_names_the_figure_its_counts_and_what_they_give(counts):
    """Seen: 0.48 for 48 was built as 0.48% beside 230 of 358, its interval left out."""
    wrong = percents(counts, "dfe_cla_2025_social_workers")
    fault = told(counts.assign(value=counts["value"].mask(wrong, counts["value"] / 100)))
    assert "'three_or_more_social_workers'" in fault.expected
    assert "(22140 of 83300 is 26.6)" in fault.expected
    assert "0.27 for England at 31 March 2024" in fault.found
    assert "catalogue/sources/corrections.py" in fault.remedy


def test_the_build_itself_stops(counts):
    wrong = percents(counts, "dfe_cin_2025_repeat_plans")
    with pytest.raises(SourceError, match="of what the counts give"):
        build.settled(counts.assign(value=counts["value"].mask(wrong, counts["value"] / 100)))


def test_a_share_of_the_others_is_refused(counts):
    """The share of plans that are the first in the place of those that are not."""
    wrong = percents(counts, "dfe_cin_2025_repeat_plans")
    fault = told(counts.assign(value=counts["value"].mask(wrong, 100 - counts["value"])))
    assert "'cpp_repeat'" in fault.expected


def test_a_rate_for_each_thousand_is_refused(counts):
    wrong = (counts["source"] == "dfe_cla_2025_numbers") & (counts["unit"] == "per_10000")
    fault = told(counts.assign(value=counts["value"].mask(wrong, counts["value"] / 10)))
    assert "a tenth of what the counts give" in fault.found


def test_one_year_of_hundredths_is_enough(counts):
    wrong = percents(counts, "dfe_cin_2025_repeat_plans") & (counts["period_end"] == "2021-03-31")
    fault = told(counts.assign(value=counts["value"].mask(wrong, counts["value"] / 100)))
    assert "31 March 2021" in fault.found


def test_a_single_figure_that_differs_does_not_stop_it(counts):
    known = percents(counts, "dfe_cin_2025_repeat_plans") & (counts["status"] == shapes.OK)
    one = counts.index == counts.index[known][0]
    agreement.check(counts.assign(value=counts["value"].mask(one, 99)))


def test_rounded_counts_of_england_leave_room_for_rounding():
    """National counts are to the nearest 10: 10 of 30 may be 5 of 34, and 15% is no fault."""
    rows = pd.DataFrame(
        {"area": ["E92000001", "380"], "value": [15.0, 15.0], "of_other_file": False}
    ).assign(numerator=10.0, denominator=30.0, period_end=pd.Timestamp(2025, 3, 31))
    rows = rows.assign(indicator="rereferrals", factor=100, source="x")
    assert agreement.differing(rows).tolist() == [False, True]


def test_decimals_are_those_of_a_file_an_indicator_and_a_period():
    """A tenth is no room for figures printed in whole numbers, and the other way round."""
    rows = pd.DataFrame(
        {
            "source": ["whole", "whole", "tenths", "tenths"],
            "value": [33.0, 34.0, 33.3, 34.0],
        }
    ).assign(indicator="rereferrals", factor=100, numerator=10.0, denominator=30.0)
    rows = rows.assign(area="380", period_end=pd.Timestamp(2025, 3, 31), of_other_file=False)
    assert agreement.differing(rows).tolist() == [False, False, False, True]


def table(*rows: tuple) -> pd.DataFrame:
    """Hand-made counts of placements and of children at 31 March 2025: source, release, area,
    unit, dimension, category, value.
    """
    names = ["source", "release", "area", "unit", "dimension", "category", "value"]
    made = pd.DataFrame(rows, columns=names)
    return made.assign(measure="cla_31_march", period_end=pd.Timestamp(2025, 3, 31))


def found_of(counts: pd.DataFrame, indicator: str) -> list[tuple]:
    rows = agreement.compared(counts)
    columns = ["source", "area", "value", "numerator", "denominator", "of_other_file"]
    return sorted(rows.loc[rows["indicator"] == indicator, columns].itertuples(index=False))


def test_a_split_share_is_set_beside_the_counts_of_its_own_category_and_file():
    """380 has both counts; 381 no count of its home; 382 a home but no children."""
    counts = table(
        ("a", "2025", "380", "percent", "placement", "foster", 60.0),
        ("a", "2025", "380", "percent", "placement", "homes", 40.0),
        ("a", "2025", "380", "children", "placement", "foster", 6.0),
        ("a", "2025", "380", "children", "placement", "homes", 4.0),
        ("a", "2025", "380", "children", "all", "all", 10.0),
        ("a", "2025", "381", "percent", "placement", "foster", 60.0),
        ("a", "2025", "381", "children", "all", "all", 10.0),
        ("a", "2025", "382", "percent", "placement", "foster", 60.0),
        ("a", "2025", "382", "children", "placement", "foster", 6.0),
    )
    assert found_of(counts, "placement_of_children") == [
        ("a", "380", 40.0, 4.0, 10.0, False),
        ("a", "380", 60.0, 6.0, 10.0, False),
    ]


def test_counts_of_another_file_stand_in_only_where_a_file_has_none_the_newest_first():
    counts = table(
        ("old", "2024", "380", "children", "all", "all", 9.0),
        ("new", "2025", "380", "children", "all", "all", 10.0),
        ("shares", "2023", "380", "percent", "placement", "foster", 60.0),
        ("shares", "2023", "380", "children", "placement", "foster", 6.0),
        ("both", "2022", "380", "percent", "placement", "foster", 50.0),
        ("both", "2022", "380", "children", "placement", "foster", 4.0),
        ("both", "2022", "380", "children", "all", "all", 8.0),
        ("both", "2022", "381", "percent", "placement", "foster", 50.0),
        ("both", "2022", "381", "children", "placement", "foster", 4.0),
        ("old", "2024", "381", "children", "all", "all", 8.0),
    )
    assert found_of(counts, "placement_of_children") == [
        ("both", "380", 50.0, 4.0, 8.0, False),
        ("shares", "380", 60.0, 6.0, 10.0, True),
    ]
