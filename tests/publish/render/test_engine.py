"""Papermill's engine of this project: what a kernel shows it shows, and nothing passes over."""

import os
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError
from nbformat.v4 import new_code_cell, new_notebook, writes

import running
import small
from analysis.catalogue.areas import area
from analysis.publish.executors import base, fork_server
from analysis.publish.render import render, shell
from analysis.publish.render.engine import NAME, EngineError
from analysis.publish.reports import REPORTS
from waiting import GENEROUS, REACHED

FOR_EVER = "import threading; threading.Event().wait()"
ROOT = Path(__file__).resolve().parents[3]
SHOWS = (
    "print('one'); print('two')",
    "from IPython.display import Markdown, display\ndisplay(Markdown('**bold**'))\n1 + 1",
    "import sys; print('a warning', file=sys.stderr)\n_ + 1;",
    "from matplotlib import pyplot as plt\n_ = plt.plot([0, 1])",
    "import pandas as pd\npd.DataFrame({'a': [1]})",
    "h = display('first', display_id=True)\nh.update('second')",
)
pytestmark = pytest.mark.notebook


def executed(cells: tuple[str, ...], engine: str | None, **more: Any) -> nbformat.NotebookNode:
    render.register()
    notebook = new_notebook(cells=[new_code_cell(c) for c in cells], metadata=small.KERNEL)
    return papermill.execute_notebook(
        notebook, None, engine_name=engine, kernel_name="python3", progress_bar=False, **more
    )


def shown(notebook: nbformat.NotebookNode) -> list[list[Any]]:
    """Every output without what a machine gives by chance."""
    return [[_plain(o) for o in cell.outputs] for cell in notebook.cells]


def _plain(output: nbformat.NotebookNode) -> Any:
    if output.output_type == "stream":
        return (output.output_type, output.name, output.text)
    return (output.output_type, output.get("execution_count"), dict(output.data))


def test_a_notebook_shows_what_it_shows_in_a_kernel() -> None:
    assert shown(executed(SHOWS, NAME)) == shown(executed(SHOWS, None))


def test_a_cell_that_fails_or_runs_too_long_is_told_as_papermill_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(papermill.PapermillExecutionError) as fault:
        executed(("1", "1 / 0", "2"), NAME)
    assert (fault.value.ename, fault.value.exec_count) == ("ZeroDivisionError", 2)
    with pytest.raises(CellTimeoutError, match="after 1 seconds"):
        executed((FOR_EVER,), NAME, execution_timeout=1.0 + REACHED)
    with pytest.raises(Exception, match="process died"):
        executed(("import os\nos._exit(3)",), NAME)
    assert list(tmp_path.iterdir()) == []


class Clock:
    """A clock that a test turns, for the watch over cells; it looks again when the test says."""

    def __init__(self) -> None:
        self.now, self._look, self._at_rest = 0.0, threading.Event(), threading.Event()

    def monotonic(self) -> float:
        return self.now

    def sleep(self, _: float) -> None:
        self._at_rest.set()
        self._look.wait(GENEROUS)
        self._look.clear()

    def turn(self, seconds: float) -> None:
        """Let time pass, and the watch look at it."""
        assert self._at_rest.wait(GENEROUS)
        self.now += seconds
        self._at_rest.clear()
        self._look.set()
        assert self._at_rest.wait(GENEROUS)


def test_the_time_that_a_cell_may_take_begins_with_the_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(shell, "time", clock)
    watch = shell._Watch()
    for _ in range(2):
        with watch.at_most(100):
            clock.turn(60)
        assert not watch.fired
    with pytest.raises(KeyboardInterrupt), watch.at_most(100):
        clock.turn(101)
    assert watch.fired


def test_a_grammar_that_no_notebook_asks_for_is_not_loaded() -> None:
    modules = "analysis.publish.render.render, analysis.cli.explore, jsonschema"
    look = f"import sys, {modules}; print('lark' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_a_notebook_in_another_language_is_refused() -> None:
    notebook = new_notebook(cells=[new_code_cell("1")])
    notebook.metadata = {"kernelspec": {"name": "ir", "language": "R"}}
    with pytest.raises(EngineError, match="runs notebooks in Python, and this one is in R"):
        render.register()
        papermill.execute_notebook(
            notebook, None, engine_name=NAME, kernel_name="ir", progress_bar=False
        )


