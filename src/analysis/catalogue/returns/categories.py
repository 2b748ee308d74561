"""Codes of the return as the categories of published counts, from the code lists."""

from collections.abc import Mapping

from analysis.catalogue.returns.codes import lists as codes
from analysis.catalogue.returns.codes.care import (
    CIN,
    LS,
    PLACE,
    PLACE_PROVIDER,
    REASON_PLACE_CHANGE,
    REC,
)
from analysis.catalogue.returns.codes.code import Code
from analysis.catalogue.returns.codes.leavers import ACCOM, ACTIV, IN_TOUCH

NOT_KNOWN = "not_known"
AGES = {"under_1": 0, "1_to_4": 1, "5_to_9": 5, "10_to_15": 10, "16_and_over": 16}
"""The first year of each band of age."""
AGES_AT_END = {
    **{name: first for name, first in AGES.items() if first < 16},
    **{"16": 16, "17": 17, "18_and_over": 18},
}


def of(listed: Mapping[str, Code]) -> dict[str, str]:
    """The category of each code of a list that has one."""
    return {code: each.category for code, each in listed.items() if each.category}


SEX = of(codes.SEX)
ETHNICITY = of(codes.ETHNIC)
NEED = of(CIN)
LEGAL_STATUS = of(LS)
PLACEMENT = of(PLACE)
PROVIDER = of(PLACE_PROVIDER)
REASON_CEASED = of(REC)
REASON_CHANGED = of(REASON_PLACE_CHANGE)
ACTIVITY = of(ACTIV)
CONTACT = of(IN_TOUCH)
SUITABILITY = of(ACCOM)
