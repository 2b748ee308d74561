"""Over every breakdown of every authority: the headline names the largest clear difference."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND, authorities
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.core import store
from analysis.core.shapes import ALL, OK, OWN
from analysis.present import numbers
from analysis.present.parts.exhibit import LONGEST_HEADLINE
from analysis.present.rows import cut
from analysis.present.words.groups import UNKNOWN, headline_of_groups

BREAKDOWNS = [each for each in INDICATORS.values() if each.split]
NAMED = re.compile(r": (?P<label>.+), (?P<here>\S+); England (?P<there>\S+)$")
LEAST = 900  # headlines of some 1,800 that name a difference


@cache
def newest() -> dict[tuple[str, str], pd.DataFrame]:
    """The groups of every authority or England in the newest year, by indicator and area."""
    codes = [ENGLAND, *(place.code for place in authorities())]
    rows = store.read(store.MEASURED_FILE, codes)
    rows = rows[(rows["dimension"] != ALL) & (rows["group"] == OWN)]
    last = rows.groupby(["indicator", "area"])["period_end"].transform("max")
    rows = rows[rows["period_end"] == last]
    return dict(iter(rows.groupby(["indicator", "area"])))  # type: ignore[arg-type]


@cache
def said_of(indicator: Indicator) -> dict[str, tuple[str, pd.DataFrame]]:
    """The headline of each authority that has figures, and its groups beside England's."""
    england = newest()[indicator.id, ENGLAND]
    found = {}
    for place in authorities():
        own = newest().get((indicator.id, place.code))
        if own is None or not (own["status"] == OK).any():
            continue
        rows = pd.concat([own, england])
        said = headline_of_groups(
            indicator, cut(rows, slice(None)), place, CATEGORIES[indicator.split]
        )
        beside = own.merge(
            england[["category", "period_end", "value"]],
            on=["category", "period_end"],
            how="left",
            suffixes=("", "_england"),
        )
        found[place.name] = (said, beside)
    return found


def clearly_apart(indicator: Indicator, beside: pd.DataFrame) -> pd.DataFrame:
    """The groups whose share differs from England's beyond chance, by words of its own."""
    there = beside["value_england"]
    outside = (there < beside["lower998"]) | (there > beside["upper998"])
    apart = beside[(beside["status"] == OK) & there.notna() & outside]
    ends = zip(apart["value"], apart["value_england"], strict=True)
    printed = [[numbers.figure(indicator, value) for value in each] for each in ends]
    apart = apart[np.array([here != other for here, other in printed], bool)]
    return apart.assign(size=(apart["value"] - apart["value_england"]).abs())


@pytest.mark.parametrize("indicator", BREAKDOWNS, ids=lambda i: i.id)
def test_a_headline_names_the_largest_clear_difference_or_says_that_there_is_none(
    indicator: Indicator,
) -> None:
    labels = CATEGORIES[indicator.split]
    for name, (said, beside) in said_of(indicator).items():
        assert len(said.split()) <= LONGEST_HEADLINE, said
        apart = clearly_apart(indicator, beside[beside["category"].isin(labels)])
        named = NAMED.search(said)
        if apart.empty:
            assert not named, f"{name}: {said}"
            continue
        assert named, f"{name}: {said} beside {apart}"
        known = apart[~apart["category"].isin(UNKNOWN)]
        largest = apart if known.empty else known
        of_label = {labels[c].lower(): n for n, c in enumerate(largest["category"])}
        row = largest.iloc[of_label[named["label"].lower()]]
        assert row["size"] == largest["size"].max(), f"{name}: {said}"
        assert named["here"] == numbers.figure(indicator, row["value"])
        assert named["there"] == numbers.figure(indicator, row["value_england"])


def test_many_headlines_name_a_difference() -> None:
    said = [text for i in BREAKDOWNS for text, _ in said_of(i).values()]
    assert sum(bool(NAMED.search(each)) for each in said) > LEAST
    assert any(each.endswith("differs clearly from England") for each in said)


def test_what_stands_out_is_told_and_not_what_is_largest_everywhere() -> None:
    said, _ = said_of(INDICATORS["need_of_children"])["Bradford"]
    assert said == (
        "Main need when children came to social care: abuse or neglect, 91%; England 67%"
    )
