"""Small local counts hidden, with everything from which they could be worked out.

A local count of 1 to 5 (or of 1 to 7) could be a child whom somebody knows. It is suppressed with
its complement, its share, and what differs from another shown figure of the same sum by as little.
Published figures come already suppressed and are not touched here. See docs/disclosure.md.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis.core.errors import ShapeError
from analysis.core.shapes import ALL, COUNTS, OK, SUPPRESSED, check_counts
from analysis.protect.events import between_events

OF = "/of"
# The category of a newer release that is not shown because it differs by a few from an older one.
REVISED_BY_A_FEW = "revised by a few"
THRESHOLD, THRESHOLDS = 5, (5, 7)
EVERYBODY_BELOW = 11


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What must be known of measures to protect them.

    `cumulative` are sums since April; `means` have a denominator but no numerator; `exempt` count
    nobody in care. A count from 1 to `threshold` is hidden.
    """

    cumulative: Collection[str] = ()
    means: Collection[str] = ()
    exempt: Collection[str] = ()
    threshold: int = THRESHOLD

    def __post_init__(self) -> None:
        """Refuse a threshold that nobody has agreed."""
        if self.threshold not in THRESHOLDS:
            raise ShapeError(f"Local counts are hidden up to 5 or 7, not {self.threshold}.")

    def small(self, number: float) -> bool:
        """Whether a number, or a difference either way, is too small to show."""
        return bool(0 < abs(number) <= self.threshold)


@dataclass
class _Cell:
    """One measure, period and release: its figure and what it is of, and which may be shown.

    `revision` says that it differs by a few from an older release of the period that is shown. The
    rows of the counts that it came from are `figure_rows` and `of_rows`.
    """

    measure: str
    period_end: pd.Timestamp
    release: str
    mean: bool
    figure: float = np.nan
    of: float = np.nan
    show_figure: bool = True
    show_of: bool = True
    revision: bool = False
    figure_rows: set[int] = field(default_factory=set)
    of_rows: set[int] = field(default_factory=set)

    @property
    def complement(self) -> float:
        """Those of the denominator who are not in the numerator; NaN for a mean or a number."""
        return np.nan if self.mean else self.of - self.figure

    @property
    def year(self) -> int:
        """The year in which its financial year began."""
        return int(self.period_end.year - (self.period_end.month < 4))

    def hide(self) -> None:
        """Show neither the figure nor what it is of."""
        self.show_figure = self.show_of = False


def protect(
    counts: pd.DataFrame, events: pd.DataFrame | None = None, *, rules: Rules | None = None
) -> pd.DataFrame:
    """Counts of one area, small figures suppressed, and rare events as days between, to tens.

    `events` has columns indicator, on, source, release. No day of an event is in the answer, and
    where there are no more events than the threshold not even how many there are. Figures are taken
    in the order in which they were received: what one page has shown stays, and what came later is
    hidden where the difference would be too small.
    """
    rules = rules or Rules()
    counts = check_counts(counts.reset_index(drop=True))
    if len(counts["area"].unique()) > 1:
        raise ShapeError("protect takes the counts of one area at a time.")
    exempt = counts["measure"].str.removesuffix(OF).isin(list(rules.exempt))
    whole = (counts["dimension"] == ALL) & ~exempt
    hidden, revisions = _hidden_totals(counts[whole], rules)
    hidden |= _hidden_parts(counts[~whole & ~exempt], counts, hidden, rules)
    shown = counts.assign(
        value=counts["value"].mask(counts.index.isin(hidden)),
        status=counts["status"].mask(counts.index.isin(hidden), SUPPRESSED),
        category=counts["category"].mask(counts.index.isin(revisions), REVISED_BY_A_FEW),
    )
    area = str(counts["area"].iloc[0]) if len(counts) else ""
    tables = [shown]
    if events is not None and len(events):
        tables.append(between_events(events, area, rules.threshold))
    return check_counts(pd.concat(tables, ignore_index=True)[list(COUNTS)])


def _hidden_totals(counts: pd.DataFrame, rules: Rules) -> tuple[set[int], set[int]]:
    """The rows of figures of the whole authority that may not be shown; which are revisions."""
    hidden: set[int] = set()
    revisions: set[int] = set()
    for measure, rows in counts.groupby(counts["measure"].str.removesuffix(OF), sort=True):
        cells = _cells(str(measure), rows, rules)
        _hide_in_order(cells, rules)
        for cell in cells:
            hidden |= cell.figure_rows if not cell.show_figure else set()
            hidden |= cell.of_rows if not cell.show_of else set()
            revisions |= cell.figure_rows | cell.of_rows if cell.revision else set()
    return hidden, revisions


