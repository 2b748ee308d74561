"""Statistical neighbours of both models, and files that are not what they should be."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.lait import NEIGHBOURS
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake import neighbours
from analysis.intake.tables import register
from excerpted import EXCERPTS

NEW, OLD = NEIGHBOURS


@pytest.fixture(scope="module")
def models() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return neighbours.read(EXCERPTS)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shutil.copytree(EXCERPTS / "12_neighbours", tmp_path / "12_neighbours")
    return tmp_path


def of(models: pd.DataFrame, model: str, area: str) -> pd.DataFrame:
    return models[(models["model"] == model) & (models["area"] == area)]


def refused(raw: Path, source) -> str:
    with (
        register.using(register.Register({}, open_to_new=True)),
        pytest.raises(SourceError) as told,
    ):
        neighbours.read(raw, (source,))
    message = str(told.value)
    assert message.startswith(source.file)
    return message


def spoil(raw: Path, source, old: str, new: str) -> None:
    path = raw / source.file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


def test_the_shape_and_ten_ranks_for_each_authority(models):
    assert tuple(models.columns) == shapes.NEIGHBOURS
    ranks = models.groupby(["model", "area"])["rank"].apply(list)
    assert len(ranks) == 11
    assert all(each == list(range(1, 11)) for each in ranks)


def test_bradford_is_as_published_in_both_models(models):
    new = of(models, "neighbours_2025", "380")
    assert " ".join(new["neighbour"]) == "889 330 353 373 831 354 350 335 333 382"
    assert list(new["closeness"]) == ["very close"] * 2 + ["close"] * 8
    old = of(models, "neighbours_2021", "380")
    assert " ".join(old["neighbour"]) == "354 353 889 382 335 874 831 350 332 894"


def test_closeness_is_lower_case_without_spaces(models):
    assert set(models["closeness"]) <= set(neighbours.CLOSENESS)
    scilly = models[models["area"] == "420"]
    assert set(scilly["closeness"]) == {"not close"} and len(scilly) == 20


def test_abolished_authorities_are_neighbours_but_have_none(models):
    assert not models["area"].isin(["909", "928"]).any()
    assert "909" in set(of(models, "neighbours_2021", "940")["neighbour"])
    assert "909" not in set(of(models, "neighbours_2025", "940")["neighbour"])


def test_an_authority_newer_than_a_model_is_not_in_it(models):
    assert of(models, "neighbours_2021", "942").empty
    assert len(of(models, "neighbours_2025", "942")) == 10


def test_a_renamed_column_is_named(raw):
    spoil(raw, NEW, "SN_7P", "SN_7_closeness")
    assert "a column 'SN_7P'" in refused(raw, NEW)


def test_columns_in_another_order_are_refused(raw):
    spoil(raw, OLD, "SN1,SNP,SN2,SNP", "SN1,SN2,SNP,SNP")
    assert "to the right of 'SN1'" in refused(raw, OLD)


def test_the_other_model_in_its_place_is_refused(raw):
    shutil.copy(raw / NEW.file, raw / OLD.file)
    assert "a column 'LA number'" in refused(raw, OLD)


def test_unknown_words_are_named(raw):
    spoil(raw, NEW, "Very close", "Rather close")
    assert "'rather close' in 1 rows" in refused(raw, NEW)


def test_an_unknown_neighbour_is_named(raw):
    spoil(raw, NEW, ",889,", ",999,")
    assert "an area '999'" in refused(raw, NEW)


def test_a_neighbour_listed_twice_is_refused(raw):
    spoil(raw, NEW, "889,Very close,330", "889,Very close,889")
    assert "'889' at rank 2 of '380' again" in refused(raw, NEW)


def test_a_file_cut_short_is_refused(raw):
    path = raw / NEW.file
    path.write_bytes(path.read_bytes()[:-40])
    assert "cells in line" in refused(raw, NEW)


def test_a_row_of_neighbours_without_its_authority_is_refused(raw):
    spoil(raw, OLD, "204,Hackney,204,", ",Hackney,,")
    assert "an area ''" in refused(raw, OLD)
