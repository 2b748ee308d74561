"""`care-analysis report`: make pages, and say what became of them; quick when nothing changed."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.catalogue.parameters import day
from analysis.cli import distributed, finished_pages
from analysis.core.errors import CareAnalysisError, RunError

if TYPE_CHECKING:
    from analysis.publish.run.progress import Progress
    from analysis.publish.run.run import Outcome

REPORT_HELP = (
    "The report: needs_analysis, sufficiency, strategy_monitoring, young_people, or methods (made "
    "once, for England); all makes every one of them."
)
AREA_HELP = "A local authority by name or DfE code; repeat for several."
JSON = "json"


def a_day(written: str) -> str:
    """The day as it was written; BadParameter, exit code 2, for what is not a day."""
    try:
        found = day(written)
    except CareAnalysisError as fault:
        raise typer.BadParameter(str(fault)) from None
    return found.isoformat() if found else ""


def a_log(written: str) -> str:
    """The kind of log as it was written; BadParameter, exit code 2, for one there is not."""
    if written not in ("", JSON):
        raise typer.BadParameter(f"'{written}' is no kind of log; there is json.")
    return written


def report(
    name: Annotated[str, typer.Argument(help=REPORT_HELP)] = "",
    area: Annotated[list[str] | None, typer.Option("--area", "-a", help=AREA_HELP)] = None,
    region: Annotated[str | None, typer.Option(help="Every authority of a region.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every authority.")] = False,
    out: distributed.Out = "",
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="NAME=VALUE for the notebook.")
    ] = None,
    override: Annotated[
        str, typer.Option(help="Publish although something stops it; the page prints this reason.")
    ] = "",
    due: Annotated[
        bool, typer.Option("--due", help="What the strategies' calendars ask for by today.")
    ] = False,
    today: Annotated[
        str, typer.Option(help="The day of the report, as 2026-11-24.", callback=a_day)
    ] = "",
    workers: Annotated[int, typer.Option(min=1, help="Pages made at the same time.")] = 2,
    force: Annotated[
        bool, typer.Option("--force", help="Make every page, whether or not it changed.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each page was made or was not.")
    ] = False,
    log: Annotated[
        str, typer.Option(help="json: a line of JSON for each thing done.", callback=a_log)
    ] = "",
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait while another run makes reports there.")
    ] = False,
    pdf: finished_pages.Pdf = False,
    executor: distributed.Executor = "",
    scheduler: distributed.Scheduler = "",
    data: distributed.Data = "",
) -> None:
    """Make a report for some authorities or for all, a national one for England, or what is due.

    Exit codes: 0 all made or nothing to do, 1 a page failed or something cannot be used, 2 written
    wrongly, 3 another run has the folder, 130 stopped by Ctrl-C, 143 told to end.
    """
    from analysis.pipeline import reporting

    _check(due, name, (area, region, every), pdf=pdf)
    options = reporting.Options(
        workers=workers,
        force=force,
        wait=wait,
        progress=_progress(log, due),
        executor=distributed.who_makes(executor, scheduler, data, due=due),
    )
    with distributed.folder_of(out, wait=wait) as folder:
        if due:
            done = reporting.due(folder, today, options=options)
        else:
            given = _given(parameter or [], override=override, today=today)
            places = reporting.asked_places(name, area or [], region, every)
            done = reporting.make(name, places, folder, given, options=options)
        finished_pages.settle(done, folder, wanted=pdf, quiet=log == JSON)
    at = distributed.index_of(out, folder)
    tell(done, folder, explain=explain, quiet=log == JSON, at=at)


def _check(due: bool, name: str, chosen: Sequence[object], *, pdf: bool) -> None:
    """BadParameter, exit code 2, for neither a report nor what is due, or for both.

    CareAnalysisError for PDFs without a browser to print them.
    """
    if not due and not name:
        raise typer.BadParameter("Name a report, or say --due.")
    if due and (name or any(chosen)):
        raise typer.BadParameter("--due makes what is due, of every report: name no other.")
    if pdf:
        finished_pages.check_browser()


def _given(parameter: Sequence[str], **more: str) -> dict[str, Any]:
    """The parameters of the notebook: those named one by one, and those with an option."""
    from analysis.catalogue import selection

    return {**selection.given(parameter), **{name: each for name, each in more.items() if each}}


def _progress(log: str, due: bool) -> "Progress":
    from analysis.publish.run.progress import Bar, JsonLines

    return JsonLines() if log == JSON else Bar(quiet=due and not sys.stderr.isatty())


def tell(
    done: "list[Outcome]",
    out: Path | None,
    *,
    explain: bool = False,
    quiet: bool = False,
    at: str = "",
) -> None:
    """Say what was made and where; RunError, exit code 1, where a page failed."""
    from analysis.core import paths
    from analysis.publish.run.run import FAILED

    failed = [o for o in done if o.outcome == FAILED]
    folder = (out or paths.reports()).resolve()
    for each in done if explain else ():
        typer.echo(f"{each.path}: {each.outcome}, because {each.why}", err=quiet)
    if not quiet:
        typer.echo(_counted(done))
        typer.echo(f"Open {at or folder / 'index.html'}")
    if failed:
        raise RunError(_failures(failed, folder))


def _counted(done: "list[Outcome]") -> str:
    """What came of a run, in a sentence or two."""
    from analysis.publish.run.run import KEPT, MADE

    if not done:
        return "Nothing is due."
    kept = sum(o.outcome == KEPT for o in done)
    made = sum(o.outcome == MADE for o in done)
    if kept == len(done):
        return f"Nothing changed: {kept} of {kept} pages are as they would be made now."
    rest = f" {kept} had not changed and were kept." if kept else ""
    return f"{made} of {len(done) - kept} pages made.{rest}"


def _failures(failed: "list[Outcome]", folder: Path) -> str:
    """A line for each page that failed, which says so where an older page is still there."""
    from analysis.catalogue import selection

    pages = "1 page" if len(failed) == 1 else f"{len(failed)} pages"
    lines = [f"{pages} failed (logs in work/logs):"]
    for each in failed:
        older = ". The page made before is still there." if (folder / each.path).is_file() else ""
        lines.append(f"  {selection.area_name(each.area)}: {each.problem}{older}")
    return "\n".join(lines)
