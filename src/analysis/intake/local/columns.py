"""The table of a quarterly file: its columns, and that it holds sums and never a child."""

import re
from collections.abc import Iterable
from pathlib import Path

from analysis.core.errors import CareAnalysisError
from analysis.intake.local import spreadsheet
from analysis.intake.local.lines import COLUMNS
from analysis.intake.local.spreadsheet import Table

NO_FIGURES = (
    "it holds no figures: nothing stands under its header. Add a line for each indicator and "
    "quarter, or take the file away."
)
_ABOUT_A_CHILD = re.compile(
    r"(^|_)(child|upn|dob|birth|nhs|name|surname|forename|postcode|address|sex|ethnic)(_|$)"
)


class QuarterlyError(CareAnalysisError):
    """A quarterly file that cannot be used, with every fault found in `faults`."""

    def __init__(self, file: str, faults: Iterable[object]) -> None:
        self.faults = tuple(faults)
        listed = "\n".join(f"- {fault}" for fault in self.faults)
        many = f"{len(self.faults)} faults" if len(self.faults) != 1 else "a fault"
        super().__init__(f"{file} has {many}:\n{listed}")


def table_of(path: Path) -> Table:
    """The table of a file with the columns that it must have, and at least one line under them.

    QuarterlyError for anything else, first of all for records of single children.
    """
    file, first = path.name, f"its first line is {','.join(COLUMNS)}."
    try:
        table = spreadsheet.table(spreadsheet.text_of(path.read_bytes()), COLUMNS)
        if not table.names:
            holds = "it holds blank lines and nothing else" if table.blank else "it is empty"
            raise QuarterlyError(file, [f"{holds}; {first}"])
        _check_private(file, table)
        if not {*table.names} & {*COLUMNS}:
            raise QuarterlyError(file, [f"line {table.header} is no header; {first}"])
        table = spreadsheet.without_blank_columns(table)
    except spreadsheet.HandmadeError as fault:
        raise QuarterlyError(file, [f"{file} {fault}"]) from None
    _check_columns(file, table)
    if not table.lines:
        raise QuarterlyError(file, [NO_FIGURES])
    return table


def _check_private(file: str, table: Table) -> None:
    private = list(filter(_ABOUT_A_CHILD.search, table.names))
    if private:
        looks = f"the column {private[0]} looks like records of single children"
        remedy = "This file holds sums only; remove the records from this folder and give the sums."
        raise QuarterlyError(file, [f"line {table.header}: {looks}. {remedy}"])


def _check_columns(file: str, table: Table) -> None:
    at, names = f"line {table.header}", table.names
    absent = [f"{at}: there is no column '{c}'; add it." for c in COLUMNS if c not in names]
    other = [f"{at}: the column '{n}' is not known; remove it." for n in names if n not in COLUMNS]
    doubled = [f"{at}: the column '{n}' is there twice." for n in COLUMNS if names.count(n) > 1]
    if absent or other or doubled:
        raise QuarterlyError(file, [*absent, *other, *doubled])
