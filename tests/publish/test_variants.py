"""Pages of other quarters and views: their names, their words, and what is refused beforehand."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import here
import monitored
import running
from analysis.catalogue.areas import area
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.core.quarters import QuarterError
from analysis.publish import variants
from analysis.publish.files import quarterly
from analysis.publish.render import navigation, render
from analysis.publish.render.index import Entry
from analysis.publish.reports import REPORTS, check_places
from analysis.publish.run import record, run

TODAY = date(2026, 11, 24)
PROGRESS = REPORTS["strategy_monitoring"]
BRISTOL, HACKNEY = area("Bristol"), area("Hackney")
PARTNER = {"view": "partner", "which": "integrated-care-board"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    return monitored.project(tmp_path)


def job(report: str = PROGRESS.name, **given: str) -> run.Job:
    return run.Job(report=report, area="801", made="2026-11-24", parameters=given)


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({}, "bristol/strategy_monitoring.html"),
        ({"quarter": "", "view": "all", "today": "2026-01-01"}, "bristol/strategy_monitoring.html"),
        ({"quarter": "2025-26Q2"}, "bristol/strategy_monitoring-2025-26q2.html"),
        (PARTNER, "bristol/strategy_monitoring-partner-integrated-care-board.html"),
        (
            {"quarter": "2025-26Q2", **PARTNER},
            "bristol/strategy_monitoring-2025-26q2-partner-integrated-care-board.html",
        ),
    ],
)
def test_pages_of_quarters_and_views_stand_side_by_side(given: dict[str, str], path: str) -> None:
    assert job(**given).path == path


def test_a_report_of_one_page_has_one_path_whatever_it_is_given() -> None:
    assert job("needs_analysis", quarter="2025-26Q2").path == "bristol/needs_analysis.html"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "July to September 2026"),
        ({"quarter": "2025-26Q2"}, "July to September 2025"),
        (PARTNER, "July to September 2026, for the integrated care board"),
        ({"view": "partner", "which": "police"}, "July to September 2026, for Avonshire Constab"),
        ({"view": "partner", "which": "alliance"}, "July to September 2026, for NHS alliance"),
        ({"view": "priority", "which": "health"}, "July to September 2026, priority 7: Health"),
        ({"view": "priority", "which": "homes"}, "July to September 2026, priority Homes near by"),
        (
            {"view": "champion", "which": "well"},
            "July to September 2026, for the champion of objective 4: Be well",
        ),
    ],
)
def test_a_variant_is_told_in_words(home: Path, given: dict[str, str], said: str) -> None:
    words = variants.words(variants.variant(PROGRESS, given), BRISTOL, TODAY)
    assert words.startswith(said)


def test_without_a_strategy_a_view_is_told_by_its_id(home: Path) -> None:
    words = variants.words(variants.variant(PROGRESS, PARTNER), HACKNEY, TODAY)
    assert words == "July to September 2026, for the integrated care board"


@pytest.mark.parametrize(
    ("given", "fault", "said"),
    [
        ({"quarter": "2025Q3"}, QuarterError, "'2025Q3' is not a quarter of a financial year"),
        ({"quarter": "2026-27Q3"}, CareAnalysisError, "had not ended by 24 November 2026; the new"),
        ({"quarter": "2025-26Q2", "today": "2025-09-30"}, CareAnalysisError, "30 September 2025"),
        ({"view": "partners"}, UnknownNameError, "Did you mean partner"),
        (
            {"view": "partner"},
            CareAnalysisError,
            "needs which=ID, the id of a partner. Bristol has",
        ),
        ({"which": "police"}, CareAnalysisError, "which=police says of what, and goes with view="),
        ({"view": "partner", "which": "polise"}, UnknownNameError, "Did you mean police"),
        ({"view": "champion", "which": "../x"}, UnknownNameError, "No objective is called '../x'"),
        ({"quarrter": "2025-26Q2"}, UnknownNameError, "Did you mean quarter"),
    ],
)
def test_parameters_are_refused_before_anything_is_made(
    home: Path, given: dict[str, str], fault: type[Exception], said: str
) -> None:
    out = home / "out"
    with pytest.raises(fault) as told:
        running.run(PROGRESS, [BRISTOL], out=out, parameters=given, made=TODAY, quiet=True)
    assert said in str(told.value)
    assert not out.exists()


def test_no_path_leads_out_of_the_folder_where_there_is_no_strategy(home: Path) -> None:
    with pytest.raises(UnknownNameError):
        variants.check(PROGRESS, [HACKNEY], {"view": "partner", "which": "../../x"}, TODAY)
    variants.check(PROGRESS, [HACKNEY], PARTNER, TODAY)


def test_the_young_peoples_page_needs_a_strategy(home: Path) -> None:
    young = REPORTS["young_people"]
    check_places(young, [BRISTOL])
    with pytest.raises(CareAnalysisError, match=r"there is none for Hackney\. Write one with"):
        check_places(young, [BRISTOL, HACKNEY])
    check_places(PROGRESS, [BRISTOL, HACKNEY])


def test_the_quarters_csv_has_what_its_page_covers(home: Path, tmp_path: Path) -> None:
    def rows(**given: str) -> list[tuple[str, str]]:
        whole = {"today": TODAY.isoformat(), **given}
        (link,) = quarterly.write("page", BRISTOL, tmp_path, whole)
        assert "made up as an example" in link.words
        table = pd.read_csv(tmp_path / link.path, dtype=str)
        assert set(table["made_up"]) == {"yes"}
        return list(zip(table["indicator"], table["period_end"], strict=True))

    assert len(rows()) == 9
    assert {day for _, day in rows(quarter="2025-26Q2")} == {"2025-06-30", "2025-09-30"}
    assert {name for name, _ in rows(**PARTNER)} == {monitored.CHECKS}
    assert {m for m, _ in rows(view="priority", which="homes")} == {monitored.HOMES}
    # 'visits' serves the priority by the objective 'well' alone.
    for serving in ({"view": "priority", "which": "health"}, {"view": "champion", "which": "well"}):
        assert {m for m, _ in rows(**serving)} == {monitored.CHECKS, monitored.VISITS}
    early = quarterly.write("x", BRISTOL, tmp_path, {"today": "2025-05-01"})
    assert early == [] and not (tmp_path / "x.csv").exists()
    assert quarterly.write("x", HACKNEY, tmp_path, {"today": "2026-11-24"}) == []


@pytest.mark.notebook
def test_a_run_lists_its_variants_and_leads_from_one_to_the_next(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.use(monkeypatch)
    out = home / "out"
    for given in ({}, {"quarter": "2025-26Q2"}, {"quarter": "2026-27Q1"}, PARTNER):
        running.run(PROGRESS, [BRISTOL], out=out, parameters=given, made=TODAY, quiet=True)
    told = dict(record.every(out))
    assert [page["outcome"] for page in told.values()] == ["made"] * 4
    quarter = told["bristol/strategy_monitoring-2025-26q2.html"]
    assert (quarter["quarter"], quarter["about"]) == ("2025-26Q2", "July to September 2025")
    page = BeautifulSoup(
        (out / "bristol" / "strategy_monitoring-2025-26q2.html").read_text("utf-8"), "html.parser"
    )
    assert page.h1.get_text() == (
        "Corporate parenting strategy: progress in Bristol, July to September 2025"
    )
    assert [a.get_text() for a in page.select("nav[aria-label=Reports] a")] == [
        "Strategy progress",
        "April to June 2026",
        "All reports",
    ]
    assert (out / "bristol" / "strategy_monitoring-2025-26q2.csv").is_file()
    index = BeautifulSoup((out / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = {a["href"]: a.get_text() for a in index.select("section[data-region] a")}
    assert set(links) == set(told)
    assert next(iter(links)) == "bristol/strategy_monitoring.html"
    assert links["bristol/strategy_monitoring-partner-integrated-care-board.html"] == (
        "July to September 2026, for the integrated care board for Bristol"
    )


def test_the_log_and_the_unfinished_files_of_a_variant_are_its_own(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "execute", lambda *_: 1 / 0)
    here.use(monkeypatch)
    done = here.make_page(job(quarter="2025-26Q2"), home / "out")
    assert done.path == "bristol/strategy_monitoring-2025-26q2.html"
    logs = [p.name for p in (home / "work" / "logs").iterdir()]
    assert logs == ["bristol-strategy_monitoring-2025-26q2.log"]


def test_links_lead_to_the_quarters_beside_a_page_as_the_same_readers_see_them() -> None:
    def page(quarter: str, view: str = "all") -> Entry:
        path = f"bristol/p-{quarter.lower()}-{view}.html"
        about = f"{quarter} {view}"
        return Entry(
            area=BRISTOL,
            report=PROGRESS.name,
            title="Progress",
            path=path,
            data_to="",
            quarter=quarter,
            view=view,
            about=about,
            named=True,
        )

    quarters = [page(f"2025-26Q{n}") for n in (1, 2, 3, 4)]
    police = [page("2025-26Q1", "partner-police"), page("2025-26Q3", "partner-police")]
    own = [*quarters, *police]

    def links(entry: Entry) -> list[str]:
        soup = BeautifulSoup(navigation.links(entry, own), "html.parser")
        return [a.get_text() for a in soup.select("a")]

    assert links(quarters[1]) == [
        "Strategy progress",
        "2025-26Q1 all",
        "2025-26Q3 all",
        "All reports",
    ]
    assert links(quarters[3]) == ["2025-26Q3 all", "All reports"]
    assert links(police[0]) == ["Strategy progress", "2025-26Q3 partner-police", "All reports"]
