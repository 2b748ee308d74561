"""Groups of children beside all of them: a dot with its interval for each, and a line for all."""

from collections.abc import Mapping, Sequence

from analysis.catalogue.returns.groups.measures import OwnMeasure
from analysis.present import drawing, numbers
from analysis.present.rows import Point
from analysis.present.words.returns.groups import FEWEST, Group

HEADS = {
    "sex": "Girls and boys",
    "age": "By age",
    "ethnicity": "By ethnic group",
    "need": "By main need",
    "legal_status": "By legal status",
    "uasc": "Unaccompanied children",
    "placement": "By kind of home",
}
HOME_LEFT = "By kind of home left"
LABEL_INCHES = 2.8  # wide enough for one line each
NONE_NAMED = "no group differs from the others beyond chance"


def groups_beside_whole(
    measure: OwnMeasure,
    whole: Point,
    groups: Sequence[Group],
    *,
    place: str,
    day: str,
    source: str,
    note: str = "",
) -> drawing.Exhibit:
    """Each group of a measure by breakdown; `day` says in words when, `place` and `source` where.

    A group without a figure is named in grey with the reason; `whole` is the figure of all.
    """
    shown = [group for group in groups if group.shown]
    drawn = bool(shown) and whole.known
    hidden = [drawing.why_missing(group.point for group in groups)]
    hidden += [f"under {FEWEST} children"] * any(g.point.known and not g.shown for g in groups)
    return drawing.exhibit(
        f"own-{measure.name}-groups",
        (lambda: plot(measure, whole, groups)) if drawn else None,
        headline=_headline(measure, whole, shown),
        subtitle=f"{measure.title}, {measure.whole.unit}. {measure.cohort}. {place}, {day}.",
        alt=_alt(measure, whole, groups) if drawn else "",
        table=_table(measure, whole, groups),
        source=source,
        notes=[
            measure.definition,
            "Lines are 95% intervals. 'Higher' and 'lower' are beside all the other "
            f"{measure.counts.lower()}, beyond a 99.8% interval of the difference."
            if drawn
            else "",
            f"A group without a dot is {' or '.join(filter(None, hidden))}." if any(hidden) else "",
            note,
        ],
    )


def plot(measure: OwnMeasure, whole: Point, groups: Sequence[Group]) -> drawing.Plot:
    """The picture alone."""
    named = any(group.side for group in groups if group.shown)
    rows = []
    for head, part in by_breakdown(measure, groups).items():
        rows.append(drawing.Row(label=head, cells=[""] * (1 + named), bold=True))
        rows += [
            drawing.Row(
                label=group.label,
                cells=[group.printed, *([group.side if group.shown else ""] * named)],
                dots={"own": group.point.value} if group.shown else {},
                bar=(group.point.lower, group.point.upper) if group.shown else (0, float("nan")),
                bar_points=1.8,
            )
            for group in part
        ]
    columns = [drawing.Column(head="Share"), *([drawing.Column(head="Beside\nothers")] * named)]
    ends = [p for g in groups if g.shown for p in (g.point.value, g.point.upper) if p == p]
    most = min(100.0, max(*ends, whole.value, 1e-9) * 1.04)
    all_said = f"All {measure.counts.lower()} {numbers.figure(measure.whole, whole.value)}"
    x = drawing.Axis(
        ends=(0, most), printed=lambda x: drawing.tick_text(measure.whole, x), grid=True
    )
    marks = [drawing.reference(whole.value, all_said)]
    return drawing.row_chart(rows, columns, x, marks=marks, label_inches=LABEL_INCHES)


def by_breakdown(measure: OwnMeasure, groups: Sequence[Group]) -> Mapping[str, list[Group]]:
    """The groups under the heading of their breakdown, in their order."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        left = group.dimension == "placement" and measure.counts == "Moves"
        found.setdefault(HOME_LEFT if left else HEADS[group.dimension], []).append(group)
    return found


def _headline(measure: OwnMeasure, whole: Point, shown: Sequence[Group]) -> str:
    if not whole.known or not shown:
        return f"{measure.title}: too few children to tell groups apart"
    named = sorted(
        (g for g in shown if g.side), key=lambda g: (g.happened_to_none, not g.worse, -g.gap)
    )
    if not named:
        return f"{measure.title}: {NONE_NAMED}"
    printed = numbers.figure(measure.whole, whole.value)
    return f"{measure.title}: {named[0].printed} of {named[0].said}, {printed} of all"


def _alt(measure: OwnMeasure, whole: Point, groups: Sequence[Group]) -> str:
    named = sorted((g for g in groups if g.shown and g.side), key=lambda g: -g.gap)[:4]
    told = "; ".join(f"{g.label} {g.printed}, {g.side}" for g in named) or NONE_NAMED
    return (
        f"Dot plot of {len(groups)} groups with their intervals beside a line for all at "
        f"{numbers.figure(measure.whole, whole.value)}. Beyond chance: {told}."
    )


def _table(measure: OwnMeasure, whole: Point, groups: Sequence[Group]) -> dict[str, list[str]]:
    all_of = Group(measure=measure, dimension="age", category="", point=whole)
    rows = [("All", all_of)]
    rows += [
        (f"{head}: {g.label}", g)
        for head, part in by_breakdown(measure, groups).items()
        for g in part
    ]
    return {
        "Group": [label for label, _ in rows],
        measure.counts: [
            numbers.plain(g.point.denominator) if g.shown else g.printed for _, g in rows
        ],
        "Share": [g.printed for _, g in rows],
        "95% interval": [g.interval for _, g in rows],
        "Beside the others": ["all", *(_beside(g) for g in groups)],
    }


def _beside(group: Group) -> str:
    return (group.side or "no clear difference") if group.shown else group.printed
