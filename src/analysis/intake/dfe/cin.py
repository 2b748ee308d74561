"""Children in need, referrals, assessments, enquiries into harm, and child protection plans.

National and regional counts are published to the nearest 10. Series begin in 2015 here (factors
in 2018, as published).
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.sources import dfe_cin
from analysis.catalogue.sources.dfe_cin import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.intake.tables import labels, published_file, register
from analysis.intake.tables.figures import Figure, figures, read_each

FIRST_YEAR = 2015

# The publisher's column for each factor: one assessment can have several. Codes that were split
# or retired in 2021 (physical and sexual abuse with no perpetrator given) are left out.
FACTOR_COLUMNS = {
    "Alcohol_Misuse_child": "alcohol_misuse_child",
    "Alcohol_Misuse_parent": "alcohol_misuse_parent",
    "Drug_Misuse_child": "drug_misuse_child",
    "Drug_Misuse_parent": "drug_misuse_parent",
    "Domestic_Abuse_child": "domestic_abuse_child",
    "Domestic_Abuse_parent": "domestic_abuse_parent",
    "Mental_Health_child": "mental_health_child",
    "Mental_Health_parent": "mental_health_parent",
    "Learning_Disability_child": "learning_disability_child",
    "Learning_Disability_parent": "learning_disability_parent",
    "Physical_Disability_child": "physical_disability_child",
    "Physical_Disability_parent": "physical_disability_parent",
    "Young_Carer": "young_carer",
    "Unaccompanied_asylum_seeker": "unaccompanied_asylum_seeker",
    "Going_missing": "going_missing",
    "Child_sexual_exploitation": "child_sexual_exploitation",
    "Child_criminal_exploitation": "child_criminal_exploitation",
    "Trafficking": "trafficking",
    "Gangs": "gangs",
    "Socially_unacceptable_behaviour": "socially_unacceptable_behaviour",
    "Self_harm": "self_harm",
    "Neglect": "neglect",
    "Emotional_Abuse": "emotional_abuse",
    "Physical_Abuse_adult_on_child": "physical_abuse_by_adult",
    "Physical_Abuse_child_on_child": "physical_abuse_by_child",
    "Sexual_Abuse_adult_on_child": "sexual_abuse_by_adult",
    "Sexual_Abuse_child_on_child": "sexual_abuse_by_child",
}

# Working days from the section 47 enquiry to the initial child protection conference.
CONFERENCE_DAYS = {
    "0-10": "up_to_10",
    "11-15": "11_to_15",
    "16-20": "16_to_20",
    "21+": "21_and_over",
}

_BY_FACTOR = ("assessment_factors", "episodes", "factor")
_BY_DAYS = ("protection_conferences", "conferences", "working_days")


def _table_of(title: str, *figures: Figure) -> tuple[str, tuple[Figure, ...]]:
    """What the publisher calls a table, and its figures."""
    return title, figures


TABLES = {
    dfe_cin.CHILDREN_IN_NEED.id: _table_of(
        "Children in Need",
        Figure("At31_episodes", "cin_31_march", "children"),
        Figure("Anypoint_child", "cin_any_time", "children"),
    ),
    dfe_cin.REFERRALS.id: _table_of(
        "Referrals and Re-referrals",
        Figure("referral_count", "referrals", "referrals"),
        Figure("rereferral_count", "rereferrals", "referrals"),
        Figure("rereferral_percent", "rereferrals", "percent"),
    ),
    dfe_cin.FACTORS.id: _table_of(
        "Factors identified at the end of assessment",
        Figure("Episodes_with_assessment_factor", "assessment_factors", "episodes"),
        *(Figure(column, *_BY_FACTOR, factor) for column, factor in FACTOR_COLUMNS.items()),
    ),
    dfe_cin.ENQUIRIES.id: _table_of(
        "Section 47s and Initial Child Protection Conferences",
        Figure("Section47", "section_47", "enquiries"),
        Figure("ICPC", "protection_conferences", "conferences"),
        *(Figure(f"Duration_{d}_days", *_BY_DAYS, named) for d, named in CONFERENCE_DAYS.items()),
    ),
    dfe_cin.REPEAT_PLANS.id: _table_of(
        "Child Protection Plans which are a second or subsequent plan",
        Figure("CPP_start", "cpp_started", "children"),
        Figure("CPP_subsequent", "cpp_repeat", "children"),
        Figure("CPP_subsequent_percent", "cpp_repeat", "percent"),
    ),
    dfe_cin.PLANS_BY_LENGTH.id: _table_of(
        "Child Protection Plans by length of time",
        Figure("CPP_At31", "cpp_31_march", "children"),
        Figure("2_years_or_more", "cpp_two_years_plus", "children"),
        Figure("2_years_or_more_percent", "cpp_two_years_plus", "percent"),
    ),
}


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of children in need and of plans; SourceError if a file is wrong.

    `assessment_factors` counts episodes in which an assessment found the factor; its total is the
    episodes in which an assessment found any factor.
    """
    return read_each(_table, sources, raw)


def _table(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_csv(source, raw)
    title, wanted = TABLES[source.id]
    labels.named(source, printed["category"], {title: source.id})
    early = printed["time_period"].astype(int) < FIRST_YEAR
    register.leave_out(f"the series begins in {FIRST_YEAR} here", int(early.sum()))
    return figures(source, printed[~early], wanted)
