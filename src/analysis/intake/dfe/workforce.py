"""Children's social workers of local authorities at 30 September: staff, turnover, caseload.

Full-time equivalents throughout. Two pairs of authorities return one figure for both: it is not
a figure of either, so each of the two has none.
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.sources.dfe_workforce import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.intake.tables import published_file
from analysis.intake.tables.figures import Figure, figures, read_each

JOINT_RETURNS = {"314 / 318": ("314", "318"), "940 / 941": ("940", "941")}
NONE_OF_ITS_OWN = "x"

FIGURES = (
    Figure("inpost_fte", "social_worker_fte", "fte"),
    Figure("leavers_fte", "social_worker_leavers_fte", "fte"),
    Figure("turnover_rate_fte", "social_worker_turnover", "percent"),
    Figure("agency_fte", "social_worker_agency_fte", "fte"),
    Figure("agency_rate_fte", "social_worker_agency", "percent"),
    Figure("vacancy_fte", "social_worker_vacancies_fte", "fte"),
    Figure("vacancy_rate_fte", "social_worker_vacancy", "percent"),
    Figure("cases", "social_worker_cases", "cases"),
    Figure("case_holders_fte", "social_worker_case_holders_fte", "fte"),
    Figure("caseload_fte", "social_worker_caseload", "cases_per_worker"),
    Figure("absence_rate_fte", "social_worker_absence", "percent"),
)


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of social workers at 30 September; SourceError if a file is wrong."""
    return read_each(_table, sources, raw)


def _table(source: Source, raw: Path) -> pd.DataFrame:
    printed = _part_joint_returns(published_file.read_csv(source, raw))
    september = pd.to_datetime(printed["time_period"] + "-09-30")
    return figures(source, printed, FIGURES, september)


def _part_joint_returns(printed: pd.DataFrame) -> pd.DataFrame:
    """Each joint row as one row for each of the two, saying that it has no figure of its own."""
    joint = printed["old_la_code"].isin(list(JOINT_RETURNS))
    nothing = {figure.cells: NONE_OF_ITS_OWN for figure in FIGURES}
    parted = printed[joint].assign(**nothing)
    parted["old_la_code"] = parted["old_la_code"].map(JOINT_RETURNS)
    return pd.concat([printed[~joint], parted.explode("old_la_code")], ignore_index=True)
