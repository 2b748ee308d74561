"""Charts, looked at through their artists and through what the Exhibit says of them."""

import dataclasses
import itertools
import re
from datetime import date

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import Break
from analysis.measure.funnel import funnel as measured_funnel
from analysis.present import charts
from analysis.present.charts.comparison import breakdown, pupil_groups, spine_chart
from analysis.present.charts.time.trend_drawing import Trend, plot
from analysis.present.drawing.layout import spread
from analysis.present.drawing.style import style
from analysis.present.rows import comparators, points
from analysis.present.text import LONGEST_ALT, text_inches
from towns import (
    EMPTYMINSTER,
    HUSHFORD,
    NEIGHBOUR_NAMES,
    NEWBOROUGH,
    ORDINARTON,
    PLACEMENTS,
    RATE,
    SCORE,
    SHARE,
    TOWNS,
    frame,
    measured_row,
    peer_rows,
    series,
    split_rows,
    town_rows,
)

SOURCE = "Invented figures, 26 November 2025"
DOTS = {"source": SOURCE, "names": NEIGHBOUR_NAMES}


def trend_of(indicator, area, rows=None) -> Trend:
    rows = town_rows(indicator, area) if rows is None else rows
    own = points(indicator, rows, area.code)
    others = comparators(indicator, rows, area)
    return Trend(indicator=indicator, area=area, own=own, others=others)


def drawn(declared):
    with mpl.rc_context(style()):
        return declared.figure()


def artists(figure, gid):
    return [line for line in figure.axes[0].lines if line.get_gid() == gid]


def boxes(figure):
    """Where each text of a figure falls, with what it says."""
    with mpl.rc_context(style()):
        FigureCanvasAgg(figure)
        renderer = figure.canvas.get_renderer()
        figure.draw(renderer)
        said = [t for t in figure.axes[0].texts if t.get_text()]
        return [(t.get_text(), t.get_window_extent(renderer)) for t in said]


def assert_no_text_overlaps(figure):
    found = boxes(figure)
    for i, (text, box) in enumerate(found):
        for other, beside in found[i + 1 :]:
            assert not box.shrunk(0.96, 0.8).overlaps(beside.shrunk(0.96, 0.8)), (text, other)
    width = figure.get_size_inches()[0] * figure.dpi
    for text, box in found:
        assert box.x0 >= -1 and box.x1 <= width + 1, text


def exhibits(area):
    rows = town_rows(RATE, area)
    return [
        charts.trend(RATE, rows, area, source=SOURCE),
        charts.trend(SCORE, town_rows(SCORE, area), area, source=SOURCE),
        charts.dot_plot(RATE, rows, area, **DOTS),
        charts.breakdown(
            PLACEMENTS, split_rows(area), area, source=SOURCE, categories=CATEGORIES["placement"]
        ),
        charts.pupil_groups([SCORE], peer_rows(area), area, source=SOURCE),
        charts.spine_chart([RATE], rows, area, source=SOURCE),
    ]


@pytest.mark.parametrize("area", TOWNS, ids=lambda a: a.name)
def test_every_exhibit_is_complete_and_clean(area):
    for exhibit in exhibits(area):
        texts = [exhibit.headline, exhibit.subtitle, exhibit.alt, exhibit.note]
        texts += [cell for row in exhibit.table.to_numpy() for cell in row]
        for text in texts:
            assert not re.search(r"\bnan\b|None|  |NaT", text), text
        assert exhibit.alt not in (exhibit.headline, exhibit.subtitle)
        assert 0 < len(exhibit.alt) <= LONGEST_ALT
        assert exhibit.svg is not None and "nan" not in exhibit.svg


def test_the_alternative_text_gives_start_end_direction_and_comparators():
    alt = charts.trend(RATE, town_rows(RATE, ORDINARTON), ORDINARTON, source=SOURCE).alt
    assert "Ordinarton is at 70 in 2016 and 76 in 2025" in alt
    assert "above England (66)" in alt and "below the North East (82)" in alt


