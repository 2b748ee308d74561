"""The benchmark: ratios are worked out right, all three ways make their pages, nothing is left."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib
import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from typer.testing import CliRunner

from analysis.catalogue.areas import area, authorities
from analysis.cli import app
from analysis.core import paths, store
from analysis.core.errors import CareAnalysisError
from analysis.pipeline.bench import meter, report, rounds, split, ways, work
from analysis.pipeline.bench.meter import Cost
from analysis.pipeline.bench.rounds import Findings, Round
from analysis.pipeline.bench.split import Split
from analysis.present.drawing import marks
from analysis.present.parts import svg
from analysis.publish import check, reports
from analysis.publish.render import layout, navigation, two_pages
from left_out import NOT_LINUX

GIB = 1 << 30


def cost(wall: float, cpu: float, peak: int = GIB) -> Cost:
    return Cost(wall=wall, cpu=cpu, peak=peak)


def a_round(loops: float, runners: float, floors: float, alike: int = 10) -> Round:
    """Seconds on the clock as given, processor seconds twice as many; loading 1 of the floor's."""
    walls = {rounds.LOOP: loops, rounds.RUNNER: runners, rounds.FLOOR: floors}
    return Round(
        costs={name: cost(wall, 2 * wall) for name, wall in walls.items()},
        loaded=cost(1, 2, 0),
        unchanged=cost(0.5, 0.5),
        alike=alike,
    )


ROUNDS = (a_round(40, 10, 9), a_round(60, 12, 11, alike=9), a_round(30, 10, 6))
FOUND = Findings(
    pages=10,
    areas=3,
    reports=("needs_analysis", "sufficiency"),
    rounds=ROUNDS,
    splits=(
        Split(report="needs_analysis", cpu=1.0, phases={"charts": 0.75, "data": 0.25}, loading=2),
        Split(report="needs_analysis", cpu=2.0, phases={"charts": 1.25, "data": 0.75}, loading=2),
        Split(report="sufficiency", cpu=0.5, phases={"charts": 0.5}, loading=2),
    ),
    every=cost(100, 150, 2 * GIB),
    every_unchanged=cost(1.5, 1.0),
    every_pages=100,
)


def test_a_ratio_is_taken_within_each_round_and_its_spread_told() -> None:
    found = rounds.ratios(ROUNDS, rounds.LOOP, rounds.RUNNER, lambda c: c.wall)
    assert (found.median, found.least, found.most) == (4.0, 3.0, 5.0)
    against = rounds.ratios(ROUNDS, rounds.RUNNER, rounds.FLOOR, lambda c: c.cpu)
    assert against.least == 12 / 11 and against.most == 10 / 6
    with pytest.raises(work.BenchError, match="Nothing was measured"):
        rounds.spread([])


def test_each_way_comes_first_second_and_third_as_often() -> None:
    for place in zip(*rounds.orders(6), strict=True):
        assert sorted(place) == sorted(2 * rounds.WAYS)
    assert all(sorted(order) == sorted(rounds.WAYS) for order in rounds.orders(4))


def test_what_is_told_is_what_was_measured() -> None:
    text = report.text(FOUND)
    assert "9 of 10 pages of the floor are the runner's to the byte" in text
    assert "| the loop | 4.00 (3.00 to 6.00) | 8.00 (6.00 to 12.00) | 1,024 |" in text
    assert "runner's (throughput) | 4.00 (3.00 to 5.00) | 4.00 (3.00 to 5.00) |" in text
    assert "loading left out | 1.25 (1.20 to 2.00) | 1.25 (1.20 to 2.00) |" in text
    assert "| charts | 1.00 | 0.50 |" in text and "| data | 0.50 | 0.00 |" in text
    assert "The mean of these 2 is 1.00 processor seconds" in text
    assert "100 pages in 100 seconds, 1.50 processor seconds a report (2.00 for 3" in text
    assert "2,048 MiB at most; with nothing changed 1.5 seconds" in text
    kept = json.loads(json.dumps(report.as_json(FOUND)))
    assert kept["ratios"]["loop / runner, on the clock"] == {"median": 4, "least": 3, "most": 5}
    assert kept["rounds"][1]["costs"]["loop"] == {"wall": 60, "cpu": 120, "peak": GIB}


