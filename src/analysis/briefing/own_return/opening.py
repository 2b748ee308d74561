"""Whether a page has a council's own return to tell from, and what a reader must know of it."""

from collections.abc import Callable
from functools import wraps

from analysis.briefing.figures import Figures
from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.parts import counted, prose
from analysis.present.parts.prose import Callout, Passage, Prose
from analysis.present.parts.records import LeftOut, Shown

LEFT_OUT = LeftOut("This section needs the council's own return.")


def with_return(figures: Figures) -> LeftOut | Prose:
    """Nothing where the council's own return is at hand; else the mark that the section goes."""
    return prose() if figures.own else LEFT_OUT


def from_return(tell: Callable[[Figures, OwnFigures], Shown]) -> Callable[[Figures], Shown]:
    """What is told of the council's own return; without one, the mark that the section goes."""

    @wraps(tell)
    def told(figures: Figures) -> Shown:
        return tell(figures, figures.own) if figures.own else LEFT_OUT

    return told


def say_unless_return(figures: Figures, text: str, instead: str = "") -> Passage:
    """A paragraph on the page of a council without its own return; with one, another or none."""
    return Passage([instead if figures.own else text])


def own_banner(figures: Figures) -> Callout | Prose:
    """Up to which day figures of the council's own return go, or that they are made up."""
    own = figures.own
    if own is None:
        return prose()
    if own.made_up:
        return Callout(
            title="An example: some of this is made up",
            text=f"The figures of a return to {own.to} are made up, and no child in them is real; "
            "they are marked. Published figures are real. Do not take the rest for facts.",
        )
    return Callout(
        title="With the council's own figures",
        text=f"Figures marked 'own return' are the council's own, go to {own.to} and are not "
        "published.",
        kind="information",
    )


@from_return
def say_own_return(_: Figures, own: OwnFigures) -> Prose:
    """What the return is, its last day, and whether it is made up."""
    years = counted(len(own.record["years"]), "year")
    whose = "made up as an example, and no child in them is real"
    if not own.made_up:
        whose = f"{own.area.name}'s own, and are not published"
    return prose(
        "The return of children looked after (SSDA903) gives the figures of a later day, months "
        f"before the department publishes them. Those here come from the returns of {years}, to "
        f"{own.to}. They are {whose}. They are counted by the rules of published figures, and "
        f"small numbers are {'whole' if own.whole else 'hidden'}."
    )
