"""Nothing that a run writes tells of a council's unprotected file: no sum, size, count or time.

From a sum of it whoever knows all else could try the few hidden numbers until it fits.
"""

import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import left_out
import searched
from analysis.catalogue.areas import area
from analysis.catalogue.local import LOCAL
from analysis.core import paths
from analysis.core.quarters import newest_whole
from analysis.intake.local import quarterly
from analysis.pipeline import monitoring, strategy_inputs
from analysis.publish.executors import bundle
from analysis.publish.fingerprint import stamp
from analysis.publish.run import record
from waiting import GENEROUS

pytestmark = pytest.mark.notebook

DAY = date(2026, 11, 24)
BRADFORD = area("Bradford")
HOME = paths.root()
# No such numbers are on a page by chance.
SIZE, LINES, SECONDS = 103_993, 7_919, 1_012_345_678
ON = "2002-01-29"  # the day of SECONDS
HIDDEN = (2, 3, 1, 4)  # the figures of the file below that are hidden, in its order
TEMPLATE = """indicator,period,numerator,denominator,value,supplier,received_on
reviews_on_time,2025-26Q4,400,450,,independent-reviewing-service,2026-04-10
reviews_on_time,2026-27Q1,401,450,,independent-reviewing-service,2026-07-10
reviews_on_time,2026-27Q2,402,450,,independent-reviewing-service,2026-10-10
part_time_timetables,2025-26Q4,,,{},virtual-school,2026-04-10
part_time_timetables,2026-27Q1,,,{},virtual-school,2026-07-10
part_time_timetables,2026-27Q2,,,{},virtual-school,2026-10-10
advocacy_taken_up,2026-27Q2,{},90,,childrens-services,2026-10-10
unregistered_placements,2026-05-06,,,,childrens-services,2026-07-10
unregistered_placements,2026-08-03,,,,childrens-services,2026-10-10
"""


def written(figures: tuple[int, ...]) -> bytes:
    """The council's file with these hidden figures, and blank lines to a size of its own."""
    text = TEMPLATE.format(*figures)
    more = LINES - text.count("\n")
    commas = ",,,,,,\n" * more
    return (text + commas).encode().ljust(SIZE - 1, b",") + b"\n"


def put_home(folder: Path) -> Path:
    """A project with this one's tables, its strategies and a council's own file; the file."""
    strategies = folder / "data" / "raw" / "strategies"
    strategies.mkdir(parents=True)
    shutil.copy(HOME / "data" / "raw" / "strategies" / "bradford.toml", strategies)
    shutil.copytree(HOME / "notebooks", folder / "notebooks")
    (folder / "data" / "processed").mkdir()
    for table in (HOME / "data" / "processed").glob("*.*"):
        (folder / "data" / "processed" / table.name).symlink_to(table)
    own = folder / "data" / "raw" / "quarterly" / "bradford.csv"
    own.parent.mkdir()
    own.write_bytes(written(HIDDEN))
    os.utime(own, (SECONDS, SECONDS))
    return own