def test_the_same_figures_give_the_same_bytes():
    first, second = (
        charts.trend(RATE, town_rows(RATE, ORDINARTON), ORDINARTON, source=SOURCE).svg
        for _ in range(2)
    )
    assert first == second
    assert first is not None and "<text" in first and "2025-1" not in first


def test_a_suppressed_year_is_a_gap_and_never_a_point():
    lines = artists(drawn(plot(trend_of(RATE, HUSHFORD))), "own")
    heights = [y for line in lines for y in line.get_ydata()]
    assert len(lines) == 2 and len(heights) == 7
    assert min(heights) == 70
    said = [text for text, _ in boxes(drawn(plot(trend_of(RATE, HUSHFORD))))]
    assert said.count("suppressed") == 2


def test_no_line_joins_across_a_break():
    broken = dataclasses.replace(RATE, breaks=(Break(on=date(2020, 4, 1), why="Counted anew."),))
    shown = trend_of(broken, ORDINARTON)
    figure = drawn(plot(shown))
    for gid in ("own", "england", "neighbours_2025", "region"):
        ends = [(line.get_xdata()[0], line.get_xdata()[-1]) for line in artists(figure, gid)]
        assert len(ends) == 2 and ends[0][1] < ends[1][0]
    assert len(artists(figure, "break")) == 1
    exhibit = charts.trend(broken, town_rows(broken, ORDINARTON), ORDINARTON, source=SOURCE)
    assert "the series changed. Counted anew." in exhibit.note


@pytest.mark.parametrize("indicator", [RATE, SHARE, SCORE], ids=lambda i: i.id)
@pytest.mark.parametrize("area", TOWNS, ids=lambda a: a.name)
def test_no_labels_overlap(indicator, area):
    assert_no_text_overlaps(drawn(plot(trend_of(indicator, area))))


def test_labels_of_lines_that_end_together_are_kept_apart():
    rows = town_rows(RATE, ORDINARTON)
    rows.loc[rows["status"] == "ok", "value"] = 66.0
    assert_no_text_overlaps(drawn(plot(trend_of(RATE, ORDINARTON, rows))))


def test_words_above_a_crowded_trend_are_kept_apart():
    crowded = dataclasses.replace(
        RATE, breaks=tuple(Break(on=date(y, 4, 1), why="Counted anew.") for y in (2017, 2018, 2019))
    )
    figure = drawn(plot(trend_of(crowded, HUSHFORD)))
    said = [text for text, _ in boxes(figure)]
    assert said.count("series changed") == 3 and said.count("suppressed") == 2
    assert_no_text_overlaps(figure)


def test_row_charts_keep_their_texts_apart():
    shown = breakdown.in_newest_year(
        PLACEMENTS, split_rows(ORDINARTON), ORDINARTON, CATEGORIES["placement"]
    )
    assert_no_text_overlaps(drawn(breakdown.plot(PLACEMENTS, ORDINARTON, shown)))
    long = dataclasses.replace(
        SCORE, title="Special educational needs: an education, health and care plan"
    )
    beside = [
        pupil_groups.in_newest_year(each, peer_rows(ORDINARTON), ORDINARTON)
        for each in (SCORE, long)
    ]
    assert_no_text_overlaps(drawn(pupil_groups.plot(beside)))
    places = [spine_chart.place_of(RATE, town_rows(RATE, ORDINARTON), ORDINARTON)] * 3
    assert_no_text_overlaps(drawn(spine_chart.plot(places, ORDINARTON)))


@given(st.lists(st.floats(0, 190), min_size=1, max_size=5))
def test_spread_keeps_labels_apart_and_in_order(wanted):
    placed = spread(wanted, 13, 4, 186)
    ordered = sorted(placed)
    assert all(b - a >= 13 - 1e-6 for a, b in itertools.pairwise(ordered))
    assert np.argsort(wanted, kind="stable").tolist() == np.argsort(placed).tolist()


