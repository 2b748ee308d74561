"""Settings that do nothing: a fault where the writer counts on them, a note where they are idle."""

from datetime import date

import pytest

from analysis.catalogue.areas import area
from analysis.catalogue.local import LOCAL, RARE
from analysis.core import paths
from analysis.strategy import known, template
from analysis.strategy.parsing import reading
from analysis.strategy.parsing.reading import Checked
from strategies import action, town

TODAY = date(2026, 11, 24)
GOOD = template.text(area("Leeds"), TODAY)
LIMITED = "initial_health_assessment_on_time"
TARGET = f"""
[[indicators]]
id = "health"
indicator = "{LIMITED}"
priorities = ["homes"]
supplier = "childrens-services"
"""
EVENT = """
[[events]]
id = "new-way"
on = 2026-10-01
label = "New way of working"
{more}
"""


def checked(text: str) -> Checked:
    return reading.parse(text.encode(), "leeds.toml", today=TODAY)


def faults_of_event(more: str, extra: str = TARGET) -> list[str]:
    return [f.says for f in checked(GOOD + extra + EVENT.format(more=more)).faults]


def notes(text: str) -> list[str]:
    found = checked(text)
    assert found.faults == (), [str(f) for f in found.faults]
    return [f"{n.path[0]} {n.says}" for n in found.notes]


def test_limits_start_anew_for_a_figure_that_has_them() -> None:
    assert faults_of_event(f'rebase = true\nindicators = ["{LIMITED}"]') == []
    assert faults_of_event("rebase = false") == []


@pytest.mark.parametrize(
    "indicators",
    ["", "indicators = []"]
    + [f'indicators = ["{i.id}"]' for i in LOCAL.values() if i.cumulative or i.kind == RARE]
    + ['indicators = ["health_assessment"]'],
)
def test_a_rebase_that_names_no_figure_with_limits_is_a_fault(indicators: str) -> None:
    assert faults_of_event(f"rebase = true\n{indicators}") == [
        "has rebase = true, and names no indicator that has process limits"
    ]


def test_so_is_one_of_a_figure_that_the_strategy_is_not_judged_by() -> None:
    more = f'rebase = true\nindicators = ["{LIMITED}"]'
    (says,) = faults_of_event(more, extra="")
    assert says == f"has rebase = true for {LIMITED}, by which the strategy is not judged"


def test_the_fault_stands_on_the_line_of_rebase() -> None:
    text = GOOD + EVENT.format(more="rebase = true")
    (fault,) = checked(text).faults
    assert text.splitlines()[fault.line - 1] == "rebase = true"


@pytest.mark.parametrize("name", LOCAL)
def test_a_figure_has_limits_or_a_chart_of_another_kind(name: str) -> None:
    other = LOCAL[name].cumulative or LOCAL[name].kind == RARE
    assert known.limited(name) is not other


def test_a_published_figure_has_no_supplier() -> None:
    text = GOOD + TARGET.replace(LIMITED, "health_assessment")
    (fault,) = checked(text).faults
    assert fault.says.startswith("is a published figure with a supplier")


IDLE = [
    (EVENT.format(more='indicators = ["cla_rate"]'), "events names no indicator whose chart"),
    (TARGET + 'tolerance = "process limits"', "indicators has tolerance without a target"),
    (TARGET + 'basis = "our own best"', "indicators has basis without a target"),
    (
        '\n[[partners]]\nid = "police"\nname = "the police"\nkind = "police"\n',
        "partners is named by no other part",
    ),
    (
        '\n[[calendar]]\nid = "a"\nbody = "Board"\nfrequency = "yearly"\nfirst = 2026-05-01\n'
        "reports = []\n",
        "calendar has no reports",
    ),
    (
        '\n[[roles]]\nid = "b"\ntitle = "Training"\nsays = "Once a year."\nminuted = ["says"]\n',
        "roles says what is minuted",
    ),
]


@pytest.mark.parametrize(("extra", "says"), IDLE, ids=[says for _, says in IDLE])
def test_what_changes_no_page_is_a_note_and_no_fault(extra: str, says: str) -> None:
    (note,) = notes(GOOD + extra)
    assert note.startswith(says)
    assert checked(GOOD + extra).usable().area == "Leeds"


def test_charts_of_rare_events_need_one() -> None:
    text = GOOD.replace('review_every = "yearly"', 'review_every = "yearly"\nrare_charts = true')
    rare = TARGET.replace(LIMITED, "permanent_exclusions")
    assert notes(text) == [
        "rare_charts has rare_charts = true, and no indicator that is a rare event"
    ]
    assert notes(text + rare) == []


def test_a_note_of_illustrations_needs_one() -> None:
    assert notes(GOOD.replace("illustration = true", "illustration = false")) == [
        "illustration_note has an illustration_note, and nothing in it is an illustration"
    ]


def test_an_action_that_waits_for_one_that_was_stopped_is_a_note() -> None:
    from analysis.strategy.checks import idle_settings

    shown = [{"says": "Too costly.", "on": date(2026, 5, 1)}]
    s = town(
        actions=[action("a", depends_on=["b"]), action("b", status="stopped", evidence=shown)],
        partners=[],
    )
    assert [f.says for f in idle_settings.faults(s)] == ["waits for 'b', which is stopped"]


def test_nothing_is_idle_in_the_examples_and_the_template() -> None:
    assert notes(GOOD) == []
    for path in sorted((paths.raw() / "strategies").glob("*.toml")):
        found = reading.read(path, today=TODAY)
        assert [str(note) for note in found.notes] == []


def test_the_published_chart_with_events_is_the_one_of_the_notebook() -> None:
    notebook = (paths.notebooks() / "strategy_monitoring.ipynb").read_text(encoding="utf-8")
    drawn = f'marked_trend(there, \\"{known.MARKED}\\")'
    assert notebook.count("marked_trend") == notebook.count(drawn) == 2, "in front and in the annex"
