"""What a source is: a file that somebody published, and what the project expects to find in it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from analysis.core.errors import SourceError
from analysis.core.shapes import ALL

OGL = "Open Government Licence v3.0"
DFE = "Department for Education"
# How the department's tables name a period, the kind of area and the area.
PERIOD_AND_AREA = ("time_period", "geographic_level", "region_code", "old_la_code")
GET_IT_AGAIN = "Get the file again from the publisher and put it in place whole."
RIGHT_EDITION = "Check that this is the right edition."


@dataclass(frozen=True)
class Figure:
    """A column of a wide published table: what it counts, and in what unit."""

    cells: str
    measure: str
    unit: str
    dimension: str = ALL
    category: str = ALL


@dataclass(frozen=True, kw_only=True)
class Source:
    """One published file. `file` is its path under the folder of raw files.

    `release` is the day of publication (ISO); the newest wins where releases overlap. A
    `compilation` repeats the figures of others and only fills what no primary release carries.
    An edition is `superseded` when its figures were revised since by a release that is carried
    only through a compilation: the compilation's number then wins.
    `columns` must all be present (others may be), or all of one of `layouts`: the columns in which
    another edition prints the same table. `figures` say what columns count where each has a measure
    of its own, and not each row. `years` are the periods that must be present, no more and
    no fewer. The register (`data/raw/sources.csv`) keeps its rows and checksum.
    `data_set` is the id of the table in the public API of the department's statistics service, for
    the few that are in it. `published_as` is the name that the department gives the file, where
    `file` has another. An id is <publisher>_<edition>_<table>: what the editions of a table have in
    common is their `table`.
    """

    id: str
    file: str
    publisher: str
    title: str
    release: str
    url: str = ""
    licence: str = OGL
    encoding: str = "utf-8-sig"
    columns: tuple[str, ...] = ()
    layouts: tuple[tuple[str, ...], ...] = ()
    figures: tuple[Figure, ...] = ()
    period_column: str = "time_period"
    years: tuple[str, ...] = ()
    compilation: bool = False
    superseded: bool = False
    note: str = ""
    data_set: str = ""
    published_as: str = ""

    @property
    def table(self) -> str:
        """The id without its edition, which all editions of a table share."""
        return re.sub(r"_(19|20)\d\d_", "_", self.id, count=1)

    @property
    def declared(self) -> frozenset[str]:
        """The columns that are declared, of every layout."""
        return frozenset(self.columns).union(*self.layouts)

    def lacking(self, columns: Iterable[str]) -> tuple[str, ...]:
        """The declared columns that a table with these lacks; none where it has those of a layout.

        Of a table that fits no layout, the columns that the nearest layout lacks: the declared one
        where two are as near.
        """
        have = set(columns)
        each = ((c for c in layout if c not in have) for layout in (self.columns, *self.layouts))
        return min(map(tuple, each), key=len)


from_dfe = partial(Source, publisher=DFE)


def wide_from_dfe(figures: tuple[Figure, ...], *labels: str, **more: Any) -> Source:
    """A table of the department in which each column of figures counts a thing of its own.

    `labels` are its columns beside those of period and area; `more` are other fields of a source.
    """
    columns = (*PERIOD_AND_AREA, *labels, *(figure.cells for figure in figures))
    return from_dfe(columns=columns, figures=figures, **more)


def years(first: int, last: int) -> tuple[str, ...]:
    """The years from the first to the last, as tables print them."""
    return tuple(str(year) for year in range(first, last + 1))


def source_error(
    source: Source, expected: str, found: str, remedy: str = GET_IT_AGAIN
) -> SourceError:
    """A SourceError that names the source's file."""
    return SourceError(source.file, expected=expected, found=found, remedy=remedy)
