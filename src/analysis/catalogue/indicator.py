"""What an indicator is: a question, the figures that answer it, and what to beware of.

An indicator is data. A bad declaration fails when it is made, so that none reaches a page.
"""

from dataclasses import dataclass
from datetime import date

from analysis.core.shapes import ALL

HIGH, LOW, NEUTRAL = "high is good", "low is good", "neutral"
POLARITIES = (HIGH, LOW, NEUTRAL)

KINDS = {
    "number": "a count of children, homes or places",
    "rate": "a count for each 10,000 children",
    "proportion": "a share of a cohort, with its count and its cohort published",
    "percentage": "a share published without the counts behind it: no interval can be given",
    "published_rate": "a rate published without its count: no interval can be given",
    "mean": "an average published without its spread: no interval can be given",
    "money": "pounds, as returned",
    "difference": "one count less another",
    "ratio": "one published figure for each of another",
}

THEMES = {
    "A": "Demand and children in care",
    "B": "Where children live",
    "C": "Spending",
    "D": "Stability and permanence",
    "E": "Health and wellbeing",
    "F": "Education",
    "G": "Safety",
    "H": "Care leavers",
    "J": "Workforce",
    "X": "Children in the area",
}

PERIODS = {
    "31 march": "at 31 March {year}",
    "year to march": "year ending 31 March {year}",
    "school year": "school year {previous}/{short}",
    "september": "at 30 September {year}",
    "mid-year": "mid-{year}",
    "calendar year": "{year}",
}


@dataclass(frozen=True)
class Figure:
    """Where in the table of counts a number is found; several categories are added up."""

    measure: str
    unit: str = "children"
    dimension: str = ALL
    category: str | tuple[str, ...] = ALL

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories to add up."""
        return (self.category,) if isinstance(self.category, str) else self.category


@dataclass(frozen=True)
class Break:
    """A day on which a series changed its meaning: nothing is drawn or tested across it."""

    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One question about children in care or care leavers, and how published figures answer it.

    `numerator` and `denominator` are the counts behind it, `published` the figure as printed.
    `split` names a dimension whose every category gets a row. `ref` is its number in the field's
    list of indicators for children in care. `cohort` says in words who is counted; `per` what a
    rate or a ratio is scaled to; `counts_from` the first period whose printed figure the counts at
    hand stand behind, where earlier ones were rounded or have been revised since. `other_side_of`
    names the measure that this one mirrors, some being unknown: a low figure here is no strength in
    itself.
    """

    id: str
    ref: str
    title: str
    theme: str
    kind: str
    unit: str
    polarity: str
    cohort: str
    period: str
    sources: tuple[str, ...]
    definition: str
    why: str
    numerator: Figure | None = None
    denominator: Figure | None = None
    published: Figure | None = None
    per: int = 100
    decimals: int = 0
    split: str = ""
    comparators: tuple[str, ...] = ("england", "region", "neighbours")
    all_pupils: Figure | None = None
    children_in_need: Figure | None = None
    child_protection: Figure | None = None
    caveat: str = ""
    breaks: tuple[Break, ...] = ()
    pool: bool = False
    core: bool = False
    counts_from: date | None = None
    other_side_of: str = ""

    def __post_init__(self) -> None:
        """Refuse a declaration that could not be measured or read."""
        for fault in faults(self):
            raise ValueError(f"indicator {self.id}: {fault}")

    @property
    def has_interval(self) -> bool:
        """Whether the counts behind it are published, so that an interval can be worked out."""
        return self.kind in ("rate", "proportion")

    @property
    def factor(self) -> int:
        """What the quotient of its counts is multiplied by: 100 for a share, else `per`."""
        return 100 if self.kind == "proportion" else self.per

    def label(self, period_end: date) -> str:
        """The period in words: 'at 31 March 2025', 'school year 2024/25'."""
        year = period_end.year
        return PERIODS[self.period].format(year=year, previous=year - 1, short=str(year)[2:])


def faults(indicator: Indicator) -> list[str]:
    """What is wrong with a declaration, in words; empty when nothing is."""
    i = indicator
    words = {"polarity": POLARITIES, "kind": KINDS, "theme": THEMES, "period": PERIODS}
    found = [
        f"{name} '{getattr(i, name)}' is not one of {tuple(known)}"
        for name, known in words.items()
        if getattr(i, name) not in known
    ]
    if i.kind in ("rate", "proportion", "difference", "ratio") and not (
        i.numerator and i.denominator
    ):
        found.append(f"a {i.kind} needs a numerator and a denominator")
    if i.kind in ("percentage", "published_rate", "mean") and not i.published:
        found.append(f"a {i.kind} needs the published figure")
    if i.theme == "F" and i.all_pupils is None:
        found.append("an education indicator needs the figure for all pupils beside it")
    texts = ("title", "unit", "cohort", "definition", "why")
    found += [f"{name} is blank" for name in texts if not getattr(i, name).strip()]
    if not i.sources:
        found.append("no source is named")
    return found
