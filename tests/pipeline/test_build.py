"""The build: the same files give the same tables, a failure leaves the old ones, nothing is lost.

A clone builds from the excerpts; where the published files are at hand they are built too, and
the result is compared with the tables in data/processed.
"""

import csv
import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.catalogue.sources import SOURCES
from analysis.core import integrity, paths, shapes, store
from analysis.core.errors import CareAnalysisError, SourceError
from analysis.intake import combine
from analysis.intake.dfe import workforce
from analysis.intake.tables import register
from analysis.pipeline import build
from excerpted import EXCERPTS, REGISTER, swap
from left_out import NO_PUBLISHED
from make_excerpt_register import read_all

PUBLISHED = paths.root().parent / "shared" / "data"
TABLES = [
    store.COUNTS_FILE,
    store.MEASURED_FILE,
    store.NEIGHBOURS_FILE,
    store.LATEST_FILE,
    store.BOUNDARIES_FILE,
]
BUILT = sorted([*TABLES, store.RECORD_FILE])
EXCERPTED = ("380", "801", "204", "420", "909", "942")
NUMBERS = SOURCES["dfe_cla_2025_numbers"]
(WORKFORCE,) = workforce.SOURCES
MOST_BYTES = 12_000_000


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in files}


def read(folder: Path, name: str, **wanted) -> pd.DataFrame:
    """A built table of this folder, read as the reports read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "processed", lambda: folder)
        return store.read(name, **wanted)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The tables that the excerpts give."""
    out = tmp_path_factory.mktemp("excerpts") / "processed"
    build.build(EXCERPTS, out, quiet=True)
    return out


@pytest.fixture
def before(tmp_path) -> Path:
    """A folder with tables of an earlier build in it."""
    out = tmp_path / "processed"
    out.mkdir()
    for name in (*TABLES, store.RECORD_FILE):
        (out / name).write_bytes(f"{name} as it was".encode())
    return out


# From the published files, where they are at hand


@pytest.mark.shared
@NO_PUBLISHED.on(not PUBLISHED.is_dir())
def test_the_published_files_give_the_committed_tables(tmp_path):
    build.build(PUBLISHED, tmp_path / "processed", quiet=True)
    made, committed = contents(tmp_path / "processed"), contents(paths.processed())
    assert sorted(made) == BUILT and set(made) <= set(committed)
    assert [name for name in made if made[name] != committed[name]] == []


# From the excerpts, in every clone


def test_the_excerpts_give_every_table_the_same_bytes_twice(built, tmp_path):
    build.build(EXCERPTS, tmp_path / "again", quiet=True)
    first, second = contents(built), contents(tmp_path / "again")
    assert sorted(first) == sorted(second) == BUILT
    assert [name for name in first if first[name] != second[name]] == []


def test_figures_of_authorities_are_those_of_the_committed_tables(built):
    found = read(built, store.COUNTS_FILE, areas=EXCERPTED)
    committed = read(paths.processed(), store.COUNTS_FILE, areas=EXCERPTED)
    key = [*shapes.COUNT_KEY, "source"]
    both = found.merge(committed, on=key, suffixes=("", "_committed"))
    assert len(both) > 24_000
    assert set(both["source"]) >= set(found["source"]) - {"lait"}
    told = both["status"].ne(both["status_committed"])
    apart = both["value"].fillna(-1).ne(both["value_committed"].fillna(-1))
    assert both.loc[told | apart, [*key, "value", "value_committed"]].to_dict("records") == []


@pytest.mark.parametrize(
    ("indicator", "area", "year", "value"),
    [
        ("cla_rate", "380", 2025, 96),
        ("cla_rate", "801", 2025, 81),
        ("cla_rate", "E92000001", 2025, 67),
    ],
)
def test_the_excerpts_are_measured(built, indicator, area, year, value):
    rows = read(built, store.MEASURED_FILE, areas=[area])
    rows = rows[rows["indicator"].eq(indicator) & rows["statistic"].eq("own")]
    rows = rows[rows["period_end"].eq(pd.Timestamp(year, 3, 31)) & rows["dimension"].eq("all")]
    assert rows["value"].tolist() == [value]
    assert (rows["lower95"] <= value).all() and (rows["upper95"] >= value).all()


def test_each_area_has_a_row_group_of_its_own(built):
    for name in (store.COUNTS_FILE, store.MEASURED_FILE):
        groups = pq.ParquetFile(built / name)
        areas = [
            set(groups.read_row_group(i, columns=["area"])["area"].to_pylist())
            for i in range(groups.num_row_groups)
        ]
        assert all(len(each) == 1 for each in areas)
        names = [each.pop() for each in areas]
        assert names == sorted(set(names)) and "380" in names


def test_the_register_of_excerpts_is_that_of_the_excerpts(tmp_path):
    register.write(read_all()[0], tmp_path / register.NAME)
    remedy = "run `python tests/support/make_excerpt_register.py`"
    assert (tmp_path / register.NAME).read_bytes() == REGISTER.read_bytes(), remedy
    assert {row["id"] for row in rows_of(REGISTER)} == set(SOURCES)


# When it fails


