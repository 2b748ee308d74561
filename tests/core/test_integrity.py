"""Tables that are not those of one build are named with their remedy, before a figure is used."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

import sealed
from analysis.catalogue.areas import ENGLAND, area
from analysis.cli.app import app
from analysis.core import integrity, paths, store
from analysis.core.integrity import BUILT, FORECAST, RECORD_OF
from analysis.publish.fingerprint import stamp
from analysis.publish.reports import REPORTS, tables
from analysis.publish.run import freshness

PLACES = [area(name).code for name in ("Leeds", "Bradford", "Hackney")] + [ENGLAND]
WHOLE = (store.BOUNDARIES_FILE, store.NEIGHBOURS_FILE, store.BACKTEST_FILE)
RESTORE = "git restore data/processed"
# Each command, and a table that it reads.
READERS = {
    "show": (["show", "cla_rate", "--area", "Leeds"], store.MEASURED_FILE),
    "gap": (["gap", "--area", "Leeds"], store.PROJECTED_FILE),
    "backtest": (["backtest", "--horizon", "1"], store.COUNTS_FILE),
    "forecast": (["forecast"], store.COUNTS_FILE),
    "measure": (["measure"], store.COUNTS_FILE),
    "explore": (["explore", "--area", "Leeds", "--no-open"], store.NEIGHBOURS_FILE),
    "report": (["report", "needs_analysis", "--area", "Leeds"], store.MEASURED_FILE),
    "report --force": (["report", "sufficiency", "-a", "Leeds", "--force"], store.HINDCAST_FILE),
    "report methods": (["report", "methods"], store.BACKTEST_FILE),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of three councils and England, and the records that tell of them."""
    folder = tmp_path_factory.mktemp("whole")
    for name in RECORD_OF:
        rows = store.read(name) if name in WHOLE else store.read(name, PLACES)
        store.write(rows, folder / name, by_area=name not in WHOLE)
    for name in (store.RECORD_FILE, store.FORECAST_RECORD_FILE):
        shutil.copyfile(paths.processed() / name, folder / name)
    sealed.seal(folder)
    return folder


