"""Tables of the department's 2025 edition: read beside the older ones, with the same meanings."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.dfe_cla import LAYOUTS
from analysis.core.errors import SourceError
from analysis.intake import combine
from analysis.intake.dfe import cla
from excerpted import EXCERPTS, opened
from invented_editions import EDITIONS, Edition

# The national series is read up to 2019 only, as other files carry the years since.
READ = {name: e for name, e in EDITIONS.items() if name != "national time series"}


def read(raw: Path, *sources):
    with opened():
        return cla.read(raw, sources)


def spoil(raw: Path, source, old: str, new: str) -> None:
    path = raw / source.file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8-sig")


@pytest.mark.parametrize("edition", READ.values(), ids=READ)
def test_a_table_of_the_new_edition_is_read(tmp_path: Path, edition: Edition):
    counts = read(tmp_path, edition.write(tmp_path))
    measure, dimension, category, unit, value = edition.says
    found = counts[
        (counts["measure"] == measure)
        & (counts["dimension"] == dimension)
        & (counts["category"] == category)
        & (counts["unit"] == unit)
    ]
    assert set(found["value"]) == {value}
    assert set(found["period_end"].dt.year) == {2024, 2025}
    assert set(found["area"]) == ({"E92000001"} if edition.national else {"E92000001", "380"})


def test_the_national_series_is_read_with_its_new_row(tmp_path: Path):
    edition = EDITIONS["national time series"]
    source = edition.write(tmp_path)
    spoil(tmp_path, source, "\n2024,", "\n2018,")
    spoil(tmp_path, source, "\n2025,", "\n2019,")
    counts = read(tmp_path, replace(source, years=("2018", "2019")))
    on_31_march = counts[counts["measure"] == "cla_31_march"]
    assert set(on_31_march["period_end"].dt.year) == {2018, 2019}
    assert on_31_march.groupby("category")["value"].unique().map(list).to_dict() == {
        "all": [80000],
        "not_uasc": [70000],
        "uasc": [10000],
    }


@pytest.mark.parametrize("edition", READ.values(), ids=READ)
def test_the_new_edition_settles_with_the_older_one(tmp_path: Path, edition: Edition):
    """Every figure of both is known by the same name, and the newer edition's is the one kept."""
    source = edition.write(tmp_path)
    older = SOURCES[edition.follows]
    new, old = read(tmp_path, source), read(EXCERPTS, older)
    names = ["measure", "dimension", "category", "unit"]
    new_names = set(new[names].itertuples(index=False, name=None))
    assert new_names & set(old[names].itertuples(index=False, name=None))
    joined = pd.concat([new, old.assign(release="2020-01-01")], ignore_index=True)
    settled, _ = combine.settle(joined, {**SOURCES, source.id: source})
    newest = combine.newest(settled)
    kept = newest[newest["period_end"].dt.year.isin([2024, 2025])]
    mine = kept.merge(new[[*combine.KEY, "value"]], on=combine.KEY, suffixes=("", "_new"))
    assert len(mine) == len(new)
    assert mine["value"].equals(mine["value_new"])


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_a_label_that_is_not_known_is_named_with_the_file_and_the_nearest(tmp_path, edition):
    source = edition.write(tmp_path)
    known = edition.rows[0].split(",")[0]
    spoil(tmp_path, source, f",{known},", f",{known.upper()},")
    with pytest.raises(SourceError) as told:
        read(tmp_path, source)
    assert source.file in str(told.value)
    assert known.upper() in told.value.found
    assert f"nearest known: '{known}" in told.value.found


def test_a_duration_of_twenty_months_beside_the_years_is_no_duration(tmp_path: Path):
    source = EDITIONS["a duration without a leading nought"].write(tmp_path)
    spoil(tmp_path, source, "3:2", "3:20")
    with pytest.raises(SourceError, match="'3:20' is neither a number nor a known marker"):
        read(tmp_path, source)


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
def test_a_table_in_no_known_layout_is_refused_with_the_column_it_lacks(tmp_path, edition):
    source = edition.write(tmp_path)
    last = edition.columns.split(",")[0]
    spoil(tmp_path, source, f",{last}", ",something_else")
    with pytest.raises(SourceError) as told:
        read(tmp_path, source)
    assert "'something_else'" in told.value.found


def test_a_layout_is_declared_for_every_table_whose_columns_changed():
    followed = {e.follows.removeprefix("dfe_cla_").partition("_")[2] for e in EDITIONS.values()}
    assert followed - {"adoption_stages"} <= set(LAYOUTS)


def test_the_columns_that_a_table_lacks_are_those_of_the_nearest_layout():
    moves = SOURCES["dfe_cla_2025_school_moves"]
    place = moves.columns[:4]
    labels = ("cla_group", "move_measure", "school_stability")
    assert moves.lacking((*place, *labels, "children_count", "children_percent")) == ()
    assert moves.lacking((*place, *labels, "number", "percentage", "more")) == ()
    assert moves.lacking((*place, *labels, "children_count")) == ("children_percent",)
    assert moves.lacking((*place, *labels)) == ("number", "percentage")
