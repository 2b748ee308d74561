"""The step before a strategy's pages: what is written, what is refused, what never gets there."""

import hashlib
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.strategy_monitoring.figures.local import beside
from analysis.briefing.strategy_monitoring.figures.published import assess, assessments
from analysis.briefing.strategy_monitoring.opening import NotPublishableError, Progress
from analysis.catalogue.areas import reporting_area
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import CUMULATIVE, LOCAL, RARE, LocalIndicator
from analysis.core import paths, returned, store
from analysis.core.quarters import newest_whole
from analysis.intake.local import quarterly
from analysis.measure.control_charts.quarterly_series import between
from analysis.pipeline import monitoring, strategy_inputs
from analysis.protect.events import BETWEEN_EVENTS
from analysis.publish.files import quarterly as quarterly_files
from analysis.strategy.parsing.reading import StrategyError
from analysis.strategy.schema.plan import Target

TODAY = date(2026, 11, 24)
COUNCILS = ("Bristol", "Herefordshire", "Lancashire", "Cheshire East", "Bradford")
HOME = paths.root()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own: the tables of this one, its strategies and its examples."""
    for part in ("data/raw/strategies", "data/raw/examples"):
        shutil.copytree(HOME / part, tmp_path / part)
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)
    for table in (HOME / "data" / "processed").glob("*.*"):
        (processed / table.name).symlink_to(table)
    (processed / returned.FOLDER).symlink_to(HOME / "data" / "processed" / returned.FOLDER)
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    return tmp_path


def strategy_of(home: Path, council: str = "Bradford") -> Path:
    return home / "data" / "raw" / "strategies" / f"{reporting_area(council).slug}.toml"


def prepared_folder(home: Path, council: str = "Bradford") -> Path:
    return home / "data" / "processed" / "monitoring" / reporting_area(council).slug


def without_owner(home: Path) -> str:
    """Take the owner from the first action of Bradford; the action's id."""
    path = strategy_of(home)
    text = path.read_text(encoding="utf-8")
    start = text.index("[[actions]]")
    line = next(li for li in text[start:].splitlines() if li.startswith("owner_role"))
    path.write_text(text[:start] + text[start:].replace(line + "\n", "", 1), encoding="utf-8")
    named = next(li for li in text[start:].splitlines() if li.startswith("id"))
    return named.split('"')[1]


@pytest.mark.parametrize("council", COUNCILS)
def test_what_is_committed_is_what_would_be_prepared_again(council: str, home: Path) -> None:
    place = reporting_area(council)
    done = monitoring.prepare([place], TODAY)
    assert done[place.code].synthetic
    for name in (store.PREPARED_FILE, store.LOCAL_FILE):
        fresh = prepared_folder(home, council) / name
        kept = HOME / "data" / "processed" / "monitoring" / place.slug / name
        assert fresh.read_bytes() == kept.read_bytes(), name


@pytest.mark.parametrize("council", ["Bristol", "Herefordshire", "Bradford"])
def test_no_small_number_reaches_the_prepared_figures(council: str, home: Path) -> None:
    place = reporting_area(council)
    hidden = monitoring.prepare([place], TODAY)[place.code].hidden
    assert hidden
    shown = store.local_figures(place.slug)
    given = strategy_inputs.figures_file(place)
    assert given is not None
    raw = quarterly.read(given, place.code, last=newest_whole(TODAY)).counts
    small = raw[raw["value"].between(1, 5) & ~raw["measure"].str.startswith("members_trained")]
    key = ["measure", "period_end", "release"]
    both = small.merge(shown, on=key, suffixes=("", "_shown"))
    both = both[~both["measure"].str.endswith("/of") & (both["unit"] != "days")]
    assert both["value_shown"].isna().all()
    cumulative = shown[shown["measure"].isin(CUMULATIVE) & shown["value"].notna()]
    assert not cumulative["value"].between(1, 5).any()


def test_an_action_without_an_owner_is_not_published_without_a_reason(home: Path) -> None:
    action = without_owner(home)
    done = monitoring.prepare([reporting_area("Bradford")], TODAY)
    (refusal,) = done["380"].refusals
    assert action in refusal and "an owner" in refusal
    with pytest.raises(NotPublishableError, match=f"(?s){action}.*--override"):
        briefing.open_progress("Bradford", today="2026-11-24")
    reason = "The panel asked to see the draft"
    there = briefing.open_progress("Bradford", today="2026-11-24", override=reason)
    shown = briefing.banners(there)._repr_html_()
    assert reason in shown and action in shown and "not complete" in shown


