"""How such forecasts did on the council's own past, and which method the page uses, by rule."""

from math import nan

import numpy as np
import pandas as pd

from analysis.briefing.parts import lowered, prose, table
from analysis.briefing.sufficiency.outlook import each_row
from analysis.briefing.sufficiency.own_ahead.opened import Opened, with_futures
from analysis.catalogue.categories import CATEGORIES
from analysis.core.shapes import ALL
from analysis.forecast.histories.judging import ENOUGH, HISTORIES, MONTHS
from analysis.forecast.scores import STILL
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.returns import ahead as words

OVERLAP = "Forecasts begin a quarter apart and overlap, so they count for less than their number."


@with_futures
def say_futures_judged(o: Opened) -> Prose:
    """Which method the page uses and why, and which parts have too few forecasts to know."""
    total = o.ahead.judged[o.ahead.judged["dimension"] == ALL]
    many = {str(name): int(each["forecasts"].sum()) for name, each in total.groupby("method")}
    scores = {
        str(name): float(np.average(each["beside"], weights=each["forecasts"]))
        for name, each in total.groupby("method")
        if many[str(name)] >= ENOUGH
    }
    known, _ = _by_part(o.ahead.judged)
    thin = ["All children"] if o.ahead.is_narrow(ALL, ALL) else []
    thin += [row.label for row in each_row(known) if o.ahead.is_narrow(row.dimension, row.category)]
    return prose(
        f"{words.which(o.ahead.method, scores, many, ENOUGH)} {words.worse(_worse(o))}".rstrip(),
        words.narrow([*dict.fromkeys(thin)]),
    )


def _worse(o: Opened) -> list[int]:
    """The lengths in months over which the page's method scored worse than no change."""
    rows = o.ahead.judged[(o.ahead.judged["dimension"] == ALL) & (o.ahead.judged["beside"] > 1)]
    return sorted(rows.loc[rows["method"] == o.ahead.method, "months"])


@with_futures
def futures_judged(o: Opened) -> Exhibit | Prose:
    """The forecasts of all children: how far they missed, beside no change, and what they held."""
    total = o.ahead.judged[o.ahead.judged["dimension"] == ALL]
    if total.empty:
        return prose()
    return table(
        "futures-judged",
        "How forecasts of the number of children did on our own past",
        f"Children in care so many months after earlier quarters' ends, {o.there.name}",
        [
            {
                "Method and months ahead": f"{words.METHODS[row.method]}, {row.months} months",
                "Forecasts": numbers.plain(row.forecasts),
                "Middle missed by": f"{numbers.plain(row.missed, 1)}%",
                "Score beside no change": "1" if row.method == STILL else f"{row.beside:.2f}",
                "Range was right, % (80 meant)": numbers.plain(round(row.held80)),
            }
            for row in each_row(total)
        ],
        source=o.source,
        note=f"{OVERLAP} Each learnt only from what was known by its first day. The score is the "
        "weighted interval score, over that of no change in the same forecasts; below 1 is better.",
    )


@with_futures
def futures_held(o: Opened) -> Exhibit | Prose:
    """How well the range of histories fits each kind of home and age that can be judged."""
    known, few = _by_part(o.ahead.judged)
    whole = _whole(o.ahead.judged)
    if known.empty:
        return prose(words.unknown(few, whole))
    return table(
        "futures-held",
        "How well the range fits each kind of home and age",
        f"Forecasts from our histories on our own past, {o.there.name}",
        [
            {
                "Part and months ahead": f"{row.label}, {row.months} months",
                "Children, about": numbers.plain(row.children),
                "Forecasts": numbers.plain(row.forecasts),
                "Middle missed by": f"{numbers.plain(row.missed, 1)}%",
                "Score beside no change": f"{row.beside:.2f}",
                "Range was right, % (80 meant)": f"{row.held80:.0f}, {words.fits(row.held80)}",
            }
            for row in each_row(known)
        ],
        source=o.source,
        note=f"{OVERLAP} {_not_beyond(known)} {words.unknown(few, whole)}".replace(
            "  ", " "
        ).rstrip(),
    )


def _by_part(judged: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Scores of kinds of home and ages with enough forecasts, and the names of those without."""
    rows = judged[(judged["method"] == HISTORIES) & (judged["dimension"] != ALL)]
    labels = [_label(row.dimension, row.category) for row in each_row(rows)]
    rows = rows.assign(label=labels)
    known = rows[rows["forecasts"] >= ENOUGH].sort_values(
        ["dimension", "months"], ascending=[False, True], kind="stable"
    )
    few = [label for label in dict.fromkeys(labels) if label not in set(known["label"])]
    return known, few


def _not_beyond(known: pd.DataFrame) -> str:
    """Up to how many months ahead there are enough forecasts; '' where that is all lengths."""
    most = int(known["months"].max())
    return f"Beyond {most} months there are too few." if most < max(MONTHS) else ""


def _whole(judged: pd.DataFrame) -> float:
    """How often the range held all children together, in per cent; nan where it was not judged."""
    rows = judged[(judged["method"] == HISTORIES) & (judged["dimension"] == ALL)]
    return float(np.average(rows["held80"], weights=rows["forecasts"])) if len(rows) else nan


def _label(dimension: str, category: str) -> str:
    label = CATEGORIES[dimension][category]
    return f"Aged {lowered(label)}" if dimension == "age" else label
