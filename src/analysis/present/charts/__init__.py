"""Charts that answer one question each: data in, marks declared, an Exhibit out (`drawing`)."""

from analysis.present.charts.comparison.breakdown import breakdown
from analysis.present.charts.comparison.dot_plot import dot_plot
from analysis.present.charts.comparison.funnel_plot import funnel_plot
from analysis.present.charts.comparison.groups_beside_whole import groups_beside_whole
from analysis.present.charts.comparison.pupil_groups import pupil_groups
from analysis.present.charts.comparison.small_dots import Among, small_dots
from analysis.present.charts.comparison.spine_chart import spine_chart
from analysis.present.charts.time.panels import panels
from analysis.present.charts.time.small_line import small_line
from analysis.present.charts.time.trend import trend

__all__ = [
    "Among",
    "breakdown",
    "dot_plot",
    "funnel_plot",
    "groups_beside_whole",
    "panels",
    "pupil_groups",
    "small_dots",
    "small_line",
    "spine_chart",
    "trend",
]
