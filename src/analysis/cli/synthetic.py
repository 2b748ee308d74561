"""`care-analysis synthetic`: make up figures or a whole return, as examples that say so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from analysis.core.errors import CareAnalysisError

if TYPE_CHECKING:
    from analysis.pipeline.synthetic_return.making.story import Story

HELP = "Made-up examples: quarterly figures of a council, or the return of children in care."
QUARTERLY = "quarterly"
Out = Annotated[Path | None, typer.Option("--out", help="The folder to write to.")]


class Group(TyperGroup):
    """Commands of which `quarterly` may be left out: `synthetic Leeds` is as it always was."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words after `synthetic`."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [QUARTERLY, *args]
        return super().parse_args(ctx, args)


def quarterly(
    area: Annotated[str, typer.Argument(help="A local authority by name or DfE code.")],
    first: Annotated[str, typer.Option(help="The first quarter.")] = "2022-23Q1",
    last: Annotated[str, typer.Option(help="The last quarter.")] = "2026-27Q2",
    seed: Annotated[int | None, typer.Option(help="Another seed gives other figures.")] = None,
    out: Out = None,
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


def made_up_return(
    area: Annotated[str, typer.Option("--area", "-a", help="An authority by name or DfE code.")],
    size: Annotated[int, typer.Option(help="So many children in care on the last 31 March.")] = 500,
    years: Annotated[int, typer.Option(help="So many collection years.")] = 5,
    seed: Annotated[int, typer.Option(help="Another seed gives other children.")] = 2026,
    first_year: Annotated[
        int | None, typer.Option(help="The first collection year; they end with 2026 unless given.")
    ] = None,
    form: Annotated[str, typer.Option(help="csv, xml, zip or stacked.")] = "csv",
    fault: Annotated[
        list[str] | None,
        typer.Option(help="Plant faults of a kind, as overlap=10; repeat it, or 'all'."),
    ] = None,
    as_at: Annotated[
        str, typer.Option(help="Make the last year an extract of a day, as 2026-09-30.")
    ] = "",
    scenario: Annotated[
        str, typer.Option(help="Tell a story: steady, growing, policy or wave; it needs --origin.")
    ] = "",
    origin: Annotated[str, typer.Option(help="The day about which it is told, 2023-03-31.")] = "",
    truth: Annotated[
        Path | None, typer.Option("--truth", help="Write what is true on the last day, as CSV.")
    ] = None,
    out: Out = None,
) -> None:
    """Make up an authority's children looked after return (SSDA903) of several years.

    No child in it ever lived. It goes into a new or empty folder, data/raw/returns/<area>-synthetic
    unless --out says another, and is never put into git.
    """
    from analysis.catalogue.areas import reporting_area
    from analysis.core import atomic, paths
    from analysis.pipeline.synthetic_return import files
    from analysis.pipeline.synthetic_return.making.authority import generate
    from analysis.pipeline.synthetic_return.truth import counts

    where, day = reporting_area(area), _day(as_at)
    faults = _faults(fault or [])
    told = _story(scenario, _day(origin))
    made = generate(where, size, years, seed, first_year=first_year, story=told)
    folder = out or paths.raw() / "returns" / f"{where.slug}-synthetic"
    written = files.write(made, folder, form, faults=faults, as_at=day)
    typer.echo(
        f"Wrote {len(written.files)} files to {folder}: {size:,} children in care in {where.name} "
        f"on 31 March {made.years[-1]}, all made up: seed {seed}."
    )
    if scenario:
        typer.echo(f"Scenario {scenario}, told about {origin}.")
    for kind, many in written.planted.items():
        typer.echo(f"Planted {kind}: {many}.")
    if truth is not None:
        last = day or date(made.years[-1], 3, 31)
        rows = counts.truth(made, last, distances=True)
        atomic.write(rows.to_csv(index=False, lineterminator="\n"), truth)
        typer.echo(f"Wrote {len(rows):,} rows of what is true on {last} to {truth}.")


def examples(
    area: Annotated[
        list[str] | None, typer.Option("--area", "-a", help="One of the five; all unless given.")
    ] = None,
) -> None:
    """Make the returns of the five example councils again: protected figures, and no records.

    Pages say that they are made up. The same code gives the same bytes.
    """
    from analysis.pipeline.returns import examples as maker

    for done in maker.build(area or ()):
        typer.echo(f"{done.place.name}: made-up figures are in {done.folder}.")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise CareAnalysisError(f"'{text}' is not a day; write it as 2026-09-30.") from fault


def _story(scenario: str, origin: date | None) -> "Story | None":
    from analysis.pipeline.synthetic_return.making.story import Told

    if bool(scenario) != (origin is not None):
        raise CareAnalysisError("--scenario and --origin are given together, or neither is.")
    return Told(scenario, origin.toordinal()) if origin else None


def _faults(asked: list[str]) -> dict[str, int]:
    """Kinds and how many of each, from words as `overlap=10`, `overlap` or `all`."""
    from analysis.pipeline.synthetic_return.returned.faults import EACH, USUAL

    found: dict[str, int] = {}
    for word in asked:
        kind, _, many = word.partition("=")
        if many and not many.isdigit():
            raise CareAnalysisError(f"'{word}' is not a kind and a number; write overlap=10.")
        number = int(many) if many else EACH
        found |= dict.fromkeys(USUAL, number) if kind == "all" else {kind: number}
    return found


COMMANDS: dict[str, Callable[..., None]] = {
    QUARTERLY: quarterly,
    "return": made_up_return,
    "examples": examples,
}
