"""What Dask costs: the ways that are compared, and a cluster that is begun for a run and ends."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from typer.testing import CliRunner

import small
from analysis.catalogue.areas import area
from analysis.cli import app
from analysis.pipeline.bench import distribution, meter, ways
from analysis.pipeline.bench.compared import Compared
from analysis.pipeline.bench.distribution import WITHOUT, shapes, turned
from analysis.pipeline.bench.meter import Cost
from analysis.pipeline.bench.work import HOME, BenchError, Work
from analysis.publish.executors.dask_cluster import DaskError
from analysis.publish.jobs import Job
from left_out import NOT_LINUX

MIB = 1 << 20
PLACES = ("Bristol", "Bradford", "Hackney")
SAYS = 'from IPython.display import Markdown\nMarkdown(f"All is well in {area}.")'


def seconds(cpu: float) -> Cost:
    return Cost(wall=1, cpu=cpu, peak=100 * MIB)


@pytest.mark.parametrize("workers", [1, 2, 4, 9])
def test_every_way_makes_as_many_pages_at_a_time_and_comes_first_and_last_as_often(
    workers: int,
) -> None:
    assert {processes * threads for processes, threads in shapes(workers).values()} == {workers}
    assert (workers, 1) in shapes(workers).values(), "workers of one thread are among them"
    ways_ = sorted([WITHOUT, *shapes(workers)])
    orders = [turned(workers, number) for number in range(1, 2 * len(ways_) + 1)]
    for place in zip(*orders, strict=True):
        assert sorted(place) == sorted(2 * ways_)


def test_the_cost_of_a_cluster_is_set_beside_that_of_the_same_round_without_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    costs = iter([4.0, 5.0, 4.4, 6.0, 4.2, 4.0])  # the second round begins with four workers
    monkeypatch.setattr(distribution, "prepared", lambda *_: tempfile.TemporaryDirectory())
    monkeypatch.setattr(meter, "measure", lambda _: seconds(next(costs)))
    told: list[str] = []
    four, one = distribution.measure(4, 2, told.append, pages=[12])
    assert four.part == "12 pages, 4 workers" and four.ratios(lambda c: c.cpu) == [1.25, 1.5]
    assert one.part == "12 pages, a worker of 4 threads"
    assert one.ratios(lambda c: c.cpu) == [1.1, 1.05]
    assert told[0] == "Round 1: 12 pages, without" and len(told) == 12


def test_without_dask_a_sentence_says_what_to_install_and_nothing_is_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DaskError, match=r"pip install 'care-analysis\[distributed\]'"):
        distribution.measure(4, 1, pytest.fail)


def test_the_command_prints_the_ratios_and_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def measured(workers: int, rounds: int, _: object, *, pages: Any) -> list[Compared]:
        asked.append((workers, rounds, tuple(pages)))
        pairs = [(seconds(11), seconds(10)), (seconds(12), seconds(10))]
        return [Compared(part="12 pages", told="12 pages, 4 workers", pairs=pairs)]

    monkeypatch.setattr(distribution, "measure", measured)
    file = tmp_path / "dask.json"
    said = CliRunner().invoke(app.app, ["bench", "--dask", "4", "--json", str(file)])
    assert said.exit_code == 0, said.output
    assert "processor seconds, with Dask | without |" in said.output
    assert "| 12 pages, 4 workers | 11.50 | 10.00 | 1.15 (1.10 to 1.20) |" in said.output
    assert json.loads(file.read_text(encoding="utf-8"))["parts"][0]["part"] == "12 pages"
    CliRunner().invoke(app.app, ["bench", "--dask", "2", "--areas", "3", "--rounds", "1"])
    assert asked == [(4, 3, distribution.PAGES), (2, 1, (3,))]


@pytest.mark.parametrize("word", [["--against", "HEAD"], ["--reports", "brief"], ["--all"]])
def test_words_that_do_not_go_together_are_refused(word: list[str]) -> None:
    assert CliRunner().invoke(app.app, ["bench", "--dask", "4", *word]).exit_code == 2


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder with a short name: the socket that processes are begun through lies in it, and its
    whole name has at most 107 letters.
    """
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@NOT_LINUX.on(sys.platform != "linux")
@pytest.mark.notebook
def test_a_cluster_with_the_settings_makes_the_pages_and_all_its_processes_are_counted(
    short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the warm parent that workers share, which no process of ours has begun."""
    others = set(psutil.Process().children(recursive=True))
    seen: set[str] = set()
    real = meter.memory

    def memory(process: psutil.Process) -> int:
        with suppress(psutil.Error):  # it has just ended
            seen.add(" ".join(process.cmdline()))
        return real(process)

    monkeypatch.setattr(meter, "memory", memory)
    small.put_tables(short / HOME)
    small.put_notebook(short / HOME, SAYS)
    (short / "tmp").mkdir()
    places = tuple(map(area, PLACES))
    jobs = tuple(
        Job(report=small.REPORT, area=place.code, made="2026-05-03", parameters={})
        for place in places
    )
    work = Work(reports=(small.REPORT,), places=places, jobs=jobs, folder=short)
    found = meter.measure(lambda: distribution.make(work, 2, "2 workers"), 0.05)
    commands = "\n".join(seen)
    for process in ("dask scheduler", "dask worker", "multiprocessing.forkserver", "shared_parent"):
        assert process in commands
    assert found.cpu > 0 and found.peak > 100 * MIB
    assert set(psutil.Process().children(recursive=True)) <= others
    assert not (short / "out").exists(), "each run begins with an empty folder"


def test_a_scheduler_has_no_address_until_its_file_is_whole(tmp_path: Path) -> None:
    told, whole = tmp_path / "scheduler.json", '{"address": "tcp://127.0.0.1:8786", "workers": {}}'
    assert distribution.scheduler_address(told) is None
    for length in range(len(whole)):
        told.write_text(whole[:length], encoding="utf-8")
        assert distribution.scheduler_address(told) is None, whole[:length]
    told.write_text(whole, encoding="utf-8")
    assert distribution.scheduler_address(told) == "tcp://127.0.0.1:8786"


def test_a_scheduler_that_does_not_begin_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(reports=(), places=(), jobs=(), folder=tmp_path)
    monkeypatch.setattr(sys, "executable", "false")
    monkeypatch.setattr(ways, "by_runner", lambda *_: pytest.fail("no run without a scheduler"))
    with pytest.raises(BenchError, match="did not begin"):
        distribution.make(work, 2, "2 workers")
