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
from analysis.intake.tables.figures import figures, read_each

FIRST_YEAR = 2015

TITLES = {
    dfe_cin.CHILDREN_IN_NEED.id: "Children in Need",
    dfe_cin.REFERRALS.id: "Referrals and Re-referrals",
    dfe_cin.FACTORS.id: "Factors identified at the end of assessment",
    dfe_cin.ENQUIRIES.id: "Section 47s and Initial Child Protection Conferences",
    dfe_cin.REPEAT_PLANS.id: "Child Protection Plans which are a second or subsequent plan",
    dfe_cin.PLANS_BY_LENGTH.id: "Child Protection Plans by length of time",
}
"""What the publisher calls each table, in its column `category`."""


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of children in need and of plans; SourceError if a file is wrong.

    `assessment_factors` counts episodes in which an assessment found the factor; its total is the
    episodes in which an assessment found any factor.
    """
    return read_each(_table, sources, raw)


def _table(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_csv(source, raw, only=source.declared)
    labels.named(source, printed["category"], {TITLES[source.id]: source.id})
    early = printed["time_period"].astype(int) < FIRST_YEAR
    register.leave_out(f"the series begins in {FIRST_YEAR} here", int(early.sum()))
    return figures(source, printed[~early], source.figures)
