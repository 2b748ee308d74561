"""What a normal day gives for every table that the service brings, through the command.

The day is that of `ees_normal_day.py`: July 2026, the 2025 editions out, every edition that the
project reads at hand.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from click.testing import Result
from typer.testing import CliRunner

import ees_normal_day
from analysis.cli.app import app
from analysis.intake.releases import client
from ees_server import Asked, Service, serving
from fetching_world import MANNERS, files

# What is not "nothing new": the answer, and what is said of it.
EXPECTED = {
    **dict.fromkeys(
        ("dfe_cla_2025_school_moves", "dfe_cla_2025_social_workers"),
        ("fetched", "Reporting year 2025 of 2026-06-25, from the catalogue."),
    ),
    **dict.fromkeys(
        (
            "dfe_cla_2024_sgo_adoption",
            "dfe_cla_2024_missing",
            "dfe_cla_2024_net_gain",
            "dfe_cla_2024_short_term",
            "dfe_cla_2024_leavers_activity_22_25",
            "dfe_cla_2024_leavers_accommodation_22_25",
            "dfe_cla_2024_leavers_in_touch_22_25",
        ),
        ("fetched", "Reporting year 2025 of 2025-11-26, from the catalogue."),
    ),
    "dfe_cla_2024_time_series": (
        "fetched",
        "Reporting year 2025 (version 1.0.1) of 2025-11-26, from the API.",
    ),
    "dfe_outcomes_2022_sen": ("fetched", "Reporting year 2025 of 2026-04-02, from the catalogue."),
    "dfe_cla_2024_leavers_in_touch": (
        "nothing new",
        "Reporting year 2024 of 2024-11-14. The newest release (Reporting year 2025) does not have "
        "it.",
    ),
    "dfe_cla_2024_staying_put": (
        "refused",
        "The file (la care leavers stayput, Reporting year 2025, from the catalogue) is refused: "
        "it lacks 'stay_put', 'number', which our reader needs; new to us: 'arrangement', "
        "'young_people'. Nothing of it was kept.",
    ),
    "dfe_outcomes_2022_exclusions": (
        "not there",
        "No release of 'Outcomes for children in need, including children looked after' has a file "
        "called permanent_exclusions_and_suspensions_la, and it is not in the API. The "
        "most like it: suspensions_la",
    ),
}
SOURCES = [table.newest.id for table in ees_normal_day.TABLES]
MANY = 33


class Day:
    """A whole run of the command: what it printed, its answers by source, the folder it filled."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service, self.raw, self.told = service, folder / "raw", folder / "answers.json"

    def run(self, *words: str) -> Result:
        to = self.service.addresses
        addresses = (
            "--address",
            to.api,
            "--content-address",
            to.content,
            "--site-address",
            to.site,
        )
        given = ("--raw", str(self.raw), "--json", str(self.told))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(client, "RetryPolicy", lambda: MANNERS)
            return CliRunner().invoke(app, ["fetch", *words, *addresses, *given])

    def answers(self) -> dict[str, dict[str, str]]:
        return {each["source"]: each for each in json.loads(self.told.read_text("utf-8"))}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("normal day")
    with serving(ees_normal_day.service()) as running:
        found = Day(running, folder)
        ees_normal_day.fill(found.raw)
        yield found


@dataclass(frozen=True)
class Run:
    """What a run printed, its answers by source, what was asked and what was here after it."""

    done: Result
    answers: dict[str, dict[str, str]]
    asked: tuple[Asked, ...]
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def first(day: Day) -> Run:
    """The first run, for every table."""
    before = len(day.service.asked)
    done = day.run()
    return Run(done, day.answers(), tuple(day.service.asked[before:]), files(day.raw))


def test_every_table_that_the_service_brings_is_asked_for(first: Run) -> None:
    assert list(first.answers) == SOURCES
    assert len(SOURCES) >= MANY and set(EXPECTED) <= set(SOURCES)


@pytest.mark.parametrize("source", SOURCES)
def test_what_a_normal_day_gives(first: Run, source: str) -> None:
    """Fetched, nothing new, or the exact reason: for every source."""
    answer, what = EXPECTED.get(source, ("nothing new", "Reporting year 2025"))
    told = first.answers[source]
    assert (told["answer"], told["what"][: len(what)]) == (answer, what)
    assert bool(told["path"]) == (answer in ("fetched", "nothing new"))


def test_what_is_fetched_is_here_and_nothing_else_is(first: Run, day: Day) -> None:
    fetched = [Path(a["path"]) for a in first.answers.values() if a["answer"] == "fetched"]
    declared = {s.file for t in ees_normal_day.TABLES for s in t.editions}
    own = {p.relative_to(day.raw).as_posix() for p in fetched}
    assert set(first.files) == declared | own | {p.replace(".csv", ".json") for p in own}


def test_the_run_says_in_its_exit_code_that_not_every_table_is_here(first: Run) -> None:
    done = first.done
    assert done.exit_code == 1
    assert done.output.startswith("source   ")
    assert "11 fetched, " in done.output and "1 not there, 1 refused: not every" in done.output
    assert "data-catalogue?publicationId=f51895df-c682-45e6-b23e-3138ddbfdaeb" in done.output


