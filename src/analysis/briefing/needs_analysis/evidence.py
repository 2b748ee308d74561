"""What the figures say in sentences, which lever is behind a rate, and what it means for plans."""

from math import isnan

from analysis.briefing.figures import NEIGHBOURS, Figures, source_line
from analysis.briefing.own_return.newer import newer_said
from analysis.briefing.parts import capital, lowered, prose, table
from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import chosen, indicator
from analysis.measure.change import DECREASING, INCREASING, trend_marker
from analysis.measure.differences import gap_in_children
from analysis.measure.notable import CONCERN, STRENGTH, Notable
from analysis.present import numbers, words
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

LEVERS = ("cla_rate", "cla_started_rate", "cla_ceased_rate", "cla_per_leaver")
MOST_FINDINGS = 14
NO_EARLIER = {1: "No figure a year before.", 5: "No comparable earlier figure."}
MARKED = {INCREASING: "rose", DECREASING: "fell"}
SAME_WITHIN = 0.1  # of a figure without an interval: nearer than this is "about the same"


def say(figures: Figures, name: str) -> Prose:
    """Where a figure stands beside similar authorities, how it changed, and why it matters."""
    i, rows, area = figures.indicator(name), figures.rows(name), figures.area
    beside = NEIGHBOURS if "neighbours" in i.comparators else "england"
    sentences = [words.against(i, rows, area, beside)]
    if i.all_pupils is not None and i.kind != "difference":
        sentences.insert(0, words.peers(i, rows, area))
    sentences += _changes(figures, i) if i.has_interval else []
    if i.pool:
        sentences.append(words.pooled(i, rows, area))
    sentences += newer_said(figures, i)
    why = f"Why it matters: {_within_sentence(i.why)} {i.caveat}".rstrip()
    return prose(_without_repeats(i, area, sentences), why)


def _changes(figures: Figures, i: Indicator) -> list[str]:
    """The change over one year and over five; an old figure's changes are no news, and left out.

    The trend of the years between is told where the two ends alone show nothing clear.
    """
    if not figures.here(i.id).known:
        return []
    found = {years: figures.change(i.id, years) for years in NO_EARLIER}
    if all(change.earlier is None for change in found.values()):
        return [words.change(i, found[1], figures.area)]
    told = {
        years: NO_EARLIER[years]
        if change.earlier is None
        else words.change(i, change, figures.area)
        for years, change in found.items()
    }
    marker = trend_marker(figures.points(i.id), i.kind, [b.on for b in i.breaks])
    told[5] = words.with_the_years_between(
        told[5], i, found[5], figures.rows(i.id), figures.area, MARKED.get(marker, "")
    )
    return [*told.values()]


def _without_repeats(i: Indicator, area: Area, sentences: list[str]) -> str:
    """The sentences as one paragraph, which names the measure and the place once."""
    first, *rest = sentences
    shorter = [
        text.removeprefix(f"{i.title}: ")
        .replace(f"the figure for {area.name} ", "the figure ", 1)
        .replace(f"figures for {area.name} ", "figures ", 1)
        for text in rest
    ]
    return " ".join([first, *dict.fromkeys(map(capital, shorter))])


def _within_sentence(sentence: str) -> str:
    """A sentence to stand after a colon: a small letter, unless its first word keeps a capital."""
    first = sentence.split()[0]
    keeps = first == "Ofsted" or (len(first) > 1 and first.isupper())
    return sentence if keeps else lowered(sentence)


def gap(figures: Figures, name: str = "cla_rate") -> Prose:
    """The difference to similar authorities and to England in children, with an interval."""
    i, own = indicator(name), figures.here(name)
    if not own.known or isnan(own.number("numerator")):
        return prose(words.suppressed(i, figures.rows(name), figures.area))
    benchmarks = {
        "at the median rate of similar authorities": figures.similar(name),
        "at the rate of England": figures.england(name),
    }
    sentences = []
    for than, other in benchmarks.items():
        if other.known:
            children, base = own.number("numerator"), own.number("denominator")
            ends = map(float, gap_in_children(children, base, i.per, other.number()))
            parts = dict(zip(("central", "lower", "upper"), ends, strict=True))
            sentences.append(words.gap(i, figures.area, **parts, than=than))
    return prose(*(sentences or ["There is no rate to compare with."]))


