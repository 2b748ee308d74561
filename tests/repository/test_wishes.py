"""What members of five councils asked for, wish by wish.

The number of each test is that of its wish in docs/decisions.md: the council's minute, then the
place of the wish in it.
"""

import re
from datetime import date

import pytest

from analysis import briefing
from analysis.briefing.strategy_monitoring.figures.published import assessments
from analysis.briefing.strategy_monitoring.opening import NotPublishableError, refuse
from analysis.catalogue.areas import reporting_area
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL
from analysis.core import paths
from analysis.present.parts.prose import Bullets
from analysis.publish.render.layout import arrange
from analysis.publish.reports import REPORTS
from analysis.strategy import publishable, registers
from analysis.strategy.implications import HEADING, implications
from progressed import COUNCILS, QUARTER, TODAY, WITHOUT, opened, page, section, words

each_council = pytest.mark.parametrize("council", COUNCILS)
DECISIONS = paths.root() / "docs" / "decisions.md"
WISHES = {"S000": 8, "S001": 5, "S002": 5, "S003": 7, "S004": 6}


def test_every_wish_has_its_row_and_its_test() -> None:
    rows = dict(
        re.findall(r"^\| (S00\d-\d) \|.*\| `(\w+)` \|$", DECISIONS.read_text("utf-8"), re.M)
    )
    wanted = {f"{seed}-{n}" for seed, many in WISHES.items() for n in range(1, many + 1)}
    assert set(rows) == wanted
    for number, name in rows.items():
        assert name.startswith("test_" + number.lower().replace("-", "_")), number
        assert name in globals(), name


@each_council
def test_s000_1_every_priority_shows_its_actions_with_owner_and_date(council: str) -> None:
    strategy = opened(council).strategy
    for priority in strategy.priorities:
        own = [a for a in strategy.actions if priority.id in a.priorities]
        assert own, priority.title
        assert all(a.owner_role and a.due and a.how for a in own)
        for action in own:
            assert action.what in words(council)


@each_council
def test_s000_2_what_is_still_hard_is_told_wherever_a_figure_is_below_target(council: str) -> None:
    there = opened(council)
    short = [s for s in assessments(there) if s.hard]
    assert short, "the examples have figures below target"
    told = words(council)
    for each in short:
        assert re.sub(r"\s+", " ", each.hard) in told, each.title
    assert "What went well" in told and "What is still hard" in told


def test_s000_3_the_same_notebook_tells_of_every_quarter() -> None:
    told = {}
    for code in ("2025-26Q1", "2025-26Q2", "2025-26Q3", "2025-26Q4"):
        there = briefing.open_progress("Bristol", code, today=TODAY)
        told[code] = briefing.banners(there)._repr_html_()
        assert there.quarter.words in told[code]
        assert there.to_quarter["period_end"].max().date() <= there.quarter.last
    assert len(set(told.values())) == 4


def test_s000_4_the_health_page_has_its_own_timeliness_and_the_yearly_figure_apart() -> None:
    targets = {t.indicator for t in opened("Bristol").strategy.indicators}
    local = targets & {"initial_health_assessment_on_time", "review_health_assessments_on_time"}
    assert local and "health_assessment" in targets
    told = section("Bristol", "Priority 7: To improve", "Exceptions")
    assert "(our own count)" in told
    for name in local:
        assert LOCAL[name].differs in told


@pytest.mark.parametrize("council", ["Bristol", "Lancashire", "Cheshire East"])
def test_s000_5_a_partner_sees_its_own_asks_and_actions_and_no_others(council: str) -> None:
    whole = opened(council).strategy
    partners = {p for a in whole.actions for p in a.partners}
    assert partners
    for partner in sorted(partners)[:2]:
        told = words(council, "partner", partner)
        mine = [a for a in whole.actions if partner in a.partners]
        named = {d for a in mine for d in a.depends_on}
        others = [a for a in whole.actions if partner not in a.partners and a.id not in named]
        assert not [a.what for a in others if a.what in told]
        asks = [a for a in whole.asks if partner not in a.partners]
        assert not [a.asked for a in asks if a.asked in told]


def test_s000_6_exclusion_and_absence_stand_beside_all_pupils() -> None:
    told = section("Bristol", "School, work and health beside others", "How many children would")
    assert "Pupils suspended at least once" in page("Bristol")
    assert "all pupils" in told and "Care leavers in education, work or training" in told


def test_s000_7_three_forms_from_one_run() -> None:
    assert {"strategy_monitoring", "young_people"} <= set(REPORTS)
    assert REPORTS["young_people"].profile != REPORTS["strategy_monitoring"].profile
    assert words("Bristol").startswith("Where the strategy stands")
    sheet = arrange(page("Bristol"))
    assert next(iter(sheet.contents.values())) == "Where the strategy stands"
    first = sheet.body[: sheet.body.index(">")]
    assert 'class="summary"' in first and 'aria-labelledby="where-the-strategy-stands"' in first


