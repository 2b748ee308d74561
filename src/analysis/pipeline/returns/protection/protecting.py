"""Counts from a return with small numbers hidden, and the answer of the attack on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.returns import relations
from analysis.core.shapes import ALL, SUPPRESSED, check_counts
from analysis.pipeline.returns.protection.linking import KEY, linked, pairs
from analysis.pipeline.returns.protection.year import tell_together
from analysis.protect.linked.cells import Cell, Linked
from analysis.protect.linked.hide import WIDTH, hide
from analysis.protect.suppress import EVERYBODY_BELOW


@dataclass(frozen=True)
class Audit:
    """What protection did to the counts of one day, for officers.

    `narrowest` is the width of the narrowest interval that the attack found, None where nothing is
    hidden. `public`: small numbers that published figures tell already.
    """

    day: str
    cells: int
    small: int
    others: int
    public: int
    narrowest: float | None

    @property
    def said(self) -> str:
        """The sentence for officers."""
        if not self.small + self.others:
            return f"{self.day}: none of {self.cells:,} numbers is small, and none is hidden."
        wide = f"at least {self.narrowest:,.0f} apart" if self.narrowest else "open"
        return (
            f"{self.day}: of {self.cells:,} numbers {self.small} are small and hidden, and "
            f"{self.others} more so that none can be worked out; what can be worked out of any is "
            f"{wide}."
        )


def protected(
    counts: pd.DataFrame,
    published: pd.DataFrame | None = None,
    before: Sequence[pd.DataFrame] = (),
    hidden_before: Collection[Cell] = (),
) -> tuple[pd.DataFrame, Audit]:
    """Counts of one council on one day, in the counts shape, with small numbers suppressed, those
    from which they could be worked out, and averages of few; and what was done.

    `published` and `before` as in `linking.linked`. `hidden_before`: the keys of figures that an
    earlier edition of the day hid, which stay hidden.
    """
    tables = linked(counts, published, before)
    also = _tell_of_everybody(tables) | {cell for cell in hidden_before if cell in tables.values}
    while True:
        hidden = hide(tables, width=WIDTH, also=also)
        shown = _shown(counts, hidden.cells)
        more = tell_together(tables, shown, before, WIDTH) - also
        if not more:
            break
        also |= more
    day = f"{pd.Timestamp(counts['period_end'].iloc[0]):%d %B %Y}"
    narrowest = hidden.narrowest if hidden.narrowest != float("inf") else None
    audit = Audit(
        day, len(counts), len(hidden.small), len(hidden.others), len(hidden.public), narrowest
    )
    return check_counts(shown), audit


def _shown(counts: pd.DataFrame, hidden: Collection[Cell]) -> pd.DataFrame:
    keys = pd.MultiIndex.from_frame(counts[KEY].astype("object"))
    out = pd.Series([key in hidden for key in keys], index=counts.index)
    out |= _means_of_hidden(counts, hidden)
    return counts.assign(
        value=counts["value"].mask(out), status=counts["status"].mask(out, SUPPRESSED)
    )


def _tell_of_everybody(tables: Linked) -> set[Cell]:
    """Nobody, or everybody, of a group of fewer than eleven."""
    printed = {cell: n for cell, n in tables.values.items() if cell not in tables.unprinted}
    return {
        part
        for whole, part in pairs({cell: n for cell, n in printed.items() if len(cell) == len(KEY)})
        if (part[1] == ALL or part[0] not in relations.COHORTS)
        and 0 < printed[whole] < EVERYBODY_BELOW
        and printed[part] in (0, printed[whole])
    }


def _means_of_hidden(counts: pd.DataFrame, hidden: Collection[Cell]) -> pd.Series:
    few = {mean for mean, behind in relations.MEANS.items() if (behind, ALL, ALL) in hidden}
    return counts["measure"].isin(few) & (counts["unit"] == "score")
