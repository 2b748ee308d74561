"""Whom to ask, what is made up and where evidence can be seen: what a strategy says is printed."""

from datetime import date

import invented_young
from analysis.briefing.strategy_monitoring.phrases import shown_by, whom_to_ask
from analysis.briefing.young_people import sections
from analysis.present.plain.plain_language import small_numbers, text_of
from analysis.strategy.schema.whole import Contact
from analysis.strategy.schema.work import Evidence

TEAM = Contact(
    team="Participation team",
    telephone="01632 960 001",
    email="participation.team@council.example",
    address="City Hall, 1 High Street, BS1 5TR",
)


def test_whom_to_ask_is_a_sentence() -> None:
    assert whom_to_ask(TEAM) == (
        "Questions about this report: Participation team; telephone 01632 960 001; write to "
        "participation.team@council.example; by post to City Hall, 1 High Street, BS1 5TR."
    )
    assert whom_to_ask(Contact(telephone="01632 960 001")) == (
        "Questions about this report: telephone 01632 960 001."
    )
    assert whom_to_ask(Contact()) == ""


def test_the_young_peoples_page_says_how_to_reach_the_team() -> None:
    there = invented_young.opened(contact=TEAM.model_dump())
    told = text_of(sections.how_to_tell_us(there)._repr_html_())
    assert "You can ring us on 01632 960 001." in told
    assert "You can write to participation.team@council.example." in told
    assert small_numbers(told) == []
    sections.before_you_read(there)


def test_evidence_says_where_it_can_be_seen() -> None:
    seen = Evidence(says="The form was agreed.", on=date(2026, 5, 1), link="https://x.example/7")
    plain = Evidence(says="It is used.", on=date(2026, 6, 1))
    assert shown_by([seen, plain]) == (
        "The form was agreed (1 May 2026; see https://x.example/7). It is used (1 June 2026)."
    )


def test_every_field_of_a_contact_is_described() -> None:
    assert all(Contact.described().values()) and Contact.described()
