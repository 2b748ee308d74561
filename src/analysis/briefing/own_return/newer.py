"""What a council's own return says that is newer than the newest published figure."""

from functools import partial

import numpy as np

from analysis.briefing.figures import Figures
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.returns.relations import since_april
from analysis.core.results import Change
from analysis.core.shapes import ALL, OK
from analysis.measure.change import Points, as_points, last_change
from analysis.present.returned import Returned
from analysis.present.words import own_return

# The newest figure of the return against the newest published one, however long ago that was.
since_published = partial(last_change, months=(0, 240))


def newer(figures: Figures, i: Indicator, category: str = ALL) -> Returned | None:
    """The figures of the council's own return that are not published yet; None where it has none."""
    own = figures.own
    return own.after(i, figures.newest.get(i.id), category) if own else None


def newer_said(figures: Figures, i: Indicator) -> list[str]:
    """The sentence about the newest figure of a day in the council's own return; none where it has
    none that is newer than those published.
    """
    ours = newer(figures, i)
    if not ours or since_april(i):
        return []
    return [own_return.newer(i, ours, beside_published(figures, i))]


def beside_published(figures: Figures, i: Indicator) -> Change:
    """The tested change from the newest published figure to the newest of the return, at 95%."""
    published = figures.points(i.id)
    return since_published(
        np.concatenate([published[published["status"] == OK][-1:], _newest(figures, i)]),
        i.kind,
        i.per if i.kind == "rate" else None,
        [b.on for b in i.breaks],
    )


def _newest(figures: Figures, i: Indicator) -> Points:
    assert figures.own
    rows = figures.own.measured
    whole = rows[(rows["indicator"] == i.id) & (rows["dimension"] == ALL)]
    days = [point.period_end for point in figures.own.series(i)]
    return as_points(whole[whole["period_end"].isin(days[-1:])])
