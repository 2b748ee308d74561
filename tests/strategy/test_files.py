"""The five councils' strategies: without fault, publishable, true to their minutes."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND, area
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.text.personal_details import nobodys, telephones
from analysis.core import store
from analysis.strategy import publishable
from analysis.strategy.parsing import reading
from analysis.strategy.schema.whole import Strategy

FOLDER = Path(__file__).resolve().parents[2] / "data" / "raw" / "strategies"
FIVE = ("bradford", "bristol", "cheshire-east", "herefordshire", "lancashire")
TODAY = date(2026, 11, 24)
EACH = pytest.mark.parametrize("slug", FIVE)


def strategy(slug: str) -> Strategy:
    return reading.read(FOLDER / f"{slug}.toml", today=TODAY).usable()


def words_of(slug: str) -> str:
    """All that a file says, remarks included."""
    return (FOLDER / f"{slug}.toml").read_text(encoding="utf-8")


def test_the_five_are_there() -> None:
    assert sorted(p.stem for p in FOLDER.glob("*.toml")) == list(FIVE)


@EACH
def test_a_file_is_without_fault_and_can_be_published(slug: str) -> None:
    found = reading.read(FOLDER / f"{slug}.toml", today=TODAY)
    assert [str(f) for f in found.faults] == []
    assert publishable.refusals(found.usable(), TODAY) == []


@EACH
def test_a_file_is_rich_enough_to_be_monitored(slug: str) -> None:
    s = strategy(slug)
    assert 4 <= len(s.priorities) <= 7
    assert 6 <= len(s.indicators) <= 12
    assert 8 <= len(s.actions) <= 14
    assert 4 <= len(s.you_said) <= 6 and {p.status for p in s.you_said} == {
        "did",
        "doing",
        "cannot",
    }
    assert 3 <= len(s.asks) <= 6 and any(a.answered is None for a in s.asks)
    assert 3 <= sum(bool(a.plain) for a in s.actions) <= 6
    assert len({a.status for a in s.actions}) >= 3
    assert {"strategy_monitoring", "young_people", "needs_analysis", "sufficiency"} == {
        r for m in s.calendar for r in m.reports
    }
    assert s.ends < TODAY, "the strategies are past their dates, so that the banner is seen"


@EACH
def test_what_is_not_minuted_is_an_illustration(slug: str) -> None:
    s = strategy(slug)
    assert s.illustration_note
    unmarked = [i.id for t, _, i in s.items() if not i.illustration and t != "partners"]
    assert set(unmarked) <= {"approved", "duty-to-25", "partnership-priorities"}
    minuted = [i.id for _, _, i in s.items() if i.minuted]
    assert len(minuted) >= 5


@EACH
def test_no_person_and_no_number_to_ring_is_in_a_file(slug: str) -> None:
    text = words_of(slug)
    assert not re.search(r"\b(Cllr|Mr|Mrs|Ms|Dr|Miss)\b", text)
    assert all(map(nobodys, telephones(text))), "a number that somebody could have"
    assert "@" not in text and "http" not in text


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    codes = [area(strategy(slug).area).code for slug in FIVE]
    rows = store.measured([*codes, ENGLAND])
    own = rows[(rows["group"] == "self") & (rows["dimension"] == "all")]
    return own.assign(value=own["value"].round(1), on=pd.to_datetime(own["period_end"]))


@EACH
def test_baselines_of_published_indicators_are_those_published(
    slug: str, published: pd.DataFrame
) -> None:
    code = area(strategy(slug).area).code
    checked = 0
    for each in strategy(slug).indicators:
        if each.indicator in INDICATORS and each.baseline is not None:
            rows = published[
                (published["area"] == code)
                & (published["indicator"] == each.indicator)
                & (published["on"] == pd.Timestamp(each.baseline.on))
            ]
            assert rows["value"].tolist() == [each.baseline.value], each.id
            checked += 1
    assert checked >= 3


@EACH
def test_figures_in_findings_are_those_published(slug: str, published: pd.DataFrame) -> None:
    code = area(strategy(slug).area).code
    checked = 0
    for finding in strategy(slug).findings:
        rows = published[
            published["area"].isin([code, ENGLAND]) & (published["indicator"] == finding.indicator)
        ]
        known = set(rows["value"].round(1)) | set(rows["value"].round(0))
        said = [float(n) for n in re.findall(r"(\d+(?:\.\d+)?)%", finding.says)]
        assert set(said) <= known, finding.id
        checked += len(said)
    assert checked >= 4


def minuted(slug: str, table: str) -> list[str]:
    """What the titles or texts of a table say that the minutes say too."""
    rows = tomllib.loads(words_of(slug))[table]
    fields = ("title", "what", "asked", "says", "need")
    return [r[f] for r in rows for f in fields if f in r.get("minuted", ())]


def test_bristol_has_priority_7_with_its_four_actions_led_by_the_board() -> None:
    s = strategy("bristol")
    seven = next(p for p in s.priorities if p.number == "7")
    assert seven.lead_body == "Health and Wellbeing Board"
    assert not seven.illustrated("lead_body") and seven.illustrated("lead_role")
    four = [a for a in s.actions if seven.id in a.priorities and not a.illustrated("what")]
    assert len(four) == 4
    for topic, each in zip(("timeliness", "budgets", "thematic", "passports"), four, strict=True):
        assert topic in each.what
    board = next(m for m in s.calendar if m.body == "Health and Wellbeing Board")
    assert board.frequency == "quarterly" and "strategy_monitoring" in board.reports
    asked = " ".join(minuted("bristol", "asks"))
    for topic in ("detailed plan", "Statistics", "every quarter", "partners to account"):
        assert topic in asked


def test_herefordshire_has_seven_priorities_tied_to_the_needs_analysis() -> None:
    s = strategy("herefordshire")
    assert [p.number for p in s.priorities] == list("1234567")
    assert (s.starts.year, s.ends.year) == (2017, 2020)
    rate = next(i for i in s.indicators if i.indicator == "cla_rate")
    assert rate.target is None and rate.tolerance == "none"
    answered = {p for f in s.findings for p in f.priorities}
    assert len(answered) >= 6
    assert any("below the national average" in a.asked for a in s.asks)


def test_lancashire_has_its_numbered_objectives_and_four_priorities() -> None:
    s = strategy("lancashire")
    assert [o.number for o in s.objectives] == ["1", "3", "4", "5", "6", "8"]
    assert minuted("lancashire", "priorities") == [
        "Placements and Provision",
        "Emotional Wellbeing and Mental Health",
        "Safeguarding",
        "Education, Employment and Training",
    ]
    tied = {o.number: set(o.priorities) for o in s.objectives}
    assert [tied[n] for n in "5684"] == [{p.id} for p in s.priorities]
    for o in s.objectives:
        assert o.champion_role and o.involve and o.board_can and o.informed
        assert any(o.id in need.objectives for need in s.information_needs), o.id


def test_cheshire_east_has_what_scrutiny_resolved() -> None:
    s = strategy("cheshire-east")
    resolved = [a.asked for a in s.asks if a.asked.startswith("RESOLVED")]
    assert len(resolved) == 3
    for topic, text in zip(("mainstream", "minutes", "heading"), resolved, strict=True):
        assert topic in text
    closed = next(e for e in s.events if "external_provision" in e.indicators)
    assert "inadequate internal provision" in closed.why
    wait = next(i for i in s.indicators if i.indicator == "wait_for_mental_health_support")
    need = next(n for n in s.information_needs if n.indicator == wait.indicator)
    assert (wait.supplier, need.status) == ("integrated-care-board", "missing")
    assert s.words.children.startswith("cared for children")


def test_bradford_has_six_headings_in_twelve_months() -> None:
    s = strategy("bradford")
    assert minuted("bradford", "priorities") == [
        "A strong culture of Corporate Parenting",
        "Helping children to stay within their families",
        "Ensuring that our children and young people have a voice",
        "Having a safe, stable and secure home",
        "Having the right support to be safe, healthy and to achieve",
        "A positive transition to adulthood",
    ]
    assert (s.ends - s.starts).days == 364
    assert sum("Sufficiency Strategy" in a.what for a in s.actions) >= 3
    assert any("apprentice" in r.says for r in s.roles)
    assert all(a.owner_role for a in s.actions)


@EACH
def test_local_figures_come_from_whom_the_example_figures_say(slug: str) -> None:
    file = FOLDER.parent / "examples" / "quarterly" / f"{slug}-synthetic.csv"
    rows = pd.read_csv(file, dtype=str)
    supplied = rows.groupby("indicator")["supplier"].agg(set).to_dict()
    local = [t for t in strategy(slug).indicators if t.supplier is not None]
    assert len(local) >= 4
    for each in local:
        assert supplied.get(each.indicator, {each.supplier}) == {each.supplier}, each.id
