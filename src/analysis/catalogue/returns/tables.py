"""The tables of the children looked after return (SSDA903), with their columns in every year.

A *collection year* is named by the year in which it ends: 2025 is 1 April 2024 to 31 March 2025.
Layouts from 2017 to 2027, as the department's guides give them and as csc-validator-be-903 0.1.17
(`lac_validator/config.py`) and liia-tools-pipeline read them.
"""

from dataclasses import dataclass
from typing import Final

from analysis.catalogue.returns import measures as touched

FIRST_YEAR, LAST_YEAR = 2017, 2027
"""The first and last collection year whose layout and codes are known."""

CHILD, TEXT, DATE, CODE, NUMBER, FLAG = "child", "text", "date", "code", "number", "flag"
"""Kinds of column. A child's number and text are kept as they are; a flag is 0 or 1."""

XML_NAMES = {"CHILDID": "CHILD", "PL": "PLACE"}
"""What the XML calls a column that a CSV calls otherwise."""
SHARED = frozenset({"CHILD", "DOB", "SEX"})
"""Columns of several tables, by which no table can be known."""
ADDED = ("YEAR", "FILE", "LINE")
"""What reading adds to every table: collection year, file and line."""


@dataclass(frozen=True)
class Column:
    """One column. `codes` names its list in `codes.LISTS`; `required` says that figures need it.

    `filled` says that every row must have a value; `least` and `most` bound a number; `touches`
    are the measures of counts.parquet that are wrong where it is, as 'measure' or
    'measure/dimension'; `without` is what a required column's absence costs, where more than that.
    """

    name: str
    kind: str
    codes: str = ""
    required: bool = True
    filled: bool = False
    least: float = 0
    most: float = 1
    touches: tuple[str, ...] = ()
    without: str = ""


@dataclass(frozen=True)
class Table:
    """One table: what it is called in messages, its columns in their order, and since when.

    `key` are the columns that tell one row from another; two rows with one key are duplicates.
    A table of `everybody` has a row for each child or care leaver that it is about: one without
    rows was not filled in.
    """

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    since: int = FIRST_YEAR
    everybody: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns, in their order."""
        return tuple(column.name for column in self.columns)

    @property
    def own(self) -> frozenset[str]:
        """The columns that no other table has, by which it is known."""
        return frozenset(self.names) - SHARED

    @property
    def dates(self) -> tuple[str, ...]:
        """The names of its dates."""
        return tuple(column.name for column in self.columns if column.kind == DATE)

    @property
    def touches(self) -> tuple[str, ...]:
        """The measures that any of its columns touches."""
        return tuple(dict.fromkeys(each for column in self.columns for each in column.touches))

    def column(self, name: str) -> Column:
        """Its column of that name; KeyError where it has none."""
        return next(column for column in self.columns if column.name == name)


def _child(touches: tuple[str, ...]) -> Column:
    return Column("CHILD", CHILD, filled=True, touches=touches)


def _born() -> Column:
    """The date of birth beside rows of a table, which repeats the header's."""
    return Column("DOB", DATE, required=False)


def _flag(name: str, *touches: str, required: bool = True) -> Column:
    return Column(name, FLAG, required=required, touches=touches)