def _cells(measure: str, rows: pd.DataFrame, rules: Rules) -> list[_Cell]:
    """Figures with what they are of, oldest first."""
    keys = ["period_end", "release", "source"]
    known = rows.loc[rows["status"] == OK, [*keys, "measure", "value"]]
    cells: dict[tuple[Any, ...], _Cell] = {}
    for row, *key, name, value in known.itertuples():
        new = _Cell(measure, period_end=key[0], release=str(key[1]), mean=measure in rules.means)
        cell = cells.setdefault(tuple(key), new)
        if name == measure:
            cell.figure = cell.figure if cell.figure_rows else float(value)
            cell.figure_rows.add(row)
        else:
            cell.of = cell.of if cell.of_rows else float(value)
            cell.of_rows.add(row)
    return [cells[key] for key in sorted(cells)]


def _hide_small(cell: _Cell, rules: Rules) -> None:
    """Hide what is small in itself, its complement, and what would tell something of everybody."""
    everybody = 0 < cell.of < EVERYBODY_BELOW and cell.figure in (0, cell.of)
    if rules.small(cell.of):
        cell.hide()
    if not cell.mean and (everybody or rules.small(cell.figure) or rules.small(cell.complement)):
        cell.show_figure = False


def _hide_in_order(cells: list[_Cell], rules: Rules) -> None:
    """Hide what is small, then what would tell a small number beside what was shown before it."""
    before: list[_Cell] = []
    for cell in sorted(cells, key=lambda c: (c.release, c.period_end)):
        _hide_small(cell, rules)
        for earlier in [c for c in before if c.period_end == cell.period_end]:
            _hide_revision(earlier, cell, rules)
        same_year = [c for c in before if c.year == cell.year and c.period_end != cell.period_end]
        for earlier in same_year if cell.measure in rules.cumulative else ():
            _hide_step(earlier, cell, rules)
        before.append(cell)


def _hide_revision(older: _Cell, newer: _Cell, rules: Rules) -> None:
    """Hide and mark a release that differs by too little from an older one, which pages have shown.

    The mark goes by the difference, whether or not the newer figure could have been shown; of what
    is small in itself it says the same for every number that it could be, and so tells none.
    """
    near = older.show_of and _few(older.of, newer.of, rules)
    if not near and not older.mean and older.show_figure:
        near = _few_counted(older, newer, rules)
    if near:
        newer.revision = True
        newer.hide()


def _few(older: float, newer: float, rules: Rules) -> bool:
    """Whether a number is a few from an older one that is shown, or both are as small as that."""
    both_small = older <= 2 * rules.threshold and rules.small(newer)
    return rules.small(newer - older) or both_small


def _few_counted(older: _Cell, newer: _Cell, rules: Rules) -> bool:
    """Whether a figure or its complement is a few from an older one that is shown.

    In a cohort of at most twice the threshold every figure is hidden: there the cohort alone tells.
    """
    parts = [(older.figure, newer.figure)]
    if older.show_of:
        parts.append((older.complement, newer.complement))
    if newer.show_figure:
        return any(rules.small(now - before) for before, now in parts)
    if 0 < newer.of <= 2 * rules.threshold:
        return False
    return any(rules.small(now) and _few(before, now, rules) for before, now in parts)


def _hide_step(earlier: _Cell, later: _Cell, rules: Rules) -> None:
    """Hide what of a later sum since April differs by too little from an earlier one."""
    both = earlier.show_of and later.show_of
    if both and rules.small(later.of - earlier.of):
        later.hide()
    elif earlier.show_figure and later.show_figure and not earlier.mean:
        step = rules.small(later.figure - earlier.figure)
        if step or (both and rules.small(later.complement - earlier.complement)):
            later.show_figure = False


def _hidden_parts(
    parts: pd.DataFrame, counts: pd.DataFrame, hidden_totals: set[int], rules: Rules
) -> set[int]:
    """The rows of a breakdown that may not be shown, so that the total does not tell them."""
    hidden: set[int] = set()
    keys = ["measure", "period_end", "release"]
    totals = counts[(counts["dimension"] == ALL) & (counts["status"] == OK)]
    for (*key, _), group in parts.groupby([*keys, "dimension"], sort=True):
        known = group[group["status"] == OK].sort_values("value")
        small = np.array([rules.small(float(value)) for value in known["value"]], dtype=bool)
        total = totals[(totals[keys] == key).all(axis=1)]
        hidden |= set(known.index[small])
        total_shown = len(total) == 1 and total.index[0] not in hidden_totals
        if total_shown and small.any() and len(known) == len(group):
            # The smallest other part that is not zero, so that the total does not tell the rest.
            others = known.index[~small & (known["value"] > 0)]
            hidden.add(others[0] if len(others) else total.index[0])
    return hidden
