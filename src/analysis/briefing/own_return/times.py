"""What the sections about time read: figures by group and by time, as sentences take them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from math import isnan, nan

import pandas as pd

from analysis.briefing.figures import Figures
from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.opening import LEFT_OUT
from analysis.briefing.parts import capital, day, prose
from analysis.catalogue.returns import stays as told
from analysis.core.shapes import ALL, NOT_AVAILABLE
from analysis.present.charts.comparison.share_rows import share_rows
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.parts.records import LeftOut
from analysis.present.words.returns.stays import Told

YEAR = 12
AGES = {label: f"aged {label.lower()}" for label in told.LABELS["age"].values()}
WORDED = {
    "age": AGES,
    "left_to": {
        "Home, as planned": "who went home as planned",
        "Home, not planned": "who went home without a plan",
        "Special guardianship": "who went to a special guardian",
        "Relatives or friends": "who went to relatives or friends",
        "Elsewhere": "who went elsewhere",
    },
    "kind": {
        "Foster care by relatives or friends": "placed first with relatives or friends",
        "Other foster care": "placed first with other foster carers",
        "Children's home": "placed first in a children's home",
        "Supported accommodation": "placed first in supported accommodation",
        "With parents": "placed first with parents",
        "Elsewhere": "placed first elsewhere",
    },
}
"""Groups by their labels, as they stand in a sentence after 'those'."""
FEW = "Too few children to tell of {}: at least 30 in a group, and six on either side of a share."
BY_CHANCE = "Of twenty groups that do not differ, one would seem to by chance."

Shown = Exhibit | Prose | LeftOut
Section = Callable[..., Shown]


def with_stays(section: Callable[..., Exhibit | Prose]) -> Section:
    """The section, or the mark that it goes where no return tells of time."""

    @wraps(section)
    def shown(figures: Figures, *args: str) -> Shown:
        if figures.own is None or figures.own.stays.empty:
            return LEFT_OUT
        return section(figures.own, *args)

    return shown


def one(own: OwnFigures, statistic: str, dimension: str, name: str, months: float) -> Told:
    """One figure; not available where the return does not have it. A time has NaN `months`."""
    label = told.LABELS.get(dimension, {}).get(name, name)
    nothing = (nan, nan, nan, nan, NOT_AVAILABLE)
    of = (statistic, dimension, name, None if isnan(months) else months)
    value, lower, upper, size, status = own.stay_of.get(of, nothing)
    return Told(
        label=label,
        months=months,
        value=value,
        lower=lower,
        upper=upper,
        size=size,
        status=status,
    )


def line(own: OwnFigures, statistic: str, dimension: str = ALL, name: str = ALL) -> list[Told]:
    """A group's shares after each time, the shortest first."""
    return [one(own, statistic, dimension, name, each) for each in told.MONTHS[statistic]]


def groups(own: OwnFigures, statistic: str, dimension: str, months: float) -> list[Told]:
    """The figure of each group of a dimension, in the order of their words."""
    return [one(own, statistic, dimension, name, months) for name in told.LABELS[dimension]]


def stage(own: OwnFigures, step: str) -> list[Told]:
    """The months until a quarter, half and three quarters had come to the end of a step."""
    return [one(own, step, "share", quarter, nan) for quarter in told.QUARTERS]


def years(own: OwnFigures, statistic: str) -> str:
    """'from 1 April 2021 to 30 September 2026'."""
    rows = own.stays[own.stays["statistic"] == statistic]
    first, last = pd.Timestamp(rows["start"].min()), pd.Timestamp(rows["end"].max())
    return f"from {day(first.date())} to {day(last.date())}"


def with_ages(shown: list[Told]) -> list[Told]:
    """Groups with their ages called so: 'Aged 1 to 4'."""
    return [replace(each, label=capital(AGES.get(each.label, each.label))) for each in shown]


def shares_by_group(
    own: OwnFigures,
    statistic: str,
    dimensions: Sequence[str],
    sooner: int,
    *,
    key: str,
    headline: str,
    nothing: tuple[str, str],
    subtitle: str,
    columns: tuple[str, str, str],
    note: str,
) -> Exhibit | Prose:
    """The share of each group after a year beside that of all; after `sooner` months in the table.

    `headline` goes on after the share of all; of `nothing`, the first is the headline where there
    is none, the second what is said where no group has a share. `columns` name the groups, the
    share after `sooner` months and that after a year.
    """
    whole = one(own, statistic, ALL, ALL, YEAR)
    shown, early = (
        [each for by in dimensions for each in groups(own, statistic, by, months)]
        for months in (YEAR, sooner)
    )
    if not any(each.known for each in shown):
        return prose(FEW.format(nothing[1]))
    labels = with_ages(shown)
    cells = ([g.label for g in labels], [g.spoken for g in early], [g.spoken for g in shown])
    return share_rows(
        key,
        labels,
        whole,
        headline=f"{whole.printed()} {headline}" if whole.known else nothing[0],
        subtitle=f"{subtitle} {years(own, statistic)}",
        table=dict(zip(columns, cells, strict=True)),
        source=own.source,
        notes=[BY_CHANCE, note],
    )
