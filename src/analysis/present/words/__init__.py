"""Sentences about figures, tested so that they say what the table prints: change, against...

Each answers plain British English that can be read aloud. See the modules of this room.
"""

from analysis.present.words.changes import change, pooled, short, suppressed, when
from analysis.present.words.comparisons import against, gap, peers, side
from analysis.present.words.implications import RECORDED, implication
from analysis.present.words.shapes import with_the_years_between

__all__ = [
    "RECORDED",
    "against",
    "change",
    "gap",
    "implication",
    "peers",
    "pooled",
    "short",
    "side",
    "suppressed",
    "when",
    "with_the_years_between",
]
