"""Theme J: the social workers on whom everything else depends."""

from analysis.catalogue.indicator import LOW, Figure, Indicator

WORKERS = "Child and family social workers of the authority, in full-time equivalents"


def _workforce(
    name: str, ref: str, title: str, measure: str, unit: str, definition: str, why: str
) -> Indicator:
    return Indicator(
        id=name,
        ref=ref,
        title=title,
        theme="J",
        kind="percentage",
        decimals=1,
        unit=unit,
        polarity=LOW,
        cohort=WORKERS,
        period="september",
        sources=("workforce",),
        published=Figure(measure, "percent"),
        definition=definition,
        why=why,
        caveat="Full-time equivalents are not counts of people, so no interval is given.",
    )


INDICATORS = (
    _workforce(
        "social_worker_turnover",
        "J01",
        "Social workers who left in the year",
        "social_worker_turnover",
        "% of social workers",
        "Social workers who left in the year to 30 September as a share of those in post.",
        "Each one who leaves is a person that children have to say goodbye to.",
    ),
    _workforce(
        "social_worker_agency",
        "J02",
        "Social workers from agencies",
        "social_worker_agency",
        "% of social workers, agency workers included",
        "Agency social workers as a share of agency workers and those in post on 30 September.",
        "Agency workers cost more and stay less long.",
    ),
    _workforce(
        "social_worker_vacancy",
        "J03",
        "Social worker posts that are vacant",
        "social_worker_vacancy",
        "% of posts",
        "Vacancies as a share of vacancies and social workers in post on 30 September.",
        "Vacant posts mean more children for each worker.",
    ),
    _workforce(
        "social_worker_absence",
        "J01",
        "Working days that social workers lost to sickness",
        "social_worker_absence",
        "% of working days",
        "Working days lost to sickness in the year to 30 September.",
        "It can be a sign of strain.",
    ),
    Indicator(
        id="social_worker_caseload",
        ref="J04",
        title="Children for each social worker",
        theme="J",
        kind="mean",
        decimals=1,
        unit="cases for each social worker",
        polarity=LOW,
        cohort="Social workers who hold cases, agency workers included, in full-time equivalents",
        period="september",
        sources=("workforce",),
        published=Figure("social_worker_caseload", "cases_per_worker"),
        definition="Cases held on 30 September for each full-time equivalent social worker who "
        "held any.",
        why="A worker with fewer children knows each of them better.",
        caveat="Only the average is published, so no interval can be given.",
    ),
)
