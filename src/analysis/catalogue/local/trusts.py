"""Councils whose children's services are run by a trust, and how publishers record its homes.

The department records the homes of such a trust as a charity's or a company's and hardly any as the
council's own, so that "charities" is mostly the trust. A test notices a trust that comes or goes.
"""

from analysis.catalogue.areas import Area

TRUSTS: dict[str, str] = {
    "314": "Achieving for Children",
    "318": "Achieving for Children",
    "330": "Birmingham Children's Trust",
    "333": "Sandwell Children's Trust",
    "380": "Bradford Children and Families Trust",
    "868": "Achieving for Children",
    "871": "Slough Children First",
    "940": "Northamptonshire Children's Trust",
    "941": "Northamptonshire Children's Trust",
}
"""The trust by the code of its council."""
RECORDED_AS = "voluntary"
"""The category of provider among which the department counts a trust's homes."""


def trust_of(area: Area) -> str:
    """The trust that runs an authority's services; '' where the council does."""
    return TRUSTS.get(area.code, "")
