"""The tables of a report: scorecards by theme, the children we are responsible for, neighbours."""

from collections.abc import Iterable
from itertools import zip_longest

from analysis.briefing.figures import NEIGHBOURS, Figures, NewestFigure, source_line
from analysis.briefing.parts import prose, table
from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import chosen, indicator, of_theme
from analysis.catalogue.not_published import unknown_here
from analysis.core.shapes import NEIGHBOURS_2021
from analysis.present import numbers, words
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose, listed
from analysis.present.rows import Point, latest, points

RESPONSIBLE = {
    "cla_number": "Children in care on 31 March",
    "uasc_number": "of them unaccompanied asylum-seeking children",
    "cla_during_year": "Children in care at any time in the year",
    "cla_started_number": "Children who came into care in the year",
    "cla_ceased_number": "Children who left care in the year",
    "short_breaks_number": "Children looked after only in short breaks (not counted above)",
    "care_leavers_17_18_number": "Care leavers aged 17 and 18",
    "care_leavers_19_21_number": "Care leavers aged 19 to 21",
}
GROUP_SIDES = {
    "higher": "a larger share",
    "lower": "a smaller share",
    "similar": "no clear difference",
    "equal": "the same share",
}
SUPPORTED = ("support_at_22", "support_at_23", "support_at_24", "support_at_25")
SIDES = {
    "higher": "higher",
    "lower": "lower",
    "similar": "no clear difference",
    "equal": "level",
    "above": "above (not tested)",
    "below": "below (not tested)",
}


def scorecard(figures: Figures, theme: str) -> Exhibit:
    """Every whole indicator of a theme: here, England and similar authorities."""
    wanted = [i for i in of_theme(theme) if not i.split]
    return table(
        f"scorecard-{theme.lower()}",
        f"{THEMES[theme]}: every measure at its newest figure",
        f"Newest published period of each measure, {figures.area.name}, with 95% "
        "intervals; beside similar authorities in words",
        [_score(figures, i) for i in wanted],
        source=source_line(wanted),
        note="'Higher' and 'lower' mean that the median of similar authorities lies outside the "
        "95% interval. About one comparison in twenty does so by chance.",
        folded=True,
    )


def _score(figures: Figures, i: Indicator) -> dict[str, str]:
    when, own, similar = figures.newest.get(i.id), figures.here(i.id), figures.similar(i.id)
    compared = "neighbours" in i.comparators
    return {
        "Measure": i.title if "every" in i.title else f"{i.title} ({i.unit})",
        "When": words.short(i, when) if when is not None else "none",
        figures.area.name: own.printed,
        "95% interval": own.interval if own.has_interval else "none",
        "England": figures.england(i.id).printed,
        "Similar authorities": _average(similar) if compared else "not compared",
        "Beside them": _side(figures, i, similar) if compared else "not compared",
    }


def _average(similar: NewestFigure) -> str:
    return similar.printed if similar.known else "too few published"


def _side(figures: Figures, i: Indicator, similar: NewestFigure) -> str:
    own = points(i, figures.rows(i.id), figures.area.code)
    if not similar.known:
        return "not compared"
    if not own or not own[-1].known:
        return "no figure here"
    return SIDES[words.side(i, own[-1], similar.number(), average=True)]


def responsible(figures: Figures) -> Exhibit:
    """How many children and young people the council is responsible for, up to 25."""
    titles = RESPONSIBLE | {name: f"Care leavers aged {name[-2:]}" for name in SUPPORTED}
    rows = [
        {
            "Children and young people": title,
            "Number": figures.here(name).count("denominator" if name in SUPPORTED else "value"),
            "When": indicator(name).label(figures.newest[name]),
        }
        for name, title in titles.items()
    ]
    return table(
        "responsible",
        "The children and young people we are responsible for",
        f"Numbers published for {figures.area.name}, newest period of each",
        rows,
        source=source_line(chosen(titles)),
    )


def say_similar(figures: Figures) -> Prose:
    """Who the similar authorities are, closest first."""
    ranked = figures.beside.sort_values("rank")
    names = [areas()[code].name for code in ranked.loc[ranked["model"] == NEIGHBOURS, "neighbour"]]
    if not names:
        return prose(f"No similar authorities are published for {figures.area.name}.")
    return prose(f"Similar authorities, closest first: {listed(names)}.")


