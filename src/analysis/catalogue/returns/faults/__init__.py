"""What can be wrong with a return: every kind of fault, what is said of it and what would mend it.

Nothing here has room for a child's row, number, date or postcode: a fault is told by its file,
column, line and count alone, and by codes that are no person's.
"""

from analysis.catalogue.returns.faults.across import ACROSS
from analysis.catalogue.returns.faults.episodes import EPISODES
from analysis.catalogue.returns.faults.files import FILES
from analysis.catalogue.returns.faults.kind import (
    FAULT,
    LEFT_OUT,
    NOTE,
    SEVERITIES,
    STOPS,
    UNDERMINES,
    Kind,
)
from analysis.catalogue.returns.faults.text import TEXT
from analysis.catalogue.returns.faults.values import VALUES

__all__ = ["FAULT", "KINDS", "LEFT_OUT", "NOTE", "SEVERITIES", "STOPS", "UNDERMINES", "Kind"]

KINDS: dict[str, Kind] = {kind.id: kind for kind in (*FILES, *TEXT, *VALUES, *EPISODES, *ACROSS)}
"""Every kind of fault by its id."""