def test_text_is_no_wider_than_it_was_taken_for():
    for text, box in boxes(drawn(plot(trend_of(RATE, ORDINARTON)))):
        assert box.width <= text_inches(text, 9.5, bold=True) * 72 * 1.05, text


def test_text_is_at_least_nine_points():
    figure = drawn(plot(trend_of(RATE, HUSHFORD)))
    assert min(t.get_fontsize() for t in figure.axes[0].texts) >= 9
    assert min(t.get_fontsize() for t in figure.artists) >= 9
    assert "2024" in {t.get_text() for t in figure.artists}


def test_comparator_lines_differ_by_dash_as_well_as_by_shade():
    figure = drawn(plot(trend_of(RATE, ORDINARTON)))
    dashes = {
        gid: str(artists(figure, gid)[0]._unscaled_dash_pattern)
        for gid in ("own", "england", "region", "neighbours_2025")
    }
    assert len(set(dashes.values())) == 4


def test_the_axis_says_when_it_does_not_start_at_zero():
    exhibit = charts.trend(RATE, town_rows(RATE, ORDINARTON), ORDINARTON, source=SOURCE)
    assert "The axis starts above zero." in exhibit.note
    far = frame(series(RATE, "1", {2024: 10.0, 2025: 60.0}))
    assert drawn(plot(trend_of(RATE, ORDINARTON, far))).axes[0].get_ylim()[0] == 0
    assert "zero" not in charts.trend(RATE, far, ORDINARTON, source=SOURCE).note


def test_a_town_without_children_is_drawn_at_nought():
    lines = artists(drawn(plot(trend_of(RATE, EMPTYMINSTER))), "own")
    assert [y for line in lines for y in line.get_ydata()] == [0.0] * 10


def test_the_table_holds_the_figures_of_the_chart():
    table = charts.trend(RATE, town_rows(RATE, HUSHFORD), HUSHFORD, source=SOURCE).table
    assert list(table.columns) == [
        "Period", "Hushford", "95% interval", "England", "North East",
        "Median of similar authorities",
    ]  # fmt: skip
    assert table.iloc[-1].tolist()[:4] == ["31 March 2025", "suppressed", "suppressed", "66"]
    assert table.iloc[7]["95% interval"] == "71 to 79"


def test_an_indicator_without_comparators_has_none():
    alone = dataclasses.replace(RATE, comparators=())
    exhibit = charts.trend(alone, town_rows(RATE, ORDINARTON), ORDINARTON, source=SOURCE)
    assert "England" not in exhibit.alt and "England" not in exhibit.table.columns


def test_all_missing_gives_words_and_no_picture():
    rows = frame(series(SHARE, HUSHFORD.code, {2024: None, 2025: None}))
    for exhibit in (
        charts.trend(SHARE, rows, HUSHFORD, source=SOURCE),
        charts.dot_plot(SHARE, rows, HUSHFORD, source=SOURCE),
    ):
        assert exhibit.svg is None
        assert exhibit.headline.endswith("figures are suppressed to protect confidentiality")
        assert exhibit.table["Hushford"].tolist() == ["suppressed", "suppressed"]
    nothing = charts.trend(SHARE, frame([]), NEWBOROUGH, source=SOURCE)
    assert nothing.svg is None and "no figures are published" in nothing.headline


def test_all_missing_splits_peers_and_spines_have_no_picture():
    hidden = split_rows(HUSHFORD, tuple(CATEGORIES["placement"]))
    where = {"source": SOURCE, "categories": CATEGORIES["placement"]}
    assert charts.breakdown(PLACEMENTS, hidden, HUSHFORD, **where).svg is None
    assert (
        charts.pupil_groups([SCORE], peer_rows(HUSHFORD, None), HUSHFORD, source=SOURCE).svg is None
    )
    rows = frame([measured_row(RATE, HUSHFORD.code, 2025)])
    assert charts.spine_chart([RATE], rows, HUSHFORD, source=SOURCE).svg is None


