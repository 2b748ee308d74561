"""Known faults in publications, declared, each with a guard that fails once the publisher mends it.

A correction never invents a figure: it changes the status of a published one and says why.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

from analysis.core import shapes


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A figure published wrongly: `published` is what the file says, `status` what it should say.

    It holds for every row of `sources` with these measures, these areas and this period, and with
    this category where one is given.
    """

    sources: tuple[str, ...]
    measures: tuple[str, ...]
    areas: tuple[str, ...]
    period_end: date
    published: float
    status: str
    why: str
    category: str = ""


# Authorities whose returns show nothing on a line of spending on children in care, by year.
NOTHING_SPENT = {
    (2023, "cla_fostering"): "208 209 211 308 310 314 318 333 390 815 865",
    (2024, "cla_fostering"): "209 310 314 318 333 372 390 393 942",
    (2025, "cla_fostering"): "310 333",
    (2023, "cla_residential"): "211 213 308 314 318 333 390 815 879",
    (2024, "cla_residential"): "213 310 318 333 390 393 879",
    (2025, "cla_residential"): "333 879",
    (2024, "cla_total"): "310",
}
SANDWELL_SHOWS = {2023: 216_000, 2024: 244_000, 2025: 5_000}


_hackney = partial(
    Correction,
    areas=("204",),
    period_end=date(2021, 3, 31),
    published=0,
    status=shapes.NOT_AVAILABLE,
    why="Hackney supplied no figures on children missing or away in 2020/21 after a cyber attack; "
    "the release's guidance says so, and the file shows 0.",
)


def _spending(year: int, category: str, areas: str, shown: float, what: str = "0") -> Correction:
    return Correction(
        sources=(f"mhclg_ro3_{year}",),
        measures=("spend",),
        areas=tuple(areas.split()),
        period_end=date(year, 3, 31),
        category=category,
        published=shown,
        status=shapes.UNRELIABLE,
        why="The return puts this spending on another line or in a children's trust, and shows "
        f"{what} here: it is not what was spent.",
    )


MISSING = ("during_year", "more_than_once", "at_31_march", "incidents", "incidents_per_child")

CORRECTIONS: tuple[Correction, ...] = (
    _hackney(
        sources=("dfe_cla_2024_missing",),
        measures=tuple(f"{kind}_{what}" for kind in ("missing", "away") for what in MISSING),
    ),
    _hackney(sources=("lait",), measures=("missing_during_year", "away_during_year")),
    Correction(
        sources=("dfe_workforce_2025_indicators",),
        measures=("social_worker_turnover", "social_worker_leavers_fte"),
        areas=("810", "831", "845"),
        period_end=date(2017, 9, 30),
        published=0,
        status=shapes.UNRELIABLE,
        why="The same file counts people who left in the year: 0 in full-time equivalents cannot "
        "be right.",
    ),
    *(_spending(year, line, areas, 0) for (year, line), areas in NOTHING_SPENT.items()),
    *(
        _spending(year, "cla_total", "333", shown, f"{shown:,} pounds")
        for year, shown in SANDWELL_SHOWS.items()
    ),
)
