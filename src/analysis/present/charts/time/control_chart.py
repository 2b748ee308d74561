"""A local figure over the quarters with its process limits, as an exhibit with its table."""

import re
from collections.abc import Sequence
from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.local import LocalIndicator
from analysis.core.quarters import quarter_of
from analysis.core.results import Process
from analysis.present import drawing, numbers
from analysis.present.charts.time.control_chart_drawing import (
    ControlChart,
    mark_of,
    mark_words,
    newest_place,
    plot,
    quarter_ticks,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.words.control_charts import (
    SIGNAL_WORDS,
    annotated,
    changed_before,
    headline,
)
from analysis.present.words.local import cell, figure, unit_words

SAME_CHILDREN = (
    "Most of those counted are the same from one quarter to the next, so neighbouring figures are "
    "alike and the band is narrower than it should be: take a marked point as a question."
)
NEWEST_WORDS = {"improving": "better", "worsening": "worse", "changed": "changed"}
LONGER = {"low is good": ", and longer is better", "high is good": ", and shorter is better"}


def control_chart(
    indicator: LocalIndicator,
    series: pd.DataFrame,
    found: Process | None,
    area: Area,
    *,
    source: str,
    target: float | None = None,
    events: Sequence[tuple[date, str]] = (),
    supplier: str = "",
    note: str = "",
) -> Exhibit:
    """The quarters with the range that chance explains, gaps named, events and target marked.

    `series` is that of `measure.process.quarterly_series`, `found` its process chart, None for a
    sum since April: its line parts each April and has no limits. `supplier` is the name said where
    nothing was supplied.
    """
    rows = _rows(series, found)
    key = f"{_anchor(indicator)}-quarters"
    table = _table(indicator, series, rows, area, supplier)
    if rows["value"].isna().all():
        return drawing.exhibit(
            key,
            None,
            headline=f"{indicator.title}: no figure to show",
            subtitle=f"{unit_words(indicator)}. {area.name}.",
            table=table,
            source=source,
            notes=[note, "Nothing is put in the place of a figure that there is not."],
        )
    days = [pd.Timestamp(d).date() for d in rows["period_end"]]
    placed = [(day, _place(days, day), label) for day, label in events]
    marked = [(day, x, label) for day, x, label in placed if x is not None]
    shown = ControlChart(
        indicator=indicator,
        area=area.name,
        rows=rows,
        ticks=quarter_ticks(days),
        target=target,
        events=[(x, label) for _, x, label in marked],
        by_year=found is None,
    )
    first, last = (quarter_of(days[n]).words for n in (0, -1))
    span = last if first == last else f"{first} to {last}"
    return drawing.exhibit(
        key,
        plot(shown),
        headline=headline(indicator, found) if found else _so_far(indicator, rows),
        subtitle=f"{unit_words(indicator)}. {indicator.definition} {area.name}, {span}.",
        alt=_alt(shown, found, "quarter", "quarters"),
        table=table,
        source=source,
        notes=[
            *_notes(shown, found, note),
            annotated([(day, label) for day, _, label in marked]) if marked else "",
        ],
    )


def t_chart(
    indicator: LocalIndicator, found: Process, area: Area, *, source: str, note: str = ""
) -> Exhibit:
    """The days between one rare event and the next, in their order and without their dates."""
    key = f"{_anchor(indicator)}-between"
    rows = found.rows.assign(period_end=pd.Timestamp("2000-06-30"))
    subtitle = f"{indicator.title}. Days between one and the next, to the nearest ten. {area.name}."
    if found.refused or rows.empty:
        why = found.refused or "none given"
        return drawing.exhibit(
            key,
            None,
            headline=headline(indicator, found),
            subtitle=subtitle,
            table={"Event": ["All events"], "Days since the one before": [why]},
            source=source,
            notes=[note],
        )
    step = max(1, -(-len(rows) // 8))
    shown = ControlChart(
        indicator=indicator,
        area="Newest",
        rows=rows,
        ticks={float(x): f"{x + 1}" for x in range((len(rows) - 1) % step, len(rows), step)},
        centre_word="Middle",
    )
    way = LONGER.get(indicator.polarity, "")
    newest = newest_place(rows)
    each = list(rows.itertuples())
    return drawing.exhibit(
        key,
        plot(shown),
        headline=headline(indicator, found),
        subtitle=f"{subtitle} A higher point is a longer time{way}.",
        alt=_alt(shown, found, "time between events", "times between events"),
        table={
            "Event": [f"Time {r.order}" for r in each],
            "Days since the one before": [numbers.plain(v) for v in rows["value"]],
            "Signal": [_signal(r, n == newest, "the middle") for n, r in enumerate(each)],
        },
        source=source,
        notes=_notes(shown, found, f"{note} No dates are shown, to protect the children."),
    )


def _rows(series: pd.DataFrame, found: Process | None) -> pd.DataFrame:
    if found is not None:
        return found.rows.assign(status=series["status"].to_numpy())
    limits = dict.fromkeys(("centre", "lower", "upper"), float("nan"))
    rows = series[["period_end", "value", "status"]].assign(**limits)
    return rows.assign(segment=0, signal="", meaning="")


def _table(
    indicator: LocalIndicator, series: pd.DataFrame, rows: pd.DataFrame, area: Area, supplier: str
) -> pd.DataFrame:
    """The same quarters in words: figure with its counts, average, limits and what it shows."""
    if series.empty:
        return pd.DataFrame({"Quarter": ["Every quarter"], area.name: ["no figure"]})
    lines = []
    limited, newest = rows["centre"].notna().any(), newest_place(rows)
    for place, (given, row) in enumerate(zip(series.itertuples(), rows.itertuples(), strict=True)):
        shown = given.revised and not given.revised_by_few and not isnan(float(str(given.value)))
        more = _tied(indicator, row)
        line = {
            "Quarter": quarter_of(pd.Timestamp(str(given.period_end)).date()).words,
            area.name: cell(indicator, given, supplier, more) + (", revised" if shown else ""),
        }
        if limited:
            centre = float(str(row.centre))
            line["Average"] = "none" if isnan(centre) else figure(indicator, centre)
            line["Limits"] = _limits(indicator, row, more)
            line["Signal"] = _signal(row, place == newest)
        lines.append(line)
    return pd.DataFrame(lines)


def _tied(indicator: LocalIndicator, row: Any) -> int:
    """A decimal more where a figure outside its limits would be printed as one of them."""
    if row.signal != "outside":
        return 0
    ends = [figure(indicator, end) for end in (row.lower, row.upper) if not isnan(end)]
    return int(figure(indicator, row.value) in ends)


def _limits(indicator: LocalIndicator, row: Any, more: int = 0) -> str:
    if isnan(row.lower) or isnan(row.upper):
        return "none"
    return f"{figure(indicator, row.lower, more)} to {figure(indicator, row.upper, more)}"


def _signal(row: Any, newest: bool, centre: str = "average") -> str:
    """What a point shows: of the newest whether it is better, of others only where they lie."""
    if not row.signal:
        return "none" if not isnan(row.value) else "no figure"
    kind = mark_of(row, newest)
    earlier = {"above": f"above {centre}", "below": f"below {centre}"}
    return {**NEWEST_WORDS, **earlier, "outside": "outside the limits"}.get(kind, "changed")


def _alt(shown: ControlChart, found: Process | None, step: str, steps: str) -> str:
    i, known = shown.indicator, shown.rows[shown.rows["value"].notna()]
    last, many = known.iloc[-1], len(known)
    when = f", in {quarter_of(last['period_end'].date()).words}" if step == "quarter" else ""
    told = [
        f"Line chart of {many} {steps if many > 1 else step}: the newest is "
        f"{figure(i, float(last['value']))}{when}."
    ]
    if found is not None and not isnan(float(last["centre"])):
        centre = f"The {shown.centre_word.lower()} is {figure(i, float(last['centre']))}"
        told.append(f"{centre}{_alt_limits(i, last)}.")
    if shown.target is not None:
        told.append(f"The target is {figure(i, shown.target)}.")
    newest, *earlier = [kind for kind in shown.marks[::-1] if kind is not None]
    if newest:
        told.append(f"It is marked as {NEWEST_WORDS[newest]}.")
    for kind in ("above", "below", "outside"):
        if kind in earlier:
            words = mark_words(kind, shown.centre_word)
            told.append(f"{earlier.count(kind)} marked earlier as {words}.")
    hidden = len(shown.rows) - many
    if hidden:
        told.append(f"{hidden} {step}{'s' if hidden > 1 else ''} not shown.")
    return " ".join(told)


def _alt_limits(indicator: LocalIndicator, last: Any) -> str:
    if isnan(last.upper):
        return ""
    if isnan(last.lower):
        return f", the upper limit {figure(indicator, float(last.upper))}"
    return f", the limits {_limits(indicator, last)}"


def _notes(shown: ControlChart, found: Process | None, note: str) -> list[str]:
    notes = [note.strip()]
    rows = shown.rows
    if found is None:
        notes.append("This is a sum that starts again each April; compare like quarters only.")
    else:
        if rows["upper"].notna().any():
            trial = ", on trial until there are 12 points" if found.trial else ""
            notes.append(f"The shaded band is what chance alone would do ({found.method}{trial}).")
        if shown.indicator.carried_over:
            notes.append(SAME_CHILDREN)
        if changed_before(found):
            notes.append(
                "Earlier points did change: a mark on them says where they lie, not how good."
            )
    signals = dict.fromkeys(str(signal) for signal in rows["signal"] if signal)
    if signals:
        notes.append(f"Marked points: {'; '.join(SIGNAL_WORDS[each] for each in signals)}.")
    if shown.gaps:
        notes.append("Grey columns: no figure is shown, and nothing is put in its place.")
    return notes


def _so_far(indicator: LocalIndicator, rows: pd.DataFrame) -> str:
    last = rows[rows["value"].notna()].iloc[-1]
    month = quarter_of(last["period_end"].date()).words.split(" to ")[1]
    return f"{indicator.brief}: {figure(indicator, float(last['value']))} by {month}"


def _place(ends: Sequence[date], day: date) -> float | None:
    """Where on the axis a day lies, the middle of a quarter being whole; None outside it."""
    quarter = quarter_of(day)
    if quarter.last not in ends:
        return None
    length = (quarter.last - quarter.first).days + 1
    return ends.index(quarter.last) - 0.5 + (day - quarter.first).days / length


def _anchor(indicator: LocalIndicator) -> str:
    return re.sub(r"[^\w-]", "-", indicator.id)
