"""The local indicators: each can be read, beside its published one, and none is mixed with it."""

from dataclasses import replace

import pytest

from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import CUMULATIVE, KINDS, LOCAL, MEANS, NOT_ABOUT_CHILDREN, local
from analysis.core.errors import UnknownNameError

EVERY = pytest.mark.parametrize("indicator", LOCAL.values(), ids=lambda i: i.id)


@EVERY
def test_every_local_indicator_can_be_read(indicator):
    assert indicator.kind in KINDS
    for text in (indicator.title, indicator.of, indicator.unit):
        assert text.strip() == text and text
    assert indicator.definition.endswith(".") and indicator.why.endswith(".")
    assert len(indicator.brief.split()) <= 5


@EVERY
def test_the_published_one_beside_it_exists_and_the_difference_is_said(indicator):
    if indicator.beside:
        assert indicator.beside in INDICATORS
        assert len(indicator.differs.split()) > 8
        assert indicator.beside != indicator.id


@pytest.mark.parametrize("indicator", [i for i in LOCAL.values() if i.ref[0] == "F"])
def test_every_education_figure_leads_to_that_of_all_pupils(indicator):
    assert INDICATORS[indicator.beside].all_pupils is not None


def test_the_agreed_ids_are_there():
    assert len(LOCAL) == 25
    assert {"three_or_more_placements_so_far", "suspended_so_far"} == CUMULATIVE
    assert {"wait_for_mental_health_support", "care_leavers_per_adviser"} == MEANS
    assert {"members_trained"} == NOT_ABOUT_CHILDREN
    rare = {i.id for i in LOCAL.values() if i.kind == "rare"}
    assert rare == {"permanent_exclusions", "remanded_to_custody", "unregistered_placements"}


def test_care_leavers_today_are_said_to_be_another_group_than_those_around_a_birthday():
    assert "birthday" in local("care_leavers_in_eet_today").differs
    assert "birthday" in local("care_leavers_suitable_home_today").differs


def test_numbers_in_care_are_neutral_and_can_have_no_target():
    assert local("children_in_care_at_quarter_end").neutral
    assert local("started_in_quarter").neutral
    assert not local("reviews_on_time").neutral


def test_an_unknown_name_brings_suggestions():
    with pytest.raises(UnknownNameError, match="reviews_on_time"):
        local("review_on_time")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "percent"}, "kind or polarity"),
        ({"polarity": "up"}, "kind or polarity"),
        ({"beside": "cla_rate"}, "say how it differs"),
        ({"kind": "rare", "cumulative": True}, "not told as a sum"),
        ({"short": "one two three four five six"}, "five words"),
    ],
)
def test_a_bad_declaration_fails_when_it_is_made(changed, said):
    with pytest.raises(ValueError, match=said):
        replace(local("visits_on_time"), **changed)