def asked(home: Path, *words: str) -> str:
    """What a command says, on both of its streams."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *words],
        env={**os.environ, "CARE_ANALYSIS_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    return done.stdout + done.stderr


def say_a_hidden_figure(home: Path) -> None:
    """Have the strategy tell of a quarter what its page may not, so that the page is refused."""
    told = f"{LOCAL['part_time_timetables'].title}, July to September 2026: 1 child."
    path = home / "data" / "raw" / "strategies" / "bradford.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^title = ".*"$', f'title = "{told}"', text), encoding="utf-8")


@pytest.fixture(scope="module")
def wrote(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All that runs for Bradford wrote or said, by name: pages, a refused page, what is due, what
    a mirror and workers get, and a page made again.
    """
    home = tmp_path_factory.mktemp("home")
    put_home(home)
    store = home / "elsewhere"
    pages = ("report", "strategy_monitoring", "-a", "Bradford", "--today", f"{DAY}", "--explain")
    manifest = home / "reports" / "bradford" / "strategy_monitoring.manifest.json"
    said = {
        "due": asked(home, "report", "--due", "--today", f"{DAY}", "--log", "json"),
        "kept": asked(home, *pages),
        "mirror": asked(home, *pages, "--out", f"file://{store}"),
        "remade": asked(home, "remake", str(manifest), "--out", str(home / "again")),
    }
    assert '"outcome": "made"' in said["due"] and "Made again" in said["remade"], said
    say_a_hidden_figure(home)
    said["refused"] = asked(home, *pages, "--out", str(home / "refused"))
    assert "would show what is suppressed" in said["refused"], said
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARE_ANALYSIS_HOME", str(home))
        bundle.put(str(home / "shipped"))
    assert (store / record.RUN_FILE).is_file()
    tables = (HOME / "data" / "processed").glob("*.*")
    return {**said, **searched.texts(home, but=["data/raw", "notebooks"], public=tables)}


@pytest.fixture(scope="module")
def unprotected() -> bytes:
    return written(HIDDEN)


def supplied(folder: Path) -> Iterator[bytes]:
    """The unprotected figures as they were read, as text."""
    path = folder / "own.csv"
    path.write_bytes(written(HIDDEN))
    given = quarterly.read(path, BRADFORD.code, last=newest_whole(DAY), received_by=DAY)
    for frame in (given.counts, given.events):
        yield frame.to_csv(index=False).encode()
        yield frame.to_json(orient="records", date_format="iso").encode()
        yield frame.to_json(date_format="iso").encode()


def test_much_is_looked_through(wrote: dict[str, str]) -> None:
    for part in (
        *("reports/bradford/strategy_monitoring.html", "reports/bradford/strategy_monitoring.csv"),
        *("reports/run.json", "reports/.run/bradford.json", "reports/.run/listed.jsonl"),
        *("reports/.inputs/", "elsewhere/.run/bradford.json", "elsewhere/.mirror.json"),
        *(
            "data/processed/monitoring/bradford/quarterly.parquet",
            "shipped/",
            "work/prepared.json",
            "work/logs/",
        ),
        "again/bradford/strategy_monitoring.html",
    ):
        assert any(name.startswith(part) for name in wrote), part


def test_no_sum_of_unprotected_figures_is_written(
    wrote: dict[str, str], unprotected: bytes, tmp_path: Path
) -> None:
    known = searched.sums([*searched.forms(unprotected), *supplied(tmp_path)])
    assert len(known) > 1_000
    assert {
        name: found for name, text in wrote.items() if (found := searched.told(text, known))
    } == {}


def test_no_short_sum_size_count_of_lines_or_time_is_written(
    wrote: dict[str, str], unprotected: bytes
) -> None:
    known = searched.checks(searched.forms(unprotected))
    known |= {str(SIZE): "the size", str(LINES): "the lines", str(SECONDS): "the time"}
    known |= {str(LINES - 1): "the lines", str(SECONDS * 10**9): "the time"}
    for name, text in wrote.items():
        found = {known[each] for each in searched.words(text) if each in known}
        assert not found and ON not in text, name


def test_the_hidden_figures_cannot_be_tried_out(wrote: dict[str, str]) -> None:
    """Whoever knows all of the file but its few hidden figures tries each, and finds no sum."""
    tries = {
        hashlib.new(name, written(figures)).hexdigest()[: searched.START]: name
        for figures in itertools.product(range(1, 6), repeat=len(HIDDEN))
        for name in ("md5", "sha1", "sha256", "blake2b")
    }
    assert len(tries) == 4 * 5 ** len(HIDDEN)
    assert {name for name, text in wrote.items() if searched.told(text, tries)} == set()


