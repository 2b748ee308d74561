"""A scenario told of an authority: how likely a family is to come on a day, and how long for."""

from dataclasses import dataclass
from datetime import date
from math import exp

from analysis.core.errors import CareAnalysisError
from analysis.pipeline.synthetic_return.draw import YEAR
from analysis.pipeline.synthetic_return.rates import coming
from analysis.pipeline.synthetic_return.rates.scenarios import SCENARIOS


class ScenarioError(CareAnalysisError):
    """A scenario that cannot be told."""


class Story:
    """What is usual: children come as `rates.coming` has it, at every time alike."""

    def alone(self, on: date) -> float:
        """The share of families that are one child alone, of those who might come on a day."""
        since = on.year >= coming.ALONE_RISE
        return coming.ALONE_SINCE if since else coming.ALONE_BEFORE

    def weight(self, day: int, last: int, *, alone: bool) -> float:
        """How likely a family is to come on a day, over the most likely one up to the last day."""
        return 1.0

    def end(self, start: int, end: int) -> int:
        """When a stay ends that usually ends on a day."""
        return end


@dataclass(frozen=True)
class Told(Story):
    """The scenario of a name about an origin, an ordinal. Raises ScenarioError for another name."""

    name: str
    origin: int

    def __post_init__(self) -> None:
        """Refuse a name that there is not."""
        if self.name not in SCENARIOS:
            raise ScenarioError(
                f"No scenario is called '{self.name}'; there are {', '.join(SCENARIOS)}."
            )

    def alone(self, on: date) -> float:
        """The same share at all times."""
        return SCENARIOS[self.name].alone

    def weight(self, day: int, last: int, *, alone: bool) -> float:
        """By growth up to the last day, by the change, and in the wave of those who come alone."""
        it = SCENARIOS[self.name]
        first, until = it.wave
        wave = alone and first <= day - self.origin < until
        changed = it.entries if day - self.origin >= it.since else 1.0
        return exp(it.growth * (day - last) / YEAR) * changed * (1.0 if wave else 1 / it.times)

    def end(self, start: int, end: int) -> int:
        """Sooner where stays shorten, by what is left of them then."""
        it = SCENARIOS[self.name]
        since = max(start, self.origin + it.since)
        return int(since + max(1, round((end - since) * it.stays))) if end > since else end
