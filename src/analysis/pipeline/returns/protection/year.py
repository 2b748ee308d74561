"""The pages of a year together: what is counted since April only grows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import pandas as pd

from analysis.catalogue.returns.relations import CUMULATIVE, LAST_COUNTS
from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.pipeline.returns.protection.linking import KEY
from analysis.protect.linked.cells import Cell, Linked
from analysis.protect.linked.pages import Pages

Page = tuple[pd.Timestamp, Mapping[Cell, int | None]]


def tell_together(
    tables: Linked, shown: pd.DataFrame, before: Sequence[pd.DataFrame], width: int
) -> set[Cell]:
    """The keys to hide as well on a page, because with the pages of other days of its year it tells
    a hidden number to within less than the width; none where it does not.

    `tables`: the linked tables of the page's day; `shown`: the page, in the counts shape; `before`:
    the others.
    """
    ours = _page(shown)
    others = [page for page in map(_page, before) if page[0] != ours[0]]
    pages = sorted([*others, ours], key=lambda page: page[0])
    cells = {(n, key): v for n, (_, page) in enumerate(pages) for key, v in page.items()}
    printed = {cell: value for cell, value in cells.items() if value is not None}
    hidden = cells.keys() - printed.keys()
    sums = [*_sums(tables, pages)]
    measures = {
        key[0]
        for certain in ((True, False) if others else ())
        for _, key in Pages(printed, [*sums, *_growth(pages, certain)]).narrow(hidden, width)
    }
    if not measures:
        return set()
    may = [key for key in tables.may_hide if ours[1].get(key) is not None]
    since_hidden = {
        key
        for key in may
        if key[0] in CUMULATIVE and any(page.get(key, 0) is None for _, page in others)
    }
    same = {key for key in since_hidden if key[0] in measures}
    return same or since_hidden or {key for key in may if key[0] in measures}


def _page(rows: pd.DataFrame) -> Page:
    """A page's day and its counts by key, None where one is hidden."""
    counted = rows[rows["status"].isin([OK, SUPPRESSED]) & (rows["unit"] != "score")]
    keys = zip(*(counted[column].astype("str") for column in KEY), strict=True)
    values = (
        None if hidden else int(v)
        for v, hidden in zip(counted["value"], counted["value"].isna(), strict=True)
    )
    return rows["period_end"].iloc[0], dict(zip(keys, values, strict=True))


def _sums(tables: Linked, pages: Sequence[Page]) -> Iterator[dict[Cell, int]]:
    """How the cells of each page add up: as those of the page's day in hand."""
    for n, (_, page) in enumerate(pages):
        for each in tables.sums:
            if all(cell in page or cell in tables.unprinted for cell in each.cells):
                yield {(n, each.whole): 1} | {(n, part): -1 for part in each.parts}


def _growth(pages: Sequence[Page], certain: bool) -> Iterator[dict[Cell, int]]:
    """What was counted on an earlier day and what came since make up what is counted later: what is
    certain to grow, or also what hardly ever does not.
    """
    for (one, (day, early)), (other, (later, late)) in combinations(enumerate(pages), 2):
        for key in early.keys() & late.keys():
            grows = key[0] in CUMULATIVE and not (certain and may_lessen(key))
            if day < later and grows:
                yield {(other, key): 1, (one, key): -1, ("since", one, other, key): -1}


def may_lessen(key: Cell) -> bool:
    """Whether what is counted since April can be less on a later day."""
    measure, dimension, _ = key
    return measure in LAST_COUNTS and (measure, dimension) != (LAST_COUNTS[0], ALL)
