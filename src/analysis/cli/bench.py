"""`care-analysis bench`: the runner beside the loop and the floor, on this machine."""

from pathlib import Path
from typing import Annotated

import typer


def bench(
    areas: Annotated[int, typer.Option(min=1, help="So many authorities.")] = 10,
    rounds: Annotated[int, typer.Option(min=1, help="So many rounds, by turns.")] = 3,
    reports: Annotated[
        list[str] | None, typer.Option("--reports", help="Only this report; repeat for several.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also run once for every authority, for the cost of each.")
    ] = False,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write all that was measured to this file.")
    ] = None,
) -> None:
    """Measure the runner against the loop that people write and against warm plain processes.

    It makes the pages of some authorities in three ways, in a temporary folder, and prints ratios:
    about eight minutes for ten authorities and three rounds. Leave the machine alone meanwhile.
    """
    import json as writer

    from analysis.pipeline.bench import driver, report

    found = driver.measure(reports or [], areas, rounds, every=every, tell=_tell)
    typer.echo(report.text(found))
    if json is not None:
        json.parent.mkdir(parents=True, exist_ok=True)
        json.write_text(writer.dumps(report.as_json(found), indent=1) + "\n", encoding="utf-8")
        typer.echo(f"\nWrote {json}.")


def _tell(words: str) -> None:
    typer.echo(words, err=True)