def test_the_search_finds_what_it_is_for(unprotected: bytes) -> None:
    known = searched.sums(searched.forms(unprotected))
    line = TEMPLATE.splitlines()[4].format(2)
    for secret in (
        hashlib.sha256(unprotected).hexdigest(),
        hashlib.md5(line.encode()).hexdigest(),
        hashlib.blake2b(unprotected.replace(b"\n", b"\r\n")).hexdigest()[:16],
    ):
        assert searched.told(f'{{"prepared": ["{secret}"]}}', known)
    assert "103993" in searched.words('"size": 103,993, ')


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose Bradford was prepared, which is remembered."""
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    put_home(tmp_path)
    known = strategy_inputs.prepared_from([BRADFORD], DAY, stamp())
    monitoring.prepare([BRADFORD], DAY)
    strategy_inputs.remember(known)
    return tmp_path


def current() -> bool:
    return strategy_inputs.current([BRADFORD], DAY, stamp())


def test_a_changed_file_is_noticed_without_a_sum_of_it(home: Path) -> None:
    assert current()
    own = home / "data" / "raw" / "quarterly" / "bradford.csv"
    own.write_bytes(written((2, 3, 1, 5)))
    os.utime(own, (SECONDS, SECONDS))  # neither its size nor its time tells
    assert not current()
    own.write_bytes(written(HIDDEN))
    assert current()
    monitoring.prepare([BRADFORD], DAY)
    assert not current(), "whoever prepares anew, and does not say from what, is not believed"


def test_the_key_is_for_this_account_alone_and_its_own(home: Path, tmp_path: Path) -> None:
    key = strategy_inputs.key_file()
    assert key.parent == home / "data" / "raw" / "quarterly" and len(key.read_bytes()) == 32
    assert os.name != "posix" or key.stat().st_mode & 0o777 == 0o600
    told = strategy_inputs.remembered_in().read_text(encoding="utf-8")
    assert key.read_bytes().hex() not in told
    key.unlink()
    assert not current(), "another key makes other codes"
    assert strategy_inputs.prepared_from([BRADFORD], DAY, stamp()) != json.loads(told)


@pytest.mark.parametrize("spoilt", [b"", b"short", b"x" * 33])
def test_a_spoilt_key_is_made_anew(home: Path, spoilt: bytes) -> None:
    strategy_inputs.key_file().write_bytes(spoilt)
    assert not current()
    assert len(strategy_inputs.key_file().read_bytes()) == 32


def test_where_no_key_can_be_kept_all_is_prepared_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = home / "data" / "raw" / "quarterly" / "bradford.csv" / ".key"
    monkeypatch.setattr(strategy_inputs, "key_file", lambda: nowhere)
    assert strategy_inputs.prepared_from([BRADFORD], DAY, stamp()) == {} and not current()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"bradford": 1}'])
def test_a_spoilt_memory_is_no_memory(home: Path, content: str) -> None:
    strategy_inputs.remembered_in().write_text(content, encoding="utf-8")
    assert not current()


def test_sums_that_an_earlier_version_kept_are_taken_out_of_the_record(tmp_path: Path) -> None:
    before = {"pages": {}, "due": {"on": "2026-11-24"}, "prepared": {"bradford": ["ab" * 32]}}
    (tmp_path / record.RUN_FILE).write_text(json.dumps(before), encoding="utf-8")
    record.update(tmp_path, {})
    kept = json.loads((tmp_path / record.RUN_FILE).read_text(encoding="utf-8"))
    assert kept == {"due": {"on": "2026-11-24"}, "version": record.VERSION}


def test_the_key_and_what_is_remembered_are_not_in_git() -> None:
    done = subprocess.run(
        ["git", "check-ignore", "data/raw/quarterly/.key", "work/prepared.json"],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 128:
        pytest.skip(left_out.NO_CLONE.why)
    assert done.stdout.split() == ["data/raw/quarterly/.key", "work/prepared.json"]
