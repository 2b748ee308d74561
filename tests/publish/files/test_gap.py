"""The gap table as providers and regions get it: columns, whole numbers, and what is missing."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.assumptions import SUPPLY, values
from analysis.core import store
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.forecast.draws import Draws
from analysis.forecast.quantiles import EXTRAPOLATED, projected
from analysis.forecast.supply.gap import gap_rows, occupancies, summed_where_supplied
from analysis.publish.files import gap as gap_table
from analysis.publish.files.gap import COLUMNS

ROOT = Path(__file__).resolve().parents[3]
KINDS = ("foster", "childrens_homes", "supported")
TOWNS = {"R": "The Vale", "1": "Ordinarton", "2": "Hushford"}
MEMBERS = {"R": ["1", "2"]}
NAN = float("nan")
SAID = {"run": "invented", "origin": 2025, "scenario": "as_now"}


@pytest.fixture(scope="module")
def rows():
    """Two towns and their region; Hushford has no foster places published."""
    rng = np.random.default_rng(1)
    size = (400, 2, 2)
    need = Draws(
        areas=("1", "2"),
        years=(2027, 2029),
        values={("cla_31_march", "placement", k): rng.normal(50, 5, size) for k in KINDS},
    )
    usable = {("places_usable", "placement", k): rng.normal(45, 5, size) for k in KINDS}
    usable[("places_usable", "placement", "foster")][:, 1] = np.nan
    usable[("places_usable", "placement", "supported")][:] = np.nan
    occupancy = occupancies(values())
    groups = {"R": ("1", "2")}
    unit = {"cla_31_march": "children"}
    still = {("cla_31_march", "placement", "childrens_homes"): np.array([[44.0] * 2, [NAN] * 2])}
    return pd.concat(
        [
            projected(need, unit=unit, central=still, **SAID),
            projected(need.summed(groups), unit=unit, **SAID),
            gap_rows(need, usable, occupancy, central=still, **SAID),
            gap_rows(*summed_where_supplied(need, usable, groups), occupancy, **SAID),
        ],
        ignore_index=True,
    )


@pytest.fixture(scope="module")
def table(rows):
    return gap_table.gap_table(rows, TOWNS, MEMBERS)


def row(table, area, kind, year=2027):
    chosen = (
        (table["area_code"] == area) & (table["placement_type"] == kind) & (table["year"] == year)
    )
    return table[chosen].iloc[0]


def test_there_is_a_row_for_each_area_type_and_year_with_the_documented_columns(table):
    assert tuple(table.columns) == COLUMNS
    assert len(table) == len(TOWNS) * len(KINDS) * 2
    documented = (ROOT / "docs" / "gap_table.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        stem, _, end = column.rpartition("_")
        told = f"`{column}`" in documented or (
            f"`{stem}_" in documented and f"`_{end}`" in documented
        )
        assert told, f"docs/gap_table.md does not document {column}"


def test_figures_are_those_of_the_forecast_in_whole_numbers(table, rows):
    found = row(table, "1", "childrens_homes")
    for column, measure in (("gap_places", "gap_places"), ("usable_places", "places_usable")):
        source = rows[
            (rows["area"] == "1")
            & (rows["measure"] == measure)
            & (rows["category"] == "childrens_homes")
            & (rows["period_end"].dt.year == 2027)
        ].iloc[0]
        assert found[f"{column}_p90"] == round(source["p90"])
    assert found["occupancy"] == values()["homes_occupancy"]
    assert found["status"] == "ok"


def test_the_method_and_the_central_figure_say_where_need_stays_as_today(table):
    near, far = (row(table, "1", "childrens_homes", year) for year in (2027, 2029))
    assert (near["method"], far["method"]) == ("no change", "no change, errors extrapolated")
    for each in (near, far):
        assert each["need_central"] == 44
        moved = each["gap_children_central"] - each["gap_children_p50"]
        assert moved == pytest.approx(44 - each["need_p50"], abs=1)
        assert each["usable_places_central"] == each["usable_places_p50"]
    hidden, region = row(table, "2", "childrens_homes"), row(table, "R", "childrens_homes", 2029)
    assert hidden["need_central"] == hidden["need_p50"]
    assert hidden["method"] == "model"
    assert region["method"] == "level of the third year, errors extrapolated"


def test_errors_are_said_to_be_extrapolated_in_every_form_of_the_table(table, tmp_path):
    """At four and five years, for kinds with and without a supply figure."""
    assert gap_table.EXTRAPOLATED == EXTRAPOLATED
    far = table["year"] == 2029
    assert (table["method"].str.endswith("errors extrapolated") == far).all()
    printed = gap_table.printed(table)
    assert set(printed["year"]) == {"2027", "2029, errors extrapolated"}
    gap_table.write_csv(table, tmp_path / "gap.csv")
    again = pd.read_csv(tmp_path / "gap.csv")
    assert (again["method"] == table["method"]).all()
    rows = gap_table.document(table)["rows"]
    assert [r["method"] for r in rows] == [*table["method"]]


def test_without_a_supply_figure_there_is_need_and_no_gap(table):
    found = row(table, "2", "foster")
    assert found["status"] == "not_available"
    assert found["need_p50"] > 0
    gaps = [c for c in COLUMNS if c.startswith(("usable", "gap", "chance"))]
    assert found[gaps].isna().all()
    assert row(table, "2", "supported")["authorities_counted"] == 0


def test_a_region_counts_the_authorities_it_adds_and_compares_like_with_like(table):
    region, town = row(table, "R", "foster"), row(table, "1", "foster")
    assert (region["authorities"], region["authorities_counted"]) == (2, 1)
    assert region["need_p50"] == town["need_p50"], "need of the town with a supply figure alone"
    homes = row(table, "R", "childrens_homes")
    assert homes["authorities_counted"] == 2
    alone = [row(table, code, "childrens_homes")["gap_places_p90"] for code in ("1", "2")]
    assert homes["gap_places_p90"] < sum(alone), "draws are added, not quantiles"


def test_csv_has_whole_numbers_and_empty_cells(table, tmp_path):
    path = tmp_path / "gap.csv"
    gap_table.write_csv(table, path)
    text = path.read_text(encoding="utf-8")
    again = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert again.columns.tolist() == list(COLUMNS)
    assert not re.search(r"nan|\d\.0[,\n]", text)
    hidden = again[(again["area_code"] == "2") & (again["placement_type"] == "foster")]
    assert set(hidden["gap_places_p50"]) == {""}


def test_json_says_what_it_is_and_has_null_for_what_is_missing(table, tmp_path):
    path = tmp_path / "gap.json"
    gap_table.write_json(table, path)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["schema_version"] == "1.3"
    for key in ("title", "licence", "source", "assumptions", "notes", "placement_types", "rows"):
        assert found[key], key
    assert {a["id"] for a in found["assumptions"]} == {a.id for a in SUPPLY}
    assert len(found["rows"]) == len(table)
    assert list(found["rows"][0]) == list(COLUMNS)
    missing = next(r for r in found["rows"] if r["status"] == "not_available")
    assert missing["gap_places_p50"] is None
    assert isinstance(found["rows"][0]["need_p50"], int)


def test_a_person_reads_ranges_and_reasons(table):
    told = gap_table.printed(table)
    assert told["gap in places"].str.fullmatch(r"-?[\d,]+ to -?[\d,]+|no supply figure").all()
    assert set(told["kind of home"]) == set(gap_table.PLACEMENT_TYPES.values())


def test_the_command_asks_the_store_for_the_authorities_of_a_region(monkeypatch):
    asked = {}

    def projected_rows(codes):
        asked["codes"] = set(codes)
        return store.read(store.PROJECTED_FILE, codes)

    monkeypatch.setattr(store, "projected", projected_rows)
    table = gap_table.answer(region_name="London")
    assert {"E12000007", "202", "301"} <= asked["codes"]
    assert table["area_name"].iloc[0] == "London"
    london = table[table["area_code"] == "E12000007"]
    assert (london["authorities"] == 33).all()
    foster = london[london["placement_type"] == "foster"]
    assert (foster["authorities_counted"] < 33).all()


def test_an_unknown_name_and_nothing_named_are_refused():
    with pytest.raises(UnknownNameError, match="Birmingam"):
        gap_table.answer(["Birmingam"])
    with pytest.raises(CareAnalysisError, match="Say for whom"):
        gap_table.answer()
