"""What a page says and shows of groups, from the counts of an invented return."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.figures import Figures
from analysis.briefing.own.figures import OwnFigures
from analysis.catalogue.areas import area
from analysis.catalogue.returns.groups import counted as by
from analysis.core import returned, shapes
from analysis.measure.indicators import measure
from analysis.pipeline.returns.measuring import of_groups
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

PLACE = area("Bradford")
MARCH, NOW = pd.Timestamp(2026, 3, 31), pd.Timestamp(2026, 9, 30)
ALL = (shapes.ALL, shapes.ALL)
COUNTS = {  # of children whose teeth were checked, and of the cohort
    ALL: (700, 1000),
    ("sex", "female"): (350, 500),
    ("sex", "male"): (350, 500),
    ("age", "10_to_15"): (300, 350),
    ("age", "16_and_over"): (150, 300),
    ("ethnicity", "black"): (None, 40),
    ("ethnicity", "asian"): (6, 8),
    ("uasc", "uasc"): (20, 100),
    ("uasc", "not_uasc"): (680, 900),
}
HOMES = {ALL: (100, 300), ("age", "5_to_9"): (0, 100), ("age", "16_and_over"): (100, 200)}


def counts_of(
    name: str, of: str, counts: dict, day: pd.Timestamp = MARCH, unit: str = "children"
) -> pd.DataFrame:
    rows = [
        (measure_name, *group, value)
        for group, pair in counts.items()
        for measure_name, value in zip((name, of), pair, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["measure", "dimension", "category", "value"])
    hidden = frame["value"].isna()
    return frame.assign(
        area=PLACE.code,
        period_end=day,
        frequency="annual",
        value=frame["value"].astype(float),
        unit=unit,
        status=hidden.map({True: shapes.SUPPRESSED, False: shapes.OK}),
        source="return",
        release="2026-09-30",
    )[list(shapes.COUNTS)]


@pytest.fixture(scope="module")
def here() -> Figures:
    """An authority with these figures of its own."""
    part = {
        ("participation", "spoke"): (90, 0),
        ("participation", "no_views"): (10, 0),
    }
    reviews = counts_of(by.TOOK_PART, "none", {ALL: (100, 0)} | part, unit="reviews")
    counts = pd.concat(
        [
            counts_of("dental_check", "cla_12_months", COUNTS),
            counts_of(by.BY_PROVIDER["private"], "cla_31_march", HOMES, NOW),
            reviews,
        ],
        ignore_index=True,
    )
    record = {returned.SYNTHETIC: True}
    measured = measure(counts, of_groups(counts))
    none = pd.DataFrame(columns=list(shapes.STAYS))
    own = OwnFigures(PLACE, date(2026, 9, 30), measured, counts, none, record)
    opened = briefing.open_figures(PLACE.code, "2026-11-22")
    return replace(opened, own=own)


def told(shown: object) -> str:
    return shown._repr_html_()


def test_a_group_that_does_worse_is_told_with_its_interval_and_the_others(here: Figures) -> None:
    said = told(briefing.say_groups(here))
    assert (
        "20% of unaccompanied children had their teeth checked by a dentist in the year (95% "
        "interval 13% to 29%); of all others 76%." in said
    )
    assert "50% of children aged 16 or 17" in said
    assert said.index("Worse than the other children") < said.index("aged 16 or 17")
    assert said.index("Better than the other children") < said.index("86% of children aged 10")


def test_of_two_groups_that_mirror_each_other_one_is_told(here: Figures) -> None:
    assert "all other children had" not in told(briefing.say_groups(here))


def test_groups_alike_hidden_or_of_few_are_not_named(here: Figures) -> None:
    said = told(briefing.say_groups(here))
    assert "girls" not in said and "Black" not in said and "Asian" not in said
    assert "From a made-up return to 30 September 2026; no child in it is real." in said
    assert "6 groups were set beside all the others; 3 are named" in said


def test_a_chart_names_every_group_and_why_it_is_not_shown(here: Figures) -> None:
    shown = briefing.by_group(here, "dental_check")
    assert isinstance(shown, Exhibit)
    assert shown.svg is not None
    table = shown.table.set_index("Group")
    assert table.loc["All", "Share"] == "70%"
    assert table.loc["By ethnic group: Black, Caribbean or African", "Share"] == "suppressed"
    assert table.loc["By ethnic group: Asian or Asian British", "Share"] == "under 10"
    assert table.loc["By age: 16 or 17", "Beside the others"] == "lower"
    assert "suppressed to protect confidentiality or under 10 children" in shown.note
    assert "year to 31 March 2026" in shown.subtitle
    assert "no child in it is real" in shown.source
    assert "Unaccompanied children 20%, lower" in shown.alt


def test_a_measure_of_the_day_says_the_day(here: Figures) -> None:
    shown = briefing.by_group(here, "by_private")
    assert isinstance(shown, Exhibit)
    assert "on 30 September 2026" in shown.subtitle


def test_what_happened_to_none_is_marked_and_not_told(here: Figures) -> None:
    said = told(briefing.say_homes_by_age(here))
    assert "50% of children aged 16 or 17 lived in homes of private providers" in said
    assert "aged 5 to 9" not in said


def test_a_table_of_homes_has_a_row_for_each_age(here: Figures) -> None:
    shown = briefing.homes_by_age(here, "provider")
    assert isinstance(shown, Exhibit)
    assert [*shown.table["Age"]] == ["Aged 5 to 9", "Aged 16 or 17"]
    assert [*shown.table["Private providers"]] == ["0% (0% to 4%)", "50% (43% to 57%)"]


def test_how_children_took_part(here: Figures) -> None:
    shown = briefing.took_part(here)
    assert isinstance(shown, Exhibit)
    assert "most often came and spoke, 90%" in shown.headline


def test_a_measure_that_the_return_lacks_is_said_to_be_lacking(here: Figures) -> None:
    shown = briefing.by_group(here, "missing")
    assert isinstance(shown, Prose)
    assert "Missing in the year: not shown by group: too few children" in told(shown)
    assert here.own
    none = replace(here, own=replace(here.own, measured=here.own.measured.iloc[:0]))
    assert "No groups are told apart here: fewer than 150" in told(briefing.say_groups(none))


def test_without_a_return_nothing_is_said(here: Figures) -> None:
    none = replace(here, own=None)
    assert told(briefing.by_group(none, "missing")) == told(briefing.took_part(none)) == ""
    assert told(briefing.say_groups(none)) == told(briefing.homes_by_age(none, "provider")) == ""
    assert told(briefing.schooling_unknown(none)) == ""
    assert "virtual school" in told(briefing.schooling_unknown(here))


def test_where_all_is_hidden_a_table_says_so(here: Figures) -> None:
    hidden = counts_of("dental_check", "cla_12_months", dict.fromkeys(COUNTS, (None, 8)))
    measured = measure(hidden, of_groups(hidden))
    assert here.own
    shown = briefing.by_group(
        replace(here, own=replace(here.own, measured=measured)), "dental_check"
    )
    assert isinstance(shown, Exhibit)
    assert shown.svg is None
    assert shown.headline == "Teeth checked in the year: too few children to tell groups apart"
