"""What looks like a detail of one person in a text is seen; what only resembles one is not.

People here are made up; numbers are those kept for examples: Ofcom's for telephones and TV, the
NHS Data Dictionary's 943 476 5919, postcodes and addresses of nobody.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from analysis.catalogue.areas import authorities
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL
from analysis.catalogue.text import personal_details as details
from analysis.catalogue.text.language import FOR_CHILDREN
from analysis.core import paths
from analysis.strategy import template

SEEN = [
    (details.EMAIL, "Write to j.smith@council.example"),
    (details.EMAIL, "Write to j.smith (at) council.example"),
    (details.EMAIL, "mailto:someone"),
    (details.TELEPHONE, "Ring 07700 900123"),
    (details.TELEPHONE, "tel:01632 960001"),
    (details.TELEPHONE, "(01632) 960-001"),
    (details.TELEPHONE, "+44 1632 960 001"),
    (details.TELEPHONE, "020 7946 0000"),
    (details.TELEPHONE, "0\u200b1632 960\u200b 001"),
    (details.POSTCODE, "at BS1 4QA"),
    (details.POSTCODE, "at bs14qa"),
    (details.POSTCODE, "SW1A 1AA"),
    (details.STREET, "12 High Street"),
    (details.STREET, "Flat 3, 12a Acacia Gardens"),
    (details.STREET, "12 acacia road"),
    (details.BORN, "born on 3 May 2014"),
    (details.BORN, "DOB 03/05/2014"),
    (details.BORN, "her birthday is the 3rd of May"),
    (details.AGED, "Aisha, 14, said"),
    (details.AGED, "Aisha (9) moved"),
    (details.AGED, "Aisha aged 9 moved"),
    (details.AGED, "Aisha, age 9"),
    (details.AGED, "Zoë is 9."),
    (details.AGED, "Jean-Luc, 8 years old, asked"),
    (details.AGED, "a 9-year-old boy called Sam"),
    (details.HEALTH, "943 476 5919"),
    (details.HEALTH, "9434765919"),
    (details.PUPIL, "A123456789012"),
    (details.INSURANCE, "AB 12 34 56 C"),
    (details.RECORD, "child id 123456"),
    (details.RECORD, "Mosaic number: 1234567"),
]
NOT_SEEN = [
    "Children aged 9 to 11, and young people aged 16 and 17",
    "Care leavers aged 19 to 21",
    "In March, 14 young people said so",
    "Reading, 14, 15 and 16",
    "Section 20, 25 and 31 of the Children Act 1989",
    "85% beside 88% in 2018; 14.5 points of Attainment 8, 14.2 the year before",
    "1,204 of 2,000 children, £1,000,000, 0.5 1.5 2.5 3.5 4.5",
    "01/04/2018 to 31/03/2019, 01.04.2018-31.03.2019, 2018-10-01",
    "in Q1 2nd, on the E1 1st floor",
    "https://democracy.example/ieListDocuments.aspx?MId=01234567890",
    "12 children close to home, 20 miles of road",
    "943 476 5910",
    "Call Childline on 0800 1111, or 999",
    "Priority 7, objective 2a, page 12 of 20",
]


@pytest.mark.parametrize(("kind", "text"), SEEN, ids=[text for _, text in SEEN])
def test_a_detail_is_seen_and_called_by_its_kind(kind: str, text: str) -> None:
    assert kind in details.found(text)


def test_every_kind_is_tried_here() -> None:
    assert {kind for kind, _ in SEEN} == set(details.KINDS)


@pytest.mark.parametrize("text", NOT_SEEN)
def test_what_only_resembles_one_is_not(text: str) -> None:
    assert details.found(text) == ()


def test_several_kinds_come_each_once() -> None:
    text = "Aisha, 14, of 12 High Street BS1 4QA, and Omar, 9, of 14 High Street BS1 4QA"
    assert details.found(text) == (details.POSTCODE, details.STREET, details.AGED)


def test_a_help_line_is_free_to_all_and_a_mobile_is_not() -> None:
    assert details.found(details.without_helplines("Ring 0808 800 5000")) == ()
    assert details.found(details.without_helplines("Ring 0300 123 1234")) == ()
    assert details.found(details.without_helplines("Ring 07700 900123")) == (details.TELEPHONE,)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def test_our_own_words_have_none() -> None:
    ours = [f"{i.title} {i.definition} {i.why}" for i in (*INDICATORS.values(), *LOCAL.values())]
    ours += [*FOR_CHILDREN.values(), *(a.name for a in authorities())]
    assert [text for text in ours if details.found(text)] == []


@pytest.mark.parametrize("path", sorted((paths.raw() / "strategies").glob("*.toml")), ids=str)
def test_no_example_strategy_has_one(path: Any) -> None:
    told = [*texts(tomllib.loads(path.read_text("utf-8")))]
    assert [t for t in told if details.found(t) and not details.nobodys(t)] == []


def test_numbers_that_ofcom_keeps_for_examples_are_nobodys() -> None:
    assert details.nobodys("01632 960 001") and details.nobodys("08081 570 001")
    assert not details.nobodys("01632 961 001") and not details.nobodys("0117 922 2000")


def test_a_template_has_none_but_the_public_ones_of_its_contact() -> None:
    tables = tomllib.loads(template.text(authorities()[0], date(2026, 11, 24)))
    assert details.found(tables["contact"].pop("telephone")) == (details.TELEPHONE,)
    assert details.found(tables["contact"].pop("email")) == (details.EMAIL,)
    assert [text for text in texts(tables) if details.found(text)] == []
