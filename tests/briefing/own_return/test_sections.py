"""What a page tells of a council's own return: of one that is made up, a real one, and none."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.figures import Figures
from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.headlines import HEADLINES
from analysis.briefing.own_return.newer import newer
from analysis.catalogue.indicators import INDICATORS, indicator
from analysis.catalogue.returns.relations import since_april
from analysis.core import internal
from analysis.core.shapes import ALL
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Callout
from analysis.present.parts.records import LeftOut
from reading import faults, labels, told

WITH, WITHOUT, TODAY = "Herefordshire", "Kent", "2026-11-22"
TELLING: tuple[Callable[[Figures], Any], ...] = (
    briefing.say_own_return,
    briefing.own_headlines,
    briefing.say_so_far,
    briefing.own_so_far,
    briefing.say_agreement,
    briefing.own_differences,
    briefing.own_other_differences,
    briefing.own_repairs,
    briefing.own_protection,
)


@pytest.fixture(scope="module")
def here() -> Figures:
    return briefing.open_figures(WITH, TODAY)


@pytest.fixture(scope="module")
def own(here: Figures) -> OwnFigures:
    assert here.own
    return here.own


@pytest.fixture(scope="module")
def real(here: Figures, own: OwnFigures) -> Figures:
    """The same figures as if the return were real, taken for a reason."""
    record = {**own.record, "synthetic": False, "accepted": "Two children moved on the day."}
    return replace(here, own=replace(own, record=record))


@pytest.mark.parametrize("tell", TELLING, ids=lambda f: f.__name__)
def test_a_council_without_a_return_loses_the_whole_section(tell: Callable[..., Any]) -> None:
    assert isinstance(tell(briefing.open_figures(WITHOUT, TODAY)), LeftOut)


@pytest.mark.parametrize("whose", ["here", "real"])
@pytest.mark.parametrize("tell", TELLING, ids=lambda f: f.__name__)
def test_everything_reads_well(
    tell: Callable[..., Any], whose: str, request: pytest.FixtureRequest
) -> None:
    shown = tell(request.getfixturevalue(whose))
    assert shown._repr_html_()
    assert [fault for text in told(shown) for fault in faults(text)] == []
    assert [fault for text in labels(shown) for fault in faults(text, stops=False)] == []


def test_every_exhibit_of_a_made_up_return_says_that_it_is(here: Figures) -> None:
    shown = [each for tell in TELLING if isinstance(each := tell(here), Exhibit)]
    assert len(shown) == 4
    assert all("no child in it is real" in each.source for each in shown)


def test_the_banner_says_made_up_or_up_to_when(here: Figures, real: Figures) -> None:
    made_up, of_real = briefing.own_banner(here), briefing.own_banner(real)
    assert isinstance(made_up, Callout) and isinstance(of_real, Callout)
    assert (made_up.kind, of_real.kind) == ("warning", "information")
    assert made_up.title == "An example: some of this is made up"
    assert "30 September 2026" in of_real.text
    assert briefing.own_banner(briefing.open_figures(WITHOUT, TODAY))._repr_html_() == ""


def test_a_paragraph_stands_only_where_it_is_true(here: Figures) -> None:
    without = briefing.open_figures(WITHOUT, TODAY)
    assert briefing.say_unless_return(without, "Nobody knows.")._repr_html_() == (
        "<p>Nobody knows.</p>\n"
    )
    assert briefing.say_unless_return(here, "Nobody knows.")._repr_html_() == ""
    assert "We do." in briefing.say_unless_return(here, "Nobody knows.", "We do.")._repr_html_()


def test_headlines_stand_beside_the_newest_published_ones(here: Figures, own: OwnFigures) -> None:
    table = briefing.own_headlines(here).table
    assert len(table) == len(HEADLINES)
    row = table.iloc[0]
    newest = own.series(indicator("cla_number"))[-1]
    assert (row["Made-up return"], row["Day"]) == (f"{newest.value:,.0f}", "30 Sep 2026")
    assert row["Published"] == f"{here.here('cla_number').printed} (2025)"
    assert row["England"] == here.england("cla_number").printed


def test_part_of_a_year_never_stands_beside_whole_years(own: OwnFigures, here: Figures) -> None:
    for name in {*own.measured["indicator"]} & {*INDICATORS}:
        i = indicator(name)
        days = [p.period_end for p in own.series(i, category=ALL)]
        if since_april(i) and not i.split:
            assert all((day.month, day.day) == (3, 31) for day in days), name
    ours = newer(here, indicator("cla_started_rate"))
    assert ours and [p.period_end for p in ours.series] == [pd.Timestamp(2026, 3, 31)]


def test_figures_already_published_are_not_drawn_again(here: Figures) -> None:
    ours = newer(here, indicator("cla_rate"))
    assert ours and min(p.period_end for p in ours.series) > here.newest["cla_rate"]
    table = briefing.trend(here, "cla_rate").table
    assert not table["Period"].duplicated().any()
    assert table["Origin"].tolist().count("made-up return") == len(ours.series)


def test_the_year_so_far_stands_beside_the_same_months(here: Figures, own: OwnFigures) -> None:
    table = briefing.own_so_far(here).table.set_index("Measure")
    started = own.measured[own.measured["indicator"] == "cla_started_number"]
    by_day = started.set_index("period_end")["value"]
    row = table.loc["Children who came into care"]
    for year in ("2024", "2025", "2026"):
        assert row[year] == f"{by_day[pd.Timestamp(f'{year}-09-30')]:,.0f}"


def test_a_return_that_ends_with_a_year_has_nothing_of_the_next(
    here: Figures, own: OwnFigures
) -> None:
    early = briefing.open_figures(WITH, "2026-04-15")
    assert early.own and early.own.as_at.isoformat() == "2026-03-31"
    assert "nothing of the next one" in briefing.own_so_far(early)._repr_html_()


def test_differences_are_ours_less_theirs_and_have_a_reason(real: Figures, here: Figures) -> None:
    table = briefing.own_differences(real).table

    def number(text: str) -> int:
        return int(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))

    for row in table.to_dict("records"):
        assert number(row["Own return"]) - number(row["Published"]) == number(row["Difference"])
        assert (row["What may explain it"] == "they agree") == (row["Difference"] == "0")
    assert "What may explain it" not in briefing.own_differences(here).table


def test_the_reason_why_a_number_was_taken_is_printed(real: Figures, here: Figures) -> None:
    assert "Reason: Two children moved on the day." in briefing.say_agreement(real)._repr_html_()
    assert "differ because the return is made up" in briefing.say_agreement(here)._repr_html_()


def test_of_whole_figures_nothing_is_said_to_be_hidden(here: Figures, own: OwnFigures) -> None:
    record = {**own.record, "audit": [], internal.PROFILE: internal.SENTENCE}
    officers = replace(here, own=replace(own, record=record))
    assert "small numbers are whole" in briefing.say_own_return(officers)._repr_html_()
    assert "Nothing is hidden on this page" in briefing.own_protection(officers)._repr_html_()


def test_the_note_on_protection_tells_how_much_is_hidden(here: Figures, own: OwnFigures) -> None:
    said = briefing.own_protection(here)._repr_html_()
    audits = own.record["audit"]
    hidden = sum(audit["small"] + audit["others"] for audit in audits)
    assert f"{hidden:,} are hidden" in said
    assert f"within less than {min(a['narrowest'] for a in audits if a['narrowest'])}" in said


def test_what_the_return_tells_is_no_longer_unknown(here: Figures) -> None:
    question = "How long children stay in care"
    without = briefing.open_figures(WITHOUT, TODAY)
    assert question in briefing.not_published(without)._repr_html_()
    assert question not in briefing.not_published(here)._repr_html_()
    assert "What the council's own return tells is left out." in briefing.not_published(here).note


def test_homes_of_a_trust_are_counted_in_another_way_by_a_made_up_return() -> None:
    """Published, 88% of Bradford's children are in external provision: most of it is its trust."""
    here = briefing.open_figures("Bradford", TODAY)
    shown = briefing.own_headlines(here)
    row = shown.table.set_index("Measure").loc["Children in external provision"]
    assert row["Published"] == "88% (2025)" and row["Made-up return"] == "43%"
    assert row["Beside the published"] == "counted in another way"
    assert "Bradford Children and Families Trust as external" in shown.note
    said = " ".join(briefing.own_headlines_in_short(here).points)
    assert "external provision" not in said
    assert "Trust" not in briefing.own_headlines(briefing.open_figures(WITH, TODAY)).note
