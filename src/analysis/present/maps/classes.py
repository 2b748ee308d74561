"""Five shades for a map: classes that hold about a fifth of all authorities each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.catalogue.indicator import Indicator
from analysis.present import numbers

# One hue from light to dark, so that it can be told apart in grey and by colour-blind readers.
SHADES = ("#E3EDF5", "#B5CEE3", "#7FA8CC", "#3F78A8", "#12436D")
ORDINALS = ("lightest", "second lightest", "middle", "second darkest", "darkest")


@dataclass(frozen=True, kw_only=True)
class Classes:
    """Classes of figures as printed: `tops` are the highest figures of all but the last."""

    indicator: Indicator
    tops: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many classes there are: five, or fewer where many figures are equal."""
        return len(self.tops) + 1

    def of(self, value: float) -> int:
        """The class of a figure, 0 for the lowest."""
        return sum(rounded(self.indicator, value) > top for top in self.tops)

    def shade(self, number: int) -> int:
        """Which of the five shades a class has; the ends are always the lightest and darkest."""
        steps = max(self.count - 1, 1)
        return round(number * (len(SHADES) - 1) / steps)

    def labels(self) -> list[str]:
        """What each class holds, as printed: 'up to 9', '10 to 13', '22 and over'."""
        if not self.tops:
            return ["every figure"]
        step = 10.0**-self.indicator.decimals
        ends = [numbers.figure(self.indicator, top) for top in self.tops]
        starts = [numbers.figure(self.indicator, top + step) for top in self.tops]
        between = [
            start if start == end else f"{start} to {end}"
            for start, end in zip(starts[:-1], ends[1:], strict=True)
        ]
        return [f"up to {ends[0]}", *between, f"{starts[-1]} and over"]


def classes(indicator: Indicator, values: Sequence[float]) -> Classes:
    """Classes of about a fifth of all figures each, so that maps of all authorities agree."""
    known = sorted(rounded(indicator, v) for v in values if not np.isnan(v))
    if not known:
        return Classes(indicator=indicator, tops=())
    cuts = [known[max(0, -(-len(known) * fifth // 5) - 1)] for fifth in range(1, 5)]
    tops = sorted({cut for cut in cuts if cut < known[-1]})
    return Classes(indicator=indicator, tops=tuple(tops))


def rounded(indicator: Indicator, value: float) -> float:
    """A figure as printed."""
    return round(value, indicator.decimals)
