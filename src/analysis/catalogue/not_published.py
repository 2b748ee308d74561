"""What nobody publishes for an authority, why not, and who could supply it.

A gap that is named can be filled. Every question of the field's list of indicators is either in
the catalogue of indicators or here.
"""

from dataclasses import dataclass

from analysis.catalogue.indicator import THEMES

THEMES_NOT_PUBLISHED = {"I": "Children's voice and reviews", "K": "Delivery of the strategy"}

SSDA903 = "the authority's own return (SSDA903)"
CARE_RECORDS = "the authority's own records"
COMMISSIONERS = "the authority's commissioning team"
FINANCE = "the authority's finance team"
HEALTH = "the integrated care board"
VIRTUAL_SCHOOL = "the virtual school"
LEAVING_CARE = "the authority's leaving care team"
FOSTERING = "the authority's fostering service"
REVIEWERS = "the independent reviewing service"
BOARD = "the corporate parenting board"

# What the page of a council with its own return (SSDA903) tells from it.
TOLD_BY_RETURN = ("A14", "A15", "A16", "B05", "D10", "I01", "I02")


@dataclass(frozen=True, order=True)
class NotPublished:
    """One question without a published answer: `ref` is its number in the field's list."""

    ref: str
    title: str
    supplier: str
    why: str

    @property
    def theme(self) -> str:
        """The letter of its theme."""
        return self.ref[0]


def theme_name(theme: str) -> str:
    """The name of a theme (its letter), published or not; KeyError for another letter."""
    return (THEMES | THEMES_NOT_PUBLISHED)[theme]


