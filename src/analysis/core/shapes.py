"""The column contracts, one for each stage; every room may import them.

A missing number stays missing and says why: `status` is never blank, `value` is a number exactly
when there is one to show, and nothing stands in for a missing value.
"""

from typing import TYPE_CHECKING

from analysis.core.errors import ShapeError

if TYPE_CHECKING:
    import pandas as pd

OK = "ok"
SUPPRESSED = "suppressed"
NOT_APPLICABLE = "not_applicable"
NOT_AVAILABLE = "not_available"
LOW = "low"
UNRELIABLE = "unreliable"
MISSING = "missing"
STATUSES = (OK, SUPPRESSED, NOT_APPLICABLE, NOT_AVAILABLE, LOW, UNRELIABLE, MISSING)

STATUS_WORDS = {
    OK: "published",
    SUPPRESSED: "suppressed to protect confidentiality",
    NOT_APPLICABLE: "not applicable",
    NOT_AVAILABLE: "not available",
    LOW: "more than zero but rounds to zero",
    UNRELIABLE: "published as unreliable and not shown",
    MISSING: "missing from the publication",
}

ALL = "all"
OWN = "self"
RETURNED = "return"  # the source of every count from a council's own return
NEIGHBOURS_2025, NEIGHBOURS_2021 = "neighbours_2025", "neighbours_2021"

# Where a figure is from, wherever published ones stand beside those of a council's own return.
ORIGIN = "origin"
PUBLISHED, OWN_RETURN, MADE_UP_RETURN = "published", "own return", "made-up return"

COUNTS = (
    "measure",
    "area",
    "period_end",
    "frequency",
    "dimension",
    "category",
    "value",
    "unit",
    "status",
    "source",
    "release",
)
COUNT_KEY = ("measure", "area", "period_end", "dimension", "category", "unit")

MEASURED_KEY = ("indicator", "area", "period_end", "dimension", "category", "group", "statistic")
LIMITS = ("lower95", "upper95", "lower998", "upper998")
MEASURED = (*MEASURED_KEY, "value", *LIMITS, "numerator", "denominator", "method", "status")

# A quantile's name has its probability: 'p025' is 0.025.
_PERCENTILES = ("025", "05", "10", "20", "25", "50", "75", "80", "90", "95", "975")
QUANTILES = {f"p{digits}": float(f"0.{digits}") for digits in _PERCENTILES}
PROJECTED_KEY = ("run", "origin", "scenario", *COUNT_KEY)
PROJECTED = (*PROJECTED_KEY, "central", *QUANTILES, "method", "status")

# How long things took, from a return: whole percentages, or months where `months` is missing.
STAYS_KEY = ("statistic", "area", "start", "end", "dimension", "category", "months")
STAYS = (*STAYS_KEY, "value", "lower95", "upper95", "size", "method", "status")

# From a return: the chance (per cent of futures) that more children than `places` need a kind of
# home at a month's end of the year to `period_end`; how forecasts of its own past did, see
# `forecast.histories.judging`.
CHANCES_KEY = ("area", "placement", "period_end", "places")
CHANCES = (*CHANCES_KEY, "chance")
JUDGED_KEY = ("area", "dimension", "category", "months", "method")
JUDGED = (
    *JUDGED_KEY,
    *("forecasts", "children", "missed", "leans", "beside", "held80", "held95"),
)

BOUNDARIES = ("area", "outline")
SUMS = ("end", "kind", "pounds")  # a council's own, by the year of a 31 March
OUTTURN, BUDGET, CONTRACTS = "outturn", "budget", "contracts"
NEIGHBOURS = ("model", "area", "rank", "neighbour", "closeness")


def origin(made_up: bool) -> str:
    """Where the figures of a return are from: a council's own records, or made up."""
    return MADE_UP_RETURN if made_up else OWN_RETURN


def check_counts(counts: "pd.DataFrame") -> "pd.DataFrame":
    """The same frame, or a ShapeError that says how it breaks the counts shape."""
    return _check(counts, "counts", COUNTS, (*COUNT_KEY, "source", "release"))


def check_measured(measured: "pd.DataFrame") -> "pd.DataFrame":
    """The same frame, or a ShapeError that says how it breaks the measured shape."""
    _check(measured, "measured", MEASURED, MEASURED_KEY)
    for lower, upper in (("lower95", "upper95"), ("lower998", "upper998")):
        outside = (measured[lower] > measured["value"]) | (measured["value"] > measured[upper])
        if outside.any():
            first = measured.loc[outside, list(MEASURED_KEY)].iloc[0].to_dict()
            raise ShapeError(f"measured: a value lies outside its {lower} to {upper}: {first}.")
        if (measured[lower].notna() & measured["value"].isna()).any():
            raise ShapeError(f"measured: {lower} is given where the value is missing.")
    return measured


def check_projected(projected: "pd.DataFrame") -> "pd.DataFrame":
    """The same frame, or a ShapeError that says how it breaks the projected shape.

    `central` is the figure to print first (the central line); the quantiles rise from p025 to
    p975 and are missing, all of them, for a figure that has no interval, such as a chance.
    """
    _check(projected, "projected", PROJECTED, PROJECTED_KEY, "central")
    spread = projected[list(QUANTILES)]
    if (spread.isna().any(axis=1) & spread.notna().any(axis=1)).any():
        raise ShapeError("projected: some quantiles of a row are missing and others are not.")
    if (spread.diff(axis=1).iloc[:, 1:] < 0).any(axis=None):
        raise ShapeError("projected: the quantiles of a row do not rise from p025 to p975.")
    return projected


def check_stays(stays: "pd.DataFrame") -> "pd.DataFrame":
    """The same frame, or a ShapeError that says how it breaks the stays shape.

    A share after so many `months` in percent, or without months; of a time, months. `size` is
    that of the group to the nearest ten.
    """
    return _check(stays, "stays", STAYS, STAYS_KEY)


def _check(
    frame: "pd.DataFrame",
    shape: str,
    columns: tuple[str, ...],
    key: tuple[str, ...],
    figure: str = "value",
) -> "pd.DataFrame":
    """The same frame; ShapeError for other columns, an unknown or lying status, or a row twice."""
    if tuple(frame.columns) != columns:
        raise ShapeError(f"{shape}: columns are {list(frame.columns)}; expected {list(columns)}.")
    unknown = set(frame["status"].dropna().unique()) - set(STATUSES)
    if unknown or frame["status"].isna().any():
        raise ShapeError(f"{shape}: status has {sorted(unknown) or 'blanks'}; use {STATUSES}.")
    lying = (frame["status"] == OK) != frame[figure].notna()
    if lying.any():
        statuses = sorted(frame.loc[lying, "status"].unique())
        raise ShapeError(
            f"{shape}: {int(lying.sum())} rows with status {statuses} contradict {figure}."
        )
    doubled = frame.duplicated([*key])
    if doubled.any():
        first = frame.loc[doubled, [*key]].iloc[0].to_dict()
        raise ShapeError(f"{shape}: {int(doubled.sum())} rows are given twice, first {first}.")
    return frame
