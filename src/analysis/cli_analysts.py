"""Commands for analysts: explore a notebook, fetch new releases, measure the counts again."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.errors import CareAnalysisError, RunError

if TYPE_CHECKING:
    from analysis.catalogue.source import Source
    from analysis.intake.ees import Client
    from analysis.intake.fetching import Fetched

Given = Annotated[list[str] | None, typer.Option("--parameter", "-p", help="NAME=VALUE.")]


def attach(app: typer.Typer, told: Callable[[Callable[..., None]], Callable[..., None]]) -> None:
    """Add the commands to the command line, their errors told as those of the others."""
    for command in (explore, fetch, measure):
        app.command()(told(command))


def explore(
    area: Annotated[str, typer.Option("--area", "-a", help="A local authority.")] = "",
    report: Annotated[
        str, typer.Option(help="The report whose notebook to copy; the picker unless given.")
    ] = "explore",
    parameter: Given = None,
    force: Annotated[
        bool, typer.Option("--force", help="Throw away a copy that was changed.")
    ] = False,
    open_lab: Annotated[
        bool, typer.Option("--open/--no-open", help="Open JupyterLab, or only write the copy.")
    ] = True,
) -> None:
    """Copy a notebook into work/ for one authority and open it; the copy is never published."""
    from analysis import answers, exploring

    path = exploring.prepare(report, area, answers.given(parameter or []), force=force)
    typer.echo(f"Wrote {path}. Change what you like; no page can be made from it.")
    if open_lab and exploring.open_lab(path):
        raise CareAnalysisError(
            "JupyterLab ended with an error (see above). Open the copy from an environment that "
            "has it: python -m jupyterlab."
        )


def fetch(
    source: Annotated[
        list[str] | None, typer.Argument(help="Ids of sources; all that can be had unless given.")
    ] = None,
    data_set: Annotated[
        str, typer.Option(help="The id of the data set, where the catalogue does not say.")
    ] = "",
    listed: Annotated[
        bool, typer.Option("--list", help="List the sources that can be fetched, and stop.")
    ] = False,
    raw: Annotated[Path | None, typer.Option("--raw", help="The folder of raw files.")] = None,
    address: Annotated[
        str, typer.Option(envvar="CARE_ANALYSIS_EES", help="Another address of it.")
    ] = "",
) -> None:
    """Fetch new releases of the department's statistics, whole, and list what changed."""
    from analysis.intake import ees

    chosen = _chosen(source or [])
    if data_set and len(chosen) != 1:
        raise typer.BadParameter("--data-set goes with one source: name it.")
    if listed:
        for each in chosen:
            typer.echo(f"{each.id}: {each.title} ({each.file})")
        return
    failed = 0
    with ees.Client(address or ees.ADDRESS) as client:
        for each in chosen:
            failed += not _fetched(client, each, raw, data_set)
    if failed:
        raise RunError(f"{failed} of {len(chosen)} sources could not be fetched; see above.")


def measure(
    out: Annotated[Path | None, typer.Option("--out", help="Where to put the tables.")] = None,
) -> None:
    """Measure the built counts again after a change of the catalogue, without published files."""
    from analysis import build, paths

    measured = build.measure_again(out)["measured"]
    assert isinstance(measured, dict)
    typer.echo(
        f"Measured {measured['rows']:,} rows of {measured['indicators']} indicators in "
        f"{out or paths.processed()}."
    )


def _chosen(ids: list[str]) -> "list[Source]":
    """The sources asked for, or all that the service may have."""
    from analysis.catalogue.sources import SOURCES
    from analysis.errors import UnknownNameError
    from analysis.intake import ees_data_sets

    for name in ids:
        if name not in SOURCES:
            raise UnknownNameError(
                "source", name, SOURCES, "`care-analysis fetch --list` names those to be had."
            )
    return [SOURCES[i] for i in ids] or ees_data_sets.fetchable(SOURCES.values())


def _fetched(client: "Client", source: "Source", raw: Path | None, data_set: str) -> bool:
    """Fetch one source and say what came of it; whether it could be had."""
    from analysis import paths
    from analysis.intake import fetching

    folder, work = raw or paths.raw(), paths.root() / "work" / "fetch"
    try:
        done = fetching.fetch(client, source, folder, work, date.today(), data_set)
    except CareAnalysisError as fault:
        print(f"{source.id}: {fault}", file=sys.stderr)
        return False
    _tell(done)
    return True


def _tell(done: "Fetched") -> None:
    from analysis.intake.release_changes import sentences

    version = f"version {done.version.number} of {done.version.published}"
    if done.compared is None:
        typer.echo(f"{done.source.id}: nothing new; {version} is in {done.path}.")
        return
    typer.echo(f"{done.source.id}: {version} ({done.version.release}), {done.path}")
    for sentence in (done.publisher_says, *sentences(done.compared)):
        typer.echo(f"  {sentence}")
    typer.echo("  To use it, declare it in src/analysis/catalogue/sources; see data/raw/README.md.")
