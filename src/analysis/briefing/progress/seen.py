"""Which sections which reader gets."""

from analysis.briefing.progress.opening import Progress
from analysis.errors import UnknownNameError
from analysis.parameters import VIEWS
from analysis.present.prose import Prose
from analysis.present.records import LeftOut


def seen_in(there: Progress, *views: str) -> LeftOut | Prose:
    """Nothing where this section belongs to the page's view; else the mark that it is left out."""
    for view in views:
        if view not in VIEWS:
            raise UnknownNameError("view", view, VIEWS)
    if there.view in views:
        return Prose([])
    return LeftOut(f"This section is left out of the page for {there.seen_by}.")
