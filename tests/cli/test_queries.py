"""What the command line answers, as tables: chosen places, parameters, reasons and printing."""

from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from analysis.catalogue import selection
from analysis.catalogue.areas import Area, areas, authorities
from analysis.catalogue.indicator import THEMES
from analysis.cli import queries
from analysis.core import returned, shapes, stored
from analysis.core.errors import AbolishedAreaError, CareAnalysisError, UnknownNameError
from analysis.publish.files.columns import meanings
from analysis.publish.files.columns.words import COUNTED


def names(places: list[Area]) -> list[str]:
    return [p.name for p in places]


def test_places_come_once_each_in_the_order_asked() -> None:
    assert names(selection.places(["Hackney", "380", "bradford"], None, False)) == [
        "Hackney",
        "Bradford",
    ]
    both = names(selection.places(["Hackney"], "South West", False))
    assert both[0] == "Hackney" and "Bristol" in both and len(both) == 16
    assert selection.places([], None, True) == authorities()


def test_places_may_not_be_none_unknown_or_ended() -> None:
    with pytest.raises(CareAnalysisError, match="Say for whom"):
        selection.places([], None, False)
    with pytest.raises(UnknownNameError, match="Did you mean Hackney"):
        selection.places(["Hackny"], None, False)
    with pytest.raises(AbolishedAreaError, match="Westmorland and Furness"):
        selection.places(["Hackney", "Cumbria"], None, False)
    with pytest.raises(CareAnalysisError, match=r"The regions are .*South West"):
        selection.places([], "Wessex", False)


def test_parameters_keep_what_follows_the_first_sign() -> None:
    assert selection.given(["today=2026-04-01", "note=a=b", "empty="]) == {
        "today": "2026-04-01",
        "note": "a=b",
        "empty": "",
    }
    assert selection.given([]) == {}


@pytest.mark.parametrize("wrong", ["today", "=x", "", "area=Bristol"])
def test_parameters_that_are_not_pairs_or_name_the_area_are_refused(wrong: str) -> None:
    with pytest.raises(CareAnalysisError):
        selection.given(["today=2026-04-01", wrong])


def test_every_word_of_a_search_must_be_there_in_any_case() -> None:
    found = queries.areas_table("YORK north")
    assert "North Yorkshire" in {row["name"] for row in found}
    assert found == queries.areas_table("york north")
    assert len(queries.areas_table("north york")) < len(queries.areas_table("york"))
    assert queries.areas_table("nowhere at all") == []
    assert all(tuple(row) == queries.AREA_COLUMNS for row in queries.areas_table())


def test_indicators_of_every_theme_are_listed_by_either_case() -> None:
    for letter, words in THEMES.items():
        table = queries.indicators_table(theme=letter.lower())
        assert {row["theme"] for row in table} <= {words}
        assert all(tuple(row) == queries.INDICATOR_COLUMNS for row in table)
        assert table == queries.indicators_table(theme=letter)
    with pytest.raises(UnknownNameError, match="A Demand"):
        queries.indicators_table(theme="Q")


def test_the_ended_authorities_are_explained_once_each() -> None:
    told = queries.endings(["Bradford", "Cumbria", "909", "Northamptonshire"])
    assert len(told) == 2
    assert told[1] == (
        "Northamptonshire was abolished after 31 March 2021; its children became the "
        "responsibility of North Northamptonshire and West Northamptonshire, which have figures "
        "of their own."
    )
    for ended in (a for a in areas().values() if a.abolished):
        assert all(
            areas()[code].name in queries.endings([ended.code])[0] for code in ended.successors
        )


def test_an_area_without_a_row_answers_for_each_period_with_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = stored.rows

    def silent(name: str, *given: Any, **where: Any) -> pa.Table:
        found = real(name, *given, **where)
        return (
            found if "area" not in found.column_names else found.filter(pc.field("area") != "942")
        )

    monkeypatch.setattr(stored, "rows", silent)
    rows = pd.DataFrame(queries.figures("cla_rate", ["942", "383"]))
    mine = rows[rows["area"] == "942"]
    assert shapes.check_measured(rows) is rows
    assert set(mine["period_end"]) >= set(rows.loc[rows["area"] == "383", "period_end"])
    assert mine["value"].isna().all() and set(mine["method"]) == {"no figure"}
    assert dict(zip(mine["period_end"], mine["status"], strict=True))["2022-03-31"] == (
        shapes.NOT_APPLICABLE
    )
    assert mine["status"].iloc[-1] == shapes.NOT_AVAILABLE


