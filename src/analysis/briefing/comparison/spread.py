"""How far authorities differ from one another, and what of it is more than chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.briefing.comparison.opening import Together, in_order
from analysis.briefing.parts import capital, lowered, prose
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicators import indicator
from analysis.core import store
from analysis.measure.funnel import funnel
from analysis.measure.groups import beside_the_rest, chance_of_differences
from analysis.present import numbers
from analysis.present.charts.comparison.authorities import Panel, beside_one_another
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose, listed

LEVEL = 0.002
"""The chance under which differences are called larger than chance: a dozen measures are tested."""
SHORT = {
    "cla_number": "Children in care",
    "cla_rate": "In care per 10,000 children",
    "cla_started_rate": "Came into care per 10,000 children",
    "placed_foster": "Live with foster carers",
    "placed_over_20_miles_outside": "Over 20 miles away, outside the area",
    "same_placement_two_years": "In the same home for two years",
    "health_assessment": "Health assessment up to date",
    "dental_check": "Seen by a dentist",
    "absence_persistent": "Miss a tenth of school or more",
    "care_leavers_in_eet_19_21": "Care leavers learning or working",
    "care_leavers_suitable_accommodation_19_21": "Care leavers in suitable homes",
    "care_leavers_in_touch_19_21": "Care leavers in touch",
}
TOPICS = {
    "demand": ("cla_number", "cla_rate", "cla_started_rate"),
    "homes": ("placed_foster", "placed_over_20_miles_outside", "same_placement_two_years"),
    "health_and_school": ("health_assessment", "dental_check", "absence_persistent"),
    "care_leavers": (
        "care_leavers_in_eet_19_21",
        "care_leavers_suitable_accommodation_19_21",
        "care_leavers_in_touch_19_21",
    ),
}


@dataclass(frozen=True)
class Spread:
    """One measure: the chance of differences as large, and who differs from the rest."""

    name: str
    chance: float
    sides: dict[str, str]

    @property
    def beyond(self) -> bool:
        """Whether authorities differ by more than chance would give."""
        return self.chance < LEVEL


def spread(together: Together, name: str) -> Spread | None:
    """How the authorities differ in a measure; None where fewer than two have counts.

    Sides are told only where the authorities as a whole differ by more than chance.
    """
    known, kind = together.known(name), indicator(name).kind
    x = [p.numerator for p in known.values()]
    n = [p.denominator for p in known.values()]
    if not indicator(name).has_interval:
        return None
    chance = chance_of_differences(x, n, kind)
    if chance != chance:
        return None
    sides = beside_the_rest(x, n, kind) if chance < LEVEL else [""] * len(known)
    return Spread(name, chance, dict(zip(known, map(str, sides), strict=True)))


@lru_cache(maxsize=4)
def every_spread(together: Together) -> list[Spread]:
    """Those of every measure of the page that can be tested, in their order."""
    return [found for name in SHORT if (found := spread(together, name))]


def authorities_beside(together: Together, topic: str) -> Exhibit:
    """A dot for each authority in the measures of a topic, in the order of their names."""
    names = TOPICS[topic]
    found = {each.name: each for each in every_spread(together) if each.name in names}
    panels = [_panel(together, name, found.get(name)) for name in names]
    return beside_one_another(
        f"{topic.replace('_', '-')}-spread",
        panels,
        together.names,
        headline=_headline(list(found.values())),
        subtitle=f"{_units(names)} {capital(_when(together, names))}.",
        alt=_alt(together, names),
        source=together.source(*names),
        notes=[_pupils(together, names), _hidden(together, names)],
    )


def say_spread(together: Together, topic: str) -> Prose:
    """Who differs from the others together in each measure of a topic, in a sentence each; nothing
    where the headline beside it says that too few are published to test.
    """
    found = [each for each in every_spread(together) if each.name in TOPICS[topic]]
    alike = [SHORT[each.name] for each in found if not each.beyond]
    paragraphs = [_said(together, each) for each in found if each.beyond]
    if alike:
        paragraphs.append(f"No more than chance: {listed([*map(lowered, alike)])}.")
    return prose(*paragraphs)


def say_apart(together: Together) -> Prose:
    """Who stands apart even beside how much authorities in England ordinarily differ."""
    start = "Authorities in England differ by more than chance on almost everything."
    told = []
    for each in every_spread(together):
        found = apart(together, each.name)
        if found:
            names = [f"{name} ({side})" for name, side in found.items()]
            told.append(f"{SHORT[each.name]}: {together.few(names)}.")
    if not every_spread(together):
        return prose("")
    if not told:
        return prose(f"{start} Allowing for that, none here stands apart.")
    return prose(f"{start} Allowing for that, these still stand apart.", *told)


def apart(together: Together, name: str) -> dict[str, str]:
    """'higher' or 'lower' for those beyond the 99.8% limits of a funnel of all authorities.

    Its limits allow for the ordinary differences between authorities: see `measure.funnel`.
    """
    i = indicator(name)
    latest = store.read(store.LATEST_FILE, where={"indicator": i.id})
    now = latest[(latest["period_end"] == together.day(name)) & latest["lower95"].notna()]
    if len(now) < 3:
        return {}
    counted = now.set_index("area")
    per = i.per if i.kind == "rate" else None
    found = funnel(counted["numerator"], counted["denominator"], i.kind, per).authorities
    where = found["position"].map({"above 99.8%": "higher", "below 99.8%": "lower"})
    return {a.name: str(where[a.code]) for a in together.members if pd.notna(where.get(a.code))}


def _panel(together: Together, name: str, found: Spread | None) -> Panel:
    i, lines = indicator(name), {}
    if "england" in i.comparators and together.england(name) == together.england(name):
        lines["England"] = together.england(name)
    if whole := together.whole(name):
        lines["together"] = whole.value
    return Panel(
        indicator=i,
        title=SHORT[name],
        figures=together.figures(name),
        lines=lines,
        sides=found.sides if found else {},
    )


def _headline(found: list[Spread]) -> str:
    """'Beyond chance: seen by a dentist; miss a tenth of school or more'."""
    if not found:
        return "Too few figures to test"
    beyond = [lowered(SHORT[each.name]) for each in found if each.beyond]
    return f"Beyond chance: {'; '.join(beyond)}" if beyond else "All differences may be chance"


def _said(together: Together, each: Spread) -> str:
    """'Seen by a dentist. Higher in Devon. Lower in Plymouth and Torbay.'"""
    told = [
        f"{side.title()} in {together.few(names)}."
        for side in ("higher", "lower")
        if (names := in_order(together.names, each.sides, side))
    ]
    if not told:
        return f"{SHORT[each.name]}: they differ, but none stands apart from the others together."
    return f"{SHORT[each.name]}. {' '.join(told)}"


def _units(names: Iterable[str]) -> str:
    return f"{capital('; '.join(dict.fromkeys(indicator(n).unit for n in names)))}."


def _when(together: Together, names: Iterable[str]) -> str:
    return listed(list(dict.fromkeys(indicator(n).label(together.day(n)) for n in names)))


def _alt(together: Together, names: Iterable[str]) -> str:
    words = []
    for name in names:
        i, values = indicator(name), [p.value for p in together.known(name).values()]
        ends = dict.fromkeys(numbers.figure(i, f(values)) for f in (min, max)) if values else ()
        words.append(f"{lowered(SHORT[name])} {' to '.join(ends) or 'without a figure'}")
    return f"Dots for {len(together.members)} authorities by name: {'; '.join(words)}."


def _pupils(together: Together, names: Iterable[str]) -> str:
    """What all pupils in England have, where a measure is of school."""
    told = []
    for name in names:
        rows = together.rows(name)
        now = rows[(rows["area"] == ENGLAND) & (rows["period_end"] == together.day(name))]
        every = now.loc[now["group"] == "all_pupils", "value"].dropna()
        if len(every):
            printed = numbers.figure(indicator(name), float(every.iloc[0]))
            told.append(f"{SHORT[name]}: of all pupils in England {printed}.")
    return " ".join(told)


def _hidden(together: Together, names: Iterable[str]) -> str:
    without = list(dict.fromkeys(a for n in names for a in together.without(n)))
    if not without:
        return ""
    return f"Hidden or not published: {together.few(without)}."
