"""Figures that a publisher hid are named as hidden, and never printed or given away."""

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.figures import Figures
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import THEMES
from analysis.catalogue.indicators import indicator
from analysis.core import shapes, store
from analysis.present import numbers
from briefed import AWKWARD, WHOLE, each_authority, exhibits, measured, opened, own_rows, said


@each_authority
def test_not_shown_lists_exactly_what_has_no_newest_figure(code: str) -> None:
    expected = set()
    for i in WHOLE:
        own = own_rows(code, i.id)
        if not own.empty and own["status"].iloc[-1] != shapes.OK:
            expected.add(i.title)
    exhibit = briefing.not_shown(opened(code))
    listed = set(exhibit.table["Measure"]) - {"None"}
    assert listed == expected
    assert exhibit.headline.endswith(f"{len(expected)} of {len(WHOLE)}")


def test_not_shown_when_everything_is_shown() -> None:
    figures = opened("380")
    rows = figures.measured
    whole = Figures(
        area=figures.area,
        today=figures.today,
        measured=rows[~rows["area"].eq("380") | rows["status"].eq(shapes.OK)],
        newest=figures.newest,
        beside=figures.beside,
    )
    exhibit = briefing.not_shown(whole)
    assert exhibit.headline.endswith(f": 0 of {len(WHOLE)}")
    assert len(exhibit.table) == 1


@each_authority
def test_a_hidden_figure_is_never_printed(code: str) -> None:
    here = opened(code).area.name
    scores = pd.concat([briefing.scorecard(opened(code), theme).table for theme in THEMES])
    hidden = 0
    for i in WHOLE:
        own = own_rows(code, i.id)
        if own.empty or own["status"].iloc[-1] == shapes.OK:
            continue
        titles = (i.title, f"{i.title} ({i.unit})")
        row = scores[scores["Measure"].isin(titles)].iloc[0]
        assert row[here] == numbers.reason(own["status"].iloc[-1]), i.id
        assert row["95% interval"] == "none"
        assert row["Beside them"] in ("no figure here", "not compared")
        newest = i.label(own["period_end"].iloc[-1])
        assert newest in said(code, i.id) and "median of" not in said(code, i.id)
        hidden += 1
    assert hidden or code == "333"


@each_authority
def test_a_hidden_group_is_never_printed(code: str) -> None:
    charts = [x for x in exhibits(code, ".split(") if x.svg]
    assert charts or code == "420"  # its newest breakdowns are all hidden
    for exhibit in charts:
        i = indicator(exhibit.key.removesuffix("-split"))
        rows = measured(code)[i.id, False]
        day = rows.loc[rows["status"] == shapes.OK, "period_end"].max()
        now = rows[(rows["period_end"] == day) & (rows["status"] != shapes.OK)]
        table = exhibit.table.set_index("Group").drop(columns="England")
        table = table[[column for column in table if "return" not in column]]
        bare = table[~table.apply(lambda column: column.str.contains(r"\d")).any(axis=1)]
        assert set(bare.index) == {CATEGORIES[i.split][c] for c in now["category"]}, exhibit.key


@pytest.mark.parametrize("code", [pytest.param(c, id=name) for c, name in AWKWARD.items()])
def test_a_hidden_group_cannot_be_told_from_the_rest(code: str) -> None:
    drawn = [x for x in exhibits(code, ".split(") if x.svg]
    assert drawn or code == "420"
    own = {x.key: x.table.iloc[:, 1] for x in drawn}
    told = [
        key
        for key, cells in own.items()
        if (~cells.str.contains(r"\d")).sum() == 1
        and (cells.str.fullmatch("0%")).sum() > 0
        and cells.str.fullmatch("0%").sum() == len(cells) - 1
    ]
    assert told == []


def test_suppressed_rows_carry_no_figure_and_no_small_count() -> None:
    rows = store.measured()
    hidden = rows[rows["status"] == shapes.SUPPRESSED]
    assert len(hidden) > 10_000
    assert hidden[["value", *shapes.LIMITS]].isna().all().all()
    assert not hidden["numerator"].between(1, 5).any()
