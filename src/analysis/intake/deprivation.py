"""Deprivation: children in low-income homes (IDACI 2019) and multiple deprivation (IMD 2025).

Neither index prints a figure for regions or England. Where an index has no figure for an
authority it stays without one: an average of districts would be ours, not the publisher's.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import authorities
from analysis.catalogue.sources.mhclg import DEPRIVATION as SOURCES
from analysis.catalogue.sources.mhclg import IDACI_2019, IMD_2025
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.tables import published_file
from analysis.intake.tables.figures import checked
from analysis.intake.tables.places import gss_codes

SCORE = "IDACI - Average score"
TENTH = "IDACI - Proportion  of LSOAs in most deprived 10% nationally"
DISTRICT, COUNTY = "E07", "E10"


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of deprivation: scores, and percent of neighbourhoods.

    The period ends with the year of publication. Raises SourceError if a file is wrong.
    """
    return shapes.check_counts(
        pd.concat([_READERS[source.id](source, raw) for source in sources], ignore_index=True)
    )


def _idaci(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_csv(source, raw)
    area = gss_codes(source, printed["LAD19CD"])
    score = _counts(source, printed, SCORE, "score", "idaci_2019", area, 2019)
    tenth = _counts(source, printed, TENTH, "percent", "idaci_2019_most_deprived_tenth", area, 2019)
    for proportion in (score, tenth):
        _check_proportions(source, proportion)
    tenth["value"] = (tenth["value"] * 100).round(4)
    rows = pd.concat([score, tenth], ignore_index=True)
    return checked(source, rows)


def _imd(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_parquet(source, raw)
    printed = printed[~printed["ltla24_code"].str.startswith(DISTRICT)].reset_index(drop=True)
    scores = pd.DataFrame(
        {
            "area": gss_codes(source, printed["ltla24_code"]),
            "cells": printed["imd_average_score"].astype("str"),
        }
    )
    counties = [a.code for a in authorities() if a.gss.startswith(COUNTY)]
    scores = pd.concat([scores, pd.DataFrame({"area": counties, "cells": "x"})], ignore_index=True)
    rows = _counts(source, scores, "cells", "score", "imd_2025", scores["area"], 2025)
    return checked(source, rows)


def _counts(
    source: Source,
    printed: pd.DataFrame,
    cells: str,
    unit: str,
    measure: str,
    area: pd.Series,
    year: int,
) -> pd.DataFrame:
    ends = pd.Series(pd.Timestamp(year, 12, 31), index=printed.index)
    return published_file.counts(
        source, printed, cells=cells, unit=unit, measure=measure, period_end=ends, area=area
    )


def _check_proportions(source: Source, rows: pd.DataFrame) -> None:
    outside = ~rows["value"].dropna().between(0, 1)
    if outside.any():
        raise SourceError(
            source.file,
            expected=f"proportions from 0 to 1 for {rows['measure'].iloc[0]}",
            found=f"{rows['value'].dropna()[outside].iloc[0]:g}",
            remedy="If the publisher now prints percentages, change the reader's factor.",
        )


_READERS: dict[str, Callable[[Source, Path], pd.DataFrame]] = {
    IDACI_2019.id: _idaci,
    IMD_2025.id: _imd,
}
