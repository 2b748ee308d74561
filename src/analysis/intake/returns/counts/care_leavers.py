"""Care leavers: what they do, where they live, and whether the council is in touch."""

import pandas as pd

from analysis.catalogue.returns import categories
from analysis.catalogue.returns.codes.leavers import NOT_COUNTED, OUT_OF_COUNTS
from analysis.intake.returns.counts.tally import Tally, age, coded
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.histories import Histories

YOUNG = "young_people"
AGES = {"17_18": (17, 18), "19_21": (19, 21)}
OLDER = (22, 23, 24, 25)
OLDER_SINCE = 2023  # the first year whose return asks about them
EET = tuple(name for code, name in categories.ACTIVITY.items() if code[0] in "FP")
NOT_EET = tuple(name for code, name in categories.ACTIVITY.items() if code[0] == "G")
OLDER_ACTIVITY = {
    code: "eet" if name in EET else "not_eet"
    for code, name in categories.ACTIVITY.items()
    if name in (*EET, *NOT_EET)
}


def count_care_leavers(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Care leavers by their age on the 31 March that ends the year of the return.

    Those who died or returned home are left out.
    """
    if not past.filled_in("oc3", day):
        return
    tally = tally.if_known(past.has("oc3", day))
    rows = past.answers("oc3", day)
    rows = rows.loc[~rows["IN_TOUCH"].isin(NOT_COUNTED), ["DOB", "IN_TOUCH", "ACTIV", "ACCOM"]]
    years = age(rows["DOB"], pd.Timestamp(collection_year(day), 3, 31))
    for name, ages in AGES.items():
        _count_group(name, rows[years.between(*ages)], tally)
    for each in OLDER if collection_year(day) >= OLDER_SINCE else ():
        _count_older(str(each), rows[years == each], tally)


def _count_group(name: str, rows: pd.DataFrame, tally: Tally) -> None:
    doing = coded(rows["ACTIV"], categories.ACTIVITY, categories.NOT_KNOWN)
    measure = f"care_leavers_{name}"
    tally.total(measure, len(rows), YOUNG)
    each = dict.fromkeys(categories.ACTIVITY.values())
    tally.split(measure, "activity", doing, each, YOUNG)
    for together, parts in (("eet", EET), ("not_eet", NOT_EET)):
        tally.part(measure, "activity", together, int(doing.isin(parts).sum()), YOUNG)
    contact = coded(rows["IN_TOUCH"], categories.CONTACT)
    measure = f"care_leavers_in_touch_{name}"
    tally.total(measure, len(rows), YOUNG)
    tally.split(measure, "contact", contact, categories.CONTACT.values(), YOUNG)
    _count_homes(name, rows, tally)


def _count_homes(name: str, rows: pd.DataFrame, tally: Tally) -> None:
    """Whether the home is suitable, of those who have one that can be judged."""
    out = [code for code in rows["ACCOM"].cat.categories if code[0] in OUT_OF_COUNTS]
    judged = rows[~rows["ACCOM"].isin(out)]
    suitable = coded(judged["ACCOM"], categories.SUITABILITY, "no_information")
    measure = f"care_leavers_accommodation_{name}"
    tally.total(measure, len(judged), YOUNG)
    tally.split(measure, "accommodation", suitable, categories.SUITABILITY.values(), YOUNG)


def _count_older(name: str, rows: pd.DataFrame, tally: Tally) -> None:
    """Ages 22 to 25: those who are in touch have asked for support and received it."""
    measure = f"care_leavers_{name}"
    tally.total(measure, len(rows), YOUNG)
    doing = coded(rows["ACTIV"], OLDER_ACTIVITY, "not_in_touch")
    tally.split(measure, "activity", doing, ("eet", "not_eet", "not_in_touch"), YOUNG)
    helped = coded(rows["IN_TOUCH"], {"YES": "received_support"}, "not_in_touch")
    tally.split(measure, "in_touch", helped, ("received_support", "not_in_touch"), YOUNG)
    _count_homes(name, rows, tally)
