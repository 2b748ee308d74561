"""Who comes into care, for how long, and how it ends."""

from math import inf

from analysis.pipeline.synthetic_return.draw import Bands, codes, numbers

AGE_AT_START = numbers(
    "0 25.5, 1 3.8, 2 3.1, 3 2.9, 4 2.8, 5 3, 6 3, 7 3, 8 3, 9 3.2, 10 3.3, 11 3.8, 12 4.6, "
    "13 5.4, 14 6.2, 15 6.4, 16 11, 17 5.4"
)
AGE_ALONE = numbers("12 0.5, 13 1.5, 14 5, 15 14, 16 48, 17 31")
"""Years of age at the start: of children here with a family, and of those who came alone."""
SIBLINGS = numbers("1 68, 2 18, 3 9, 4 4, 5 1")
MONTHS = numbers("1 97, 2 92, 3 108, 4 94, 5 101, 6 106, 7 112, 8 88, 9 98, 10 106, 11 107, 12 87")
MONTHS_ALONE = numbers(
    "1 75, 2 70, 3 75, 4 80, 5 90, 6 110, 7 120, 8 140, 9 140, 10 120, 11 95, 12 85"
)
ALONE_BEFORE, ALONE_SINCE, ALONE_RISE = 0.14, 0.32, 2021
"""Share of families that are one child alone (UASC), before and since a year."""

UPTO = (60, 180, 365, 730, 1095, 1825, inf)
LEAVES: dict[str, Bands] = {
    age: tuple(zip(UPTO, a_year, strict=True))
    for age, a_year in {
        "under_1": (0.6, 0.3, 0.35, 0.75, 1.0, 0.2, 0.04),
        "1_to_4": (0.75, 0.4, 0.45, 0.7, 0.75, 0.2, 0.04),
        "5_to_9": (0.8, 0.4, 0.35, 0.28, 0.17, 0.07, 0.04),
        "10_to_15": (0.9, 0.38, 0.24, 0.13, 0.08, 0.07, 0.05),
        "16_and_over": (0.95, 0.4, 0.22, 0.15, 0.15, 0.15, 0.15),
        "alone": (1.4, 0.45, 0.14, 0.1, 0.1, 0.1, 0.1),
    }.items()
}
"""Leaving care before 18, by age at the start and time in care."""
TOGETHER, LEAVE_TOGETHER = 0.62, ("E4A", "E4B", "E13", "E41", "E3", "SGO")
"""The chance that a brother or sister leaves on the same day, and the reasons with which."""

REASONS = {
    "short": codes("E4A 40, E4B 11, E13 14, E8 8, E3 12, E41 4, SGO 11, E2 0.4"),
    "year": codes("E4A 30, E4B 7, E13 11, E8 6, E3 7, E41 10, SGO 37, E2 0.3"),
    "young": codes("adopted 70, SGO 20, E4A 5, E41 3, E13 1, E3 1, E8 1"),
    "long": codes("SGO 42, E4A 24, E4B 6, E13 7, E3 5, E8 8, E41 8, E2 0.5"),
    "16": codes("E4A 22, E4B 8, E13 11, E5 17, E6 5, E8 12, E3 6, E9 9"),
    "alone": codes("E3 62, E15 14, E8 17, E13 3, E16 2, E4A 2"),
    "remand": codes("E14 52, E9 33, E4A 15"),
}
"""Why children leave before 18; adoption and special guardianship get their code later."""
AT_18 = {
    "foster": codes("E17 76, E5 6, E6 3, E8 6, E4A 4, E7 2, E13 2"),
    "supported": codes("E5 58, E6 15, E8 13, E17 8, E4A 3, E13 3"),
    "childrens_homes": codes("E5 40, E7 16, E8 17, E4A 12, E6 7, E17 4, E9 4"),
    "": codes("E8 22, E4A 38, E5 14, E6 9, E9 7, E13 8, E7 2"),
}
"""Why they leave on the 18th birthday, by the kind of home."""
WITH_KIN = 0.6
"""Those who leave to special guardians and lived with them, fostered by relatives, before."""
GUARDIANS = {"kin": codes("E45 95, E47 5"), "": codes("E46 26, E47 66, E48 8")}
OLD_GUARDIANS = {"E45": "E43", "E46": "E43", "E47": "E44", "E48": "E44"}
SGO_SINCE = 2019
RETURN, RETURN_AFTER = 0.25, 260.0
"""The chance of coming back to care after going home, and after how many days on average."""
HOME_AGAIN = ("E4A", "E4B", "E13", "E8")

FIRST_STATUS = codes("V2 44, C1 40, L1 11, L2 1.4, C2 0.7, J1 4, L3 0.05")
REMANDED_FROM = 12
"""Youngest age on remand; somebody younger who was to be is under section 20."""
TO_COURT, TO_COURT_OLDER = 0.84, 0.42
"""The chance that a stay under section 20 comes to care proceedings, before and from 14."""

NEED = codes("N1 73, N2 2.4, N3 2.7, N4 7.6, N5 12, N6 1.6, N7 0.1, N8 1.5")
NEED_DISABLED, NEED_ALONE = "N2", "N8"
ETHNIC = codes(
    "WBRI 72, WIRI 0.4, WOTH 5, WIRT 0.4, WROM 0.7, MWBC 4.2, MWBA 1.6, MWAS 1.9, MOTH 3.6, "
    "AIND 0.5, APKN 1.4, ABAN 0.8, AOTH 0.8, BCRB 1.8, BAFR 3.2, BOTH 1.3, CHNE 0.1, OOTH 0.7, "
    "REFU 0.1, NOBT 0.7"
)
ETHNIC_ALONE = codes("BAFR 38, AOTH 21, OOTH 27, WOTH 7, BOTH 3, NOBT 3, APKN 1")
MALE, MALE_ALONE, SEX_UNKNOWN = 0.525, 0.95, 0.001
LEAVE_GRANTED, ENDS_AT_18 = 0.1, 0.45
"""Unaccompanied: the chance that it ends in care, and that an end is written down at 18."""
