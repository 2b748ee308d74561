"""Parts of the strategy's page, each on its own: days in words, marks of illustration."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.strategy_monitoring import phrases
from analysis.briefing.strategy_monitoring.figures.assessment import Assessment
from analysis.briefing.strategy_monitoring.figures.published import assessments, of_priority
from analysis.briefing.strategy_monitoring.priorities import going_well, headline, still_hard
from analysis.catalogue.local import LOCAL, RARE
from analysis.core.errors import UnknownNameError
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Heading, Record, Records
from analysis.publish.files import quarterly
from analysis.publish.render.layout import arrange
from analysis.strategy.schema.plan import Target
from analysis.strategy.schema.work import Action
from analysis.strategy.views.without_strategy import supplied_by, target
from progressed import COUNCILS, QUARTER, TODAY, opened, words

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "in 1 day"),
        (date(2026, 11, 20), "4 days ago"),
        (date(2026, 12, 24), "in more than 4 weeks"),
        (date(2026, 12, 22), "in 4 weeks"),
        (date(2026, 5, 24), "6 months ago"),
        (date(2023, 3, 31), "more than 3 years ago"),
        (date(2024, 11, 24), "2 years ago"),
        (None, ""),
    ],
)
def test_how_long_until_a_day_or_since_it(due: date | None, said: str) -> None:
    assert phrases.until(due, DAY) == said


def test_an_end_is_added_only_where_there_is_none() -> None:
    assert phrases.ended("Why not?") == "Why not?"
    assert phrases.ended("Nothing happened") == "Nothing happened."


def test_what_is_made_up_says_so_and_what_is_minuted_says_that() -> None:
    action = Action(id="a", what="Do it", illustration=True, minuted=("what",))
    assert phrases.provenance(action, ("what", "how")) == (
        "What is to be done from the minutes; the rest made up as an illustration."
    )
    assert phrases.provenance(replace_minuted(action), ("what",)) == (
        "All made up as an illustration."
    )
    assert phrases.provenance(Action(id="a", what="Do it"), ("what",)) == ""


def replace_minuted(action: Action) -> Action:
    return action.model_copy(update={"minuted": ()})


def assess(**given: object) -> Assessment:
    target = Target(id="t", indicator="cla_rate")
    return Assessment(**{"target": target, "title": "A figure", "now": "1%", **given})


def test_what_is_still_hard_is_never_empty_when_something_is_short_or_missing() -> None:
    assert isinstance(still_hard([assess()]), Prose)
    for each in (
        assess(hard="A figure: short of the target of 90%."),
        assess(missing="A figure: not supplied by the virtual school."),
        assess(direction="worse", signals=("A figure: getting worse.",)),
    ):
        told = still_hard([assess(), each])
        assert isinstance(told, Bullets) and len(told.points) == 1


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([assess(local=LOCAL["reviews_on_time"])] * 2, "None of 2 figures is getting worse"),
        ([assess()], "The one figure is not clearly worse than others"),
        (
            [assess(status="may or may not"), assess(local=LOCAL["reviews_on_time"])],
            "None of 2 figures is short of target, clearly worse than others or getting worse",
        ),
    ],
)
def test_a_headline_denies_only_what_could_be_said_of_its_figures(found, said: str) -> None:
    assert headline(found) == said


@pytest.mark.parametrize("council", COUNCILS)
def test_a_figure_with_a_signal_has_changed_in_its_table_too(council: str) -> None:
    there = opened(council)
    named = {t.indicator for t in there.whole.indicators}
    other = [target(name, "") for name in supplied_by(there.to_quarter, {}) if name not in named]
    for each in assessments(there, [*there.whole.indicators, *other]):
        assert not each.signals or each.direction in {"better", "worse", "changed"}, each.title
        assert each.direction != "changed" or each.neutral, each.title


@pytest.mark.parametrize("council", COUNCILS)
def test_the_file_beside_a_priority_has_the_quarterly_figures_that_its_page_shows(
    council: str, tmp_path: Path
) -> None:
    whole = opened(council).whole
    by_objective = [
        p for p in whole.priorities if any(p.id not in t.priorities for t in whole.targets_of(p.id))
    ]
    for priority in [*by_objective, *whole.priorities][:2]:
        there = opened(council, "priority", priority.id)
        shown = {s.local.id for s in of_priority(there, priority.id) if s.local}
        supplied = {*there.to_quarter["measure"].str.partition("/")[0]}
        common = {i for i in shown & supplied if LOCAL[i].kind != RARE}
        given = {"view": "priority", "which": priority.id, "quarter": QUARTER, "today": TODAY}
        beside: set[str] = set()
        for link in quarterly.write(priority.id, there.area, tmp_path, given):
            beside |= {*pd.read_csv(tmp_path / link.path, dtype=str)["indicator"]}
        assert {i for i in beside if i in LOCAL and LOCAL[i].kind != RARE} == common


def test_what_went_well_says_a_thing_once() -> None:
    each = assess(well="A figure: better.", direction="better", signals=("A figure: signal.",))
    told = going_well([each])
    assert isinstance(told, Bullets) and told.points == ["A figure: better."]


@pytest.mark.parametrize("council", COUNCILS)
def test_every_figure_has_a_value_or_the_reason_why_not(council: str) -> None:
    for each in assessments(opened(council)):
        assert each.now.strip(), each.title
        assert each.known or each.missing.endswith("."), each.title
        assert not each.neutral or each.status == "no target", each.title


def test_a_section_that_is_not_for_its_readers_goes_whole_with_its_heading() -> None:
    sheet = arrange(
        "<h2>One</h2><p>kept</p><h2>Two</h2><p>gone</p><p class='left-out'>why</p><h2>Three</h2>"
    )
    assert list(sheet.contents.values()) == ["One", "Three"]
    assert "gone" not in sheet.body and "kept" in sheet.body


def test_a_partner_has_no_page_of_what_others_do() -> None:
    there = opened("Lancashire", "partner", opened("Lancashire").whole.partners[0].id)
    assert briefing.seen_in(there, "all")._repr_html_().startswith('<p class="left-out">')
    assert briefing.seen_in(there, "all", "partner")._repr_html_() == ""
    with pytest.raises(UnknownNameError):
        briefing.seen_in(there, "everyone")


def test_a_record_shows_its_facts_and_leaves_out_the_empty_ones() -> None:
    shown = Records([Record(title="T", facts={"How": "so", "Due": ""}, late=True)])._repr_html_()
    assert "<h3>T</h3>" in shown and "record late" in shown
    assert "How" in shown and "Due" not in shown
    assert "<h4>T</h4>" in Records([Record(title="T", facts={})], lead="L")._repr_html_()
    assert Heading("Priority 1: <b>")._repr_html_() == "<h2>Priority 1: &lt;b&gt;</h2>"


def test_the_page_of_a_running_strategy_has_no_banner_of_its_end() -> None:
    early = briefing.open_progress("Bradford", "2022-23Q2", today="2022-11-01")
    assert not early.past and replace(early, today=date(2023, 4, 1)).past


def test_the_page_names_its_quarter_and_its_day() -> None:
    there = opened("Bristol")
    assert there.quarter.code == QUARTER and there.today.isoformat() == TODAY
    assert "July to September 2026 (quarter 2 of 2026-27)" in words("Bristol")
