"""Commands that answer from the tables: areas, indicators, figures, the gap, and exploring them."""

import json as json_format
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.catalogue import selection
from analysis.core.errors import CareAnalysisError

if TYPE_CHECKING:
    import pandas as pd

AREA_HELP = "A local authority by name or DfE code; repeat for several."
OWN_HELP = "Add the region up from what its councils handed over (`return build --hand-over`)."
CSV_HELP = "Write the rows to this CSV file, with words beside codes (docs/files.md)."
Areas = Annotated[list[str] | None, typer.Option("--area", "-a", help=AREA_HELP)]
Csv = Annotated[Path | None, typer.Option("--csv", help=CSV_HELP)]
Words = Annotated[str, typer.Argument(help="Only those with all of these words.")]
Parameters = Annotated[
    list[str] | None, typer.Option("--parameter", "-p", help="NAME=VALUE for the notebook.")
]


def areas(
    words: Words = "",
    area: Areas = None,
    region: Annotated[str | None, typer.Option(help="Only those of a region.")] = None,
    csv: Csv = None,
) -> None:
    """List local authorities, ended ones included."""
    from analysis.cli import queries

    rows = queries.areas_table(words, area or [], region)
    if csv:
        write_csv(rows, csv, queries.AREA_COLUMNS)
    else:
        print_rows(rows, ["code", "name", "region", "ended"])


def indicators(
    words: Words = "",
    theme: Annotated[str | None, typer.Option(help="Only those of a theme (its letter).")] = None,
    csv: Csv = None,
) -> None:
    """List the indicators and what they mean."""
    from analysis.cli import queries

    rows = queries.indicators_table(words, theme)
    if csv:
        write_csv(rows, csv, queries.INDICATOR_COLUMNS)
    else:
        print_rows(rows, ["id", "title", "unit", "kind"])


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
    for sentence in filter(
        None, (*queries.endings(area or []), queries.parts_of_years(indicator, rows))
    ):
        typer.echo(sentence, err=True)
    write_csv(queries.in_words(rows), csv) if csv else print_rows(queries.printed(rows))


def gap(
    area: Areas = None,
    region: Annotated[
        str | None, typer.Option(help="A region: its councils added up, future by future.")
    ] = None,
    own: Annotated[
        Path | None, typer.Option("--own", metavar="FOLDER", help=OWN_HELP, file_okay=False)
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the table to this file.")] = None,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write it with its assumptions to this file.")
    ] = None,
) -> None:
    """Need less usable places: the table for providers and regional care co-operatives."""
    from analysis.pipeline.returns.ahead import region as handed
    from analysis.publish.files import gap as gap_table

    place = selection.region_named(region) if region else None
    if own and place is None:
        raise typer.BadParameter("--own needs --region: whose councils are added up.")
    mine = handed.gap_rows(place, handed.read(own, place)) if own and place else None
    table = gap_table.answer(area or [], place.code if place else None, mine)
    for path, write in ((csv, gap_table.write_csv), (json, gap_table.write_json)):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(table, path)
            typer.echo(f"Wrote {len(table):,} rows to {path}.")
    if csv is None and json is None:
        typer.echo(gap_table.printed(table).to_string(index=False))


def explore(
    area: Annotated[str, typer.Option("--area", "-a", help="A local authority.")] = "",
    report: Annotated[
        str, typer.Option(help="The report whose notebook to copy; the picker unless given.")
    ] = "explore",
    parameter: Parameters = None,
    force: Annotated[
        bool, typer.Option("--force", help="Throw away a copy that was changed.")
    ] = False,
    open_lab: Annotated[
        bool, typer.Option("--open/--no-open", help="Open JupyterLab, or only write the copy.")
    ] = True,
) -> None:
    """Copy a notebook into work/ for one authority and open it; the copy is never published."""
    from analysis.cli import explore as exploring

    path = exploring.prepare(report, area, selection.given(parameter or []), force=force)
    typer.echo(f"Wrote {path}. Change what you like; no page can be made from it.")
    if open_lab and exploring.open_lab(path):
        raise CareAnalysisError(
            "JupyterLab ended with an error (see above). Open the copy from an environment that "
            "has it: python -m jupyterlab."
        )


def print_rows(rows: Sequence[Mapping[str, str]], columns: Sequence[str] = ()) -> None:
    """Print some columns of a table, all unless given, each aligned to the right."""
    if not rows:
        typer.echo("Nothing has these words.")
        return
    shown = columns or [*rows[0]]
    lines = [shown, *([row[column] for column in shown] for row in rows)]
    widths = [max(map(len, words)) for words in zip(*lines, strict=True)]
    for line in lines:
        typer.echo(" ".join(map(str.rjust, line, widths)))


def write_csv(
    rows: "Sequence[Mapping[str, str]] | pd.DataFrame", csv: Path, columns: Sequence[str] = ()
) -> None:
    """Write a table to a CSV file, and say so; without rows, the heads of its columns."""
    import pandas as pd

    from analysis.publish.files import downloads

    csv.parent.mkdir(parents=True, exist_ok=True)
    downloads.write_csv(pd.DataFrame(rows, columns=[*columns] or None), csv)
    typer.echo(f"Wrote {len(rows):,} rows to {csv}.")


def write_json(content: Any, path: Path, indent: int) -> None:
    """Write what a command answered to a JSON file, and say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json_format.dumps(content, indent=indent, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
    typer.echo(f"\nWrote {path}.")
