"""The floor: the same pages made by plain Python processes that are warm, with nothing between.

Two processes are forked from a warm parent and take one page after another. A notebook's cells are
run as plain code, without papermill, IPython or a process for each page; the export, the check, the
gate and the files are the runner's own, so that the pages come out the same to the byte. Nothing is
kept apart here, which is why it is a floor to compare with and no way to make pages to publish.
"""

import ast
import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat

from analysis.pipeline.bench import meter
from analysis.pipeline.bench.work import WORKERS, Work
from analysis.publish.executors import base
from analysis.publish.reports import Report
from analysis.publish.run.run import Job


def make(work: Work, out: Path) -> meter.Cost:
    """Make every page by the floor; what loading cost before the first one was begun.

    BenchError when a page is not there.
    """
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
