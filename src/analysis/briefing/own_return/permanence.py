"""How long the steps to a permanent family took."""

from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.times import FEW, stage, with_stays, years
from analysis.briefing.parts import prose
from analysis.catalogue.returns import stays as told
from analysis.present.charts.time.stages import stages
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.returns import stays as words

HALVES = {
    "Half of the placement orders came within {} of coming into care.": "to_placement_order",
    "Half were adopted within {} of moving in with adopters.": "placed_to_adopted",
    "Half of those adopted were adopted within {} of coming into care.": "to_adopted",
    "Half of those with a special guardian left care within {}.": "to_special_guardianship",
}
STEPS = (
    "Steps up to a match, and those that begin with the start of care, are of children who came to "
    "their end; from a placement order or from moving in with adopters, of all for whom that came."
)


@with_stays
def say_permanence(own: OwnFigures) -> Prose:
    """How long half of the children waited at the main steps to a permanent family."""
    said = words.steps({each: stage(own, step)[1] for each, step in HALVES.items()})
    return prose(said or "Too few children came to a permanent family to say how long it took.")


@with_stays
def permanence_steps(own: OwnFigures) -> Exhibit | Prose:
    """How long each step to a permanent family took."""
    steps = {label: stage(own, step) for step, label in told.STAGES.items()}
    if not any(each.known for times in steps.values() for each in times):
        return prose(FEW.format("any step"))
    half = stage(own, "to_adopted")[1]
    return stages(
        "permanence-steps",
        steps,
        headline=f"Half of those adopted were adopted within {half.value:.0f} months of coming in"
        if half.known
        else "How long the steps to a permanent family took",
        subtitle=f"Months from step to step, {own.area.name}, {years(own, 'to_adopted')}",
        source=own.source,
        notes=[STEPS],
    )
