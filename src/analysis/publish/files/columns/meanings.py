"""What the columns of the files beside a page mean, and the unit of their numbers."""

from collections.abc import Mapping

from analysis.core import internal, shapes
from analysis.publish.files.columns import named, words

OWN_RETURN, OWN_FUTURES, GAP, BACKTEST = "own return", "own futures", "gap", "backtest"
QUARTERLY, FORECAST = "quarterly figures", "forecast"
COLUMNS, FIGURES_BOOK, FORECAST_BOOK = "columns", "workbook of figures", "workbook of the forecast"
Meaning = tuple[str, str]
IN_VALUE_UNIT, IN_UNIT = "see value_unit", "see unit"
DAY = "a day: year-month-day"
_FUTURES = "of the futures that the forecast draws"
_HALF = "Half of the futures lie above it"

# The meaning of a column and the unit of its numbers, whichever file it is in.
MEANINGS: dict[str, Meaning] = {
    "area": ("Code of the area: the department's of a council, the ONS's of a region", ""),
    "indicator": ("Id of the indicator, the same in every file", ""),
    "measure": ("Id of what is forecast", ""),
    "period": ("What the figure is of, in words: a day, a year or a quarter", ""),
    "period_end": ("Last day of that period", DAY),
    "counted_from": ("First day that is counted; empty for a figure of one day", DAY),
    "dimension": ("What the figure is broken down by; all for a figure of everybody", ""),
    "category": ("Which part of the breakdown; all for everybody", ""),
    "group": ("Whose figure it is", ""),
    "statistic": ("Which figure of the group", ""),
    "value": ("The figure; empty where there is none, and status says why", IN_VALUE_UNIT),
    "lower95": ("Lower end of the 95% interval of the figure", IN_VALUE_UNIT),
    "upper95": ("Upper end of the 95% interval of the figure", IN_VALUE_UNIT),
    "lower998": ("Lower end of the 99.8% interval of the figure", IN_VALUE_UNIT),
    "upper998": ("Upper end of the 99.8% interval of the figure", IN_VALUE_UNIT),
    "numerator": ("How many are counted, where that is known", "see numerator_unit"),
    "denominator": ("Of how many, where that is known", "see denominator_unit"),
    "method": (
        "How the figure or its interval was found: as published, from counts, by Wilson's or "
        "Byar's interval; of similar authorities how many had a figure",
        "",
    ),
    "status": ("ok, or why there is no figure", ""),
    "source": ("Who gave the figure", ""),
    "release": ("Day on which the figure was received; a later one revises an earlier one", DAY),
    "made_up": ("Whether the figure is made up: yes for an example, in which no child is real", ""),
    "unit": ("What central and the percentiles count", ""),
    "run": ("Which forecast", ""),
    "scenario": ("What is supposed to change", ""),
    "central": (
        "The figure to print first: the middle of the futures, or what method says",
        IN_UNIT,
    ),
    **{
        name: (_HALF if name == "p50" else f"{100 * below:g}% {_FUTURES} lie below it", IN_UNIT)
        for name, below in shapes.QUANTILES.items()
    },
    "based_on": ("Whether the return is the council's own or made up", ""),
    internal.PROFILE: ("Who may see the file", ""),
}
MEANINGS |= {
    f"{part}{named.UNIT}": (f"What {part} counts", "")
    for part in ("value", "numerator", "denominator")
}
_PLACES = {
    "need": ("Children who will need this kind of home on 31 March", "children"),
    "usable_places": ("Places that the area's own children can live in at one time", "places"),
    "gap_children": ("Need less usable places; below zero there are places to spare", "children"),
    "gap_places": ("The gap in children divided by occupancy: places to approve", "places"),
}
_ENDS = {
    "p10": "; one of ten futures lies below it",
    "p50": "; half of the futures lie above it",
    "p80": "; eight of ten futures lie below it",
    "p90": "; nine of ten futures lie below it",
    "central": "; the figure to print first",
}
_BOOK: dict[str, Meaning] = {
    "Unit": ("What the figure of the row counts; limits are in the same unit", ""),
    "Lower limit": ("Lower end of the 95% interval", "see Unit"),
    "Upper limit": ("Upper end of the 95% interval", "see Unit"),
}
# Meanings that hold in files about one thing alone, and come before those above.
OF_FILES: dict[str, dict[str, Meaning]] = {
    QUARTERLY: {shapes.ORIGIN: ("From the council's own return, or typed by who counted", "")},
    FORECAST: {"origin": ("Last year of the figures that the forecast knows", "")},
    OWN_RETURN: {shapes.ORIGIN: ("Whether the return is the council's own or made up", "")},
    OWN_FUTURES: {"origin": ("Last day of the return from which it starts", DAY)},
    GAP: {
        "area_code": MEANINGS["area"],
        "placement_type": ("Code of the kind of home", ""),
        "year": ("Year of the 31 March", ""),
        **{
            f"{name}_{end}": (f"{meaning}{also}", unit)
            for name, (meaning, unit) in _PLACES.items()
            for end, also in _ENDS.items()
        },
        "chance_of_gap_percent": ("Futures in which need exceeds usable places", "per cent"),
        "occupancy": ("Share of places that can be lived in at one time, where stated", "share"),
        "authorities": ("Authorities in the area", "authorities"),
        "authorities_counted": ("Those of them with a figure of places", "authorities"),
        "method": ("How need is forecast", ""),
        "origin": ("Last year of the figures that the forecast knows", ""),
    },
    BACKTEST: {
        "model": ("Which forecast was tried on the past, for all authorities together", ""),
        "horizon": ("How far ahead it looked", "years"),
        "group": ("Of which children, or of which authorities", ""),
        "score": ("How it was judged", ""),
        "value": ("The score", IN_VALUE_UNIT),
        "low": ("Lower end of its 95% interval", IN_VALUE_UNIT),
        "high": ("Upper end of its 95% interval", IN_VALUE_UNIT),
        "cases": ("Forecasts that were scored", "forecasts"),
        "origins": ("Years in which they started", "years"),
        "above_zero": ("Forecasts whose outcome was above zero", "forecasts"),
    },
    COLUMNS: {
        "file": ("The file beside the page", ""),
        "column": ("The head of a column of it", ""),
        "meaning": ("What stands in the column", ""),
        "unit": ("The unit of its numbers, or the column that says it", ""),
        "values": ("The codes that may stand in it, with their words, where they are few", ""),
    },
    FIGURES_BOOK: {
        **_BOOK,
        "Indicator": ("What is counted", ""),
        "Period": ("What the figure is of: a day, a year or a school year", ""),
        "Period ending": ("Last day of that period", DAY),
        "Counted from": ("First day that is counted; [z] for a figure of one day", DAY),
        "Day": ("Last day that is counted", DAY),
        "Figure": ("The figure, or the sign for why there is none", "see Unit"),
        "Numerator": ("How many are counted, where that is known", "see Unit of numerator"),
        "Denominator": ("Of how many, where that is known", "see Unit of denominator"),
        "Unit of numerator": ("What the numerator counts", ""),
        "Unit of denominator": ("What the denominator counts", ""),
        "Similar authorities (median)": (
            "The middle one of the statistical neighbours",
            "see Unit",
        ),
        "Origin": ("Whether the return is the council's own or made up", ""),
    },
    FORECAST_BOOK: {
        **_BOOK,
        "Forecast of": ("What is forecast", ""),
        "Breakdown": ("Which part of it", ""),
        "Scenario": ("What is supposed to change", ""),
        "Year ending": ("The 31 March that the figure is of, or with which its year ends", DAY),
        "Middle": ("The figure to print first", "see Unit"),
        **{
            f"{end} {level}%": (f"{end} end: {level}% {_FUTURES} lie inside the two", "see Unit")
            for level in (80, 95)
            for end in ("Lower", "Upper")
        },
    },
}
_STATUSES = {
    **dict.fromkeys((OWN_RETURN, QUARTERLY), words.COUNTED),
    **dict.fromkeys((FORECAST, OWN_FUTURES), words.FORECAST),
    GAP: words.GAP,
}


def codes(about: str, column: str) -> Mapping[str, str]:
    """The codes that may stand in a column, with their words, where they are few."""
    known = {
        "group": {} if about == BACKTEST else words.GROUPS,
        "statistic": words.STATISTICS,
        "status": _STATUSES.get(about, words.PUBLISHED),
    }
    return known.get(column, {})


def meaning(about: str, column: str) -> Meaning:
    """The meaning of a column, and the unit of its numbers; KeyError for one without."""
    known = MEANINGS | OF_FILES.get(about, {})
    if column not in known and column.endswith(named.NAME):
        return f"The words of {column.removesuffix(named.NAME)}", ""
    return known[column]
