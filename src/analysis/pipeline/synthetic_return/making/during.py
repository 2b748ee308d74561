"""What happens while children are in care: reviews, incidents, social workers, orders."""

from datetime import date, timedelta
from random import Random

from analysis.pipeline.synthetic_return.draw import YEAR
from analysis.pipeline.synthetic_return.lives import (
    Child,
    Incident,
    Stay,
    Worker,
    age_on,
    holds,
)
from analysis.pipeline.synthetic_return.rates import telling

FIRST_REVIEW, SECOND_REVIEW, REVIEWS = 26, 88, 180
"""Days within which reviews are on time: 20 working days, three months, six months."""


def reviews(chance: Random, child: Child, first: date, last: date) -> None:
    """Reviews of the years, most on time: within 20 working days, three and six months."""
    for stay in child.stays:
        end = min(stay.end or last, last)
        day, within = stay.start, FIRST_REVIEW
        following = {FIRST_REVIEW: SECOND_REVIEW, SECOND_REVIEW: REVIEWS, REVIEWS: REVIEWS}
        while True:
            days = within * (0.55 + 0.45 * chance.random())
            if chance.random() < telling.REVIEW_LATE:
                days = within * (1.15 + 0.6 * chance.random())
            day += timedelta(days=round(days))
            if day >= end:
                break
            if day >= first:
                young = age_on(child.dob, day) < 4
                child.reviews.append((day, "PN0" if young else telling.REVIEW_CODE(chance)))
            within = following[within]


def incidents(chance: Random, child: Child, first: date, last: date) -> None:
    """Times missing (M) and away without authorisation (A), by stay and year."""
    for stay in child.stays:
        for kind, likely in telling.INCIDENTS.items():
            begun = max(stay.start, first)
            while begun < min(stay.end or last, last):
                end = min(stay.end or last, last, begun + timedelta(days=365))
                part = (end - begun).days / YEAR
                age = age_on(child.dob, begun)
                often = next((each for upto, each in likely if age < upto), 0.0)
                if part > 0.02 and chance.random() < often * min(1.0, part + 0.2):
                    _incidents_of_a_year(chance, child, stay, kind, begun, end)
                begun = end
    child.incidents = _apart(child.incidents)


def _incidents_of_a_year(
    chance: Random, child: Child, stay: Stay, kind: str, begun: date, end: date
) -> None:
    many = 1 + int(chance.random() * telling.INCIDENTS_EACH[kind](chance))
    days = (end - begun).days
    for _ in range(many):
        start = begun + timedelta(days=int(chance.random() * days))
        length = int(chance.expovariate(1 / telling.INCIDENT_DAYS))
        if child.uasc and chance.random() < telling.NEVER_FOUND:
            length = 9999
        back = start + timedelta(days=length)
        if stay.end is not None:
            back = min(back, stay.end)
        child.incidents.append(Incident(kind, start, back))


def _apart(found: list[Incident]) -> list[Incident]:
    """Incidents in their order, without those that begin before the one before has ended."""
    kept: list[Incident] = []
    for each in sorted(found, key=lambda incident: (incident.start, incident.kind)):
        if not kept or (kept[-1].end is not None and each.start > kept[-1].end):
            kept.append(each)
    return kept


def workers(chance: Random, child: Child, pool: list[str], first: date) -> None:
    """Social workers one after the other from just before a stay to its end."""
    for stay in child.stays:
        if stay.end is not None and stay.end < first:
            continue
        start = stay.start - timedelta(days=int(chance.random() ** 2 * 70))
        start = max(start, first - timedelta(days=int(chance.random() * 300)))
        if child.workers and child.workers[-1].end and start < child.workers[-1].end:
            start = child.workers[-1].end
        assert stay.end is not None
        while start < stay.end:
            end = start + timedelta(days=8 + int(chance.expovariate(1 / telling.WORKER_DAYS)))
            end = min(end, stay.end)
            why = telling.WORKER_GOES(chance) if end < stay.end else "OTHERS"
            child.workers.append(Worker(_worker(chance, child, pool), start, end, why))
            start = end


def _worker(chance: Random, child: Child, pool: list[str]) -> str:
    """Another worker than the one before, now and then one whom the child knows."""
    before = [each.id for each in child.workers]
    known = before[:-1]
    if known and known[-1] != before[-1] and chance.random() < 0.12:
        return known[-1]
    found = pool[int(chance.random() * len(pool))]
    while before and found == before[-1]:
        found = pool[int(chance.random() * len(pool))]
    return found


def liberty(chance: Random, child: Child, first: date) -> None:
    """Orders to deprive a child of liberty, of some in children's homes and others like them."""
    for stay in child.stays:
        for home in stay.homes:
            end = home.end or stay.end
            kind = holds(home.kinds, end) if end else ""
            if kind not in ("K2", "Z12", "Z13") or end is None or end <= first:
                continue
            start = max(home.start, first - timedelta(days=60))
            if age_on(child.dob, start) >= 12 and chance.random() < telling.DEPRIVED[kind]:
                days = 28 + int(chance.random() * 150)
                child.liberty.append((start, min(end, start + timedelta(days=days))))
