"""Whether a page has a council's own return to tell from, and what a reader must know of it."""

from analysis.briefing.figures import Figures
from analysis.briefing.parts import prose
from analysis.present.parts.prose import Prose
from analysis.present.parts.records import LeftOut


def with_return(figures: Figures) -> LeftOut | Prose:
    """Nothing where the council's own return is at hand; else the mark that the section goes."""
    return prose() if figures.own else LeftOut("This section needs the council's own return.")
