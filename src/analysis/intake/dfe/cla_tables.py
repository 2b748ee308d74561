"""How each table of the children looked after releases is read: its labels, and which rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from analysis.catalogue.sources.dfe_cla import LAYOUTS, Layout
from analysis.intake.dfe import cla_labels as children
from analysis.intake.dfe import cla_labels_leavers as leavers
from analysis.intake.dfe import cla_labels_year as year
from analysis.intake.dfe.cla_labels import Table
from analysis.intake.tables import places

Values = Mapping[str, tuple[str, ...]]
"""Printed values by column."""

LEVELS = tuple(places.LEVELS)
NEIGHBOURS = ("Statistical neighbours (median)",)
MARCH = (
    "Children looked after on 31 March each year",
    "Children looked after at 31 March each year",
)
OTHER_POPULATIONS = (
    "Children starting to be looked after each year",
    "Children ceasing to be looked after each year",
)
AGES_AT_START = ("Aged under 1", *(f"Aged {age}" for age in range(1, 7)), "Aged 7 and over")

MEANINGS: dict[str, Table] = {
    "numbers": year.POPULATIONS,
    "31_march": children.ON_31_MARCH,
    "started": children.STARTED,
    "ceased": children.CEASED,
    "sgo_adoption": year.SGO_ADOPTION,
    "placement_stability": year.STABILITY,
    "new_placements": year.NEW_PLACEMENTS,
    "school_moves": year.SCHOOL_MOVES,
    "social_workers": year.SOCIAL_WORKERS,
    "health": year.HEALTH,
    "missing": year.MISSING,
    "net_gain": year.NET_GAIN,
    "short_term": year.SHORT_TERM,
    "leavers_activity": leavers.ACTIVITY,
    "leavers_accommodation": leavers.ACCOMMODATION,
    "leavers_in_touch": leavers.IN_TOUCH,
    "leavers_activity_22_25": leavers.ACTIVITY_22_25,
    "leavers_accommodation_22_25": leavers.ACCOMMODATION,
    "leavers_in_touch_22_25": leavers.IN_TOUCH_22_25,
    "staying_put": leavers.STAYING_PUT,
    "adoption_stages": year.ADOPTION_STAGES,
    "time_series": year.TIME_SERIES,
}
# The 2022 edition's table of numbers is not carried: those who started have their total here.
OF_ONE_EDITION = {"dfe_cla_2022_started": children.STARTED_WITH_TOTAL}

# The dashboard's tables add medians of neighbours; that of 31 March repeats each row for three
# populations.
ROWS: dict[str, Values] = {
    "31_march": {"geographic_level": LEVELS, "population_count": MARCH},
    "ceased": {"geographic_level": LEVELS},
    "adoption_stages": {"age_start_poc": ("Total",)},
}
LEFT_OUT: dict[str, Values] = {
    "31_march": {"geographic_level": NEIGHBOURS, "population_count": OTHER_POPULATIONS},
    "ceased": {"geographic_level": NEIGHBOURS},
    "adoption_stages": {"age_start_poc": AGES_AT_START},
}
BEFORE = {"time_series": 2020}
"""The year from which on other files carry the newest figures of the national series."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """One way to read a file: its layout, and what its labels mean.

    `rows` are the only printed values of a column that are read, `left_out` those that are known
    and not read. `before` leaves out that year and later ones.
    """

    layout: Layout
    meanings: Table
    rows: Values = field(default_factory=dict)
    left_out: Values = field(default_factory=dict)
    before: int = 0


def forms(source: str, columns: Iterable[str]) -> tuple[Form, ...]:
    """How a source (its id) is read by the first layout whose columns are all there; a second form
    reads the population that rates divide by.
    """
    table, have = source.removeprefix("dfe_cla_").partition("_")[2], set(columns)
    form = Form(
        layout=next(each for each in LAYOUTS[table].values() if have.issuperset(each.columns)),
        meanings=OF_ONE_EDITION.get(source) or MEANINGS[table],
        rows=ROWS.get(table, {}),
        left_out=LEFT_OUT.get(table, {}),
        before=BEFORE.get(table, 0),
    )
    if not form.layout.base:
        return (form,)
    base = Layout(form.layout.labels, form.layout.base)
    return form, replace(form, layout=base, meanings=year.RATE_BASE)