def test_a_spine_dates_an_older_figure_and_does_not_count_it():
    rows = frame([measured_row(RATE, "2", 2024, value=60), measured_row(RATE, HUSHFORD.code, 2025)])
    older, newest = (spine_chart.place_of(RATE, each, HUSHFORD) for each in (rows, rows[:1]))
    assert older.title == f"{RATE.title} (2024)" and not older.outside
    assert newest.title == RATE.title


def test_dots_lists_a_suppressed_neighbour_without_a_dot():
    exhibit = charts.dot_plot(RATE, town_rows(RATE, ORDINARTON), ORDINARTON, **DOTS)
    assert exhibit.table["Authority"].tolist()[10] == "Junipool"
    assert exhibit.table["Figure"].tolist()[10] == "suppressed"
    assert "not a league table" in exhibit.note
    assert exhibit.svg is not None
    assert exhibit.svg.count('id="mark-neighbour') == 9 and exhibit.svg.count('id="mark-own') == 1
    assert "Alderwick" in exhibit.svg


def test_dots_of_an_older_year_say_so():
    exhibit = charts.dot_plot(RATE, town_rows(RATE, HUSHFORD), HUSHFORD, **DOTS)
    assert exhibit.subtitle.endswith("31 March 2023.")
    assert "at 31 March 2025 is suppressed to protect confidentiality" in exhibit.note


def test_a_suppressed_category_has_words_and_no_mark():
    shown = breakdown.in_newest_year(
        PLACEMENTS, split_rows(ORDINARTON), ORDINARTON, CATEGORIES["placement"]
    )
    figure = drawn(breakdown.plot(PLACEMENTS, ORDINARTON, shown))
    row = [label for label, _, _ in shown].index("Residential schools")
    assert row not in [mark.get_ydata()[0] for mark in artists(figure, "mark-own")]
    assert len(artists(figure, "mark-own")) == 7
    assert "suppressed" in [text for text, _ in boxes(figure)]


def test_peers_prints_the_gap():
    exhibit = charts.pupil_groups([SCORE], peer_rows(ORDINARTON), ORDINARTON, source=SOURCE)
    assert exhibit.table["Gap"].tolist() == ["−28.7"]
    assert exhibit.headline == "Attainment 8: children in care are 28.7 points below all pupils"


def test_peers_refuses_a_figure_that_is_a_gap():
    gap = dataclasses.replace(
        SCORE,
        id="a_gap",
        kind="difference",
        numerator=SCORE.published,
        denominator=SCORE.all_pupils,
    )
    with pytest.raises(ValueError, match="a_gap is itself a gap"):
        charts.pupil_groups([gap], peer_rows(ORDINARTON), ORDINARTON, source=SOURCE)


def test_spine_says_in_words_which_way_is_better():
    shown = [
        spine_chart.place_of(each, town_rows(each, ORDINARTON), ORDINARTON)
        for each in (RATE, SHARE)
    ]
    said = [text for text, _ in boxes(drawn(spine_chart.plot(shown, ORDINARTON)))]
    assert "neither way is better" in said and "higher is better →" in said


def test_funnel_marks_the_area_and_refuses_to_say_nothing():
    rng = np.random.default_rng(1)
    children = rng.integers(60, 900, 40)
    seen = rng.binomial(children, 0.78)
    codes = ["1", *map(str, range(200, 239))]
    result = measured_funnel(
        pd.Series(seen, index=codes), pd.Series(children, index=codes), "proportion"
    )
    day = {"period_end": date(2025, 3, 31), "source": SOURCE}
    exhibit = charts.funnel_plot(SHARE, result, ORDINARTON, **day)
    assert exhibit.svg is not None and "Ordinarton is at" in exhibit.alt
    with pytest.raises(ValueError, match="Hushford is not in the funnel"):
        charts.funnel_plot(SHARE, result, HUSHFORD, **day)
    with pytest.raises(ValueError, match="show dots instead"):
        charts.funnel_plot(SHARE, dataclasses.replace(result, phi=40.0), ORDINARTON, **day)
