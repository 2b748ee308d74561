"""Deprivation: children in low-income homes (IDACI 2019) and multiple deprivation (IMD 2025).

Neither index prints a figure for regions or England. Where an index has no figure for an
authority it stays without one: an average of districts would be ours, not the publisher's.
"""

from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import authorities
from analysis.catalogue.sources.mhclg import DEPRIVATION as SOURCES
from analysis.catalogue.sources.mhclg import IDACI_2019, IMD_2025
from analysis.catalogue.sources.source import Figure, Source, source_error
from analysis.intake.tables import published_file
from analysis.intake.tables.figures import figures, read_each
from analysis.intake.tables.places import gss_codes

DISTRICT, COUNTY = "E07", "E10"


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of deprivation: scores, and percent of neighbourhoods.

    The period ends with the year of publication. Raises SourceError if a file is wrong.
    """
    readers = {IDACI_2019.id: _idaci, IMD_2025.id: _imd}
    return read_each(lambda source, raw: readers[source.id](source, raw), sources, raw)


def _idaci(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_csv(source, raw)
    area = gss_codes(source, printed["LAD19CD"])
    rows = figures(source, printed, source.figures, pd.Timestamp(2019, 12, 31), area=area)
    outside = rows[rows["value"].notna() & ~rows["value"].between(0, 1)]
    if len(outside):
        expected = f"proportions from 0 to 1 for {outside['measure'].iloc[0]}"
        found = f"{outside['value'].iloc[0]:g}"
        remedy = "If the publisher now prints percentages, change the reader's factor."
        raise source_error(source, expected, found, remedy)
    percent = (rows["value"] * 100).round(4)
    return rows.assign(value=rows["value"].where(rows["unit"] != "percent", percent))


def _imd(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_parquet(source, raw)
    printed = printed[~printed["ltla24_code"].str.startswith(DISTRICT)].reset_index(drop=True)
    area = gss_codes(source, printed["ltla24_code"])
    scores = pd.DataFrame({"area": area, "score": printed["imd_average_score"].astype("str")})
    counties = [a.code for a in authorities() if a.gss.startswith(COUNTY)]
    scores = pd.concat([scores, pd.DataFrame({"area": counties, "score": "x"})], ignore_index=True)
    wanted = [Figure("score", "imd_2025", "score")]
    return figures(source, scores, wanted, pd.Timestamp(2025, 12, 31), area=scores["area"])
