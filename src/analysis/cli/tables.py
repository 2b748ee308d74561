"""Commands that make tables and documents, from published files or from counts."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.cli.figures import Csv, write_csv, write_json
from analysis.core import atomic, paths

Tell = Callable[[str], None]
Measured = tuple[str, dict[str, Any]]  # in words, and whole
Out = Annotated[Path | None, typer.Option("--out", help="Where to put the tables.")]
Parts = Annotated[
    list[str] | None, typer.Option(help="With --against: only this part; repeat for several.")
]
PublishedFiles = Annotated[
    Path | None, typer.Option("--raw", help="With --against: the folder of published files.")
]
OtherPython = Annotated[
    Path | None, typer.Option(help="With --against: a Python with that commit's packages.")
]
DaskWorkers = Annotated[
    int | None,
    typer.Option(metavar="WORKERS", min=1, help="What so many Dask workers cost instead."),
]


def build(
    raw: Annotated[Path, typer.Option("--raw", help="The folder of published files.")],
    out: Out = None,
    register: Annotated[
        bool, typer.Option("--register", help="Accept the files as they are and register them.")
    ] = False,
) -> None:
    """Rebuild the tables in data/processed from the published files."""
    from analysis.pipeline import build as builder

    record = builder.build(raw, out, new_register=register)
    measured = record["measured"]
    typer.echo(
        f"Built {record['counts']['rows']:,} counts and {measured['rows']:,} measured rows of "
        f"{measured['indicators']} indicators in {out or paths.processed()}."
    )


def measure(out: Out = None) -> None:
    """Measure the built counts again after a change of the catalogue, without published files."""
    from analysis.pipeline import build as builder

    measured = builder.measure_again(out)["measured"]
    typer.echo(
        f"Measured {measured['rows']:,} rows of {measured['indicators']} indicators in "
        f"{out or paths.processed()}."
    )


def forecast(
    out: Out = None,
    archive: Annotated[
        bool, typer.Option("--archive", help="Keep the forecast in data/raw/forecasts too.")
    ] = False,
) -> None:
    """Draw the future of every authority together, and backtest it."""
    from analysis.pipeline.forecast import step

    record = step.forecast(out, keep=archive)
    typer.echo(
        f"Forecast {record['run']}: {record['projected rows']:,} projected rows of "
        f"{record['areas']} areas in {out or paths.processed()}."
    )
    if archive:
        typer.echo(f"Archived in {paths.raw() / 'forecasts'}.")


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
    from analysis.pipeline.forecast import scores
    from analysis.publish.files import backtest as file

    table, sentences = scores.scored(series, horizon)
    for sentence in sentences:
        typer.echo(sentence)
    if csv:
        write_csv(file.in_words(table), csv)
    else:
        typer.echo(scores.printed_scores(table).to_string(index=False))


def docs() -> None:
    """Write docs/indicators.md and docs/strategy-file.md from the catalogue and the schema."""
    from analysis.pipeline.documents import indicators, strategy_file

    for name, text in (
        ("indicators.md", indicators.indicators_markdown()),
        ("strategy-file.md", strategy_file.strategy_markdown()),
    ):
        path = atomic.write(text, paths.root() / "docs" / name)
        typer.echo(f"Wrote {path}.")


def bench(
    areas: Annotated[
        int | None, typer.Option(min=1, help="So many authorities (10 unless given).")
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="So many rounds, by turns.")] = 3,
    reports: Annotated[
        list[str] | None, typer.Option("--reports", help="Only this report; repeat for several.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also run once for every authority, for the cost of each.")
    ] = False,
    against: Annotated[
        str, typer.Option(metavar="COMMIT", help="Compare with another commit instead.")
    ] = "",
    part: Parts = None,
    raw: PublishedFiles = None,
    python: OtherPython = None,
    dask: DaskWorkers = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write all that was measured to this file.")
    ] = None,
) -> None:
    """Measure the runner against the loop that people write and against warm plain processes.

    It makes the pages of some authorities in three ways, in a temporary folder, and prints ratios:
    about eight minutes for ten authorities and three rounds. Leave the machine alone meanwhile.
    With --against it compares page, first page, build, forecast, show and help with those of
    another commit: about four minutes a round. With --dask it compares needs analyses (of --areas
    authorities; 12 and then 24 unless given) made by a cluster of this machine and without it.
    """
    tell = partial(typer.echo, err=True)
    if (part or raw or python) and not against:
        raise typer.BadParameter("--part, --raw and --python go with --against.")
    if dask:
        if against or reports or every:
            raise typer.BadParameter("--against, --reports and --all go without --dask.")
        said, kept = _with_dask(dask, areas, rounds, tell)
    elif against:
        if areas or reports or every:
            raise typer.BadParameter("--areas, --reports and --all go without --against.")
        said, kept = _beside(against, part or [], rounds, tell, raw=raw, python=python)
    else:
        said, kept = _in_three_ways(reports or [], areas or 10, rounds, every=every, tell=tell)
    typer.echo(said)
    if json is not None:
        write_json(kept, json, indent=1)


def _in_three_ways(
    reports: Sequence[str], areas: int, rounds: int, *, every: bool, tell: Tell
) -> Measured:
    """What the loop, the runner and the floor cost."""
    from analysis.pipeline.bench import report
    from analysis.pipeline.bench import rounds as benchmark

    found = benchmark.measure(reports, areas, rounds, every=every, tell=tell)
    return report.text(found), report.as_json(found)


def _beside(
    commit: str,
    parts: Sequence[str],
    rounds: int,
    tell: Tell,
    *,
    raw: Path | None,
    python: Path | None,
) -> Measured:
    """What the project costs as it stands, and at another commit."""
    from analysis.pipeline.bench import against, compared

    found = against.measure(commit, parts, rounds, tell, raw=raw, python=python)
    return compared.text(found, commit), compared.as_json(found, commit)


def _with_dask(workers: int, areas: int | None, rounds: int, tell: Tell) -> Measured:
    """What a cluster of this machine costs, and what as many pages cost without it."""
    from analysis.pipeline.bench import compared, distribution

    pages = [areas] if areas else distribution.PAGES
    found = distribution.measure(workers, rounds, tell, pages=pages)
    said = compared.text(found, distribution.WITHOUT, distribution.WITH)
    return said, compared.as_json(found, distribution.WITHOUT)
