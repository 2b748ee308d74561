"""Homes in the area of all authorities beside their children, and what lies ahead."""

from dataclasses import replace as changed
from typing import Any

import pandas as pd

from analysis.briefing.comparison.opening import Together
from analysis.briefing.parts import capital, prose, table
from analysis.catalogue.indicators import indicator
from analysis.core import shapes, store
from analysis.present import numbers
from analysis.present.charts.comparison.authorities import Panel, beside_one_another
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.rows import Point

IN_HOMES, PLACES, OUTSIDE = "placed_childrens_homes", "home_places_in_area", "placed_outside"
NET = "net_gain_of_children"
KINDS = {
    "foster": "Foster care",
    "childrens_homes": "Children's homes",
    "supported": "Supported accommodation",
}
CHILDREN, NEEDED, USABLE = "cla_31_march", "places_needed", "places_usable"
HANDED_OVER = (
    "A council's own futures, without its children: `care-analysis return build NAME --hand-over "
    "FILE`. To add them up: `care-analysis gap --region NAME --own FOLDER`."
)
AHEAD = 3
"""How many years ahead need and places are told: further on, ranges rest on shorter forecasts."""


def places_beside_children(together: Together) -> Exhibit:
    """Children who live in children's homes, places in homes of the area, and children outside."""
    children = {a: _number(p) for a, p in together.figures(IN_HOMES).items()}
    whole = together.whole(OUTSIDE)
    outside = Panel(
        indicator=indicator(OUTSIDE),
        title="Live outside their authority's area",
        figures=together.figures(OUTSIDE),
        lines={"England": together.england(OUTSIDE)} | ({"together": whole.value} if whole else {}),
    )
    places = indicator(PLACES)
    panels = [
        Panel(
            indicator=indicator("cla_number"),
            title="Children in children's homes",
            figures=children,
        ),
        Panel(
            indicator=places,
            title="Places in children's homes in the area",
            figures=together.figures(PLACES),
        ),
        outside,
    ]
    return beside_one_another(
        "places-beside-children",
        panels,
        together.names,
        headline=_headline(together),
        subtitle=f"Children and places {indicator(IN_HOMES).label(together.day(IN_HOMES))}; homes "
        "of every owner; % of children in care who live outside the area.",
        alt=f"Dots for {len(together.members)} authorities by name in 3 panels. Together "
        f"{_sums_in_words(together)}.",
        source=together.source(IN_HOMES, PLACES, OUTSIDE),
        notes=[
            "A place in the area may be a child's from anywhere in the country.",
            "Hidden: a number so small that a child might be recognised.",
        ],
    )


def say_places_beside_children(together: Together) -> Prose:
    """Places in the area against children, and what published figures cannot say of where."""
    outside = together.whole(OUTSIDE)
    share = (
        f"{numbers.figure(indicator(OUTSIDE), outside.value)} of children in care live outside "
        f"their own authority; in England it is "
        f"{numbers.figure(indicator(OUTSIDE), together.england(OUTSIDE))}."
        if outside
        else ""
    )
    within = "the region" if together.is_region else "the set"
    return prose(
        f"{capital(_sums_in_words(together))}.",
        "More places than children would not mean that children from here live in them.",
        share,
        _net(together),
        f"How many of those who live outside are still within {within} is not published. Councils' "
        "own returns hold it, and could be counted together.",
    )


def _net(together: Together) -> str:
    """How many more children come to live in the area than leave it: moves between them cancel."""
    known, without = together.known(NET), together.without(NET)
    if len(known) < 2:
        return ""
    net = sum(p.value for p in known.values())
    when = indicator(NET).label(together.day(NET))
    apart = f", {together.few(without)} not counted" if without else ""
    way = "more children from elsewhere lived here than children from here lived elsewhere"
    if net < 0:
        way = "more children from here lived elsewhere than children from elsewhere lived here"
    return (
        f"{capital(when)}, {numbers.plain(abs(net))} {way}{apart}. Moves between them cancel out."
    )