def test_a_faulty_file_leaves_what_was_prepared_as_it_was(home: Path) -> None:
    place = reporting_area("Bradford")
    monitoring.prepare([place], TODAY)
    before = {p.name: p.read_bytes() for p in prepared_folder(home).iterdir()}
    path = strategy_of(home)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('status = "done"', 'status = "finished"', 1), encoding="utf-8")
    with pytest.raises(StrategyError, match=r"bradford\.toml line \d+"):
        monitoring.prepare([place], TODAY)
    assert {p.name: p.read_bytes() for p in prepared_folder(home).iterdir()} == before


def test_a_council_whose_file_is_gone_has_nothing_prepared(home: Path) -> None:
    place = reporting_area("Bradford")
    monitoring.prepare([place], TODAY)
    strategy_of(home).unlink()
    (home / "data" / "processed" / returned.FOLDER).unlink()
    assert monitoring.prepare([place], TODAY) == {}
    assert not prepared_folder(home).exists()
    assert "Bradford" not in {a.name for a in strategy_inputs.with_strategy()}


def test_own_figures_come_before_the_example(home: Path) -> None:
    place = reporting_area("Bradford")
    own = home / "data" / "raw" / "quarterly" / "bradford.csv"
    own.parent.mkdir()
    own.write_text(
        "indicator,period,numerator,denominator,value,supplier,received_on\n"
        "reviews_on_time,2026-27Q2,400,450,,independent-reviewing-service,2026-10-10\n",
        encoding="utf-8",
    )
    done = monitoring.prepare([place], TODAY)[place.code]
    assert not done.synthetic
    record = json.loads((prepared_folder(home) / store.PREPARED_FILE).read_text("utf-8"))
    assert record["figures file"] == "bradford.csv"
    rows = store.local_figures(place.slug)
    assert rows.loc[rows["measure"] == "reviews_on_time", "value"].tolist() == [400.0]
    assert (rows["status"] == "missing").any(), "what others did not supply says so"
    page = briefing.open_progress("Bradford", today="2026-11-24")
    assert "synthetic" not in briefing.banners(page)._repr_html_()


def test_a_figure_received_later_is_not_in_an_earlier_page() -> None:
    early = briefing.open_progress("Bradford", "2025-26Q2", today="2025-11-24")
    assert early.to_quarter["release"].max() <= "2025-11-24"
    assert early.to_quarter["period_end"].max() <= pd.Timestamp(2025, 9, 30)


def csv_of(code: str, day: str, folder: Path) -> pd.DataFrame:
    """The quarterly figures offered beside the page of a quarter made on a day."""
    given = {"quarter": code, "view": "all", "which": "", "today": day}
    (offered,) = quarterly_files.write("page", reporting_area("Bradford"), folder, given)
    assert offered
    return pd.read_csv(folder / "page.csv", dtype={"category": str})


@pytest.mark.parametrize("council", ["Bradford", "Lancashire", "Bristol"])
def test_rare_figures_of_a_past_quarter_are_those_that_its_page_had(
    council: str, home: Path
) -> None:
    place, told = reporting_area(council), {}
    for day in (date(2026, 7, 31), TODAY):
        monitoring.prepare([place], day)
        there = briefing.open_progress(council, "2026-27Q1", today=day.isoformat())
        told[day] = [_rare_told(there, i) for i in LOCAL.values() if i.kind == RARE]
    first, again = told.values()
    assert first == again and any(first)


def _rare_told(there: Progress, i: LocalIndicator) -> tuple[object, ...]:
    target = Target(id=i.id.replace("_", "-"), indicator=i.id)
    s = assess(there, target)
    table = s.chart.table.to_csv() if s.chart else ""
    return s.now, s.when, s.moved, s.signals, table


