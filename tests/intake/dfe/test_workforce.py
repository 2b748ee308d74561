"""Social workers at 30 September: the published figures, joint returns, and spoilt files."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.dfe_workforce import SOURCES
from analysis.core.errors import SourceError
from analysis.intake.dfe import workforce
from analysis.intake.tables import register
from excerpted import EXCERPTS

(SOURCE,) = SOURCES


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return workforce.read(EXCERPTS)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / SOURCE.file
    path.parent.mkdir(parents=True)
    shutil.copy(EXCERPTS / SOURCE.file, path)
    return tmp_path


def cell(counts, measure, area, year):
    found = counts[
        (counts["measure"] == measure)
        & (counts["area"] == area)
        & (counts["period_end"] == pd.Timestamp(year, 9, 30))
    ]
    assert len(found) == 1, f"{measure} {area} {year}: {len(found)} rows"
    return found["value"].iloc[0], found["status"].iloc[0]


def refused(raw: Path) -> str:
    with (
        register.using(register.Register({}, open_to_new=True)),
        pytest.raises(SourceError) as told,
    ):
        workforce.read(raw)
    message = str(told.value)
    assert message.startswith(SOURCE.file)
    return message


def spoil(raw: Path, old: str, new: str) -> None:
    path = raw / SOURCE.file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("measure", "area", "year", "value"),
    [
        ("social_worker_fte", "380", 2024, 401.1),
        ("social_worker_leavers_fte", "380", 2024, 47.6),
        ("social_worker_turnover", "380", 2024, 11.9),
        ("social_worker_agency_fte", "380", 2024, 186.7),
        ("social_worker_agency", "380", 2024, 31.8),
        ("social_worker_vacancies_fte", "380", 2024, 219),
        ("social_worker_vacancy", "380", 2024, 35.3),
        ("social_worker_cases", "380", 2024, 4750),
        ("social_worker_case_holders_fte", "380", 2024, 326),
        ("social_worker_caseload", "380", 2024, 14.6),
        ("social_worker_absence", "380", 2024, 5.1),
        ("social_worker_caseload", "E92000001", 2025, 15.2),
        ("social_worker_agency", "E12000003", 2024, 11.6),
    ],
)
def test_figures_are_as_published(counts, measure, area, year, value):
    assert cell(counts, measure, area, year) == (value, "ok")


@pytest.mark.parametrize(
    ("measure", "area", "year", "status"),
    [
        ("social_worker_turnover", "394", 2024, "unreliable"),
        ("social_worker_agency", "394", 2024, "low"),
        ("social_worker_turnover", "420", 2024, "not_applicable"),
        ("social_worker_absence", "802", 2018, "suppressed"),
    ],
)
def test_every_marker_keeps_its_meaning(counts, measure, area, year, status):
    value, found = cell(counts, measure, area, year)
    assert pd.isna(value) and found == status


def test_authorities_that_return_together_have_no_figure_of_their_own(counts):
    joint = counts[counts["area"].isin(["314", "318", "940", "941"])]
    assert set(joint["status"]) == {"not_available"}
    first = joint.groupby("area")["period_end"].min().dt.year.to_dict()
    assert first == {"314": 2017, "318": 2017, "940": 2021, "941": 2021}
    measures = joint.groupby("area")["measure"].nunique()
    assert set(measures) == {len(SOURCE.figures)}


def test_caseload_is_cases_for_each_case_holder(counts):
    wide = counts.pivot_table(index=["area", "period_end"], columns="measure", values="value")
    ours = wide["social_worker_cases"] / wide["social_worker_case_holders_fte"]
    apart = (ours - wide["social_worker_caseload"]).abs().dropna()
    assert len(apart) > 60
    assert apart.max() <= 0.31


def test_a_renamed_column_is_named(raw):
    spoil(raw, "caseload_fte", "average_caseload_fte")
    assert "a column 'caseload_fte'" in refused(raw)


def test_a_new_joint_return_is_named(raw):
    spoil(raw, ",314 / 318,", ",314 / 319,")
    assert "an area '314 / 319'" in refused(raw)


def test_an_unknown_marker_is_named(raw):
    spoil(raw, ",low,", ",few,")
    assert "'few' is neither a number nor a known marker" in refused(raw)


def test_another_year_is_refused(raw):
    spoil(raw, "2017,Reporting year", "2016,Reporting year")
    assert "found 2016, 2018" in refused(raw)


def test_an_extra_cell_is_refused(raw):
    spoil(raw, ",Bradford,", ",Bradford,Bradford,")
    assert "expected 32 cells" in refused(raw)
