"""The tidy frame: its columns, whose figure each row is, and what a line may join."""

import pandas as pd
import pytest

from analysis.briefing import workbench as wb
from analysis.briefing.figures import open_figures
from analysis.core import paths
from analysis.core.errors import CareAnalysisError, UnknownNameError

FAR = "placed_over_20_miles_outside"


@pytest.mark.usefixtures("by_hand")
def test_each_row_says_whose_figure_it_is_and_the_oldest_is_first() -> None:
    found = wb.figures(FAR, "Bradford")
    assert tuple(found) == wb.COLUMNS
    roles = dict(zip(found["area"], found["role"], strict=True))
    assert roles == {
        "Bradford": "chosen",
        "Leeds": "neighbour",
        "Yorkshire and The Humber": "region",
        "England": "England",
    }
    assert pd.api.types.is_datetime64_dtype(found["period"])
    for _, series in found.groupby("area"):
        assert series["period"].is_monotonic_increasing
    assert set(found["region"]) == {"Yorkshire and The Humber", ""}


@pytest.mark.usefixtures("by_hand")
def test_a_suppressed_figure_stays_missing_with_its_reason() -> None:
    gone = wb.figures(FAR, "Bradford", 2022).query("role == 'chosen'").iloc[0]
    assert gone["status"] == "suppressed" and gone["why"] == "suppressed to protect confidentiality"
    assert gone[["value", "lower95", "upper95", "numerator"]].isna().all()
    assert set(wb.figures(FAR, "Bradford", 2024)["why"]) == {""}


@pytest.mark.usefixtures("by_hand")
def test_a_stretch_ends_at_a_missing_figure_and_at_a_break() -> None:
    far = wb.figures(FAR, "Bradford").query("role == 'chosen' and value == value")
    assert far["stretch"].to_list() == [1, 3, 3, 3]
    recorded = wb.figures("external_provision", "Bradford").query("role == 'chosen'")
    assert recorded["stretch"].to_list() == [1, 1, 2, 2]  # a step of 52 points in a year


@pytest.mark.usefixtures("by_hand")
def test_everybody_is_chosen_where_nobody_is_named_and_others_may_be_added() -> None:
    every = wb.figures(FAR, years=2025)
    assert set(every.loc[every["role"] == "chosen", "area"]) == {"Bradford", "Leeds", "Kent"}
    beside = wb.figures(FAR, "Bradford", [2025], others=True)
    assert beside.set_index("area").loc["Kent", "role"] == "other"


@pytest.mark.usefixtures("by_hand")
def test_areas_are_named_as_people_and_papermill_write_them() -> None:
    codes = [set(wb.figures(FAR, name)["code"]) for name in ("Bradford", 380, "380", ["Bradford"])]
    assert all(each == codes[0] for each in codes)


@pytest.mark.usefixtures("by_hand")
def test_what_is_not_known_is_refused_with_what_would_do() -> None:
    with pytest.raises(UnknownNameError, match=r"'cla_rat'.* Did you mean cla_rate"):
        wb.figures("cla_rat", "Bradford")
    with pytest.raises(UnknownNameError, match="Did you mean Bradford"):
        wb.figures(FAR, "Bradfrod")
    with pytest.raises(CareAnalysisError, match=r"no figures of 1999 .* 2021, 2022"):
        wb.figures(FAR, "Bradford", [1999, 2024])
    with pytest.raises(CareAnalysisError, match="No area is named"):
        wb.figures(FAR, [])


def test_the_built_figures_are_those_of_the_reports() -> None:
    ours = wb.figures("cla_rate", "Bradford")
    theirs = open_figures("Bradford", "2026-11-22").series("cla_rate").sort_values("period_end")
    mine = ours[ours["role"] == "chosen"]
    assert mine["value"].to_list() == theirs["value"].to_list()
    assert mine["lower95"].dropna().to_list() == theirs["lower95"].dropna().to_list()
    assert ours.loc[ours["role"] == "neighbour", "area"].nunique() == 10
    assert set(mine["unit"]) == {"per 10,000 children"} and mine["when"].iloc[-1].startswith(
        "at 31"
    )


def test_the_page_names_every_column() -> None:
    text = (paths.root() / "docs" / "workbench.md").read_text(encoding="utf-8")
    assert [c for c in wb.COLUMNS if f"| `{c}` |" not in text] == []
