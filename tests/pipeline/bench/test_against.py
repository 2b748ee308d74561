"""The comparison with another commit: what is run, its ratios, and a reason for what is not."""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.catalogue.areas import area
from analysis.cli import app
from analysis.core import paths
from analysis.core.errors import UnknownNameError
from analysis.pipeline.bench import against, compared, meter
from analysis.pipeline.bench.commits import Clone
from analysis.pipeline.bench.compared import Compared
from analysis.pipeline.bench.meter import Cost
from analysis.publish.reports import REPORTS
from left_out import NOT_LINUX
from two_commits import EARLIER, project

MIB = 1 << 20


def cost(cpu: float, peak: int = 100, wall: float = 1) -> Cost:
    return Cost(wall=wall, cpu=cpu, peak=peak * MIB)


def pages(words: Sequence[str]) -> Cost:
    """A run takes 3 seconds to load, and a page as many as its report's place among the large."""
    each = 1 + against.LARGE.index(words[1])
    return cost(3 + each * words.count("--area"), peak=100 * each, wall=10 * each)


def test_a_page_costs_what_more_pages_cost_more_in_the_mean_of_large_reports() -> None:
    found = against.PARTS["page"].cost(pages)
    assert found.cpu == pytest.approx(2)  # the mean of 1, 2 and 3, without loading
    assert found.peak == 300 * MIB


def test_the_pages_that_are_made_are_of_reports_and_authorities_that_there_are() -> None:
    assert set(against.LARGE) <= set(REPORTS)
    assert all(area(name).kind == "authority" for name in (against.FIRST, *against.MORE))


def test_every_part_runs_commands_that_this_version_has() -> None:
    """Each is asked for its help, which the command line gives only for options that it knows."""
    asked: list[list[str]] = []

    def measured(words: Sequence[str]) -> Cost:
        asked.append([word.replace("{", "").replace("}", "") for word in words])
        return cost(1)

    for part in against.PARTS.values():
        part.cost(measured)
    assert len(asked) == 2 * len(against.LARGE) + len(against.PARTS) - 1
    for words in asked:
        said = CliRunner().invoke(app.app, [*words, "--help"])
        assert said.exit_code == 0, said.output


def test_a_ratio_is_taken_pair_by_pair_and_its_spread_told() -> None:
    page = Compared(
        part="page",
        told="one more page",
        pairs=[(cost(1, 50), cost(2)), (cost(3, 80), cost(4)), (cost(1, 25), cost(4))],
    )
    help_ = Compared(part="help", told="--help", pairs=[(cost(1, 0), cost(1, 0))])
    absent = Compared(part="show", told="show", why="c7435c9: not there")
    text = compared.text([page, help_, absent], "c7435c9")
    assert (
        "| one more page | 1.00 | 4.00 | 0.50 (0.25 to 0.75) | 80 | 100 "
        "| 0.50 (0.25 to 0.80) | 1.00 (1.00 to 1.00) |" in text
    )
    assert "| --help | 1.00 | 1.00 | 1.00 (1.00 to 1.00) | 0 | 0 | not seen |" in text
    assert "| show | c7435c9: not there |" in text
    assert "pair by pair: page 0.50, 0.75, 0.25; help 1.00." in text
    kept = json.loads(json.dumps(compared.as_json([page, absent], "c7435c9")))
    assert kept["parts"][0]["pairs"][1][0] == {"wall": 1, "cpu": 3, "peak": 80 * MIB}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented project of two commits; there are no published files beside it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv(paths.HOME, str(tmp_path / "home"))
    return project(tmp_path / "home")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Whose command was run, in their order; each costs a second more than the one before."""
    seen: list[tuple[str, str]] = []
    run = Clone.run

    def noted(clone: Clone, words: Sequence[str]) -> None:
        seen.append((clone.called, words[0]))
        run(clone, words)

    def measure(work: Callable[[], object], every: float) -> Cost:
        work()
        return cost(len(seen))

    monkeypatch.setattr(Clone, "run", noted)
    monkeypatch.setattr(meter, "measure", measure)
    return seen


@NOT_LINUX.on(sys.platform != "linux")
def test_they_are_run_by_turns_and_a_part_that_one_lacks_is_said_not_to_be_there(
    home: Path, ran: list[tuple[str, str]]
) -> None:
    asked = ["first", "build", "show", "help"]
    found = {each.part: each for each in against.measure(EARLIER, asked, 2, lambda _: None)}
    assert list(found) == asked
    assert {n: each.why for n, each in found.items() if each.why} == {
        "build": f"not measured: no published files in {home.parent}/shared/data; --raw names "
        "another folder",
        "show": f"{EARLIER}: not there",
    }
    assert [len(found[name].pairs) for name in ("first", "help")] == [2, 2]
    helped = [who for who, command in ran if command == "--help"]
    assert helped == ["now", EARLIER, EARLIER, "now"]
    assert [c for who, c in ran if who == EARLIER].count("show") == 1, "it is not asked again"


@NOT_LINUX.on(sys.platform != "linux")
def test_what_fails_is_told_by_its_last_words_and_the_rest_is_measured(
    home: Path, ran: list[tuple[str, str]]
) -> None:
    build, helped = against.measure(EARLIER, ["build", "help"], 1, lambda _: None, raw=home)
    assert build.why == f"{EARLIER}: not measured, since it failed: no column Places"
    assert build.pairs == [] and len(helped.pairs) == 1


@NOT_LINUX.on(sys.platform != "linux")
def test_the_command_prints_the_table_and_writes_it(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "bench.json"
    asked = ["bench", "--against", EARLIER, "--part", "help", "--rounds", "1", "--json", str(file)]
    said = CliRunner().invoke(app.app, asked)
    assert said.exit_code == 0, said.output
    assert "| --help |" in said.output
    assert json.loads(file.read_text(encoding="utf-8"))["against"] == EARLIER


def test_a_part_there_is_not_is_told() -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean page\? There is page, first"):
        against.measure("HEAD", ["pages"], 1, lambda _: None)


@pytest.mark.parametrize(
    "wrong", [["--part", "page"], ["--against", "HEAD", "--areas", "2"], ["--raw", "."]]
)
def test_options_of_one_comparison_are_refused_for_the_other(wrong: list[str]) -> None:
    said = CliRunner().invoke(app.app, ["bench", *wrong])
    assert said.exit_code == 2, said.output
