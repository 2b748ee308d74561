"""What a kind of fault is."""

from dataclasses import dataclass

STOPS, LEFT_OUT, FAULT, NOTE = "stops", "left out", "fault", "note"
SEVERITIES = {
    STOPS: "figures would be wrong, so nothing is counted",
    LEFT_OUT: "the table of that year is left out, and what rests on it is not known",
    FAULT: "figures are right but for the children concerned",
    NOTE: "nothing is wrong, or nothing that a figure needs",
}
"""How grave a fault is, gravest first."""

MOST_UNREADABLE = 0.05
"""The share of a column's dates, or of a file's lines, that may be unreadable."""
MOST_UNKNOWN = 0.25
"""The share of a column's codes that may be unknown: more, and the columns are mixed up."""
MOST_WITHOUT_HEADER = 0.05
"""The share of the children of episodes that may be absent from the header."""

UNDERMINES = frozenset(
    {
        "column_absent",
        "table_absent",
        "dates_mostly_unreadable",
        "dates_within_twelve",
        "codes_mostly_unknown",
        "child_excel",
        "year_unlike_dates",
    }
)
"""What stops the reading and makes nearly every row disagree with others: no more is told then."""


@dataclass(frozen=True)
class Kind:
    """One kind of fault.

    `says` is what is said after file, lines and column; `{count:date is|dates are}` becomes
    '1 date is' or '43 dates are', and other names are words that the finder gives. `mend` says
    what would do. `touches` are the measures it touches; None for those of its column, or else of
    its table.
    """

    id: str
    says: str
    mend: str
    severity: str = FAULT
    touches: tuple[str, ...] | None = None
