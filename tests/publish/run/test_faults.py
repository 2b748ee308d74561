"""Runs that are killed, or meet a full disk, at random moments: nothing lost, nothing corrupt.

A sample is in every suite; `run.py test --all` does the rest and prints what it counted.
"""

import json
import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from bs4 import BeautifulSoup

import small
from analysis.catalogue.areas import area
from analysis.publish.check import check
from analysis.publish.run import freshness, journal, lock, record
from left_out import posix
from waiting import GENEROUS, a_moment, all_ended

pytestmark = [
    pytest.mark.notebook,
    posix,
]
SAMPLE, WHOLE = 4, 60
MOMENTS = 2 + len(small.PLACES)
WORK = """
import resource
from IPython.display import Markdown
"""
SAYS = 'Markdown(f"All is well in {area}, edition {ask}.")'
MEMORY = """
if ask.endswith("memory") and area == "801":
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    bytearray(1 << 31)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("faults")
    small.put_tables(home)
    small.put_notebook(home, WORK, MEMORY, SAYS)
    return home


def page_of(out: Path, name: str) -> Path:
    return out / area(name).slug / f"{small.REPORT}.html"


def corrupt(out: Path, edition: int, known: dict[str, str]) -> list[str]:
    """Pages that are not whole, and those that claim to be of an edition that they are not.

    `known` is the edition that the record tells of each page, as the next run would understand it.
    """
    faults = []
    for path in out.glob("*/*.html"):
        html = path.read_text(encoding="utf-8")
        said = BeautifulSoup(html, "html.parser").get_text()
        try:
            whole = html.endswith("</html>\n") and check(html) == html
        except Exception as fault:
            faults.append(f"{path.name}: {fault}")
            continue
        if not whole or not any(f", edition {n}." in said for n in range(edition + 1)):
            faults.append(f"{path} is not whole")
        told = known.get(path.relative_to(out).as_posix())
        if told is not None and f", edition {told}." not in said:
            faults.append(f"{path} is said to be of edition {told}")
    return faults


def claimed(out: Path) -> dict[str, str]:
    """The edition of each page that the record vouches for: those whose files are as it says."""
    pages = dict(record.every(out))
    return {
        path: page["parameters"]["ask"]
        for path, page in pages.items()
        if page["outcome"] == record.MADE and freshness.in_place(out, page)
    }


def family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def kill_runner(process: psutil.Process, dice: random.Random) -> list[psutil.Process]:
    """The run itself."""
    left = family(process)
    process.kill()
    return left


def kill_parent(process: psutil.Process, dice: random.Random) -> list[psutil.Process]:
    """The warm parent."""
    left = family(process)
    for child in process.children():
        child.kill()
    return left


def kill_child(process: psutil.Process, dice: random.Random) -> list[psutil.Process]:
    """One page's own process, where there is one."""
    left = family(process)
    pages = [grandchild for child in process.children() for grandchild in child.children()]
    if pages:
        dice.choice(pages).kill()
    return left


def kill_all(process: psutil.Process, dice: random.Random) -> list[psutil.Process]:
    """The run and its warm parent at once."""
    left = family(process)
    for each in (process, *left):
        try:
            each.kill()
        except psutil.NoSuchProcess:
            continue
    return left


def stop(process: psutil.Process, dice: random.Random) -> list[psutil.Process]:
    """As Ctrl-C does."""
    left = family(process)
    process.send_signal(signal.SIGINT)
    return left


FAULTS: tuple[Callable[[psutil.Process, random.Random], list[psutil.Process]], ...] = (
    kill_runner,
    kill_parent,
    kill_child,
    kill_all,
    stop,
)


def happened(run: "small.subprocess.Popen[str]", moments: int) -> None:
    """Wait for so many lines of a run's log: none, its beginning, a page, another one, and so on.

    Where a run is disturbed is then the same on every machine, but for the moment that follows.
    """
    assert run.stdout
    for _ in range(moments):
        run.stdout.readline()


def one_round(
    home: Path, out: Path, edition: int, dice: random.Random, counts: Counter[str]
) -> None:
    """A run of a new edition disturbed at a random moment, looked at, and made good."""
    disturb = FAULTS[edition % len(FAULTS)]
    with small.started(home, out, "-p", f"ask={edition}", "--log", "json") as run:
        process = psutil.Process(run.pid)
        happened(run, dice.randrange(MOMENTS))
        a_moment(dice.uniform(0, 0.8))
        left = disturb(process, dice) if run.poll() is None else []
        run.communicate(timeout=GENEROUS)
    counts["processes left"] += not all_ended(left)
    counts[disturb.__name__] += 1
    counts["corrupt"] += len(corrupt(out, edition, claimed(out)))
    again = small.done(home, out, "-p", f"ask={edition}")
    assert again.returncode == 0, again.stderr
    counts["lost"] += sum(not page_of(out, name).is_file() for name in small.PLACES)
    whole = {f"{area(n).slug}/{small.REPORT}.html": str(edition) for n in small.PLACES}
    counts["corrupt"] += len(corrupt(out, edition, whole))
    counts["lost"] += sum(claimed(out).get(path) != str(edition) for path in whole)
    counts["files left"] += len(left_over(out))


