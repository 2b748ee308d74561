"""`care-analysis new-report`: a notebook of a report of your own, from a template that runs."""

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from analysis.core import atomic, paths
from analysis.core.errors import CareAnalysisError

NAME_HELP = "What the notebook and its pages are called, in small letters: leaving_care."
TELLS = "figures chosen for a question of our own"
LONGEST = 40
_NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST - 1}}}")
# What stands in the folder of reports, is an option of commands, or is no file name on Windows.
_TAKEN = re.compile(r"all|index|run|explore|due|con|prn|aux|nul|(com|lpt)[0-9]")


def new_report(
    name: Annotated[str, typer.Argument(help=NAME_HELP)],
    title: Annotated[str, typer.Option(help="The heading of its pages.")] = "",
    tells: Annotated[str, typer.Option(help="What it is about, in a few words.")] = TELLS,
) -> None:
    """Write a notebook of a report of your own, which can be run for every authority at once.

    It declares itself: `care-analysis report NAME --all` knows it. See docs/add-a-report.md.
    """
    path = write(name, title, tells)
    typer.echo(f"Wrote {path}. Change its cells, then: care-analysis report {name} --area Leeds")


def write(name: str, title: str = "", tells: str = TELLS) -> Path:
    """Write the notebook of a new report, declared in its own metadata; its path.

    CareAnalysisError for a name that is no file name, or is that of something else; a notebook that
    is there is never written over.
    """
    from analysis.publish.reports import DECLARED

    _check(name)
    title = " ".join(title.split()) or name.replace("_", " ").capitalize()
    template = Path(__file__).parents[1] / "publish" / "template" / "report.ipynb"
    notebook = json.loads(template.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = [f"# {title}"]
    told = " ".join(tells.split()) or TELLS
    notebook["metadata"][DECLARED] = {"title": title, "short": title, "tells": told}
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    return atomic.write(text, paths.notebooks() / f"{name}.ipynb")


def _check(name: str) -> None:
    if not _NAME.fullmatch(name):
        meant = re.sub(r"\W+", "_", name.casefold(), flags=re.ASCII).strip("_0123456789")[:LONGEST]
        for_example = meant if _NAME.fullmatch(meant) else "leaving_care"
        raise CareAnalysisError(
            f"'{name}' cannot name a report, whose notebook and pages are called so. Write at most "
            f"{LONGEST} small letters, digits and _, a letter first, such as {for_example}."
        )
    if _TAKEN.fullmatch(name):
        raise CareAnalysisError(f"'{name}' means something else already; give it another name.")
    there = {path.stem.casefold(): path for path in paths.notebooks().glob("*.ipynb")}
    if name in there:
        raise CareAnalysisError(
            f"{there[name]} is there already. Give the new report another name, or change that one."
        )
