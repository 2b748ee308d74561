"""What a sufficiency notebook asks of demand: how many children, where, how old, and how sure."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from analysis.briefing.sufficiency.outlook import Held, Outlook, forecast_source, is_extrapolated
from analysis.briefing.sufficiency.past_scores import Scored
from analysis.catalogue.labels.categories import CATEGORIES
from analysis.core import shapes, store
from analysis.forecast.central import not_beaten
from analysis.forecast.quantiles import LEVEL, NO_CHANGE
from analysis.present import numbers
from analysis.present.charts.drawing.year_axis import Outcome
from analysis.present.charts.forecast.fan_chart import Fan, fan_chart
from analysis.present.charts.forecast.parts_ahead import Part, parts_ahead
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words import forecast as words

CHILDREN = "cla_31_march"
LEAVERS = {
    "care_leavers_17_18": "Care leavers aged 17 and 18",
    "care_leavers_19_21": "Care leavers aged 19 to 21",
}
AHEAD, FEWEST_SCORED = 3, 100
NOT_ENOUGH = (
    "There is no forecast: the number of children in care at the start was not published, because "
    "it is so small that a child might be recognised. It is never filled in."
)


def say_children(here: Outlook) -> Prose:
    """The range of children in care three years ahead and at the end, and why it is level."""
    foreseen = ahead(here, CHILDREN)
    if not foreseen:
        return Prose([NOT_ENOUGH])
    newest = past(here, CHILDREN)[-1]
    told = [
        words.ahead(each, now, newest.year)
        for each, now in ((foreseen[AHEAD - 1], newest.value), (foreseen[-1], float("nan")))
    ]
    return Prose([" ".join(told), words.level([a.year for a in foreseen if a.level])])


def children(here: Outlook) -> Exhibit | Prose:
    """Children in care over the years, and the fan of those to come; nothing without a forecast."""
    foreseen = ahead(here, CHILDREN)
    if not foreseen:
        return Prose([])
    shown = Fan(
        past=past(here, CHILDREN),
        ahead=foreseen,
        origin=here.origin,
        name=f"children in care in {here.name}",
    )
    each = foreseen[AHEAD - 1]
    return fan_chart(
        "children-fan",
        shown,
        headline=f"{words.children(each.p10, each.p90)} in care by March {each.year}, in eight of "
        "ten futures",
        subtitle=f"Children in care on 31 March, {here.name}, published to {here.origin} and "
        "foreseen after",
        source=forecast_source(),
    )


def children_by(here: Outlook, dimension: str) -> Exhibit | Prose:
    """Children in care by a breakdown (placement, age or uasc), three years ahead.

    Nothing where there is no forecast.
    """
    parts = parts_of(here, dimension)
    if not parts:
        return Prose([])
    year = parts[0].ahead[AHEAD - 1].year
    largest = max(parts, key=lambda p: p.at(year).central)
    return parts_ahead(
        f"{dimension}-ahead",
        parts,
        year,
        headline=_headline(dimension, largest if dimension != "uasc" else parts[0], year),
        subtitle=f"Children in care on 31 March, {here.name}",
        source=forecast_source(),
        note=_imputed(parts),
    )


def parts_of(here: Held, dimension: str) -> list[Part]:
    """Every category of a breakdown that has a forecast, in the order of its words."""
    parts = []
    for category, label in CATEGORIES[dimension].items():
        foreseen = ahead(here, CHILDREN, dimension, category)
        if foreseen:
            was = past(here, CHILDREN, dimension, category)
            parts.append(Part(label=label, now=_newest(was, here.origin), ahead=foreseen))
    return parts


def leavers(here: Outlook) -> Exhibit | Prose:
    """Care leavers to come, by age."""
    parts = []
    for measure, label in LEAVERS.items():
        foreseen = ahead(here, measure)
        if foreseen:
            was = past(here, measure)
            parts.append(Part(label=label, now=_newest(was, here.origin), ahead=foreseen))
    if not parts:
        return Prose(["There is no forecast of care leavers, because no number was published."])
    year = parts[0].ahead[AHEAD - 1].year
    older = parts[-1].at(year)
    return parts_ahead(
        "leavers-ahead",
        parts,
        year,
        headline=f"{parts[-1].label} in {year}: {older.likely} in eight of ten futures",
        subtitle=f"Young people in the year to 31 March, {here.name}",
        source=forecast_source(),
        note="Those aged 19 to 21 are counted in the birthday window of the return.",
        whom="Young people",
    )


def did_it_work(here: Outlook) -> Exhibit | Prose:
    """What the method would have said three years ago, beside what happened; nothing if neither."""
    origin = here.origin - AHEAD
    cases = here.hindcast
    whole = (cases["measure"] == CHILDREN) & (cases["dimension"] == shapes.ALL)
    mine = cases[whole & (cases["origin"] == origin)].sort_values("horizon")
    if mine.empty:
        return Prose([])
    shown = Fan(
        past=past(here, CHILDREN),
        ahead=[_foreseen(row, row.origin + row.horizon, row.p50) for row in _records(mine)],
        origin=origin,
        name=f"children in care in {here.name} as it would have been foreseen in {origin}",
    )
    held = sum(c.inside for c in _said(mine))
    return fan_chart(
        "three-years-ago",
        shown,
        headline=f"Foreseen from {origin}: {held} of {len(mine)} later years lay in the range",
        subtitle=f"Children in care on 31 March, {here.name}: published, and foreseen from "
        f"{origin}",
        source=forecast_source(),
        note="Made now, with the figures to that year as they stand today.",
    )


def say_did_it_work(here: Outlook) -> Prose:
    """The newest scored forecast of three years, and the record of all earlier ones."""
    cases = here.hindcast
    whole = (cases["measure"] == CHILDREN) & (cases["dimension"] == shapes.ALL)
    mine = cases[whole & (cases["horizon"] <= AHEAD)].sort_values(["origin", "horizon"])
    told = []
    newest = mine[(mine["horizon"] == AHEAD) & (mine["origin"] == here.origin - AHEAD)]
    told += [words.said_then(said) for said in _said(newest)]
    told.append(words.record(list(_said(mine))))
    return Prose(told)


def trust(here: Outlook) -> Exhibit:
    """How far off such forecasts were over all authorities, by kind of home."""
    lines = []
    for group, label in _groups().items():
        if not here.scored.horizons(group):
            continue
        line = {"Children": label}
        for horizon in (1, 2, 3):
            line[f"Missed by, {horizon} year{'s' if horizon > 1 else ''} ahead"] = _percent(
                here.scored.value(group, horizon, "mape")
            )
        line["In the range, of 100, 1 to 3 years"] = _plain(here.scored.held(group, AHEAD))
        line["Too high or too low, 3 years"] = _lean(here.scored.value(group, AHEAD, "bias"))
        lines.append(line)
    return Exhibit(
        key="trust",
        headline="How far forecasts missed, by kind of home",
        subtitle="Average miss of the middle line over all authorities, per cent of what happened",
        alt="",
        table=pd.DataFrame(lines),
        source=forecast_source(),
        note="The range of eight of ten futures should hold 80 of 100 outcomes. Kinds of home are "
        "scored on published numbers from 2020 on, which are the larger ones. Where the "
        "definition of supported accommodation changed between the two years, it is not scored.",
        folded=True,
    )


def say_trust(here: Outlook) -> Bullets:
    """A short sentence for the total and each kind of home, by the longest forecasts of which at
    least `FEWEST_SCORED` were scored.
    """
    told, lost = [], not_beaten(here.backtest)
    for group, label in _groups().items():
        missed = _missed(here.scored, group)
        years = lost.get(group, ())
        if not missed:
            told.append(words.no_trust(label, years))
            continue
        told.append(words.trust(label, missed, here.scored.held(group, AHEAD), years))
    return Bullets(points=told)


def archived(here: Outlook) -> Prose:
    """How forecasts that were published did; which year the first of them waits for."""
    met = here.archived[here.archived["measure"] == CHILDREN]
    whole = met[met["dimension"] == shapes.ALL].sort_values(["origin", "horizon"])
    kept = store.forecast_record()["archived"]
    if whole.empty:
        first = (date.fromisoformat(kept[0]["archived on"]), kept[0]["years"][0]) if kept else None
        return Prose([words.waiting(first)])
    return Prose([words.published_said(said) for said in _said(whole)])


def ahead(
    here: Held,
    measure: str,
    dimension: str = shapes.ALL,
    category: str = shapes.ALL,
    scenario: str = "as_now",
) -> list[words.Ahead]:
    """The years to come of one figure; empty where there is no forecast."""
    return [
        _foreseen(row, row.period_end.year, row.central, str(row.method))
        for row in here.forecast(measure, dimension, category, scenario)
        if row.status == shapes.OK
    ]


def _foreseen(row: Any, year: int, central: float, method: str = "") -> words.Ahead:
    drawn = {name: getattr(row, name) for name in ("p025", "p10", "p25", "p75", "p90", "p975")}
    return words.Ahead(
        year=year,
        central=central,
        **drawn,
        level=method.startswith(LEVEL),
        still=method.startswith(NO_CHANGE),
        extrapolated=is_extrapolated(method),
    )


def past(
    here: Held, measure: str, dimension: str = shapes.ALL, category: str = shapes.ALL
) -> list[Outcome]:
    """The published years of one figure, up to the origin."""
    return [
        Outcome(year=year, value=value, status=status)
        for year, value, status in here.counted.rows(measure, dimension, category)
        if year <= here.origin
    ]


def _records(rows: pd.DataFrame) -> Iterator[Any]:
    return rows.itertuples()


def _newest(was: list[Outcome], year: int) -> Outcome:
    """The published number of a year, or that there is none."""
    none = Outcome(year=year, value=float("nan"), status=shapes.NOT_AVAILABLE)
    return next((o for o in was if o.year == year), none)


def _said(rows: pd.DataFrame) -> Iterator[words.Said]:
    for row in _records(rows):
        yield words.Said(
            origin=row.origin,
            year=row.origin + row.horizon,
            central=row.p50,
            p10=row.p10,
            p90=row.p90,
            actual=row.actual,
        )


def _imputed(parts: list[Part]) -> str:
    hidden = [p.label for p in parts if p.now.value != p.now.value]
    if not hidden:
        return ""
    return (
        "Where the newest number is not shown, what is usual elsewhere stands in for it and the "
        "range is wider; the hidden number is not worked out."
    )


def _groups() -> dict[str, str]:
    """Groups of the backtest that a page tells, with their words."""
    homes = {f"placement: {c}": label for c, label in CATEGORIES["placement"].items()}
    return {
        "all": "All children in care",
        **homes,
        "uasc: uasc": "Unaccompanied children",
        **LEAVERS,
    }


def _missed(scored: Scored, group: str) -> dict[int, float]:
    """The average miss by years ahead, where it was found from enough forecasts."""
    found = {h: scored.scores(group, h)["mape"] for h in scored.horizons(group) if h <= AHEAD}
    return {
        years: miss.value
        for years, miss in found.items()
        if miss.cases >= FEWEST_SCORED and not math.isnan(miss.value)
    }


def _percent(value: float) -> str:
    return "not scored" if math.isnan(value) else f"{value:.0f}%"


def _plain(value: float) -> str:
    return "not scored" if math.isnan(value) else numbers.plain(value)


def _lean(value: float) -> str:
    if math.isnan(value):
        return "not scored"
    size = round(abs(value))
    return f"{size}% too {'high' if value > 0 else 'low'}" if size else "about right"


def _headline(dimension: str, part: Part, year: int) -> str:
    each = part.at(year)
    if dimension == "uasc":
        return f"Unaccompanied children by March {year}: {each.likely} in eight of ten futures"
    label = f"{part.label[0].lower()}{part.label[1:]}"
    who = f"aged {label}" if dimension == "age" else label
    return f"Largest group by March {year}: {who}, {words.children(each.p10, each.p90)}"
