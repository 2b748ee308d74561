"""What is said of one figure of a strategy, and the words for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.briefing.parts import day
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.local import LocalIndicator
from analysis.measure.control_charts import assurance
from analysis.present.parts.exhibit import Exhibit
from analysis.strategy.known import agrees
from analysis.strategy.schema.plan import Target

NOT_TARGETED = "no target"
# What is said after 'at or beyond the target' and after 'short of the target', by the status.
_REACHED = {
    assurance.WILL_MEET: ", and will reliably stay so",
    assurance.MAY_OR_MAY_NOT: " now; by chance alone another figure may fall short",
    assurance.WILL_MISS: " now; it will reliably fall short again",
    assurance.CANNOT_TELL: " now; {why} to say whether it stays so",
}
_SHORT = {
    assurance.WILL_MEET: " now; it will reliably meet it again",
    assurance.MAY_OR_MAY_NOT: " now; by chance alone another figure may reach it",
    assurance.WILL_MISS: ", and will reliably miss it unless something changes",
    assurance.CANNOT_TELL: " now; {why} to say whether it will reach it",
}
CHANGING, TOO_LITTLE = "it is changing, and it is too early", "too little is known"
SHORT, REACHED, NOT_OVER, NO_FIGURE = (
    "short now",
    "reached now",
    "judged in March",
    "without a figure",
)
STANDINGS = (assurance.WILL_MISS, SHORT, REACHED, assurance.WILL_MEET, NOT_OVER, NO_FIGURE)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Where one figure stands: every field in words, empty where there is nothing to say.

    `now` is the figure with its counts, `when` its period, `beside` its comparators, `goal` its
    target, `status` one of the four of `assurance` or 'no target'; `reached` whether the newest
    figure is at or beyond the target, None where that cannot be said. `hard` says why it is hard,
    `well` what went well, `moved` how it changed, `direction` better, worse, higher, lower or
    changed where chance does not explain it; `missing` why there is no figure. `signals` are those
    of process limits; `draw` makes the chart of a local series, when it is wanted.
    """

    target: Target
    title: str
    now: str
    when: str = ""
    beside: str = ""
    goal: str = ""
    status: str = NOT_TARGETED
    reached: bool | None = None
    neutral: bool = False
    hard: str = ""
    well: str = ""
    moved: str = ""
    direction: str = ""
    missing: str = ""
    signals: tuple[str, ...] = ()
    draw: Callable[[], Exhibit] | None = field(default=None, repr=False)
    published: Indicator | None = None
    local: LocalIndicator | None = None

    @cached_property
    def chart(self) -> Exhibit | None:
        """The local series; None where there is none to show."""
        return self.draw() if self.draw else None

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return not self.missing

    @property
    def targeted(self) -> bool:
        """Whether there is a target to judge it by."""
        return self.status != NOT_TARGETED

    @property
    def standing(self) -> str:
        """One of STANDINGS, or 'no target': where the figure is now, and whether it will stay."""
        if not self.targeted:
            return NOT_TARGETED
        if not self.known:
            return NO_FIGURE
        if self.status in (assurance.WILL_MEET, assurance.WILL_MISS):
            return self.status
        return {True: REACHED, False: SHORT, None: NOT_OVER}[self.reached]


def goal_words(
    target: Target, printed: Callable[[float], str], published: float | None = None
) -> str:
    """'90% by 31 March 2020 (set by the board), from 80% on 31 March 2018 (published: 82%)'.

    `published` is the published figure of the baseline's day, named where it is another one.
    """
    if target.target is None:
        return ""
    basis = f" ({target.basis})" if target.basis else ""
    words = f"{printed(target.target.value)} by {day(target.target.on)}{basis}"
    if target.baseline is not None:
        words += f", from {printed(target.baseline.value)} on {day(target.baseline.on)}"
        if published is not None and not agrees(target.baseline.value, published):
            words += f" (published: {printed(published)})"
    return words


def by_target(goal: str, status: str, *, short: bool, changing: bool = False) -> str:
    """How a figure lies to its target now and what can be said of later, as one reason."""
    where, later = ("short of", _SHORT) if short else ("at or beyond", _REACHED)
    why = CHANGING if changing else TOO_LITTLE
    return f"{where} the target of {goal}{later.get(status, '').format(why=why)}"


def hard_and_well(figure: str, reasons: Sequence[tuple[bool, str]]) -> tuple[str, str]:
    """A figure with the reasons why it is still hard (True), and why it goes well; '' without."""
    told = [[reason for bad, reason in reasons if bad == side] for side in (True, False)]
    hard, well = (f"{figure}, {' and '.join(each)}." if each else "" for each in told)
    return hard, well
