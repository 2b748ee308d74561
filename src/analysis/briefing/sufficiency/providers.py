"""Who provides the homes under a definition that can be switched, and where they are."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.briefing.figures import Figures, NewestFigure, source_line
from analysis.briefing.parts import lowered, table
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.catalogue.areas import ENGLAND, authorities
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import MAPPED, indicator
from analysis.catalogue.sources.ons import ATTRIBUTION
from analysis.core import shapes, store
from analysis.core.errors import UnknownNameError
from analysis.present import numbers
from analysis.present.maps.choropleth import choropleth
from analysis.present.parts.exhibit import Exhibit
from analysis.present.words.homes.places import with_trust

DISTANCES = {
    "within_20": "20 miles or less from home",
    "over_20": "More than 20 miles from home",
    "not_known": "Distance not known",
}
NO_TRUST = (
    "Where a children's trust runs the service, its homes may be recorded as private or as a "
    "charity's."
)
Rows = Mapping[tuple[int, str], Any]
"""Measured rows by year and category."""


class Side(NamedTuple):
    """Providers that are counted together, in words and as categories."""

    words: str
    categories: tuple[str, ...]


class Definition(NamedTuple):
    """Which providers count as in-house and as external."""

    in_house: Side
    external: Side


_ITSELF = Side("the council itself", ("own",))
_COUNCILS = Side("the council itself and other councils", ("own", "other_la"))
_BOUGHT = Side("private companies and charities", ("private", "voluntary"))
_PRIVATE = Side("private companies only", ("private",))
FIRST = "bought"
DEFINITIONS = {
    FIRST: Definition(_ITSELF, _BOUGHT),
    "councils": Definition(_COUNCILS, _BOUGHT),
    "private": Definition(_ITSELF, _PRIVATE),
}


def mix(figures: Figures, definition: str = FIRST) -> Exhibit:
    """In-house and external provision by year, with the definition printed.

    `definition` is a key of DEFINITIONS; UnknownNameError for another; one that is not the first
    is folded. A share is given where every number it needs is published; a hidden one is never
    worked out from the others.
    """
    if definition not in DEFINITIONS:
        raise UnknownNameError("definition of external", definition, DEFINITIONS)
    (in_house, external), i = DEFINITIONS[definition], indicator("provider_of_homes")
    own, england = (_rows_of(figures, i, code) for code in (figures.area.code, ENGLAND))
    rows = [
        {
            "31 March": str(year),
            f"In-house: {in_house.words}": _percent(own, year, in_house),
            f"External: {external.words}": _percent(own, year, external),
            "External, England": _percent(england, year, external),
        }
        for year in sorted({year for year, _ in own})
    ]
    headline, trust = with_trust(
        figures.area, _headline(own, external if in_house == _ITSELF else in_house)
    )
    counted = (*in_house.categories, *external.categories)
    others = [words.lower() for c, words in CATEGORIES["provider"].items() if c not in counted]
    return table(
        f"mix-{definition}",
        headline,
        f"Share of all children in care on 31 March, {figures.area.name}",
        rows or [{"31 March": "every year", "Provider": "not published"}],
        source=source_line([i]),
        folded=definition != FIRST,
        note=f"In-house here means {in_house.words}, external {external.words}; "
        "neither: "
        f"{', '.join(others)}. {trust or NO_TRUST} {figures.recording_change}".rstrip(),
    )


def inside_outside(figures: Figures) -> Exhibit:
    """Inside or outside the boundary by 20 miles or less and more: four cells and not known."""
    i = indicator("location_of_homes")
    own, england = (_newest(_rows_of(figures, i, code)) for code in (figures.area.code, ENGLAND))
    rows = [
        {
            "Where children live": f"{side.capitalize()} the area, {lowered(far)}",
            "Children": NewestFigure(i, own.get(f"{side}_{key}")).count("numerator"),
            "Share": NewestFigure(i, own.get(f"{side}_{key}")).printed,
            "England": NewestFigure(i, england.get(f"{side}_{key}")).printed,
        }
        for side in ("inside", "outside")
        for key, far in DISTANCES.items()
    ]
    when = f", {next(iter(own.values())).period_end:%d %B %Y}" if own else ""
    return table(
        "inside-outside",
        "Inside and outside the boundary, near home and far from it",
        f"Children in care by where they live, {figures.area.name}{when}",
        rows,
        source=source_line([i]),
        note="The other side of the boundary may be near home; more than 20 miles away and "
        "outside is farthest from family, school and social worker.",
    )


def place_map(here: Outlook) -> Exhibit:
    """A map of the registered places in children's homes: the newest of each, or hatched."""
    i, area = indicator(MAPPED), here.figures.area
    source = f"{source_line([i])}; {ATTRIBUTION}"
    return choropleth(i, _of_everyone(i), store.boundaries(), area, source=source)


def _of_everyone(i: Indicator) -> pd.DataFrame:
    """The whole figures of an indicator: the newest published of each authority, or else all."""
    whole = {"indicator": i.id, "group": shapes.OWN, "dimension": shapes.ALL}
    codes = {a.code for a in authorities()}
    newest = store.read(store.LATEST_FILE, codes, where=whole)
    rest = store.read(store.MEASURED_FILE, codes - {*newest["area"]}, where=whole)
    return pd.concat([newest, rest], ignore_index=True)


def _rows_of(figures: Figures, i: Indicator, code: str) -> Rows:
    """An indicator's own rows by category, of the authority or of England."""
    rows = figures.rows(i.id)
    own = rows[(rows["area"] == code) & (rows["group"] == shapes.OWN)]
    each: list[Any] = list(own[own["dimension"] == i.split].itertuples())
    return {(row.period_end.year, str(row.category)): row for row in each}


def _newest(rows: Rows) -> dict[str, Any]:
    """Those of the newest year, by category."""
    newest = max((year for year, _ in rows), default=0)
    return {category: row for (year, category), row in rows.items() if year == newest}


def _share(rows: Rows, year: int, side: Side) -> float:
    """The share of all children in care, in percent; nan where a number is not published."""
    found = [rows.get((year, category)) for category in side.categories]
    if any(r is None or pd.isna(r.numerator) or pd.isna(r.denominator) for r in found):
        return float("nan")
    return 100 * sum(r.numerator for r in found if r) / next(r.denominator for r in found if r)


def _percent(rows: Rows, year: int, side: Side) -> str:
    share = _share(rows, year, side)
    if not pd.isna(share):
        return f"{numbers.plain(share)}%"
    statuses = [rows[(year, c)].status for c in side.categories if (year, c) in rows]
    return numbers.reason(next((s for s in statuses if s != shapes.OK), shapes.NOT_AVAILABLE))


def _headline(rows: Rows, side: Side) -> str:
    """The newest share of one side: of the one in which a definition differs from the others."""
    share = _share(rows, max((year for year, _ in rows), default=0), side)
    if pd.isna(share):
        return f"The share of {side.words} is not published in full"
    return f"{numbers.plain(share)}% are recorded with {side.words}"
