"""Statistical neighbours: for each authority the ten most like it, by each of the DfE's models."""

from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import authorities
from analysis.catalogue.sources.lait import NEIGHBOURS as SOURCES
from analysis.catalogue.sources.source import Source, source_error
from analysis.core import shapes
from analysis.intake.tables import labels, places, published_file

CLOSENESS = ("extremely close", "very close", "close", "somewhat close", "not close")
CODE_COLUMNS = ("old_la_code", "LA number")


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """The models' neighbours (shapes.NEIGHBOURS) of each authority that exists now, rank 1 to 10.

    A neighbour abolished since stays in the list: it has figures up to its end. Raises
    SourceError if a file is wrong.
    """
    models = [_model(source, raw) for source in sources]
    return pd.concat(models, ignore_index=True)[list(shapes.NEIGHBOURS)]


def _model(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_csv(source, raw)
    code = next(column for column in CODE_COLUMNS if column in source.columns)
    heading = (printed[code] == "") & (printed[source.columns[1]] == "")
    printed = printed[~heading].reset_index(drop=True)
    area = places.known_areas(source, printed[code])
    ranked = [_at_rank(source, printed, area, rank) for rank in range(1, 11)]
    rows = _check(source, pd.concat(ranked, ignore_index=True))
    living = rows["area"].isin([a.code for a in authorities()])
    return rows[living].sort_values(["area", "rank"])


def _at_rank(source: Source, printed: pd.DataFrame, area: pd.Series, rank: int) -> pd.DataFrame:
    """The neighbours at one rank; how close they are stands in the column to the right."""
    names = [*printed.columns, "nothing"]
    at = next(i for i, name in enumerate(names) if name in (f"SN{rank}", f"SN_{rank}"))
    beside = names[at + 1]
    if beside not in ("SNP", f"SN_{rank}P"):
        expected = f"how close the neighbour is, to the right of '{names[at]}'"
        raise source_error(source, expected, f"'{beside}'")
    words = printed.iloc[:, at + 1].str.strip().str.lower().rename(beside)
    return pd.DataFrame(
        {
            "model": source.id,
            "area": area,
            "rank": rank,
            "neighbour": places.known_areas(source, printed.iloc[:, at]),
            "closeness": labels.named(source, words, {word: word for word in CLOSENESS}),
        }
    )


def _check(source: Source, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, if no authority is listed twice or is its own neighbour."""
    twice = rows.duplicated(["area", "rank"]) | rows.duplicated(["area", "neighbour"])
    wrong = rows[twice | (rows["area"] == rows["neighbour"])]
    if not wrong.empty:
        first = wrong.iloc[0]
        found = f"'{first['neighbour']}' at rank {first['rank']} of '{first['area']}' again"
        raise source_error(source, "ten different neighbours for each authority", found)
    return rows
