"""A local figure over the quarters with its process limits, as an exhibit with its table."""

import re
from collections.abc import Sequence
from datetime import date
from math import isnan
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.local import COUNT, LocalIndicator
from analysis.core.quarters import quarter_of
from analysis.core.results import Process
from analysis.present import drawing, numbers
from analysis.present.charts.time.control_chart_drawing import (
    NEWEST_WORDS,
    ControlChart,
    plot,
    quarter_ticks,
    spaced,
)
from analysis.present.words import control_charts as words
from analysis.present.words.local import cell, figure

SAME_CHILDREN = (
    "Mostly the same children from quarter to quarter: the band is too narrow. Take a mark as a "
    "question."
)
NO_BAND = "No band: it {way} beyond chance."
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
) -> drawing.Exhibit:
    """The quarters with the range that chance explains, gaps named, events and target marked.

    `series` is that of `measure.control_charts.quarterly_series`, `found` its process chart, None
    for a sum since April: its line parts each April and has no limits. `supplier` is the name said
    where nothing was supplied.
    """
    rows = _rows(series, found)
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
    key, table = f"{_anchor(indicator)}-quarters", _table(shown, series, supplier)
    unit = "number of children" if indicator.kind == COUNT else indicator.unit
    measure = f"{indicator.title}, {unit}"
    if shown.newest < 0:
        return drawing.exhibit(
            key,
            headline=f"{indicator.title}: no figure to show",
            subtitle=f"{measure}. {area.name}.",
            table=table,
            source=source,
            notes=[note, "Nothing is put in the place of a figure that there is not."],
        )
    span = " to ".join(dict.fromkeys(quarter_of(days[n]).words for n in (0, -1)))
    return drawing.exhibit(
        key,
        lambda: plot(shown),
        headline=words.headline(indicator, found) if found else _so_far(shown),
        subtitle=f"{measure}. {indicator.definition} {area.name}, {span}.",
        alt=_alt(shown, found, "quarter", "quarters"),
        table=table,
        source=source,
        notes=[
            *_notes(shown, found, note),
            words.annotated([(day, label) for day, _, label in marked]),
        ],
    )


def t_chart(
    indicator: LocalIndicator, found: Process, area: Area, *, source: str, note: str = ""
) -> drawing.Exhibit:
    """The days between one rare event and the next, in their order and without their dates."""
    key = f"{_anchor(indicator)}-between"
    rows = found.rows.assign(period_end=pd.Timestamp("2000-06-30"), source="")
    subtitle = f"{indicator.title}. Days between one and the next, to the nearest ten. {area.name}."
    if found.refused or rows.empty:
        why = found.refused or "none given"
        return drawing.exhibit(
            key,
            headline=words.headline(indicator, found),
            subtitle=subtitle,
            table={"Event": ["All events"], "Days since the one before": [why]},
            source=source,
            notes=[note],
        )
    shown = ControlChart(
        indicator=indicator,
        area="Newest",
        rows=rows,
        ticks={float(x): f"{x + 1}" for x in spaced(len(rows), 8)},
        centre_word="Middle",
    )
    return drawing.exhibit(
        key,
        lambda: plot(shown),
        headline=words.headline(indicator, found),
        subtitle=f"{subtitle} A higher point is a longer time{LONGER.get(indicator.polarity, '')}.",
        alt=_alt(shown, found, "time between events", "times between events"),
        table={
            "Event": [f"Time {order}" for order in rows["order"]],
            "Days since the one before": [numbers.plain(v) for v in rows["value"]],
            "Signal": shown.signals,
        },
        source=source,
        notes=_notes(shown, found, f"{note} No dates are shown, to protect the children."),
    )


def _rows(series: pd.DataFrame, found: Process | None) -> pd.DataFrame:
    if found is not None:
        of_series = {name: series[name].to_numpy() for name in ("status", "source")}
        rows = found.rows.assign(**of_series)
        return _without_limits(rows, found) if found.travelled else rows
    limits = dict.fromkeys(("centre", "lower", "upper"), float("nan"))
    rows = series[["period_end", "value", "status", "source"]].assign(**limits)
    return rows.assign(segment=0, signal="", meaning="")


def _without_limits(rows: pd.DataFrame, found: Process) -> pd.DataFrame:
    """A stretch that climbs or sinks has no band, and no mark but that of its newest figure."""
    at = rows["segment"] == rows["segment"].max()
    earlier = at & (rows.index != found.stretch.index[-1])
    numbers_of, marks = ["centre", "lower", "upper"], ["signal", "meaning"]
    rows[numbers_of] = rows[numbers_of].mask(at)
    rows[marks] = rows[marks].mask(earlier, "")
    return rows


