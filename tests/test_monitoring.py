"""The step before a strategy's pages: what is written, what is refused, what never gets there."""

import json
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import briefing, monitoring, paths, store
from analysis.briefing.progress.opening import NotPublishableError
from analysis.catalogue.areas import reporting_area
from analysis.catalogue.local import CUMULATIVE
from analysis.intake import quarterly
from analysis.quarters import newest_whole
from analysis.strategy.reading import StrategyError

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
    given = monitoring.figures_file(place)
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
    assert monitoring.prepare([place], TODAY) == {}
    assert not prepared_folder(home).exists()
    assert "Bradford" not in {a.name for a in monitoring.with_strategy()}


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
