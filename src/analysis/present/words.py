"""Sentences about figures, tested so that they say what the table prints: value, change, against...

Each answers plain British English that can be read aloud. See the `words_*` modules.
"""

from analysis.present.words_against import (
    against,
    caution,
    gap,
    peers,
    side,
    usable,
    which_is_good,
)
from analysis.present.words_headline import headline, headline_over_time
from analysis.present.words_implication import RECORDED, implication
from analysis.present.words_time import (
    change,
    direction,
    pooled,
    short,
    span,
    suppressed,
    value,
    when,
)

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
