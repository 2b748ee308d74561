"""The files beside a page: each report offers its own data in forms that anyone can open."""

import json
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND, Area, area, areas
from analysis.core import paths, returned, shapes, store
from analysis.publish.files import attachments, backtest, gap, projected
from analysis.publish.reports import BUILT_IN, REPORTS
from left_out import NO_FORECAST

BRADFORD, SCILLY = area("Bradford"), area("Isles of Scilly")
RUN = {"run": "2025-abc", "origin": 2025, "scenario": "as_now", "method": "model"}
CHILDREN = ("cla_31_march", "all", "all", "children")


def row(what: tuple[str, str, str, str], central: float, year: int = 2026, **other: object) -> dict:
    """One projected row; without a central figure it is not available."""
    measure, dimension, category, unit = what
    there = not np.isnan(central)
    spread = {name: central + 10 * q for name, q in shapes.QUANTILES.items()}
    return {
        **RUN,
        "measure": measure,
        "area": BRADFORD.code,
        "period_end": pd.Timestamp(year, 3, 31),
        "dimension": dimension,
        "category": category,
        "unit": unit,
        "central": central,
        **spread,
        "status": shapes.OK if there else shapes.NOT_AVAILABLE,
        **other,
    }


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """A small forecast: a figure of each kind, one missing, one without an interval."""
    none = dict.fromkeys(shapes.QUANTILES, np.nan)
    records = [
        row(CHILDREN, 1000 / 3),
        row(CHILDREN, 340, 2027),
        row(("cla_31_march", "placement", "foster", "children"), 200),
        row(("cla_31_march", "uasc", "uasc", "children"), 12),
        row(("gap_places", "placement", "supported", "places"), np.nan),
        row(("gap_chance", "placement", "foster", "percent"), 62, **none),
        row(("spend", "service", "all", "gbp"), 51_234_567.8, scenario="price_shock"),
    ]
    frame = shapes.check_projected(pd.DataFrame(records)[list(shapes.PROJECTED)])
    monkeypatch.setattr(store, "projected", lambda areas: frame[frame["area"].isin(areas)])
    return frame


