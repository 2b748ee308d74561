"""What is declared of groups can be measured, said and shown."""

import pytest

from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.returns.categories import PLACEMENT, PROVIDER
from analysis.catalogue.returns.groups import counted as by
from analysis.catalogue.returns.groups.measures import (
    KINDS_SAID,
    OWN_INDICATORS,
    OWN_MEASURES,
    PROVIDERS_SAID,
)


def test_they_are_apart_from_what_is_published() -> None:
    assert not OWN_INDICATORS.keys() & INDICATORS.keys()
    assert len(OWN_INDICATORS) == 1 + sum(len(m.indicators) for m in OWN_MEASURES.values())


@pytest.mark.parametrize("name", OWN_MEASURES)
def test_a_share_by_group_has_its_count_and_its_cohort_by_the_same_groups(name: str) -> None:
    whole, *split = OWN_MEASURES[name].indicators
    assert whole.split == ""
    for each in split:
        assert each.numerator and each.denominator
        assert each.split == each.numerator.dimension == each.denominator.dimension


def test_every_kind_of_home_and_provider_is_in_one_group() -> None:
    for groups, each in ((by.KINDS, PLACEMENT), (by.PROVIDERS, PROVIDER)):
        together = [name for names in groups.values() for name in names]
        assert len(together) == len(set(together))
        assert {*each.values()} <= {*together}


def test_every_group_has_words() -> None:
    for dimension, names in by.CATEGORIES_OF.items():
        assert {*names} <= {*CATEGORIES[dimension]}
    assert {*by.KINDS, *PLACEMENT.values()} <= {*KINDS_SAID}
    assert {*by.PROVIDERS} <= {*PROVIDERS_SAID}
