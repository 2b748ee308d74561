"""How children live in care: moves, and kinds of home."""

from math import inf

from analysis.pipeline.synthetic_return.draw import MONTH, Bands, codes

MOVES: Bands = (
    (3 * MONTH, 1.5),
    (12 * MONTH, 0.66),
    (36 * MONTH, 0.36),
    (60 * MONTH, 0.22),
    (inf, 0.17),
)
"""Moves by time in care; a factor for the age, the kind of home and the child goes with it."""
MOVES_BY_AGE = ((5, 0.75), (10, 0.7), (13, 1.0), (16, 1.3), (18, 1.1))
MOVES_BY_KIND = {
    "U1": 0.35,
    "U3": 0.6,
    "U4": 0.45,
    "P1": 0.7,
    "K1": 5.0,
    "K2": 1.25,
    "R2": 2.0,
    "R3": 2.0,
    "R5": 1.5,
    "SUP": 0.8,
    "Z11": 1.2,
    "Z12": 1.6,
    "Z13": 1.6,
    "Z14": 1.2,
}
MOVES_SPREAD = 0.85
"""How unequal children are: the standard deviation of the log of a child's own factor."""
MATCHED: Bands = ((365, 0.0), (1100, 0.85), (inf, 0.4))
"""A foster home becoming the long-term one (U3 to U1, U6 to U4), by days in it."""
SUPPORTED_FROM = 16
TO_SUPPORTED: Bands = ((inf, 0.15),)
"""Moving on to supported accommodation, from 16."""
TEMPORARY = 0.035
TEMPORARY_KINDS = codes("T0 25, T1 22, T2 15, T3 18, T4 20")
ON_THE_WAY, AWAY_AT_START, AWAY_AT_END = 0.03, 0.004, 0.002
"""The chance of a temporary place between two homes, before the first and after the last."""
WITH_STATUS = 0.08
"""The chance that a move is put on the day of a court's decision."""
STAYS_WITH_ADOPTERS = 0.17
"""Children placed for adoption with those who fostered them."""

WHY = codes(
    "CARPL 42, CLOSE 2, ALLEG 1.2, STAND 1.8, APPRR 0.3, CREQB 11, CREQO 9, CHILD 3.6, LAREQ 2.2, "
    "CUSTOD 0.4, OTHER 31"
)
CUSTODY_SINCE = 2019

FIRST_HOME = {
    "under_1": codes("U6 70, U3 19, U5 3, P1 3.5, R3 5"),
    "1_to_4": codes("U6 68, U3 23, P1 6, R3 2, U5 1"),
    "5_to_9": codes("U6 67, U3 22, P1 5, K2 5, R1 0.5, Z12 1"),
    "10_to_15": codes("U6 52, U3 13, P1 6, K2 20, R2 1, R1 1, Z12 3, Z13 2, S1 0.3"),
    "16_and_over": codes("U6 33, U3 8, K2 14, SUP 34, P1 2, Z11 5, Z14 3, R2 1, R1 1"),
    "alone": codes("U6 30, SUP 64, K2 2, Z11 3, U3 1"),
    "remand": codes("R5 50, K1 10, K2 20, U6 12, P1 8"),
}
NEXT_HOME = {
    "under_1": codes("U6 62, U3 24, P1 7, R3 3, U5 4"),
    "1_to_4": codes("U6 64, U3 24, P1 10, R3 0.5, U5 1"),
    "5_to_9": codes("U6 66, U3 15, P1 8, K2 9, S1 0.3, R1 0.8, Z13 1"),
    "10_to_15": codes("U6 40, U3 9, P1 7, K2 36, Z12 4, Z13 4, K1 0.6, R2 1, S1 0.5, R1 1.5"),
    "16_and_over": codes("U6 24, U3 5, P1 4, K2 21, SUP 35, Z11 5, Z14 4, R5 2, P3 0.1, R1 2"),
    "alone": codes("U6 22, SUP 71, K2 2, Z11 4"),
}
"""Kinds of home at the start and after a move, by age; SUP is supported accommodation."""

PROVIDERS = {
    "U1": codes("PR1 93, PR4 4, PR2 1, PR5 2"),
    "U6": codes("PR1 46, PR4 44, PR5 9, PR2 1"),
    "K2": codes("PR4 78, PR1 15, PR5 6, PR2 1"),
    "K1": codes("PR2 70, PR4 30"),
    "A": codes("PR1 70, PR5 14, PR2 16"),
    "SUP": codes("PR4 74, PR5 19, PR1 6, PR2 1"),
    "R2": codes("PR3 85, PR4 15"),
    "R5": codes("PR3 80, PR4 20"),
    "R": codes("PR4 70, PR5 20, PR1 10"),
}
WHERE = {
    "P1": codes("own 84, near 13, far 3"),
    "U3": codes("own 66, near 24, far 10"),
    "U6": codes("own 67, near 28, far 5"),
    "IFA": codes("own 40, near 47, far 13"),
    "K2": codes("own 36, near 30, far 34"),
    "SUP": codes("own 60, near 29, far 11"),
    "": codes("own 32, near 32, far 36"),
}
"""Where homes are: in the authority, in one beside it, or far off."""
