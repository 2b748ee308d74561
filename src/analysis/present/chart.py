"""Charts that answer one question each: measured rows in, an Exhibit out. See `chart_*`."""

from analysis.present.chart_dots import dots
from analysis.present.chart_funnel import funnel
from analysis.present.chart_map import map_of
from analysis.present.chart_peers import peers
from analysis.present.chart_spine import spine
from analysis.present.chart_split import split
from analysis.present.chart_trend import trend
from analysis.present.chart_warm import first_use

__all__ = ["dots", "first_use", "funnel", "map_of", "peers", "spine", "split", "trend"]