_TABLES: Final = (
    Table(
        "header",
        "children (header)",
        ("CHILD",),
        (
            _child(touched.BY_CHILD),
            Column("SEX", CODE, "SEX", filled=True, touches=touched.BY_SEX),
            Column("DOB", DATE, filled=True, touches=touched.BY_AGE),
            Column("ETHNIC", CODE, "ETHNIC", filled=True, touches=touched.BY_ETHNICITY),
            Column("UPN", TEXT, required=False),
            _flag("MOTHER", required=False),
            Column("MC_DOB", DATE, required=False),
        ),
    ),
    Table(
        "episodes",
        "episodes",
        ("CHILD", "DECOM"),
        (
            _child(touched.EPISODES),
            Column("DECOM", DATE, filled=True, touches=touched.EPISODES),
            Column("RNE", CODE, "RNE", filled=True, touches=touched.MOVES),
            Column(
                "LS",
                CODE,
                "LS",
                filled=True,
                touches=(*touched.IN_CARE, *touched.BY_STATUS),
                without="short breaks (V3, V4) would be counted as children in care",
            ),
            Column(
                "CIN",
                CODE,
                "CIN",
                filled=True,
                touches=touched.BY_NEED,
                without="every child would seem to have no category of need",
            ),
            Column("PLACE", CODE, "PLACE", filled=True, touches=touched.BY_PLACE),
            Column("PLACE_PROVIDER", CODE, "PLACE_PROVIDER", touches=touched.BY_PROVIDER),
            Column("DEC", DATE, touches=touched.EPISODES),
            Column("REC", CODE, "REC", touches=touched.BY_REASON),
            Column(
                "REASON_PLACE_CHANGE", CODE, "REASON_PLACE_CHANGE", touches=touched.CHANGE_REASON
            ),
            Column("HOME_POST", TEXT, required=False, touches=touched.BY_DISTANCE),
            Column("PL_POST", TEXT, required=False, touches=touched.BY_DISTANCE),
            Column("URN", TEXT, required=False, touches=touched.SAME_HOME),
        ),
    ),
    Table(
        "uasc",
        "unaccompanied children (UASC)",
        ("CHILD",),
        (
            _child(touched.BY_UASC),
            Column("SEX", CODE, "SEX", required=False),
            _born(),
            Column("DUC", DATE, touches=touched.BY_UASC),
        ),
    ),
    Table(
        "reviews",
        "reviews",
        ("CHILD", "REVIEW"),
        (
            _child(touched.REVIEWS),
            _born(),
            Column("REVIEW", DATE, filled=True, touches=touched.REVIEWS),
            Column("REVIEW_CODE", CODE, "REVIEW_CODE", filled=True, touches=touched.REVIEWS),
        ),
        everybody=True,
    ),
    Table(
        "oc2",
        "health and offending (OC2)",
        ("CHILD",),
        (
            _child(touched.HEALTH),
            _born(),
            Column("SDQ_SCORE", NUMBER, most=40, touches=touched.SDQ),
            Column("SDQ_REASON", CODE, "SDQ_REASON", required=False),
            _flag("CONVICTED", "convicted"),
            _flag("HEALTH_CHECK", "development_assessment"),
            _flag("IMMUNISATIONS", "immunisations"),
            _flag("TEETH_CHECK", "dental_check"),
            _flag("HEALTH_ASSESSMENT", "health_assessment"),
            _flag("SUBSTANCE_MISUSE", *touched.SUBSTANCE),
            _flag("INTERVENTION_RECEIVED", *touched.SUBSTANCE[1:]),
            _flag("INTERVENTION_OFFERED", touched.SUBSTANCE[2]),
        ),
        everybody=True,
    ),
    Table(
        "oc3",
        "care leavers (OC3)",
        ("CHILD",),
        (
            _child(touched.LEAVERS),
            Column("DOB", DATE, filled=True, touches=touched.LEAVERS),
            Column("IN_TOUCH", CODE, "IN_TOUCH", filled=True, touches=touched.LEAVERS),
            Column("ACTIV", CODE, "ACTIV", touches=touched.LEAVERS_ACTIVITY),
            Column("ACCOM", CODE, "ACCOM", touches=touched.LEAVERS_HOMES),
        ),
        everybody=True,
    ),
    Table(
        "ad1",
        "adopted children (AD1)",
        ("CHILD",),
        (
            _child(touched.ADOPTION),
            _born(),
            Column("DATE_INT", DATE, touches=touched.ADOPTION),
            Column("DATE_MATCH", DATE, touches=touched.ADOPTION),
            _flag("FOSTER_CARE", required=False),
            Column("NB_ADOPTR", NUMBER, required=False, least=1, most=2),
            Column("SEX_ADOPTR", CODE, "SEX_ADOPTR", required=False),
            Column("LS_ADOPTR", CODE, "LS_ADOPTR", required=False),
        ),
    ),
    Table(
        "placed_adoption",
        "children who should be placed for adoption",
        ("CHILD", "DATE_PLACED"),
        (
            _child(touched.ADOPTION),
            _born(),
            Column("DATE_PLACED", DATE, touches=touched.ADOPTION),
            Column("DATE_PLACED_CEASED", DATE, touches=touched.ADOPTION),
            Column("REASON_PLACED_CEASED", CODE, "REASON_PLACED_CEASED", required=False),
        ),
    ),
    Table(
        "prev_perm",
        "previous permanence",
        ("CHILD",),
        (
            _child(touched.RETURNED),
            _born(),
            Column("PREV_PERM", CODE, "PREV_PERM", filled=True, touches=touched.RETURNED),
            Column("LA_PERM", CODE, "LA_PERM", required=False),
            Column("DATE_PERM", DATE, required=False),
        ),
    ),
    Table(
        "missing",
        "children missing or away",
        ("CHILD", "MISSING", "MIS_START"),
        (
            _child(touched.MISSING),
            _born(),
            Column("MISSING", CODE, "MISSING", filled=True, touches=touched.MISSING),
            Column("MIS_START", DATE, filled=True, touches=touched.MISSING),
            Column("MIS_END", DATE, touches=touched.MISSING),
        ),
    ),
    Table(
        "social_worker",
        "social workers",
        ("CHILD", "SW_DECOM"),
        (
            _child(touched.WORKERS),
            _born(),
            Column("SW_ID", TEXT, filled=True, touches=touched.WORKERS),
            Column("SW_DECOM", DATE, filled=True, touches=touched.WORKERS),
            Column("SW_DEC", DATE, touches=touched.WORKERS),
            Column("SW_REASON", CODE, "SW_REASON", required=False),
        ),
        since=2024,
        everybody=True,
    ),
    Table(
        "dolo",
        "deprivation of liberty orders (DoLo)",
        ("CHILD", "DOLO_START"),
        (
            _child(touched.LIBERTY),
            _born(),
            Column("DOLO_START", DATE, filled=True, touches=touched.LIBERTY),
            Column("DOLO_END", DATE, touches=touched.LIBERTY),
        ),
        since=2027,
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""The tables by name, the two that everything rests on first."""
NEEDED = ("header", "episodes")
"""Without these no figure of a year can be right."""
