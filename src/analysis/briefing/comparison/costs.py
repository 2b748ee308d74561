"""What a week of care costs in each authority, and why the figures hardly compare."""

from analysis.briefing.comparison.opening import Together
from analysis.briefing.parts import prose
from analysis.catalogue.indicators import indicator
from analysis.present import numbers
from analysis.present.charts.comparison.authorities import Panel, beside_one_another
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

COSTS = {
    "unit_cost_cla": "A child in care, a week",
    "unit_cost_fostering": "Fostering, a child a week",
    "unit_cost_residential": "Residential care, a child a week",
}
RESIDENTIAL = "unit_cost_residential"


def unit_costs(together: Together) -> Exhibit:
    """Pounds a week for a child in care, in fostering and in residential care."""
    panels = [
        Panel(
            indicator=indicator(name),
            title=title,
            figures=together.figures(name),
            lines={"England": together.england(name)}
            if together.england(name) == together.england(name)
            else {},
        )
        for name, title in COSTS.items()
    ]
    return beside_one_another(
        "unit-costs",
        panels,
        together.names,
        headline=_headline(together),
        subtitle=f"Pounds a week, {indicator(RESIDENTIAL).label(together.day(RESIDENTIAL))}.",
        alt=f"Dots for {len(together.members)} authorities by name in 3 panels. "
        f"{_headline(together)}.",
        source=together.source(*COSTS),
        notes=["No interval: spending is returned whole, and has no counts behind it."],
    )


def say_unit_costs(together: Together) -> Prose:
    """The caution that belongs before the picture."""
    return prose(
        "Councils record overheads, transport and joint funding differently. A difference here is "
        "a question about the return first, and about the price second."
    )


def _headline(together: Together) -> str:
    known = [p.value for p in together.known(RESIDENTIAL).values()]
    if len(known) < 2:
        return "Too few authorities have a published unit cost to compare"
    i = indicator(RESIDENTIAL)
    low, high = (numbers.figure(i, f(known)) for f in (min, max))
    return f"Residential care is recorded at {low} to {high} a week"
