"""What may change who comes into care, and when: stories on which a forecast can be tried."""

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A story of entries and stays; its days are counted from an origin, and may be before it.

    `alone` is the share of families that are one child alone (UASC), `growth` the growth of all
    entries a year; from the day `since` on there are `entries` times as many, and of what is left
    of a stay `stays` is left. From the first to the second day of `wave`, `times` as many children
    come alone.
    """

    says: str
    alone: float = 0.2
    growth: float = 0.0
    since: float = inf
    entries: float = 1.0
    stays: float = 1.0
    wave: tuple[int, int] = (0, 0)
    times: float = 1.0


SCENARIOS = {
    "steady": Scenario(says="nothing changes, and the share who come alone neither"),
    "growing": Scenario(says="entries grow by 6% a year all along", growth=0.06),
    "policy": Scenario(
        says="a year before the origin entries fall by a fifth and stays shorten by a fifth",
        since=-365,
        entries=0.8,
        stays=0.8,
    ),
    "wave": Scenario(
        says="four times as many come alone for 18 months, until three months before the origin",
        alone=0.06,
        wave=(-639, -90),
        times=4.0,
    ),
}
