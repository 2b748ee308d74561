"""Counts from a return as linked tables: which cells there are, and what can be subtracted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from analysis.catalogue.returns import relations
from analysis.catalogue.returns.groups.counted import SDQ_BANDS_OF_AGE
from analysis.core.shapes import ALL, OK
from analysis.protect.linked.cells import Cell, Linked, Sum, complement_of
from analysis.protect.suppress import THRESHOLD

IN_NONE = "in none of them"
KEY = ["measure", "dimension", "category"]


def linked(
    counts: pd.DataFrame,
    published: pd.DataFrame | None = None,
    before: Sequence[pd.DataFrame] = (),
) -> Linked:
    """The counts of one council on one day as linked tables.

    `published`: what the department prints of the same day. `before`: what was shown of other days
    of the same year, and of this one in earlier editions, a frame each, with hidden cells as
    suppressed.
    """
    values = _numbers(counts)
    printed = set(values)
    sums = [*_breakdowns(values), *_declared(values)]
    unprinted = set(values) - printed
    left_over = (*pairs(values), *_all_but_few(values))
    for whole, part in left_over:
        rest = complement_of(part)
        if rest in values:  # of a group, those of its total who are not in it stand there
            rest = complement_of((part, whole))
        values[rest] = values[whole] - values[part]
        unprinted.add(rest)
        sums.append(Sum(whole, (part, rest)))
    for each in list(_sixteen(values)):
        sums.append(each)
        unprinted |= {cell for cell in each.cells if len(cell) == 1}
    fixed = _printed_elsewhere(values, published)
    for number, rows in enumerate(before):
        for key, value in _told(rows, counts["period_end"].iloc[0], left_over).items():
            if key in values:
                shown, apart = ("shown", number, key), ("apart", number, key)
                more = values[key] >= value
                values |= {shown: value, apart: abs(values[key] - value)}
                unprinted.add(apart)
                fixed[shown] = True
                sums.append(Sum(key, (shown, apart)) if more else Sum(shown, (key, apart)))
    return Linked(values, tuple(sums), frozenset(unprinted), fixed)


def _numbers(counts: pd.DataFrame) -> dict[Cell, int]:
    """The counts of children, young people and events that are known, by their key."""
    known = counts[(counts["status"] == OK) & (counts["unit"] != "score")]
    keys = zip(*(known[column].astype("str") for column in KEY), strict=True)
    return dict(zip(keys, known["value"].astype("int64"), strict=True))


def _breakdowns(values: dict[Cell, int]) -> Iterator[Sum]:
    """Categories add up to their total, and to those that stand for several of them.

    Those of a total who are in none of its categories become a cell that nobody prints.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for measure, dimension, category in values:
        if dimension != ALL:
            found.setdefault((measure, dimension), []).append(category)
    for (measure, dimension), names in found.items():
        for name, parts in relations.TOGETHER.items():
            held = tuple((measure, dimension, part) for part in parts if part in names)
            if name in names and held:
                yield Sum((measure, dimension, name), held)
        single = [n for n in names if not {*names} & {*relations.TOGETHER.get(n, ())}]
        cells = tuple((measure, dimension, name) for name in sorted(single))
        left = values.get(_total(measure), -1) - sum(values[cell] for cell in cells)
        if left > 0:
            cells = (*cells, (measure, dimension, IN_NONE))
            values[cells[-1]] = left
        if left >= 0:
            yield Sum(_total(measure), cells)


def _declared(values: Mapping[Cell, int]) -> Iterator[Sum]:
    """The declared sums whose every cell there is."""
    sums: list[tuple[Cell, tuple[Cell, ...]]]
    sums = [(_total(one), (_total(other),)) for one, other in relations.SAME_AS.items()]
    sums += [(_total(one), (other,)) for one, other in relations.CATEGORY_AS_TOTAL.items()]
    for one, (measure, dimension, names) in relations.CATEGORIES_AS_TOTAL.items():
        sums.append((_total(one), tuple((measure, dimension, name) for name in names)))
    sums += _added_up(values)
    for whole, parts in sums:
        if {whole, *parts} <= set(values) and values[whole] == sum(values[p] for p in parts):
            yield Sum(whole, parts)


