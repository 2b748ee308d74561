"""What a source is: a file that somebody published, and what the project expects to find in it."""

from dataclasses import dataclass

OGL = "Open Government Licence v3.0"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One published file. `file` is its path under the folder of raw files.

    `release` is the day of publication (ISO); the newest wins where releases overlap. A
    `compilation` repeats the figures of others and only fills what no primary release carries.
    An edition is `superseded` when its figures were revised since by a release that is carried
    only through a compilation: the compilation's number then wins.
    `columns` must all be present (others may be); `years` are the periods that must be present,
    no more and no fewer. The register (`data/raw/sources.csv`) keeps its rows and checksum.
    `data_set` is the id of the data set in the department's statistics service (EES) that brings
    its next releases, where it is known; `care-analysis fetch` looks for it otherwise.
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
    period_column: str = "time_period"
    years: tuple[str, ...] = ()
    compilation: bool = False
    superseded: bool = False
    note: str = ""
    data_set: str = ""
