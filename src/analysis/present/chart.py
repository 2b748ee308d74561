"""Charts that answer one question each: measured rows in, an Exhibit out. See `chart_*`."""

from analysis.present import chart_warm  # noqa: F401  loaded for its first_use: see publish.nursery
from analysis.present.chart_dots import dots
from analysis.present.chart_funnel import funnel
from analysis.present.chart_map import map_of
from analysis.present.chart_peers import peers
from analysis.present.chart_spine import spine
from analysis.present.chart_split import split
from analysis.present.chart_trend import trend

__all__ = ["dots", "funnel", "map_of", "peers", "spine", "split", "trend"]
