"""Charts that answer one question each: measured rows in, an Exhibit out. See `chart_*`."""

from analysis.present.charts.comparison.breakdown import split
from analysis.present.charts.comparison.dot_plot import dots
from analysis.present.charts.comparison.funnel_plot import funnel
from analysis.present.charts.comparison.pupil_groups import peers
from analysis.present.charts.comparison.spine_chart import spine
from analysis.present.charts.drawing import preload  # noqa: F401  loaded for its first_use: see fork_server
from analysis.present.charts.time.trend import trend
from analysis.present.maps.choropleth import map_of

__all__ = ["dots", "funnel", "map_of", "peers", "spine", "split", "trend"]
