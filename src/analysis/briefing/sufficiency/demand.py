"""What a sufficiency notebook asks of demand: how many children, where they live, how old."""

from collections.abc import Mapping
from typing import Any

from analysis.briefing.parts import lowered, prose
from analysis.briefing.sufficiency.outlook import Held, Outlook, forecast_source, is_extrapolated
from analysis.catalogue.categories import CATEGORIES
from analysis.core import shapes
from analysis.forecast.draws import Key
from analysis.forecast.quantiles import LEVEL, NO_CHANGE
from analysis.present.charts.forecast.fan_chart import Fan, fan_chart
from analysis.present.charts.forecast.parts_ahead import Part, parts_ahead
from analysis.present.drawing import Outcome
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.homes import forecast as words

CHILDREN = "cla_31_march"
LEAVERS = {
    "care_leavers_17_18": "Care leavers aged 17 and 18",
    "care_leavers_19_21": "Care leavers aged 19 to 21",
}
AHEAD = 3
NOT_ENOUGH = (
    "There is no forecast: the number of children in care at the start was not published. It is so "
    "small that a child might be recognised, and is never filled in."
)
IMPUTED = (
    "Where the newest number is not shown, what is usual elsewhere stands in for it and the "
    "range is wider; the hidden number is not worked out."
)


def say_children(here: Outlook) -> Prose:
    """The range of children in care three years ahead and at the end, and why it is level."""
    foreseen = ahead(here, CHILDREN)
    if not foreseen:
        return prose(NOT_ENOUGH)
    newest = past(here, CHILDREN)[-1]
    third = words.ahead(foreseen[AHEAD - 1], newest.value, newest.year)
    last = words.ahead(foreseen[-1], float("nan"), newest.year)
    return prose(f"{third} {last}", words.level([a.year for a in foreseen if a.level]))


def children(here: Outlook) -> Exhibit | Prose:
    """Children in care over the years, and the fan of those to come; nothing without a forecast."""
    foreseen = ahead(here, CHILDREN)
    if not foreseen:
        return prose()
    each, name = foreseen[AHEAD - 1], f"children in care in {here.name}"
    return fan_chart(
        "children-fan",
        Fan(past=past(here, CHILDREN), ahead=foreseen, origin=here.origin, name=name),
        headline=f"{words.children(each.p10, each.p90)} in care by March {each.year}, in eight of "
        "ten futures",
        subtitle=f"Children in care on 31 March, {here.name}, published to {here.origin} and "
        "foreseen after",
        source=forecast_source(),
    )


def children_by(here: Outlook, dimension: str) -> Exhibit | Prose:
    """Children in care by placement, age or uasc, three years ahead; nothing without a forecast."""
    parts = parts_of(here, dimension)
    if not parts:
        return prose()
    year = parts[0].ahead[AHEAD - 1].year
    return parts_ahead(
        f"{dimension}-ahead",
        parts,
        year,
        headline=_headline(dimension, parts, year),
        subtitle=f"Children in care on 31 March, {here.name}",
        source=forecast_source(),
        note=IMPUTED if any(p.now.value != p.now.value for p in parts) else "",
    )


def leavers(here: Outlook) -> Exhibit | Prose:
    """Care leavers to come, by age."""
    parts = _parts(here, {(m, shapes.ALL, shapes.ALL): label for m, label in LEAVERS.items()})
    if not parts:
        return prose("There is no forecast of care leavers, because no number was published.")
    year = parts[0].ahead[AHEAD - 1].year
    likely = parts[-1].at(year).likely
    return parts_ahead(
        "leavers-ahead",
        parts,
        year,
        headline=f"{parts[-1].label} in {year}: {likely} in eight of ten futures",
        subtitle=f"Young people in the year to 31 March, {here.name}",
        source=forecast_source(),
        note="Those aged 19 to 21 are counted in the birthday window of the return.",
        whom="Young people",
    )


def parts_of(here: Held, dimension: str) -> list[Part]:
    """Every category of a breakdown that has a forecast, in the order of its words."""
    labels = CATEGORIES[dimension]
    return _parts(here, {(CHILDREN, dimension, c): label for c, label in labels.items()})


def _parts(here: Held, labels: Mapping[Key, str]) -> list[Part]:
    """Each figure that has a forecast, beside its published number of the year it starts from."""
    return [
        Part(label=label, now=here.published.of_year(here.origin, *key), ahead=foreseen)
        for key, label in labels.items()
        if (foreseen := ahead(here, *key))
    ]


def ahead(here: Held, *figure: str) -> list[words.Ahead]:
    """The years to come of one figure (see `Held.forecast`); empty where there is no forecast."""
    return [
        foreseen(row, row.period_end.year, row.central, str(row.method))
        for row in here.known_forecast(*figure)
    ]


def foreseen(row: Any, year: int, central: float, method: str = "") -> words.Ahead:
    """One year to come, from a row with the quantiles of its draws."""
    drawn = {name: getattr(row, name) for name in ("p025", "p10", "p25", "p75", "p90", "p975")}
    return words.Ahead(
        year=year,
        central=central,
        **drawn,
        level=method.startswith(LEVEL),
        still=method.startswith(NO_CHANGE),
        extrapolated=is_extrapolated(method),
    )


def past(here: Held, measure: str, *part: str) -> list[Outcome]:
    """The published years of one figure, up to the origin."""
    return [row for row in here.published.rows(measure, *part) if row.year <= here.origin]


def _headline(dimension: str, parts: list[Part], year: int) -> str:
    if dimension == "uasc":
        likely = parts[0].at(year).likely
        return f"Unaccompanied children by March {year}: {likely} in eight of ten futures"
    largest = max(parts, key=lambda p: p.at(year).central)
    each, label = largest.at(year), lowered(largest.label)
    who = f"aged {label}" if dimension == "age" else label
    return f"Largest group by March {year}: {who}, {words.children(each.p10, each.p90)}"
