"""Children's social workers of local authorities at 30 September: staff, turnover, caseload.

Full-time equivalents throughout. Two pairs of authorities return one figure for both: it is not
a figure of either, so each of the two has none.
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.sources.dfe_workforce import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.intake.tables import published_file
from analysis.intake.tables.figures import Figure, figures

JOINT_RETURNS = {"314 / 318": ("314", "318"), "940 / 941": ("940", "941")}
NONE_OF_ITS_OWN = "x"

FIGURES = (
    Figure(cells="inpost_fte", measure="social_worker_fte", unit="fte"),
    Figure(cells="leavers_fte", measure="social_worker_leavers_fte", unit="fte"),
    Figure(cells="turnover_rate_fte", measure="social_worker_turnover", unit="percent"),
    Figure(cells="agency_fte", measure="social_worker_agency_fte", unit="fte"),
    Figure(cells="agency_rate_fte", measure="social_worker_agency", unit="percent"),
    Figure(cells="vacancy_fte", measure="social_worker_vacancies_fte", unit="fte"),
    Figure(cells="vacancy_rate_fte", measure="social_worker_vacancy", unit="percent"),
    Figure(cells="cases", measure="social_worker_cases", unit="cases"),
    Figure(cells="case_holders_fte", measure="social_worker_case_holders_fte", unit="fte"),
    Figure(cells="caseload_fte", measure="social_worker_caseload", unit="cases_per_worker"),
    Figure(cells="absence_rate_fte", measure="social_worker_absence", unit="percent"),
)


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of social workers at 30 September; SourceError if a file is wrong."""
    return shapes.check_counts(
        pd.concat([_table(source, raw) for source in sources], ignore_index=True)
    )


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
