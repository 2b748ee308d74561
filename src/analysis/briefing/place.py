"""Where an authority's figure stands among those around it, on a map."""

from typing import TYPE_CHECKING

from analysis import shapes, store
from analysis.briefing.figures import source_line
from analysis.catalogue.areas import authorities
from analysis.catalogue.indicators import indicator
from analysis.catalogue.sources.boundaries import ATTRIBUTION
from analysis.present import chart
from analysis.present.exhibit import Exhibit

if TYPE_CHECKING:
    from analysis.briefing.outlook import Outlook

MAPPED = "home_places_per_100_children"


def place_map(outlook: "Outlook", name: str = MAPPED) -> Exhibit:
    """A map of an indicator round the authority: registered places in children's homes by default.

    Each authority has its figure of the newest period of all, or is hatched.
    """
    i = indicator(name)
    whole = {"indicator": i.id, "group": shapes.OWN, "dimension": shapes.ALL}
    rows = store.read(store.MEASURED_FILE, where=whole)
    return chart.map_of(
        i,
        rows[rows["area"].isin([a.code for a in authorities()])],
        store.boundaries(),
        outlook.figures.area,
        source=f"{source_line([i])}; {ATTRIBUTION}",
    )
