"""Why spending changed: the number of children, where they live, prices, and who provides homes."""

import numpy as np
import pandas as pd

from analysis.briefing.figures import source_line
from analysis.briefing.parts import once, prose
from analysis.briefing.sufficiency.cost.known import (
    EXPLAINING,
    FIRST,
    LAST,
    SPENDING,
    england_counts,
    weekly_cost,
)
from analysis.briefing.sufficiency.outlook import (
    Outlook,
)
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.catalogue.indicators import chosen
from analysis.core import paths
from analysis.forecast.cost.bridge import Explained, explained
from analysis.forecast.cost.bridge import external_shift as shift_of
from analysis.forecast.cost.price import PUBLISHED
from analysis.present.charts.forecast.waterfall import waterfall
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.homes import spending as words


def spend_bridge(here: Outlook) -> Exhibit | Prose:
    """Why spending changed from FIRST to LAST; nothing where `bridge_said` says why not."""
    found = _bridge(here)
    if found.bridge is None:
        return prose()
    source = source_line([*SPENDING, *chosen(["cla_number"])])
    years, area = (found.first, found.last), here.figures.area
    return waterfall(found.bridge, area, *years, source=source, why=found.why)


def bridge_said(here: Outlook) -> Prose:
    """Why spending changed from FIRST to LAST in sentences, or why that cannot be told."""
    found = _bridge(here)
    if found.bridge is None:
        return prose(words.no_bridge(found.first, found.last, found.why))
    change = 100 * found.bridge.change / found.bridge.start
    caution = words.returns_differ(change, found.elsewhere_percent)
    return prose(*words.bridge_said(found.bridge, found.first, found.last, found.why), caution)


def external_shift_said(here: Outlook) -> Prose:
    """What a change in the external share may have cost, at the differences assumed."""
    i = here.figures.indicator("external_provision")
    series = here.figures.series("external_provision").set_index("period_end")["value"].dropna()
    ends = [pd.Timestamp(year, 3, 31) for year in (FIRST - 1, LAST)]
    broken = any(ends[0].date() < b.on <= ends[1].date() for b in i.breaks)
    prices = [weekly_cost(here, name)[0] for name in PUBLISHED.values()]
    children = here.published.at(LAST, "cla_31_march")
    known = all(day in series.index for day in ends) and np.isfinite([*prices, children]).all()
    if broken or not known:
        why = "recording changed" if broken else "the figures it needs are not all published"
        return prose(
            "What a change in the share of children with private providers and charities cost "
            f"is not published, and cannot be reckoned here because {why}."
        )
    share0, share1 = (float(series[day]) for day in ends)
    foster = prices[1] * ASSUMPTIONS["external_difference_fostering"].value / 100
    homes = prices[0] * ASSUMPTIONS["external_difference_residential"].high / 100
    sums = [shift_of(children, share0 / 100, share1 / 100, gap) for gap in (foster, homes)]
    return prose(words.external_shift(FIRST - 1, LAST, share0, share1, *sums))


@once
def _bridge(here: Outlook) -> Explained:
    rows = pd.concat([here.counts, england_counts(paths.processed())])
    explaining = rows[rows["measure"].isin(EXPLAINING)]
    return explained(explaining, here.figures.area.code, FIRST, LAST)