@pytest.mark.parametrize("code", ["2024-25Q3", "2025-26Q4", "2026-27Q1", "2026-27Q2"])
def test_the_gaps_of_a_page_are_those_of_its_file(code: str, home: Path, tmp_path: Path) -> None:
    path, day = strategy_of(home), TODAY.isoformat()
    text = path.read_text(encoding="utf-8")
    allowed = text.replace("review_every", "rare_charts = true\nreview_every", 1)
    path.write_text(allowed, encoding="utf-8")
    monitoring.prepare([reporting_area("Bradford")], TODAY)
    there = briefing.open_progress("Bradford", code, today=day)
    csv = csv_of(code, day, tmp_path)
    for i in (i for i in LOCAL.values() if i.kind == RARE):
        offered = csv[(csv["indicator"] == i.id) & (csv["dimension"] == BETWEEN_EVENTS)]
        told = between(there.to_quarter, i)
        offered = offered.sort_values("category", key=pd.to_numeric)
        assert offered["value"].tolist() == pytest.approx(told["days"].tolist(), nan_ok=True)
        assert len(set(offered["period_end"])) <= 1
        table = assess(there, Target(id=i.id.replace("_", "-"), indicator=i.id)).chart
        if table is not None:
            printed = [float(d.replace(",", "")) for d in table.table.iloc[:, 1]]
            assert printed == offered["value"].tolist()


def test_rare_events_are_told_in_words_unless_the_council_wants_a_chart(tmp_path: Path) -> None:
    day = TODAY.isoformat()
    there = briefing.open_progress("Bradford", "2026-27Q2", today=day)
    csv = csv_of("2026-27Q2", day, tmp_path)
    assert (store.local_figures("bradford")["dimension"] == BETWEEN_EVENTS).any()
    assert not (csv["dimension"] == BETWEEN_EVENTS).any()
    for i in (i for i in LOCAL.values() if i.kind == RARE):
        told = assess(there, Target(id=i.id.replace("_", "-"), indicator=i.id))
        assert told.chart is None and told.moved, i.id


def test_figures_and_events_received_after_the_day_are_not_prepared(home: Path) -> None:
    place, day = reporting_area("Bradford"), date(2026, 7, 31)
    monitoring.prepare([place], day)
    rows = store.local_figures(place.slug)
    assert rows["release"].max() <= day.isoformat()
    assert rows["period_end"].max() == pd.Timestamp(2026, 6, 30)


def test_no_checksum_of_unprotected_figures_is_kept_to_try_small_numbers_on(home: Path) -> None:
    place = reporting_area("Bradford")
    monitoring.prepare([place], TODAY)
    given = strategy_inputs.figures_file(place)
    assert given is not None
    secret = hashlib.sha256(given.read_bytes()).hexdigest()
    assert secret not in (prepared_folder(home) / store.PREPARED_FILE).read_text("utf-8")


def test_another_measure_is_named_beside_a_figure_with_that_of_all_pupils() -> None:
    there = briefing.open_progress("Bradford", "2026-27Q2", today=TODAY.isoformat())
    told = beside(there, LOCAL["personal_education_plan_in_date"])
    assert re.fullmatch(
        r"Pupils who miss a tenth of school or more, published: [\d.]+% in Bradford, "
        r"[\d.]+% for all pupils, [\d.]+% in England \(school year .*\)",
        told,
    )
    same = beside(there, LOCAL["suspended_so_far"])
    assert same.startswith("Bradford, published ") and "all pupils " in same
    for i in (i for i in LOCAL.values() if i.beside):
        names = INDICATORS[i.beside].title in beside(there, i)
        assert names is not i.same_measure, i.id
        if i.ref.startswith("F"):
            assert "all pupils" in beside(there, i), i.id


def test_a_sum_past_its_target_is_still_hard_and_an_equal_print_is_not_short() -> None:
    there = briefing.open_progress("Bristol", "2026-27Q2", today=TODAY.isoformat())
    goal = {"value": 5.0, "on": date(2027, 3, 31)}
    past = Target.model_validate({"id": "s", "indicator": "suspended_so_far", "target": goal})
    told = assess(there, past)
    assert told.status == "will reliably miss"
    assert told.hard.endswith("It is already past the year's target.")
    there = briefing.open_progress("Lancashire", "2026-27Q2", today=TODAY.isoformat())
    (home_today,) = (
        s for s in assessments(there) if s.target.indicator == "care_leavers_suitable_home_today"
    )
    assert home_today.now.startswith("94%") and home_today.goal.startswith("94%")
    assert home_today.hard == "" and "at or beyond the target of 94%" in home_today.well
