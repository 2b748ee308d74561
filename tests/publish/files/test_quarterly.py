"""A council's quarterly figures beside its page: one row a figure, as the page tells it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.areas import area
from analysis.catalogue.local import LOCAL
from analysis.core import shapes, store
from analysis.measure.control_charts.quarterly_series import series
from analysis.protect.suppress import REVISED_BY_A_FEW
from analysis.publish.files import quarterly
from analysis.publish.files.columns import named

PLACE = area("Herefordshire")
SHARE, COUNT, AVERAGE = "visits_on_time", "part_time_timetables", "wait_for_mental_health_support"


def counts(*figures: tuple[str, float, str], category: str = shapes.ALL) -> pd.DataFrame:
    """Counts of one quarter: measure, value and status of each."""
    told = pd.DataFrame(figures, columns=["measure", "value", "status"])
    told = told.assign(area=PLACE.code, period_end=pd.Timestamp("2025-09-30"), frequency="quarter")
    told = told.assign(dimension=shapes.ALL, category=category, source="virtual-school")
    unit = [LOCAL[m].unit if m in LOCAL else "of" for m in told["measure"]]
    return told.assign(release="2025-10-15", unit=unit)[[*shapes.COUNTS]]


def row(*figures: tuple[str, float, str], **other: str) -> dict[str, object]:
    """The one row of these figures, without what is empty."""
    (only,) = named.quarterly(counts(*figures, **other)).to_dict("records")
    return {head: cell for head, cell in only.items() if pd.notna(cell)}


def test_a_share_stands_in_one_row_with_its_counts_each_in_its_unit() -> None:
    told = row((SHARE, 815, "ok"), (f"{SHARE}/of", 1000, "ok"))
    assert (told["value"], told["value_unit"]) == (81.5, "per cent of visits")
    assert (told["numerator"], told["numerator_unit"]) == (815, "visits")
    assert (told["denominator"], told["denominator_unit"]) == (1000, LOCAL[SHARE].of)
    assert told["indicator_name"] == LOCAL[SHARE].title and told["area_name"] == "Herefordshire"
    assert (told["period"], told["status_name"]) == ("July to September 2025", "counted")


def test_a_number_and_an_average_are_their_own_value() -> None:
    number = row((COUNT, 39, "ok"))
    assert (number["value"], number["value_unit"]) == (39, "children")
    assert not {"numerator", "denominator"} & set(number)
    average = row((AVERAGE, 56, "ok"), (f"{AVERAGE}/of", 68, "ok"))
    assert (average["value"], average["value_unit"], average["denominator"]) == (56, "days", 68)
    assert "numerator" not in average


@pytest.mark.parametrize(
    ("numerator", "denominator", "why"),
    [
        ((np.nan, "suppressed"), (30, "ok"), "suppressed"),
        ((20, "ok"), (np.nan, "suppressed"), "suppressed"),
        ((0, "ok"), (0, "ok"), "not_applicable"),
        ((np.nan, "missing"), (np.nan, "missing"), "missing"),
    ],
)
def test_a_share_that_is_not_known_is_empty_and_says_why(
    numerator: tuple[float, str], denominator: tuple[float, str], why: str
) -> None:
    told = row((SHARE, *numerator), (f"{SHARE}/of", *denominator))
    assert "value" not in told and told["status"] == why


def test_of_a_figure_that_is_hidden_the_cohort_is_not_told_either() -> None:
    """Nine of nine: the cohort would tell the number."""
    told = row((SHARE, np.nan, "suppressed"), (f"{SHARE}/of", 9, "ok"))
    assert "denominator" not in told
    assert told["status"] == "suppressed"


def test_a_newer_figure_that_is_not_shown_says_so() -> None:
    told = row((COUNT, np.nan, "suppressed"), category=REVISED_BY_A_FEW)
    assert told["category_name"] == "Newer figure, not shown: it differs by a few"


@pytest.mark.parametrize("council", ["Bradford", "Herefordshire"])
def test_the_file_says_what_the_page_draws(council: str, tmp_path: Path) -> None:
    place, given = area(council), {"today": "2026-11-22", "view": "all"}
    (link,) = quarterly.write("page", place, tmp_path, given)
    rows = pd.read_csv(tmp_path / link.path).sort_values("release", kind="stable")
    rows = rows[(rows["dimension"] == shapes.ALL) & (rows["category"] == shapes.ALL)]
    newest = rows.drop_duplicates(["indicator", "period_end"], keep="last")
    known, seen = store.local_figures(place.slug), 0
    for name, told in newest.groupby("indicator"):
        told = told.set_index(pd.DatetimeIndex(told["period_end"]))
        drawn = series(known, LOCAL[str(name)]).set_index("period_end").loc[told.index]
        hidden = drawn["status"] == shapes.SUPPRESSED
        drawn["denominator"] = drawn["denominator"].mask(hidden)
        for column in ("value", "numerator", "denominator"):
            ours, theirs = told[column].to_numpy(float), drawn[column].to_numpy(float)
            np.testing.assert_allclose(ours, theirs, atol=0.00005)
        assert (told["status"] == drawn["status"]).all(), name
        seen += len(told)
    assert seen > 200
