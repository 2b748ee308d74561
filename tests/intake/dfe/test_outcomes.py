"""Education outcomes: figures picked by eye from the files, markers, editions and wrong files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.dfe_outcomes import (
    ABSENCE_2022,
    ABSENCE_2025,
    KS2_2025,
    KS4_2025,
    SOURCES,
)
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.dfe import outcomes as dfe_outcomes
from analysis.intake.tables import register
from excerpted import EXCERPTS


@pytest.fixture(autouse=True)
def _open_register() -> Iterator[None]:
    with register.using(register.Register({}, open_to_new=True)):
        yield


@pytest.fixture(scope="module")
def outcomes() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return dfe_outcomes.read(EXCERPTS)


def _row(counts: pd.DataFrame, source: str, measure: str, unit: str, **where: str) -> pd.Series:
    rows = counts[
        (counts["source"] == f"dfe_outcomes_{source}")
        & (counts["measure"] == measure)
        & (counts["unit"] == unit)
        & (counts["area"] == where["area"])
        & (counts["category"] == where.get("group", "looked_after"))
        & (counts["period_end"] == pd.Timestamp(f"{where['year']}-08-31"))
    ]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize(
    ("source", "area", "year", "measure", "unit", "value"),
    [
        ("2025_ks2", "E92000001", "2025", "ks2_rwm", "percent", 35),
        ("2025_ks2", "E92000001", "2025", "ks2_rwm_cohort", "pupils", 3090),
        ("2025_ks2", "380", "2025", "ks2_rwm", "pupils", 26),
        ("2025_ks2", "380", "2025", "ks2_writing", "percent", 54),
        ("2025_ks2", "380", "2025", "ks2_gps", "pupils", 34),
        ("2025_ks4", "380", "2025", "ks4_cohort", "pupils", 90),
        ("2025_ks4", "380", "2025", "ks4_attainment_8_points", "points", 1360.75),
        ("2025_ks4", "E92000001", "2025", "ks4_attainment_8", "score", 17.3),
        ("2025_ks4", "E92000001", "2025", "ks4_english_maths_4", "percent", 17.4),
        ("2025_ks4", "380", "2025", "ks4_english_maths_5", "pupils", 8),
        ("2025_ks4", "801", "2024", "ks4_progress_8", "score", -1.07),
        ("2025_ks4", "801", "2024", "ks4_progress_8_lower", "score", -1.51),
        ("2025_ks4", "801", "2024", "ks4_progress_8_upper", "score", -0.63),
        ("2025_ks4", "801", "2024", "ks4_progress_8_cohort", "pupils", 40),
        ("2025_absence", "380", "2025", "absence_cohort", "pupils", 672),
        ("2025_absence", "380", "2025", "absence_sessions_possible", "sessions", 233301),
        ("2025_absence", "380", "2025", "absence_sessions_missed", "sessions", 20261),
        ("2025_absence", "380", "2025", "absence_unauthorised", "percent", 3.6),
        ("2025_absence", "380", "2025", "absence_persistent", "pupils", 143),
        ("2025_absence", "380", "2025", "absence_severe", "percent", 5.5),
        ("2022_exclusions", "204", "2021", "suspended", "percent", 9.66),
        ("2022_exclusions", "E92000001", "2021", "permanently_excluded", "pupils", 10),
        ("2022_exclusions", "204", "2021", "permanently_excluded", "pupils", 0),
    ],
)
def test_reads_figures_as_printed(
    outcomes: pd.DataFrame,
    source: str,
    area: str,
    year: str,
    measure: str,
    unit: str,
    value: float,
) -> None:
    row = _row(outcomes, source, measure, unit, area=area, year=year)
    assert row["value"] == value
    assert row["status"] == shapes.OK


def test_keeps_the_three_groups_apart(outcomes: pd.DataFrame) -> None:
    found = {
        group: _row(
            outcomes, "2025_absence", "absence_persistent", "percent", area="380", year="2025",
            group=group,
        )["value"]
        for group in ("looked_after", "children_in_need", "child_protection")
    }  # fmt: skip
    assert found == {"looked_after": 21.3, "children_in_need": 50.7, "child_protection": 64.2}


@pytest.mark.parametrize(
    ("source", "area", "year", "measure", "unit", "status"),
    [
        ("2025_ks2", "380", "2020", "ks2_rwm", "percent", shapes.NOT_AVAILABLE),
        ("2025_ks4", "801", "2025", "ks4_progress_8", "score", shapes.NOT_AVAILABLE),
        ("2025_ks4", "801", "2025", "ks4_english_maths_5", "pupils", shapes.SUPPRESSED),
        ("2025_ks4", "420", "2024", "ks4_attainment_8", "score", shapes.NOT_APPLICABLE),
        ("2022_exclusions", "204", "2018", "permanently_excluded", "pupils", shapes.SUPPRESSED),
    ],
)
def test_markers_keep_their_reason(
    outcomes: pd.DataFrame,
    source: str,
    area: str,
    year: str,
    measure: str,
    unit: str,
    status: str,
) -> None:
    row = _row(outcomes, source, measure, unit, area=area, year=year)
    assert row["status"] == status
    assert pd.isna(row["value"])


def test_every_source_has_england_a_region_and_authorities(outcomes: pd.DataFrame) -> None:
    for source in SOURCES:
        areas = set(outcomes.loc[outcomes["source"] == source.id, "area"])
        assert areas >= {"E92000001", "E12000007", "380", "420"}, source.id


def test_editions_give_the_same_names(outcomes: pd.DataFrame) -> None:
    names = ["measure", "dimension", "category", "unit"]
    for subject in ("ks2", "ks4", "absence"):
        old, new = (
            set(
                outcomes.loc[outcomes["source"] == f"dfe_outcomes_{edition}_{subject}", names]
                .drop_duplicates()
                .itertuples(index=False, name=None)
            )
            for edition in ("2022", "2025")
        )
        assert old <= new
        assert {measure for measure, *_ in new - old} <= {"absence_severe"}


def test_only_all_schools_together_are_counted() -> None:
    table = dfe_outcomes.published_file.read_csv(ABSENCE_2025, EXCERPTS)
    assert "State-funded primary" in set(table["phase_type_grouping"])
    counts = dfe_outcomes.read(EXCERPTS, (ABSENCE_2025,))
    england = _row(
        counts, "2025_absence", "absence_cohort", "pupils", area="E92000001", year="2025"
    )
    assert england["value"] == 33930


def test_an_authority_keeps_the_year_in_which_it_ended(outcomes: pd.DataFrame) -> None:
    last = _row(outcomes, "2025_ks4", "ks4_attainment_8", "score", area="909", year="2023")
    assert last["value"] == 17.3
    years = outcomes.loc[outcomes["area"] == "942", "period_end"].dt.year
    assert years.min() == 2024


def _copy(tmp_path: Path, change: Callable[[str], str], file: str, encoding: str) -> Path:
    target = tmp_path / file
    target.parent.mkdir(parents=True)
    text = (EXCERPTS / file).read_text(encoding="utf-8-sig")
    changed = change(text)
    assert changed != text or encoding != "utf-8"
    target.write_text(changed, encoding=encoding)
    return tmp_path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.replace("avg_att8", "mean_att8", 1), "a column 'avg_att8'"),
        (lambda t: t.replace("CPPO at 31 March", "CPP at 31 March"), "'CPP at 31 March'"),
        (lambda t: t.replace(",1360.75,", ",n/a,"), "'n/a' is neither a number"),
        (lambda t: t.replace(",380,", ",999,"), "an area '999'"),
        (lambda t: t.replace("202425,", "202526,"), "202526"),
        (lambda t: t.replace(",1360.75,", ",1,360.75,"), "cells in line"),
        (lambda t: t[: len(t) // 2], "expected"),
        (lambda t: t.replace("202324,", "201819,", 1).replace("909", "942"), "existed on 31 March"),
    ],
    ids=["column", "group", "marker", "area", "year", "cell", "truncated", "not yet founded"],
)
def test_a_changed_file_is_refused(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    raw = _copy(tmp_path, change, KS4_2025.file, "utf-8")
    with pytest.raises(SourceError) as refused:
        dfe_outcomes.read(raw, (KS4_2025,))
    message = str(refused.value)
    assert message.startswith(KS4_2025.file)
    assert said in message
    assert "expected" in message
    assert "found" in message


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    raw = _copy(tmp_path, lambda text: text, KS4_2025.file, "utf-16")
    with pytest.raises(SourceError, match="encoded as utf-8-sig"):
        dfe_outcomes.read(raw, (KS4_2025,))


def test_another_file_in_its_place_is_refused(tmp_path: Path) -> None:
    target = tmp_path / KS2_2025.file
    target.parent.mkdir(parents=True)
    shutil.copy(EXCERPTS / KS4_2025.file, target)
    with pytest.raises(SourceError, match="t_read_eligible_pupils"):
        dfe_outcomes.read(tmp_path, (KS2_2025,))


def test_a_new_type_of_school_is_refused(tmp_path: Path) -> None:
    raw = _copy(
        tmp_path,
        lambda text: text.replace(",Total,", ",All schools,"),
        ABSENCE_2022.file,
        "utf-8",
    )
    with pytest.raises(SourceError, match="All schools"):
        dfe_outcomes.read(raw, (ABSENCE_2022,))


def test_a_missing_group_is_refused(tmp_path: Path) -> None:
    def without_plans(text: str) -> str:
        lines = text.splitlines(keepends=True)
        return "".join(line for line in lines if "CPPO" not in line)

    raw = _copy(tmp_path, without_plans, KS4_2025.file, "utf-8")
    with pytest.raises(SourceError, match="CPPO at 31 March"):
        dfe_outcomes.read(raw, (KS4_2025,))
