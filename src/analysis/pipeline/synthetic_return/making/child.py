"""From a planned child to its life: who it is, its stays with homes and endings."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from analysis.pipeline.synthetic_return.lives import (
    Adoption,
    Away,
    Child,
    Home,
    Permanence,
    Stay,
)
from analysis.pipeline.synthetic_return.making.homes import Settling
from analysis.pipeline.synthetic_return.making.orders import orders
from analysis.pipeline.synthetic_return.making.places import House, Places
from analysis.pipeline.synthetic_return.making.plans import ADOPTED, AT_18, SGO, Person, Plan, band
from analysis.pipeline.synthetic_return.rates import coming, living, telling

CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The check letters of unique pupil numbers, by the sum of weighted digits modulo 23."""
NOBODYS = "000"
"""The part of a pupil number that stands for the authority: no authority has it."""


@dataclass
class Family:
    """What brothers and sisters share: home address, ethnic group, need, and often the home."""

    ethnic: str
    need: str
    post: str
    house: tuple[str, House] | None = field(default=None)


def family_of(chance: Random, people: list[Person], places: Places) -> Family:
    """What the children of a family share."""
    alone = people[0].alone
    ethnic = (coming.ETHNIC_ALONE if alone else coming.ETHNIC)(chance)
    need = coming.NEED_ALONE if alone else coming.NEED(chance)
    where = "own" if chance.random() < 0.97 else "near"
    posts = places.posts[where]
    return Family(ethnic, need, "" if alone else posts[int(chance.random() * len(posts))])


def person(chance: Random, planned: Person, family: Family, number: str) -> Child:
    """Who a child is, with nothing yet of its life."""
    male = chance.random() < (coming.MALE_ALONE if planned.alone else coming.MALE)
    child = Child(
        id=number,
        dob=date.fromordinal(planned.born),
        sex="M" if male else "F",
        ethnic=family.ethnic,
        upn=_upn(chance),
        home_post=family.post,
        uasc=planned.alone,
    )
    if not male and chance.random() < 0.012:
        child.mother = date.fromordinal(planned.born + 5600 + int(chance.random() * 900))
    return child


def live(
    chance: Random, child: Child, planned: Person, family: Family, places: Places, first: int
) -> None:
    """Add the stays that have a day on or after `first`, with homes, statuses and endings."""
    for plan in planned.plans:
        if plan.end < first:
            continue
        statuses = orders(chance, plan)
        house, kind = _first_home(chance, plan, family)
        settling = Settling(chance, plan, statuses, places)
        settling.settle(house, kind)
        family.house = family.house or _shared(plan, settling, kind)
        stay = Stay(
            start=date.fromordinal(plan.start),
            orders=[(date.fromordinal(day), code) for day, code in statuses],
            homes=settling.homes,
            need=family.need,
            end=date.fromordinal(plan.end),
            reason=_reason(chance, plan, settling),
            away=[each for each in settling.away if not _hides(each, settling.homes, first)],
        )
        child.stays.append(stay)
        _adoption(chance, child, plan, stay)
        child.permanence.append(_permanence(chance, stay))
    if child.uasc and child.stays:
        child.duc = _ceases_to_be_alone(chance, child.stays[-1], planned.plans[-1])


def _hides(away: Away, homes: list[Home], first: int) -> bool:
    """Whether the first return would not tell that a child came back to the home it had before.

    So it would be with time away from one home that spans the first day: the home before is in no
    return.
    """
    assert away.end is not None
    spans = away.start.toordinal() < first <= away.end.toordinal()
    return spans and any(
        home.start < away.start and home.end is not None and away.end < home.end for home in homes
    )


