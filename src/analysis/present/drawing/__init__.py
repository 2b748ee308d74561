"""The one room that draws: a plot with its axes and marks, declared, and its way into an Exhibit.

Charts take all that they draw with from here. Ticks, lines and words are our own for speed: a line
with a band, eleven years and five grid lines takes matplotlib's axes and ticks 4.4 to 4.7 times as
long (medians of 40 drawings of each, by turns).
Funnel plot, calibration and map are few, and keep matplotlib's axes (`Plot.kind`).
"""

# ruff: noqa: F401

from analysis.present.drawing.axes import NOT_FROM_ZERO, Axis
from analysis.present.drawing.chart import (
    Plot,
    exhibit,
    interval,
    printed,
    reasons,
    subtitle,
    tick_text,
    unpublished,
    why_missing,
)
from analysis.present.drawing.layout import (
    KEY_INCHES,
    Label,
    beside,
    end_labels,
    key_under,
    runs,
    words_above,
)
from analysis.present.drawing.marks import (
    Mark,
    across,
    band,
    box,
    ground,
    line,
    mark,
    missing,
    own_line,
    upright,
    whisker,
    words,
)
from analysis.present.drawing.row_chart import Column, Row, own_column, reference, row_chart
from analysis.present.drawing.sheet import WIDTH_INCHES, as_svg, drawn, is_narrow, narrow, width
from analysis.present.drawing.style import (
    BAND_COLOUR,
    DARK_GREY,
    EVENT_COLOUR,
    INK,
    LIGHT_GREY,
    MID_GREY,
    MISSING_FILL,
    OWN_COLOUR,
)
from analysis.present.drawing.year_axis import Outcome, axis_ends, published_line, year_axis
from analysis.present.parts.exhibit import Exhibit
