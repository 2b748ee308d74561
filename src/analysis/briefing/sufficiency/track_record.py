"""How far to trust the forecasts: what the method said before, and where it beats "no change"."""

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis.briefing.parts import lowered, prose, table
from analysis.briefing.sufficiency.demand import AHEAD, CHILDREN, LEAVERS, ahead, foreseen, past
from analysis.briefing.sufficiency.outlook import Held, Outlook, each_row, forecast_source
from analysis.briefing.sufficiency.past_scores import SCORED_YEARS
from analysis.catalogue.categories import CATEGORIES
from analysis.core import shapes, store
from analysis.forecast.central import beside_no_change, not_beaten
from analysis.forecast.draws import Key
from analysis.forecast.skill.backtest import group_of
from analysis.present import numbers
from analysis.present.charts.forecast.fan_chart import Fan, fan_chart
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.homes import forecast as words

FEWEST_SCORED = 100
BREAKDOWNS = ("placement", "age", "uasc")
WITHIN_SENTENCE = {
    "All other children": "children who are not unaccompanied",
    "Other": "other homes",
    "With foster carers": "foster care",
    "With parents": "children with parents",
    "Placed for adoption": "children placed for adoption",
}


def did_it_work(here: Outlook) -> Exhibit | Prose:
    """What the method would have said three years ago, beside what happened; nothing if neither."""
    origin = here.origin - AHEAD
    cases = _of_total(here.hindcast)
    cases = cases[cases["origin"] == origin].sort_values("horizon")
    if cases.empty:
        return prose()
    shown = Fan(
        past=past(here, CHILDREN),
        ahead=[foreseen(row, row.origin + row.horizon, row.p50) for row in each_row(cases)],
        origin=origin,
        name=f"children in care in {here.name} as it would have been foreseen in {origin}",
    )
    inside = sum(forecast.inside for forecast in _said(cases))
    return fan_chart(
        "three-years-ago",
        shown,
        headline=f"Foreseen from {origin}: {inside} of {len(cases)} later years lay in the range",
        subtitle=f"Children in care on 31 March, {here.name}: published, and foreseen from "
        f"{origin}",
        source=forecast_source(),
        note="Made now, with the figures to that year as they stand today.",
    )


def say_did_it_work(here: Outlook) -> Prose:
    """The newest scored forecast of three years, and the record of all earlier ones."""
    cases = _of_total(here.hindcast)
    cases = cases[cases["horizon"] <= AHEAD].sort_values(["origin", "horizon"])
    newest = cases[(cases["horizon"] == AHEAD) & (cases["origin"] == here.origin - AHEAD)]
    return prose(*map(words.said_then, _said(newest)), words.record(list(_said(cases))))


def archived(here: Outlook) -> Prose:
    """How forecasts that were published did; which year the first of them waits for."""
    cases = _of_total(here.archived).sort_values(["origin", "horizon"])
    if not cases.empty:
        return prose(*[words.published_said(forecast) for forecast in _said(cases)])
    kept = store.forecast_record()["archived"]
    first = (date.fromisoformat(kept[0]["archived on"]), kept[0]["years"][0]) if kept else None
    return prose(words.waiting(first))


