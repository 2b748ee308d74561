"""The command line: `care-analysis`, or `python -m analysis`."""

import os
import signal
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli import analysts, bench, finished_pages, report, strategy
from analysis.core.errors import CareAnalysisError, ToldToEnd

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    help="Needs analysis, sufficiency and strategy monitoring for children in care, for every "
    "council in England.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

PAGES_STAND = "Stopped; pages that were finished are in place."
CSV_HELP = "Write the rows to this CSV file, every column of their shape."
Areas = Annotated[list[str] | None, typer.Option("--area", "-a", help=report.AREA_HELP)]
Csv = Annotated[Path | None, typer.Option("--csv", help=CSV_HELP)]
Words = Annotated[str, typer.Argument(help="Only those with all of these words.")]


def _attach_strategy() -> None:
    """The commands for strategy files, told as the others are."""
    for command in strategy.app.registered_commands:
        assert command.callback is not None
        command.callback = told(command.callback)
    app.add_typer(strategy.app, name="strategy")


def main() -> None:
    """Run the command; a problem that the user can mend is told in a sentence, exit code 1.

    Being told to end is the same as Ctrl-C: the workers and kernels of a run are ended first. A
    terminal that closes tells so too (SIGHUP), unless nohup has it ignored.
    """
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


def told(command: Callable[..., None]) -> Callable[..., None]:
    """Tell our own errors in a sentence, without a traceback.

    Exit code 1 for those, 130 after Ctrl-C, and 128 and its number after another signal.
    """

    @wraps(command)
    def safely(*args: Any, **kwargs: Any) -> None:
        try:
            _check_working_folder()
            command(*args, **kwargs)
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
            typer.echo(PAGES_STAND if command is report.report else "Stopped.", err=True)
            raise typer.Exit(128 + getattr(stop, "number", signal.SIGINT)) from None

    return safely


def _check_working_folder() -> None:
    """CareAnalysisError where the folder that the command was started in is gone."""
    try:
        Path.cwd()
    except OSError as fault:
        raise CareAnalysisError(
            "The folder that this was started in is not there any more. Change to one that is, "
            "with cd, and run the same command again."
        ) from fault


@app.command()
@told
def build(
    raw: Annotated[Path, typer.Option("--raw", help="The folder of published files.")],
    out: Annotated[Path | None, typer.Option("--out", help="Where to put the tables.")] = None,
    register: Annotated[
        bool, typer.Option("--register", help="Accept the files as they are and register them.")
    ] = False,
) -> None:
    """Rebuild the tables in data/processed from the published files."""
    from analysis.core import paths
    from analysis.pipeline import build as builder

    record = builder.build(raw, out, new_register=register)
    counts, measured = record["counts"], record["measured"]
    assert isinstance(counts, dict) and isinstance(measured, dict)
    typer.echo(
        f"Built {counts['rows']:,} counts and {measured['rows']:,} measured rows of "
        f"{measured['indicators']} indicators in {out or paths.processed()}."
    )


app.command()(told(report.report))


@app.command()
@told
def remake(
    manifest: Annotated[Path, typer.Argument(help="A page's .manifest.json.")],
    out: Annotated[Path | None, typer.Option("--out", help="Another folder of reports.")] = None,
) -> None:
    """Make a page of a past quarter again, byte for byte, from the inputs that were kept."""
    from analysis.publish.run import reproduce as again

    made = again.remake(manifest, out)
    typer.echo(f"Made again, byte for byte (sha256 {made.sha256[:16]}): {made.page}")


@app.command()
@told
def synthetic(
    area: Annotated[str, typer.Argument(help="A local authority by name or DfE code.")],
    first: Annotated[str, typer.Option(help="The first quarter.")] = "2022-23Q1",
    last: Annotated[str, typer.Option(help="The last quarter.")] = "2026-27Q2",
    seed: Annotated[int | None, typer.Option(help="Another seed gives other figures.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to write to.")] = None,
) -> None:
    """Make up quarterly figures as an example; pages that use them say so."""
    from analysis.catalogue.areas import reporting_area
    from analysis.core import paths
    from analysis.core.quarters import quarter
    from analysis.pipeline import synthetic as maker

    folder = out or paths.raw() / "examples" / "quarterly"
    chosen = maker.SEED if seed is None else seed
    path = maker.write(reporting_area(area), folder, quarter(first), quarter(last), chosen)
    typer.echo(f"Wrote {path}. It is made up: seed {chosen}.")


