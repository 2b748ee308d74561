"""The code lists of the return, by the name of the list, with the years that each code is valid.

From the department's guides, as csc-validator-be-903 0.1.17 and liia-tools-pipeline (schemas of
2017 to 2026) have them. `category` is that of the published counts.
"""

from collections.abc import Mapping
from functools import cache

from analysis.catalogue.returns.codes.care import (
    CIN,
    LS,
    PLACE,
    PLACE_PROVIDER,
    REASON_PLACE_CHANGE,
    REC,
    RNE,
)
from analysis.catalogue.returns.codes.code import Code, listed
from analysis.catalogue.returns.codes.leavers import ACCOM, ACTIV, IN_TOUCH

SEX = listed(
    Code("M", "male", "male", since=2025, then="1"),
    Code("F", "female", "female", since=2025, then="2"),
    Code("U", "unknown", since=2025),
    Code("1", "male", "male", until=2024, read_as="M", then="M"),
    Code("2", "female", "female", until=2024, read_as="F", then="F"),
)
"""Letters since 2025, numbers before. Reading takes both in any year, and tells it."""

ETHNIC = listed(
    Code("WBRI", "White British", "white"),
    Code("WIRI", "White Irish", "white"),
    Code("WOTH", "any other White background", "white"),
    Code("WIRT", "Traveller of Irish heritage", "white"),
    Code("WROM", "Gypsy or Roma", "white"),
    Code("MWBC", "White and Black Caribbean", "mixed"),
    Code("MWBA", "White and Black African", "mixed"),
    Code("MWAS", "White and Asian", "mixed"),
    Code("MOTH", "any other mixed background", "mixed"),
    Code("AIND", "Indian", "asian"),
    Code("APKN", "Pakistani", "asian"),
    Code("ABAN", "Bangladeshi", "asian"),
    Code("AOTH", "any other Asian background", "asian"),
    Code("CHNE", "Chinese", "asian"),
    Code("BCRB", "Black Caribbean", "black"),
    Code("BAFR", "Black African", "black"),
    Code("BOTH", "any other Black background", "black"),
    Code("OOTH", "any other ethnic group", "other"),
    Code("REFU", "refused", "not_known"),
    Code("NOBT", "not yet obtained", "not_known"),
)

REVIEW_CODE = listed(
    Code("PN0", "child under 4 at the review"),
    Code("PN1", "attends and speaks", "spoke"),
    Code("PN2", "attends, an advocate speaks", "advocate_spoke"),
    Code("PN3", "attends, conveys views by symbols", "symbols"),
    Code("PN4", "attends, conveys no views", "there_without_views"),
    Code("PN5", "does not attend, briefs an advocate", "briefed_advocate"),
    Code("PN6", "does not attend, conveys views by other means", "sent_views"),
    Code("PN7", "neither attends nor conveys views", "no_views"),
)
SDQ_REASON = listed(
    Code("SDQ1", "under 4 or over 16 at the assessment"),
    Code("SDQ2", "carer refused"),
    Code("SDQ3", "disability"),
    Code("SDQ4", "another reason"),
    Code("SDQ5", "child refused"),
)
MISSING = listed(
    Code("M", "missing", "missing"),
    Code("A", "away without authorisation", "away"),
)
PREV_PERM = listed(
    Code("P1", "adoption"),
    Code("P2", "special guardianship order"),
    Code("P3", "residence or child arrangements order"),
    Code("P4", "not known"),
    Code("Z1", "none"),
)
LA_PERM = listed(
    Code("WAL", "Wales"),
    Code("SCO", "Scotland"),
    Code("NIR", "Northern Ireland"),
    Code("NUK", "outside the United Kingdom"),
    *(Code(f"{number}", "an authority by its number, or not known") for number in range(200, 1000)),
)
SEX_ADOPTR = listed(
    Code("M1", "single male"),
    Code("F1", "single female"),
    Code("MM", "two males"),
    Code("FF", "two females"),
    Code("MF", "male and female"),
)
LS_ADOPTR = listed(
    Code("L0", "single adopter"),
    Code("L11", "married, different sexes"),
    Code("L12", "married, same sex"),
    Code("L2", "civil partners"),
    Code("L3", "unmarried, different sexes"),
    Code("L4", "unmarried, same sex"),
)
REASON_PLACED_CEASED = listed(
    Code("RD1", "needs changed"),
    Code("RD2", "court did not make a placement order"),
    Code("RD3", "prospective adopters could not be found"),
    Code("RD4", "another reason"),
)
SW_REASON = listed(
    Code("MANAGE", "change of manager"),
    Code("FCONTA", "first contact"),
    Code("LEFTRL", "left the role"),
    Code("ORGRST", "organisation restructured"),
    Code("TSPROC", "transferred as a planned part of the process"),
    Code("ABSENC", "absence"),
    Code("CHCHAN", "child asked for a change"),
    Code("PCCHAN", "parent or carer asked for a change"),
    Code("SWDIED", "died"),
    Code("OTHERS", "another reason"),
)

LISTS: dict[str, Mapping[str, Code]] = {
    "SEX": SEX,
    "ETHNIC": ETHNIC,
    "RNE": RNE,
    "LS": LS,
    "CIN": CIN,
    "PLACE": PLACE,
    "PLACE_PROVIDER": PLACE_PROVIDER,
    "REC": REC,
    "REASON_PLACE_CHANGE": REASON_PLACE_CHANGE,
    "REVIEW_CODE": REVIEW_CODE,
    "SDQ_REASON": SDQ_REASON,
    "IN_TOUCH": IN_TOUCH,
    "ACTIV": ACTIV,
    "ACCOM": ACCOM,
    "SEX_ADOPTR": SEX_ADOPTR,
    "LS_ADOPTR": LS_ADOPTR,
    "REASON_PLACED_CEASED": REASON_PLACED_CEASED,
    "PREV_PERM": PREV_PERM,
    "LA_PERM": LA_PERM,
    "MISSING": MISSING,
    "SW_REASON": SW_REASON,
}


@cache
def categories(name: str) -> tuple[str, ...]:
    """The codes of a list that records hold, in the order of the list: no SEX 1 or 2."""
    return tuple(each.code for each in LISTS[name].values() if not each.read_as)


def category_of(name: str) -> dict[str, str]:
    """The category in published counts by code of a list, of the codes that have one."""
    return {each.code: each.category for each in LISTS[name].values() if each.category}
