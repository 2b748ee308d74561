"""Where the method did no better than "no change": whose middle line is today's number."""

from analysis.briefing.methods_page import SCORED_YEARS, Country, total_not_beaten, with_interval
from analysis.briefing.sufficiency.demand import CHILDREN, LEAVERS, ahead
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.catalogue.labels.categories import CATEGORIES
from analysis.core import shapes
from analysis.forecast.central import not_beaten
from analysis.forecast.draws import Key
from analysis.forecast.skill.backtest import group_of
from analysis.present import numbers
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words import forecast as words

BREAKDOWNS = ("placement", "age", "uasc")
SAID = {
    "All other children": "children who are not unaccompanied",
    "Other": "other homes",
    "With foster carers": "foster care",
    "With parents": "children with parents",
    "Placed for adoption": "children placed for adoption",
}


def say_no_change(here: Outlook) -> Bullets | Prose:
    """A sentence for each kind that does not beat no change in the backtest over all authorities.

    Nothing where every kind does, or where there is no forecast.
    """
    lost = not_beaten(here.backtest)
    told = []
    for key, label in figures().items():
        foreseen = ahead(here, *key)
        years = lost.get(group_of(key))
        if years and foreseen:
            starts = {year: _starts(here, key, year) for year in years}
            told.append(words.not_better(label, starts, _scored(here, key), foreseen[0].still))
    return Bullets(points=told) if told else Prose([])


def say_score(here: Outlook) -> Prose:
    """The score of the number of children over all authorities, on how many starting years; first
    where it does not beat no change."""
    told = []
    for years in SCORED_YEARS:
        score = here.scored.scores(shapes.ALL, years)["wis_ratio"]
        starts = numbers.count(score.origins, "starting year", "starting years")
        told.append(f"{with_interval(score)} {words.years_ahead([years])}, over {starts}")
    return Prose(
        [
            total_not_beaten(here),
            "For the number of children in care, over all authorities, the method's score beside "
            f"that of 'no change' was {'; '.join(told)}. Below 1 is better; in brackets is the 95% "
            "interval. Each forecast was made and set by what was known at its start.",
        ]
    )


def say_kept(country: Country) -> Prose:
    """The kinds whose middle line is today's number on an authority's page, and why."""
    lost = not_beaten(country.backtest)
    told = [
        f"{label} ({', '.join(map(str, lost[group_of(key)]))})"
        for key, label in figures().items()
        if group_of(key) in lost
    ]
    if not told:
        return Prose(["Every kind beats no change at every number of years that can be scored."])
    return Prose(
        [
            "For some kinds the method does not beat 'no change': plan with their ranges. They "
            "are, with the years ahead at which it does not: "
            f"{'; '.join(told)}. On a council's page their middle line is today's number in every "
            "year. All ranges, and the middle lines of England and of regions, are those of the "
            "draws."
        ]
    )


def figures() -> dict[Key, str]:
    """Every figure of demand that is forecast, with its words within a sentence."""
    whole = {(CHILDREN, shapes.ALL, shapes.ALL): "all children in care"}
    parts = {
        (CHILDREN, dimension, category): _named(dimension, label)
        for dimension in BREAKDOWNS
        for category, label in CATEGORIES[dimension].items()
    }
    leavers = {(measure, shapes.ALL, shapes.ALL): _lower(each) for measure, each in LEAVERS.items()}
    return whole | parts | leavers


def _named(dimension: str, label: str) -> str:
    named = SAID.get(label, _lower(label))
    return f"children aged {named}" if dimension == "age" else named


def _lower(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"


def _starts(here: Outlook, key: Key, years: int) -> int:
    """From how many starting years a figure was scored so many years ahead."""
    return here.scored.scores(group_of(key), years)["mape"].origins


def _scored(here: Outlook, key: Key) -> int:
    """At how many years ahead a figure was scored."""
    return len(here.scored.horizons(group_of(key)))