@app.command()
@told
def forecast(
    out: Annotated[Path | None, typer.Option("--out", help="Where to put the tables.")] = None,
    archive: Annotated[
        bool, typer.Option("--archive", help="Keep the forecast in data/raw/forecasts too.")
    ] = False,
) -> None:
    """Draw the future of every authority together, and backtest it."""
    from analysis.core import paths
    from analysis.pipeline import forecast as forecasting

    record = forecasting.forecast(out, keep=archive)
    typer.echo(
        f"Forecast {record['run']}: {record['projected rows']:,} projected rows of "
        f"{record['areas']} areas in {out or paths.processed()}."
    )
    if archive:
        typer.echo(f"Archived in {paths.raw() / 'forecasts'}.")


@app.command()
@told
def backtest(
    horizon: Annotated[int | None, typer.Option(min=1, help="Only so many years ahead.")] = None,
    series: Annotated[
        Path | None, typer.Option(help="Score on this CSV (area, year, value) alone.")
    ] = None,
    csv: Csv = None,
) -> None:
    """Score the forecast and simple ones on every earlier year that can be scored.

    First it says where the forecast does not beat "no change". Each score has
    the 95% interval of a paired bootstrap over areas.
    """
    from analysis.pipeline import forecast as forecasting

    table, told = forecasting.backtest_told(series, horizon)
    for sentence in told:
        typer.echo(sentence)
    _show(table if csv else forecasting.printed_scores(table), csv)


@app.command()
@told
def gap(
    area: Areas = None,
    region: Annotated[
        str | None, typer.Option(help="A region: its councils added up, future by future.")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the table to this file.")] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write it with its assumptions to this file.")
    ] = None,
) -> None:
    """Need less usable places: the table for providers and regional care co-operatives."""
    from analysis.cli import queries
    from analysis.publish.files import gap as gap_table

    whole = queries.region_named(region).code if region else None
    table = gap_table.answer(area or [], whole)
    for path, write in ((csv, gap_table.write_csv), (json, gap_table.write_json)):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(table, path)
            typer.echo(f"Wrote {len(table):,} rows to {path}.")
    if csv is None and json is None:
        typer.echo(gap_table.printed(table).to_string(index=False))


@app.command()
@told
def areas(
    words: Words = "",
    area: Areas = None,
    region: Annotated[str | None, typer.Option(help="Only those of a region.")] = None,
    csv: Csv = None,
) -> None:
    """List local authorities, ended ones included."""
    from analysis.cli import queries

    _show(queries.areas_table(words, area or [], region), csv, ["code", "name", "region", "ended"])


@app.command()
@told
def indicators(
    words: Words = "",
    theme: Annotated[str | None, typer.Option(help="Only those of a theme (its letter).")] = None,
    csv: Csv = None,
) -> None:
    """List the indicators and what they mean."""
    from analysis.cli import queries

    _show(queries.indicators_table(words, theme), csv, ["id", "title", "unit", "kind"])


@app.command()
@told
def show(
    indicator: Annotated[str, typer.Argument(help="An indicator's id.")],
    area: Areas = None,
    against: Annotated[
        str | None, typer.Option(help="neighbours, region or england beside each area.")
    ] = None,
    csv: Csv = None,
) -> None:
    """Print an indicator's figures for some areas, with intervals."""
    from analysis.cli import queries

    rows = queries.figures(indicator, area or [], against)
    for sentence in queries.endings(area or []):
        typer.echo(sentence, err=True)
    _show(queries.printed(rows) if csv is None else rows, csv)


@app.command()
@told
def docs() -> None:
    """Write docs/indicators.md and docs/strategy-file.md from the catalogue and the schema."""
    from analysis.core import paths
    from analysis.pipeline.documents.indicators import indicators_markdown
    from analysis.pipeline.documents.strategy_file import strategy_markdown

    for name, text in (
        ("indicators.md", indicators_markdown()),
        ("strategy-file.md", strategy_markdown()),
    ):
        path = paths.root() / "docs" / name
        path.write_text(text, encoding="utf-8", newline="\n")
        typer.echo(f"Wrote {path}.")


def _show(table: "pd.DataFrame", csv: Path | None, columns: list[str] | None = None) -> None:
    """Print a table, or write all its columns to a CSV file."""
    if csv is not None:
        csv.parent.mkdir(parents=True, exist_ok=True)
        table.to_csv(csv, index=False, lineterminator="\n", encoding="utf-8")
        typer.echo(f"Wrote {len(table):,} rows to {csv}.")
    elif table.empty:
        typer.echo("Nothing has these words.")
    else:
        typer.echo((table[columns] if columns else table).to_string(index=False))


_attach_strategy()
analysts.attach(app, told)
app.command()(told(finished_pages.contact_sheet))
app.command()(told(bench.bench))
