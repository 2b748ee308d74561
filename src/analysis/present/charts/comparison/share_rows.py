"""A share by group: a dot with its 95% interval for each, and the share of all as a line."""

from collections.abc import Mapping, Sequence

from analysis.present import drawing
from analysis.present.words.returns.stays import Told


def share_rows(
    key: str,
    groups: Sequence[Told],
    whole: Told,
    *,
    headline: str,
    subtitle: str,
    table: Mapping[str, Sequence[str]],
    source: str,
    notes: Sequence[str] = (),
) -> drawing.Exhibit:
    """Groups as rows in their order; one without a figure is named and says why.

    The line of `whole` is drawn where it is known. Without any figure there is no picture.
    """
    known = [group for group in groups if group.known]
    told = "; ".join(f"{group.label} {group.printed()}" for group in known)
    beside = f" Line: all together {whole.printed()}." if whole.known else ""
    hidden = len(known) < len(groups)
    return drawing.exhibit(
        key,
        (lambda: plot(groups, whole)) if known else None,
        headline=headline,
        subtitle=subtitle,
        alt=f"Dots with 95% intervals: {told}.{beside}" if known else "",
        table={name: [*cells] for name, cells in table.items()},
        source=source,
        notes=[
            "Lines are 95% intervals." if known else "",
            "A group without a dot has too few children to tell." if known and hidden else "",
            *notes,
        ],
    )


def plot(groups: Sequence[Told], whole: Told) -> drawing.Plot:
    """The picture alone."""
    rows = [
        drawing.Row(
            label=group.label,
            cells=[group.printed(), group.interval() if group.known else ""],
            dots={"own": group.value},
            bar=(group.lower, group.upper),
            bar_points=1.8,
        )
        for group in groups
    ]
    columns = [drawing.Column(head="Share", mark="own", bold=True), drawing.Column(head="95%")]
    most = max(v for g in groups for v in (g.value, g.upper) if v == v)
    x = drawing.Axis(ends=(0, max(most, 1) * 1.04), printed=lambda x: f"{x:.0f}%", grid=True)
    marks = [drawing.reference(whole.value, f"all {whole.printed()}")] if whole.known else []
    return drawing.row_chart(rows, columns, x, marks=marks)
