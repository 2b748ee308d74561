"""What is put on plain axes without measuring, beside what matplotlib itself puts there."""

import re

import matplotlib as mpl
import pytest

from analysis.present.drawing import (
    OWN_COLOUR,
    band,
    box,
    chart,
    ground,
    line,
    missing,
    upright,
    whisker,
    words,
)
from analysis.present.drawing import sheet as sheets
from analysis.present.drawing.sheet import PlainAxes, sheet, the_figure

TEXTS = (
    "Area 1,234",
    "gjpqy",
    "\N{MINUS SIGN}",
    "Ångström (£)",
    "from \N{RIGHTWARDS ARROW}",
    "one\ntwo",
    "",
)
PLACES = ("top", "center", "center_baseline", "bottom")


def plot():
    axes = sheet(1.4, 0.5, 0.5, 0.3, 0.3)
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 10)
    return axes


def ours(text, va, bold):
    axes = plot()
    how = {"ha": "right", "va": va, "bold": bold, "colour": OWN_COLOUR, "gid": "own"}
    words((3, 4), text, nudge=(2, 5), **how)(axes)
    return the_figure(axes)


def theirs(text, va, bold):
    axes = plot()
    axes.annotate(
        text,
        (3, 4),
        xytext=(2, 5),
        textcoords="offset points",
        ha="right",
        va=va,
        fontsize=9.5,
        fontweight="bold" if bold else "normal",
        color=OWN_COLOUR,
        gid="own",
    )
    return the_figure(axes)


def assert_same_drawing(ours, theirs):
    """The same to the letter, and in numbers to a hundred-thousandth of a point.

    A number printed to six places may be a tie, which processors round differently.
    """
    numbers = re.compile(r"-?\d+\.\d+")
    assert numbers.sub("#", ours) == numbers.sub("#", theirs)
    found, wanted = ([float(n) for n in numbers.findall(text)] for text in (ours, theirs))
    assert found == pytest.approx(wanted, abs=1e-5, rel=0)


@pytest.mark.parametrize("va", PLACES)
@pytest.mark.parametrize("text", TEXTS)
def test_words_stand_where_matplotlib_would_put_them(text, va):
    for bold in (False, True):
        found = sheets.drawn(lambda bold=bold: ours(text, va, bold))
        assert_same_drawing(found, sheets.drawn(lambda bold=bold: theirs(text, va, bold)))


def test_another_font_that_was_measured_before_leaves_nothing_behind():
    """In a size that nothing else here has, so that it is measured first outside our settings."""

    def drawing(put):
        axes = plot()
        put(axes)
        return the_figure(axes)

    def ours():
        return drawing(words((3, 4), "gjpqy", va="center", points=13.5, colour=OWN_COLOUR))

    def theirs():
        how = {"ha": "left", "va": "center", "fontsize": 13.5, "color": OWN_COLOUR}
        return drawing(lambda axes: axes.annotate("gjpqy", (3, 4), **how))

    with mpl.rc_context({"font.family": ["DejaVu Serif"]}):
        ours().canvas.draw()
    assert_same_drawing(sheets.drawn(ours), sheets.drawn(theirs))


def test_a_line_is_cut_off_at_the_plot_as_matplotlibs_is():
    def ours():
        axes = plot()
        line([-1, 12], [2, 3], color=OWN_COLOUR)(axes)
        return the_figure(axes)

    def theirs():
        axes = plot()
        axes.plot([-1, 12], [2, 3], color=OWN_COLOUR)
        return the_figure(axes)

    found = sheets.drawn(ours)
    assert "clip-path" in found
    assert_same_drawing(found, sheets.drawn(theirs))


def test_drawing_leaves_the_settings_of_the_notebook_alone():
    before = dict(mpl.rcParams)
    with pytest.raises(ZeroDivisionError):
        sheets.drawn(lambda: 1 / 0)
    assert dict(mpl.rcParams) == before


def test_a_sheet_is_used_again_and_then_like_a_fresh_one(monkeypatch):
    monkeypatch.setattr(sheets, "_blank_sheets", [])
    fresh = sheets.drawn(lambda: ours("Area 1", "top", False))
    (blank,) = sheets._blank_sheets
    sheets.drawn(lambda: the_figure(every_mark_on(plot())))
    assert sheets._blank_sheets == [blank] and isinstance(blank, PlainAxes)
    assert sheets.drawn(lambda: ours("Area 1", "top", False)) == fresh


def every_mark_on(axes):
    marks = [
        band([0, 1], [0, 1], [1, 2]),
        box((1, 1), 2, 2),
        ground((0, 0), 0.1, 0.1),
        line([0, 5], [0, 5]),
        missing(1, 2),
        upright(3),
        whisker([1], [2], [3]),
        words((0, 0), "Ten", on_sheet=True),
        words((0, 0), "Eleven"),
    ]
    for each in marks:
        each(axes)
    return axes


def test_a_sheet_with_a_legend_is_not_used_again(monkeypatch):
    monkeypatch.setattr(sheets, "_blank_sheets", [])
    sheets.drawn(chart.all_letters(PlainAxes).figure)
    assert sheets._blank_sheets == []
