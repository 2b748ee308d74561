"""What if: scenarios side by side, and what they assume. They are not intervals."""

from analysis.briefing.parts import prose, table
from analysis.briefing.sufficiency.demand import AHEAD, CHILDREN, ahead
from analysis.briefing.sufficiency.outlook import AS_NOW, Outlook, forecast_source
from analysis.catalogue.assumptions import ASSUMPTIONS, Assumption
from analysis.core import store
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose

TITLES = {
    "as_now": "As now",
    "fewer_entries": "Fewer children coming into care",
    "more_in_family": "More children with family",
    "more_foster_carers": "More foster carers",
    "price_shock": "Prices rise by more than expected",
}
MEANS = {
    "fewer_entries": ("fewer_starts_percent", "{}% fewer children come into care each year"),
    "more_in_family": (
        "more_exits_to_family_percent",
        "{}% more children leave care each year for special guardianship or home",
    ),
    "more_foster_carers": (
        "homes_to_foster_percent",
        "{}% of children in children's homes live with a foster carer instead",
    ),
    "price_shock": ("price_shock_percent", "every home costs {}% more than expected"),
}
COLUMNS = {
    "All children": ("all", "all"),
    "With foster carers": ("placement", "foster"),
    "In children's homes": ("placement", "childrens_homes"),
}


def what_each_means() -> Bullets:
    """A sentence for each scenario, with the value assumed now."""
    return Bullets(points=[f"{TITLES[name]}: {size(name)}." for name in MEANS])


def size(scenario: str) -> str:
    """How large the change of a scenario is, with the value assumed now."""
    assumption, words = MEANS[scenario]
    return words.format(numbers.plain(store.forecast_record()["assumptions"][assumption]))


def scenarios(here: Outlook) -> Exhibit | Prose:
    """The middle future of each scenario three years ahead, and its difference from as now."""
    if not (total := ahead(here, CHILDREN)):
        return prose("Without a forecast the choices above cannot be reckoned here.")
    year = total[AHEAD - 1].year
    rows = [
        {"Scenario": title}
        | {name: _middle(here, scenario, *part) for name, part in COLUMNS.items()}
        for scenario, title in TITLES.items()
        if scenario != "price_shock"
    ]
    return table(
        "scenarios",
        f"What each scenario would mean by March {year}",
        f"Children in care on 31 March {year}, middle future, {here.name}; in brackets "
        "the difference from as now",
        rows,
        source=forecast_source(),
        note="A scenario follows a choice through; its size is an illustration to be changed, not "
        "a forecast of an effect. The same futures are drawn for each, so that the difference is "
        "due to the assumption alone. Higher prices change money and no child.",
    )


def _middle(here: Outlook, scenario: str, dimension: str, category: str) -> str:
    """The middle future of a figure three years ahead, and its difference from as now."""
    then, as_now = (
        round(ahead(here, CHILDREN, dimension, category, each)[AHEAD - 1].central)
        for each in (scenario, AS_NOW)
    )
    difference = f"{'+' if then > as_now else ''}{numbers.plain(then - as_now)}"
    return numbers.plain(then) + (f" ({difference})" if scenario != AS_NOW else "")


def assumptions() -> Exhibit:
    """Every assumption with its value, range, unit, price year and source."""
    rows = [
        {
            "Assumption": a.title,
            "Value": numbers.plain(a.value, _decimals(a)),
            "Range": f"{numbers.plain(a.low, _decimals(a))} to "
            f"{numbers.plain(a.high, _decimals(a))}",
            "Unit": a.unit,
            "Price year": a.price_year or "none",
            "Source": a.source if not a.note else f"{a.source.rstrip('.')}. {a.note}",
        }
        for a in ASSUMPTIONS.values()
    ]
    return table(
        "assumptions",
        "What is assumed, and where it comes from",
        "Assumptions of the forecast, the gap and the cost",
        rows,
        source="As named in each row.",
        note="Four shares of supply (places that can be lived in, our share of homes, unfilled "
        "foster places, other fostering) and the growth that carries on are drawn from their "
        "ranges in each future. Everything else stands at its value.",
        folded=True,
    )


def _decimals(assumption: Assumption) -> int:
    """The fewest decimals with which its value and both ends of its range are exact."""
    numbers_given = (assumption.value, assumption.low, assumption.high)
    return next((d for d in (0, 1) if all(n == round(n, d) for n in numbers_given)), 2)
