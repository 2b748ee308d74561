"""Nothing small can be worked out of groups that are shown beside one another.

The attacker knows how groups hang together from what they mean, written down here and not taken
from the catalogue, and works with whole numbers (HiGHS through scipy's `milp`).
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from analysis.catalogue.areas import area
from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.intake.returns.coordinates import coordinates
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.pipeline.returns.protection.protecting import Audit, protected
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate

WIDTH = 5
MARCH = date(2026, 3, 31)
KEY = ["measure", "dimension", "category"]
Cell = tuple[str, str, str]
NOW = "cla_31_march"
INSIDE = {  # of totals, and of each group alike
    "health_assessment": "cla_12_months",
    "dental_check": "cla_12_months",
    "immunisations": "cla_12_months",
    "sdq_received": "cla_12_months",
    "sdq_concern": "sdq_received",
    "cla_12_months": NOW,
    "three_or_more_placements": NOW,
    "missing_of_in_care": NOW,
    "moves_by_carers": "placement_changes",
    "moves_in_plan": "placement_changes",
    "reviews_on_time": "reviews_cohort",
    "reviews_cohort": NOW,
    "cla_31_march_over_20_miles": "cla_31_march_distance_known",
    "cla_31_march_distance_known": NOW,
}
CROSSED = {
    "placement": {
        "cla_31_march_in_foster": "foster",
        "cla_31_march_in_childrens_homes": "childrens_homes",
        "cla_31_march_in_supported": "supported",
        "cla_31_march_in_elsewhere": (
            "adoption parents residential_schools other_residential other"
        ),
    },
    "provider": {
        "cla_31_march_by_own": "own",
        "cla_31_march_by_private": "private",
        "cla_31_march_by_voluntary": "voluntary",
        "cla_31_march_by_others": "other_la other_public parents not_reported",
    },
}
AS_TOTAL = {
    "moves_in_plan": ("placement_changes", "reason", "care_plan"),
    "moves_by_carers": (
        "placement_changes",
        "reason",
        "carer_requests_behaviour carer_requests_other resignation_or_closure",
    ),
    "cla_31_march_over_20_miles": (NOW, "distance", "over_20_miles"),
    "cla_31_march_distance_known": (NOW, "distance", "within_20_miles over_20_miles"),
    "cla_12_months_0_4": ("cla_12_months", "age", "under_1 1_to_4"),
    "cla_12_months_10_17": ("cla_12_months", "age", "10_to_15 16_and_over"),
}
Terms = dict[Cell, int]


@cache
def council(children: int) -> pd.DataFrame:
    """The counts of a made-up authority on a 31 March that is its newest day."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        write(generate(area("Rutland"), children, 4, seed=children, first_year=2023), made)
        records, _ = read(made, area="Rutland")
        return counts(histories(records, coordinates(made / "postcodes.csv")), MARCH)


@cache
def shown_of(children: int) -> tuple["Attacker", Audit]:
    """An attacker who has what is shown of it, and what was done."""
    shown, audit = protected(council(children))
    return Attacker(shown), audit


def whole_of(measure: str) -> Cell:
    return (measure, ALL, ALL)


def equalities(cells: set[Cell]) -> Iterator[Terms]:
    """What adds up to nought, by what the figures mean."""
    by_breakdown: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        by_breakdown.setdefault(cell[:2], []).append(cell)
    for (measure, dimension), parts in by_breakdown.items():
        together = {"eet", "not_eet"} & {cell[2] for cell in parts}
        if dimension != ALL and whole_of(measure) in cells and not together:
            yield {whole_of(measure): 1} | dict.fromkeys(parts, -1)
    for dimension, names in CROSSED.items():
        for measure, several in names.items():
            yield {whole_of(measure): 1} | {(NOW, dimension, n): -1 for n in several.split()}
        for _, _, age in by_breakdown.get((NOW, "age"), []):
            yield {(NOW, "age", age): 1} | {(measure, "age", age): -1 for measure in names}
    for measure, (other, dimension, several) in AS_TOTAL.items():
        yield {whole_of(measure): 1} | {(other, dimension, n): -1 for n in several.split()}


class Attacker:
    """Who knows every printed number and how they hang together."""

    def __init__(self, shown: pd.DataFrame) -> None:
        rows = shown[(shown["unit"] != "score") & shown["status"].isin([OK, SUPPRESSED])]
        keys = [tuple(key) for key in rows[KEY].astype("object").itertuples(index=False)]
        self.at = {key: n for n, key in enumerate(keys)}
        value = rows["value"].to_numpy(dtype=float)
        self.limits = Bounds(np.nan_to_num(value), np.where(np.isnan(value), np.inf, value))
        groups = {*INSIDE, *(measure for names in CROSSED.values() for measure in names)}
        hidden = [key for key, n in self.at.items() if np.isnan(value[n])]
        self.hidden = [key for key in hidden if key[0] in groups]
        known = [t for t in equalities(set(self.at)) if set(t) <= set(self.at)]
        within = [{whole: 1, part: -1} for whole, part in self.inside()]
        matrix = csr_array(np.array([self._line(terms) for terms in (*known, *within)]))
        upper = np.r_[np.zeros(len(known)), np.full(len(within), np.inf)]
        self.sums = LinearConstraint(matrix, np.zeros(len(upper)), upper)

    def inside(self) -> list[tuple[Cell, Cell]]:
        """Each group that is there with the wider one that it is in."""
        found = (((INSIDE.get(m, ""), d, c), (m, d, c)) for m, d, c in self.at)
        return [(whole, part) for whole, part in found if whole in self.at]

    def width(self, terms: Terms) -> float:
        """How far apart the least and the most are that these can add up to."""
        ends = []
        for sign in (1, -1):
            cost = sign * self._line(terms)
            got = milp(cost, constraints=self.sums, bounds=self.limits, integrality=1)
            ends.append(sign * got.fun if got.success else sign * -np.inf)
        return ends[1] - ends[0]

    def _line(self, terms: Terms) -> np.ndarray:
        line = np.zeros(len(self.at))
        for key, sign in terms.items():
            line[self.at[key]] += sign
        return line


@pytest.mark.parametrize("children", [160, 400])
def test_nothing_small_can_be_worked_out_of_groups(children: int) -> None:
    attacker, audit = shown_of(children)
    assert INSIDE.keys() <= {key[0] for key in attacker.at}
    assert len(attacker.hidden) > 20
    narrow = [key for key in attacker.hidden if attacker.width({key: 1}) < WIDTH]
    assert not narrow
    assert audit.narrowest is None or audit.narrowest >= WIDTH


@pytest.mark.parametrize("children", [160, 400])
def test_nor_can_the_few_of_a_group_who_are_left_over(children: int) -> None:
    attacker, _ = shown_of(children)
    true = council(children).set_index(KEY)["value"]
    left = [(w, p) for w, p in attacker.inside() if 0 < true[w] - true[p] <= WIDTH]
    assert left
    assert not [pair for pair in left if attacker.width({pair[0]: 1, pair[1]: -1}) < WIDTH]


def test_the_attacker_would_win_against_small_numbers_hidden_alone() -> None:
    """So that the tests above can fail."""
    truth = council(160)
    small = truth["value"].between(1, 5)
    alone = truth.assign(
        value=truth["value"].mask(small), status=truth["status"].mask(small, SUPPRESSED)
    )
    attacker = Attacker(alone)
    assert any(attacker.width({key: 1}) < WIDTH for key in attacker.hidden)
