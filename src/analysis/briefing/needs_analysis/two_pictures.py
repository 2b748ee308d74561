"""The two pictures of the brief: how many children are in care, and what is worst."""

from analysis.briefing.figures import Figures
from analysis.briefing.needs_analysis.charts import trend
from analysis.briefing.needs_analysis.choice import furthest
from analysis.briefing.parts import brief
from analysis.measure.notable import CONCERN
from analysis.present.parts.records import Stack

# Where nothing stands out: what members ask about care leavers.
OTHERWISE = "care_leavers_in_eet_19_21"


def two_pictures(figures: Figures) -> Stack:
    """Children in care over the years, and the first concern of the five things."""
    return Stack([brief(trend(figures, name)) for name in _drawn(figures)])


def two_pictures_in_full(figures: Figures) -> Stack:
    """The same with their tables, for the annex."""
    return Stack([trend(figures, name) for name in _drawn(figures)])


def _drawn(figures: Figures) -> tuple[str, str]:
    worst = [n.indicator.id for n in furthest(figures) if n.verdict == CONCERN]
    return "cla_number", next(iter(worst), OTHERWISE)
