"""What the figures of a forecast, their units, breakdowns and scenarios are called."""

from analysis.catalogue.categories import CATEGORIES

MEASURES: dict[str, str] = {
    "cla_31_march": "Children in our care on 31 March",
    "care_leavers_17_18": "Care leavers aged 17 or 18",
    "care_leavers_19_21": "Care leavers aged 19 to 21",
    "places_needed": "Places needed",
    "places_usable": "Places that our children can use",
    "gap_places": "Places needed, less places that our children can use",
    "gap_children": "Children, less those for whom there is a place",
    "gap_chance": "Chance of needing more places than there are",
    "spend": "Spending in the financial year",
    "price": "Cost of a week",
    "saving": "Spending as now, less spending in the scenario",
    "spend_uncertainty": "Share of the uncertainty in spending",
}

UNITS: dict[str, str] = {
    "children": "children",
    "young_people": "young people",
    "places": "places",
    "percent": "per cent",
    "gbp": "pounds",
    "gbp_per_week": "pounds a week",
}

SCENARIOS: dict[str, str] = {
    "as_now": "As now",
    "fewer_entries": "Fewer children coming into care",
    "more_in_family": "More children with family",
    "more_foster_carers": "More foster carers",
    "price_shock": "Prices rise by more than expected",
}

_BREAKDOWNS: dict[str, dict[str, str]] = {
    "uasc": {"uasc": "Unaccompanied asylum-seeking children", "not_uasc": "All other children"},
    "service": {
        "all": "All services",
        "fostering": "Fostering",
        "residential": "Residential care",
        "other": "Other services",
    },
    "cause": {"volume": "How many children", "mix": "In which homes", "price": "At what price"},
}

# The sheets of a workbook: a name, a title and the measures in it.
TOPICS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Children": (
        "Children in our care and care leavers in the years to come",
        ("cla_31_march", "care_leavers_17_18", "care_leavers_19_21"),
    ),
    "Places": (
        "Places needed and places that there are",
        ("places_needed", "places_usable", "gap_places", "gap_children", "gap_chance"),
    ),
    "Money": ("Spending, prices and savings", ("spend", "price", "saving", "spend_uncertainty")),
}


def breakdown(dimension: str, category: str) -> str:
    """What a category is called; KeyError for one that is not declared."""
    if dimension == "all":
        return "All"
    return (_BREAKDOWNS.get(dimension) or CATEGORIES[dimension])[category]
