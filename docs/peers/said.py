"""The words of the comparison: what is compared, under which names, and who is right."""

IN_CARE = "cla_31_march"
AGES = {
    "under_1": ("BIRTH_TO_ONE", "under 1", "Birth to 1"),
    "1_to_4": ("ONE_TO_FIVE", "1 to 4", "1 to 5"),
    "5_to_9": ("FIVE_TO_TEN", "5 to 9", "5 to 10"),
    "10_to_15": ("TEN_TO_SIXTEEN", "10 to 15", "10 to 16"),
    "16_and_over": ("SIXTEEN_TO_EIGHTEEN", "16 and over", "16 to 18+"),
}
HOMES = {
    "foster": ("FOSTERING", "fostered", "Fostering"),
    "childrens_homes": ("RESIDENTIAL", "in a children's home", "Residential"),
    "supported": ("SUPPORTED", "in supported accommodation", "Supported"),
}
"""Categories here, with the demand model's name of the state, ours in a sentence, its label."""
SHORT = "here: short breaks (V3, V4) are no care in the department's figures; it counts them"
AGED = "here: it has the age at which the episode began"
GROUPED = "another grouping: it has care homes (R1) with them, and secure homes (K1) in Other"
LATE = "here: K3, the only code for it since 2024, is in Other there"
COMES = "another question: it counts starts, short breaks too; the department, each child once"
GOES = "another question: it counts ends, short breaks too; the department, each child once"
TWELVE = (
    "the validator of those who came on 1 April, as the department's rules have it; here of those "
    "who left on 31 March"
)
ALONE = "another question: it marks who was unaccompanied on any day of the year"
RULES = {
    "146": (
        "the code of a home is not known",
        "here: K3 began on 28 October 2023; its rules of 2024 lack it, and those of 2025 list it "
        "as k3 beside rows in capitals; those of 2026 are right",
    ),
    "202": (
        "the sex is not that of the year before",
        "here: 1 and 2 became M and F in 2025, and every child of both years is refused",
    ),
    "1001": (
        "no care leaver, by two years' episodes",
        "here: it says itself that two years are too few; and it refuses all of 20 and over, whom "
        "its code means to leave out",
    ),
    "1016": (
        "no answer is asked after the 17th or 18th birthday",
        "the validator: made-up returns say more of care leavers of 17 and 18 than is asked; "
        "nothing here looks at that",
    ),
    "188": ("an SDQ answer under the age of 4", "both: made-up returns have none"),
    "398": ("postcodes of a short break", "both: made-up returns have none"),
    "205B": (
        "the end of an unaccompanied child's status",
        "both: it is the 18th birthday until then",
    ),
}
WHY = {
    "16 on 31 March, with one carer since 2014": AGED,
    "16 a day later": AGED,
    "born on 29 February 2016, in care since 2018": AGED,
    "one year old on 31 March, and came that day": "here: 365 days are not yet its year of 365.24",
    "came at two days old, now 14 months": AGED,
    "H5, then P2, then K3": LATE,
    "short break under V3 over 31 March": SHORT,
    "short breaks under V4 all year": SHORT,
    "fostered, in hospital (T1) on 31 March": "here: the home goes on while a child is away",
    "alone, status ended in February": ALONE,
    "left on 31 March, after three years": "here: nobody is in care on the day of leaving",
    "came on 1 April 2025": "the validator: 1 April to 31 March are the twelve months",
    "10 on 31 March, conviction not told": "here: 10 on the birthday; it asks from the day after",
    "10 the day before, conviction not told": AGED,
}
