"""Groups are measured where they are counted, and nothing falls over where they are not."""

from dataclasses import replace
from datetime import date

from analysis.core.shapes import OK
from analysis.pipeline.returns.figures import figures
from invented_returns import child, episode, known


def test_an_extract_before_the_first_march_has_homes_by_age_and_no_groups_of_a_year() -> None:
    children = [child("2012-06-01", episode("2024-05-01"))] * 160
    past = replace(known(*children, years=(2025,)), as_at=date(2024, 9, 30))
    rows = figures(past).measured
    own = rows[rows["indicator"].str.startswith("own_") & (rows["dimension"] != "all")]
    assert {*own["indicator"]} >= {"own_in_foster_by_age"}
    assert "own_missing_by_age" not in {*own["indicator"]}
    foster = own[(own["indicator"] == "own_in_foster_by_age") & (own["category"] == "10_to_15")]
    assert foster["status"].tolist() == [OK]
    assert foster["value"].tolist() == [100.0]