_BY_REASON: dict[str, list[tuple[str, str, str]]] = {
    "No national collection asks for it.": [
        ("B26", "Days of waiting for a secure home", COMMISSIONERS),
        ("E12", "Young people given their health history at 18", HEALTH),
        ("E13", "Health plans shared with the child and the carer", HEALTH),
        ("F16", "Personal education plans in date, and their quality", VIRTUAL_SCHOOL),
        ("F19", "Part-time timetables and children without a school", VIRTUAL_SCHOOL),
        ("G04", "Conversations offered and held after a child returns", CARE_RECORDS),
        ("G06", "Children at risk of exploitation", "the local safeguarding partners"),
        ("H11", "Young people who stay close to their former home", LEAVING_CARE),
        ("H12", "Pathway plans in date", LEAVING_CARE),
        ("H13", "Personal advisers, and how many young people each supports", LEAVING_CARE),
        (
            "H16",
            "Council tax relief, jobs and apprenticeships for care leavers in the council",
            LEAVING_CARE,
        ),
        ("H17", "Requests to see records answered on time", CARE_RECORDS),
        ("I03", "Visits on time, and children seen alone", CARE_RECORDS),
        ("I04", "Advocates offered and used", "the advocacy service"),
        ("I05", "Independent visitors for children who want one", REVIEWERS),
        ("I07", "Complaints and compliments", CARE_RECORDS),
        ("I08", "Life story work", CARE_RECORDS),
    ],
    "It is about the council's own strategy, not about a national figure.": [
        ("I09", "What young people asked for, and what was done about it", BOARD),
        ("I10", "Young people who sit on the board", BOARD),
        ("K01", "Actions with an owner, a date and a measure", BOARD),
        ("K02", "Actions done on time", BOARD),
        ("K03", "Measures with a start, a target and a source", BOARD),
        ("K04", "Members' questions answered by the next meeting", BOARD),
        ("K05", "Objectives with a champion and a partner", BOARD),
        ("K06", "Members trained as corporate parents", BOARD),
        ("K08", "Figures received when they were due", BOARD),
    ],
    "Only the council knows what it paid for each home.": [
        ("C05", "Weekly fee by kind of home and provider", FINANCE),
        ("C06", "Homes with the highest fees", FINANCE),
        (
            "C07",
            "How much of a rise in cost is more children, other homes, and higher prices",
            FINANCE,
        ),
        ("C09", "Cost of the shift to homes bought from others", FINANCE),
        ("C10", "What health and education partners pay", FINANCE),
    ],
    "Requests for a home, and the answers to them, are not collected nationally.": [
        ("B16", "Homes needed the same day or within five days", COMMISSIONERS),
        ("B17", "Searches that found no suitable home, and days to a match", COMMISSIONERS),
        ("B27", "Children for whom a foster family was wanted and not found", COMMISSIONERS),
        (
            "B29",
            "Homes asked for and found for parents with babies, disabled children and large "
            "families",
            COMMISSIONERS,
        ),
    ],
    "It is collected, but there is no table of it for an authority.": [
        ("A15", "Children who came into care after adoption or guardianship", SSDA903),
        ("I01", "Reviews held on time", SSDA903),
        ("I02", "Children who took part in their review", SSDA903),
    ],
    "The published tables do not follow a child from one year to the next.": [
        ("A14", "Children who came back into care", SSDA903),
        ("D10", "Children who went home and stayed there", SSDA903),
    ],
    "The table for an authority puts all foster carers together.": [
        ("B02", "Children fostered by relatives or friends", SSDA903),
        ("D16", "Children matched with long-term foster carers", SSDA903),
    ],
    "The kind of home and its provider are published, but not the one by the other.": [
        ("B10", "Foster homes bought from agencies", SSDA903),
        ("B11", "Residential homes bought from others", SSDA903),
    ],
    "It is published for England only.": [("A16", "How long children stay in care", SSDA903)],
    "Special educational needs are published (see Education); disability is not.": [
        ("A17", "Disabled children in care", CARE_RECORDS),
    ],
    "It needs home addresses, which stay with the council.": [
        ("A18", "Children in care by how deprived their home neighbourhood is", SSDA903),
    ],
    "Age and kind of home are published, but not the one by the other.": [
        ("B05", "Children under 16 in supported accommodation", SSDA903),
    ],
    "Ofsted collects it; no recent table for an authority is among the files used here.": [
        ("B19", "Fostering households gained and lost", FOSTERING),
    ],
    "Ofsted lists registered places, not the nights they are used.": [
        ("B21", "Nights used in the council's own homes", COMMISSIONERS),
    ],
    "No published table says which children in care are brothers and sisters.": [
        ("B23", "Brothers and sisters who live together", CARE_RECORDS),
    ],
    "They are among 'other placements' and are not counted separately.": [
        (
            "B24",
            "Children in homes that should be registered and are not, and for how many nights",
            COMMISSIONERS,
        ),
    ],
    "The national return asks for them from 2026/27; nothing is published yet.": [
        ("B25", "Deprivation of liberty orders", SSDA903),
    ],
    "School moves are published, but not beside moves of home.": [
        ("B28", "Children who kept their school when they moved home", VIRTUAL_SCHOOL),
    ],
    "It is about the council's own budget, not about a national figure.": [
        ("C08", "Spending expected this year beside the budget", FINANCE),
    ],
    "Spending on leaving care is published, but not how many young people it supports.": [
        ("C12", "Spending on each care leaver", LEAVING_CARE),
    ],
    "The national adoption board publishes it; it is not among the files used here.": [
        ("D13", "Children who wait for adoption", "the regional adoption agency"),
    ],
    "Only the yearly assessment is collected nationally.": [
        ("E09", "First health assessments within 20 working days", HEALTH),
    ],
    "Only the year as a whole is collected nationally.": [
        ("E10", "Health assessments on time at any day of the year", HEALTH),
    ],
    "National tables of waits do not say which children are in care.": [
        ("E11", "Waits for help with emotional and mental health", HEALTH),
    ],
    "No table of it for an authority is among the files used here.": [
        ("F17", "Children in schools judged good or outstanding", VIRTUAL_SCHOOL),
    ],
    "It is published for all young people of that age, not for those in care.": [
        ("F18", "Young people in care aged 16 or 17 in education or training", VIRTUAL_SCHOOL),
    ],
    "All youth justice statuses are published as one, and small numbers are suppressed.": [
        ("G07", "Children on remand or in custody", "the youth justice service"),
    ],
    "Only those who are not in work or study because of it are counted.": [
        ("H15", "Care leavers who are parents", LEAVING_CARE),
    ],
    "It comes from asking children, and there is no national survey.": [
        ("I06", "Children who feel safe, settled and listened to", "the children in care council"),
    ],
    "Published caseloads are those of social workers.": [
        ("J05", "Children for each reviewing officer and each personal adviser", REVIEWERS),
    ],
    "It comes from asking carers, and there is no national survey.": [
        ("J06", "Foster carers who would recommend fostering for the council", FOSTERING),
    ],
    "No forecast for an authority has been published here before.": [
        (
            "K07",
            "How near the last forecast came",
            "a forecast of this project, once its year has passed",
        ),
    ],
}
"""Each reason, and the questions that have no published answer because of it."""

NOT_PUBLISHED: tuple[NotPublished, ...] = tuple(
    sorted(NotPublished(*row, why) for why, rows in _BY_REASON.items() for row in rows)
)


def unknown_here(with_return: bool) -> tuple[NotPublished, ...]:
    """What remains unknown on the page of a council with its own return, or without one."""
    told = TOLD_BY_RETURN if with_return else ()
    return tuple(question for question in NOT_PUBLISHED if question.ref not in told)
