"""What is said of children on 31 March: health of those a year in care, and care leavers."""

from datetime import date
from random import Random

from analysis.pipeline.synthetic_return.lives import (
    Child,
    Health,
    Leaver,
    age_on,
    months_before,
)
from analysis.pipeline.synthetic_return.rates import telling

FIRST_YEAR_22_TO_25, NEW_ACTIVITIES = 2023, 2022
ADOPTED_OR_GUARDIAN = ("E11", "E12", "E41", "E43", "E44", "E45", "E46", "E47", "E48")
NO_LEAVER = (*ADOPTED_OR_GUARDIAN, "E2", "E3", "E15", "E16")
WENT_HOME = ("E4A", "E4B", "E13")


def health(chance: Random, child: Child, years: tuple[int, ...]) -> None:
    """What OC2 says of a child on every 31 March on which it was 12 months in care."""
    usual = chance.gauss(telling.SDQ_MEAN, telling.SDQ_BETWEEN)
    for year in years:
        day = date(year, 3, 31)
        for stay in child.stays:
            since = stay.start <= months_before(day, 12)
            if since and (stay.end is None or stay.end > day):
                child.health[year] = _health(chance, age_on(child.dob, day), usual)


def _health(chance: Random, age: int, usual: float) -> Health:
    said = Health(
        immunised=chance.random() < telling.IMMUNISED,
        teeth=chance.random() < telling.TEETH,
        assessed=chance.random() < telling.ASSESSED,
    )
    if age < 5:
        said.development = chance.random() < telling.DEVELOPMENT
    if age >= 10:
        said.convicted = chance.random() < telling.CONVICTED * (2.2 if age >= 15 else 0.6)
    if 4 <= age <= 16:
        if chance.random() < telling.SDQ_GIVEN:
            score = round(chance.gauss(usual, telling.SDQ_WITHIN))
            said.sdq = min(40, max(0, score))
        else:
            said.no_sdq = telling.NO_SDQ(chance)
    elif age > 16:
        said.no_sdq = "SDQ1"
    if age >= 11 and chance.random() < telling.MISUSE * (1.7 if age >= 15 else 0.5):
        said.misuse = True
        said.received = chance.random() < telling.RECEIVED
        said.offered = None if said.received else chance.random() < telling.OFFERED
    return said


def leaver(
    chance: Random, child: Child, left: date, reason: str, periods: list[tuple[date, date]],
    years: tuple[int, ...],
) -> None:  # fmt: skip
    """What OC3 says of a young person who left care at 16 or later, on every 31 March to 25.

    `periods` are the stays of its life; somebody who is back in care has no line.
    """
    if age_on(child.dob, left) < 16 or reason in NO_LEAVER:
        return
    home = reason in WENT_HOME and chance.random() < telling.STAYED_HOME
    for year in years:
        day = date(year, 3, 31)
        age = age_on(child.dob, day)
        if left > day or not 17 <= age <= (25 if year >= FIRST_YEAR_22_TO_25 else 21):
            continue
        if any(start <= day < end for start, end in periods):
            continue
        child.leaver[year] = _said(chance, year, age, home)


def _said(chance: Random, year: int, age: int, home: bool) -> Leaver:
    if home:
        return Leaver("RHOM", "0", "0")
    group = 17 if age < 19 else 19 if age < 22 else age
    in_touch = telling.IN_TOUCH[group](chance)
    if in_touch in ("DIED", "RHOM"):
        return Leaver(in_touch, "0", "0")
    activity = telling.ACTIVITY[group](chance)
    known = in_touch == "YES" or chance.random() < (0.45 if age < 22 else 0.04)
    if not known:
        return Leaver(in_touch, "0", "0")
    return Leaver(in_touch, _activity(chance, activity, year), telling.ACCOMMODATION[group](chance))


def _activity(chance: Random, activity: str, year: int) -> str:
    """An activity in the codes of a year: apprenticeships are told apart since 2022."""
    if activity in ("4", "5") and year < NEW_ACTIVITIES:
        activity = "3"
    if activity in ("G4", "G5", "G6", "0"):
        return activity
    return f"{'F' if chance.random() < 0.75 else 'P'}{activity}"