def tables(path: Path) -> dict[str, pd.DataFrame]:
    """The one table of each sheet of figures, without the numbers of notes in its headers."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets[3:]:
        (reference,) = [t.ref for t in sheet.tables.values()]
        header, *body = [tuple(c.value for c in line) for line in sheet[reference]]
        found[sheet.title] = pd.DataFrame(body, columns=[str(h).partition("\n")[0] for h in header])
    return found


def test_every_report_offers_something() -> None:
    assert set(attachments.OFFERED) == set(BUILT_IN)
    without = {name for name, writers in attachments.OFFERED.items() if not writers}
    assert without == {"brief", "young_people"}, "the brief's figures are beside its needs analysis"


def test_a_page_links_what_its_writers_wrote_in_order(rows: pd.DataFrame, tmp_path: Path) -> None:
    links = attachments.write(REPORTS["sufficiency"], BRADFORD, tmp_path, "sufficiency", {})
    assert [link.path for link in links] == [
        "sufficiency.csv",
        "sufficiency.xlsx",
        "sufficiency-gap.csv",
        "sufficiency-gap.json",
        "sufficiency-own-return.csv",
        *(["sufficiency-own-futures.csv"] if returned.record(BRADFORD.slug).get("futures") else []),
        "sufficiency-columns.csv",
    ]
    assert all((tmp_path / link.path).is_file() for link in links)
    assert all(link.words.endswith(" kB") for link in links)


def test_the_csv_has_every_projected_row_and_blanks_for_missing_ones(
    rows: pd.DataFrame, tmp_path: Path
) -> None:
    projected.write("sufficiency", BRADFORD, tmp_path)
    written = pd.read_csv(tmp_path / "sufficiency.csv", dtype=str, keep_default_na=False)
    assert [c for c in written if c in shapes.PROJECTED] == [*shapes.PROJECTED]
    assert len(written) == len(rows)
    assert written.loc[0, ["period_end", "central"]].tolist() == ["2026-03-31", "333.3333"]
    hidden = written[written["status"] != shapes.OK]
    assert len(hidden) == 1 and set(hidden["central"]) | set(hidden["p50"]) == {""}


def test_the_workbook_says_the_same_in_words_by_topic(rows: pd.DataFrame, tmp_path: Path) -> None:
    projected.write("sufficiency", BRADFORD, tmp_path)
    found = tables(tmp_path / "sufficiency.xlsx")
    assert list(found) == ["Children", "Places", "Money"]
    assert sum(map(len, found.values())) == len(rows)
    first = found["Children"].iloc[0].to_dict()
    assert first == {
        "Forecast of": "Children in our care on 31 March",
        "Breakdown": "All",
        "Scenario": "As now",
        "Year ending": "2026-03-31",
        "Unit": "children",
        "Middle": 333.3,
        "Lower 80%": 334.3,
        "Upper 80%": 342.3,
        "Lower 95%": 333.6,
        "Upper 95%": 343.1,
    }
    assert found["Money"].loc[0, ["Scenario", "Unit", "Middle"]].tolist() == [
        "Prices rise by more than expected",
        "pounds",
        51_234_568,
    ]


def test_what_is_missing_is_shown_by_shorthand_that_the_cover_explains(
    rows: pd.DataFrame, tmp_path: Path
) -> None:
    projected.write("sufficiency", BRADFORD, tmp_path)
    places = tables(tmp_path / "sufficiency.xlsx")["Places"]
    limits = list(projected.LIMITS)
    assert places.loc[0, ["Middle", *limits]].tolist() == ["[x]"] * 5
    assert places.loc[1, ["Middle", *limits]].tolist() == [62, *["[z]"] * 4]
    book = openpyxl.load_workbook(tmp_path / "sufficiency.xlsx")
    cover = " ".join(str(line[0].value) for line in book["Cover"].rows)
    assert "[x]" in cover and "[z]" in cover and "Bradford" in cover


def test_the_same_forecast_gives_the_same_bytes(rows: pd.DataFrame, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        projected.write("sufficiency", BRADFORD, folder)
    for name in ("sufficiency.csv", "sufficiency.xlsx"):
        first, second = ((folder / name).read_bytes() for folder in folders)
        assert first == second


def test_a_figure_without_a_name_stops_the_workbook(rows: pd.DataFrame, tmp_path: Path) -> None:
    odd = rows.assign(category="nowhere", dimension="placement")
    with pytest.raises(KeyError, match="nowhere"):
        projected.write_workbook(odd, BRADFORD, tmp_path / "odd.xlsx")


def test_the_scores_of_the_backtest_are_offered_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = pd.DataFrame({"model": ["model", "no_change"], "horizon": 1})
    scores["group"] = ["all", "age: 10_to_15"]
    scores = scores.assign(score="wis_ratio", value=[0.9, 1.0])
    monkeypatch.setattr(store, "read", lambda name: scores)
    (link,) = backtest.write("methods", areas()[ENGLAND], tmp_path)
    assert link.path == "methods.csv"
    written = pd.read_csv(tmp_path / "methods.csv", dtype=str).to_dict("records")
    assert [line["value"] for line in written] == ["0.9", "1"]
    named = [(line["model_name"], line["group_name"], line["value_unit"]) for line in written]
    assert named == [
        ("This method", "All children in care", "ratio; below 1 is better"),
        ("No change", "Age: 10 to 15", "ratio; below 1 is better"),
    ]


def test_the_gap_table_is_offered_for_programs_to_read(rows: pd.DataFrame, tmp_path: Path) -> None:
    gap.write("sufficiency", BRADFORD, tmp_path)
    table = pd.read_csv(tmp_path / "sufficiency-gap.csv", dtype=str)
    document = json.loads((tmp_path / "sufficiency-gap.json").read_text(encoding="utf-8"))
    assert len(table) == len(document["rows"]) > 0
    assert set(table["area_code"]) == {BRADFORD.code}


needs_forecast = NO_FORECAST.on(not (paths.processed() / store.PROJECTED_FILE).is_file())


@needs_forecast
@pytest.mark.parametrize("place", [BRADFORD, SCILLY], ids=lambda a: a.name)
def test_everything_in_the_committed_forecast_has_its_words(place: Area, tmp_path: Path) -> None:
    projected.write("sufficiency", place, tmp_path)
    found = tables(tmp_path / "sufficiency.xlsx")
    assert sum(map(len, found.values())) == len(store.projected([place.code]))
    for table in found.values():
        assert not table.isna().any(axis=None)
        assert not table.isin(["", "nan", "None"]).any(axis=None)


@needs_forecast
def test_every_projected_measure_is_in_one_topic() -> None:
    listed = [measure for _, called in projected.TOPICS.values() for measure in called]
    assert len(listed) == len(set(listed))
    assert set(store.projected([BRADFORD.code])["measure"]) <= set(listed)
