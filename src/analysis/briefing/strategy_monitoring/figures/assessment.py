"""What is said of one figure of a strategy, and the words for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analysis.briefing.parts import day
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.local import LocalIndicator
from analysis.measure.control_charts import assurance
from analysis.present.parts.exhibit import Exhibit
from analysis.strategy.known import agrees
from analysis.strategy.schema.plan import Target

NOT_TARGETED = "no target"
STATUS_WORDS = {
    assurance.WILL_MEET: "it will reliably meet it",
    assurance.MAY_OR_MAY_NOT: "it may or may not meet it",
    assurance.WILL_MISS: "it will reliably miss it",
    assurance.CANNOT_TELL: "too little is known to say whether it will",
}


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Where one figure stands: every field in words, empty where there is nothing to say.

    `now` is the figure with its counts, `when` its period, `beside` its comparators, `goal` its
    target, `status` one of the four of `measure.process.assurance` or 'no target'. `hard` says why
    it is still hard, `well` what went well, `moved` how it changed, `direction` better, worse,
    higher, lower or changed where chance does not explain it; `missing` why there is no figure.
    `signals` are those of process limits; `chart` shows a local series.
    """

    target: Target
    title: str
    now: str
    when: str = ""
    beside: str = ""
    goal: str = ""
    status: str = NOT_TARGETED
    neutral: bool = False
    hard: str = ""
    well: str = ""
    moved: str = ""
    direction: str = ""
    missing: str = ""
    signals: tuple[str, ...] = ()
    chart: Exhibit | None = field(default=None, repr=False)
    published: Indicator | None = None
    local: LocalIndicator | None = None

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return not self.missing

    @property
    def targeted(self) -> bool:
        """Whether there is a target to judge it by."""
        return self.status != NOT_TARGETED


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


def by_target(goal: str, status: str, *, short: bool) -> str:
    """How a figure lies to its target, as a reason why it is hard or goes well."""
    where = "short of" if short else "at or beyond"
    return f"{where} the target of {goal} ({STATUS_WORDS.get(status, 'no status')})"


def hard_and_well(figure: str, reasons: Sequence[tuple[bool, str]]) -> tuple[str, str]:
    """A figure with the reasons why it is still hard (True), and why it goes well; '' without."""
    told = [[reason for bad, reason in reasons if bad == side] for side in (True, False)]
    hard, well = (f"{figure}, {' and '.join(each)}." if each else "" for each in told)
    return hard, well
