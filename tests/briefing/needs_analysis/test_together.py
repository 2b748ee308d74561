"""Measures of one subject as panels on the same axes, and what their headline tells."""

import re
from functools import cache

import pytest

from analysis import briefing
from analysis.briefing.needs_analysis.together import together
from analysis.catalogue.indicator import HIGH
from analysis.catalogue.indicators import indicator
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.in_front import InFront
from briefed import each_authority, opened

SUBJECTS = {
    "health": (
        "health_assessment",
        "dental_check",
        "immunisations",
        "sdq_received",
        "sdq_concern",
    ),
    "education": ("english_maths_4", "ks2_rwm", "absence_persistent", "suspended", "sen_ehcp"),
    "care leavers": (
        "care_leavers_in_eet_19_21",
        "care_leavers_suitable_accommodation_19_21",
        "care_leavers_in_touch_19_21",
        "staying_put_19_20",
    ),
}
BESIDE = re.compile(r"^(.+): (\S+) here, (\S+) in similar authorities, (\w+) than usual$")


@cache
def drawn(code: str, subject: str) -> Exhibit:
    """The panels of a subject for an authority."""
    return together(opened(code), *SUBJECTS[subject])


@pytest.mark.parametrize("subject", SUBJECTS)
@each_authority
def test_each_measure_has_a_panel_that_tells_its_newest_figure(code: str, subject: str) -> None:
    here, names = opened(code), SUBJECTS[subject]
    shown = drawn(code, subject)
    titles = [panel.title for panel in shown.panels]
    assert len(titles) == len(names)
    for name in names:
        told = f"{indicator(name).title}: {here.here(name).printed}"
        assert any(title.startswith(told) for title in titles), told
    assert isinstance(briefing.brief(shown, "needs_analysis-annex.html"), InFront)
    assert len({p.alt for p in shown.panels if p.svg}) == sum(bool(p.svg) for p in shown.panels)


@pytest.mark.parametrize("subject", SUBJECTS)
@each_authority
def test_the_headline_tells_a_difference_that_is_beyond_chance(code: str, subject: str) -> None:
    here, names = opened(code), SUBJECTS[subject]
    headline = drawn(code, subject).headline
    sides = {n: here.here(n).side(here.similar(n)) for n in names}
    apart = {indicator(n).title: n for n, side in sides.items() if side in ("higher", "lower")}
    if found := BESIDE.match(headline):
        name = apart[found[1]]
        i, over = indicator(name), sides[name] == "higher"
        assert found[2] == here.here(name).printed and found[3] == here.similar(name).printed
        good = (over == (i.polarity == HIGH)) and not i.other_side_of
        assert found[4] in (("better",) if good else ("worse", sides[name])), headline
    else:
        assert not apart, headline


def test_bradford_is_told_that_emotional_health_is_good_and_that_grades_fell() -> None:
    assert drawn("380", "health").headline.endswith("better than usual")
    assert drawn("380", "education").headline == (
        "Grade 4 or above in English and mathematics: down from 25.6% to 12.2% since 2021/22"
    )


def test_all_pupils_stand_beside_where_they_are_published_and_england_does_elsewhere() -> None:
    schools = drawn("380", "education")
    assert "all pupils here (short dashes)" in schools.note and "England" not in schools.note
    assert {"All pupils", "Similar authorities"} < {*schools.table.columns}
    health = drawn("380", "health")
    assert "England (dashes)" in health.note and "the series changed" in health.note


def test_a_message_of_the_caller_is_the_headline() -> None:
    told = together(opened("380"), "dental_check", message="Teeth are looked after")
    assert told.headline == "Teeth are looked after"


def test_a_panel_in_which_nothing_clear_can_be_seen_is_told_in_words() -> None:
    here, shown = opened("380"), drawn("380", "health")
    for panel in shown.panels:
        i = next(i for i in map(indicator, SUBJECTS["health"]) if panel.title.startswith(i.title))
        clear = here.here(i.id).side(here.similar(i.id)) in ("higher", "lower")
        moved = here.change(i.id, years=5).verdict in ("rose", "fell")
        assert bool(panel.svg) == (clear or moved or i.id == SUBJECTS["health"][0]), panel.title
    assert [bool(panel.svg) for panel in shown.panels] == sorted(
        (bool(panel.svg) for panel in shown.panels), reverse=True
    )


def test_an_axis_lies_about_the_figures_of_its_panel_so_that_a_change_is_seen() -> None:
    """From 0 to 100% every line was flat."""
    for panel in drawn("886", "health").panels:
        ticks = [float(n) for n in re.findall(r">(\d+)%<", panel.svg)]
        assert not panel.svg or max(ticks) - min(ticks) <= 75, panel.title


def test_its_table_has_every_year_of_every_measure_and_no_empty_cell() -> None:
    table = drawn("857", "education").table
    assert {*table["Measure"]} == {indicator(name).title for name in SUBJECTS["education"]}
    assert (table.map(len) > 0).all(axis=None)
