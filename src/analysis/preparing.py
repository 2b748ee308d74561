"""Which strategies there are, and whether what was prepared of them is what it would be now.

Quick to load: a run in which nothing changed needs no more than this.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from analysis import paths
from analysis.catalogue.areas import Area, authorities
from analysis.publish.stamp import Stamp, digest
from analysis.quarters import newest_whole

SYNTHETIC = "-synthetic.csv"


def strategy_file(place: Area) -> Path:
    """Where a council's strategy is kept."""
    return paths.raw() / "strategies" / f"{place.slug}.toml"


def figures_file(place: Area) -> Path | None:
    """A council's own quarterly figures, else the synthetic example, else nothing."""
    own = paths.raw() / "quarterly" / f"{place.slug}.csv"
    example = paths.raw() / "examples" / "quarterly" / f"{place.slug}{SYNTHETIC}"
    return next((path for path in (own, example) if path.is_file()), None)


def with_strategy() -> list[Area]:
    """The councils that have a strategy file."""
    return [place for place in authorities() if strategy_file(place).is_file()]


def prepared_from(places: Iterable[Area], day: date, now: Stamp) -> dict[str, list[str]]:
    """What each council's strategy would be prepared from, by slug: hashes, quarter and code.

    The day counts through the newest whole quarter alone, as it does for pages.
    """
    shared = [newest_whole(day).code, now.version]
    found = {}
    for place in places:
        figures = figures_file(place)
        if strategy_file(place).is_file():
            sums = [digest(strategy_file(place)), digest(figures) if figures else ""]
            found[place.slug] = [*sums, *shared]
    return found


def current(places: Iterable[Area], day: date, now: Stamp, before: Mapping[str, object]) -> bool:
    """Whether what was prepared for these councils, from `before`, is still right.

    Not when a strategy's file is gone and what was prepared of it is there still.
    """
    known, asked = prepared_from(places, day, now), list(places)
    folder = paths.processed() / "monitoring"
    stale = [p for p in asked if p.slug not in known and (folder / p.slug).is_dir()]
    return not stale and all(before.get(slug) == sums for slug, sums in known.items())
