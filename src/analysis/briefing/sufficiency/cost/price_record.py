"""How well past ranges of price held what happened, over all authorities."""

from functools import cache

import numpy as np
import pandas as pd

from analysis.briefing.figures import source_line
from analysis.briefing.parts import prose, table
from analysis.briefing.sufficiency.cost.known import AHEAD
from analysis.briefing.sufficiency.outlook import (
    each_row,
    newest,
)
from analysis.catalogue.areas import ENGLAND, authorities
from analysis.catalogue.indicators import chosen
from analysis.core import store
from analysis.forecast.cost.price import PUBLISHED, backtest
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.homes import spending as words

SEED = 20261122


def price_record_said() -> Prose:
    """How well past ranges of price did some years ahead, a sentence for each service."""
    scores = _price_scores()
    at = scores[scores["horizon"] == AHEAD]
    return prose(
        *[
            words.price_record(row.service, AHEAD, row.covered_percent, row.origins)
            for row in each_row(at)
        ]
    )


def price_backtest() -> Exhibit:
    """How past price intervals did over all authorities, for the methods page."""
    rows = [
        {
            "Service": words.SERVICE_WORDS[row.service],
            "Years ahead": str(row.horizon),
            "Past years tried": str(row.origins),
            "Authorities and years scored": numbers.plain(row.scored),
            "In the 80% range": f"{numbers.plain(row.covered_percent)}%",
            "Middle too high by": f"{numbers.plain(row.bias_percent)}%",
        }
        for row in each_row(_price_scores())
    ]
    return table(
        "price-backtest",
        "How well past ranges of price held what happened",
        "Share of published weekly costs inside the 80% range that earlier years give, "
        "all authorities",
        rows,
        source=source_line(chosen(["unit_cost_residential", "unit_cost_fostering"])),
        note="Few past years can be tried, and prices rose faster after 2021-22 than before: the "
        "middle of past ranges was too low (below zero). The smallest spread that is allowed was "
        "chosen with these years known.",
    )


@cache
def _price_scores() -> pd.DataFrame:
    """The backtest of prices over all authorities, made once: it takes some seconds."""
    codes = [a.code for a in authorities()]
    counts = store.counts([*codes, ENGLAND])
    wanted = counts["measure"].isin(["unit_cost_cla", *PUBLISHED.values(), "cla_31_march"])
    return backtest(newest(counts[wanted]), codes, np.random.default_rng(SEED))
