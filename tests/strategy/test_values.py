"""How values of a strategy file may be written, and what no file can do to the program."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analysis.catalogue.areas import area
from analysis.pipeline.documents.strategy_file import models
from analysis.strategy import template
from analysis.strategy.parsing import reading
from analysis.strategy.parsing.reading import Checked
from analysis.strategy.schema.plan import Figure
from analysis.strategy.schema.whole import TABLES, Strategy

TODAY = date(2026, 11, 24)
GOOD = template.text(area("Leeds"), TODAY)
MODELS = models()


def checked(text: str, today: date = TODAY) -> Checked:
    return reading.parse(text.encode(), "leeds.toml", today=today)


def told(text: str, today: date = TODAY) -> list[str]:
    return [str(fault) for fault in checked(text, today).faults]


def of_type(kind: type) -> Iterator[tuple[str, str]]:
    """Every part of a file and field that takes a plain value of a type, by the schema."""
    for part, model in MODELS.items():
        for name, field in model.model_fields.items():
            kinds = {field.annotation, *getattr(field.annotation, "__args__", ())}
            origins = {getattr(each, "__origin__", each) for each in kinds}
            if kind in origins:
                yield part, name


def with_value(part: str, name: str, value: str) -> str:
    """The good file with one field of one part set to what is written; its line is the only one."""
    start = GOOD.index(f"[[{part}]]") if part else 0
    body = GOOD[start:]
    end = body.find("\n[", 1) if part else body.index("\n[words]")
    lines = [li for li in body[:end].splitlines() if not li.startswith(f"{name} =")]
    return GOOD[:start] + "\n".join([*lines, f"{name} = {value}"]) + "\n" + body[end:]


YES_OR_NO = sorted(set(of_type(bool)))


def test_every_yes_or_no_of_the_schema_is_tried_here() -> None:
    assert ("", "rare_charts") in YES_OR_NO and ("events", "rebase") in YES_OR_NO
    assert {name for _, name in YES_OR_NO} == {"illustration", "rebase", "rare_charts"}
    assert len(YES_OR_NO) == 1 + 1 + 12


@pytest.mark.parametrize(("part", "name"), YES_OR_NO)
@pytest.mark.parametrize("value", ['"yes"', '"true"', '"false"', "1", "0", "1.0", "[]", '""'])
def test_yes_or_no_is_true_or_false_and_nothing_else(part: str, name: str, value: str) -> None:
    faults = checked(with_value(part, name, value)).faults
    assert [f.path[-1] for f in faults] == [name]
    assert "true or false, without quotes" in faults[0].remedy


@pytest.mark.parametrize(("part", "name"), YES_OR_NO)
def test_true_and_false_are_read(part: str, name: str) -> None:
    for value in ("true", "false"):
        faults = checked(with_value(part, name, value)).faults
        assert [f for f in faults if f.path[-1:] == (name,) and "without quotes" in f.remedy] == []


DAYS = sorted((part, name) for part, name in of_type(date) if part in ("", *TABLES))


@pytest.mark.parametrize(("part", "name"), DAYS)
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1989-12-31", "2101-01-01"])
def test_a_day_at_the_ends_of_the_calendar_is_told(part: str, name: str, day: str) -> None:
    said = told(with_value(part, name, day))
    assert any(f"{name} = {day}; write a day from 1990 to 2100" in line for line in said), said


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_so_is_one_of_a_target_or_of_evidence(day: str) -> None:
    evidence = f'evidence = [{{ says = "Seen.", on = {day} }}]'
    for text in (
        re.sub(r"(value = 8, on = )[0-9-]+", rf"\g<1>{day}", GOOD),
        with_value("actions", "evidence", evidence.partition(" = ")[2]),
    ):
        assert any(f".on = {day}; write a day from 1990 to 2100" in said for said in told(text))


@pytest.mark.parametrize("value", ['"85"', "true", "nan", "inf", "-inf", "1e300", "[85]"])
def test_a_number_is_a_number(value: str) -> None:
    text = GOOD.replace("value = 10,", f"value = {value},")
    (fault,) = checked(text).faults
    assert "baseline.value" in fault.says and "number" in fault.remedy


@pytest.mark.parametrize("value", ["8.0", '"8"', "true", "-1", "61"])
def test_days_before_a_meeting_are_a_whole_number(value: str) -> None:
    (fault,) = checked(GOOD.replace("_before = 8", f"_before = {value}")).faults
    assert "papers_days_before" in fault.says and "number" in fault.remedy


NESTED = [
    "x = " + "[" * 20 + "]" * 20,
    "x = " + "[" * 5000 + "]" * 5000,
    "x = " + "{y = " * 5000 + "1" + "}" * 5000,
    "[" + ".".join(["x"] * 3000) + "]\ny = 1",
    "x = " + "9" * 5000,
]


@pytest.mark.parametrize("text", NESTED, ids=[text[:9] for text in NESTED])
def test_what_is_nested_deeply_or_too_long_is_told_with_its_line(text: str) -> None:
    found = checked('area = "Leeds"\n\n' + text)
    assert found.strategy is None
    (fault,) = found.faults
    assert fault.line == 3
    assert len(str(fault)) < 200


def test_a_list_that_is_nested_in_a_part_is_told() -> None:
    for depth in (2, 6, 50):
        text = GOOD.replace('priorities = ["homes"]', f"priorities = {'[' * depth}{']' * depth}", 1)
        assert len(told(text)) == 1


def test_a_file_of_millions_of_characters_is_not_read() -> None:
    (said,) = told(GOOD + "#" * 2_000_000)
    assert "leeds.toml line 1: is of 2,0" in said


def test_an_enormous_text_is_told_and_not_repeated() -> None:
    (said,) = told(GOOD.replace('what = "', f'what = "{"long " * 1000}'))
    assert "has a text of 5,0" in said and "4,000 at most" in said and len(said) < 200


@pytest.mark.parametrize("sign", [r"\u0000", r"\u0007", r"\u001B", r"\u009B", r"\u202E"])
@pytest.mark.parametrize("field", ["about", "what", "said", "label", "tell_us_more", "team"])
def test_a_character_that_nobody_sees_is_told(field: str, sign: str) -> None:
    (said,) = told(GOOD.replace(f'\n{field} = "', f'\n{field} = "{sign}'))
    assert f"has the character U+{sign[2:]}" in said and f"in {field} at place 1" in said
    assert said.isprintable()


def test_such_a_character_in_a_word_to_avoid_is_told_and_not_printed() -> None:
    (said,) = told(GOOD.replace('"LAC" =', r'"LAC\u0007" ='))
    assert "U+0007" in said and said.isprintable()


def test_a_tab_and_a_new_line_are_read() -> None:
    assert told(GOOD.replace('\nabout = "', '\nabout = "One.\\n\\tTwo. ')) == []


def test_a_strategy_that_was_kept_as_json_is_read_again_with_its_yes_and_no() -> None:
    kept = checked(GOOD).usable().model_dump(mode="json")
    again = Strategy.model_validate(kept)
    assert again == checked(GOOD).usable()
    assert all(item.illustration is True for _, _, item in again.items())


def test_a_fault_of_a_value_is_cut_where_it_is_long() -> None:
    (said,) = told(GOOD.replace('status = "under way"', f'status = "{"x" * 3000}"'))
    assert "xxx..." in said and len(said) < 300


def test_a_unit_is_a_sign_of_percent_or_nothing() -> None:
    assert Figure(value=0.4, on=TODAY, unit="%").unit == "%"
    (said,) = told(GOOD.replace("value = 10,", 'value = 10, unit = "percent",'))
    assert "it is one of '' or '%'" in said


def test_a_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(reading.StrategyError, match="no strategy file"):
        reading.read(tmp_path)
