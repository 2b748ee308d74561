"""Typed local figures and those from the return as one table, protected together.

A typed figure stands, and the return fills the quarters that were not typed. Where both have one
and either is hidden, both are: the other would tell it. Where they differ by a few, the return's
stands, which other pages show too: the two side by side would tell of those few children.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.core.quarters import quarter_of
from analysis.core.shapes import ALL, MISSING, OK, SUPPRESSED
from analysis.protect.suppress import OF, REVISED_BY_A_FEW, Rules, protect

CELL = ["indicator", "period_end"]


@dataclass(frozen=True)
class Difference:
    """A quarter in which a typed figure is not that of the return: of each the number, and for a
    share of how many. Empty where they differ by a few, so that the numbers are not told.
    """

    indicator: str
    quarter: str
    typed: tuple[float, ...] = ()
    returned: tuple[float, ...] = ()


@dataclass(frozen=True)
class Joined:
    """`counts` are protected, and what pages read. `before` and `after` are all rows without and
    with protection, for which the finished page is searched.
    """

    counts: pd.DataFrame
    before: pd.DataFrame
    after: pd.DataFrame
    differences: tuple[Difference, ...]


def joined(
    typed: pd.DataFrame, events: pd.DataFrame, from_return: pd.DataFrame, rules: Rules
) -> Joined:
    """Typed counts and events, not protected yet, with the counts `from_return`, which are.

    Counts in the counts shape, of one area; `events` as `protect.suppress.protect` takes them.
    """
    given = typed["status"] != MISSING
    alone = protect(typed, rules=rules)
    both = _side_by_side(alone[given.to_numpy()], from_return)
    hidden = both[both["hidden"] | both["hidden_return"]]
    known = both.drop(hidden.index)
    few = known[_by_a_few(known, rules)]
    dropped = given & _in(typed, few.index)
    filled = ~_in(from_return, both.index.difference(few.index))
    stands = ~dropped & (given | ~_in(typed, _cells(from_return)))
    kept = pd.concat([typed[stands], from_return[filled]], ignore_index=True)
    shown = _hide(protect(kept, events, rules=rules), hidden)
    gone = typed[dropped].assign(value=None, status=SUPPRESSED, category=REVISED_BY_A_FEW)
    return Joined(
        counts=shown,
        before=pd.concat([kept, typed[dropped]], ignore_index=True),
        after=pd.concat([shown, gone.astype({"value": "float64"})], ignore_index=True),
        differences=_differences(known, few.index, shown),
    )


def _cells(counts: pd.DataFrame) -> pd.MultiIndex:
    """The indicator and quarter of each row."""
    named = [counts["measure"].str.removesuffix(OF), counts["period_end"]]
    return pd.MultiIndex.from_arrays(named, names=CELL)


def _in(counts: pd.DataFrame, cells: pd.Index) -> pd.Series:
    return pd.Series(_cells(counts).isin(cells), index=counts.index)


def _newest(counts: pd.DataFrame) -> pd.DataFrame:
    """By indicator and quarter the `figure` that stands, what it is `of` (NaN for a number), and
    whether either is `hidden`.
    """
    rows = counts[(counts["dimension"] == ALL) & (counts["category"] == ALL)]
    rows = rows.sort_values("release", kind="stable")
    rows = rows.set_axis(_cells(rows), axis=0)
    of = rows["measure"].str.endswith(OF)
    parts = [part[~part.index.duplicated(keep="last")] for part in (rows[~of], rows[of])]
    figure, denominator = parts
    hidden = pd.concat([p["status"] == SUPPRESSED for p in parts]).groupby(level=CELL).any()
    return pd.DataFrame({"figure": figure["value"], "of": denominator["value"], "hidden": hidden})


def _side_by_side(typed: pd.DataFrame, from_return: pd.DataFrame) -> pd.DataFrame:
    return _newest(typed).join(_newest(from_return).add_suffix("_return"), how="inner")


def _by_a_few(known: pd.DataFrame, rules: Rules) -> pd.Series:
    """Where a figure, its denominator or those left over differ by a small number."""
    figure, of = (known[c] - known[f"{c}_return"] for c in ("figure", "of"))
    return pd.concat([figure, of, of - figure], axis=1).map(rules.small).any(axis=1)


def _hide(shown: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """Without the figures of cells that are hidden in one of the two, and without what they are of
    where the return hides that.
    """
    cells = hidden.index
    whole = hidden.index[hidden["of_return"].isna()]
    is_of = shown["measure"].str.endswith(OF)
    out = (shown["status"] == OK) & (_in(shown, cells) & ~is_of | _in(shown, whole) & is_of)
    return shown.assign(
        value=shown["value"].mask(out), status=shown["status"].mask(out, SUPPRESSED)
    )


def _differences(known: pd.DataFrame, few: pd.Index, shown: pd.DataFrame) -> tuple[Difference, ...]:
    """What is told, by quarter; of a typed figure that is hidden in the end, nothing is."""
    standing = _newest(shown)["hidden"]
    rows: list[Any] = [*known.assign(few=known.index.isin(few)).itertuples()]
    told = []
    for row in rows:
        indicator, end = row.Index
        typed, returned = _numbers(row.figure, row.of), _numbers(row.figure_return, row.of_return)
        quarter = quarter_of(end.date()).code
        if row.few:
            told.append(Difference(indicator, quarter))
        elif typed != returned and not standing[row.Index]:
            told.append(Difference(indicator, quarter, typed, returned))
    return tuple(sorted(told, key=lambda d: (d.quarter, d.indicator)))


def _numbers(figure: float, of: float) -> tuple[float, ...]:
    return (figure,) if of != of else (figure, of)
