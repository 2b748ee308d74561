"""What the figures say in sentences, which lever is behind a rate, and what it means for plans."""

from typing import Any

import pandas as pd

from analysis.briefing.figures import NEIGHBOURS, Figures, source_line
from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import chosen, indicator
from analysis.core import shapes
from analysis.measure.change import DECREASING, INCREASING, trend_marker
from analysis.measure.differences import gap_in_children
from analysis.measure.notable import CONCERN, STRENGTH, Notable
from analysis.present import numbers, words
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

LEVERS = ("cla_rate", "cla_started_rate", "cla_ceased_rate", "cla_per_leaver")
MOST_FINDINGS = 14
NO_EARLIER = {
    1: "No figure is published for the year before.",
    5: "No figure is published from three to five years before.",
}
TRENDS = {
    INCREASING: ["Its last five years taken together show a rise (test for trend, 99.8%)."],
    DECREASING: ["Its last five years taken together show a fall (test for trend, 99.8%)."],
}
SAME_WITHIN = 0.1  # of a figure without an interval: nearer than this is "about the same"


def say(figures: Figures, name: str) -> Prose:
    """Where a figure stands beside similar authorities, how it changed, and why it matters."""
    i, rows, area = figures.indicator(name), figures.rows(name), figures.area
    beside = NEIGHBOURS if "neighbours" in i.comparators else "england"
    told = [words.against(i, rows, area, beside)]
    if i.all_pupils is not None and i.kind != "difference":
        told.insert(0, words.peers(i, rows, area))
    told += _changes(figures, i) if i.has_interval else []
    if i.pool:
        told.append(words.pooled(i, rows, area))
    caveat = f" {i.caveat}" if i.caveat else ""
    return Prose([_without_repeats(i, area, told), f"Why it matters: {_lower(i.why)}{caveat}"])


def _changes(figures: Figures, i: Indicator) -> list[str]:
    """The change over one year and over five; an old figure's changes are no news, and left out."""
    newest = figures.value(i.id)
    if newest is None or newest.status != shapes.OK:
        return []
    found = {years: figures.change(i.id, years) for years in NO_EARLIER}
    if all(change.earlier is None for change in found.values()):
        return [words.change(i, found[1], figures.area)]
    told = [
        NO_EARLIER[years] if change.earlier is None else words.change(i, change, figures.area)
        for years, change in found.items()
    ]
    marker = trend_marker(figures.points(i.id), i.kind, [b.on for b in i.breaks])
    return [*told, *TRENDS.get(marker, [])]


def _without_repeats(i: Indicator, area: Area, told: list[str]) -> str:
    """The sentences as one paragraph, which names the measure and the place once."""
    first, *rest = told
    shorter = [
        text.removeprefix(f"{i.title}: ")
        .replace(f"the figure for {area.name} ", "the figure ", 1)
        .replace(f"figures for {area.name} ", "figures ", 1)
        for text in rest
    ]
    once = dict.fromkeys(text[0].upper() + text[1:] for text in shorter)
    return " ".join([first, *once])


def _lower(sentence: str) -> str:
    """A sentence to stand after a colon: a small letter, unless its first word keeps a capital."""
    first = sentence.split()[0]
    keeps = first == "Ofsted" or (len(first) > 1 and first.isupper())
    return sentence if keeps else sentence[0].lower() + sentence[1:]


def gap(figures: Figures, name: str = "cla_rate") -> Prose:
    """The difference to similar authorities and to England in children, with an interval."""
    i, own = indicator(name), figures.value(name)
    if own is None or own.status != shapes.OK or pd.isna(own.numerator):
        return Prose([words.suppressed(i, figures.rows(name), figures.area)])
    benchmarks = {
        "at the median rate of similar authorities": figures.value(
            name, group=NEIGHBOURS, statistic="median"
        ),
        "at the rate of England": figures.value(name, ENGLAND),
    }
    told = []
    for than, row in benchmarks.items():
        if row is None or pd.isna(row.value):
            continue
        central, lower, upper = gap_in_children(own.numerator, own.denominator, i.per, row.value)
        told.append(
            words.gap(
                i,
                figures.area,
                central=float(central),
                lower=float(lower),
                upper=float(upper),
                than=than,
            )
        )
    return Prose(told or ["There is no rate to compare with."])


