"""Where things are: every path the project reads or writes, found from the project's root."""

import os
from importlib.util import find_spec
from pathlib import Path

from analysis.core.errors import CareAnalysisError

HOME = "CARE_ANALYSIS_HOME"


class HomeError(CareAnalysisError):
    """`CARE_ANALYSIS_HOME` is not the full path of a folder."""


def root() -> Path:
    """The project's root: `CARE_ANALYSIS_HOME` if set, else the clone this package runs from.

    HomeError where that variable is not the full path of a folder that is there.
    """
    home = os.environ.get(HOME)
    if not home:
        return Path(__file__).resolve().parents[3]
    path = Path(home)
    if not path.is_absolute():
        raise HomeError(
            f"{HOME} is '{home}', which is another folder wherever a command is started. Write the "
            "project's folder in full, from the root of the disk."
        )
    if not path.is_dir():
        why = "which is a file" if path.exists() else "and there is no such folder"
        raise HomeError(
            f"{HOME} is '{home}', {why}. Name the folder of the project, which holds data and "
            f"notebooks, or unset {HOME}, and the one that these commands came with is used."
        )
    return path


def raw() -> Path:
    """Files as published or as returned; never edited, never committed."""
    return root() / "data" / "raw"


def processed() -> Path:
    """The built tables: the only bridge between building and reporting."""
    return root() / "data" / "processed"


def notebooks() -> Path:
    """The report notebooks."""
    return root() / "notebooks"


def budget(slug: str) -> Path:
    """Where a council's own outturn, budget and contracts are kept."""
    return processed() / "budgets" / f"{slug}.json"


def reports() -> Path:
    """The rendered pages; disposable, never committed."""
    return root() / "reports"


def font(*, bold: bool = False) -> Path:
    """The font that charts are measured with: DejaVu Sans as it comes with matplotlib."""
    # Looked for and not loaded: who only compares fonts has no use for matplotlib.
    matplotlib = find_spec("matplotlib")
    assert matplotlib and matplotlib.origin
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(matplotlib.origin).with_name("mpl-data") / "fonts" / "ttf" / name
