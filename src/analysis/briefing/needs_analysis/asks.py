"""What members could ask, and what the findings say for priorities: a line for each finding."""

from analysis.briefing.figures import Figures
from analysis.briefing.needs_analysis.choice import furthest, largest_change, worsened
from analysis.briefing.parts import bullets
from analysis.catalogue.indicator import NEUTRAL, THEMES, Indicator
from analysis.catalogue.indicators import INDICATORS, chosen
from analysis.catalogue.local.sections import SECTIONS
from analysis.measure.notable import CONCERN, STATISTICS, STRENGTH, placed
from analysis.present import numbers
from analysis.present.parts.prose import Bullets, Prose

MOST, LINES = 3, 5
FAR = 2.0  # halves of the range of similar authorities: as far from their median as they lie apart
MENDING = "What is being done, who leads it, and when will the figures show it?"
KEEPING = "What do we do that works, and is it so for every group of children?"
FINDING_OUT = "It cannot be tested: which children is it about, and what lies behind it?"
STANDING_QUESTIONS = (
    "What did children in care and care leavers themselves say this year, and what did we change?",
    "Which children are missing from these figures because the numbers are small, and how are "
    "they doing?",
    "Which of our homes are far from where children come from, and what would bring them nearer?",
)


def questions(figures: Figures) -> Bullets:
    """Three questions that members could ask, built from what stands out.

    A fourth is of what is far worse than in every similar authority but cannot be tested.
    """
    found = furthest(figures)
    asked = [_asked(figures, n.indicator, MENDING) for n in found if n.verdict == CONCERN]
    asked += [_asked(figures, n.indicator, KEEPING) for n in found if n.verdict == STRENGTH]
    asked = [*asked, *STANDING_QUESTIONS][:MOST]
    if gap := untestable_gap(figures):
        asked.append(_asked(figures, gap, FINDING_OUT))
    return Bullets(points=asked, lead="Questions that members could ask")


def untestable_gap(figures: Figures) -> Indicator | None:
    """What lies furthest on the side that nobody wants of what cannot be tested, if it is far.

    Of the measures of the front page: beyond every similar authority, and as far from their median
    as these lie from one another.
    """
    found = []
    for i in chosen([name for section in SECTIONS.values() for name in section.measures]):
        own = figures.here(i.id)
        others = {each: figures.similar(i.id, each).number() for each in STATISTICS}
        if i.polarity == NEUTRAL or not own.known or own.has_interval:
            continue
        if others["lowest"] < others["highest"]:
            n = placed(i, own.row, others)
            if n.verdict == CONCERN and n.beyond and abs(n.distance) >= FAR:
                found.append(n)
    return max(found, key=lambda n: abs(n.distance)).indicator if found else None


def for_priorities(figures: Figures) -> Bullets | Prose:
    """What the findings say for a strategy's priorities: to improve, find out, plan for or keep."""
    found = furthest(figures)
    lines = [_line(figures, "To improve", n.indicator) for n in found if n.verdict == CONCERN]
    if gap := untestable_gap(figures):
        lines.append(_line(figures, "To find out", gap))
    lines += [_line(figures, "To keep", n.indicator) for n in found if n.verdict == STRENGTH]
    core = [i for i in INDICATORS.values() if i.core and i not in [n.indicator for n in found]]
    if moved := largest_change(figures, core):
        i = moved.indicator
        what = "To improve" if worsened(figures, i) else "To keep"
        lines.append(_line(figures, "To plan for" if i.polarity == NEUTRAL else what, i))
    return bullets(
        lines[:LINES],
        nothing="No published figure stands out here; children's own words and the council's "
        "records say more.",
    )


def _line(figures: Figures, what: str, i: Indicator) -> str:
    return f"{what} ({THEMES[i.theme].lower()}): {_here_and_there(figures, i)}."


def _asked(figures: Figures, i: Indicator, question: str) -> str:
    return f"{_here_and_there(figures, i)}. {question}"


def _here_and_there(figures: Figures, i: Indicator) -> str:
    own, similar = figures.here(i.id), figures.similar(i.id)
    there = f", {numbers.figure(i, similar.number(), average=True)} in similar authorities"
    return f"{i.title}: {own.printed} here{there if similar.known else ''}"
