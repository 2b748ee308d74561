"""Where children live and how far from home, by the coordinates of postcodes."""

import numpy as np
import pandas as pd

from analysis.catalogue.areas import area as area_of
from analysis.intake.returns.coordinates import plain
from analysis.intake.returns.counts.in_care import IN_CARE, in_care, year_start
from analysis.intake.returns.counts.tally import Tally
from analysis.intake.returns.histories import Histories

METRES_IN_A_MILE = 1609.3  # as the department's guide has it
FAR = 20  # miles
INSIDE, OUTSIDE, NOT_KNOWN = "inside", "outside", "not_known"
DISTANCES = {"within_20_miles": "within_20", "over_20_miles": "over_20", NOT_KNOWN: NOT_KNOWN}
BOTH = [f"{where}_{far}" for where in (INSIDE, OUTSIDE) for far in DISTANCES.values()]


def count_where(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Children in care on the day, and placements new in the year, by where they are.

    Nothing where no coordinates are at hand. A placement whose postcode has none is outside, at a
    distance that is not known. Miles are in a straight line, to one decimal.
    """
    if past.places is None:
        return
    there = in_care(past, day)
    locality, distance = _locality(past, there), distance_of(past, there)
    tally.split(IN_CARE, "locality", locality, (INSIDE, OUTSIDE))
    tally.split(IN_CARE, "distance", distance, DISTANCES)
    together = locality + "_" + distance.map(DISTANCES)
    tally.split(IN_CARE, "locality_distance", together, BOTH)
    rows = past.episodes
    new = rows[rows["new"] & rows["DECOM"].between(year_start(day), day)]
    location = _locality(past, new) + "_" + distance_of(past, new).map(DISTANCES)
    known = location.mask(location.str.endswith(NOT_KNOWN), NOT_KNOWN)
    names = [each for each in BOTH if not each.endswith(NOT_KNOWN)]
    tally.split("new_placements", "location", known, (*names, NOT_KNOWN))


def _locality(past: Histories, rows: pd.DataFrame) -> pd.Series:
    place = area_of(past.area)
    codes = {place.code, place.gss, place.former_gss} - {""}
    la = _of(past, rows["post"], "la")
    return pd.Series(np.where(la.isin(codes), INSIDE, OUTSIDE), index=rows.index, dtype="object")


def distance_of(past: Histories, rows: pd.DataFrame) -> pd.Series:
    """How far from home the placement of each episode is: a category of DISTANCES."""
    east, north = (
        _of(past, rows["post"], axis) - _of(past, rows["HOME_POST"], axis)
        for axis in ("easting", "northing")
    )
    miles = (np.hypot(east, north) / METRES_IN_A_MILE).round(1)
    found = np.select([miles > FAR, miles <= FAR], ["over_20_miles", "within_20_miles"], NOT_KNOWN)
    return pd.Series(found, index=rows.index, dtype="object")


def _of(past: Histories, postcodes: pd.Series, column: str) -> pd.Series:
    assert past.places is not None
    found = past.places[column].reindex(plain(postcodes))
    return found.set_axis(postcodes.index)