@pytest.mark.parametrize(
    ("file", "phase"),
    [
        (matplotlib.__file__, split.CHARTS),
        (svg.__file__, split.CHARTS),
        (marks.__file__, split.CHARTS),
        (store.__file__, split.DATA),
        (layout.__file__, split.EXPORT),
        (two_pages.__file__, split.EXPORT),
        (check.__file__, split.CHECKS),
        (nbformat.__file__, split.SHELL),
        (navigation.__file__, split.WRITING),
        ("<ipython-input-3-abc>", split.COMPUTING),
        (json.__file__, ""),
    ],
)
def test_a_file_is_known_by_what_it_does(file: str, phase: str) -> None:
    assert split.phase(file) == phase


def test_every_file_of_ours_that_the_split_knows_is_there() -> None:
    known = [part for _, parts in split._KNOWN for part in parts]
    ours = [part for part in known if part.startswith("analysis/")]
    source = Path(store.__file__).parents[2]
    files = [path.relative_to(source).as_posix() for path in source.rglob("*.py")]
    assert len(ours) > 10
    assert [part for part in ours if not any(f.startswith(part) for f in files)] == []


def test_the_innermost_known_frame_says_and_samples_add_up_to_the_time_used() -> None:
    code = "import sys\ndef here():\n    return sys._getframe()"
    names: dict[str, object] = {}
    exec(compile(code, "/lib/elsewhere.py", "exec"), names)
    frame = eval(compile("here()", "/x/analysis/core/store.py", "eval"), names)
    assert split.phase_of(frame) == split.DATA
    found = split.scaled({split.CHARTS: 3, split.DATA: 1}, 2.0)
    assert found == {split.DATA: 0.5, split.CHARTS: 1.5}
    assert split.scaled({}, 2.0) == {split.PROCESS: 2.0}


def test_authorities_with_and_without_a_strategy_are_chosen() -> None:
    chosen = work.choose(10)
    assert len({place.code for place in chosen}) == 10
    with_one = [p for p in chosen if (paths.raw() / "strategies" / f"{p.slug}.toml").is_file()]
    assert len(with_one) == 5
    assert [place.code for place in work.choose(153)] == [p.code for p in authorities()]
    for wrong in (0, 154):
        with pytest.raises(work.BenchError, match="--areas takes 1 to 153"):
            work.choose(wrong)


def test_the_floor_shows_what_a_notebook_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = [
        new_markdown_cell("## Words"),
        new_code_cell('area = "Oldtown"', metadata={"tags": ["parameters"]}),
        new_code_cell("class Shown:\n    def _repr_html_(self):\n        return f'<p>{area}</p>'"),
        new_code_cell("here = Shown()\nhere"),
        new_code_cell("here;"),
        new_code_cell("print and None"),
    ]
    (tmp_path / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / "needs_analysis.ipynb")
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    done = ways.execute(reports.report("needs_analysis"), {"area": "Newtown"})
    shown = [[dict(o.data) for o in c.outputs] for c in done.cells if c.cell_type == "code"]
    assert shown == [[], [], [{"text/html": "<p>Newtown</p>"}], [], []]


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no such notebook')"]
    with pytest.raises(work.BenchError, match=r"exit code 1.*\n*no such notebook"):
        meter.run(command, dict(os.environ), tmp_path)