def test_each_publication_is_asked_for_once(first: Run) -> None:
    lists = [
        (a.query["publicationId"], a.query["latestOnly"], a.query["page"])
        for a in first.asked
        if a.path == "/data-set-files"
    ]
    assert len(lists) == len(set(lists))
    pages = [page for _, latest, page in lists if latest == "true"]
    assert sorted(pages) == ["1", "1", "1", "1", "1", "2"], "45 files are two pages"


def test_a_second_run_fetches_nothing(first: Run, day: Day) -> None:
    before = files(day.raw)
    wanted = [s for s in SOURCES if first.answers[s]["answer"] in ("fetched", "nothing new")]
    done = day.run(*wanted)
    assert done.exit_code == 0, done.output
    assert {a["answer"] for a in day.answers().values()} == {"nothing new"}
    assert files(day.raw) == before
    assert f"{len(wanted)} nothing new." in done.output


def test_an_older_edition_asks_for_the_same_table(day: Day) -> None:
    day.run("dfe_cla_2022_health", "--source", "dfe_cla_2024_health")
    assert list(day.answers()) == ["dfe_cla_2025_health"]


def test_a_data_set_of_another_table_is_refused(first: Run, day: Day) -> None:
    """Stored with exit code 0 until issue 10, whatever its columns; its day does not matter."""
    before = files(day.raw)
    for source in ("dfe_cla_2024_missing", "dfe_cla_2025_health"):
        done = day.run(source, "--data-set", ees_normal_day.REFERRALS.upper())
        assert done.exit_code == 1
        assert day.answers()[source]["answer"] == "refused"
        assert "C1 Referrals and re-referrals, Reporting year 2025, from the API" in done.output
    assert files(day.raw) == before


def test_a_file_by_hand_through_the_command(day: Day, tmp_path: Path) -> None:
    wrong = tmp_path / "la_care_leavers_stayput.csv"
    wrong.write_text("time_period\n2025\n")
    options = ("--file", str(wrong), "--source", "dfe_cla_2024_staying_put")
    before = files(day.raw)
    done = day.run(*options)
    assert done.exit_code == 1 and files(day.raw) == before
    assert "la_care_leavers_stayput.csv is refused: it lacks 'geographic_level'" in done.output
    table = next(t for t in ees_normal_day.TABLES if t.id == "dfe_cla_staying_put")
    excerpt = (day.raw / table.newest.file).read_bytes()
    wrong.write_bytes(ees_normal_day.later(excerpt))
    done = day.run(*options, "--released", "2025-11-26")
    assert done.exit_code == 0, done.output
    assert "fetched      years to 2025 of 2025-11-26, by hand." in done.output


def test_the_day_is_served_by_a_process_of_its_own() -> None:
    words = [sys.executable, ees_normal_day.__file__]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as serving_process:
        assert serving_process.stdout is not None
        try:
            lines = [serving_process.stdout.readline() for _ in range(3)]
            to = dict(line.removeprefix("export ").strip().split("=", 1) for line in lines)
            site = httpx.get(to["CARE_ANALYSIS_EES_SITE"], trust_env=False)
            assert site.text.startswith("<!DOCTYPE html>")
        finally:
            serving_process.terminate()
    assert list(to) == [
        "CARE_ANALYSIS_EES",
        "CARE_ANALYSIS_EES_CONTENT",
        "CARE_ANALYSIS_EES_SITE",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--list"], 0, "dfe_cla_2024_time_series: "),
        (["dfe_cla_2025_helth"], 1, "Did you mean dfe_cla_2025_health"),
        (["lait"], 1, "No source of the department's statistics service is called 'lait'."),
        (["--data-set", "x"], 2, "--data-set goes with one source: name it."),
        (["--file", "x.csv"], 2, "--file goes with one source: name it."),
        (["dfe_cla_2025_health", "--file", "x", "--data-set", "y"], 2, "do not go together"),
        (["dfe_cla_2025_health", "--released", "2025-11-26"], 2, "goes with --file"),
        (["dfe_cla_2025_health", "--file", "x", "--released", "today"], 2, "is no day"),
        (["dfe_cla_2025_health", "--data-set", "x"], 1, "is not the id of a data set"),
        (["dfe_cla_2025_health", "--file", "nowhere.csv"], 1, "nowhere.csv: No such file"),
    ],
)
def test_the_command_refuses_what_it_does_not_know(
    day: Day, words: list[str], code: int, said: str
) -> None:
    done = day.run(*words)
    assert done.exit_code == code
    assert said in " ".join(done.output.replace("│", " ").split())


def test_excerpts_are_never_put_over_files_that_are_there(tmp_path: Path) -> None:
    """They have the names of real files: a folder with the published ones was once filled so."""
    real = tmp_path / "real.csv"
    real.write_text("published", encoding="utf-8")
    with pytest.raises(SystemExit, match="is not empty"):
        ees_normal_day.fill(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["real.csv"]
    assert real.read_text(encoding="utf-8") == "published"
