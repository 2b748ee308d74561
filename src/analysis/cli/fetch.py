"""The command `fetch`: new releases of the department's statistics, and what changed in them."""

import sys
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli.figures import write_json
from analysis.core import paths
from analysis.core.errors import RunError, UnknownNameError

if TYPE_CHECKING:
    from analysis.intake.releases.fetching import Fetched
    from analysis.intake.releases.newest_edition import Roads
    from analysis.intake.releases.offered_tables import Table

FETCHED, NOTHING_NEW, NOT_THERE = "fetched", "nothing new", "not there"
REFUSED, NOT_REACHED = "refused", "not reached"
GOOD = (FETCHED, NOTHING_NEW)
USE_IT = (
    "To use a file, declare it in src/analysis/catalogue/sources as data/raw/README.md says: its "
    "row for the register is in the .json beside it."
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of one table: the `source` whose next edition was asked for, and what to do.

    `changes` are sentences on what changed; `path` is the file, '' where there is none; `page` is
    where a person can download it.
    """

    source: str
    answer: str
    what: str
    page: str
    path: str = ""
    changes: tuple[str, ...] = ()


def _address(variable: str, of: str) -> Any:
    """An option for another address of a part of the service, as a mirror or a test has."""
    return typer.Option(envvar=variable, help=f"Another address of {of}.")


def fetch(
    source: Annotated[
        list[str] | None, typer.Argument(help="Ids of sources; all that can be had unless given.")
    ] = None,
    named: Annotated[list[str] | None, typer.Option("--source", help="The id of a source.")] = None,
    file: Annotated[
        Path | None, typer.Option(help="A CSV or ZIP downloaded by hand, to take for one source.")
    ] = None,
    released: Annotated[
        str, typer.Option(help="With --file: the day of its release, as 2026-11-26.")
    ] = "",
    data_set: Annotated[
        str, typer.Option(help="The id of a data set to use instead of the one that is found.")
    ] = "",
    listed: Annotated[
        bool, typer.Option("--list", help="List what can be fetched, and stop.")
    ] = False,
    raw: Annotated[Path | None, typer.Option("--raw", help="The folder of raw files.")] = None,
    json: Annotated[Path | None, typer.Option(help="Write the answers to this file too.")] = None,
    address: Annotated[str, _address("CARE_ANALYSIS_EES", "the API")] = "",
    content_address: Annotated[
        str, _address("CARE_ANALYSIS_EES_CONTENT", "the data catalogue")
    ] = "",
    site_address: Annotated[str, _address("CARE_ANALYSIS_EES_SITE", "the service's pages")] = "",
) -> None:
    """Fetch new releases of the department's statistics, whole, and list what changed.

    Exit code 0: the newest edition of every table asked for is here. 1: of some it is not.
    """
    from analysis.catalogue.sources import SOURCES
    from analysis.intake.releases import client as ees
    from analysis.intake.releases import offered_tables
    from analysis.intake.releases.newest_edition import Roads

    every = offered_tables.tables(SOURCES.values())
    chosen = _chosen(every, [*(source or []), *(named or [])])
    _refuse_mixtures(chosen, file, released, data_set)
    if listed:
        for table in chosen:
            typer.echo(f"{table.newest.id}: {table.newest.title} ({table.name_to_look_for})")
        return
    given = {"api": address, "content": content_address, "site": site_address}
    addresses = ees.Addresses(**{name: to for name, to in given.items() if to})
    answers: list[Answer] = []
    with ees.Client(addresses) as client:
        roads, folder = Roads(client, every), raw or paths.raw()
        for table in chosen:
            done = _answer(roads, table, folder, data_set, file, released)
            if not answers:
                typer.echo(f"{'source':<41}{'answer':<13}what it is, and what to do")
            typer.echo(f"{done.source:<41}{done.answer:<13}{done.what}")
            answers.append(done)
    _tell_changes(answers)
    if file is None:
        _tell_pages(answers)
    if json is not None:
        write_json([asdict(each) for each in answers], json, indent=2)
    _sum_up(answers)


def _chosen(every: "list[Table]", ids: list[str]) -> "list[Table]":
    """The tables of the sources asked for, each once, or all that the service may have."""
    from analysis.catalogue.sources import SOURCES

    by_source = {s.id: table for table in every for s in table.editions}
    for name in ids:
        if name not in SOURCES:
            advice = "`care-analysis fetch --list` names those to be had."
            raise UnknownNameError("source", name, SOURCES, advice)
        if name not in by_source:
            where = SOURCES[name].url or "its publisher"
            raise UnknownNameError(
                "source of the department's statistics service", name, (), f"It comes from {where}."
            )
    return list({by_source[i].id: by_source[i] for i in ids}.values()) or every


def _refuse_mixtures(
    chosen: "list[Table]", file: Path | None, released: str, data_set: str
) -> None:
    """Stop where options do not go together."""
    for option, is_given in (("--data-set", data_set), ("--file", file)):
        if is_given and len(chosen) != 1:
            raise typer.BadParameter(f"{option} goes with one source: name it.")
    if file and data_set:
        raise typer.BadParameter("--file and --data-set do not go together: a file is taken as is.")
    if released and not file:
        raise typer.BadParameter("--released goes with --file.")
    if released:
        try:
            date.fromisoformat(released)
        except ValueError as fault:
            raise typer.BadParameter(
                f"--released: '{released}' is no day; write it as 2026-11-26."
            ) from fault


def _answer(
    roads: "Roads", table: "Table", raw: Path, data_set: str, file: Path | None, released: str
) -> Answer:
    """Ask for one table, or take a file for it; what came of it, whatever it is."""
    from analysis.intake.releases import fetching
    from analysis.intake.releases.responses import FetchError, NotOfferedError, RefusedError

    page = roads.catalogue.page_of(table)
    try:
        if file is None:
            done = fetching.fetch(roads, table, raw, date.today(), data_set)
        else:
            done = fetching.take(file, table, roads.tables, raw, date.today(), page, released)
    except FetchError as fault:
        kinds = {NotOfferedError: NOT_THERE, RefusedError: REFUSED}
        answer = kinds.get(type(fault), NOT_REACHED)
        said = f"{fault} Nothing of it was kept." if answer == REFUSED else str(fault)
        return Answer(source=table.newest.id, answer=answer, what=_on_a_line(said), page=page)
    return _of(done, page)


def _of(done: "Fetched", page: str) -> Answer:
    """What a table that is here is answered with."""
    from analysis.intake.releases.changes import sentences

    version = f" (version {done.offer.version})" if done.offer.version else ""
    day = f" of {done.offer.updated}" if done.offer.updated else ""
    how = f", {done.offer.how}" if done.is_new else ""
    which = f"{done.offer.release}{version}{day}{how}."
    changes = () if done.compared is None else tuple(sentences(done.compared))
    return Answer(
        source=done.table.newest.id,
        answer=FETCHED if done.is_new else NOTHING_NEW,
        what=_on_a_line(" ".join([which, *done.remarks])),
        page=page,
        path=str(done.path),
        changes=tuple(_on_a_line(each) for each in (done.publisher_says, *changes) if each),
    )


def _on_a_line(said: str) -> str:
    """Words on one line, and nothing that a terminal would obey: some are the service's own."""
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def _tell_changes(answers: list[Answer]) -> None:
    """What changed in each file that was fetched."""
    fetched = [each for each in answers if each.answer == FETCHED]
    for each in fetched:
        typer.echo("\n  ".join([f"\n{each.path}", *each.changes]))
    if fetched:
        typer.echo(f"\n{USE_IT}")


def _tell_pages(answers: list[Answer]) -> None:
    """Where a person can download what the service did not give, each page once."""
    missed = [each for each in answers if each.answer in (NOT_THERE, NOT_REACHED)]
    if missed:
        typer.echo(
            "\nBy hand: download from the page, then care-analysis fetch --file FILE --source ID"
        )
    for page in dict.fromkeys(each.page for each in missed):
        of_page = ", ".join(each.source for each in missed if each.page == page)
        typer.echo(f"  {page}\n    {of_page}")


def _sum_up(answers: list[Answer]) -> None:
    """How many answers of each kind; RunError where some table is not here."""
    counted = Counter(each.answer for each in answers)
    order = (FETCHED, NOTHING_NEW, NOT_THERE, REFUSED, NOT_REACHED)
    told = ", ".join(f"{counted[kind]} {kind}" for kind in order if counted[kind])
    sys.stdout.flush()
    if any(kind not in GOOD for kind in counted):
        raise RunError(f"{told}: not every table is here; see above.")
    typer.echo(f"\n{told}.")
