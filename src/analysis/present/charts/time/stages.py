"""How long the steps to a permanent family took: a quarter, half and three quarters of children."""

from collections.abc import Mapping, Sequence

from analysis.present import drawing, numbers
from analysis.present.words.returns.stays import Told, missing

QUARTER, HALF, THREE_QUARTERS = range(3)


def stages(
    key: str,
    steps: Mapping[str, Sequence[Told]],
    *,
    headline: str,
    subtitle: str,
    source: str,
    notes: Sequence[str] = (),
) -> drawing.Exhibit:
    """Each step, by its label, as a bar from where a quarter to where three quarters had come to
    its end, with a dot for half, in months.
    """
    known = {label: times for label, times in steps.items() if times[HALF].known}
    told = "; ".join(f"{label} {times[HALF].value:.0f}" for label, times in known.items())
    return drawing.exhibit(
        key,
        (lambda: plot(steps)) if known else None,
        headline=headline,
        subtitle=subtitle,
        alt=f"Bars by step; months until half had come to its end: {told}." if known else "",
        table={
            "Step": [*steps],
            "A quarter within": [_months(times[QUARTER]) for times in steps.values()],
            "Half within": [_months(times[HALF]) for times in steps.values()],
            "95% interval of half": [times[HALF].interval("") for times in steps.values()],
            "Three quarters within": [_months(times[THREE_QUARTERS]) for times in steps.values()],
            "Children, about": [_children(times[HALF]) for times in steps.values()],
        },
        source=source,
        notes=[
            "Bars: from a quarter of children to three quarters. Dots: half." * bool(known),
            *notes,
        ],
    )


def plot(steps: Mapping[str, Sequence[Told]]) -> drawing.Plot:
    """The picture alone."""
    rows = [
        drawing.Row(
            label=label,
            cells=[times[HALF].printed(""), _between(times)],
            dots={"own": times[HALF].value},
            bar=(times[QUARTER].value, times[THREE_QUARTERS].value),
        )
        for label, times in steps.items()
    ]
    most = max(t.value for times in steps.values() for t in times if t.known)
    columns = [drawing.Column(head="Half", mark="own", bold=True), drawing.Column(head="¼ to ¾")]
    x = drawing.Axis(ends=(0, most * 1.04), printed=numbers.plain, whole=True, grid=True)
    return drawing.row_chart(rows, columns, x)


def _between(times: Sequence[Told]) -> str:
    low, high = times[QUARTER], times[THREE_QUARTERS]
    return f"{low.printed('')} to {high.printed('')}" if low.known and high.known else ""


def _months(time: Told) -> str:
    if not time.known:
        return missing(time.status)
    return numbers.count(time.value, "month", "months")


def _children(time: Told) -> str:
    return numbers.plain(time.size) if time.known else missing(time.status)
