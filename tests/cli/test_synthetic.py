"""`care-analysis synthetic`: a made-up return, and quarterly figures as ever."""

import csv
from pathlib import Path

import pytest

from commands import answered, refused

BASE = ("synthetic", "return", "--area", "Leeds", "--size", "40", "--years", "2", "--seed", "7")


def test_a_return_is_made_up_and_says_so(tmp_path: Path) -> None:
    said = answered(*BASE, "--out", str(tmp_path / "made"))
    assert "40 children in care in Leeds on 31 March 2026, all made up: seed 7" in said
    assert (tmp_path / "made" / "2026" / "episodes.csv").is_file()
    assert (tmp_path / "made" / "README.txt").read_text().startswith("Everything in this folder is")


def test_it_goes_beside_the_returns_unless_told_where(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("analysis.core.paths.raw", lambda: tmp_path)
    answered(*BASE, "--form", "zip")
    assert (tmp_path / "returns" / "leeds-synthetic" / "returns.zip").is_file()


def test_the_truth_of_the_last_day_can_be_written(tmp_path: Path) -> None:
    truth = tmp_path / "truth.csv"
    answered(*BASE, "--out", str(tmp_path / "made"), "--as-at", "2025-09-30", "--truth", str(truth))
    with truth.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["period_end"] for row in rows} == {"2025-09-30"}
    assert {"cla_31_march", "new_placements"} <= {row["measure"] for row in rows}


def test_faults_are_planted_on_demand(tmp_path: Path) -> None:
    one = ("--fault", "overlap=2", "--fault", "spaces")
    said = answered(*BASE, "--out", str(tmp_path / "made"), *one)
    assert "Planted overlap: 2." in said and "Planted spaces: 5." in said
    said = answered(*BASE, "--out", str(tmp_path / "all"), "--fault", "all=1")
    assert said.count("Planted ") >= 14


def test_a_scenario_is_told_about_a_day(tmp_path: Path) -> None:
    story = ("--scenario", "policy", "--origin", "2025-03-31")
    said = answered(*BASE, "--out", str(tmp_path / "made"), *story)
    assert "Scenario policy, told about 2025-03-31." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--fault", "overlpa"), "Did you mean overlap"),
        (("--fault", "overlap=many"), "write overlap=10"),
        (("--as-at", "30/09/2025"), "write it as 2026-09-30"),
        (("--first-year", "2027"), "2017 to 2027; asked for 2 from 2027"),
        (("--scenario", "wave"), "are given together"),
        (("--scenario", "boom", "--origin", "2025-03-31"), "there are steady, growing, policy"),
        (("--form", "xls"), "there are csv, xml, zip, stacked"),
    ],
)
def test_what_cannot_be_made_up_is_refused_in_a_sentence(tmp_path: Path, words, said) -> None:
    assert said in refused(*BASE, "--out", str(tmp_path / "made"), *words)
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("words", [("Bristol",), ("quarterly", "Bristol"), ("--seed", "3", "801")])
def test_quarterly_figures_are_made_up_with_and_without_their_name(tmp_path: Path, words) -> None:
    said = answered("synthetic", *words, "--out", str(tmp_path))
    assert said.startswith(f"Wrote {tmp_path / 'bristol-synthetic.csv'}. It is made up")
