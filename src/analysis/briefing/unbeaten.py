"""Where the method did no better than "no change": whose middle line is today's number."""

from analysis import shapes
from analysis.briefing.demand import CHILDREN, LEAVERS, ahead
from analysis.briefing.national import Country
from analysis.briefing.outlook import Outlook
from analysis.catalogue.categories import CATEGORIES
from analysis.present import words_forecast as words
from analysis.present.prose import Bullets, Prose
from analysis.project.backtest import group_of
from analysis.project.central import not_beaten
from analysis.project.draws import Key

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
            told.append(words.not_better(label, years, _scored(here, key), foreseen[0].still))
    return Bullets(points=told) if told else Prose([])


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
            "For some kinds the method does not beat 'no change', and its range is what to plan "
            "with; in brackets is how many years ahead it does not: "
            f"{'; '.join(told)}. On a council's page their middle line is today's number in every "
            "year; ranges stay those of the draws. A region's middle line is that of its draws."
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


def _scored(here: Outlook, key: Key) -> int:
    """At how many years ahead a figure was scored."""
    return len(here.scored.horizons(group_of(key)))
