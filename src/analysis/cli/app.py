"""The command line: `care-analysis`, or `python -m analysis`."""

import os
import signal
from pathlib import Path
from types import FrameType
from typing import Any

import typer
from typer.core import TyperCommand

from analysis.cli import (
    fetch,
    figures,
    finished_pages,
    new_report,
    report,
    returns,
    strategy,
    synthetic,
    tables,
)
from analysis.core.errors import CareAnalysisError, ToldToEnd

COMMANDS = (
    tables.build,
    report.report,
    new_report.new_report,
    finished_pages.remake,
    tables.forecast,
    tables.backtest,
    figures.gap,
    figures.areas,
    figures.indicators,
    figures.show,
    tables.docs,
    figures.explore,
    fetch.fetch,
    tables.measure,
    finished_pages.contact_sheet,
    tables.bench,
)
# Threads of OpenBLAS wait for one another in a loop; Arrow's own pool keeps what was freed.
FRUGAL = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
PAGES_STAND = "Stopped; pages that were finished are in place."


class Command(TyperCommand):
    """A command that tells our own errors in a sentence, without a traceback.

    Exit code 1 for those, 130 after Ctrl-C, and 128 and its number after another signal.
    """

    def invoke(self, ctx: Any) -> Any:
        """Run it."""
        try:
            _check_working_folder()
            return super().invoke(ctx)
        except CareAnalysisError as problem:
            typer.echo(str(problem), err=True)
            raise typer.Exit(getattr(problem, "exit_code", 1)) from problem
        except BrokenPipeError:
            raise
        except OSError as problem:
            named = f"{problem.filename}: " if problem.filename else ""
            typer.echo(f"{named}{problem.strerror or problem}.", err=True)
            raise typer.Exit(1) from problem
        except KeyboardInterrupt as stop:
            typer.echo(PAGES_STAND if self.name == report.report.__name__ else "Stopped.", err=True)
            raise typer.Exit(128 + getattr(stop, "number", signal.SIGINT)) from None


def _check_working_folder() -> None:
    """CareAnalysisError where the folder that the command was started in is gone."""
    try:
        Path.cwd()
    except OSError as fault:
        raise CareAnalysisError(
            "The folder that this was started in is not there any more. Change to one that is, "
            "with cd, and run the same command again."
        ) from fault


def _commands() -> typer.Typer:
    everything = typer.Typer(
        help="Needs analysis, sufficiency and strategy monitoring for children in care, for every "
        "council in England.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for command in COMMANDS:
        everything.command(cls=Command)(command)
    for group, commands in (("strategy", strategy), ("return", returns), ("synthetic", synthetic)):
        family = typer.Typer(
            help=commands.HELP,
            cls=getattr(commands, "Group", None),
            no_args_is_help=True,
            pretty_exceptions_enable=False,
        )
        for name, command in commands.COMMANDS.items():
            family.command(name, cls=Command)(command)
        everything.add_typer(family, name=group)
    return everything


app = _commands()


def main() -> None:
    """Run the command; a problem that the user can mend is told in a sentence, exit code 1.

    Being told to end is the same as Ctrl-C: the workers and kernels of a run are ended first. A
    terminal that closes tells so too (SIGHUP), unless nohup has it ignored.
    """
    for name, setting in FRUGAL.items():
        os.environ.setdefault(name, setting)
    signal.signal(signal.SIGTERM, _end)
    if os.name == "posix" and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _end)
    app()


def _end(number: int, _: FrameType | None) -> None:
    """End as Ctrl-C does, once: whoever tells a whole group may tell this process twice.

    Ignored and not handled from then on, since Python gives up its handlers before it has ended.
    """
    for each in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(each, signal.SIG_IGN)
    raise ToldToEnd(number)
