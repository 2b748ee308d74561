"""Invented quarterly figures for the examples: of a council's size, and of no real child.

The same seed gives the same bytes. Sizes are scaled to the newest published numbers of the council;
everything else is made by the rules below and marked synthetic wherever it is shown. What a return
of the council's gives is left out, but for one figure that differs.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.core import store
from analysis.core.errors import CareAnalysisError
from analysis.core.quarters import Quarter, quarter_of
from analysis.core.shapes import ALL, COUNTS, OK, OWN
from analysis.intake.local.lines import COLUMNS
from analysis.pipeline.local_figures.from_return import quarters as quarters_of_return
from analysis.pipeline.strategy_inputs import SYNTHETIC

SEED = 2026
# In this quarter something happened that the strategies name as an event.
EVENT = Quarter(2024, 3)
REVISED = Quarter(2025, 4)
# A figure that was typed although the return gives it, and by how much it is less.
DIFFERS, TYPED_LESS = ("children_in_care_at_quarter_end", Quarter(2025, 3)), 9
COUNCILLORS = 60
WAIT = "wait_for_mental_health_support"
# What suppliers have not given: two gaps in the past, and the newest figure of the police.
LATE = {
    ("personal_education_plan_in_date", "2025-26Q2"),
    (WAIT, "2025-26Q3"),
    ("return_interviews_on_time", "2026-27Q2"),
}
NEVER_SUPPLIED: Mapping[str, str] = {"cheshire-east": WAIT}
CARE, STARTS = "cla_number", "cla_started_number"
LEAVERS = ("care_leavers_19_21_number", "care_leavers_17_18_number")
_LEVELS = {
    "care_leavers_in_eet_today": "care_leavers_in_eet_19_21",
    "care_leavers_suitable_home_today": "care_leavers_suitable_accommodation_19_21",
    "external_provision_at_quarter_end": "external_provision",
    "three_or_more_placements_so_far": "three_or_more_placements",
    "suspended_so_far": "suspended",
    "review_health_assessments_on_time": "health_assessment",
}
Line = tuple[str, ...]
ICB, SCHOOL, SERVICES = "integrated-care-board", "virtual-school", "childrens-services"
LEAVING, REVIEWERS, POLICE = "leaving-care-service", "independent-reviewing-service", "police"
MEMBERS = "democratic-services"


class SyntheticError(CareAnalysisError):
    """A council for which no figures can be invented."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share to invent: its cohort as parts of the sizes, its level in percent, how it moves.

    `climb` is what each quarter adds, `step` what the event adds from its quarter on, in points.
    """

    id: str
    supplier: str
    care: float = 0.0
    starts: float = 0.0
    leavers: float = 0.0
    level: float = 0.0
    climb: float = 0.0
    step: float = 0.0


SHARES = (
    Share(id="initial_health_assessment_on_time", supplier=ICB, starts=0.24, level=61, climb=1.4),
    Share(id="review_health_assessments_on_time", supplier=ICB, care=0.8),
    Share(id="health_passport_given", supplier=ICB, leavers=0.045, level=72),
    Share(id="health_plan_shared", supplier=ICB, care=0.22, level=78, step=9),
    Share(id="personal_education_plan_in_date", supplier=SCHOOL, care=0.66, level=91),
    Share(id="return_interviews_on_time", supplier=POLICE, care=0.09, level=64),
    Share(id="pathway_plan_in_date", supplier=LEAVING, leavers=1.2, level=79, climb=0.5),
    Share(id="care_leavers_in_eet_today", supplier=LEAVING, leavers=1.0),
    Share(id="care_leavers_suitable_home_today", supplier=LEAVING, leavers=1.0),
    Share(id="reviews_on_time", supplier=REVIEWERS, care=0.45, level=88, step=-7),
    Share(id="took_part_in_review", supplier=REVIEWERS, care=0.36, level=93),
    Share(id="visits_on_time", supplier=SERVICES, care=1.9, level=87),
    Share(id="advocacy_taken_up", supplier=SERVICES, care=0.78, level=14, climb=0.3),
    Share(id="external_provision_at_quarter_end", supplier=SERVICES, care=0.97, step=6),
)
# What part of the year's sum has come by the end of each quarter.
SUMS = {
    "three_or_more_placements_so_far": (SERVICES, 1.0, (0.12, 0.36, 0.66, 1.0)),
    "suspended_so_far": (SCHOOL, 0.66, (0.34, 0.46, 0.74, 1.0)),
}
# Events a quarter for every thousand children in care.
RARE = {
    "permanent_exclusions": (SCHOOL, 0.9),
    "remanded_to_custody": (POLICE, 0.8),
    "unregistered_placements": (SERVICES, 1.6),
}


def write(area: Area, out: Path, first: Quarter, last: Quarter, seed: int = SEED) -> Path:
    """Write the figures of a council for a range of quarters to `out`/<slug>-synthetic.csv.

    SyntheticError where its published numbers are not known.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{area.slug}{SYNTHETIC}"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows(area, first, last, seed)])
    return path