def left_over(out: Path) -> list[Path]:
    hidden = [p for p in out.rglob("*") if p.name.startswith(".") or p.suffix == ".part"]
    return [p for p in hidden if p.name not in (lock.LOCK, record.RECORDS)]


def disturbed(home: Path, out: Path, rounds: int, seed: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    dice = random.Random(seed)
    for edition in range(rounds):
        one_round(home, out, edition, dice, counts)
    return counts


def assert_all_well(counts: Counter[str], rounds: int) -> None:
    print(f"\nfaults at random moments: {rounds}; {dict(counts)}")
    assert counts["lost"] == counts["corrupt"] == 0, counts
    assert counts["processes left"] == counts["files left"] == 0, counts
    assert sum(counts[f.__name__] for f in FAULTS) == rounds


def test_a_run_disturbed_at_random_moments_is_made_good(home: Path, tmp_path: Path) -> None:
    assert_all_well(disturbed(home, tmp_path / "out", SAMPLE, seed=5), SAMPLE)


@pytest.mark.slow
def test_many_runs_disturbed_at_random_moments_are_made_good(home: Path, tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    print(f"\nseed {seed}")
    assert_all_well(disturbed(home, tmp_path / "out", WHOLE, seed), WHOLE)


def test_no_memory_for_one_page_is_tried_three_times_and_told(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = small.done(home, out, "-p", "ask=0 memory")
    assert run.returncode == 1 and "5 of 6 pages made" in run.stdout
    page = dict(record.every(out))["bristol/needs_analysis.html"]
    assert (page["outcome"], page["tries"]) == ("failed", 3)
    assert "MemoryError" in page["problem"]
    log = (home / "work" / "logs" / "bristol-needs_analysis.log").read_text(encoding="utf-8")
    assert log.count("Traceback") >= 3 and "Try 3" in log
    assert not page_of(out, "Bristol").exists() and left_over(out) == []


def test_a_full_disk_loses_nothing_and_is_made_good(home: Path, tmp_path: Path) -> None:
    """The files of a process may not grow over a size here, which fails as a full disk does."""
    out = tmp_path / "out"
    assert small.done(home, out, "-p", "ask=0").returncode == 0
    before = {p: p.read_bytes() for p in out.glob("*/*.html")}
    small_files = ["bash", "-c", 'ulimit -f 12; trap "" XFSZ; exec "$@"', "bash"]
    full = small.subprocess.run(
        [*small_files, *small.command(out, "-p", "ask=1")],
        env={**os.environ, "CARE_ANALYSIS_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=small.subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    assert full.returncode == 1, full.stderr
    assert {p: p.read_bytes() for p in out.glob("*/*.html")} == before
    assert small.done(home, out, "-p", "ask=1").returncode == 0
    whole = {p.relative_to(out).as_posix(): "1" for p in before}
    assert corrupt(out, 1, whole) == [] and left_over(out) == []
    assert not (out / journal.JOURNAL).exists()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    run = small.done(home, tmp_path / "file" / "out", "-p", "ask=0")
    assert run.returncode == 1 and "cannot be written to" in run.stderr
    assert "Choose another folder with --out" in run.stderr and "Traceback" not in run.stderr


def test_a_second_run_in_a_folder_says_so_or_waits(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with lock.held(out):
        second = small.done(home, out, "-p", "ask=0")
        assert second.returncode == 3 and "Another run is making reports" in second.stderr
        waits = small.started(home, out, "-p", "ask=0", "--wait")
        assert waits.stderr and waits.stderr.readline() == f"{lock.WAITING} {out}\n"
        assert waits.poll() is None and not page_of(out, "Bristol").exists()
    with waits:
        waits.communicate(timeout=GENEROUS)
    assert waits.returncode == 0 and page_of(out, "Bristol").is_file()


def test_a_machine_reads_a_line_for_each_thing_done(home: Path, tmp_path: Path) -> None:
    run = small.done(home, tmp_path / "out", "-p", "ask=0", "--log", "json")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    told = Counter(line["event"] for line in lines)
    assert told == {"run_begun": 1, "page_made": len(small.PLACES), "run_ended": 1}
    assert lines[0]["to_make"] == len(small.PLACES) and lines[0]["kept"] == 0
    assert {line["tries"] for line in lines if line["event"] == "page_made"} == {1}
