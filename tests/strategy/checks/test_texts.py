"""Texts that say nothing, and details of one person: each is named, and nothing is published."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.catalogue.areas import area
from analysis.catalogue.text.personal_details import (
    AGED,
    BORN,
    EMAIL,
    HEALTH,
    POSTCODE,
    STREET,
    TELEPHONE,
)
from analysis.cli.app import app
from analysis.strategy import publishable, registers, template
from analysis.strategy.checks.texts import BLOCKING_FIELDS
from analysis.strategy.faults import BLOCKS, Fault
from analysis.strategy.parsing import reading
from analysis.strategy.parsing.reading import Checked, StrategyError
from strategies import action, town

TODAY = date(2026, 11, 24)
GOOD = template.text(area("Leeds"), TODAY)
NOTHING = ["TBC", "-", "N/A", "?", "to be confirmed", "nan", "none", "tbd", "xxx", "...", "  "]


def checked(text: str) -> Checked:
    return reading.parse(text.encode(), "leeds.toml", today=TODAY)


def line_of(field: str, part: str = "") -> str:
    """The first line of a field in the good file, in a part."""
    start = GOOD.index(f"[{part}]") if part else 0
    return next(li for li in GOOD[start:].splitlines() if li.startswith(f"{field} = "))


def saying(field: str, text: str, part: str = "") -> tuple[str, int]:
    """The good file with another text in a field, and the line that it stands on."""
    start = GOOD.index(f"[{part}]") if part else 0
    at = GOOD.index(f"\n{line_of(field, part)}\n", start) + 1
    end = GOOD.index("\n", at)
    return f'{GOOD[:at]}{field} = "{text}"{GOOD[end:]}', GOOD[:at].count("\n") + 1


def one(text: str) -> Fault:
    (fault,) = checked(text).faults
    return fault


REQUIRED = [
    ("name", ""),
    ("source", ""),
    ("body", "calendar"),
    ("says", "findings"),
    ("name", "partners"),
    ("title", "priorities"),
    ("lead_role", "priorities"),
    ("title", "objectives"),
    ("what", "actions"),
    ("who", "you_said"),
    ("said", "you_said"),
    ("body", "asks"),
    ("asked", "asks"),
    ("need", "information_needs"),
    ("form", "information_needs"),
    ("label", "events"),
    ("title", "roles"),
    ("says", "roles"),
]


@pytest.mark.parametrize(("field", "part"), REQUIRED)
@pytest.mark.parametrize("text", ["TBC", "-"])
def test_words_that_stand_for_nothing_are_missing_in_every_required_field(
    field: str, part: str, text: str
) -> None:
    changed, line = saying(field, text, part)
    fault = one(changed)
    assert fault.line == line
    assert f"has {field} = '{text}', which says nothing" in fault.says
    assert fault.remedy == "write it"
    with pytest.raises(StrategyError):
        checked(changed).usable()


@pytest.mark.parametrize(("field", "part"), [("why", "events"), ("did", "you_said")])
def test_so_they_are_in_a_field_that_may_be_left_out(field: str, part: str) -> None:
    faults = checked(saying(field, "TBC", part)[0]).faults
    assert "or leave the line out" in faults[0].remedy


def test_that_there_is_no_money_may_be_said() -> None:
    assert checked(saying("resource", "None", "actions")[0]).faults == ()
    assert "says nothing" in one(saying("resource", "TBC", "actions")[0]).says


@pytest.mark.parametrize("field", sorted(BLOCKING_FIELDS))
@pytest.mark.parametrize("text", NOTHING)
def test_an_owner_or_a_how_that_says_nothing_blocks_as_an_empty_one_does(
    field: str, text: str
) -> None:
    changed, line = saying(field, text, "actions")
    fault = one(changed)
    assert (fault.severity, fault.line) == (BLOCKS, line)
    strategy = checked(changed).usable()
    (said,) = publishable.refusals(strategy, TODAY)
    assert "Action 'matching'" in said
    assert field in registers.action_gaps(strategy)["matching"]


def test_a_placeholder_is_not_counted_as_an_owner() -> None:
    s = town(actions=[action("a"), action("b", owner_role="to be confirmed"), action("c", how="?")])
    assert registers.action_gaps(s) == {"b": ("owner_role",), "c": ("how",)}
    assert registers.completeness(s).words == "1 of 3"


EVERYTHING = (
    "Aisha, 14, born on 3 May 2014, of 12 High Street BS1 4QA, ring 07700 900123 or write to "
    "j.smith@council.example; see 943 476 5919"
)
FREE = [
    *REQUIRED,
    ("about", ""),
    ("illustration_note", ""),
    ("tell_us_more", "words"),
    ("children", "words"),
    ("team", "contact"),
    ("champion_role", "objectives"),
    ("owner_role", "indicators"),
    ("plain", "actions"),
    ("how", "actions"),
    ("owner_role", "actions"),
    ("resource", "actions"),
    ("did", "you_said"),
    ("why", "events"),
]


@pytest.mark.parametrize(("field", "part"), FREE)
def test_details_of_one_person_are_named_in_every_text_and_not_printed(
    field: str, part: str
) -> None:
    changed, line = saying(field, EVERYTHING, part)
    found = checked(changed)
    fault = next(f for f in found.faults if "looks like" in f.says)
    assert fault.line == line and fault.says.endswith(f"in {field}")
    for kind in (EMAIL, TELEPHONE, POSTCODE, STREET, BORN, AGED, HEALTH):
        assert kind in fault.says
    with pytest.raises(StrategyError) as refused:
        found.usable()
    for detail in ("Aisha", "High Street", "4QA", "900123", "j.smith", "2014", "5919"):
        assert detail not in str(refused.value)


def test_the_case_of_a_child_a_street_and_an_address_for_mail() -> None:
    said, line = saying(
        "said",
        "Aisha, 14, said that her social worker at 12 High Street BS1 4QA changed",
        "you_said",
    )
    fault = one(said)
    assert fault.line == line
    found = "a postcode, the address of a house and a first name with an age"
    assert fault.says == f"has what looks like {found} in said"
    assert "[contact]" in fault.remedy


def test_words_to_avoid_are_looked_through_too() -> None:
    text = GOOD.replace('"placement" = "home"', '"placement" = "ring 07700 900123"')
    assert "a telephone number in avoid" in one(text).says


def test_a_person_who_is_named_is_not_named_again() -> None:
    for field, part, text in (
        ("owner_role", "actions", "Jo Poe"),
        ("what", "actions", "Ask Cllr Poe"),
    ):
        fault = one(saying(field, text, part)[0])
        assert fault.says == f"names a person, as it seems, in {field}" and "Poe" not in str(fault)


def test_a_help_line_may_stand_where_children_are_told_whom_to_ring() -> None:
    told = "Tell your social worker. Or ring 0808 800 5000."
    assert checked(saying("tell_us_more", told, "words")[0]).faults == ()
    assert "a telephone number" in one(saying("why", told, "events")[0]).says


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("telephone", "07700 900123", "no public telephone number"),
        ("telephone", "ring the office", "no public telephone number"),
        ("telephone", "01632 960001 or 01632 960002", "no public telephone number"),
        ("telephone", "TBC", "no public telephone number"),
        ("email", "j.smith@council.example", "one person's in email"),
        ("email", "see the website", "no address for mail"),
        ("team", "Ring 01632 960001", "a telephone number in team"),
        ("email", "care.team@council.example or 12 High Street", "house in email"),
    ],
)
def test_a_contact_is_public_and_of_a_team(field: str, text: str, says: str) -> None:
    faults = checked(saying(field, text, "contact")[0]).faults
    assert any(says in f.says for f in faults), [str(f) for f in faults]
    assert text not in " ".join(map(str, faults))


def test_the_public_ways_of_a_team_are_read() -> None:
    text = GOOD.replace(
        'telephone = "', 'address = "City Hall, 1 High Street, BS1 5TR"\ntelephone = "'
    )
    contact = checked(text).usable().contact
    assert contact.telephone == "01632 960 001" and contact.address.startswith("City Hall")


def test_a_file_with_a_detail_is_refused_by_the_command(tmp_path: Path) -> None:
    path = tmp_path / "leeds.toml"
    path.write_text(saying("said", "Aisha, 14, asked", "you_said")[0], encoding="utf-8")
    result = CliRunner().invoke(app, ["strategy", "check", str(path), "--today", "2026-11-24"])
    assert result.exit_code == 1
    assert "a first name with an age in said" in result.output and "Aisha" not in result.output