def rows(area: Area, first: Quarter, last: Quarter, seed: int = SEED) -> list[Line]:
    """The lines of the file, in the order of `COLUMNS`: by quarter, then by indicator."""
    quarters = [first]
    while quarters[-1] < last:
        quarters.append(quarters[-1].next)
    council = Council(area=area, published=_published(area), quarters=quarters, seed=seed)
    made = [
        *council.numbers(),
        *council.averages(),
        *(row for share in SHARES for row in council.share(share)),
        *(row for id in SUMS for row in council.sum_so_far(id)),
        *(row for id in RARE for row in council.events(id)),
        *council.members_trained(),
    ]
    never, own = NEVER_SUPPLIED.get(area.slug, ""), _from_return(area, last)
    told = [r for r in made if r[0] not in {never, *own["measure"]} and r[:2] not in LATE]
    return sorted([*told, *_differing(own)], key=lambda row: (row[6], row[0], row[1]))


def _from_return(area: Area, last: Quarter) -> pd.DataFrame:
    """What the council's return gives of the quarters, so that nobody needs to type it."""
    given = quarters_of_return(area, last.last)
    return given.counts if given else pd.DataFrame(columns=list(COUNTS))


def _differing(own: pd.DataFrame) -> Iterator[Line]:
    """A figure typed although the return gives it: before some children were recorded."""
    id, quarter = DIFFERS
    of = own[(own["measure"] == id) & (own["period_end"] == pd.Timestamp(quarter.last))]
    for value in of["value"].dropna():
        yield _line(id, quarter, SERVICES, value=value - TYPED_LESS)


def _published(area: Area) -> dict[str, float]:
    """The newest published figure of each indicator that sizes or levels come from."""
    table = store.measured([area.code])
    table = table[(table["group"] == OWN) & (table["dimension"] == ALL) & (table["status"] == OK)]
    newest = table.sort_values("period_end").groupby("indicator")["value"].last()
    wanted = [CARE, STARTS, *LEAVERS, *_LEVELS.values()]
    absent = [id for id in wanted if id not in newest.index]
    if absent:
        raise SyntheticError(
            f"No figures can be invented for {area.name}: {', '.join(absent)} has never been "
            "published for it, so its size is not known."
        )
    return {id: float(newest[id]) for id in wanted}


