"""Who provides the homes under a definition that can be switched, and how far away they are."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.briefing.figures import Figures, source_line
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicators import indicator
from analysis.catalogue.labels.categories import CATEGORIES
from analysis.core import shapes
from analysis.core.errors import UnknownNameError
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit


@dataclass(frozen=True, kw_only=True)
class Definition:
    """Which providers count as in-house and as external, in words and as categories."""

    in_house_words: str
    external_words: str
    in_house: tuple[str, ...]
    external: tuple[str, ...]


FIRST = "bought"
DEFINITIONS: dict[str, Definition] = {
    "bought": Definition(
        in_house_words="the council itself",
        external_words="private companies and charities",
        in_house=("own",),
        external=("private", "voluntary"),
    ),
    "councils": Definition(
        in_house_words="the council itself and other councils",
        external_words="private companies and charities",
        in_house=("own", "other_la"),
        external=("private", "voluntary"),
    ),
    "private": Definition(
        in_house_words="the council itself",
        external_words="private companies only",
        in_house=("own",),
        external=("private",),
    ),
}


def mix(figures: Figures, definition: str = FIRST) -> Exhibit:
    """In-house and external provision by year, with the definition printed.

    `definition` is a key of DEFINITIONS; UnknownNameError for another; one that is not the first
    is folded. A share is given where every number it needs is published; a hidden one is never
    worked out from the others.
    """
    if definition not in DEFINITIONS:
        raise UnknownNameError("definition of external", definition, DEFINITIONS)
    chosen, i = DEFINITIONS[definition], indicator("provider_of_homes")
    own = _by_category(figures.rows(i.id), figures.area.code)
    england = _by_category(figures.rows(i.id), ENGLAND)
    lines = [
        {
            "31 March": str(year),
            f"In-house: {chosen.in_house_words}": _percent(own, year, chosen.in_house),
            f"External: {chosen.external_words}": _percent(own, year, chosen.external),
            "External, England": _percent(england, year, chosen.external),
        }
        for year in sorted({year for year, _ in own})
    ]
    counted = (*chosen.in_house, *chosen.external)
    others = [words.lower() for c, words in CATEGORIES["provider"].items() if c not in counted]
    return Exhibit(
        key=f"mix-{definition.replace('_', '-')}",
        headline=_headline(own, chosen),
        subtitle=f"Share of all children in care on 31 March, {figures.area.name}",
        alt="",
        table=pd.DataFrame(lines or [{"31 March": "every year", "Provider": "not published"}]),
        source=source_line([i]),
        folded=definition != FIRST,
        note=f"In-house here means {chosen.in_house_words}, external {chosen.external_words}; "
        "neither: "
        f"{', '.join(others)}. Where a children's trust runs the service, its homes may be "
        f"recorded as private or as a charity's.{_stepped(figures)}",
    )


def inside_outside(figures: Figures) -> Exhibit:
    """Inside or outside the boundary by 20 miles or less and more: four cells and not known."""
    i = indicator("location_of_homes")
    rows = figures.rows(i.id)
    own, england = (_newest(rows, code) for code in (figures.area.code, ENGLAND))
    distances = {
        "within_20": "20 miles or less from home",
        "over_20": "More than 20 miles from home",
        "not_known": "Distance not known",
    }
    lines = [
        {
            "Where children live": f"{words} the area, {far[0].lower()}{far[1:]}",
            "Children": _cell(own.get(f"{side}_{key}"), "numerator"),
            "Share": _cell(own.get(f"{side}_{key}"), "value"),
            "England": _cell(england.get(f"{side}_{key}"), "value"),
        }
        for side, words in (("inside", "Inside"), ("outside", "Outside"))
        for key, far in distances.items()
    ]
    when = f", {next(iter(own.values())).period_end:%d %B %Y}" if own else ""
    return Exhibit(
        key="inside-outside",
        headline="Inside and outside the boundary, near home and far from it",
        subtitle=f"Children in care by where they live, {figures.area.name}{when}",
        alt="",
        table=pd.DataFrame(lines),
        source=source_line([i]),
        note="The other side of the boundary may be near home; more than 20 miles away and "
        "outside is farthest from family, school and social worker.",
    )


def _stepped(figures: Figures) -> str:
    """When the authority's own recording changed, if it did."""
    breaks = figures.indicator("external_provision").breaks
    return f" {breaks[-1].on:%B %Y}: {breaks[-1].why}" if breaks else ""


def _by_category(rows: pd.DataFrame, code: str) -> dict[tuple[int, str], Any]:
    """Own rows by year and category of provider."""
    own = rows[(rows["area"] == code) & (rows["group"] == shapes.OWN)]
    own = own[own["dimension"] == "provider"]
    listed: list[Any] = list(own.itertuples())
    return {(r.period_end.year, str(r.category)): r for r in listed}


def _newest(rows: pd.DataFrame, code: str) -> dict[str, Any]:
    own = rows[(rows["area"] == code) & (rows["group"] == shapes.OWN)]
    own = own[own["dimension"] == "locality_distance"]
    latest = own[own["period_end"] == own["period_end"].max()]
    listed: list[Any] = list(latest.itertuples())
    return {str(r.category): r for r in listed}


def _share(rows: dict[tuple[int, str], Any], year: int, wanted: tuple[str, ...]) -> float:
    """The share of all children in care, in percent; nan where a number is not published."""
    found = [rows.get((year, category)) for category in wanted]
    if any(r is None or pd.isna(r.numerator) or pd.isna(r.denominator) for r in found):
        return float("nan")
    return 100 * sum(r.numerator for r in found if r) / next(r.denominator for r in found if r)


def _percent(rows: dict[tuple[int, str], Any], year: int, wanted: tuple[str, ...]) -> str:
    share = _share(rows, year, wanted)
    if not pd.isna(share):
        return f"{numbers.plain(share)}%"
    hidden = [rows[(year, c)].status for c in wanted if (year, c) in rows]
    missing = [s for s in hidden if s != shapes.OK]
    return numbers.reason(missing[0] if missing else shapes.NOT_AVAILABLE)


def _cell(row: Any | None, column: str) -> str:
    if row is None or pd.isna(getattr(row, column)):
        return numbers.reason(shapes.NOT_AVAILABLE if row is None else str(row.status))
    value = float(getattr(row, column))
    return numbers.plain(value) if column == "numerator" else f"{numbers.plain(value)}%"


def _headline(rows: dict[tuple[int, str], Any], chosen: Definition) -> str:
    """The newest external share, or the in-house share of a definition that differs in it."""
    years = sorted({year for year, _ in rows})
    ours = chosen.in_house != DEFINITIONS[FIRST].in_house
    wanted, who = (
        (chosen.in_house, chosen.in_house_words)
        if ours
        else (chosen.external, chosen.external_words)
    )
    share = _share(rows, years[-1], wanted) if years else float("nan")
    if pd.isna(share):
        return f"The share of {who} is not published in full"
    return f"{numbers.plain(share)}% are recorded with {who}"
