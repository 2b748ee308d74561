"""Sentences about figures, tested so that they say what the table prints: value, change, against...

Each answers plain British English that can be read aloud. See the `words_*` modules.
"""

from analysis.present.words.changes import (
    change,
    direction,
    pooled,
    short,
    span,
    suppressed,
    value,
    when,
)
from analysis.present.words.comparisons import (
    against,
    caution,
    gap,
    peers,
    side,
    usable,
    which_is_good,
)
from analysis.present.words.headlines import headline, headline_over_time
from analysis.present.words.implications import RECORDED, implication

__all__ = [
    "RECORDED",
    "against",
    "caution",
    "change",
    "direction",
    "gap",
    "headline",
    "headline_over_time",
    "implication",
    "peers",
    "pooled",
    "short",
    "side",
    "span",
    "suppressed",
    "usable",
    "value",
    "when",
    "which_is_good",
]
