"""`care-analysis strategy`: begin a strategy file, check it, and list those there are."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.catalogue import parameters
from analysis.catalogue.areas import reporting_area
from analysis.core import paths
from analysis.core.errors import CareAnalysisError

if TYPE_CHECKING:
    from analysis.strategy.parsing.reading import Checked

HELP = "Strategy files: begin one, check it, list those there are."
FOLDER_HELP = "The folder of strategy files; data/raw/strategies unless given."
TODAY_HELP = "The day to check as of, as 2026-11-24; today unless given."
Folder = Annotated[Path | None, typer.Option("--folder", help=FOLDER_HELP)]
Today = Annotated[str, typer.Option("--today", help=TODAY_HELP)]


def new(
    name: Annotated[str, typer.Argument(help="A local authority by name or DfE code.")],
    folder: Folder = None,
    today: Today = "",
) -> None:
    """Write a strategy file to begin with, every field explained."""
    from analysis.strategy import template

    path = template.write(reporting_area(name), folder or _folder(), _day(today))
    typer.echo(
        f"Wrote {path}. Replace what it says, and run `care-analysis strategy check {path}`."
    )


def check(
    file: Annotated[Path, typer.Argument(help="A strategy file, or a council's name.")],
    today: Today = "",
) -> None:
    """List every fault of a strategy file, and what stops a report of it; exit code 1 for any."""
    from analysis.pipeline import strategy_baselines
    from analysis.strategy import publishable

    day, path = _day(today), _file(file)
    checked = strategy_baselines.read(path, today=day)
    for fault in (*checked.faults, *checked.notes):
        typer.echo(str(fault) if fault in checked.faults else f"Note: {fault}")
    refused = publishable.refusals(checked.strategy, day) if checked.strategy else []
    refused = refused or [f"Line {f.line}: {f.item} {f.says}." for f in checked.blocking]
    if refused:
        typer.echo("No report of it can be published:")
        for sentence in refused:
            typer.echo(f"  {sentence}")
    if checked.faults or refused:
        raise CareAnalysisError(f"{_faults(checked)} in {path.name}.")
    typer.echo("No faults.")


def list_files(folder: Folder = None, today: Today = "") -> None:
    """List the strategy files, their dates, and whether they are past."""
    from analysis.strategy.parsing import reading

    day = _day(today)
    files = sorted((folder or _folder()).glob("*.toml"))
    if not files:
        typer.echo("There is no strategy file; `care-analysis strategy new NAME` begins one.")
    for path in files:
        checked = reading.read(path, today=day)
        typer.echo(f"{path.name}: {_summary(checked, day)}")


COMMANDS: dict[str, Callable[..., None]] = {"new": new, "check": check, "list": list_files}


def _summary(checked: "Checked", day: date) -> str:
    """A strategy in a line: its name, dates, whether it is past, and its faults."""
    faults = _faults(checked)
    strategy = checked.strategy
    if strategy is None:
        return f"cannot be used; {faults}"
    state = "past its date" if strategy.ends < day else "in force"
    state = "not begun" if strategy.starts > day else state
    return f"{strategy.name}, {strategy.starts} to {strategy.ends} ({state}); {faults}"


def _faults(checked: "Checked") -> str:
    """How many faults there are, in words."""
    count = len(checked.faults)
    return f"{count} fault{'' if count == 1 else 's'}" if count else "no faults"


def _folder() -> Path:
    """The folder of the project's strategy files."""
    return paths.raw() / "strategies"


def _file(named: Path) -> Path:
    """The file with this path, or the one of the council with this name."""
    if named.suffix == ".toml" or named.exists():
        return named
    return _folder() / f"{reporting_area(str(named)).slug}.toml"


def _day(written: str) -> date:
    """The day written as 2026-11-24; today where nothing is written."""
    return parameters.day(written) or date.today()
