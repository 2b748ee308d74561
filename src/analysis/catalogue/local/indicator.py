"""What a local indicator is: a question that a council answers for itself each quarter."""

import math
from dataclasses import dataclass
from functools import partial

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, POLARITIES

PROPORTION, COUNT, MEAN, RARE = "proportion", "count", "mean", "rare"
KINDS = {
    PROPORTION: "a share of a cohort: numerator and denominator are given",
    COUNT: "a number of children, or of something else, on a day or in a quarter",
    MEAN: "an average, such as days: its value and the number it is of are given",
    RARE: "an event that happens fewer than five times a quarter: told by the time between",
}

MOST_WORDS = 5


@dataclass(frozen=True, kw_only=True)
class LocalIndicator:
    """One question that a council answers for itself each quarter.

    `ref` is its number in the field's list; `of` says in words what the denominator counts;
    `cumulative` is a figure that starts again at nothing each April; `beside` the id of the
    published indicator that resembles it, and `same_measure` is false where that one counts
    something else, so that it must be named; `carried_over` says that most of those counted are the
    same from one quarter to the next; `short` is a title of at most five words, for headlines,
    where `title` is longer; `about_children` is false where nobody in care is counted, so that
    nothing needs hiding. An average that is not zero lies from `least` to `most`, in its unit;
    anything else is a slip of the keys, or in another unit.
    """

    id: str
    ref: str
    title: str
    kind: str
    unit: str
    polarity: str
    of: str
    definition: str
    why: str
    cumulative: bool = False
    beside: str = ""
    differs: str = ""
    same_measure: bool = True
    short: str = ""
    about_children: bool = True
    carried_over: bool = False
    decimals: int = 0
    least: float = 0
    most: float = 0

    def __post_init__(self) -> None:
        """Refuse a declaration that could not be read."""
        if self.kind not in KINDS or self.polarity not in POLARITIES:
            raise ValueError(f"local indicator {self.id}: kind or polarity is not a known one.")
        if bool(self.beside) != bool(self.differs):
            raise ValueError(f"local indicator {self.id}: say how it differs from {self.beside}.")
        if len(self.brief.split()) > MOST_WORDS:
            raise ValueError(
                f"local indicator {self.id}: give a short title of five words at most."
            )
        if (self.kind == MEAN) is not (0 < self.least < self.most):
            raise ValueError(f"local indicator {self.id}: least and most go with averages alone.")
        if self.kind == RARE and self.cumulative:
            raise ValueError(f"local indicator {self.id}: a rare event is not told as a sum.")

    @property
    def brief(self) -> str:
        """Its title in at most five words."""
        return self.short or self.title

    @property
    def share(self) -> bool:
        """Whether its figures are percentages."""
        return self.kind == PROPORTION

    def value(self, figure: float, of: float) -> float:
        """A given figure in its unit: percent of what it is `of` for a share; NaN where unknown."""
        if not self.share:
            return figure
        return 100 * figure / of if of > 0 else math.nan

    @property
    def neutral(self) -> bool:
        """Whether neither more nor fewer is better, so that it can have no target."""
        return self.polarity == NEUTRAL


# What local indicators have in common, so that an entry says only what is its own; it may give any
# of these fields again, and its own then holds.
share = partial(LocalIndicator, kind=PROPORTION, polarity=HIGH)
number = partial(LocalIndicator, kind=COUNT, unit="children", polarity=NEUTRAL)
average = partial(LocalIndicator, kind=MEAN, polarity=LOW)
time_between = partial(LocalIndicator, kind=RARE, unit="days", polarity=LOW)
