"""Commands for analysts: explore a notebook, fetch new releases, measure the counts again."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.fetch import fetch
from analysis.core.errors import CareAnalysisError

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
    from analysis.cli import explore as exploring
    from analysis.cli import queries

    path = exploring.prepare(report, area, queries.given(parameter or []), force=force)
    typer.echo(f"Wrote {path}. Change what you like; no page can be made from it.")
    if open_lab and exploring.open_lab(path):
        raise CareAnalysisError(
            "JupyterLab ended with an error (see above). Open the copy from an environment that "
            "has it: python -m jupyterlab."
        )


def measure(
    out: Annotated[Path | None, typer.Option("--out", help="Where to put the tables.")] = None,
) -> None:
    """Measure the built counts again after a change of the catalogue, without published files."""
    from analysis.core import paths
    from analysis.pipeline import build

    measured = build.measure_again(out)["measured"]
    assert isinstance(measured, dict)
    typer.echo(
        f"Measured {measured['rows']:,} rows of {measured['indicators']} indicators in "
        f"{out or paths.processed()}."
    )
