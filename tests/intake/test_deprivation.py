"""Deprivation: the published scores, counties without one, and spoilt files."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.mhclg import IDACI_2019, IMD_2025
from analysis.core.errors import SourceError
from analysis.intake import deprivation
from analysis.intake.tables import register
from excerpted import EXCERPTS


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return deprivation.read(EXCERPTS)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shutil.copytree(EXCERPTS / "11_deprivation", tmp_path / "11_deprivation")
    return tmp_path


def refused(raw: Path, source) -> str:
    with (
        register.using(register.Register({}, open_to_new=True)),
        pytest.raises(SourceError) as told,
    ):
        deprivation.read(raw, (source,))
    message = str(told.value)
    assert message.startswith(source.file)
    return message


def spoil(raw: Path, old: str, new: str) -> None:
    path = raw / IDACI_2019.file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def respoil(raw: Path, **changes) -> None:
    path = raw / IMD_2025.file
    table = pd.read_parquet(path)
    table.rename(columns=changes).to_parquet(path, index=False)


@pytest.mark.parametrize(
    ("measure", "area", "unit", "value"),
    [
        ("idaci_2019", "380", "score", 0.225),
        ("idaci_2019_most_deprived_tenth", "380", "percent", 16.45),
        ("idaci_2019", "801", "score", 0.206),
        ("idaci_2019_most_deprived_tenth", "801", "percent", 17.11),
        ("idaci_2019", "909", "score", 0.138),
        ("imd_2025", "380", "score", 36.713),
        ("imd_2025", "942", "score", 23.807),
    ],
)
def test_scores_are_as_published(counts, measure, area, unit, value):
    found = counts[(counts["measure"] == measure) & (counts["area"] == area)]
    assert list(found["value"]) == [value]
    assert list(found["unit"]) == [unit]
    assert list(found["status"]) == ["ok"]


def test_a_code_that_has_changed_since_finds_its_authority(counts):
    buckinghamshire = counts[(counts["area"] == "825") & (counts["measure"] == "idaci_2019")]
    assert list(buckinghamshire["value"]) == [0.085]
    barnsley = counts[(counts["area"] == "370") & (counts["measure"] == "imd_2025")]
    assert list(barnsley["value"]) == [30.057]


def test_a_county_has_no_average_of_ours(counts):
    imd = counts[counts["measure"] == "imd_2025"]
    without = imd[imd["status"] == "not_available"]
    assert without["value"].isna().all()
    assert len(without) == 21
    assert {"873", "886"} <= set(without["area"])
    assert not {"380", "942", "825"} & set(without["area"])


def test_each_index_stands_at_the_end_of_its_year(counts):
    years = counts.groupby("measure")["period_end"].unique()
    assert list(years["idaci_2019"]) == [pd.Timestamp("2019-12-31")]
    assert list(years["imd_2025"]) == [pd.Timestamp("2025-12-31")]


def test_a_renamed_column_is_named(raw):
    spoil(raw, "IDACI - Average score", "IDACI score")
    assert "a column 'IDACI - Average score'" in refused(raw, IDACI_2019)


def test_percentages_in_place_of_proportions_are_refused(raw):
    spoil(raw, ",0.1645", ",16.45")
    assert "found 16.45" in refused(raw, IDACI_2019)


def test_an_unknown_authority_is_named(raw):
    spoil(raw, "E08000032", "E08000099")
    assert "an area 'E08000099'" in refused(raw, IDACI_2019)


def test_an_unknown_marker_is_named(raw):
    spoil(raw, ",0.225,", ",n/a,")
    assert "'n/a' is neither a number nor a known marker" in refused(raw, IDACI_2019)


def test_an_authority_given_twice_is_refused(raw):
    spoil(raw, "E06000023,", "E08000032,")
    assert "first idaci_2019 of Bradford" in refused(raw, IDACI_2019)


def test_a_parquet_column_renamed_is_named(raw):
    respoil(raw, imd_average_score="imd_score")
    assert "a column 'imd_average_score'" in refused(raw, IMD_2025)


def test_a_parquet_file_cut_short_is_refused(raw):
    path = raw / IMD_2025.file
    path.write_bytes(path.read_bytes()[:-2000])
    assert "a whole parquet file" in refused(raw, IMD_2025)