def test_s000_8_aged_22_to_25_are_told_by_support_received_and_not_by_work_or_study() -> None:
    told = words("Bristol")
    assert "Care leavers who asked for support and received it, aged 22" in told
    late = [i for i in INDICATORS.values() if re.search(r"aged 2[2-5]", i.title)]
    assert len(late) == 4
    assert all("support" in i.title and "work" not in i.title for i in late)
    assert "Aged 21 to 24" in told


def test_s001_1_every_priority_is_traced_from_need_to_promise_and_orphans_are_listed() -> None:
    for council in COUNCILS:
        there = opened(council)
        table = briefing.traceability(there).table
        assert len(table) == len(there.strategy.priorities)
        for finding in there.strategy.findings:
            assert finding.says.rstrip(".") in " ".join(table["Needs it answers"]), finding.id
        loose = registers.loose(there.strategy)
        shown = briefing.loose_ends(there)
        assert isinstance(shown, Bullets) == bool(loose)
    assert "needs_analysis.html" in (paths.notebooks() / "strategy_monitoring.ipynb").read_text()


def test_s001_2_the_rate_is_told_in_children_with_an_interval_and_fewer_is_not_better() -> None:
    told = words("Herefordshire")
    assert re.search(r"Herefordshire has [\d,]+ to [\d,]+ (more|fewer) children than", told)
    assert "fewer children in care is not in itself better" in told
    assert "at the median rate of similar authorities" in told and "at the rate of England" in told
    rate = [s for s in assessments(opened("Herefordshire")) if s.target.indicator == "cla_rate"]
    assert rate and rate[0].neutral and rate[0].status == "no target"


@each_council
def test_s001_3_children_in_care_stand_beside_their_peers(council: str) -> None:
    told = words(council)
    assert "children in care are" in told and "all pupils" in told


@each_council
def test_s001_4_a_new_reader_finds_what_a_corporate_parent_is(council: str) -> None:
    html = page(council)
    assert "Corporate parent" in html and "what a good parent would do" in re.sub(r"\s+", " ", html)
    assert all(i.why for i in INDICATORS.values()) and all(i.why for i in LOCAL.values())


@each_council
def test_s001_5_every_view_has_its_source_and_date(council: str) -> None:
    for promise in opened(council).strategy.you_said:
        assert promise.said in words(council)
        assert promise.who in words(council)
        assert promise.on <= date.fromisoformat(TODAY)


def test_s002_1_four_to_ten_priorities_and_objectives_of_several_work_alike() -> None:
    lancashire = opened("Lancashire").strategy
    assert len(lancashire.priorities) == 4
    assert {o.number for o in lancashire.objectives} >= {"1", "3", "4", "5", "6", "8"}
    assert any(len(o.priorities) > 1 for o in lancashire.objectives)
    many = {c: len(opened(c).strategy.priorities) for c in COUNCILS}
    assert len(set(many.values())) >= 3 and max(many.values()) == 7
    ten = lancashire.model_copy(
        update={
            "priorities": tuple(
                lancashire.priorities[0].model_copy(update={"id": f"p{n}", "number": str(n)})
                for n in range(10)
            )
        }
    )
    assert len({p.id for p in ten.priorities}) == 10
    assert publishable.refusals(ten, date.fromisoformat(TODAY)) == []


def test_s002_2_a_champion_gets_one_page_for_one_objective() -> None:
    for objective in opened("Lancashire").strategy.objectives[:2]:
        there = opened("Lancashire", "champion", objective.id)
        assert [o.id for o in there.strategy.objectives] == [objective.id]
        assert objective.title in words("Lancashire", "champion", objective.id)
        assert "left-out" in page("Lancashire", "champion", objective.id)


def test_s002_3_the_four_questions_of_the_board_are_answered() -> None:
    table = briefing.board_questions(opened("Lancashire")).table
    answers = table[["Who needs to be involved", "What the board can do", "How the board is told"]]
    four = table["Objective"].str.match(r"[4568]\.")
    assert four.sum() == 4
    assert not (answers[four] == "not said").any(axis=None)
    needs = briefing.information_needs(opened("Lancashire")).table
    assert {"What", "From whom", "How often", "In what form", "Status"} == set(needs.columns)


def test_what_is_not_supplied_is_never_blank_or_zero() -> None:
    late = briefing.late_figures(opened("Cheshire East")).table
    row = late[late["Figure"] == LOCAL["wait_for_mental_health_support"].title].iloc[0]
    assert row["This quarter"] == "not supplied by the integrated care board"
    assert "not supplied by the integrated care board" in words("Cheshire East")


def test_s002_4_the_plan_has_its_meetings_and_the_asks_since_the_last_one() -> None:
    told = words("Lancashire")
    assert "Where this report goes" in told
    for ask in opened("Lancashire").strategy.asks:
        assert ask.asked in told


def test_s002_5_the_consultation_is_in_the_register_with_the_local_offer() -> None:
    strategy = opened("Lancashire").strategy
    assert any("local offer" in a.what.lower() for a in strategy.actions)
    assert any("consult" in a.what.lower() for a in strategy.actions)
    assert briefing.say_promises(opened("Lancashire")).paragraphs[0]


