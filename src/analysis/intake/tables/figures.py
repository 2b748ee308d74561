"""Wide published tables: each declared column becomes rows of counts."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.areas import areas
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.tables import places, published_file


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A column of a wide published table: what it counts, and in what unit."""

    cells: str
    measure: str
    unit: str
    dimension: str = shapes.ALL
    category: str = shapes.ALL


def figures(
    source: Source, printed: pd.DataFrame, wanted: Iterable[Figure], period_end: pd.Series
) -> pd.DataFrame:
    """The wanted columns of a wide table, one below another, in the counts shape.

    `printed` has the standard columns of DfE tables. Raises SourceError when a figure is not in
    the table, is neither a number nor a marker, or is of an authority that did not exist.
    """
    wanted = tuple(wanted)
    published_file.require(source, printed, [figure.cells for figure in wanted])
    area = places.area_codes(source, printed)
    rows = [
        published_file.counts(
            source,
            printed,
            cells=figure.cells,
            unit=figure.unit,
            measure=figure.measure,
            dimension=figure.dimension,
            category=figure.category,
            period_end=period_end,
            area=area,
        )
        for figure in wanted
    ]
    return checked(source, pd.concat(rows, ignore_index=True))


def checked(source: Source, counts: pd.DataFrame, *, on_cohort_day: bool = False) -> pd.DataFrame:
    """The counts of areas that existed at the time (`places.existing`), each given once.

    Raises SourceError that names the first figure the file gives twice.
    """
    counts = places.existing(source, counts, on_cohort_day=on_cohort_day)
    doubled = counts.duplicated(list(shapes.COUNT_KEY))
    if doubled.any():
        first = counts[doubled].iloc[0]
        raise SourceError(
            source.file,
            expected="each figure once",
            found=f"{int(doubled.sum())} twice, first {first['measure']} of "
            f"{areas()[first['area']].name} at {first['period_end']:%d %B %Y}",
            remedy=published_file.GET_IT_AGAIN,
        )
    return counts