def _table(shown: ControlChart, series: pd.DataFrame, supplier: str) -> pd.DataFrame:
    """The same quarters in words: figure with its counts, average, limits and what it shows."""
    if series.empty:
        return pd.DataFrame({"Quarter": ["Every quarter"], shown.area: ["no figure"]})
    i, rows, lines = shown.indicator, shown.rows, []
    given_rows: list[Any] = [*series.itertuples()]
    for given, row, told in zip(given_rows, rows.itertuples(), shown.signals, strict=True):
        revised = given.revised and not given.revised_by_few and not isnan(given.value)
        more = _tied(i, row)
        line = {
            "Quarter": quarter_of(given.period_end.date()).words,
            shown.area: cell(i, given, supplier, more) + (", revised" if revised else ""),
        }
        if rows["centre"].notna().any():
            centre = float(str(row.centre))
            line["Average"] = "none" if isnan(centre) else figure(i, centre)
            line["Limits"] = _limits(i, row, more) or "none"
            line["Signal"] = told
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
        return ""
    return f"{figure(indicator, row.lower, more)} to {figure(indicator, row.upper, more)}"


def _alt(shown: ControlChart, found: Process | None, step: str, steps: str) -> str:
    i, last = shown.indicator, shown.rows.iloc[shown.newest]
    many = len(shown.rows) - shown.marks.count(None)
    when = f", in {quarter_of(last.period_end.date()).words}" if step == "quarter" else ""
    told = [
        f"Line chart of {numbers.count(many, step, steps)}: the newest is "
        f"{figure(i, last.value)}{when}."
    ]
    if found is not None and not isnan(last.centre):
        centre = f"The {shown.centre_word.lower()} is {figure(i, last.centre)}"
        if limits := _limits(i, last):
            centre += f", the limits {limits}"
        elif not isnan(last.upper):
            centre += f", the upper limit {figure(i, last.upper)}"
        told.append(f"{centre}.")
    if shown.target is not None:
        told.append(f"The target is {figure(i, shown.target)}.")
    newest, *earlier = [kind for kind in shown.marks[::-1] if kind is not None]
    if newest:
        told.append(f"It is marked as {NEWEST_WORDS[newest]}.")
    told += [
        f"{earlier.count(kind)} marked earlier as {shown.key[kind]}."
        for kind in ("above", "below", "outside")
        if kind in earlier
    ]
    if own := sum(shown.hollow):
        told.append(f"{numbers.count(own, step, steps)} from the council's own return, hollow.")
    if hidden := shown.marks.count(None):
        told.append(f"{numbers.count(hidden, step, steps)} not shown.")
    return " ".join(told)


def _notes(shown: ControlChart, found: Process | None, note: str) -> list[str]:
    notes = [note.strip()]
    rows = shown.rows
    if found is None:
        notes.append("Sums from April: compare like quarters.")
    else:
        if rows["upper"].notna().any():
            trial = ", on trial until there are 12 points" if found.trial else ""
            notes.append(f"Shaded: what chance would do ({found.method}{trial}).")
        if shown.indicator.carried_over and not found.travelled:
            notes.append(SAME_CHILDREN)
        if found.travelled:
            notes.append(NO_BAND.format(way={1: "climbs", -1: "sinks"}[found.travelled]))
        elif words.changed_before(found):
            notes.append("Earlier points did change. Marks say where, not how good.")
    signals = dict.fromkeys(str(signal) for signal in rows["signal"] if signal)
    if signals and not (found is not None and found.travelled):
        notes.append(f"Marked points: {'; '.join(words.SIGNAL_WORDS[each] for each in signals)}.")
    if any(shown.hollow):
        notes.append("Hollow points: the council's own return.")
    if shown.gaps:
        notes.append("Grey columns: no figure is shown.")
    return notes


def _so_far(shown: ControlChart) -> str:
    i, last = shown.indicator, shown.rows.iloc[shown.newest]
    month = quarter_of(last["period_end"].date()).words.split(" to ")[1]
    return f"{i.brief}: {figure(i, last['value'])} by {month}"


def _place(ends: Sequence[date], day: date) -> float | None:
    """Where on the axis a day lies, the middle of a quarter being whole; None outside it."""
    quarter = quarter_of(day)
    if quarter.last not in ends:
        return None
    length = (quarter.last - quarter.first).days + 1
    return ends.index(quarter.last) - 0.5 + (day - quarter.first).days / length


def _anchor(indicator: LocalIndicator) -> str:
    return re.sub(r"[^\w-]", "-", indicator.id)
