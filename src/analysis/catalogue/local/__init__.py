"""What councils count for themselves every quarter, which nobody publishes for an authority.

A local figure is a snapshot or a flow of a quarter, and is never mixed with the yearly published
one that it resembles: `beside` names that one and `differs` says how the two differ.
"""

from analysis.catalogue.local.care import CARE, SAFETY, VOICE
from analysis.catalogue.local.indicator import COUNT, KINDS, MEAN, PROPORTION, RARE, LocalIndicator
from analysis.catalogue.local.outcomes import CARE_LEAVERS, EDUCATION, HEALTH
from analysis.core.errors import UnknownNameError

__all__ = [
    "COUNT",
    "CUMULATIVE",
    "KINDS",
    "LOCAL",
    "MEAN",
    "MEANS",
    "NOT_ABOUT_CHILDREN",
    "PROPORTION",
    "RARE",
    "LocalIndicator",
    "local",
]

_EVERY = (*CARE, *HEALTH, *EDUCATION, *SAFETY, *CARE_LEAVERS, *VOICE)
LOCAL: dict[str, LocalIndicator] = {each.id: each for each in _EVERY}
CUMULATIVE = frozenset(i.id for i in LOCAL.values() if i.cumulative)
MEANS = frozenset(i.id for i in LOCAL.values() if i.kind == MEAN)
NOT_ABOUT_CHILDREN = frozenset(i.id for i in LOCAL.values() if not i.about_children)


def local(name: str) -> LocalIndicator:
    """The local indicator with this id; UnknownNameError suggests others."""
    if name not in LOCAL:
        raise UnknownNameError(
            "local indicator", name, LOCAL, "docs/strategy-file.md lists them all."
        )
    return LOCAL[name]
