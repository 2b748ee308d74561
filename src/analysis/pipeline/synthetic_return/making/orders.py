"""The legal statuses of a stay, from its first one to care proceedings and adoption."""

from random import Random

from analysis.pipeline.synthetic_return.making.plans import ADOPTED, SGO, Plan
from analysis.pipeline.synthetic_return.rates import coming

Ordered = list[tuple[int, str]]
"""Codes (LS) with the day, as an ordinal, from which each holds."""


def orders(chance: Random, plan: Plan) -> Ordered:
    """The legal statuses of a planned stay. Adoption needs a placement order first."""
    if plan.alone:
        return [(plan.start, "V2")]
    if plan.remand:
        return [(plan.start, "J1")]
    first, found = plan.first_status, [(plan.start, plan.first_status)]
    now = plan.start
    if first in ("L1", "L2", "L3"):
        now += {"L1": 1 + int(chance.random() * 3), "L2": 8, "L3": 7}[first]
        first = "C1" if chance.random() < 0.5 else "V2"
        found.append((now, first))
    if first == "V2" and _goes_to_court(chance, plan):
        now += 20 + int(chance.random() ** 1.5 * 260)
        first = "C1"
        found.append((now, first))
    if first == "C1":
        now += 170 + int(chance.random() * 300)
        found.append((now, "C2"))
    if plan.placed is not None and plan.reason == ADOPTED and not plan.with_consent:
        day = max(plan.start + 120, plan.placed - int(chance.random() * 620))
        found.append((min(day, plan.placed), "E1"))
        found = [each for each in found if each[0] < found[-1][0]] + found[-1:]
    if plan.decision_reversed is not None:
        begun, ended = plan.decision_reversed
        found = [each for each in found if each[0] < begun] + [(begun, "E1"), (ended, "C2")]
    return [each for each in found if each[0] < plan.end]


def _goes_to_court(chance: Random, plan: Plan) -> bool:
    """Whether a stay under section 20 comes to proceedings; for adoption it must."""
    if plan.reason == ADOPTED:
        return not plan.with_consent
    if plan.reason == SGO:
        return chance.random() < 0.75
    likely = coming.TO_COURT if plan.age_at_start < 14 else coming.TO_COURT_OLDER
    return chance.random() < likely