def neighbours_table(figures: Figures) -> Exhibit:
    """The similar authorities under the present model, and under the one before."""
    ranked = figures.beside.sort_values("rank")
    now, before = (ranked[ranked["model"] == model] for model in (NEIGHBOURS, NEIGHBOURS_2021))
    both = set(now["neighbour"]) & set(before["neighbour"])
    rows = [
        {
            "Rank": str(rank),
            "Similar authority (2025 model)": areas()[code].name,
            "How close": str(closeness),
            "In the 2021 model": areas()[earlier].name if earlier else "none",
        }
        for (rank, code, closeness), earlier in zip_longest(
            zip(now["rank"], now["neighbour"], now["closeness"], strict=True),
            before["neighbour"].head(len(now)),
        )
    ]
    return table(
        "similar-authorities",
        f"Similar authorities: {len(both)} of 10 are in both models",
        f"Statistical neighbours of {figures.area.name} as the Department for Education "
        "published them in 2025 and in 2021, closest first",
        rows,
        source="Department for Education, statistical neighbours (May 2025 and April 2021)",
        note="Another choice of similar authorities gives other comparisons; none of them is a "
        "league table.",
    )


def model_table(figures: Figures, names: Iterable[str]) -> Exhibit:
    """What the median is under either model of similar authorities, and the mean beside it."""
    wanted = [indicator(n) for n in names]
    models = {"2025 model": NEIGHBOURS, "2021 model": NEIGHBOURS_2021}
    rows = [
        {"Measure": i.title, figures.area.name: figures.here(i.id).printed}
        | {
            f"{statistic.capitalize()}, {label}": _average(figures.similar(i.id, statistic, model))
            for label, model in models.items()
            for statistic in ("median", "mean", "pooled")
        }
        for i in wanted
    ]
    return table(
        "models",
        "What the choice of similar authorities and of the average changes",
        f"Newest figure of the main measures, {figures.area.name}",
        rows,
        source=source_line(wanted),
    )


def not_shown(figures: Figures) -> Exhibit:
    """What the publisher suppressed or did not publish for this authority, and what it had last."""
    whole = [i for t in THEMES for i in of_theme(t) if not i.split]
    rows = []
    for i in whole:
        own = points(i, figures.rows(i.id), figures.area.code)
        if own and not own[-1].known:
            last = latest(own)
            was = last and f"{numbers.figure(i, last.value)} ({words.short(i, last.period_end)})"
            why = numbers.why_missing(own[-1].status)
            rows.append((i.title, i.label(own[-1].period_end), why, was or "none"))
    nothing = ("None", "all", "all are shown", "in the scorecards")
    heads = ("Measure", "Newest period", "Why it is not shown", "Last figure")
    return table(
        "not-shown",
        f"Measures with no newest figure for {figures.area.name}: {len(rows)} of {len(whole)}",
        "Suppressed figures are those of small numbers of children; we do not work "
        "them out from others",
        [dict(zip(heads, row, strict=True)) for row in rows or [nothing]],
        source="The publications named beside each measure in the scorecards",
    )


def not_published(figures: Figures) -> Exhibit:
    """What nobody publishes for an authority, and who could supply it; but for what its own return
    tells.
    """
    return table(
        "not-published",
        "What no publication says, and who could tell the council",
        "Measures that members ask for and that are not published for an authority",
        [
            {"What we do not know": n.title, "Why not": n.why, "Who could supply it": n.supplier}
            for n in unknown_here(with_return=figures.own is not None)
        ],
        source="Care Analysis, list of indicators (docs/indicators.md)",
        note="What the council's own return tells is left out." if figures.own else "",
        folded=True,
    )


def groups(figures: Figures, *names: str) -> Exhibit:
    """Who the children in care are, group by group, beside England."""
    wanted = chosen(names)
    return table(
        "groups",
        "Who is in care here, beside England, group by group",
        f"Shares of children in care, {figures.area.name}, newest published year",
        [row for i in wanted for row in _groups(figures, i)],
        source=source_line(wanted),
        note="Larger or smaller means that England's share lies outside the 95% interval. It says "
        "who the children are, not whether a group is treated unfairly: for that the share of all "
        "children in the area is needed.",
    )


def _groups(figures: Figures, i: Indicator) -> list[dict[str, str]]:
    rows = []
    for category, label in CATEGORIES[i.split].items():
        own, england = (
            _of_category(figures, i, code, category) for code in (figures.area.code, ENGLAND)
        )
        if own is None or england is None:
            continue
        side = words.side(i, own, england.value) if own.known and england.known else ""
        rows.append(
            {
                "Group": f"{i.title}: {label}",
                figures.area.name: numbers.figure(i, own.value, own.status),
                "95% interval": numbers.interval(i, own.lower, own.upper),
                "England": numbers.figure(i, england.value, england.status),
                "Beside England": GROUP_SIDES.get(side, "not compared"),
            }
        )
    return rows


def _of_category(figures: Figures, i: Indicator, code: str, category: str) -> Point | None:
    """The figure of one category in the newest period, of the authority or of England."""
    series = points(i, figures.rows(i.id), code, dimension=i.split, category=category)
    return next((p for p in series if p.period_end == figures.newest[i.id]), None)
