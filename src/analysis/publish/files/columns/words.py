"""The words that stand beside codes in the files that people open."""

from analysis.catalogue.areas import areas
from analysis.catalogue.categories import CATEGORIES
from analysis.core import shapes

GROUPS = {
    # Short, since they stand in thousands of rows of every council.
    shapes.OWN: "Own figure",
    shapes.NEIGHBOURS_2025: "Similar authorities (2025)",
    shapes.NEIGHBOURS_2021: "Similar authorities (2021)",
    "three_years": "Own figure, three years together",
    "all_pupils": "All pupils",
    "children_in_need": "Children in need",
    "child_protection": "On protection plans",
}
STATISTICS = {
    "own": "one area's figure, by its counts",
    "published": "as published",
    "lowest": "the lowest of the group",
    "highest": "the highest of the group",
    "mean": "the mean of the group",
    "median": "the median of the group",
    "pooled": "all of the group added up",
}
PUBLISHED = shapes.STATUS_WORDS
COUNTED = PUBLISHED | {
    shapes.OK: "counted",
    shapes.MISSING: "not supplied",
}
FORECAST = PUBLISHED | {
    shapes.OK: "forecast",
    shapes.NOT_AVAILABLE: "no figure to forecast from",
}
GAP = {shapes.OK: "forecast", shapes.NOT_AVAILABLE: "no supply figure, and so no gap"}
UNITS = {
    "children": "children",
    "young_people": "young people",
    "places": "places",
    "percent": "per cent",
    "gbp": "pounds",
    "gbp_per_week": "pounds a week",
    "score": "points",
}
SCENARIOS = {
    "as_now": "As now",
    "fewer_entries": "Fewer children coming into care",
    "more_in_family": "More children with family",
    "more_foster_carers": "More foster carers",
    "price_shock": "Prices rise by more than expected",
}
BREAKDOWNS = {
    **CATEGORIES,
    "all": {"all": "All"},
    "uasc": {"uasc": "Unaccompanied asylum-seeking children", "not_uasc": "All other children"},
    "service": {
        "all": "All services",
        "fostering": "Fostering",
        "residential": "Residential care",
        "other": "Other services",
    },
    "cause": {"volume": "How many children", "mix": "In which homes", "price": "At what price"},
}
DIMENSIONS = {
    "all": "All",
    "placement": "Kind of home",
    "provider": "Who provides the home",
    "locality": "In or outside the area",
    "distance": "Distance from home",
    "locality_distance": "In or outside the area, and distance from home",
    "location": "In or outside the area, and distance from home",
    "uasc": "Unaccompanied asylum-seeking children",
    "need": "Main need at the start",
    "cause": "What makes spending uncertain",
}


def area(code: str) -> str:
    """The name of an area by its code."""
    return areas()[code].name


def dimension(code: str) -> str:
    """What a figure is broken down by."""
    return DIMENSIONS.get(code, plain(code))


def category(of: str, code: str) -> str:
    """A category of a breakdown; of 'foster/own' the words of the home and of its provider."""
    known = BREAKDOWNS.get(of, {})
    if of == "provider" and "/" in code:
        kind, _, by = code.partition("/")
        return f"{category('placement', kind)}: {known.get(by, plain(by)).lower()}"
    return known.get(code, plain(code))


def unit(code: str) -> str:
    """A unit in words."""
    return UNITS.get(code, code)


def without_signs(unit: str) -> str:
    """A unit without signs, which a screen reader may not say."""
    return unit.replace("£", "pounds").replace("%", "per cent")


def plain(code: str) -> str:
    """A code that has no words of its own as words: 'others_together' is 'Others together'."""
    said = code.replace("_", " ")
    return said[:1].upper() + said[1:]
