"""What is made of finished pages: `report --pdf`, and the commands `remake` and `contact-sheet`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.catalogue import selection
from analysis.catalogue.areas import reporting_area, together
from analysis.core import paths
from analysis.core.internal import is_folder

if TYPE_CHECKING:
    from analysis.publish.run.run import Outcome

PDF_HELP = "Print each page to a tagged PDF beside it too; needs Chromium, Chrome or Edge."
Pdf = Annotated[bool, typer.Option("--pdf", help=PDF_HELP)]


def check_browser() -> None:
    """BrowserError where PDFs could not be printed, before an hour of pages is made."""
    from analysis.publish.browser import chromium

    chromium.using(lambda browser: browser.version)


def settle(
    done: "Sequence[Outcome]", folder: Path, *, wanted: bool, quiet: bool, report: str = ""
) -> None:
    """See to the PDFs of a run: print what is `wanted`, else remove those that its pages outdate.

    A page that was left as it was keeps its PDF. Those of a `report` that is one to print are
    wanted too, and where there is no browser it says so. BrowserError where PDFs were asked for.
    """
    from analysis.publish.browser import pdf
    from analysis.publish.browser.chromium import BrowserError
    from analysis.publish.jobs import FAILED, MADE
    from analysis.publish.reports import REPORTS

    if wanted or (report in REPORTS and REPORTS[report].printed):
        asked = pdf.outdated(_pages(folder, (o.path for o in done if o.outcome != FAILED)))
        try:
            printed = pdf.write(asked) if asked else []
        except BrowserError as fault:
            if wanted:
                raise
            typer.echo(f"No PDF was printed. {fault}", err=True)
        else:
            if not quiet:
                typer.echo(f"{len(printed)} {'PDF' if len(printed) == 1 else 'PDFs'} printed.")
            return
    for page in pdf.outdated(_pages(folder, (o.path for o in done if o.outcome == MADE))):
        page.with_suffix(".pdf").unlink(missing_ok=True)


def _pages(folder: Path, paths: Iterable[str]) -> list[Path]:
    """The pages of some reports, and their annexes where they have one."""
    from analysis.publish.jobs import annex_of

    both = (folder / each for path in paths for each in (path, annex_of(path)))
    return [page for page in both if page.is_file()]


def remake(
    manifest: Annotated[Path, typer.Argument(help="A page's .manifest.json.")],
    out: Annotated[Path | None, typer.Option("--out", help="Another folder of reports.")] = None,
) -> None:
    """Make a page of a past quarter again, byte for byte, from the inputs that were kept."""
    from analysis.publish.run import reproduce

    made = reproduce.remake(manifest, out)
    typer.echo(f"Made again, byte for byte (sha256 {made.sha256[:16]}): {made.page}")


def contact_sheet(
    page: Annotated[Path | None, typer.Argument(help="A page (.html).")] = None,
    area: Annotated[
        str, typer.Option("--area", "-a", help="A local authority by name or DfE code.")
    ] = "",
    report: Annotated[str, typer.Option("--report", "-r", help="Which of its reports.")] = "",
    reports: Annotated[Path | None, typer.Option("--reports", help="The folder of pages.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="The PNG to write.")] = None,
) -> None:
    """Lay all charts of a page out in one PNG, for reading through; needs Chromium or the like.

    A report has its charts in its annex, where it has one.
    """
    from analysis.publish.browser import contact_sheet as sheets

    if (page is None) == (not report):
        raise typer.BadParameter("Name a page, or say --report with its --area.")
    chosen = page or _page(area, report, reports)
    name = f"{chosen.parent.name}-{chosen.stem}.png"
    kept = chosen.parent if is_folder(chosen.parent) else paths.root() / "work" / "contact-sheets"
    target = out or kept / name
    found = sheets.write(chosen, target)
    typer.echo(f"Wrote {target}: {len(found)} {'chart' if len(found) == 1 else 'charts'}.")


def _page(area: str, report: str, reports: Path | None) -> Path:
    """The newest page of a report for an authority, or of a national one for England."""
    from analysis.publish.jobs import annex_of
    from analysis.publish.reports import report as report_named

    chosen = report_named(report)
    if not chosen.national and not area:
        raise typer.BadParameter(f"{chosen.name} is made for authorities: say --area.")
    place = selection.england() if chosen.national else None
    place = place or (together(area) if chosen.together else reporting_area(area))
    folder, page = (reports or paths.reports()) / place.folder, f"{chosen.name}.html"
    annex = folder / annex_of(page)
    return annex if annex.is_file() else folder / page