def test_s003_1_no_education_figure_stands_without_that_of_mainstream_pupils() -> None:
    for council in COUNCILS:
        for s in assessments(opened(council)):
            if s.published is not None and s.published.theme == "F" and s.known:
                assert "for all pupils" in s.beside, s.title
            if s.local is not None and s.local.ref.startswith("F") and s.known:
                assert INDICATORS[s.local.beside].all_pupils is not None, s.title


def test_s003_2_external_provision_is_marked_with_its_event_and_its_cost_adds_up() -> None:
    there = opened("Cheshire East")
    exhibit = briefing.marked_trend(there, "external_provision")
    events = [e for e in there.whole.events if "external_provision" in e.indicators]
    assert events
    for event in events:
        assert event.label.rstrip(".") in exhibit.note
    assert 'id="event_' in exhibit.svg or 'id="event"' in exhibit.svg
    told = words("Cheshire East")
    assert "In-house here means" in told and "Spending on children in our care" in told


@each_council
def test_s003_3_how_long_the_council_is_responsible_is_told_to_25(council: str) -> None:
    told = words(council)
    assert f"How long is {council} responsible?" in told
    for cohort in ("eligible child", "relevant child", "former relevant child", "qualifying"):
        assert cohort in told


def test_s003_4_the_wait_for_mental_health_support_names_who_supplies_it() -> None:
    wait = [
        s
        for s in assessments(opened("Cheshire East"))
        if s.target.indicator == "wait_for_mental_health_support"
    ]
    assert wait and "not supplied by the integrated care board" in wait[0].now
    assert wait[0].missing in words("Cheshire East")


@each_council
def test_s003_5_the_page_says_where_the_minutes_are(council: str) -> None:
    front = words(council)[:3000]
    assert "The minutes are kept here" in front


@each_council
def test_s003_6_a_section_for_other_reports_can_be_taken_in(council: str) -> None:
    there = opened(council)
    text = implications(there.name, {}, there.whole, there.quarter.words)
    assert text.startswith(f"## {HEADING}")
    assert all(p.title in text for p in there.whole.priorities)
    assert "[Homes, school, health" in text


@each_council
def test_s003_7_new_members_find_how_to_read_the_page(council: str) -> None:
    told = words(council)
    assert "How to read this page" in told and "Questions that members could ask" in told


def test_s004_1_an_action_without_an_owner_cannot_be_published() -> None:
    whole = opened("Bradford").whole
    first = whole.actions[0].model_copy(update={"owner_role": "", "how": "", "due": None})
    broken = whole.model_copy(update={"actions": (first, *whole.actions[1:])})
    found = publishable.refusals(broken, date.fromisoformat(TODAY))
    assert len(found) == 1 and first.id in found[0]
    assert all(word in found[0] for word in ("an owner", "how it is done", "a due date"))
    place = reporting_area("Bradford")
    with pytest.raises(NotPublishableError, match=first.id):
        refuse(place, found, "")
    refuse(place, found, "The board asked to see the draft")
    assert "13 of 13 have an owner" in words("Bradford")


def test_s004_2_the_sufficiency_strategy_has_its_report_and_its_actions() -> None:
    assert REPORTS["sufficiency"].notebook.is_file()
    assert any("sufficiency" in a.what.lower() for a in opened("Bradford").strategy.actions)


def test_s004_3_a_strategy_past_its_date_and_old_sources_carry_a_banner() -> None:
    told = words("Bradford")
    assert "This strategy is past its date" in told and "31 March 2023" in told
    in_front, annex = told.split("Annex: every priority")
    assert "The strategy ended on 31 March 2023" in in_front and "Newer yearly figures" in in_front
    assert "Out of date" in annex and "Newer" not in annex.split("Out of date")[0]
    young = briefing.open_progress("Bradford", "2022-23Q3", today="2023-01-15")
    assert not young.past
    assert "past its date" not in briefing.banners(young)._repr_html_()


@each_council
def test_s004_4_what_young_people_said_opens_each_priority(council: str) -> None:
    told = words(council)
    for priority in opened(council).strategy.priorities:
        for said in priority.young_people_said:
            assert said in told


def test_s004_5_you_said_we_did_shows_evidence_reasons_and_what_has_no_action_yet() -> None:
    there = opened("Bradford")
    found = registers.closure(there.strategy, there.today)
    told = words("Bradford")
    assert f"{found.closed.words} ended in a change" in told
    for promise in there.strategy.you_said:
        assert promise.status != "did" or promise.evidence
        assert promise.status != "cannot" or promise.because in told
    assert "listened to and nothing has changed yet" in told


def test_s004_6_ambassadors_and_the_training_of_members_are_on_the_page() -> None:
    told = words("Bradford")
    assert "Ambassadors, training and taking part" in told
    assert "apprentice" in told and LOCAL["members_trained"].title in told


def test_a_council_without_a_strategy_gets_the_figures_that_members_usually_see() -> None:
    there = opened(WITHOUT)
    assert not there.supplied and len(there.strategy.indicators) == 24
    told = words(WITHOUT)
    assert "No strategy supplied" in told and "no strategy supplied" in told
    assert QUARTER[:7] in told
