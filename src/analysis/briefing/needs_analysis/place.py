"""Where an authority's figure stands among those around it, on a map."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.briefing.figures import source_line
from analysis.catalogue.areas import authorities
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import MAPPED, indicator
from analysis.catalogue.sources.ons import ATTRIBUTION
from analysis.core import shapes, store
from analysis.present.maps.choropleth import choropleth
from analysis.present.parts.exhibit import Exhibit

if TYPE_CHECKING:
    from analysis.briefing.sufficiency.outlook import Outlook


def place_map(outlook: "Outlook", name: str = MAPPED) -> Exhibit:
    """A map of an indicator round the authority: registered places in children's homes by default.

    Each authority has its figure of the newest period of all, or is hatched.
    """
    i = indicator(name)
    return choropleth(
        i,
        _of_everyone(i),
        store.boundaries(),
        outlook.figures.area,
        source=f"{source_line([i])}; {ATTRIBUTION}",
    )


def _of_everyone(i: Indicator) -> pd.DataFrame:
    """The whole figures of one indicator for every authority.

    The table of newest figures has those that are published; all rows are read only of an
    authority that is not in it.
    """
    whole = {"indicator": i.id, "group": shapes.OWN, "dimension": shapes.ALL}
    codes = {a.code for a in authorities()}
    newest = store.read(store.LATEST_FILE, codes, where=whole)
    rest = store.read(store.MEASURED_FILE, codes - {*newest["area"]}, where=whole)
    return pd.concat([newest, rest], ignore_index=True)
