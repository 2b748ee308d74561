"""Sentences about time in care: how long children stay, who comes back, and how long steps take.

Shares are whole percentages and times whole months, each with its 95% interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from analysis.core.shapes import OK, SUPPRESSED
from analysis.present.parts.prose import listed

TOO_FEW, NOBODY = "too few to say", "nobody to tell of"
NUMBERS = {3: "three months", 6: "six months", 12: "a year", 24: "two years", 36: "three years"}
NUMBERS |= {60: "five years"}


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
        """'58% (56% to 59%)'."""
        return f"{self.printed()} ({self.interval()})" if self.known else missing(self.status)

    @property
    def spoken_months(self) -> str:
        """'15 months (14 to 16)'."""
        word = "month" if self.value == 1 else "months"
        return f"{self.value:.0f} {word} ({self.interval('')})" if self.known else TOO_FEW


def missing(status: str) -> str:
    """Why a share or a time is not told."""
    return TOO_FEW if status == SUPPRESSED else NOBODY


def after(months: float) -> str:
    """'a year', 'three months'."""
    return NUMBERS[int(months)]


def still_in_care(shares: Sequence[Told], half: Told) -> str:
    """How many of every hundred are still in care after each time, and when half had left."""
    known = [share for share in shares if share.known]
    if not known:
        return "Too few children came into care to say how long they stay."
    first = known[0].months
    told = [
        f"{each.value:.0f} after {after(each.months)} ({each.lower:.0f} to {each.upper:.0f})"
        for each in known
        if each.months == first or each.months >= 12
    ]
    said = f"Of every 100 children who come into care, {listed(told)} are still in care."
    if half.known:
        said += f" Half have left within {half.spoken_months}."
    return said


def longest_and_shortest(halves: Sequence[Told], of: str) -> str:
    """Which groups stay longest and shortest by when half have left; '' where too few are known.

    `of` puts a group's label into words: 'aged {} at the start'. Where the two intervals overlap,
    no group is called longer.
    """
    known = sorted((half for half in halves if half.known), key=lambda half: half.value)
    if len(known) < 2:
        return ""
    short, long = known[0], known[-1]
    if isnan(short.upper) or isnan(long.lower) or short.upper >= long.lower:
        return "Between these groups the differences in how long half of them stay could be chance."
    return (
        f"Those {of.format(long.label.lower())} stay longest: half have left within "
        f"{long.spoken_months}. Those {of.format(short.label.lower())} stay shortest: "
        f"{short.spoken_months}."
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
    half = f"; {known[6].value:.0f} of them did so within six months" if 6 in known else ""
    return f"{said}{half}."


def apart(groups: Sequence[Told], whole: Told, of: str) -> str:
    """The groups whose interval leaves out the share of all; or that none does. `of` as above."""
    known = [group for group in groups if group.known and not isnan(group.lower)]
    if not known or not whole.known:
        return ""
    more = [group for group in known if group.lower > whole.value]
    less = [group for group in known if group.upper < whole.value]
    told = [
        f"{way} of those {of.format(each.label.lower())}: {each.spoken}"
        for way, found in (("More", more), ("Fewer", less))
        for each in found
    ]
    if not told:
        return "No group differs from all children together by more than chance could explain."
    return f"Beside all children together ({whole.printed()}): {'; '.join(told)}."


def been_before(before: Told, permanence: Told, since: str) -> str:
    """How many of those who came in had been in care, or with a permanent family, before."""
    told = []
    if before.known:
        told.append(
            f"{before.spoken} had been in care before, as far as returns since {since} tell"
        )
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


def steps(halves: Sequence[tuple[str, Told]]) -> str:
    """When half came to the end of the steps that are told: a sentence each."""
    return " ".join(
        f"{said}: half within {each.spoken_months}." for said, each in halves if each.known
    )
