"""Sentences about time in care: how long children stay, who comes back, and how long steps take.

Shares are whole percentages and times whole months, each with its 95% interval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from analysis.core.shapes import OK, SUPPRESSED
from analysis.present.parts.prose import listed

TOO_FEW, NOBODY = "too few to say", "nobody to tell of"
NUMBERS = {3: "three months", 6: "six months", 12: "a year", 24: "two years", 36: "three years"}
NUMBERS |= {60: "five years"}
SAID = (12, 24, 60)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One figure about time: a share in percent, or a time in months; else the `status` says why.

    `label` names the group; `months` after how many, NaN for a time; `size` of the group, in tens.
    """

    label: str
    months: float
    value: float
    lower: float
    upper: float
    size: float
    status: str

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.status == OK

    def printed(self, unit: str = "%") -> str:
        """'58%', or the words for a missing one."""
        return f"{self.value:.0f}{unit}" if self.known else missing(self.status)

    def interval(self, unit: str = "%") -> str:
        """'56% to 59%'; 'no interval' where it has none."""
        if not self.known:
            return missing(self.status)
        if isnan(self.lower):
            return "no interval"
        upper = "not reached" if isnan(self.upper) else f"{self.upper:.0f}{unit}"
        return f"{self.lower:.0f}{unit} to {upper}"

    @property
    def spoken(self) -> str:
        """'58% (56 to 59)'."""
        if not self.known or isnan(self.lower):
            return self.printed()
        return f"{self.printed()} ({self.interval('')})"

    @property
    def spoken_months(self) -> str:
        """'15 months (14 to 16)'."""
        if not self.known:
            return missing(self.status)
        exact = self.lower == self.upper
        within = "to the month" if exact else self.interval("")
        return f"{self.value:.0f} {'month' if self.value == 1 else 'months'} ({within})"


def missing(status: str) -> str:
    """Why a share or a time is not told."""
    return TOO_FEW if status == SUPPRESSED else NOBODY


def after(months: float) -> str:
    """'a year', 'three months'."""
    return NUMBERS[int(months)]


def still_in_care(shares: Sequence[Told], half: Told) -> str:
    """How many of every hundred are still in care after one, two and five years, or at the first
    time that is told, and when half had left.
    """
    known = [share for share in shares if share.known]
    if not known:
        return "Too few children came into care to say how long they stay."
    first, *more = [each for each in known if each.months in SAID] or known[:1]
    told = [
        f"{first.value:.0f} are still in care after {after(first.months)} "
        f"(95% interval {first.interval('')})",
        *(f"{each.value:.0f} after {after(each.months)} ({each.interval('')})" for each in more),
    ]
    said = f"Of every 100 children who come into care, {listed(told)}."
    return f"{said} Half have left within {half.spoken_months}." if half.known else said


def longest_and_shortest(halves: Sequence[Told], of: Mapping[str, str]) -> str:
    """Which groups stay longest and shortest by when half have left; '' where too few are known.

    `of` has a group by its label as it stands after 'those'. Where the two intervals overlap, no
    group is called longer.
    """
    known = sorted((half for half in halves if half.known), key=lambda half: half.value)
    if len(known) < 2:
        return ""
    short, long = known[0], known[-1]
    if isnan(short.upper) or isnan(long.lower) or short.upper >= long.lower:
        return "Between these groups the differences in how long half of them stay could be chance."
    return (
        f"Those {of[long.label]} stay longest: half have left within {long.spoken_months}. "
        f"Those {of[short.label]} stay shortest: {short.spoken_months}."
    )


def came_back(within: Sequence[Told]) -> str:
    """How many of those who left came back."""
    known = {each.months: each for each in within if each.known}
    if 12 not in known:
        return "Too few children left care, or came back, to say how many return."
    year = known[12]
    said = (
        f"Of every 100 children who left care and could come back, {year.value:.0f} came back "
        f"within a year (95% interval {year.lower:.0f} to {year.upper:.0f})"
    )
    sooner = known.get(6)
    half = f", and {sooner.value:.0f} within six months ({sooner.interval('')})" if sooner else ""
    return f"{said}{half}."


def apart(groups: Sequence[Told], whole: Told, of: Mapping[str, str]) -> str:
    """The groups whose interval leaves out the share of all; or that none does. `of` as above."""
    known = [group for group in groups if group.known and not isnan(group.lower)]
    if not known or not whole.known:
        return ""
    more = [group for group in known if group.lower > whole.value]
    less = [group for group in known if group.upper < whole.value]
    if not more and not less:
        return "No group differs from all children together by more than chance could explain."
    return " ".join(
        f"{way} than among all children ({whole.printed()}): "
        f"{listed([f'{each.spoken} of those {of[each.label]}' for each in found])}."
        for way, found in (("More", more), ("Fewer", less))
        if found
    )


def been_before(before: Told, permanence: Told, since: str) -> str:
    """How many of those who came in had been in care, or with a permanent family, before."""
    told = []
    if before.known:
        told.append(f"{before.spoken} had been in care before (returns reach back to {since})")
    if permanence.known:
        told.append(
            f"{permanence.spoken} had once left care for adoption, special guardianship or a child "
            "arrangements order"
        )
    return f"Of children who came into care, {listed(told)}." if told else ""


def same_home(shares: Sequence[Told]) -> str:
    """How many are still in their first home."""
    known = [share for share in shares if share.known]
    if not known:
        return "Too few children came into care to say how long they stay in the first home."
    told = listed([f"{each.spoken} after {after(each.months)}" for each in known])
    return f"Of children who stay in care, {told} are still in their first home."


def steps(halves: Mapping[str, Told]) -> str:
    """When half came to the end of the steps that are told: each sentence with '{}' for a time."""
    return " ".join(said.format(half.spoken_months) for said, half in halves.items() if half.known)
