"""`care-analysis strategy`: what it writes, lists and refuses."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from analysis.cli.app import app

TODAY = ("--today", "2026-11-24")


def call(*words: str) -> Result:
    return CliRunner().invoke(app, ["strategy", *words])


def test_a_new_file_is_written_and_passes(tmp_path: Path) -> None:
    made = call("new", "Leeds", "--folder", str(tmp_path), *TODAY)
    assert made.exit_code == 0, made.output
    file = tmp_path / "leeds.toml"
    assert str(file) in made.stdout.replace("\n", "")
    checked = call("check", str(file), *TODAY)
    assert (checked.exit_code, checked.stdout) == (0, "No faults.\n")
    again = call("new", "Leeds", "--folder", str(tmp_path), *TODAY)
    assert again.exit_code == 1 and "already" in again.stderr


def test_a_faulty_file_is_told_fault_by_fault(tmp_path: Path) -> None:
    call("new", "Leeds", "--folder", str(tmp_path), *TODAY)
    file = tmp_path / "leeds.toml"
    text = file.read_text(encoding="utf-8")
    head, actions = text.split("[[actions]]")
    actions = actions.replace('owner_role = "Head of Fostering"\n', "", 1)
    text = f"{head}[[actions]]{actions}".replace("value = 8,", "value = 12,")
    file.write_text(text, encoding="utf-8")
    result = call("check", str(file), *TODAY)
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert "wrong side of its baseline" in lines[0] and "has no owner_role" in lines[1]
    assert lines[2] == "No report of it can be published:"
    assert lines[3].startswith("  Action 'matching'") and lines[3].endswith("lacks an owner.")
    assert result.stderr == "2 faults in leeds.toml.\n"


def test_a_file_that_cannot_be_read_lists_its_faults(tmp_path: Path) -> None:
    file = tmp_path / "leeds.toml"
    file.write_text("[[actions]]\nid = 'a'\nwhat = 'b'\n", encoding="utf-8")
    result = call("check", str(file), *TODAY)
    assert result.exit_code == 1
    assert "leeds.toml line 1: has no area; write it." in result.stdout
    assert "has no owner_role" in result.stdout
    assert "No report of it can be published:" in result.stdout


def test_the_files_are_listed_with_their_state(tmp_path: Path) -> None:
    call("new", "Leeds", "--folder", str(tmp_path), *TODAY)
    (tmp_path / "york.toml").write_text("area = 1", encoding="utf-8")
    lines = call("list", "--folder", str(tmp_path), *TODAY).stdout.splitlines()
    assert lines[0] == (
        "leeds.toml: Corporate Parenting Strategy 2026 to 2029, 2026-04-01 to 2029-03-31 "
        "(in force); no faults"
    )
    assert lines[1].startswith("york.toml: cannot be used; 5 faults")
    past = call("list", "--folder", str(tmp_path), "--today", "2030-01-01").stdout
    assert "(past its date)" in past
    early = call("list", "--folder", str(tmp_path), "--today", "2026-03-01").stdout
    assert "(not begun)" in early
    assert "strategy new NAME" in call("list", "--folder", str(tmp_path / "none")).stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("new", "Leds"), "Did you mean Leeds"),
        (("new", "Northamptonshire"), "was abolished"),
        (("check", "nowhere.toml"), "There is no strategy file nowhere.toml"),
        (("check", "Leeds", "--today", "soon"), "'soon' is not a day"),
        (("check", "Leeds"), "There is no strategy file leeds.toml"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], says: str) -> None:
    result = call(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr and "Traceback" not in result.stderr


def test_a_council_can_be_named_instead_of_its_file() -> None:
    result = call("check", "Cheshire East", *TODAY)
    assert (result.exit_code, result.stdout) == (0, "No faults.\n")
