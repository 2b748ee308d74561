"""What a council's own return says that is newer than the newest published figure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from analysis.briefing.figures import RECORDED_BY_PROVIDER, Figures
from analysis.briefing.own.figures import OwnFigures
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.local.trusts import trust_of
from analysis.catalogue.returns.relations import since_april
from analysis.core.results import Change
from analysis.core.shapes import ALL, OK
from analysis.measure.change import Points, as_points, last_change
from analysis.present.returned import Returned
from analysis.present.words.returns import own_return

# Against the newest published figure, however long ago that was.
since_published = partial(last_change, months=(1, 240))


def newer(figures: Figures, i: Indicator, category: str = ALL) -> Returned | None:
    """The figures of the council's own return that are newer than the published ones, if any."""
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
    """The tested change from the newest published figure to the newest of the return, at 95%.

    Its verdict is 'too_few_years' where either is not known or that of the return is not newer, and
    'series_break' where a made-up return has as the council's own what is published as its trust's.
    """
    ours, published = newer(figures, i), figures.points(i.id)
    published = published[published["status"] == OK][-1:]
    if not ours or not ours.series[-1].known or not len(published):
        return Change()
    assert figures.own
    newest = as_rows(figures.own, i, [ours.series[-1].period_end])
    change = tested(since_published, i, np.concatenate([published, newest]))
    otherwise = i.id in RECORDED_BY_PROVIDER and trust_counted_otherwise(figures)
    return replace(change, verdict="series_break") if otherwise else change


def trust_counted_otherwise(figures: Figures) -> str:
    """The trust whose homes are published as a charity's; made-up returns have a council's own.

    '' where no trust runs the service, or the return is not made up.
    """
    return trust_of(figures.area) if figures.own and figures.own.made_up else ""


def as_rows(own: OwnFigures, i: Indicator, days: Sequence[pd.Timestamp]) -> Points:
    """The whole figures of a return on some days, as the tests of change take them."""
    rows = own.measured
    whole = rows[(rows["indicator"] == i.id) & (rows["dimension"] == ALL)]
    return as_points(whole[whole["period_end"].isin(days)])


def tested(test: Callable[..., Change], i: Indicator, rows: Points) -> Change:
    """The change that a test of `measure.change` finds in some figures of an indicator."""
    return test(rows, i.kind, i.per if i.kind == "rate" else None, [b.on for b in i.breaks])