def _added_up(values: Mapping[Cell, int]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Measures that add up to another, each group of them too: a group without a row is nobody."""
    for whole, measures in relations.ADD_UP:
        for _, *group in [cell for cell in values if cell[0] == measures[0]]:
            cells = [(measure, *group) for measure in measures]
            yield (whole, *group), tuple(cell for cell in cells if cell in values)


def pairs(values: Mapping[Cell, int]) -> list[tuple[Cell, Cell]]:
    """Each wider group with the one in it, of those there are: of totals and of categories.

    A category is in the same one of the nearest measure that has it.
    """
    found = []
    for cell in values:
        measure, *group = cell
        if (measure, group[0]) not in relations.OF_THE_EVENT:
            for wider in (relations.PART_OF, relations.ALSO_PART_OF):
                found += [(w, cell) for w in _nearest(wider.get(measure, ""), group, values)]
    return [(w, p) for w, p in found if values[p] <= values[w]]


def _nearest(measure: str, group: list[str], values: Mapping[Cell, int]) -> list[Cell]:
    """The cell of a group in a measure, or else in the nearest one that this is a part of."""
    while measure and (measure, *group) not in values:
        measure = relations.PART_OF.get(measure) or relations.SAME_AS.get(measure, "")
    return [(measure, *group)] if measure else []


def _sixteen(values: dict[Cell, int]) -> Iterator[Sum]:
    """Those of 16, and of 17, whom the ages of a cohort tell where they are not its bands."""
    of_16, of_17, asked = ("of 16",), ("of 17",), ("of 16 and not asked",)
    bands = [("cla_12_months", "age", band) for band in SDQ_BANDS_OF_AGE]
    whole, score = _total("cla_12_months_5_16"), ("sdq_received", "age", SDQ_BANDS_OF_AGE[-1])
    if {whole, score, *bands} <= set(values):
        values[of_16] = values[whole] - values[bands[0]] - values[bands[1]]
        values[of_17] = values[bands[2]] - values[of_16]
        values[asked] = values[of_16] - values[score]
        yield Sum(whole, (bands[0], bands[1], of_16))
        yield Sum(bands[2], (of_16, of_17))
        yield Sum(of_16, (score, asked))


def _all_but_few(values: Mapping[Cell, int]) -> list[tuple[Cell, Cell]]:
    """Categories that all but a few are in, with the total of which these are."""
    found = ((_total(cell[0]), cell) for cell in values if cell[1] != ALL)
    return [(w, p) for w, p in found if w in values and 0 < values[w] - values[p] <= THRESHOLD]


def _total(measure: str) -> Cell:
    return (measure, ALL, ALL)


def _printed_elsewhere(
    values: Mapping[Cell, int], published: pd.DataFrame | None
) -> dict[Cell, bool]:
    """The cells that the department prints with the same number."""
    if published is None:
        return {}
    theirs = _numbers(published)
    return {cell: True for cell, value in values.items() if theirs.get(cell) == value}


def _told(
    rows: pd.DataFrame, day: pd.Timestamp, left_over: Iterable[tuple[Cell, Cell]]
) -> dict[Cell, int]:
    """What one edition of a day told that a count of `day` can be subtracted from: all that an
    earlier edition of the same day showed, with complements, and of another day of the year the
    sums since April. What was hidden tells nothing.
    """
    if rows["period_end"].iloc[0] != day:
        return _numbers(rows[rows["measure"].isin(relations.CUMULATIVE)])
    told = _numbers(rows)
    rests = {
        complement_of(part): told[whole] - told[part]
        for whole, part in left_over
        if whole in told and part in told
    }
    return told | {rest: value for rest, value in rests.items() if value >= 0}
