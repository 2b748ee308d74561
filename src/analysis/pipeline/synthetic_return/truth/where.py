"""How far from home children live, by the coordinates of made-up postcodes."""

from collections.abc import Mapping
from datetime import date
from math import hypot

from analysis.pipeline.synthetic_return.lives import Place, Synthetic, year_start
from analysis.pipeline.synthetic_return.truth.tally import Tally
from analysis.pipeline.synthetic_return.truth.when import place_of, stay_on

METRES_IN_A_MILE = 1609.3  # as the department's guide has it
FAR = 20  # miles
LOCALITY = ("inside", "outside")
DISTANCE = ("within_20_miles", "over_20_miles", "not_known")
SHORT = {"within_20_miles": "within_20", "over_20_miles": "over_20", "not_known": "not_known"}
NEW = ("inside_within_20", "inside_over_20", "outside_within_20", "outside_over_20", "not_known")


def count(synthetic: Synthetic, day: date, tally: Tally) -> None:
    """Count children on a day, and homes that began in its year, by where the home is."""
    both = [f"{where}_{far}" for where in LOCALITY for far in SHORT.values()]
    tally.expect("cla_31_march", "locality", LOCALITY)
    tally.expect("cla_31_march", "distance", DISTANCE)
    tally.expect("cla_31_march", "locality_distance", both)
    tally.expect("new_placements", "location", NEW)
    for child in synthetic.children:
        stay = stay_on(child, day)
        number = None if stay is None else place_of(stay, day)
        if stay is not None:
            post = "" if number is None else stay.homes[number].post
            where, far = _where(child.home_post, post, synthetic)
            tally.count("cla_31_march", "distance", far)
            tally.count("cla_31_march", "locality", where)
            tally.count("cla_31_march", "locality_distance", f"{where}_{SHORT[far]}")
        for each in child.stays:
            for home in each.homes:
                begun = [home.start, *(first for first, _ in home.kinds[1:])]
                inside = [each for each in begun if year_start(day) <= each <= day]
                where, far = _where(child.home_post, home.post, synthetic)
                known = "not_known" if far == "not_known" else f"{where}_{SHORT[far]}"
                tally.count("new_placements", "location", known, more=len(inside))


def _where(home: str, post: str, synthetic: Synthetic) -> tuple[str, str]:
    """Inside or outside the authority, and how far; a postcode that is not known is outside."""
    found = synthetic.places.get(post)
    inside = found is not None and found.la == synthetic.area
    return LOCALITY[0] if inside else LOCALITY[1], far_of(home, post, synthetic.places)


def far_of(home: str, post: str, places: Mapping[str, Place]) -> str:
    """Whether a straight line between two postcodes is over 20 miles, to one decimal."""
    if home not in places or post not in places:
        return "not_known"
    one, other = places[home], places[post]
    metres = hypot(one.easting - other.easting, one.northing - other.northing)
    return "over_20_miles" if round(metres / METRES_IN_A_MILE, 1) > FAR else "within_20_miles"
