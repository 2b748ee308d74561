"""Where nothing is suppressed, the parts of a published total add up to it."""

from functools import cache

import pandas as pd
import pytest

from analysis.core import store
from analysis.intake.combine import newest

# Breakdowns whose categories are the whole of a total, each child in one of them.
WHOLES = [
    *(
        ("cla_31_march", dimension)
        for dimension in (
            "age",
            "sex",
            "ethnicity",
            "need",
            "legal_status",
            "placement",
            "provider",
            "locality",
            "distance",
            "locality_distance",
        )
    ),
    ("cla_started", "age"),
    ("cla_started", "sex"),
    ("cla_started", "need"),
    ("cla_started", "legal_status"),
    ("cla_ceased", "age"),
    ("cla_ceased", "sex"),
    ("new_placements", "location"),
    ("placement_changes", "reason"),
    ("care_leavers_accommodation_17_18", "accommodation"),
    ("care_leavers_in_touch_17_18", "contact"),
    ("care_leavers_in_touch_19_21", "contact"),
    *((f"care_leavers_{age}", "in_touch") for age in (22, 23, 24, 25)),
]


@cache
def local() -> pd.DataFrame:
    """The newest counts of authorities in children and young people, with the year."""
    counts = newest(store.counts())
    people = counts["unit"].isin(["children", "young_people"])
    return counts[people & (counts["area"].str.len() == 3)]


@pytest.mark.parametrize(("measure", "dimension"), WHOLES)
def test_where_nothing_is_suppressed_the_parts_are_the_whole(measure: str, dimension: str) -> None:
    counts = local()
    counts = counts[counts["measure"] == measure]
    parts = counts[counts["dimension"] == dimension]
    summed = parts.groupby(["area", "period_end"])["value"].agg(["sum", "count", "size"])
    complete = summed[summed["count"] == summed["size"]]
    total = counts[counts["dimension"] == "all"].set_index(["area", "period_end"])["value"]
    both = complete.join(total, how="inner").dropna()
    assert len(both) >= 15
    assert (both["sum"] == both["value"]).all()


def test_parts_of_work_and_study_and_of_homes_are_the_whole() -> None:
    counts = newest(store.counts())
    counts = counts[counts["area"].str.len() == 3]
    wide = counts[(counts["measure"] == "care_leavers_19_21") & (counts["unit"] == "young_people")]
    wide = wide.pivot(index=["area", "period_end"], columns="category", values="value")
    three = wide[["eet", "not_eet", "not_known", "all"]].dropna()
    assert len(three) > 100
    assert (three["eet"] + three["not_eet"] + three["not_known"] == three["all"]).all()
    homes = counts[(counts["measure"] == "homes") & (counts["period_end"] == "2025-03-31")]
    ordinary = homes[homes["category"] == "childrens_home"].set_index("area")["value"]
    judged = homes[homes["dimension"] == "judgement"].groupby("area")["value"].sum()
    assert len(ordinary) > 140
    assert (judged.reindex(ordinary.index, fill_value=0) == ordinary).all()
