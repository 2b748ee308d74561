"""Where postcodes lie, from a file that the user names: nothing is downloaded.

Either the ONS Postcode Directory (columns pcds, oseast1m, osnrth1m, oslaua) or a table of the same
with columns postcode, easting, northing and la.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from analysis.core.errors import CareAnalysisError

COLUMNS = {
    "postcode": ("postcode", "pcds", "pcd", "pcd7"),
    "easting": ("easting", "oseast1m", "east1m"),
    "northing": ("northing", "osnrth1m", "north1m"),
    "la": ("la", "oslaua", "lad25cd", "lad24cd", "lad23cd"),
}


class CoordinatesError(CareAnalysisError):
    """A file of postcodes that cannot be used."""


def coordinates(path: Path) -> pd.DataFrame:
    """Easting and northing in metres and the authority's code (la) of each postcode.

    The index is the postcode in capitals without spaces. Raises CoordinatesError, which prints no
    postcode.
    """
    try:
        with pa.OSFile(str(path)) as file:
            names = csv.open_csv(file).schema.names
        kept = {_named(names, path, wanted): wanted for wanted in COLUMNS}
        options = csv.ConvertOptions(
            include_columns=list(kept), column_types=dict.fromkeys(kept, pa.string())
        )
        table = csv.read_csv(path, convert_options=options).to_pandas()
    except (OSError, pa.ArrowInvalid):
        broken = True
    else:
        broken = False
    if broken:  # the other library's text may hold a row
        raise CoordinatesError(f"{path.name} is not a table of postcodes as CSV that can be read.")
    table = table.rename(columns=kept)
    for column in ("easting", "northing"):
        table[column] = pd.to_numeric(table[column], errors="coerce")
    table = table.dropna(subset=["easting", "northing"])
    if table.empty:
        raise CoordinatesError(f"{path.name} has no postcode with an easting and a northing.")
    return (
        table.assign(postcode=plain(table["postcode"]))
        .drop_duplicates("postcode")
        .set_index("postcode")
    )


def plain(postcodes: pd.Series) -> pd.Series:
    """Postcodes in capitals without spaces."""
    return postcodes.astype("object").str.upper().str.replace(" ", "", regex=False)


def _named(names: list[str], path: Path, wanted: str) -> str:
    """The file's own name of a column."""
    known = {name.strip().casefold().lstrip("\ufeff"): name for name in names}
    for alias in COLUMNS[wanted]:
        if alias in known:
            return known[alias]
    raise CoordinatesError(
        f"{path.name}: expected a column {' or '.join(COLUMNS[wanted])}; found "
        f"{', '.join(names[:8])}."
    )