def test_papermills_own_command_finds_the_engine(tmp_path: Path) -> None:
    """By the entry point that pyproject.toml declares, as an installation would have it."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = told["entry-points"]["papermill.engine"]
    installed = tmp_path / "site" / "stand_in-1.dist-info"
    installed.mkdir(parents=True)
    lines = [f"{name} = {where}" for name, where in points.items()]
    text = "[papermill.engine]\n" + "\n".join(lines) + "\n"
    (installed / "entry_points.txt").write_text(text, encoding="utf-8")
    notebook = small.put_notebook(tmp_path, 'print(area, "is asked for")')
    out = tmp_path / "out.ipynb"
    words = ["--engine", NAME, str(notebook), str(out), "-p", "area", "Leeds"]
    there = os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)])
    subprocess.run(
        [sys.executable, "-m", "papermill", *words, "--no-progress-bar"],
        env={**os.environ, "PYTHONPATH": there},
        check=True,
        capture_output=True,
        timeout=GENEROUS,
    )
    cells = nbformat.read(out, as_version=4).cells
    assert cells[-1].outputs[0].text == "Leeds is asked for\n"


def test_a_chart_that_vanished_stops_the_page() -> None:
    notebook = executed(("x = 1", "x", "from IPython.display import display; display"), NAME)
    render.check_shown(notebook)
    notebook.cells[1].outputs = []
    with pytest.raises(render.VanishedError, match=r"cell 2 \(x\)"):
        render.check_shown(notebook)
    render.check_shown(new_notebook(cells=[new_code_cell("x;"), new_code_cell("y = 1")]))


PLANT = """
import builtins, os, sys, types
import random
from pathlib import Path
import matplotlib as mpl
import numpy as np
from IPython.display import Markdown
from analysis import briefing
from analysis.core import paths, shapes, store

def places():
    yield "module", getattr(shapes, "planted", "")
    yield "builtins", getattr(builtins, "planted", "")
    yield "environ", os.environ.get("PLANTED", "")
    yield "rc", str(mpl.rcParams["lines.linewidth"] == 77)
    yield "modules", str("planted" in sys.modules)
    yield "path", str("/planted" in sys.path)
    yield "cwd", ",".join(p.name for p in Path.cwd().glob("planted*"))
    yield "reads", str([r for r in store.READS if r[0] == "planted"])
    yield "cache", str(getattr(paths.root, "planted", ""))
    yield "main", str("planted" in globals())
    yield "numpy", str(np.random.rand())
    yield "random", str(random.random())

before = dict(places())
shapes.planted = builtins.planted = paths.root.planted = planted = area
os.environ["PLANTED"] = area
mpl.rcParams["lines.linewidth"] = 77
sys.modules["planted"] = types.ModuleType("planted")
sys.path.append("/planted")
Path("planted.txt").write_text(area)
store.READS.add(("planted", None, ()))
np.random.seed(1); random.seed(1)
Path(os.environ["SEEN"], f"{area}-{os.getpid()}").write_text(repr(before));
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    small.put_tables(tmp_path)
    small.put_notebook(tmp_path, PLANT, 'Markdown("Nothing is seen.")')
    (tmp_path / "seen").mkdir()
    monkeypatch.setenv("SEEN", str(tmp_path / "seen"))
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    yield tmp_path


@pytest.mark.parametrize("spawned", ["", "yes"], ids=["forked", "spawned"])
def test_nothing_of_one_authority_is_seen_while_anothers_page_is_made(
    home: Path, monkeypatch: pytest.MonkeyPatch, spawned: str
) -> None:
    monkeypatch.setenv("CARE_ANALYSIS_SPAWN", spawned)
    places = [area(name) for name in small.PLACES[: 2 if spawned else 4]]
    done = running.run(REPORTS[small.REPORT], places, out=home / "out", workers=1, quiet=True)
    assert {o.outcome for o in done} == {"made"}, done
    seen = sorted((home / "seen").iterdir())
    assert len({path.name.partition("-")[2] for path in seen}) == len(places)
    found = [eval(path.read_text(encoding="utf-8")) for path in seen]
    random = {(each.pop("numpy"), each.pop("random")) for each in found}
    assert len(random) == len(places), "each page has random numbers of its own"
    clean = dict.fromkeys(("module", "builtins", "environ", "cwd", "cache"), "")
    clean |= dict.fromkeys(("rc", "modules", "path", "main"), "False") | {"reads": "[]"}
    assert found == [clean] * len(places)


def test_the_warm_parent_holds_no_data_and_runs_no_thread(tmp_path: Path) -> None:
    look = (
        "import gc, pandas as pd, pyarrow as pa\n"
        "from analysis.publish.executors import fork_server\n"
        "fork_server.warm()\n"
        "fork_server.check_fit()\n"
        "kinds = (pd.DataFrame, pa.Table)\n"
        "held = [o for o in gc.get_objects() if isinstance(o, kinds) and len(o)]\n"
        "words = [o for o in held if list(getattr(o, 'columns', ''))[:1] == ['Note reference']]\n"
        "print(len(held) - len(words))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", look],
        env=base.surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        timeout=GENEROUS,
    )
    assert found.stdout.strip() == "0"


def test_the_warm_parent_loads_what_notebooks_import(tmp_path: Path) -> None:
    assert fork_server.imported_by(ROOT / "notebooks") == {"analysis.briefing"}
    notebook = new_notebook(
        cells=[new_code_cell("import analysis.measure\nfrom analysis import x")]
    )
    (tmp_path / f"{small.REPORT}.ipynb").write_text(writes(notebook), encoding="utf-8")
    assert fork_server.imported_by(tmp_path) == {"analysis.measure", "analysis.x"}
