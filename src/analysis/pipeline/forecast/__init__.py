"""The forecast: the built counts become projected rows of every authority and scenario.

A driver, as the build is: it joins the rooms that may not know each other. Project draws, the
catalogue has the assumptions, the store reads and writes. All authorities are drawn together,
since they share what the country does, and a region is a sum of draws.
"""

from analysis.pipeline.forecast.future import Future
from analysis.pipeline.forecast.inputs import Inputs, newest, read_inputs
from analysis.pipeline.forecast.scores import (
    as_first_published,
    backtest_cases,
    backtest_table,
    backtest_told,
    printed_scores,
)
from analysis.pipeline.forecast.step import forecast

__all__ = [
    "Future",
    "Inputs",
    "as_first_published",
    "backtest_cases",
    "backtest_table",
    "backtest_told",
    "forecast",
    "newest",
    "printed_scores",
    "read_inputs",
]
