"""Theme J: the social workers on whom everything else depends."""

from functools import partial

from analysis.catalogue.indicator import LOW, Figure, Indicator
from analysis.catalogue.indicators.families import ONLY_THE_AVERAGE

_workforce = partial(
    Indicator,
    theme="J",
    kind="percentage",
    decimals=1,
    polarity=LOW,
    cohort="Child and family social workers of the authority, in full-time equivalents",
    period="september",
    sources=("workforce",),
    caveat="Full-time equivalents are not counts of people, so no interval is given.",
)

INDICATORS = (
    _workforce(
        id="social_worker_turnover",
        ref="J01",
        title="Social workers who left in the year",
        unit="% of social workers",
        published=Figure("social_worker_turnover", "percent"),
        definition="Social workers who left in the year to 30 September as a share of those in "
        "post.",
        why="Each one who leaves is a person that children have to say goodbye to.",
    ),
    _workforce(
        id="social_worker_agency",
        ref="J02",
        title="Social workers from agencies",
        unit="% of social workers, agency workers included",
        published=Figure("social_worker_agency", "percent"),
        definition="Agency social workers as a share of agency workers and those in post on 30 "
        "September.",
        why="Agency workers cost more and stay less long.",
    ),
    _workforce(
        id="social_worker_vacancy",
        ref="J03",
        title="Social worker posts that are vacant",
        unit="% of posts",
        published=Figure("social_worker_vacancy", "percent"),
        definition="Vacancies as a share of vacancies and social workers in post on 30 September.",
        why="Vacant posts mean more children for each worker.",
    ),
    _workforce(
        id="social_worker_absence",
        ref="J01",
        title="Working days that social workers lost to sickness",
        unit="% of working days",
        published=Figure("social_worker_absence", "percent"),
        definition="Working days lost to sickness in the year to 30 September.",
        why="It can be a sign of strain.",
    ),
    _workforce(
        id="social_worker_caseload",
        ref="J04",
        title="Children for each social worker",
        kind="mean",
        unit="cases for each social worker",
        cohort="Social workers who hold cases, agency workers included, in full-time equivalents",
        published=Figure("social_worker_caseload", "cases_per_worker"),
        definition="Cases held on 30 September for each full-time equivalent social worker who "
        "held any.",
        why="A worker with fewer children knows each of them better.",
        caveat=f"{ONLY_THE_AVERAGE}.",
    ),
)
