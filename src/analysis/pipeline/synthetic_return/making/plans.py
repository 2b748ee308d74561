"""Who comes into care, with whom, for how long and how it ends, before how they live there."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from analysis.pipeline.synthetic_return.draw import YEAR, wait
from analysis.pipeline.synthetic_return.lives import age_on, birthday
from analysis.pipeline.synthetic_return.making.story import Story
from analysis.pipeline.synthetic_return.rates import coming

ADOPTED, SGO, AT_18 = "adopted", "SGO", "18"
"""Endings that get their code once the homes are known."""


@dataclass(slots=True)
class Plan:
    """A stay as planned: days are ordinals, `end` always comes, by the 18th birthday at the latest.

    `placed` is the day of being placed for adoption, `decision_reversed` the days of a placement
    order that was given up.
    """

    start: int
    end: int
    reason: str
    age_at_start: int
    eighteen: int
    first_status: str = "V2"
    alone: bool = False
    remand: bool = False
    placed: int | None = None
    with_consent: bool = False
    decision_reversed: tuple[int, int] | None = None
    with_kin: bool = False


@dataclass(slots=True)
class Person:
    """A child as planned: born when, and the stays in order."""

    born: int
    alone: bool
    plans: list[Plan] = field(default_factory=list)


def family(chance: Random, first: int, last: int, story: Story) -> list[Person]:
    """The children who come into care together on a day from `first` to `last`.

    Mostly it is one child, sometimes brothers and sisters, sometimes a child alone (UASC).
    """
    while True:
        day = first + int(chance.random() * (last - first + 1))
        on = date.fromordinal(day)
        alone = chance.random() < story.alone(on)
        months = coming.MONTHS_ALONE if alone else coming.MONTHS
        if chance.random() < months.share(on.month) * story.weight(day, last, alone=alone):
            break
    if alone:
        person = _born(chance, day, coming.AGE_ALONE(chance), alone=True)
        person.plans = _stays(chance, person, day, None, story)
        return [person]
    people = [_born(chance, day, age, alone=False) for age in _ages(chance)]
    people[0].plans = _stays(chance, people[0], day, None, story)
    for other in people[1:]:
        other.plans = _stays(chance, other, day, people[0].plans[0], story)
    return people


def _ages(chance: Random) -> list[int]:
    first = coming.AGE_AT_START(chance)
    if first >= 15:
        return [first]
    ages = [first]
    for _ in range(coming.SIBLINGS(chance) - 1):
        apart = 1 + int(chance.random() * 3)
        older, younger = max(ages) + apart, min(ages) - apart
        if younger >= 0 and (older > 15 or chance.random() < 0.5):
            ages.append(younger)
        elif older <= 15:
            ages.append(older)
    return ages


def _born(chance: Random, day: int, age: int, *, alone: bool) -> Person:
    """A child of so many whole years on a day; under one, half come within weeks of birth."""
    after = chance.random()
    if age == 0:
        after = after * 0.09 if chance.random() < 0.5 else 0.09 + after * 0.9
    return Person(day - int((age + after * 0.99) * YEAR) - 1, alone)


def _stays(
    chance: Random, person: Person, day: int, shared: Plan | None, story: Story
) -> list[Plan]:
    """A first stay on a day, and those after going home."""
    plans = [_stay(chance, person, day, shared, story)]
    while plans[-1].reason in coming.HOME_AGAIN and chance.random() < coming.RETURN:
        again = plans[-1].end + 3 + int(chance.expovariate(1 / coming.RETURN_AFTER))
        if again >= plans[-1].eighteen - 20:
            break
        plans.append(_stay(chance, person, again, None, story))
    return plans


def _stay(chance: Random, person: Person, start: int, shared: Plan | None, story: Story) -> Plan:
    dob = date.fromordinal(person.born)
    age = age_on(dob, date.fromordinal(start))
    plan = Plan(start, 0, "", age, birthday(dob, 18).toordinal(), alone=person.alone)
    plan.first_status = coming.FIRST_STATUS(chance)
    if plan.first_status == "J1":
        plan.remand = age >= coming.REMANDED_FROM and not plan.alone
        plan.first_status = "J1" if plan.remand else "V2"
    if shared is not None and not shared.remand:
        plan.first_status, plan.remand = shared.first_status, False
        if shared.reason in coming.LEAVE_TOGETHER and chance.random() < coming.TOGETHER:
            plan.end, plan.reason = shared.end, shared.reason
    if not plan.end:
        _ending(chance, plan, story)
    if plan.end >= plan.eighteen:
        plan.end, plan.reason = plan.eighteen, AT_18
    _adoption(chance, plan)
    plan.with_kin = plan.reason == SGO and chance.random() < coming.WITH_KIN
    return plan


def _ending(chance: Random, plan: Plan, story: Story) -> None:
    """When care ends, by time in care, and why, by age and time."""
    if plan.remand:
        plan.end = plan.start + 3 + int(chance.expovariate(1 / 55))
        plan.reason = coming.REASONS["remand"](chance)
        return
    days = wait(chance, coming.LEAVES["alone" if plan.alone else band(plan.age_at_start)])
    plan.end = story.end(plan.start, plan.start + max(1, round(min(days, 9000))))
    if plan.end >= plan.eighteen:
        return
    in_care = plan.end - plan.start
    age = 18 - (plan.eighteen - plan.end) / YEAR
    if plan.alone:
        plan.reason = coming.REASONS["alone"](chance)
    elif age >= 16:
        plan.reason = coming.REASONS["16"](chance)
    elif in_care < 150:
        plan.reason = coming.REASONS["short"](chance)
    elif in_care < 420:
        plan.reason = coming.REASONS["year"](chance)
    else:
        plan.reason = coming.REASONS["young" if age < 6 else "long"](chance)


def _adoption(chance: Random, plan: Plan) -> None:
    """When a child is placed for adoption, or when that was decided and given up again."""
    if plan.reason == ADOPTED:
        placed = plan.end - 110 - int(chance.random() * 200)
        plan.placed = max(placed, plan.start + (plan.end - plan.start) // 2)
        plan.with_consent = chance.random() < 0.02
    elif plan.age_at_start < 5 and plan.end - plan.start > 900 and chance.random() < 0.3:
        begun = plan.start + 290 + int(chance.random() * 120)
        plan.decision_reversed = (begun, begun + 200 + int(chance.random() * 290))


def band(age: int) -> str:
    """The band of ages at the start in which rates are."""
    if age < 1:
        return "under_1"
    if age < 5:
        return "1_to_4"
    if age < 10:
        return "5_to_9"
    return "10_to_15" if age < 16 else "16_and_over"
