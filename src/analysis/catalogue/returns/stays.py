"""What only a return can tell of time: the figures, the months they are told for, their groups."""

IN_CARE, RETURNED, SAME_HOME = "still_in_care", "returned", "same_first_home"
BEFORE, PERMANENCE = "in_care_before", "earlier_permanence"
FIRST_HOME = "first_home_"
"""Begins the share placed first in one kind of home, by age at start: `first_home_relatives`."""
MONTHS = {IN_CARE: (3, 6, 12, 24, 36, 60), RETURNED: (6, 12), SAME_HOME: (3, 12)}
"""How many months after the beginning each share is told for."""
POOLED_MONTHS, FOLLOWED_MONTHS = 36, 12
"""How long cohorts are put together, and how long those who left are followed."""
DAYS_A_MONTH = 365.25 / 12

NEED = {
    "N1": "abuse",
    "N2": "other",
    "N3": "other",
    "N4": "family",
    "N5": "family",
    "N6": "other",
    "N7": "other",
    "N8": "absent",
}
"""Needs at the start, the few together so that groups are large enough to be told."""
FIRST_KIND = {
    **dict.fromkeys(("U1", "U2", "U3"), "relatives"),
    **dict.fromkeys(("U4", "U5", "U6"), "foster"),
    **dict.fromkeys(("K1", "K2"), "childrens_homes"),
    **dict.fromkeys(("K3", "H5", "P2"), "supported"),
    "P1": "parents",
}
"""Kinds of first home by PLACE; `other` for all else."""
OTHER = "other"
LEFT_TO = {
    "E4A": "home_planned",
    "E4B": "home_unplanned",
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "special_guardianship"),
    **dict.fromkeys(("E13", "E41"), "relatives"),
}
"""Where those who left went, by REC; `other` for all else."""
NOT_FOLLOWED = ("E11", "E12", "E2", "E3", "E15", "E99")
"""Ends after which nobody comes back to this council's care as the same child, or not known."""
EARLIER_PERMANENCE = ("P1", "P2", "P3")
"""Earlier permanence by PREV_PERM; P4 says that it is not known."""
PLACEMENT_ORDER = ("E1", "D1")
ADOPTED = ("E11", "E12")
SPECIAL_GUARDIANSHIP = tuple(code for code, to in LEFT_TO.items() if to == "special_guardianship")

STAGES = {
    "to_placement_order": "Start of care to placement order",
    "to_placed": "Placement order to moving in with adopters",
    "to_matched": "Placement order to match with adopters",
    "matched_to_placed": "Match to moving in with adopters",
    "placed_to_adopted": "Moving in with adopters to adoption order",
    "to_adopted": "Start of care to adoption order",
    "to_special_guardianship": "Start of care to special guardianship",
}
"""The stages on the way to a permanent family, in their order."""
QUARTERS = {"quarter": 0.25, "half": 0.5, "three_quarters": 0.75}
"""The shares of children by which the time of a stage is told."""

LABELS = {
    "all": {"all": "All children"},
    "age": {
        "under_1": "Under 1",
        "1_to_4": "1 to 4",
        "5_to_9": "5 to 9",
        "10_to_15": "10 to 15",
        "16_and_over": "16 or 17",
    },
    "need": {
        "abuse": "Abuse or neglect",
        "family": "Family in stress or dysfunction",
        "absent": "Absent parenting",
        "other": "Other needs",
    },
    "uasc": {"uasc": "Unaccompanied children", "not_uasc": "All other children"},
    "left_to": {
        "home_planned": "Home, as planned",
        "home_unplanned": "Home, not planned",
        "special_guardianship": "Special guardianship",
        "relatives": "Relatives or friends",
        "other": "Elsewhere",
    },
    "kind": {
        "relatives": "Foster care by relatives or friends",
        "foster": "Other foster care",
        "childrens_homes": "Children's home",
        "supported": "Supported accommodation",
        "parents": "With parents",
        "other": "Elsewhere",
    },
}
"""The groups of each dimension, in the order in which they are told, and their words."""
