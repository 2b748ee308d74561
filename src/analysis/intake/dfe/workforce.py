"""Children's social workers of local authorities at 30 September: staff, turnover, caseload.

Full-time equivalents throughout. Two pairs of authorities return one figure for both: it is not
a figure of either, so each of the two has none.
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.sources.dfe_workforce import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.intake.tables import published_file
from analysis.intake.tables.figures import figures, read_each

JOINT_RETURNS = {"314 / 318": ("314", "318"), "940 / 941": ("940", "941")}
NONE_OF_ITS_OWN = "x"


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of social workers at 30 September; SourceError if a file is wrong."""
    return read_each(_table, sources, raw)


def _table(source: Source, raw: Path) -> pd.DataFrame:
    printed = _part_joint_returns(
        source, published_file.read_csv(source, raw, only=source.declared)
    )
    september = pd.to_datetime(printed["time_period"].astype("str") + "-09-30")
    return figures(source, printed, source.figures, september)


def _part_joint_returns(source: Source, printed: pd.DataFrame) -> pd.DataFrame:
    """Each joint row as one row for each of the two, saying that it has no figure of its own."""
    joint = printed["old_la_code"].isin(list(JOINT_RETURNS))
    nothing = {figure.cells: NONE_OF_ITS_OWN for figure in source.figures}
    parted = printed[joint].assign(**nothing)
    parted["old_la_code"] = parted["old_la_code"].map(JOINT_RETURNS)
    return pd.concat([printed[~joint], parted.explode("old_la_code")], ignore_index=True)