def test_every_missing_value_is_printed_as_its_reason() -> None:
    said = {"area": "380", "group": shapes.OWN, "statistic": "own", "category": shapes.ALL}
    said |= {"period_end": "2025-03-31", "denominator": 142439.0}
    blank = dict.fromkeys(shapes.MEASURED)
    rows = [
        blank | said | {"status": status, "value": 1234.5 if status == shapes.OK else None}
        for status in shapes.STATUSES
    ]
    table = pd.DataFrame(queries.printed(rows))
    assert list(table.columns) == [
        "area",
        "period_end",
        "value",
        "95% interval",
        "numerator",
        "denominator",
    ]
    assert list(table["value"])[1:] == [shapes.STATUS_WORDS[s] for s in shapes.STATUSES[1:]]
    assert table["value"][0] == "1,234.5"
    assert set(table["95% interval"]) == {""} and set(table["numerator"]) == {""}
    assert set(table["denominator"]) == {"142,439"}
    assert set(table["area"]) == {"Bradford"}


def test_figures_of_a_return_come_after_the_published_ones_with_their_origin() -> None:
    found = queries.figures("cla_rate", ["Kent", "Herefordshire"], "england")
    rows = pd.DataFrame(found)
    assert tuple(rows.columns) == (*shapes.MEASURED, "origin")
    mine = rows[rows["area"] == "884"]
    assert mine["origin"].is_monotonic_decreasing
    assert set(mine["origin"]) == {"published", "made-up return"}
    assert set(rows.loc[rows["area"] != "884", "origin"]) == {"published"}
    own = returned.measured("herefordshire")
    ours = mine[mine["origin"] == "made-up return"]
    assert len(ours) == (own["indicator"] == "cla_rate").sum()
    assert all("origin" in row for row in queries.printed(found))


def test_in_a_file_every_code_has_its_words_and_every_number_its_unit() -> None:
    rows = queries.figures("cla_started_rate", ["Kent", "Herefordshire"], "neighbours")
    told = queries.in_words(rows)
    assert list(told["area"]) == [row["area"] for row in rows]
    for code in ("indicator", "area", "dimension", "category", "group", "status"):
        assert told[f"{code}_name"].ne("").all() and told[f"{code}_name"].notna().all()
    assert set(told["value_unit"]) == {"per 10,000 children"}
    assert {meanings.meaning(meanings.OWN_RETURN, head)[0] for head in told}
    ours = told[told["origin"] != shapes.PUBLISHED]
    assert set(ours["status_name"]) <= set(COUNTED.values())
    assert (ours["counted_from"].dt.strftime("%m-%d") == "04-01").all()
    assert told.loc[told["origin"] == shapes.PUBLISHED, "counted_from"].isna().all()
    assert ours["period"].str.contains(" to ").all()


def test_in_a_file_of_published_figures_alone_nothing_is_said_of_a_return() -> None:
    told = queries.in_words(queries.figures("cla_rate", ["Leeds"]))
    assert not {"origin", "counted_from"} & {*told}
    assert {meanings.meaning("", head)[0] for head in told}


def test_without_a_return_nothing_is_said_of_origin() -> None:
    rows = queries.figures("cla_started_rate", ["Kent"])
    assert all(tuple(row) == shapes.MEASURED for row in rows)
    assert not any("origin" in row for row in queries.printed(rows))
    assert queries.parts_of_years("cla_started_rate", rows) == ""


def test_figures_of_part_of_a_year_are_said_to_be() -> None:
    started, rate = (queries.figures(n, ["884"]) for n in ("cla_started_rate", "cla_rate"))
    assert "from 1 April to their day" in queries.parts_of_years("cla_started_rate", started)
    assert queries.parts_of_years("cla_rate", rate) == ""


def test_an_interval_is_rounded_as_on_paper() -> None:
    """69.35 is held as a little less."""
    said = {"area": "380", "group": shapes.OWN, "statistic": "own", "category": shapes.ALL}
    said |= {"period_end": "2025-03-31", "status": shapes.OK, "value": 75.0}
    row = dict.fromkeys(shapes.MEASURED) | said | {"lower95": 69.35, "upper95": 80.74}
    assert queries.printed([row])[0]["95% interval"] == "69.4 to 80.7"