@pytest.fixture
def built(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with these tables; the folder they are in."""
    folder = tmp_path / "data" / "processed"
    shutil.copytree(whole, folder)
    shutil.copytree(paths.notebooks(), tmp_path / "notebooks")
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    return folder


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def refused(*words: str) -> str:
    """What a command says that ends with exit code 1, in sentences and without a traceback."""
    result = call(*words)
    assert result.exit_code == 1, (result.output, result.exception)
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return " ".join(result.stderr.split())


def changed(path: Path, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Rewrite a table as valid parquet with other rows, and its record as it was."""
    before = pq.read_table(path)
    after = change(before.to_pandas())
    pq.write_table(before.from_pandas(after, schema=before.schema, preserve_index=False), path)


def tripled(rows: pd.DataFrame) -> pd.DataFrame:
    numbers = rows.select_dtypes("number").columns
    return rows.assign(**{name: rows[name] * 3 for name in numbers})


def flip(path: Path) -> None:
    """Another value for a byte in the first row group, as a failing disk leaves it."""
    at = pq.read_metadata(path).row_group(0).column(0).file_offset or 4
    content = bytearray(path.read_bytes())
    content[max(at, 4)] ^= 0x10
    path.write_bytes(content)


def swap(path: Path) -> None:
    """A table under the name of another one."""
    other = path.with_name(store.LATEST_FILE if path.name != store.LATEST_FILE else "no")
    shutil.copyfile(other, path)


# Each way to spoil a table, and what is said of it.
SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte flipped": (flip, "it was changed, or comes from another build"),
    "values tripled": (
        lambda p: changed(p, tripled),
        "it was changed, or comes from another build",
    ),
    "half of the rows": (
        lambda p: changed(p, lambda rows: rows[: len(rows) // 2]),
        "it was changed, or comes from another build",
    ),
    "no rows": (
        lambda p: changed(p, lambda rows: rows[:0]),
        "it was changed, or comes from another build",
    ),
    "an empty file": (lambda p: p.write_bytes(b""), "it is empty"),
    "cut short": (lambda p: p.write_bytes(p.read_bytes()[:-100]), "it was cut short"),
    "another kind of file": (lambda p: p.write_text("area,value\n"), "it is no parquet file"),
    "another table": (swap, "it holds what latest.parquet is to hold"),
    "away": (lambda p: p.unlink(), "is not in data/processed"),
    "renamed": (lambda p: p.rename(p.with_name("old.parquet")), "What it held is there as old"),
}


@pytest.mark.parametrize("kind", SPOILT)
@pytest.mark.parametrize("reader", READERS)
def test_a_spoilt_table_is_named_by_every_command_that_reads_it(
    built: Path, reader: str, kind: str
) -> None:
    words, name = READERS[reader]
    spoil, said = SPOILT[kind]
    spoil(built / name)
    told = refused(*words)
    assert name in told and said in told
    if kind != "renamed":
        remade = "forecast" if name in FORECAST else "build --raw DIR"
        assert RESTORE in told and f"care-analysis {remade}" in told
    assert not (built.parents[1] / "reports" / "index.html").exists()


@pytest.mark.parametrize("name", RECORD_OF)
def test_every_table_is_checked_when_it_is_read(built: Path, name: str) -> None:
    assert len(store.read(name)) > 0
    flip(built / name)
    with pytest.raises(integrity.TableError, match=rf"{name} is not the table that"):
        store.read(name)


def test_whole_tables_are_read_without_a_word(built: Path) -> None:
    for reader in ("show", "gap", "explore"):
        result = call(*READERS[reader][0])
        assert result.exit_code == 0, result.output


@pytest.mark.parametrize("leads", [True, False], ids=["a folder", "a link that leads nowhere"])
@pytest.mark.parametrize("reader", ["show", "report"])
def test_a_table_under_whose_name_is_no_file_is_named_with_its_remedy(
    built: Path, reader: str, leads: bool
) -> None:
    path = built / store.MEASURED_FILE
    path.unlink()
    path.mkdir() if leads else path.symlink_to(built / "gone")
    told = refused(*READERS[reader][0])
    assert told.startswith(f"{store.MEASURED_FILE} is not in data/processed. `{RESTORE}`")


def test_a_table_that_a_command_does_not_read_does_not_stop_it(built: Path) -> None:
    flip(built / store.PROJECTED_FILE)
    assert call(*READERS["show"][0]).exit_code == 0


def test_a_table_that_is_spoilt_after_it_was_read_is_told(built: Path) -> None:
    """What was found is remembered for a file as it is, not for its name."""
    assert len(store.measured([PLACES[0]]))
    held = (built / store.MEASURED_FILE).read_bytes()
    flip(built / store.MEASURED_FILE)
    with pytest.raises(integrity.TableError):
        store.measured([PLACES[0]])
    (built / store.MEASURED_FILE).write_bytes(held)
    assert len(store.measured([PLACES[0]]))


# Records


def entries(path: Path, **changes: object) -> None:
    """Other entries in a record; None takes one away."""
    held = {**json.loads(path.read_bytes()), **changes}
    kept = {name: each for name, each in held.items() if each is not None}
    path.write_text(json.dumps(kept), encoding="utf-8")


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "away": (lambda p: p.unlink(), "is not in data/processed"),
    "empty": (lambda p: p.write_bytes(b""), "is empty"),
    "half": (lambda p: p.write_bytes(p.read_bytes()[:200]), "is not JSON (line "),
    "conflict": (lambda p: p.write_text("<<<<<<< HEAD\n"), "is not JSON (line 1, column 1)"),
    "bytes": (lambda p: p.write_bytes(b"\xff\xfe\x00"), "is not JSON"),
    "deep": (lambda p: p.write_text("[" * 200_000), "is not JSON"),
    "a list": (lambda p: p.write_text("[]"), "is not a record with named entries"),
    "without sums": (lambda p: entries(p, sha256=None), "does not say what"),
    "sums of nothing": (lambda p: entries(p, sha256={}), "does not say what"),
    "sums as words": (lambda p: entries(p, sha256="all"), "does not say what"),
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("reader", READERS)
def test_a_broken_record_is_named_by_every_command_that_needs_it(
    built: Path, reader: str, kind: str
) -> None:
    words, name = READERS[reader]
    spoil, said = BROKEN[kind]
    spoil(built / RECORD_OF[name])
    told = refused(*words)
    assert RECORD_OF[name] in told and said in told and RESTORE in told


@pytest.mark.parametrize("kind", ["away", "empty", "half", "without sums"])
def test_a_forecast_needs_the_record_of_the_build_too(built: Path, kind: str) -> None:
    BROKEN[kind][0](built / store.RECORD_FILE)
    assert store.RECORD_FILE in refused(*READERS["gap"][0])


@pytest.mark.parametrize("reader", ["gap", "report --force", "report methods"])
def test_a_forecast_of_other_counts_is_told(built: Path, reader: str) -> None:
    changed(built / store.COUNTS_FILE, tripled)
    record = json.loads((built / store.RECORD_FILE).read_bytes())
    integrity.write_record(record, store.RECORD_FILE, built)
    assert call(*READERS["show"][0]).exit_code == 0
    told = refused(*READERS[reader][0])
    assert "made from other counts" in told and "care-analysis forecast" in told
    with pytest.raises(integrity.TableError, match="made from other counts"):
        store.forecast_record()


@pytest.mark.parametrize("name", [store.MEASURED_FILE, store.COUNTS_FILE, store.PROJECTED_FILE])
def test_a_table_of_another_build_is_told(built: Path, whole: Path, name: str) -> None:
    """Each build is whole in itself; a table of one does not go beside those of the other."""
    theirs = built.parent / "theirs"
    shutil.copytree(whole, theirs)
    changed(theirs / name, tripled)
    sealed.seal(theirs)
    shutil.copyfile(theirs / name, built / name)
    with pytest.raises(integrity.TableError, match=r"comes from another build"):
        store.read(name)


def test_a_record_needs_the_entries_that_pages_print(built: Path) -> None:
    entries(built / store.RECORD_FILE, counts=None)
    with pytest.raises(integrity.TableError, match=r"build\.json has no entry 'counts'"):
        store.record()
    entries(built / store.FORECAST_RECORD_FILE, assumptions=None)
    with pytest.raises(integrity.TableError, match=r"forecast\.json has no entry 'assumptions'"):
        store.forecast_record()


def test_a_record_with_the_line_ends_of_windows_is_the_same(built: Path) -> None:
    for name in (store.RECORD_FILE, store.FORECAST_RECORD_FILE):
        path = built / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert call(*READERS["gap"][0]).exit_code == 0


@pytest.mark.parametrize("name", RECORD_OF)
def test_a_column_that_is_missing_is_named(built: Path, name: str) -> None:
    """Another version of the project may have written tables and records that agree."""
    lost = store.COLUMNS[name][-1]
    held = pq.read_table(built / name)
    pq.write_table(held.drop_columns([lost]), built / name)
    sealed.seal(built)
    with pytest.raises(integrity.TableError, match=rf"{name} has no column '{lost}'"):
        store.read(name, PLACES if "area" in store.COLUMNS[name][:-1] else None)


# Writers


def test_the_committed_tables_are_those_that_their_records_tell_of() -> None:
    files = {path.name for path in paths.processed().glob("*.parquet")}
    assert files == set(RECORD_OF)
    for name in files:
        assert integrity.check(name) == paths.processed() / name


def test_a_report_says_which_tables_it_is_made_from() -> None:
    assert tables([REPORTS["needs_analysis"]]) == BUILT
    assert set(tables([REPORTS["sufficiency"]])) == set(RECORD_OF)


def test_the_sums_of_a_record_make_no_page_anew(built: Path) -> None:
    """What a page read of a table counts for it, and not that another council's rows changed."""
    for name in (store.RECORD_FILE, store.FORECAST_RECORD_FILE):
        before = freshness.Digests(stamp()).whole(name)
        entries(built / name, sha256={"any.parquet": "other"})
        assert freshness.Digests(stamp()).whole(name) == before
    entries(built / store.FORECAST_RECORD_FILE, seed=7)
    assert freshness.Digests(stamp()).whole(store.FORECAST_RECORD_FILE) != before


# Prepared figures of a council


@pytest.fixture
def council(built: Path) -> Path:
    """The prepared folder of a council."""
    there = built / store.MONITORING_FOLDER / "bristol"
    committed = Path(__file__).parents[2] / "data" / "processed" / store.MONITORING_FOLDER
    shutil.copytree(committed / "bristol", there)
    assert len(store.local_figures("bristol")) > 100
    return there


@pytest.mark.parametrize(
    "kind", ["values tripled", "half of the rows", "an empty file", "cut short", "away"]
)
def test_prepared_figures_that_are_not_those_of_the_strategy_are_told(
    council: Path, kind: str
) -> None:
    SPOILT[kind][0](council / store.LOCAL_FILE)
    with pytest.raises(integrity.TableError, match=r"quarterly\.parquet .*prepares it anew"):
        store.local_figures("bristol")


def test_a_flipped_byte_in_prepared_figures_is_told_or_changes_nothing(council: Path) -> None:
    """They are known by what they say: a byte that says nothing may be any."""
    right = store.local_figures("bristol")
    path = council / store.LOCAL_FILE
    whole = path.read_bytes()
    told = 0
    for at in range(4, len(whole), len(whole) // 60):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        try:
            pd.testing.assert_frame_equal(store.local_figures("bristol"), right)
        except integrity.TableError:
            told += 1
    assert told > 30


@pytest.mark.parametrize("kind", ["empty", "half", "conflict", "deep", "a list"])
def test_a_prepared_strategy_that_cannot_be_read_is_told(council: Path, kind: str) -> None:
    BROKEN[kind][0](council / store.PREPARED_FILE)
    with pytest.raises(integrity.TableError, match=r"bristol/strategy\.json .*prepares it anew"):
        store.prepared("bristol")


def test_what_was_worked_out_by_the_run_is_taken_over_only_for_the_same_file(built: Path) -> None:
    path = built / store.MEASURED_FILE
    size = (path.stat().st_size, path.stat().st_mtime_ns)
    integrity.trust({path.name: "told"}, {path.name: (size[0], size[1] + 1)})
    assert integrity.digest(path) != "told"
    integrity.trust({path.name: "told"}, {path.name: size})
    assert integrity.digest(path) == "told"
