"""How many are still there as time goes on: a line for each group, through the times told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.present import drawing
from analysis.present.parts.prose import listed
from analysis.present.text import text_inches
from analysis.present.words.returns.stays import Told, after

TALL, FOOT_INCHES, LEFT_INCHES = 3.2, 0.35, 0.5
MARKERS = ("o", "s", "D", "^", "v", "P")
DASHES = ("-", (0, (5, 1.6)), (0, (1.4, 1.2)), (0, (6, 1.5, 1.2, 1.5)), (0, (3, 1)), (0, (8, 2)))
COLOURS = (
    drawing.OWN_COLOUR,
    drawing.EVENT_COLOUR,
    drawing.DARK_GREY,
    drawing.MID_GREY,
    drawing.INK,
    drawing.OWN_COLOUR,
)
YEAR = 12
Lines = Mapping[str, Sequence[Told]]


def time_in_care(
    key: str, lines: Lines, *, headline: str, subtitle: str, source: str, notes: Sequence[str] = ()
) -> drawing.Exhibit:
    """The share still there of each group by its label; a line alone has its 95% band.

    `lines` have a share for each time, the shortest first; a time without a figure parts the line.
    """
    known = {label: [each for each in line if each.known] for label, line in lines.items()}
    told = [f"{label} {_ends(line)}" for label, line in known.items() if line]
    return drawing.exhibit(
        key,
        (lambda: plot({label: lines[label] for label, line in known.items() if line}))
        if told
        else None,
        headline=headline,
        subtitle=subtitle,
        alt=f"Lines falling from 100% at the start. {'; '.join(told)}." if told else "",
        table=_table(lines),
        source=source,
        notes=[
            "The shaded band is the 95% interval." if len(told) == 1 else "",
            "Straight lines join the times that are told; what lies between is not told.",
            *notes,
        ],
    )


def plot(lines: Lines) -> drawing.Plot:
    """The picture alone."""
    longest = max(each.months for line in lines.values() for each in line if each.known)
    x = drawing.Axis(
        ends=(0, max(longest, YEAR)),
        ticks=range(0, int(max(longest, YEAR)) + 1, YEAR),
        printed=lambda months: "start" if not months else f"{months / YEAR:.0f} yr",
    )
    y = drawing.Axis(ends=(0, 103), ticks=range(0, 101, 20), printed=lambda share: f"{share:.0f}%")
    marks, labels, key = [], [], list[tuple[str, dict[str, Any]]]()
    for n, (label, line) in enumerate(lines.items()):
        marks += [*_band(line)] if len(lines) == 1 else []
        marks += _line(line, n)
        last = [each for each in line if each.known][-1]
        early = "" if last.months == longest else f" at {last.months / YEAR:.2g} yr"
        words = f"{label} {last.printed()}{early}"
        alone = len(lines) == 1
        told = last.printed() if drawing.is_narrow() else words
        labels.append(drawing.Label(told, last.value, COLOURS[n], alone, x.share(last.months)))
        key += [(words, _style(n))] if drawing.is_narrow() else []
    marks += drawing.end_labels(labels, y, TALL, x=1.03)
    marks += drawing.key_under(key, tall=TALL, foot=FOOT_INCHES, left=LEFT_INCHES)
    right = 0.3 + max(text_inches(label.text, bold=label.bold) for label in labels)
    bottom = FOOT_INCHES + drawing.KEY_INCHES * len(key)
    return drawing.Plot(x, y, marks, tall=TALL, left=LEFT_INCHES, right=right, bottom=bottom)


def _line(line: Sequence[Told], n: int) -> Iterator[drawing.Mark]:
    style = _style(n) | {"gid": "own" if n == 0 else f"group-{n}", "clip_on": False, "zorder": 3}
    for months, shares in _runs(line):
        yield drawing.line(months, shares, **style)


def _style(n: int) -> dict[str, Any]:
    """How the line of a group is drawn."""
    style = dict[str, Any](color=COLOURS[n], linestyle=DASHES[n], linewidth=2.0)
    return style | {"marker": MARKERS[n], "markersize": 5}


def _runs(line: Sequence[Told]) -> Iterator[tuple[list[float], list[float]]]:
    """Stretches of times with figures, the first of them from the start."""
    for run in drawing.runs(line, lambda each: each.known):
        start = run[0] is line[0]
        yield (
            [0.0] * start + [each.months for each in run],
            [100.0] * start + [each.value for each in run],
        )


def _band(line: Sequence[Told]) -> Iterator[drawing.Mark]:
    for run in drawing.runs(line, lambda each: each.known and each.lower == each.lower):
        start = run[0] is line[0]
        yield drawing.band(
            [0.0] * start + [each.months for each in run],
            [100.0] * start + [each.lower for each in run],
            [100.0] * start + [each.upper for each in run],
            color=drawing.BAND_COLOUR,
            gid="interval",
        )


def _ends(line: Sequence[Told]) -> str:
    """'58% after a year and 12% after five years'."""
    told = {each.months: each for each in line}
    stops = [told[months] for months in sorted({YEAR, line[-1].months} & set(told))]
    return listed([f"{each.printed()} after {after(each.months)}" for each in stops])


def _table(lines: Lines) -> dict[str, list[str]]:
    """A row for each group, a column for each time."""
    first = next(iter(lines.values()))
    table = {"Children": [*lines]}
    for n, each in enumerate(first):
        table[f"After {after(each.months)}"] = [line[n].spoken for line in lines.values()]
    return table