def trust(here: Outlook) -> Exhibit:
    """How far off such forecasts were over all authorities, by kind of home."""
    past_scores = here.past_scores
    rows = [
        {
            "Children": label,
            **{
                f"Missed by, {years} year{'s' if years > 1 else ''} ahead": _scored(
                    past_scores.value(group, years, "mape"), "{:.0f}%"
                )
                for years in SCORED_YEARS
            },
            "In the range, of 100, 1 to 3 years": _scored(past_scores.coverage(group, AHEAD)),
            "Too high or too low, 3 years": _lean(past_scores.value(group, AHEAD, "bias")),
        }
        for group, label in _groups().items()
        if past_scores.horizons(group)
    ]
    return table(
        "trust",
        "How far forecasts missed, by kind of home",
        "Average miss of the middle line over all authorities, per cent of what happened",
        rows,
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
    lost = not_beaten(here.backtest)
    points = []
    for group, label in _groups().items():
        years = lost.get(group, ())
        if missed := _missed(here, group):
            covered = here.past_scores.coverage(group, AHEAD)
            points.append(words.trust(label, missed, covered, years))
        else:
            points.append(words.no_trust(label, years))
    return Bullets(points=points)


def say_no_change(here: Outlook) -> Bullets | Prose:
    """A sentence for each kind that does not beat no change in the backtest over all authorities.

    Its middle line is today's number. Nothing where every kind does, or where nothing is forecast.
    """
    points = []
    for key, (label, years) in kinds_not_beaten(here).items():
        if to_come := ahead(here, *key):
            group = group_of(key)
            starts = {y: here.past_scores.scores(group, y)["mape"].origins for y in years}
            scored = len(here.past_scores.horizons(group))
            points.append(words.not_better(label, starts, scored, to_come[0].still))
    return Bullets(points=points) if points else prose()


def say_score(here: Outlook) -> Prose:
    """The score of the total on how many starting years; first where it is not beyond no change."""
    scores = {y: here.past_scores.scores(shapes.ALL, y)["wis_ratio"] for y in SCORED_YEARS}
    each = [
        f"{score.printed} {words.years_ahead([years])}, over {starting_years(score.origins)}"
        for years, score in scores.items()
    ]
    return prose(
        total_not_beaten(here),
        "For the number of children in care, over all authorities, the method's score beside "
        f"that of 'no change' was {'; '.join(each)}. Below 1 is better; in brackets is the 95% "
        "interval. Each forecast was made and set by what was known at its start.",
    )


def starting_years(number: int) -> str:
    """'4 starting years'."""
    return numbers.count(number, "starting year", "starting years")


def total_not_beaten(here: Held) -> str:
    """At which numbers of years the total does not beat no change for sure; blank if at all."""
    lost, unsure, _ = (
        [y for y in years if y in SCORED_YEARS] for years in beside_no_change(here.backtest)
    )
    sentences = []
    if lost:
        sentences.append(
            f"This method does not beat 'no change' {words.years_ahead(lost)}: plan with the "
            "range, not with the middle line."
        )
    if unsure:
        sentences.append(
            f"Whether it beats 'no change' {words.years_ahead(unsure)} could be chance: the "
            "interval of its score reaches 1."
        )
    return " ".join(sentences)


def kinds_not_beaten(here: Held) -> dict[Key, tuple[str, tuple[int, ...]]]:
    """Each figure that does not beat no change: its words, and how many years ahead it does not."""
    lost = not_beaten(here.backtest)
    return {
        key: (label, lost[group_of(key)])
        for key, label in forecast_figures().items()
        if group_of(key) in lost
    }


def forecast_figures() -> dict[Key, str]:
    """Every figure of demand that is forecast, with its words within a sentence."""
    whole = {(CHILDREN, shapes.ALL, shapes.ALL): "all children in care"}
    parts = {
        (CHILDREN, dimension, category): _within_sentence(dimension, label)
        for dimension in BREAKDOWNS
        for category, label in CATEGORIES[dimension].items()
    }
    return whole | parts | {(m, shapes.ALL, shapes.ALL): lowered(LEAVERS[m]) for m in LEAVERS}


def _within_sentence(dimension: str, label: str) -> str:
    named = WITHIN_SENTENCE.get(label, lowered(label))
    return f"children aged {named}" if dimension == "age" else named


def _of_total(cases: pd.DataFrame) -> pd.DataFrame:
    """The cases of the number of all children in care."""
    return cases[(cases["measure"] == CHILDREN) & (cases["dimension"] == shapes.ALL)]


def _said(cases: pd.DataFrame) -> Iterator[words.Said]:
    for row in each_row(cases):
        yield words.Said(
            origin=row.origin,
            year=row.origin + row.horizon,
            central=row.p50,
            p10=row.p10,
            p90=row.p90,
            actual=row.actual,
        )


def _groups() -> dict[str, str]:
    """Groups of the backtest that a page tells, with their words."""
    homes = {f"placement: {c}": label for c, label in CATEGORIES["placement"].items()}
    unaccompanied = {"uasc: uasc": "Unaccompanied children"}
    return {"all": "All children in care"} | homes | unaccompanied | LEAVERS


def _missed(here: Held, group: str) -> dict[int, float]:
    """The average miss by years ahead, where it was found from enough forecasts."""
    scores = here.past_scores
    found = {h: scores.scores(group, h)["mape"] for h in scores.horizons(group) if h <= AHEAD}
    return {
        years: miss.value
        for years, miss in found.items()
        if miss.cases >= FEWEST_SCORED and not math.isnan(miss.value)
    }


def _scored(value: float, form: str = "{:,.0f}") -> str:
    return "not scored" if math.isnan(value) else form.format(value)


def _lean(value: float) -> str:
    if math.isnan(value):
        return "not scored"
    size = round(abs(value))
    return f"{size}% too {'high' if value > 0 else 'low'}" if size else "about right"