def levers(figures: Figures) -> Exhibit:
    """Entries, exits and length of stay beside England and similar authorities."""
    wanted = chosen(LEVERS)
    rows = [
        {
            "Lever": i.title
            if " every " in i.title or " each " in i.title
            else f"{i.title} ({i.unit})",
            figures.area.name: figures.here(i.id).printed,
            "Similar authorities": figures.similar(i.id).printed,
            "England": figures.england(i.id).printed,
        }
        for i in wanted
    ]
    return table(
        "levers",
        _levers_headline(figures),
        f"Rate in care, coming in, leaving, and children in care for each who left, "
        f"{figures.area.name}, {wanted[0].label(figures.newest[LEVERS[0]])}",
        rows,
        source=source_line(wanted),
        note="A rate in care is high where many children come in, where they stay long, or both. "
        "The last row is a rough guide to years in care; nearer than a tenth is called about the "
        "same, and the first three rows by their 95% intervals.",
    )


def _levers_headline(figures: Figures) -> str:
    """How coming in and staying lie beside similar authorities, each tested as far as it can be."""
    coming, staying = (
        figures.here(name).side(figures.similar(name), without_interval=SAME_WITHIN)
        for name in ("cla_started_rate", "cla_per_leaver")
    )
    if not coming or not staying:
        return "What lies behind the rate of children in care"
    come = {"higher": "more children come in", "lower": "fewer children come in"}
    stay = {"higher": "they stay longer", "lower": "they stay less long"}
    first = come.get(coming, "about as many children come in")
    second = stay.get(staying, "they stay about as long")
    joined = "but" if {coming, staying} == {"higher", "lower"} else "and"
    return f"Beside similar authorities, {first} {joined} {second}"


def priorities(figures: Figures) -> Exhibit:
    """Each finding with its evidence and the question it puts to the strategy."""
    every = figures.findings
    found = every[:MOST_FINDINGS]
    none = {
        "Finding": "No figure lies beyond all similar authorities",
        "Evidence": "all within their range or what chance could explain, or too few published",
        "Kind": "none",
        "What it asks of the strategy": words.implication(indicator("cla_rate"), "similar"),
    }
    return table(
        "priorities",
        "What the evidence asks of the strategy: "
        + (
            f"the {len(found)} furthest of {len(every)} findings"
            if len(found) < len(every)
            else f"{len(every)} finding{'' if len(every) == 1 else 's'}"
        ),
        "Measures that lie beyond all similar authorities, and differ from their median "
        f"by more than chance (99.8%), furthest first, {figures.area.name}",
        [_priority(figures, n) for n in found] or [none],
        source=source_line([n.indicator for n in found] or [indicator("cla_rate")]),
        note="A finding is a place to look, not a cause. Other differences are in the full tables "
        "at the end. A strategy may have good reasons for "
        "other priorities; each should name the finding it answers.",
    )


def _priority(figures: Figures, n: Notable) -> dict[str, str]:
    i = figures.indicator(n.indicator.id)
    side = "higher" if n.distance > 0 else "lower"
    stepped = i.breaks[len(n.indicator.breaks) :]
    asks = words.RECORDED if n.doubtful else words.implication(i, side)
    kinds = {CONCERN: "to improve", STRENGTH: "to keep"}
    return {
        "Finding": f"{i.title}: {side} than similar authorities",
        "Evidence": f"{numbers.after_title(i, n.value)}, median "
        f"{numbers.figure(i, n.median, average=True)} ({i.label(n.period_end)})",
        "Kind": kinds.get(n.verdict, "to understand"),
        "What it asks of the strategy": f"First ask how it is recorded. {stepped[-1].why}"
        if stepped
        else asks,
    }
