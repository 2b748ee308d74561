"""What returns tell of children beside where they live: health, incidents, workers, leavers."""

from analysis.pipeline.synthetic_return.draw import codes, numbers

REVIEW_LATE = 0.07
REVIEW_CODE = codes("PN1 52, PN2 4, PN3 3, PN4 6, PN5 5, PN6 24, PN7 6")

INCIDENTS = {
    "M": ((9, 0.0), (12, 0.06), (14, 0.19), (16, 0.29), (18, 0.27)),
    "A": ((9, 0.0), (12, 0.01), (14, 0.037), (16, 0.056), (18, 0.05)),
}
"""The chance of any in a year, by age: (below this age, chance)."""
INCIDENTS_EACH = {"M": numbers("1 28, 5 30, 18 27, 60 15"), "A": numbers("1 36, 5 38, 14 26")}
INCIDENT_DAYS, NEVER_FOUND = 1.3, 0.03

WORKER_DAYS = 310.0
WORKER_GOES = codes(
    "LEFTRL 34, TSPROC 26, ORGRST 8, ABSENC 9, MANAGE 8, FCONTA 7, OTHERS 6, CHCHAN 1, PCCHAN 1"
)
DEPRIVED = {"K2": 0.03, "Z12": 0.2, "Z13": 0.2}
SHORT_BREAKS = 0.006
"""Children with short-term placements in a year, for each child in care."""

ADOPTERS = codes("MF 74, MM 9, FF 8, F1 8, M1 1")
ADOPTERS_STATUS = {
    "MF": codes("L11 82, L3 18"),
    "MM": codes("L12 62, L2 12, L4 26"),
    "FF": codes("L12 60, L2 14, L4 26"),
    "F1": codes("L0 1"),
    "M1": codes("L0 1"),
}
GIVEN_UP = codes("RD1 24, RD2 12, RD3 46, RD4 18")
EARLIER_PERMANENCE = codes("Z1 94, P1 1.1, P2 2.6, P3 1.7, P4 0.6")

IMMUNISED, TEETH, ASSESSED, DEVELOPMENT = 0.84, 0.81, 0.9, 0.88
CONVICTED, MISUSE, RECEIVED, OFFERED = 0.015, 0.047, 0.41, 0.75
SDQ_GIVEN, SDQ_MEAN, SDQ_BETWEEN, SDQ_WITHIN = 0.785, 14.8, 6.2, 3.4
NO_SDQ = codes("SDQ2 22, SDQ3 14, SDQ4 52, SDQ5 12")

STAYED_HOME = 0.6
IN_TOUCH = {
    17: codes("YES 93.5, NO 4, REFU 0.4, NREQ 1.6, DIED 0.1, RHOM 2"),
    19: codes("YES 92, NO 4.5, REFU 1.2, NREQ 2.3, DIED 0.25, RHOM 1.5"),
    22: codes("YES 55, NO 15, NREQ 26, REFU 4"),
    23: codes("YES 40, NO 22, NREQ 34, REFU 4"),
    24: codes("YES 31, NO 26, NREQ 39, REFU 4"),
    25: codes("YES 20, NO 32, NREQ 44, REFU 4"),
}
"""By age on 31 March; 17 stands for 17 and 18, 19 for 19 to 21."""
_OLDER = codes("1 4, 2 12, 4 1.5, 5 36, G4 16, G5 22, G6 8, 0 0.5")
ACTIVITY = {
    17: codes("1 2.8, 2 50, 4 2, 5 11.5, G4 3.2, G5 25.5, G6 1.8, 0 3"),
    19: codes("1 6.4, 2 21.5, 4 2, 5 26, G4 9, G5 27.5, G6 4.4, 0 2"),
    22: _OLDER,
    23: _OLDER,
    24: _OLDER,
    25: _OLDER,
}
"""The code without F (full time) or P (part time); 4 and 5 were 3 until 2021."""
_UNFIT = "S2 1.5, X2 2.1, V2 0.6, W2 0.3, K2 0.4, B2 0.3, Y2 0.4, G1 0.25, H1 0.05, R2 0.3, 0 1.5"
_OLDER_HOMES = codes(f"B1 15, C1 3, D1 10, E1 4, K1 4, T1 1, U1 43, Y1 6, Z1 4, {_UNFIT}")
ACCOMMODATION = {
    17: codes(
        "B1 10, C1 3, D1 32, E1 6, K1 3, T1 1, U1 14, Y1 4, Z1 22, S2 0.7, X2 1.6, V2 0.6, W2 0.3, "
        "K2 0.3, G1 0.3, H1 0.1, R2 0.3, 0 3"
    ),
    19: codes(f"B1 13, C1 3, D1 14, E1 6, K1 3, T1 1, U1 33, Y1 5, Z1 12, {_UNFIT}"),
    22: _OLDER_HOMES,
    23: _OLDER_HOMES,
    24: _OLDER_HOMES,
    25: _OLDER_HOMES,
}
"""Where care leavers live, and 1 for suitable or 2 for not."""