def test_a_spoilt_source_leaves_the_tables_as_they_were(before, tmp_path):
    raw, old = tmp_path / "raw", contents(before)
    shutil.copytree(EXCERPTS, raw)
    (raw / NUMBERS.file).write_bytes((raw / NUMBERS.file).read_bytes()[:-30])
    with pytest.raises(SourceError, match=re.escape(NUMBERS.file)):
        build.build(raw, before, quiet=True)
    assert contents(before) == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["processed", "raw"]


def test_a_full_disk_leaves_the_tables_as_they_were(before, tmp_path, monkeypatch):
    old, write = contents(before), store.write

    def fill(frame, path, **options):
        if path.name == store.MEASURED_FILE:
            raise OSError(28, "No space left on device")
        write(frame, path, **options)

    monkeypatch.setattr(store, "write", fill)
    monkeypatch.setattr(build, "READERS", {"workforce": workforce.read})
    with pytest.raises(OSError, match="No space"):
        build.build(EXCERPTS, before, quiet=True)
    assert contents(before) == old
    assert [path.name for path in tmp_path.iterdir()] == ["processed"]


def test_a_folder_that_is_not_there_is_named(before, tmp_path):
    with pytest.raises(CareAnalysisError, match=r"no folder '.*nowhere'"):
        build.build(tmp_path / "nowhere", before, quiet=True)


def test_a_file_that_is_not_there_is_named(before, tmp_path):
    (tmp_path / "raw").mkdir()
    with pytest.raises(SourceError, match="no such file") as told:
        build.build(tmp_path / "raw", before, quiet=True)
    assert told.value.file == NUMBERS.file


def test_a_new_edition_is_refused_until_it_is_registered(tmp_path, monkeypatch):
    raw, home = tmp_path / "raw", tmp_path / "home"
    shutil.copytree(EXCERPTS, raw)
    path = raw / WORKFORCE.file
    path.write_bytes(swap("Bradford,467.1,", "Bradford,468.1,")(path.read_bytes()))
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(home))
    (home / "data" / "raw").mkdir(parents=True)
    monkeypatch.setattr(build, "READERS", {"workforce": workforce.read})
    with pytest.raises(SourceError, match="--register"):
        build.build(raw, home / "data" / "processed", quiet=True)
    build.build(raw, home / "data" / "processed", new_register=True, quiet=True)
    (raw / register.NAME).write_bytes((home / "data" / "raw" / register.NAME).read_bytes())
    build.build(raw, home / "data" / "processed", quiet=True)
    counts = read(home / "data" / "processed", store.COUNTS_FILE, areas=["380"])
    assert counts.loc[counts["measure"].eq("social_worker_fte"), "value"].iloc[-1] == 468.1


# What is committed


def test_the_committed_tables_are_small_enough_to_clone():
    held = contents(paths.processed())
    assert sum(len(held[name]) for name in BUILT) < MOST_BYTES


@pytest.mark.parametrize("folder", [paths.raw(), EXCERPTS], ids=["published", "excerpts"])
def test_the_register_says_where_each_file_comes_from(folder):
    rows = {row["id"]: row for row in rows_of(folder / register.NAME)}
    assert sorted(rows) == sorted(SOURCES)
    for key, row in rows.items():
        source = SOURCES[key]
        declared = (source.file, source.publisher, source.title, source.release, source.licence)
        columns = ("file", "publisher", "title", "release_date", "licence")
        assert tuple(row[column] for column in columns) == declared
        assert all(declared) and pd.Timestamp(row["release_date"]).year >= 2016
        assert re.fullmatch(r"[0-9a-f]{64}", row["sha256"])
        assert int(row["rows"]) > 0 and int(row["bytes"]) > 0


def test_every_figure_has_a_registered_source():
    counts = read(paths.processed(), store.COUNTS_FILE, columns=["source", "release"])
    used = counts.drop_duplicates()
    registered = {(r["id"], r["release_date"]) for r in rows_of(paths.raw() / register.NAME)}
    assert set(used.itertuples(index=False, name=None)) <= registered
    of_no_figure = ("neighbours_", "boundaries_")
    read_for_counts = {key for key in SOURCES if not key.startswith(of_no_figure)}
    assert set(used["source"]) == read_for_counts


@pytest.mark.parametrize("folder", ["committed", "built"])
def test_the_record_accounts_for_every_figure(folder, built):
    place, registered = (
        (built, REGISTER) if folder == "built" else (paths.processed(), paths.raw() / register.NAME)
    )
    record = json.loads((place / store.RECORD_FILE).read_text(encoding="utf-8"))
    rows_in = {row["id"]: int(row["rows"]) for row in rows_of(registered)}
    assert record["rows in the published files"] == rows_in
    counts = read(place, store.COUNTS_FILE)
    left_out = record["figures left out"]
    figures_read = sum(record["figures read, by publisher"].values())
    assert figures_read == len(counts) + sum(left_out.values())
    assert record["counts"]["rows"] == len(counts)
    assert all(reason and number >= 0 for reason, number in left_out.items())
    newest = combine.newest(counts)
    assert record["counts"]["by status"] == newest["status"].value_counts().to_dict()
    assert record[integrity.SUMS] == {n: integrity.digest(place / n) for n in sorted(TABLES)}
    assert record["measured"]["rows"] == pq.read_metadata(place / store.MEASURED_FILE).num_rows