def need_ahead(together: Together) -> Exhibit:
    """Need and usable places of a region three years ahead; of a set, why there is no sum."""
    if not together.is_region or (rows := _projected(together)).empty:
        return table(
            "need-ahead",
            "Futures of a set of authorities are not added up here",
            "What to use instead",
            [
                {
                    "To know": "Each authority's need and places ahead",
                    "Look in": "its sufficiency report",
                },
                {
                    "To know": "Need and places of a whole region",
                    "Look in": "the comparison of the region",
                },
                {
                    "To know": "A region from councils' own returns",
                    "Look in": "gap with the options region and own (see the note)",
                },
            ],
            source=_source(),
            note="Ranges do not add up, and only those of authorities and whole regions are kept. "
            f"{HANDED_OVER}",
        )
    year = int(rows["year"].iloc[0])
    return table(
        "need-ahead",
        _ahead_headline(rows, year),
        f"Children who will need each kind of home, and places that own children can use, on 31 "
        f"March {year}. The middle, and the range of eight futures in ten",
        [_ahead(rows, kind) for kind in KINDS],
        source=_source(),
        note="Drawn for all authorities together. Use of agencies' and relatives' homes is assumed "
        "to stay as today. Places that neighbours' children live in are not among own places. "
        f"{HANDED_OVER}",
    )


def say_need_ahead(together: Together) -> Prose:
    """What the table of need and places is, in two sentences."""
    if not together.is_region:
        return prose("Need and places to come are drawn for each authority and for whole regions.")
    return prose(
        "The number of children is drawn, and the places rest on assumptions about supply: a range "
        "for planning together, and not a count."
    )


def sums(together: Together) -> tuple[str, str]:
    """Children in children's homes, and places in homes in the area, each as printed."""
    known, whole = together.known(IN_HOMES), together.whole(IN_HOMES)
    hidden = len(together.members) - len(known)
    if together.is_region and whole:
        children = numbers.plain(whole.numerator)
    elif not known:
        children = "a hidden number of"
    else:
        children = numbers.plain(sum(p.numerator for p in known.values()))
        children += f" (without {hidden} hidden)" if hidden else ""
    return children, numbers.plain(sum(p.value for p in together.known(PLACES).values()))


def _sums_in_words(together: Together) -> str:
    children, places = sums(together)
    return (
        f"{children} children live in children's homes, near or far, and homes here have {places} "
        "places"
    )


def _headline(together: Together) -> str:
    children, places = sums(together)
    return (
        f"{places} places in children's homes here; {children} children of these authorities live "
        "in such a home, near or far"
    )


def _number(point: Point | None) -> Point | None:
    """The number of children behind a share, without an interval of its own."""
    nan = float("nan")
    return point and changed(point, value=point.numerator, lower=nan, upper=nan)


def _projected(together: Together) -> pd.DataFrame:
    rows = store.projected([together.place.code])
    rows = rows[
        (rows["scenario"] == "as_now")
        & (rows["dimension"] == "placement")
        & rows["category"].isin(list(KINDS))
        & rows["measure"].isin([CHILDREN, NEEDED, USABLE])
    ]
    rows = rows.assign(year=pd.DatetimeIndex(rows["period_end"]).year)
    return rows[rows["year"] == rows["origin"].astype(int) + AHEAD]


def _ahead(rows: pd.DataFrame, kind: str) -> dict[str, str]:
    """A kind of home: need is that of the authorities with a supply figure, where one is known."""
    of: dict[str, Any] = {str(r.measure): r for r in rows[rows["category"] == kind].itertuples()}
    supplied = of[USABLE].status == shapes.OK
    need, places = of[NEEDED if supplied else CHILDREN], of[USABLE]
    return {
        "Kind of home": KINDS[kind],
        "Children who will need one": _range(need),
        "Places own children can use": _range(places) if supplied else "no supply figure",
    }


def _range(row: Any) -> str:
    return f"{numbers.plain(row.central)} ({numbers.span(row.p10, row.p90)})"


def _ahead_headline(rows: pd.DataFrame, year: int) -> str:
    homes = _ahead(rows, "childrens_homes")["Children who will need one"]
    return f"Children who will need a children's home in {year}: {homes}"


def _source() -> str:
    return (
        "Department for Education and Ofsted; forecast by this project's method, tried on past "
        "years (see the methods page)"
    )