@dataclass(frozen=True, kw_only=True)
class Council:
    """A council, its newest published figures by indicator, and the quarters to invent."""

    area: Area
    published: Mapping[str, float]
    quarters: list[Quarter]
    seed: int

    @property
    def leavers(self) -> float:
        """Care leavers aged 17 to 21."""
        return sum(self.published[id] for id in LEAVERS)

    def chance(self, what: str) -> Random:
        """Its own chance for each part, so that a change in one leaves the others as they were."""
        return Random(f"{self.seed}/{self.area.code}/{what}")

    def numbers(self) -> Iterator[Line]:
        """Children in care, those who started, and part-time timetables."""
        chance = self.chance("numbers")
        care, starts = self.published[CARE], self.published[STARTS] / 4
        for quarter in self.quarters:
            care *= 1 + chance.gauss(0, 0.012)
            started = _binomial(chance, round(starts * 2), 0.5)
            part_time = _binomial(chance, round(care * 0.66), 0.022)
            yield _line("children_in_care_at_quarter_end", quarter, SERVICES, value=round(care))
            yield _line("started_in_quarter", quarter, SERVICES, value=started)
            yield _line("part_time_timetables", quarter, SCHOOL, value=part_time)

    def averages(self) -> Iterator[Line]:
        """Care leavers for each adviser, and the wait for mental health support."""
        chance, advisers = self.chance("averages"), max(6, round(self.leavers / 23))
        helped = max(12, round(self.published[CARE] * 0.05))
        for quarter in self.quarters:
            here = round(self.leavers * (1 + chance.gauss(0, 0.02)))
            many = _binomial(chance, helped * 2, 0.5)
            days = round(chance.gauss(61, 6))
            yield _line("care_leavers_per_adviser", quarter, LEAVING, here, advisers)
            yield _line(WAIT, quarter, ICB, denominator=many, value=days)

    def share(self, share: Share) -> Iterator[Line]:
        """A share of a cohort, and a revised figure of one of them."""
        chance = self.chance(share.id)
        cohort = (
            share.care * self.published[CARE]
            + share.starts * self.published[STARTS]
            + share.leavers * self.leavers
        )
        level = share.level or self.published[_LEVELS[share.id]]
        for place, quarter in enumerate(self.quarters):
            moved = level + share.climb * place + (share.step if quarter >= EVENT else 0)
            of = max(1, round(cohort * (1 + chance.gauss(0, 0.02))))
            counted = _binomial(chance, of, min(max(moved, 1), 97) / 100)
            yield _line(share.id, quarter, share.supplier, counted, of)
            if share.id == "reviews_on_time" and quarter == REVISED:
                later = min(of, counted + max(9, round(of * 0.02)))
                again = quarter.last + timedelta(days=96)
                yield _line(share.id, quarter, share.supplier, later, of, received=again)

    def sum_so_far(self, id: str) -> Iterator[Line]:
        """A sum that grows from quarter to quarter of a year."""
        (supplier, part, shares), chance = SUMS[id], self.chance(id)
        care, starts = part * self.published[CARE], part * self.published[STARTS]
        for year in sorted({quarter.year for quarter in self.quarters}):
            total = _binomial(chance, round(care + starts), self.published[_LEVELS[id]] / 100)
            wobble = [min(1.0, share * (1 + chance.gauss(0, 0.06))) for share in shares[:3]]
            for quarter in (q for q in self.quarters if q.year == year):
                so_far = sorted([*wobble, 1.0])[quarter.number - 1]
                of = round(care + starts * quarter.number / 4)
                yield _line(id, quarter, supplier, round(total * so_far), of)

    def events(self, id: str) -> Iterator[Line]:
        """A line for each rare event, and a line with 0 for a quarter without one."""
        (supplier, rate), chance = RARE[id], self.chance(id)
        often = rate * self.published[CARE] / 1000 / 91
        day = self.quarters[0].first + timedelta(days=round(chance.expovariate(often)))
        happened = set()
        while day <= self.quarters[-1].last:
            happened.add(quarter_of(day))
            received = _received(quarter_of(day), supplier).isoformat()
            yield (id, day.isoformat(), "", "", "", supplier, received)
            day += timedelta(days=1 + round(chance.expovariate(often)))
        for quarter in self.quarters:
            if quarter not in happened:
                yield _line(id, quarter, supplier, value=0)

    def members_trained(self) -> Iterator[Line]:
        """Councillors who were trained, of all."""
        trained, chance = 34, self.chance("members")
        for quarter in self.quarters:
            trained = min(COUNCILLORS, max(25, trained + chance.randint(-1, 3)))
            yield _line("members_trained", quarter, MEMBERS, trained, COUNCILLORS)


def _line(
    id: str,
    quarter: Quarter,
    supplier: str,
    numerator: float | None = None,
    denominator: float | None = None,
    value: float | None = None,
    received: date | None = None,
) -> Line:
    given = ("" if number is None else f"{number:g}" for number in (numerator, denominator, value))
    day = (received or _received(quarter, supplier)).isoformat()
    return (id, quarter.code, *given, supplier, day)


def _received(quarter: Quarter, supplier: str) -> date:
    """Two to four weeks after the quarter, the same for all that a supplier gives."""
    return quarter.last + timedelta(days=14 + len(supplier) % 13)


def _binomial(chance: Random, n: int, p: float) -> int:
    return sum(chance.random() < p for _ in range(n))
