"""Which strategies and quarterly figures there are, and whether what was prepared of them stands.

Quick to load: a run in which nothing changed needs no more than this.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from analysis import paths
from analysis.catalogue.areas import Area, authorities
from analysis.errors import suggest
from analysis.publish.stamp import Stamp, digest
from analysis.quarters import newest_whole

SYNTHETIC = "-synthetic.csv"
QUARTERLY = "quarterly"


def strategy_file(place: Area) -> Path:
    """Where a council's strategy is kept."""
    return paths.raw() / "strategies" / f"{place.slug}.toml"


def figures_file(place: Area) -> Path | None:
    """A council's own quarterly figures, else the example that goes with its strategy, or none."""
    own = paths.raw() / QUARTERLY / f"{place.slug}.csv"
    if own.is_file() or not strategy_file(place).is_file():
        return own if own.is_file() else None
    example = paths.raw() / "examples" / QUARTERLY / f"{place.slug}{SYNTHETIC}"
    return example if example.is_file() else None


def with_strategy() -> list[Area]:
    """The councils that have a strategy file."""
    return [place for place in authorities() if strategy_file(place).is_file()]


def strays() -> list[str]:
    """Files of the folder of quarterly figures that no council's page is made from, each in a
    sentence with what would do.
    """
    folder = paths.raw() / QUARTERLY
    known = {f"{place.slug}.csv" for place in authorities()}
    found = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    return [
        _stray(name, known)
        for name in found
        if name not in known and not name.startswith((".", "~")) and name != "README.md"
    ]


def _stray(name: str, known: Iterable[str]) -> str:
    near = suggest(f"{name.rpartition('.')[0]}.csv", known, 1)
    remedy = f"save it as {near[0]}" if near else "save it as CSV under its council's name"
    return f"data/raw/quarterly/{name} is no council's file and is not read; {remedy}."


def prepared_from(places: Iterable[Area], day: date, now: Stamp) -> dict[str, list[str]]:
    """What each council's strategy and figures would be prepared from, by slug: hashes, quarter and
    code. A council with neither is not there.

    The day counts through the newest whole quarter alone, as it does for pages.
    """
    shared = [newest_whole(day).code, now.version]
    found = {}
    for place in places:
        strategy, figures = strategy_file(place), figures_file(place)
        if strategy.is_file() or figures:
            sums = [digest(file) if file and file.is_file() else "" for file in (strategy, figures)]
            found[place.slug] = [*sums, *shared]
    return found


def current(places: Iterable[Area], day: date, now: Stamp, before: Mapping[str, object]) -> bool:
    """Whether what was prepared for these councils, from `before`, is still right.

    Not when a council's files are gone and what was prepared of it is there still.
    """
    known, asked = prepared_from(places, day, now), list(places)
    folder = paths.processed() / "monitoring"
    stale = [p for p in asked if p.slug not in known and (folder / p.slug).is_dir()]
    return not stale and all(before.get(slug) == sums for slug, sums in known.items())
