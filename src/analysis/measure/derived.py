"""Counts that follow from published ones and from nothing else."""

import pandas as pd

from analysis.core import shapes

EXPECTED = "ks4_attainment_8_expected"
ATTAINMENT = "ks4_attainment_8"
STATUSES_OF_NEED = ("no_sen", "sen_support", "ehcp")
PLACE = ["area", "period_end"]


def expected_attainment(counts: pd.DataFrame) -> pd.DataFrame:
    """What children in care would score if their special needs were all that set them apart.

    Attainment 8 of all pupils of the area by SEN status, weighted by the shares of children in
    care with no SEN, SEN support and an EHCP (direct standardisation). Given where all five
    figures are published. Returns rows in the counts shape.
    """
    scores = _wide(counts, ATTAINMENT, "score", [f"all_pupils_{s}" for s in STATUSES_OF_NEED])
    shares = pd.concat(
        [_wide(counts, f"sen_{s}", "percent", ["looked_after"]) for s in ("support", "ehcp")],
        axis=1,
    )
    shares.columns = pd.Index(["sen_support", "ehcp"])
    shares.insert(0, "no_sen", 100 - shares.sum(axis=1, skipna=False))
    scores.columns = pd.Index(STATUSES_OF_NEED)
    expected = (scores * shares / 100).dropna().sum(axis=1)
    own = counts[(counts["measure"] == ATTAINMENT) & (counts["category"] == "looked_after")]
    rows = own[own["unit"] == "score"].set_index(PLACE)
    rows = rows.loc[rows.index.isin(expected.index)]
    return rows.assign(
        measure=EXPECTED, value=expected.reindex(rows.index).round(2), status=shapes.OK
    ).reset_index()[list(shapes.COUNTS)]


def _wide(counts: pd.DataFrame, measure: str, unit: str, categories: list[str]) -> pd.DataFrame:
    """Published values by area and period, a column for each category of pupils."""
    chosen = counts[
        (counts["measure"] == measure)
        & (counts["unit"] == unit)
        & (counts["dimension"] == "pupils")
        & counts["category"].isin(categories)
    ]
    return chosen.set_index([*PLACE, "category"])["value"].unstack().reindex(columns=categories)
