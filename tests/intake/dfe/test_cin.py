"""Children in need and plans: the published figures, and files that are not what they should be."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.dfe_cin import (
    CHILDREN_IN_NEED,
    ENQUIRIES,
    FACTORS,
    PLANS_BY_LENGTH,
    REFERRALS,
    REPEAT_PLANS,
)
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.dfe import cin
from analysis.intake.tables import register
from excerpted import EXCERPTS


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return cin.read(EXCERPTS)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shutil.copytree(EXCERPTS / "13_cin_workforce", tmp_path / "13_cin_workforce")
    return tmp_path


def cell(counts, measure, area, year, unit, dimension=shapes.ALL, category=shapes.ALL):
    """The value and status of one figure at 31 March of a year."""
    found = counts[
        (counts["measure"] == measure)
        & (counts["area"] == area)
        & (counts["period_end"] == pd.Timestamp(year, 3, 31))
        & (counts["unit"] == unit)
        & (counts["dimension"] == dimension)
        & (counts["category"] == category)
    ]
    assert len(found) == 1, f"{measure} {area} {year} {category}: {len(found)} rows"
    return found["value"].iloc[0], found["status"].iloc[0]


def refused(raw: Path, source) -> str:
    """What the reader says of a spoilt file."""
    with (
        register.using(register.Register({}, open_to_new=True)),
        pytest.raises(SourceError) as told,
    ):
        cin.read(raw, (source,))
    message = str(told.value)
    assert message.startswith(source.file)
    assert "expected" in message and "found" in message
    return message


def spoil(raw: Path, source, old: str, new: str, times: int = -1) -> None:
    path = raw / source.file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")


@pytest.mark.parametrize(
    ("measure", "area", "year", "unit", "value"),
    [
        ("cin_31_march", "380", 2024, "children", 5384),
        ("cin_31_march", "E92000001", 2025, "children", 402400),
        ("cin_any_time", "E12000003", 2024, "children", 71860),
        ("cin_any_time", "909", 2021, "children", 4429),
        ("referrals", "380", 2024, "referrals", 8910),
        ("rereferrals", "380", 2024, "referrals", 2030),
        ("rereferrals", "380", 2024, "percent", 22.8),
        ("cpp_started", "801", 2025, "children", 518),
        ("cpp_repeat", "801", 2025, "children", 136),
        ("cpp_repeat", "801", 2025, "percent", 26.3),
        ("cpp_31_march", "380", 2025, "children", 468),
        ("cpp_two_years_plus", "380", 2025, "children", 15),
        ("cpp_two_years_plus", "380", 2025, "percent", 3.2),
        ("assessment_factors", "380", 2024, "episodes", 7048),
        ("section_47", "E92000001", 2025, "enquiries", 230590),
        ("protection_conferences", "E92000001", 2025, "conferences", 72100),
    ],
)
def test_figures_are_as_published(counts, measure, area, year, unit, value):
    assert cell(counts, measure, area, year, unit) == (value, "ok")


@pytest.mark.parametrize(
    ("category", "area", "year", "value"),
    [
        ("domestic_abuse_parent", "380", 2024, 2577),
        ("mental_health_parent", "380", 2024, 2054),
        ("neglect", "E92000001", 2025, 90370),
        ("child_criminal_exploitation", "380", 2024, 355),
        ("physical_abuse_by_adult", "380", 2024, 945),
        ("gangs", "801", 2018, 78),
    ],
)
def test_factors_are_as_published(counts, category, area, year, value):
    found = cell(counts, "assessment_factors", area, year, "episodes", "factor", category)
    assert found == (value, "ok")


def test_every_marker_keeps_its_meaning(counts):
    def status(measure, area, year, unit, **more):
        value, status = cell(counts, measure, area, year, unit, **more)
        assert pd.isna(value)
        return status

    assert status("cin_31_march", "204", 2021, "children") == "not_available"
    assert status("cin_31_march", "850", 2024, "children") == "unreliable"
    assert status("rereferrals", "420", 2024, "referrals") == "suppressed"
    assert status("cpp_repeat", "420", 2024, "percent") == "not_applicable"
    criminal = {"dimension": "factor", "category": "child_criminal_exploitation"}
    assert status("assessment_factors", "380", 2021, "episodes", **criminal) == "not_available"


def test_series_start_in_2015_and_cumbria_ends_where_cumberland_begins(counts):
    years = counts[counts["measure"] == "cin_31_march"].groupby("area")["period_end"]
    assert years.min().dt.year.to_dict() == {
        **dict.fromkeys(["E92000001", "E12000003", "204", "380", "420", "801", "850"], 2015),
        "909": 2015,
        "942": 2024,
    }
    assert years.max().dt.year.loc["909"] == 2023
    assert years.max().dt.year.loc["942"] == 2025


def test_every_factor_is_there_every_year(counts):
    factors = counts[counts["dimension"] == "factor"]
    per_period = factors.groupby(["area", "period_end"])["category"].nunique()
    assert set(per_period) == {len(FACTORS.figures) - 1}  # the first is the total


def test_repeat_referrals_never_exceed_referrals(counts):
    wide = counts[counts["unit"] == "referrals"].pivot_table(
        index=["area", "period_end"], columns="measure", values="value"
    )
    assert len(wide) > 80
    assert not (wide["rereferrals"] > wide["referrals"]).any()


def test_conferences_add_up_by_the_days_that_they_took(counts):
    """Never more than the conferences but for rounding; a few have no duration (4% at most)."""
    held = counts[counts["measure"] == "protection_conferences"]
    split = held[held["dimension"] == "working_days"].groupby(["area", "period_end"])["value"]
    summed = split.sum(min_count=4)[split.count() == 4]
    whole = held[held["dimension"] == "all"].set_index(["area", "period_end"])["value"]
    whole = whole.reindex(summed.index)
    rounding = summed.index.get_level_values("area").str.startswith("E") * 25
    assert len(summed) > 60
    assert (summed <= whole + rounding).all()
    assert (summed >= 0.96 * whole - rounding).all()


def test_a_duration_without_its_column_is_named(raw):
    spoil(raw, ENQUIRIES, "Duration_21+_days", "Duration_over_20_days")
    assert "a column 'Duration_21+_days'" in refused(raw, ENQUIRIES)


def test_a_renamed_column_is_named(raw):
    spoil(raw, REPEAT_PLANS, "CPP_subsequent_percent", "subsequent_percentage")
    message = refused(raw, REPEAT_PLANS)
    assert "CPP_subsequent_percent" in message and "subsequent_percentage" in message


def test_a_factor_without_its_column_is_named(raw):
    spoil(raw, FACTORS, "Going_missing", "Missing")
    assert "a column 'Going_missing'" in refused(raw, FACTORS)


def test_a_file_cut_short_in_a_line_is_refused(raw):
    path = raw / REFERRALS.file
    path.write_bytes(path.read_bytes()[:-30])
    assert "cells in line 105" in refused(raw, REFERRALS)


def test_a_file_with_fewer_lines_than_registered_is_refused(raw):
    book = register.Register({}, open_to_new=True)
    with register.using(book):
        cin.read(raw, (REFERRALS,))
    path = raw / REFERRALS.file
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    with (
        register.using(register.Register(book.seen)),
        pytest.raises(SourceError, match="expected 104 rows of figures; found 103"),
    ):
        cin.read(raw, (REFERRALS,))


def test_a_year_too_few_is_refused(raw):
    path = raw / PLANS_BY_LENGTH.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("2019")))
    assert "2018, 2020" in refused(raw, PLANS_BY_LENGTH)


def test_another_encoding_is_refused(raw):
    path = raw / CHILDREN_IN_NEED.file
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding="utf-16")
    assert "utf-8-sig" in refused(raw, CHILDREN_IN_NEED)


def test_another_table_in_its_place_is_refused(raw):
    shutil.copy(raw / REFERRALS.file, raw / CHILDREN_IN_NEED.file)
    assert "Anypoint_child" in refused(raw, CHILDREN_IN_NEED)


def test_an_unknown_label_is_named(raw):
    spoil(raw, CHILDREN_IN_NEED, "Children in Need", "Families in need", 1)
    assert "'Families in need' in 1 rows" in refused(raw, CHILDREN_IN_NEED)


def test_an_unknown_marker_is_named(raw):
    spoil(raw, CHILDREN_IN_NEED, ",u,", ",w,")
    assert "'w' is neither a number nor a known marker" in refused(raw, CHILDREN_IN_NEED)


def test_an_unknown_authority_is_named(raw):
    spoil(raw, CHILDREN_IN_NEED, ",380,", ",399,")
    assert "an area '399'" in refused(raw, CHILDREN_IN_NEED)


def test_a_row_given_twice_is_refused(raw):
    path = raw / REFERRALS.file
    text = path.read_text(encoding="utf-8")
    last = text.splitlines(keepends=True)[-1]
    again = next(line for line in text.splitlines(keepends=True) if ",380," in line)
    path.write_text(text + ("" if last.endswith("\n") else "\n") + again)
    assert "first referrals of Bradford at 31 March 2025" in refused(raw, REFERRALS)


def test_a_figure_of_an_authority_that_did_not_exist_is_refused(raw):
    path = raw / REPEAT_PLANS.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cumbria = next(line for line in lines if line.startswith("2022") and ",909," in line)
    path.write_text("".join(lines) + cumbria.replace("2022", "2024", 1))
    assert "first cpp_started of Cumbria at 31 March 2024" in refused(raw, REPEAT_PLANS)


def test_rows_without_figures_of_an_authority_that_did_not_exist_are_dropped(raw):
    path = raw / REPEAT_PLANS.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cumbria = next(line for line in lines if line.startswith("2022") and ",909," in line)
    printed = cumbria.rstrip("\n").rsplit(",", 3)[0].replace("2022", "2024", 1) + ",z,z,z\n"
    path.write_text("".join(lines) + printed)
    with register.using(register.Register({}, open_to_new=True)):
        counts = cin.read(raw, (REPEAT_PLANS,))
    cumbria_ends = counts.loc[counts["area"] == "909", "period_end"].max()
    assert cumbria_ends == pd.Timestamp("2023-03-31")