def _first_home(chance: Random, plan: Plan, family: Family) -> tuple[House | None, str]:
    """The first home: often the one of a brother or sister, else one by age."""
    if plan.remand:
        return None, living.FIRST_HOME["remand"](chance)
    if plan.with_kin:
        return None, "U3"
    if family.house is not None and not plan.alone and chance.random() < 0.6:
        return family.house[1], family.house[0]
    group = "alone" if plan.alone and plan.age_at_start >= 16 else band(plan.age_at_start)
    kind = living.FIRST_HOME[group](chance)
    return None, "U6" if plan.alone and kind == "P1" else kind


def _shared(plan: Plan, settling: Settling, kind: str) -> tuple[str, House] | None:
    """The first home of the first child, where brothers and sisters may come too."""
    if plan.alone or plan.remand or not kind.startswith("U"):
        return None
    home = settling.homes[0]
    return kind, House(home.provider, home.urn, home.post)


def _reason(chance: Random, plan: Plan, settling: Settling) -> str:
    """The code with which a stay ends (REC), of the year in which it does."""
    kind = settling.homes[-1].kinds[-1][1]
    if plan.reason == ADOPTED:
        return "E11" if plan.with_consent or chance.random() < 0.61 else "E12"
    if plan.reason == SGO:
        code = coming.GUARDIANS["kin" if kind in ("U1", "U2", "U3") else ""](chance)
    elif plan.reason == AT_18:
        group = "foster" if kind.startswith("U") else ""
        group = "supported" if kind in ("K3", "H5", "P2") else group
        return coming.AT_18["childrens_homes" if kind == "K2" else group](chance)
    else:
        code = plan.reason
    old = date.fromordinal(plan.end) < date(coming.SGO_SINCE - 1, 4, 1)
    return coming.OLD_GUARDIANS.get(code, code) if old else code


def _adoption(chance: Random, child: Child, plan: Plan, stay: Stay) -> None:
    """The decision, the match and the adopters, where adoption was planned."""
    if plan.reason == ADOPTED and plan.placed is not None:
        matched = plan.placed - 7 - int(chance.random() * 50)
        latest = max(plan.start + 1, matched - 30)
        decided = plan.start + int((latest - plan.start) * (0.35 + 0.3 * chance.random()))
        adopters = telling.ADOPTERS(chance)
        child.adoption = Adoption(
            date.fromordinal(max(plan.start, decided)),
            date.fromordinal(max(plan.start, matched)),
            foster_care=stay.homes[-1].kinds[-1][1] in ("A3", "A5"),
            adopters=adopters,
            status=telling.ADOPTERS_STATUS[adopters](chance),
        )
    elif plan.decision_reversed is not None:
        begun, ended = plan.decision_reversed
        child.adoption = Adoption(date.fromordinal(max(plan.start, begun - 20)))
        if ended < plan.end:
            child.adoption.reversed = date.fromordinal(ended)
            child.adoption.why = telling.GIVEN_UP(chance)


def _permanence(chance: Random, stay: Stay) -> Permanence:
    """Whether a child that starts had been adopted or had a guardian before."""
    code = telling.EARLIER_PERMANENCE(chance)
    if code == "Z1":
        return Permanence(stay.start)
    day = date.fromordinal(stay.start.toordinal() - 200 - int(chance.random() * 1500))
    return Permanence(stay.start, code, "999", f"{day:%d/%m/%Y}")


def _ceases_to_be_alone(chance: Random, stay: Stay, plan: Plan) -> date | None:
    """The day on which an unaccompanied child ceased to be one, where it is written down."""
    assert stay.end is not None
    days = (stay.end - stay.start).days
    if stay.reason == "E15":
        return stay.end
    if days > 90 and chance.random() < coming.LEAVE_GRANTED:
        return date.fromordinal(plan.start + 30 + int(chance.random() * (days - 60)))
    if plan.reason == AT_18 and chance.random() < coming.ENDS_AT_18:
        return stay.end
    return None


def _upn(chance: Random) -> str:
    """A unique pupil number of the right form, with its check letter, of no authority."""
    digits = f"{NOBODYS}{int(chance.random() * 10**9):09d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, 2))
    return f"{CHECK[total % 23]}{digits}"
