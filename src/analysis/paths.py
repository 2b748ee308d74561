"""Where things are: every path the project reads or writes, found from the project's root."""

import os
from pathlib import Path


def root() -> Path:
    """The project's root: `CARE_ANALYSIS_HOME` if set, else the clone this package runs from."""
    home = os.environ.get("CARE_ANALYSIS_HOME")
    return Path(home) if home else Path(__file__).resolve().parents[2]


def raw() -> Path:
    """Files as published or as returned; never edited, never committed."""
    return root() / "data" / "raw"


def processed() -> Path:
    """The built tables: the only bridge between building and reporting."""
    return root() / "data" / "processed"


def notebooks() -> Path:
    """The report notebooks."""
    return root() / "notebooks"


def reports() -> Path:
    """The rendered pages; disposable, never committed."""
    return root() / "reports"
