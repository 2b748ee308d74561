"""The tables of the return: names of their files, columns in order, since when; codes by year.

From csc-validator-be-903 0.1.17 and the schemas of liia-tools-pipeline, 2017 to 2027.
"""

COLUMNS = {
    "header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE "
    "HOME_POST PL_POST URN",
    "uasc": "CHILD SEX DOB DUC",
    "reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "oc2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
    "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "oc3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "ad1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "placed_adoption": "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    "prev_perm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
    "missing": "CHILD DOB MISSING MIS_START MIS_END",
    "social_worker": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
    "dolo": "CHILD DOB DOLO_START DOLO_END",
}
FILES = {
    "header": "header.csv",
    "episodes": "episodes.csv",
    "uasc": "uasc.csv",
    "reviews": "reviews.csv",
    "oc2": "oc2.csv",
    "oc3": "oc3.csv",
    "ad1": "ad1.csv",
    "placed_adoption": "placed_for_adoption.csv",
    "prev_perm": "previous_permanence.csv",
    "missing": "missing.csv",
    "social_worker": "sw_episodes.csv",
    "dolo": "DoLo.csv",
}
SINCE = {"social_worker": 2024, "dolo": 2027}
DATES = (
    *("DOB", "MC_DOB", "DECOM", "DEC", "DUC", "REVIEW", "DATE_INT", "DATE_MATCH"),
    "DATE_PLACED",
    "DATE_PLACED_CEASED",
    "DATE_PERM",
    "MIS_START",
    "MIS_END",
    "SW_DECOM",
    "SW_DEC",
    "DOLO_START",
    "DOLO_END",
)
LETTERS_SINCE, KINDS_OF_OTHER_SINCE = 2025, 2026
"""When SEX became M, F and U, and when Z1 became Z11 to Z14."""
BEFORE_LETTERS = {"M": "1", "F": "2"}
OTHER, KINDS_OF_OTHER = "Z1", ("Z11", "Z12", "Z13", "Z14")

Row = list[str]
Tables = dict[str, list[Row]]
"""The rows of each table of one year, as they stand in its files."""
Returns = dict[int, Tables]
"""The tables of each collection year."""


def columns(table: str) -> list[str]:
    """The names of a table's columns, in their order."""
    return COLUMNS[table].split()


def tables_of(year: int) -> list[str]:
    """The tables that a collection year has."""
    return [table for table in COLUMNS if SINCE.get(table, 0) <= year]


def sex_in(sex: str, year: int) -> str:
    """The code for a sex in a collection year."""
    return sex if year >= LETTERS_SINCE else BEFORE_LETTERS[sex]


def kind_in(kind: str, year: int) -> str:
    """The code for a kind of home in a collection year."""
    early = kind in KINDS_OF_OTHER and year < KINDS_OF_OTHER_SINCE
    return OTHER if early else kind
