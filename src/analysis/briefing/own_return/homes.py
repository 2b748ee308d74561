"""Homes by age, from the council's own return: who provides them, and of what kind they are."""

from analysis.briefing.figures import Figures
from analysis.briefing.own_return.groups import NO_FIGURES, groups_of
from analysis.briefing.parts import prose, table
from analysis.catalogue.returns.groups.measures import OWN_MEASURES
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

TABLES = {
    "placement": (
        "Kinds of home by age",
        {
            "in_foster": "With foster carers",
            "in_childrens_homes": "Children's or secure homes",
            "in_supported": "Supported accommodation",
            "in_elsewhere": "Elsewhere",
        },
        "Elsewhere: with parents or adopters, in residential schools and other homes, together "
        "since they are few.",
    ),
    "provider": (
        "Who provides homes by age",
        {
            "by_own": "The council itself",
            "by_private": "Private providers",
            "by_voluntary": "Charities",
            "by_others": "Others",
        },
        "Others: parents, other councils, other public bodies and not reported, together since "
        "they are few.",
    ),
}


def homes_by_age(figures: Figures, dimension: str) -> Exhibit | Prose:
    """The share of each age by 'placement' (kind of home) or 'provider', with its 95% interval."""
    if figures.own is None:
        return prose()
    headline, names, note = TABLES[dimension]
    cells: dict[str, dict[str, str]] = {}
    for name, label in names.items():
        for group in groups_of(figures.own, OWN_MEASURES[name])[1]:
            aged = f"Aged {group.label[0].lower()}{group.label[1:]}"
            row = cells.setdefault(aged, {"Age": aged})
            row[label] = f"{group.printed} ({group.interval})" if group.shown else group.printed
    if not cells:
        return prose(f"{headline}: {NO_FIGURES}")
    return table(
        f"own-{dimension}-by-age",
        headline,
        f"% of the children of each age, and its 95% interval. {figures.area.name}, "
        f"{figures.own.to}.",
        list(cells.values()),
        source=figures.own.source,
        note=note,
    )


def schooling_unknown(figures: Figures) -> Prose:
    """That the return cannot tell of schooling by group; nothing where there is no return."""
    if figures.own is None:
        return prose()
    return prose(
        "How groups of children in care do at school the return cannot say: of schooling it has "
        "only each pupil's number, and the virtual school's records would have to be joined to it."
    )
