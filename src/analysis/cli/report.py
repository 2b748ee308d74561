"""`care-analysis report`: make pages, and say what became of them; quick when nothing changed."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.catalogue import selection
from analysis.catalogue.parameters import day
from analysis.cli import distributed, figures, finished_pages, returns
from analysis.core.errors import CareAnalysisError, RunError

if TYPE_CHECKING:
    from analysis.publish.run.run import Outcome

REPORT_HELP = (
    "The report: brief, needs_analysis, sufficiency, strategy_monitoring, young_people, comparison "
    "(of a region, or of several --area), methods (made once, for England), or one that new-report "
    "began; all makes every one."
)
JSON = "json"


def a_day(written: str) -> str:
    """The day as it was written; BadParameter, exit code 2, for what is not a day."""
    try:
        found = day(written)
    except CareAnalysisError as fault:
        raise typer.BadParameter(str(fault)) from None
    return found.isoformat() if found else ""


Region = Annotated[str | None, typer.Option(help="Every authority of a region.")]
Every = Annotated[bool, typer.Option("--all", help="Every authority.")]
Called = Annotated[
    str, typer.Option("--name", help="What a set of authorities that is compared is called.")
]
Override = Annotated[
    str, typer.Option(help="Publish although something stops it; the page prints this reason.")
]
Due = Annotated[
    bool, typer.Option("--due", help="What the strategies' calendars ask for by today.")
]
Today = Annotated[str, typer.Option(help="The day of the report, as 2026-11-24.", callback=a_day)]
Workers = Annotated[int, typer.Option(min=1, help="Pages made at the same time.")]
Force = Annotated[bool, typer.Option("--force", help="Make every page, whether or not it changed.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say why each page was made or was not.")]
Log = Annotated[str, typer.Option(help="json: a line of JSON for each thing done.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait while another run makes reports there.")]
Gzip = Annotated[
    bool, typer.Option("--gzip", help="Compress the largest table beside each page (.csv.gz).")
]


def report(
    name: Annotated[str, typer.Argument(help=REPORT_HELP)] = "",
    area: figures.Areas = None,
    region: Region = None,
    every: Every = False,
    called: Called = "",
    out: distributed.Out = "",
    parameter: figures.Parameters = None,
    override: Override = "",
    due: Due = False,
    today: Today = "",
    workers: Workers = 2,
    force: Force = False,
    explain: Explain = False,
    log: Log = "",
    wait: Wait = False,
    pdf: finished_pages.Pdf = False,
    gzip: Gzip = False,
    executor: distributed.Executor = "",
    scheduler: distributed.Scheduler = "",
    data: distributed.Data = "",
    internal: returns.Internal = "",
) -> None:
    """Make a report for some authorities or for all, a national one for England, or what is due.

    Exit codes: 0 all made or nothing to do, 1 a page failed or something cannot be used, 2 written
    wrongly, 3 another run has the folder, 130 stopped by Ctrl-C, 143 told to end.
    """
    from analysis.pipeline import reporting
    from analysis.publish.fingerprint import compressed
    from analysis.publish.run.progress import Bar, JsonLines

    _check(due, name, bool(area or region or every), log, pdf=pdf)
    if gzip and executor:
        raise typer.BadParameter("--gzip is for pages made on this machine: leave out --executor.")
    out = _internal_folder(internal, out or executor or due) if internal else out
    options = reporting.Options(
        workers=workers,
        force=force,
        wait=wait,
        progress=JsonLines() if log == JSON else Bar(quiet=due and not sys.stderr.isatty()),
        executor=distributed.who_makes(executor, scheduler, data, due=due),
        internal=bool(internal),
    )
    with compressed() if gzip else nullcontext(), distributed.folder_of(out, wait=wait) as folder:
        if due:
            done = reporting.due(folder, today, options)
        else:
            named = {"override": override, "today": today}
            given = selection.given(parameter or []) | {k: v for k, v in named.items() if v}
            places = reporting.asked_places(name, area or [], region, every, called)
            done = reporting.make(name, places, folder, given, options)
        finished_pages.settle(done, folder, report=name, wanted=pdf, quiet=log == JSON)
    _tell(done, folder, distributed.index_of(out, folder), explain=explain, quiet=log == JSON)


def _check(due: bool, name: str, places_named: bool, log: str, *, pdf: bool) -> None:
    """BadParameter, exit code 2, for neither a report nor what is due, for both, or another log.

    CareAnalysisError for PDFs without a browser to print them.
    """
    if not due and not name:
        raise typer.BadParameter("Name a report, or say --due.")
    if due and (name or places_named):
        raise typer.BadParameter("--due makes what is due, of every report: name no other.")
    if log not in ("", JSON):
        raise typer.BadParameter(f"--log '{log}' is no kind of log; there is json.")
    if pdf:
        finished_pages.check_browser()


def _internal_folder(named: str, other: str | bool) -> str:
    """The folder of internal pages; BadParameter, exit code 2, for what would take them elsewhere.

    InternalError for a folder in which they may not lie.
    """
    from analysis.pipeline.returns import internal_folder

    if other:
        raise typer.BadParameter(
            "Internal pages are made on this machine, when asked for, in the folder of their "
            "figures: with --internal leave out --out, --executor and --due."
        )
    return str(internal_folder.named(named))


def _tell(done: "list[Outcome]", folder: Path, index: str, *, explain: bool, quiet: bool) -> None:
    """Say what was made and where; RunError, exit code 1, with a line for each that failed."""
    from analysis.publish.jobs import FAILED

    for each in done if explain else ():
        typer.echo(f"{each.path}: {each.outcome}, because {each.why}", err=quiet)
    if not quiet:
        typer.echo(f"{_counted(done)}\nOpen {index}")
    failed = [o for o in done if o.outcome == FAILED]
    if failed:
        pages = "1 page" if len(failed) == 1 else f"{len(failed)} pages"
        lines = [f"{pages} failed (logs in work/logs):"]
        for each in failed:
            older = (folder / each.path).is_file()
            still = ". The page made before is still there." if older else ""
            lines.append(f"  {selection.area_name(each.area)}: {each.problem}{still}")
        raise RunError("\n".join(lines))


def _counted(done: "list[Outcome]") -> str:
    """What came of a run, in a sentence or two."""
    from analysis.publish.jobs import KEPT, MADE

    if not done:
        return "Nothing is due."
    kept = sum(o.outcome == KEPT for o in done)
    made = sum(o.outcome == MADE for o in done)
    if kept == len(done):
        return f"Nothing changed: {kept} of {kept} pages are as they would be made now."
    rest = f" {kept} had not changed and were kept." if kept else ""
    return f"{made} of {len(done) - kept} pages made.{rest}"
