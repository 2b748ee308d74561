"""A council's own return in its quarterly figures: prepared, told on the page, and noticed anew."""

import html
import re
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.strategy_monitoring.figures.origin import local_source
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.catalogue.areas import reporting_area
from analysis.core import paths, returned, store
from analysis.core.quarters import quarter
from analysis.pipeline import monitoring, strategy_inputs
from analysis.publish.files import quarterly
from analysis.publish.fingerprint import stamp
from own_return import in_care, put_return

TODAY, LEEDS = date(2026, 11, 24), reporting_area("Leeds")
HOME = paths.root()
IN_CARE = "children_in_care_at_quarter_end"
HEAD = "indicator,period,numerator,denominator,value,supplier,received_on\n"
TYPED = f"{IN_CARE},2026-27Q1,,,700,childrens-services,2026-07-10\n"
NEWEST = quarter("2026-27Q2")
FIGURES = {NEWEST.back(n).code: 800.0 + 10 * (n % 3) for n in range(12)}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the published tables of this one, and no file of a council's own."""
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)
    for table in (HOME / "data" / "processed").glob("*.*"):
        (processed / table.name).symlink_to(table)
    (tmp_path / "data" / "raw" / "quarterly").mkdir(parents=True)
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    return tmp_path


def put(home: Path, lines: str) -> None:
    path = home / "data" / "raw" / "quarterly" / "leeds.csv"
    path.write_text(HEAD + lines, encoding="utf-8")


def opened(**asked: str) -> Progress:
    monitoring.prepare([LEEDS], TODAY)
    return briefing.open_progress("Leeds", today=TODAY.isoformat(), **asked)


def words(shown: object) -> str:
    page = shown._repr_html_()  # type: ignore[attr-defined]
    bare = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def csv_beside(home: Path) -> pd.DataFrame:
    (offered,) = quarterly.write("page", LEEDS, home, {"view": "all", "today": str(TODAY)})
    assert offered
    return pd.read_csv(home / "page.csv")


def test_a_return_alone_gives_the_page_its_quarters(home: Path) -> None:
    put_return(home, LEEDS, in_care(FIGURES), made_up=False)
    assert strategy_inputs.has_files(LEEDS)
    there = opened()
    banner = words(briefing.banners(there))
    assert "Some figures are from the council's own return" in banner
    assert "made up" not in banner
    own = "Leeds's own return to 30 September 2026; not published"
    assert local_source(there) == own
    told = words(briefing.priorities_told(there))
    assert "800, from the return" in told and f"Source: {own}" in told
    late = words(briefing.late_figures(there))
    assert "the council's own return supplied, from the return all supplied" in late


def test_a_made_up_return_says_so(home: Path) -> None:
    put_return(home, LEEDS, in_care(FIGURES), made_up=True)
    there = opened()
    banner = words(briefing.banners(there))
    assert "Some figures are from a made-up return" in banner
    assert "The return is made up too: no child in it is real." in banner
    assert local_source(there).startswith("a made-up return to 30 September 2026")
    beside = csv_beside(home)
    assert set(beside["origin"]) == {"own return"} and set(beside["made_up"]) == {"yes"}


def test_a_typed_figure_stands_and_the_difference_is_told(home: Path) -> None:
    put_return(home, LEEDS, in_care(FIGURES), made_up=False)
    put(home, TYPED)
    there = opened()
    value = there.local.set_index(["measure", "period_end"])["value"]
    assert value[IN_CARE, pd.Timestamp(2026, 6, 30)] == 700
    assert value[IN_CARE, pd.Timestamp(2026, 9, 30)] == 800
    told = words(briefing.late_figures(there))
    assert "April to June 2026: 700 was entered by hand and is shown; the return has 810." in told
    assert local_source(there) == (
        "quarterly figures of Leeds and its partners; "
        "Leeds's own return to 30 September 2026; not published"
    )
    earlier = briefing.open_progress("Leeds", "2025-26Q4", today=TODAY.isoformat())
    assert "entered by hand" not in words(briefing.late_figures(earlier))
    beside = csv_beside(home).set_index("period_end")["origin"]
    assert beside["2026-06-30"] == "typed" and beside["2026-09-30"] == "own return"


def test_a_difference_of_a_few_is_told_without_its_numbers(home: Path) -> None:
    put_return(home, LEEDS, in_care(FIGURES))
    put(home, TYPED.replace("700", "807"))
    done = monitoring.prepare([LEEDS], TODAY)[LEEDS.code]
    assert [cell.numerator for cell in done.hidden] == [807.0]
    kept = (home / "data/processed/monitoring/leeds" / store.PREPARED_FILE).read_text("utf-8")
    assert "807" not in kept
    there = briefing.open_progress("Leeds", today=TODAY.isoformat())
    told = words(briefing.late_figures(there))
    assert "differs by so few children" in told and "807" not in told


def test_a_return_that_is_new_changed_or_gone_is_noticed(home: Path) -> None:
    now = stamp()

    def known() -> dict[str, str]:
        return strategy_inputs.prepared_from([LEEDS], TODAY, now)

    assert known() == {}
    folder = put_return(home, LEEDS, in_care(FIGURES))
    first = known()
    monitoring.prepare([LEEDS], TODAY)
    strategy_inputs.remember(first)
    assert strategy_inputs.current([LEEDS], TODAY, now)
    put_return(home, LEEDS, in_care(FIGURES | {NEWEST.code: 899.0}))
    assert known() != first and not strategy_inputs.current([LEEDS], TODAY, now)
    shutil.rmtree(folder)
    assert monitoring.prepare([LEEDS], TODAY) == {} and store.prepared("leeds") == {}


def test_without_a_return_nothing_speaks_of_one(home: Path) -> None:
    put(home, TYPED)
    there = opened()
    assert store.RETURN not in there.prepared and returned.record("leeds") == {}
    assert local_source(there) == "quarterly figures of Leeds and its partners"
    shown = f"{words(briefing.banners(there))} {words(briefing.late_figures(there))}"
    assert "own return" not in shown
    assert "origin" not in csv_beside(home).columns
