"""Health, being missing, and care leavers."""

from datetime import date

from analysis.pipeline.synthetic_return.lives import (
    Child,
    Health,
    age_on,
    collection_year,
    months_before,
    year_start,
)
from analysis.pipeline.synthetic_return.truth import meanings as of
from analysis.pipeline.synthetic_return.truth.tally import Tally
from analysis.pipeline.synthetic_return.truth.when import looked_after, stay_on

COHORTS = {
    "cla_12_months": (0, 17),
    "cla_12_months_0_4": (0, 4),
    "cla_12_months_5_16": (5, 16),
    "cla_12_months_10_17": (10, 17),
}
HEALTH = (
    "health_assessment",
    "dental_check",
    "immunisations",
    "development_assessment",
    "sdq_received",
    "sdq_normal",
    "sdq_borderline",
    "sdq_concern",
    "convicted",
    "substance_misuse",
    "substance_intervention",
    "substance_refused",
)
INCIDENTS = {"M": "missing", "A": "away"}
LEFT_OUT = ("DIED", "RHOM")
NOT_HOMES = ("G", "H", "R")
YOUNG, OLDER = "young_people", ("22", "23", "24", "25")


def count(children: tuple[Child, ...], day: date, tally: Tally) -> None:
    """Count the 12-month cohort, incidents of the year, and at 31 March health and leavers."""
    for cohort in COHORTS:
        tally.expect(cohort)
    _twelve_months(children, day, tally)
    for kind, name in INCIDENTS.items():
        _incidents(children, day, kind, name, tally)
    if (day.month, day.day) == (3, 31):
        _health(children, day, tally)
        _leavers(children, day, tally)


def in_cohort(child: Child, day: date) -> bool:
    """Whether a child is in care on a day and has been for twelve months."""
    stay = stay_on(child, day)
    return stay is not None and stay.start <= months_before(day, 12)


def _twelve_months(children: tuple[Child, ...], day: date, tally: Tally) -> None:
    for child in children:
        if in_cohort(child, day):
            for cohort, (youngest, oldest) in COHORTS.items():
                if youngest <= age_on(child.dob, day) <= oldest:
                    tally.count(cohort)


def _health(children: tuple[Child, ...], day: date, tally: Tally) -> None:
    for measure in HEALTH:
        tally.expect(measure)
    scores = []
    for child in children:
        said = child.health.get(collection_year(day))
        if said is not None and in_cohort(child, day):
            for measure in _said(said, age_on(child.dob, day)):
                tally.count(measure)
            if said.sdq is not None and 5 <= age_on(child.dob, day) <= 16:
                scores.append(said.sdq)
    if scores:
        tally.expect("sdq_average", unit="score")
        tally.count("sdq_average", more=sum(scores) / len(scores))


def _said(said: Health, age: int) -> list[str]:
    """The measures in which a child counts."""
    found = []
    if said.assessed:
        found.append("health_assessment")
    if said.teeth:
        found.append("dental_check")
    if said.immunised:
        found.append("immunisations")
    if age <= 4 and said.development:
        found.append("development_assessment")
    if 5 <= age <= 16 and said.sdq is not None:
        found.append("sdq_received")
        if said.sdq <= 13:
            found.append("sdq_normal")
        elif said.sdq <= 16:
            found.append("sdq_borderline")
        else:
            found.append("sdq_concern")
    if age >= 10 and said.convicted:
        found.append("convicted")
    if said.misuse:
        found.append("substance_misuse")
        if said.received:
            found.append("substance_intervention")
        elif said.offered:
            found.append("substance_refused")
    return found


def _incidents(children: tuple[Child, ...], day: date, kind: str, name: str, tally: Tally) -> None:
    """Incidents with a day in the year; the day on which a child came back is one."""
    tally.expect(f"{name}_during_year")
    tally.expect(f"{name}_incidents", unit="incidents")
    tally.expect(f"{name}_more_than_once")
    tally.expect(f"{name}_at_31_march")
    for child in children:
        if not looked_after(child, year_start(day), day):
            continue
        of_kind = [each for each in child.incidents if each.kind == kind and each.start <= day]
        had = [each for each in of_kind if each.end is None or each.end >= year_start(day)]
        tally.count(f"{name}_incidents", more=len(had))
        if had:
            tally.count(f"{name}_during_year")
        if len(had) > 1:
            tally.count(f"{name}_more_than_once")
        if any(each.end is None or each.end > day for each in of_kind):
            tally.count(f"{name}_at_31_march")


def _leavers(children: tuple[Child, ...], day: date, tally: Tally) -> None:
    _expect_leavers(tally)
    for child in children:
        said = child.leaver.get(collection_year(day))
        age = age_on(child.dob, day)
        if said is None or said.in_touch in LEFT_OUT or not 17 <= age <= 25:
            continue
        group = "17_18" if age <= 18 else "19_21" if age <= 21 else str(age)
        tally.count(f"care_leavers_{group}")
        if group in OLDER:
            _older(f"care_leavers_{group}", said.in_touch, said.activity, tally)
        else:
            _younger(group, said.in_touch, said.activity, tally)
        if said.accommodation[:1] not in NOT_HOMES:
            measure = f"care_leavers_accommodation_{group}"
            fit = {"1": "suitable", "2": "unsuitable"}.get(said.accommodation[1:])
            tally.count(measure)
            tally.count(measure, "accommodation", fit or "no_information")


def _younger(group: str, in_touch: str, activity: str, tally: Tally) -> None:
    measure = f"care_leavers_{group}"
    tally.count(measure, "activity", of.category(of.ACTIVITY, activity, "not_known"))
    if activity[:1] in ("F", "P"):
        tally.count(measure, "activity", "eet")
    if activity[:1] == "G":
        tally.count(measure, "activity", "not_eet")
    contact = of.category(of.CONTACT, in_touch)
    tally.count(f"care_leavers_in_touch_{group}")
    if contact:
        tally.count(f"care_leavers_in_touch_{group}", "contact", contact)


def _older(measure: str, in_touch: str, activity: str, tally: Tally) -> None:
    doing = {"F": "eet", "P": "eet", "G": "not_eet"}.get(activity[:1], "not_in_touch")
    tally.count(measure, "activity", doing)
    supported = "received_support" if in_touch == "YES" else "not_in_touch"
    tally.count(measure, "in_touch", supported)


def _expect_leavers(tally: Tally) -> None:
    for group in ("17_18", "19_21", *OLDER):
        tally.expect(f"care_leavers_{group}", unit=YOUNG)
        homes = f"care_leavers_accommodation_{group}"
        tally.expect(homes, unit=YOUNG)
        fits = ("suitable", "unsuitable", "no_information")
        tally.expect(homes, "accommodation", fits, YOUNG)
    for group in ("17_18", "19_21"):
        doing = (*of.ACTIVITY, "eet", "not_eet")
        tally.expect(f"care_leavers_{group}", "activity", doing, YOUNG)
        tally.expect(f"care_leavers_in_touch_{group}", unit=YOUNG)
        tally.expect(f"care_leavers_in_touch_{group}", "contact", of.CONTACT, YOUNG)
    for age in OLDER:
        doing = ("eet", "not_eet", "not_in_touch")
        tally.expect(f"care_leavers_{age}", "activity", doing, YOUNG)
        supported = ("received_support", "not_in_touch")
        tally.expect(f"care_leavers_{age}", "in_touch", supported, YOUNG)
