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
from analysis.present import numbers
from analysis.present.charts.drawing.frame import drawn
from analysis.present.charts.time.control_chart_lines import Drawn, process_figure, quarter_ticks
from analysis.present.charts.time.control_chart_marks import mark_of, mark_words, newest_place
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import clipped
from analysis.present.words.local import cell, figure, unit_words
from analysis.present.words.process import (
    SIGNAL_WORDS,
    ProcessLike,
    annotated,
    changed_before,
    headline,
)

SAME_CHILDREN = (
    "Most of those counted are the same from one quarter to the next, so neighbouring figures are "
    "alike and the band is narrower than it should be: take a marked point as a question."
)
NEWEST_WORDS = {"improving": "better", "worsening": "worse", "changed": "changed"}
NO_LIMITS = ("centre", "lower", "upper")


def process(
    indicator: LocalIndicator,
    series: pd.DataFrame,
    found: ProcessLike | None,
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
    key = f"{_anchor(indicator.id)}-quarters"
    table = _table(indicator, series, rows, area, supplier)
    if rows.empty or rows["value"].isna().all():
        return _unpictured(indicator, key, table, area, source, note)
    marked = [(_place(rows, day), label) for day, label in events if _place(rows, day) is not None]
    shown = Drawn(
        indicator=indicator,
        area=area.name,
        rows=rows,
        ticks=quarter_ticks([pd.Timestamp(d).date() for d in rows["period_end"]]),
        target=target,
        events=[(x, label) for x, label in marked if x is not None],
        by_year=found is None,
    )
    return Exhibit(
        key=key,
        headline=headline(indicator, found) if found else _so_far(indicator, rows),
        subtitle=f"{unit_words(indicator)}. {indicator.definition} {area.name}, {_span(rows)}.",
        alt=_alt(shown, found, "quarter"),
        table=table,
        source=source,
        svg=drawn(lambda: process_figure(shown)),
        note=_note(shown, found, events, note),
    )


def between(
    indicator: LocalIndicator,
    found: ProcessLike,
    area: Area,
    *,
    source: str,
    note: str = "",
) -> Exhibit:
    """The days between one rare event and the next, in their order and without their dates."""
    key = f"{_anchor(indicator.id)}-between"
    rows = found.rows.assign(period_end=pd.Timestamp("2000-06-30"))
    subtitle = f"{indicator.title}. Days between one and the next, to the nearest ten. {area.name}."
    if found.refused or rows.empty:
        table = pd.DataFrame(
            {"Event": ["All events"], "Days since the one before": [found.refused or "none given"]}
        )
        return Exhibit(
            key=key,
            headline=headline(indicator, found),
            subtitle=subtitle,
            alt="",
            table=table,
            source=source,
            note=note,
        )
    step = max(1, -(-len(rows) // 8))
    places = range(len(rows) - 1, -1, -step)
    shown = Drawn(
        indicator=indicator,
        area="Newest",
        rows=rows,
        ticks=[(float(x), f"{x + 1}") for x in places][::-1],
        centre_word="Middle",
    )
    higher = {"low is good": "longer is better", "high is good": "shorter is better"}
    way = higher.get(indicator.polarity, "")
    return Exhibit(
        key=key,
        headline=headline(indicator, found),
        subtitle=f"{subtitle} A higher point is a longer time{', and ' + way if way else ''}.",
        alt=_alt(shown, found, "time between events"),
        table=_between_table(rows),
        source=source,
        svg=drawn(lambda: process_figure(shown)),
        note=_note(shown, found, (), f"{note} No dates are shown, to protect the children."),
    )


def _rows(series: pd.DataFrame, found: ProcessLike | None) -> pd.DataFrame:
    if found is not None:
        return found.rows.assign(status=series["status"].to_numpy())
    blank = {column: float("nan") for column in NO_LIMITS}
    rows = series[["period_end", "value", "status"]].assign(**blank)
    return rows.assign(segment=0, signal="", meaning="")


def _table(
    indicator: LocalIndicator, series: pd.DataFrame, rows: pd.DataFrame, area: Area, supplier: str
) -> pd.DataFrame:
    """The same quarters in words: figure with its counts, average, limits and what it shows."""
    if series.empty:
        return pd.DataFrame({"Quarter": ["Every quarter"], area.name: ["no figure"]})
    columns: dict[str, list[str]] = {"Quarter": [], area.name: []}
    limited = rows["centre"].notna().any()
    newest = newest_place(rows)
    for place, (given, row) in enumerate(zip(series.itertuples(), rows.itertuples(), strict=True)):
        shown = given.revised and not given.revised_by_few and not isnan(float(str(given.value)))
        revised = ", revised" if shown else ""
        columns["Quarter"].append(_words(given.period_end))
        more = _tied(indicator, row)
        columns[area.name].append(cell(indicator, given, supplier, more) + revised)
        if limited:
            columns.setdefault("Average", []).append(_or_none(indicator, row.centre))
            columns.setdefault("Limits", []).append(_limits(indicator, row, more))
            columns.setdefault("Signal", []).append(_signal(row, place == newest))
    return pd.DataFrame(columns)


def _between_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Event": [f"Time {r.order}" for r in rows.itertuples()],
            "Days since the one before": [numbers.plain(v) for v in rows["value"]],
            "Signal": [
                _signal(r, n == newest_place(rows), "the middle")
                for n, r in enumerate(rows.itertuples())
            ],
        }
    )


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


def _or_none(indicator: LocalIndicator, value: Any) -> str:
    return "none" if isnan(value) else figure(indicator, value)


def _signal(row: Any, newest: bool, centre: str = "average") -> str:
    """What a point shows: of the newest whether it is better, of others only where they lie."""
    if not row.signal:
        return "none" if not isnan(row.value) else "no figure"
    return {
        "improving": "better",
        "worsening": "worse",
        "above": f"above {centre}",
        "below": f"below {centre}",
        "outside": "outside the limits",
    }.get(mark_of(row, newest), "changed")


def _alt(shown: Drawn, found: ProcessLike | None, step: str) -> str:
    i, known = shown.indicator, shown.rows[shown.rows["value"].notna()]
    last, many = known.iloc[-1], len(known)
    plural = "times between events" if step != "quarter" else "quarters"
    told = f"Line chart of {many} {plural if many > 1 else step}"
    at = f", in {_words(last['period_end'])}" if step == "quarter" else ""
    told += f": the newest is {figure(i, float(last['value']))}{at}."
    if found is not None and not isnan(float(last["centre"])):
        told += f" The {shown.centre_word.lower()} is {figure(i, float(last['centre']))}"
        told += _alt_limits(i, last)
    if shown.target is not None:
        told += f" The target is {figure(i, shown.target)}."
    newest, *earlier = [kind for kind in shown.marks[::-1] if kind is not None]
    told += f" It is marked as {NEWEST_WORDS[newest]}." if newest else ""
    for kind in ("above", "below", "outside"):
        if kind in earlier:
            told += (
                f" {earlier.count(kind)} marked earlier as {mark_words(kind, shown.centre_word)}."
            )
    hidden = len(shown.rows) - many
    return clipped(
        told
        + (f" {hidden} {step}s not shown." if hidden > 1 else "")
        + (f" 1 {step} not shown." if hidden == 1 else "")
    )


def _alt_limits(indicator: LocalIndicator, last: Any) -> str:
    if isnan(float(last["upper"])):
        return "."
    if isnan(float(last["lower"])):
        return f", the upper limit {figure(indicator, float(last['upper']))}."
    low, high = (figure(indicator, float(last[c])) for c in ("lower", "upper"))
    return f", the limits {low} to {high}."


def _note(
    shown: Drawn, found: ProcessLike | None, events: Sequence[tuple[date, str]], note: str
) -> str:
    notes = [note.strip()]
    if found is not None and shown.rows["upper"].notna().any():
        trial = ", on trial until there are 12 points" if found.trial else ""
        notes.append(f"The shaded band is what chance alone would do ({found.method}{trial}).")
    if shown.indicator.carried_over and found is not None:
        notes.append(SAME_CHILDREN)
    if found is None:
        notes.append("This is a sum that starts again each April; compare like quarters only.")
    if found is not None and changed_before(found):
        notes.append("Earlier points did change: a mark on them says where they lie, not how good.")
    seen = dict.fromkeys(r.signal for r in shown.rows.itertuples() if r.signal)
    if seen:
        words = "; ".join(SIGNAL_WORDS[str(signal)] for signal in seen)
        notes.append(f"Marked points: {words}.")
    gaps = set(shown.rows.loc[shown.rows["value"].isna(), "status"])
    if gaps:
        notes.append("Grey columns: no figure is shown, and nothing is put in its place.")
    inside = [(day, label) for day, label in events if _place(shown.rows, day) is not None]
    if inside:
        notes.append(annotated(inside))
    return " ".join(text for text in notes if text)


def _so_far(indicator: LocalIndicator, rows: pd.DataFrame) -> str:
    last = rows[rows["value"].notna()].iloc[-1]
    month = _words(last["period_end"]).split(" to ")[1]
    return f"{indicator.brief}: {figure(indicator, float(last['value']))} by {month}"


def _unpictured(
    indicator: LocalIndicator, key: str, table: pd.DataFrame, area: Area, source: str, note: str
) -> Exhibit:
    return Exhibit(
        key=key,
        headline=f"{indicator.title}: no figure to show",
        subtitle=f"{unit_words(indicator)}. {area.name}.",
        alt="",
        table=table,
        source=source,
        note=f"{note} Nothing is put in the place of a figure that there is not.".strip(),
    )


def _place(rows: pd.DataFrame, day: date) -> float | None:
    """Where on the axis a day lies, the middle of a quarter being whole; None outside it."""
    ends = [pd.Timestamp(d).date() for d in rows["period_end"]]
    quarter = quarter_of(day)
    for place, end in enumerate(ends):
        if end == quarter.last:
            length = (quarter.last - quarter.first).days + 1
            return place - 0.5 + (day - quarter.first).days / length
    return None


def _words(day: Any) -> str:
    return quarter_of(pd.Timestamp(day).date()).words


def _span(rows: pd.DataFrame) -> str:
    first, last = (_words(rows["period_end"].iloc[n]) for n in (0, -1))
    return last if first == last else f"{first} to {last}"


def _anchor(id: str) -> str:
    return re.sub(r"[^\w-]", "-", id)
