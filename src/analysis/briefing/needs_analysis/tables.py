"""The tables of a report: scorecards by theme, the children we are responsible for, neighbours."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.briefing.figures import NEIGHBOURS, Figures, source_line
from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import chosen, indicator, of_theme
from analysis.catalogue.indicators.not_published import NOT_PUBLISHED
from analysis.catalogue.labels.categories import CATEGORIES
from analysis.core import shapes
from analysis.core.shapes import NEIGHBOURS_2021
from analysis.present import numbers, words
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import latest, points

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
    return Exhibit(
        key=f"scorecard-{theme.lower()}",
        headline=f"{THEMES[theme]}: every measure at its newest figure",
        subtitle=f"Newest published period of each measure, {figures.area.name}, with 95% "
        "intervals; beside similar authorities in words",
        alt="",
        table=pd.DataFrame([_score(figures, i) for i in wanted]),
        source=source_line(wanted),
        note="'Higher' and 'lower' mean that the median of similar authorities lies outside the "
        "95% interval. About one comparison in twenty does so by chance.",
        folded=True,
    )


def _score(figures: Figures, i: Indicator) -> dict[str, str]:
    rows, when = figures.rows(i.id), figures.newest.get(i.id)
    own = figures.value(i.id) if when is not None else None
    return {
        "Measure": i.title if "every" in i.title else f"{i.title} ({i.unit})",
        "When": words.short(i, when) if when is not None else "none",
        figures.area.name: _printed(i, own),
        "95% interval": _interval(i, own),
        "England": _printed(i, figures.value(i.id, ENGLAND)),
        "Similar authorities": _median(figures, i),
        "Beside them": _side(figures, i, rows),
    }


def _printed(i: Indicator, row: Any | None) -> str:
    if row is None:
        return numbers.reason(shapes.NOT_AVAILABLE)
    return numbers.figure(i, float(row.value), str(row.status))


def _interval(i: Indicator, row: Any | None) -> str:
    if row is None or pd.isna(row.lower95):
        return "none"
    return numbers.interval(i, float(row.lower95), float(row.upper95))


def _median(figures: Figures, i: Indicator) -> str:
    if "neighbours" not in i.comparators:
        return "not compared"
    return _average(i, figures.value(i.id, group=NEIGHBOURS, statistic="median"))


def _average(i: Indicator, row: Any | None) -> str:
    if row is None or row.status != shapes.OK:
        return "too few published"
    return numbers.figure(i, float(row.value), average=True)


def _side(figures: Figures, i: Indicator, rows: pd.DataFrame) -> str:
    row = figures.value(i.id, group=NEIGHBOURS, statistic="median")
    own = points(i, rows, figures.area.code)
    now = own[-1] if own else None
    if "neighbours" not in i.comparators or row is None or row.status != shapes.OK:
        return "not compared"
    if now is None or not now.known:
        return "no figure here"
    return SIDES[words.side(i, now, float(row.value), average=True)]


def responsible(figures: Figures) -> Exhibit:
    """How many children and young people the council is responsible for, up to 25."""
    wanted = chosen(RESPONSIBLE)
    lines = [
        {
            "Children and young people": text,
            "Number": _printed(indicator(name), figures.value(name)),
            "When": indicator(name).label(figures.newest[name]),
        }
        for name, text in RESPONSIBLE.items()
    ]
    lines += [_supported(figures, name) for name in SUPPORTED]
    return Exhibit(
        key="responsible",
        headline="The children and young people we are responsible for",
        subtitle=f"Numbers published for {figures.area.name}, newest period of each",
        alt="",
        table=pd.DataFrame(lines),
        source=source_line([*wanted, *chosen(SUPPORTED)]),
    )


def _supported(figures: Figures, name: str) -> dict[str, str]:
    row, i = figures.value(name), indicator(name)
    count = float("nan") if row is None else float(row.denominator)
    missing = numbers.reason(shapes.NOT_AVAILABLE if row is None else str(row.status))
    return {
        "Children and young people": f"Care leavers aged {name[-2:]}",
        "Number": missing if pd.isna(count) else numbers.plain(count),
        "When": i.label(figures.newest[name]),
    }


def neighbours_table(figures: Figures) -> Exhibit:
    """The similar authorities under the present model, and under the one before."""
    now = figures.beside[figures.beside["model"] == NEIGHBOURS].sort_values("rank")
    before = figures.beside[figures.beside["model"] == NEIGHBOURS_2021].sort_values("rank")
    earlier = [areas()[c].name for c in before["neighbour"]] or ["none"]
    both = set(now["neighbour"]) & set(before["neighbour"])
    table = pd.DataFrame(
        {
            "Rank": [str(rank) for rank in now["rank"]],
            "Similar authority (2025 model)": [areas()[c].name for c in now["neighbour"]],
            "How close": [str(c) for c in now["closeness"]],
            "In the 2021 model": [
                earlier[n] if n < len(earlier) else "none" for n in range(len(now))
            ],
        }
    )
    return Exhibit(
        key="similar-authorities",
        headline=f"Similar authorities: {len(both)} of 10 are in both models",
        subtitle=f"Statistical neighbours of {figures.area.name} as the Department for Education "
        "published them in 2025 and in 2021, closest first",
        alt="",
        table=table,
        source="Department for Education, statistical neighbours (May 2025 and April 2021)",
        note="Another choice of similar authorities gives other comparisons; none of them is a "
        "league table.",
    )


def model_table(figures: Figures, names: Iterable[str]) -> Exhibit:
    """What the median is under either model of similar authorities, and the mean beside it."""
    wanted = [indicator(n) for n in names]
    lines = [_under_models(figures, i) for i in wanted]
    return Exhibit(
        key="models",
        headline="What the choice of similar authorities and of the average changes",
        subtitle=f"Newest figure of the main measures, {figures.area.name}",
        alt="",
        table=pd.DataFrame(lines),
        source=source_line(wanted),
    )


def _under_models(figures: Figures, i: Indicator) -> dict[str, str]:
    cells = {"Measure": i.title, figures.area.name: _printed(i, figures.value(i.id))}
    for group, label in ((NEIGHBOURS, "2025 model"), (NEIGHBOURS_2021, "2021 model")):
        for statistic in ("median", "mean", "pooled"):
            row = figures.value(i.id, group=group, statistic=statistic)
            cells[f"{statistic.capitalize()}, {label}"] = _average(i, row)
    return cells


def not_shown(figures: Figures) -> Exhibit:
    """What the publisher suppressed or did not publish for this authority, and what it had last."""
    whole = [i for t in THEMES for i in of_theme(t) if not i.split]
    lines = []
    for i in whole:
        own = points(i, figures.rows(i.id), figures.area.code)
        if own and not own[-1].known:
            last = latest(own)
            lines.append(
                {
                    "Measure": i.title,
                    "Newest period": i.label(own[-1].period_end),
                    "Why it is not shown": numbers.why_missing(own[-1].status),
                    "Last figure": f"{numbers.figure(i, last.value)} "
                    f"({words.short(i, last.period_end)})"
                    if last
                    else "none",
                }
            )
    nothing = {
        "Measure": "None",
        "Newest period": "all",
        "Why it is not shown": "all are shown",
        "Last figure": "in the scorecards",
    }
    return Exhibit(
        key="not-shown",
        headline=f"Measures with no newest figure for {figures.area.name}: {len(lines)} "
        f"of {len(whole)}",
        subtitle="Suppressed figures are those of small numbers of children; we do not work "
        "them out from others",
        alt="",
        table=pd.DataFrame(lines or [nothing]),
        source="The publications named beside each measure in the scorecards",
    )


def not_published() -> Exhibit:
    """What nobody publishes for an authority, and who could supply it."""
    table = pd.DataFrame(
        {
            "What we do not know": [n.title for n in NOT_PUBLISHED],
            "Why not": [n.why for n in NOT_PUBLISHED],
            "Who could supply it": [n.supplier for n in NOT_PUBLISHED],
        }
    )
    return Exhibit(
        key="not-published",
        headline="What no publication says, and who could tell the council",
        subtitle="Measures that members ask for and that are not published for an authority",
        alt="",
        table=table,
        source="Care Analysis, list of indicators (docs/indicators.md)",
        folded=True,
    )


def groups(figures: Figures, *names: str) -> Exhibit:
    """Who the children in care are, group by group, beside England."""
    wanted = chosen(names)
    lines = [line for i in wanted for line in _groups(figures, i)]
    return Exhibit(
        key="groups",
        headline="Who is in care here, beside England, group by group",
        subtitle=f"Shares of children in care, {figures.area.name}, newest published year",
        alt="",
        table=pd.DataFrame(lines),
        source=source_line(wanted),
        note="Larger or smaller means that England's share lies outside the 95% interval. It says "
        "who the children are, not whether a group is treated unfairly: for that the share of all "
        "children in the area is needed.",
    )


def _groups(figures: Figures, i: Indicator) -> list[dict[str, str]]:
    rows, when = figures.rows(i.id), figures.newest[i.id]
    lines = []
    for category, label in CATEGORIES[i.split].items():
        own, england = (
            next(
                (
                    p
                    for p in points(i, rows, code, dimension=i.split, category=category)
                    if p.period_end == when
                ),
                None,
            )
            for code in (figures.area.code, ENGLAND)
        )
        if own is None or england is None:
            continue
        side = words.side(i, own, england.value) if own.known and england.known else ""
        lines.append(
            {
                "Group": f"{i.title}: {label}",
                figures.area.name: numbers.figure(i, own.value, own.status),
                "95% interval": numbers.interval(i, own.lower, own.upper),
                "England": numbers.figure(i, england.value, england.status),
                "Beside England": GROUP_SIDES.get(side, "not compared"),
            }
        )
    return lines
