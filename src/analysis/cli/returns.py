"""`care-analysis return`: check a council's own return, count it, and list what there is."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analysis.core.internal import SENTENCE

HELP = "A council's own return (SSDA903): check it, count it, list what there is."
PATH_HELP = "A folder, zip, CSV or XML file; data/raw/returns/<council> unless given."
AREA_HELP = "The council, by name or DfE code."
YEAR_HELP = "The collection year where no folder or file says it: 2025 ends on 31 March 2025."
AS_AT_HELP = "The last day an extract covers, as 2026-09-30; worked out unless given."
ACCEPT_HELP = "Take numbers more than 1% from the published ones, for this reason; it is printed."
PLACES_HELP = "Where postcodes lie: the ONS Postcode Directory as CSV. Without it no distances."
INTERNAL_HELP = (
    "For officers alone: small numbers whole, in this folder and nowhere else; see docs/returns.md."
)
REVISE_HELP = "Count days that were shown again, for this reason; it is kept with the figures."
ANEW_HELP = "Count all days as if nothing had been shown: only where no page ever was."
HAND_OVER_HELP = "Write the children of each future and month here, for a region's `gap --own`."
INSTALL_HELP = "Make git ask before every commit in this clone."
Year = Annotated[int | None, typer.Option("--year", help=YEAR_HELP)]
AsAt = Annotated[str, typer.Option("--as-at", help=AS_AT_HELP)]
Internal = Annotated[str, typer.Option("--internal", help=INTERNAL_HELP)]


def check(
    path: Annotated[Path, typer.Argument(help=PATH_HELP)],
    area: Annotated[str, typer.Option("--area", help=AREA_HELP)] = "",
    year: Year = None,
    as_at: AsAt = "",
) -> None:
    """Tell everything that is wrong with a return for our figures; exit code 1 where it stops."""
    from analysis.intake.returns.histories import histories
    from analysis.intake.returns.reading import read

    records, faults = read(path, year=year, area=area or None, as_at=_day(as_at))
    for fault in faults:
        typer.echo(str(fault))
    for repaired in histories(records).repaired:
        typer.echo(f"Repaired: {repaired.said}")
    typer.echo(f"{len(faults)} kinds of fault; the figures can be counted.")


def build(
    area: Annotated[str, typer.Argument(help=AREA_HELP)],
    path: Annotated[Path | None, typer.Argument(help=PATH_HELP)] = None,
    year: Year = None,
    as_at: AsAt = "",
    accept: Annotated[str, typer.Option("--accept", help=ACCEPT_HELP)] = "",
    places: Annotated[Path | None, typer.Option("--places", help=PLACES_HELP)] = None,
    internal: Internal = "",
    revise: Annotated[str, typer.Option("--revise", help=REVISE_HELP)] = "",
    anew: Annotated[bool, typer.Option("--anew", help=ANEW_HELP)] = False,
    hand_over: Annotated[
        Path | None, typer.Option("--hand-over", metavar="FILE", help=HAND_OVER_HELP)
    ] = None,
) -> None:
    """Count a council's return, protect the counts together, and keep them for its pages."""
    from analysis.catalogue.areas import reporting_area
    from analysis.core import returned
    from analysis.pipeline.returns import internal_folder, prepare

    if revise and anew:
        raise typer.BadParameter("--anew forgets what was shown, and --revise keeps to it.")
    if hand_over and internal:
        raise typer.BadParameter("--hand-over is for others to add up: build without --internal.")
    place = reporting_area(area)
    given = path or prepare.raw_folder(place)
    profile = returned.whole(internal_folder.named(internal)) if internal else nullcontext()
    with profile:
        done = prepare.prepare(
            place,
            given,
            year=year,
            as_at=_day(as_at),
            accept=accept,
            places=places,
            revise=revise,
            anew=anew,
        )
    if hand_over:
        prepare.hand_over(done, hand_over)
    for each in (*done.repaired, *done.figures.told):
        typer.echo(each.said)
    measured = done.figures.measured["indicator"].nunique()
    typer.echo(f"{measured} indicators of {place.name} are in {done.folder}.")
    if internal:
        typer.echo(SENTENCE)


def list_returns() -> None:
    """List the councils that have a return here, and the day that their figures are of."""
    from analysis.pipeline.returns import prepare

    there = prepare.with_return()
    if not there:
        typer.echo("No council has a return in data/raw/returns; see docs/returns.md.")
    for place in there:
        typer.echo(f"{place.name}: {prepare.state(place)}")


def guard(
    install: Annotated[bool, typer.Option("--install", help=INSTALL_HELP)] = False,
) -> None:
    """Refuse a commit of anything that looks like records of children; exit code 1."""
    from analysis.pipeline.returns import commits

    if install:
        typer.echo(f"Wrote {commits.install()}; every commit here is looked at from now on.")
        return
    commits.check()


COMMANDS: dict[str, Callable[..., None]] = {
    "check": check,
    "build": build,
    "list": list_returns,
    "guard": guard,
}


def _day(written: str) -> date | None:
    """The day written as 2026-09-30; None where nothing is written."""
    from analysis.catalogue import parameters

    return parameters.day(written)