def test_the_cost_of_a_process_and_of_those_it_begins_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grandchild holds its memory until that was looked at."""
    real, seen = meter.memory, tmp_path / "seen"

    def memory(process: psutil.Process) -> int:
        size = real(process)
        if size > 60 << 20:
            seen.touch()
        return size

    monkeypatch.setattr(meter, "memory", memory)
    begun = (
        "import pathlib, time; held = bytearray(60 << 20); sum(range(10**7))\n"
        f"while not pathlib.Path({str(seen)!r}).exists(): time.sleep(0.05)"
    )
    grand = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {begun!r}])"
    found = meter.measure(lambda: subprocess.run([sys.executable, "-c", grand], check=True))
    assert found.peak > 60 << 20
    assert found.cpu > 0 and found.wall > 0
    ended = subprocess.Popen([sys.executable, "-c", ""])
    process = psutil.Process(ended.pid)
    ended.wait()
    assert meter.memory(process) == 0


@NOT_LINUX.on(sys.platform != "linux")
def test_a_process_that_outlives_the_one_that_began_it_is_waited_for_and_counted(
    tmp_path: Path,
) -> None:
    """It is of a session of its own, and says what it took when it ends."""
    told = tmp_path / "told"
    orphan = (
        "import os, pathlib, time\n"
        "while os.getppid() == int(os.environ['BEGAN']): time.sleep(0.01)\n"
        f"sum(range(10**7)); pathlib.Path({str(told)!r}).write_text(str(time.process_time()))"
    )
    begins = (
        "import os, subprocess, sys; os.environ['BEGAN'] = str(os.getpid())\n"
        f"subprocess.Popen([sys.executable, '-c', {orphan!r}], start_new_session=True)"
    )
    before = set(psutil.Process().children())
    found = meter.measure(lambda: subprocess.run([sys.executable, "-c", begins], check=True))
    assert found.cpu >= float(told.read_text(encoding="utf-8")) > 0
    assert set(psutil.Process().children()) <= before


def test_the_command_prints_the_ratios_and_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "measure", lambda *_, **__: FOUND)
    file = tmp_path / "new" / "bench.json"
    said = CliRunner().invoke(app.app, ["bench", "--json", str(file)])
    assert said.exit_code == 0, said.output
    assert "4.00 (3.00 to 5.00)" in said.output
    assert json.loads(file.read_text(encoding="utf-8"))["pages"] == 10


def test_a_report_there_is_not_is_told() -> None:
    said = CliRunner().invoke(app.app, ["bench", "--areas", "1", "--reports", "needs_analyses"])
    assert said.exit_code == 1 and "needs_analysis" in said.output


@pytest.mark.notebook
@NOT_LINUX.on(sys.platform != "linux")
def test_all_three_ways_make_the_pages_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    others = set(psutil.Process().children(recursive=True))
    before = sorted((p, p.stat().st_mtime_ns) for p in paths.processed().rglob("*"))
    with work.prepared(["young_people"], [area("Bradford")]) as asked:
        folders = {name: asked.folder / name for name in rounds.WAYS}
        ways.by_loop(asked, folders["loop"])
        ways.by_runner(asked, folders["runner"])
        loaded = ways.by_floor(asked, folders["floor"])
        (job,) = asked.jobs
        made = {n: (f / job.path).read_text(encoding="utf-8") for n, f in folders.items()}
        (page,) = split.measure(asked, ["young_people"])
    assert "<h2" in made["loop"] and "In[" not in made["loop"]
    assert navigation.relinked(made["runner"], "") == navigation.relinked(made["floor"], "")
    assert sum(page.phases.values()) == pytest.approx(page.cpu)
    assert page.phases[split.EXPORT] > 0 and loaded.cpu > 0
    assert list(tmp_path.iterdir()) == []
    assert set(psutil.Process().children(recursive=True)) <= others, (
        "a browser of other tests may be one"
    )
    assert sorted((p, p.stat().st_mtime_ns) for p in paths.processed().rglob("*")) == before


@pytest.mark.parametrize("make", [ways.by_loop, ways.by_runner, ways.by_floor])
def test_a_page_that_was_not_made_is_told(
    make: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(meter, "run", lambda *_: "")
    monkeypatch.setattr(meter, "run_warm", lambda *_: {"wall": 0, "cpu": 0, "peak": 0})
    assert callable(make)
    with (
        work.prepared(["young_people"], [area("Bradford")]) as asked,
        pytest.raises(CareAnalysisError, match=r"did not make bradford/young_people\.html"),
    ):
        make(asked, asked.folder / "out")