def levers(figures: Figures) -> Exhibit:
    """Entries, exits and length of stay beside England and similar authorities."""
    wanted = chosen(LEVERS)
    lines = []
    for i in wanted:
        own, england = figures.value(i.id), figures.value(i.id, ENGLAND)
        median = figures.value(i.id, group=NEIGHBOURS, statistic="median")
        lines.append(
            {
                "Lever": i.title
                if " every " in i.title or " each " in i.title
                else f"{i.title} ({i.unit})",
                figures.area.name: _figure(i.id, own),
                "Similar authorities": _figure(i.id, median, average=True),
                "England": _figure(i.id, england),
            }
        )
    return Exhibit(
        key="levers",
        headline=_levers_headline(figures),
        subtitle=f"Rate in care, coming in, leaving, and children in care for each who left, "
        f"{figures.area.name}, {wanted[0].label(figures.newest[LEVERS[0]])}",
        alt="",
        table=pd.DataFrame(lines),
        source=source_line(wanted),
        note="A rate in care is high where many children come in, where they stay long, or both. "
        "The last row is a rough guide to years in care; nearer than a tenth is called about the "
        "same, and the first three rows by their 95% intervals.",
    )


def _levers_headline(figures: Figures) -> str:
    """How coming in and staying lie beside similar authorities, each tested as far as it can be."""
    coming, staying = (_beside(figures, n) for n in ("cla_started_rate", "cla_per_leaver"))
    if not coming or not staying:
        return "What lies behind the rate of children in care"
    come = {"more": "more children come in", "fewer": "fewer children come in"}
    stay = {"more": "they stay longer", "fewer": "they stay less long"}
    first = come.get(coming, "about as many children come in")
    second = stay.get(staying, "they stay about as long")
    joined = "but" if {coming, staying} == {"more", "fewer"} else "and"
    return f"Beside similar authorities, {first} {joined} {second}"


def _beside(figures: Figures, name: str) -> str:
    """'more', 'fewer' or 'same' beside the median of similar authorities; '' without figures."""
    own = figures.value(name)
    median = figures.value(name, group=NEIGHBOURS, statistic="median")
    if own is None or median is None or pd.isna(own.value) or pd.isna(median.value):
        return ""
    lower, upper = own.lower95, own.upper95
    if pd.isna(lower):
        lower, upper = own.value * (1 - SAME_WITHIN), own.value * (1 + SAME_WITHIN)
    return "more" if lower > median.value else "fewer" if upper < median.value else "same"


def _figure(name: str, row: Any | None, average: bool = False) -> str:
    if row is None:
        return numbers.reason(shapes.NOT_AVAILABLE)
    return numbers.figure(indicator(name), float(row.value), str(row.status), average=average)


def priorities(figures: Figures) -> Exhibit:
    """Each finding with its evidence and the question it puts to the strategy."""
    every = figures.findings
    found = every[:MOST_FINDINGS]
    lines = [_priority(figures, n) for n in found] or [
        {
            "Finding": "No figure lies beyond all similar authorities",
            "Evidence": "all within their range or what chance could explain, or too few published",
            "Kind": "none",
            "What it asks of the strategy": words.implication(indicator("cla_rate"), "similar"),
        }
    ]
    return Exhibit(
        key="priorities",
        headline=_how_many(len(found), len(every)),
        subtitle="Measures that lie beyond all similar authorities, and differ from their median "
        f"by more than chance (99.8%), furthest first, {figures.area.name}",
        alt="",
        table=pd.DataFrame(lines),
        source=source_line([n.indicator for n in found] or [indicator("cla_rate")]),
        note="A finding is a place to look, not a cause. Other differences are in the full tables "
        "at the end. A strategy may have good reasons for "
        "other priorities; each should name the finding it answers.",
    )


def _how_many(shown: int, every: int) -> str:
    if shown < every:
        return f"What the evidence asks of the strategy: the {shown} furthest of {every} findings"
    return f"What the evidence asks of the strategy: {every} finding{'' if every == 1 else 's'}"


def _priority(figures: Figures, n: Notable) -> dict[str, str]:
    i = figures.indicator(n.indicator.id)
    over = n.distance > 0
    stepped = i.breaks[len(n.indicator.breaks) :]
    asks = words.RECORDED if n.doubtful else words.implication(i, "higher" if over else "lower")
    kinds = {CONCERN: "to improve", STRENGTH: "to keep"}
    return {
        "Finding": f"{i.title}: {'higher' if over else 'lower'} than similar authorities",
        "Evidence": f"{numbers.after_title(i, n.value)}, median "
        f"{numbers.figure(i, n.median, average=True)} ({i.label(n.period_end)})",
        "Kind": kinds.get(n.verdict, "to understand"),
        "What it asks of the strategy": f"First ask how it is recorded. {stepped[-1].why}"
        if stepped
        else asks,
    }
