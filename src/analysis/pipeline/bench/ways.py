"""The ways to make the pages: the loop that people write, our runner, and the floor beneath both.

The loop is papermill's command, then nbconvert's, for one report after another. nbconvert gets
`--to html --no-input`, its own template. So the loop makes no check of the page, no contents, no
files beside it and no index, all of which the runner makes: that favours the loop.

The floor is the same pages made by plain Python processes that are warm, with nothing between. Two
processes are forked from a warm parent and take one page after another. A notebook's cells are run
as plain code, without papermill, IPython or a process for each page; the export, the check, the
gate and the files are the runner's own, so that the pages come out the same to the byte. Nothing is
kept apart here, which is why it is a floor to compare with and no way to make pages to publish.
"""

import ast
import multiprocessing
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat

from analysis.catalogue.areas import ENGLAND, by_code
from analysis.pipeline.bench import meter
from analysis.pipeline.bench.work import WORKERS, Work
from analysis.pipeline.reporting import ALL
from analysis.publish.executors import base
from analysis.publish.reports import REPORTS, Report
from analysis.publish.run.run import Job


def by_loop(work: Work, out: Path) -> None:
    """Make every page by the loop, so many at a time; BenchError when one is not there."""
    around = work.surroundings()

    def make(job: Job) -> None:
        folder = (out / job.path).parent
        folder.mkdir(parents=True, exist_ok=True)
        for command in _loop(job, out):
            meter.run(command, around, folder)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(make, work.jobs))
    work.check_made(out, "loop")


def _loop(job: Job, out: Path) -> tuple[list[str], list[str]]:
    """The two commands for a page: execute the notebook, then print it."""
    page = out / job.path
    executed = page.with_suffix(".ipynb")
    given = [] if job.chosen.national else ["-p", "area", by_code(job.area).name]
    papermill = ["papermill", str(job.chosen.notebook), str(executed), "--no-progress-bar", *given]
    nbconvert = ["nbconvert", "--to", "html", "--no-input", str(executed), "--output", page.name]
    return [sys.executable, "-m", *papermill], [sys.executable, "-m", *nbconvert]


def by_runner(work: Work, out: Path, *where: str, force: bool = True) -> None:
    """Make every page by `care-analysis report`: one command for all reports, or one for each where
    only some are asked for. `where` are words of it, in place of so many workers of this machine.
    BenchError when a page is not there.
    """
    around = work.surroundings()
    where = where or ("--workers", str(WORKERS))
    end = ["--out", str(out), *where, *(["--force"] if force else [])]
    for name in [ALL] if set(work.reports) == set(REPORTS) else work.reports:
        codes = dict.fromkeys(job.area for job in work.jobs if name in (ALL, job.report))
        places = [word for code in codes if code != ENGLAND for word in ("--area", code)]
        command = [sys.executable, "-m", "analysis", "report", name, *places, *end]
        meter.run(command, around, work.folder)
    work.check_made(out, "runner")


def by_floor(work: Work, out: Path) -> meter.Cost:
    """Make every page by the floor; what loading cost first. BenchError when one is not there."""
    around = work.surroundings() | base.ONE_THREAD | {"MPLBACKEND": "agg"}
    loading: meter.Cost = meter.run_warm(serve, (work.jobs, out), around, work.folder)
    work.check_made(out, "floor")
    return loading


def execute(chosen: Report, given: Mapping[str, Any]) -> nbformat.NotebookNode:
    """The notebook with its outputs: cells run as plain code, the parameters set after theirs."""
    notebook = nbformat.read(chosen.notebook, as_version=4)
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = _outputs(cell.source, names)
        if "parameters" in cell.metadata.get("tags", []):
            names.update(given)
    return notebook


def _outputs(source: str, names: dict[str, Any]) -> list[nbformat.NotebookNode]:
    """Run a cell; what its last line shows, as a notebook keeps it."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    if not isinstance(last, ast.Expr):
        return []
    value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    if value is None or source.rstrip().endswith(";"):
        return []
    forms = {"text/html": "_repr_html_", "text/markdown": "_repr_markdown_"}
    data = {kind: getattr(value, how)() for kind, how in forms.items() if hasattr(value, how)}
    return [nbformat.v4.new_output("execute_result", data=data, execution_count=None)]


def _write(out: Path, job: Job) -> None:
    """Make one page and write its files."""
    from analysis.publish.render import render

    folder = (out / job.path).parent
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as private:
        done = render.make(job, Path(private), execute)
    for name, content in done.files.items():
        (folder / name).write_bytes(content)


def serve(asked: tuple[Sequence[Job], Path], loading: meter.Cost) -> meter.Cost:
    """Make the pages of a list in a folder by forks; what loading cost."""
    jobs, out = asked
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("fork")) as pool:
        list(pool.map(partial(_write, out), jobs))
    return loading
