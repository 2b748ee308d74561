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
ADOPTION = "the regional adoption agency"
REVIEWERS = "the independent reviewing service"
BOARD = "the corporate parenting board"
FORECASTS = "a forecast of this project, once its year has passed"


@dataclass(frozen=True)
class NotPublished:
    """One question without a published answer: `ref` is its number in the field's list."""

    ref: str
    title: str
    why: str
    supplier: str

    @property
    def theme(self) -> str:
        """The letter of its theme."""
        return self.ref[0]


def theme_name(theme: str) -> str:
    """The name of a theme (its letter), published or not; KeyError for another letter."""
    return (THEMES | THEMES_NOT_PUBLISHED)[theme]


NO_FOLLOWING = "The published tables do not follow a child from one year to the next."
NO_CROSSING = "The kind of home and its provider are published, but not the one by the other."
NO_COLLECTION = "No national collection asks for it."
REQUESTS = "Requests for a home, and the answers to them, are not collected nationally."
WITHIN = "Only the council knows what it paid for each home."
SURVEY = "It comes from asking children, and there is no national survey."
BUDGET = "It is about the council's own budget, not about a national figure."
STRATEGY = "It is about the council's own strategy, not about a national figure."

_DEMAND = (
    NotPublished("A14", "Children who came back into care", NO_FOLLOWING, SSDA903),
    NotPublished(
        "A15",
        "Children who came into care after adoption or guardianship",
        "It is collected, but there is no table of it for an authority.",
        SSDA903,
    ),
    NotPublished(
        "A16", "How long children stay in care", "It is published for England only.", SSDA903
    ),
    NotPublished(
        "A17",
        "Disabled children in care",
        "Special educational needs are published (see Education); disability is not.",
        CARE_RECORDS,
    ),
    NotPublished(
        "A18",
        "Children in care by how deprived their home neighbourhood is",
        "It needs home addresses, which stay with the council.",
        SSDA903,
    ),
)

_HOMES = (
    NotPublished(
        "B02",
        "Children fostered by relatives or friends",
        "The table for an authority puts all foster carers together.",
        SSDA903,
    ),
    NotPublished(
        "B05",
        "Children under 16 in supported accommodation",
        "Age and kind of home are published, but not the one by the other.",
        SSDA903,
    ),
    NotPublished("B10", "Foster homes bought from agencies", NO_CROSSING, SSDA903),
    NotPublished("B11", "Residential homes bought from others", NO_CROSSING, SSDA903),
    NotPublished("B16", "Homes needed the same day or within five days", REQUESTS, COMMISSIONERS),
    NotPublished(
        "B17", "Searches that found no suitable home, and days to a match", REQUESTS, COMMISSIONERS
    ),
    NotPublished(
        "B19",
        "Fostering households gained and lost",
        "Ofsted collects it; no recent table for an authority is among the files used here.",
        FOSTERING,
    ),
    NotPublished(
        "B21",
        "Nights used in the council's own homes",
        "Ofsted lists registered places, not the nights they are used.",
        COMMISSIONERS,
    ),
    NotPublished(
        "B23",
        "Brothers and sisters who live together",
        "No published table says which children in care are brothers and sisters.",
        CARE_RECORDS,
    ),
    NotPublished(
        "B24",
        "Children in homes that should be registered and are not, and for how many nights",
        "They are among 'other placements' and are not counted separately.",
        COMMISSIONERS,
    ),
    NotPublished(
        "B25",
        "Deprivation of liberty orders",
        "The national return asks for them from 2026/27; nothing is published yet.",
        SSDA903,
    ),
    NotPublished("B26", "Days of waiting for a secure home", NO_COLLECTION, COMMISSIONERS),
    NotPublished(
        "B27",
        "Children for whom a foster family was wanted and not found",
        REQUESTS,
        COMMISSIONERS,
    ),
    NotPublished(
        "B28",
        "Children who kept their school when they moved home",
        "School moves are published, but not beside moves of home.",
        VIRTUAL_SCHOOL,
    ),
    NotPublished(
        "B29",
        "Homes asked for and found for parents with babies, disabled children and large families",
        REQUESTS,
        COMMISSIONERS,
    ),
)

_SPENDING = (
    NotPublished("C05", "Weekly fee by kind of home and provider", WITHIN, FINANCE),
    NotPublished("C06", "Homes with the highest fees", WITHIN, FINANCE),
    NotPublished(
        "C07",
        "How much of a rise in cost is more children, other homes, and higher prices",
        WITHIN,
        FINANCE,
    ),
    NotPublished("C08", "Spending expected this year beside the budget", BUDGET, FINANCE),
    NotPublished("C09", "Cost of the shift to homes bought from others", WITHIN, FINANCE),
    NotPublished("C10", "What health and education partners pay", WITHIN, FINANCE),
    NotPublished(
        "C12",
        "Spending on each care leaver",
        "Spending on leaving care is published, but not how many young people it supports.",
        LEAVING_CARE,
    ),
)

_STABILITY = (
    NotPublished("D10", "Children who went home and stayed there", NO_FOLLOWING, SSDA903),
    NotPublished(
        "D13",
        "Children who wait for adoption",
        "The national adoption board publishes it; it is not among the files used here.",
        ADOPTION,
    ),
    NotPublished(
        "D16",
        "Children matched with long-term foster carers",
        "The table for an authority puts all foster carers together.",
        SSDA903,
    ),
)

_HEALTH = (
    NotPublished(
        "E09",
        "First health assessments within 20 working days",
        "Only the yearly assessment is collected nationally.",
        HEALTH,
    ),
    NotPublished(
        "E10",
        "Health assessments on time at any day of the year",
        "Only the year as a whole is collected nationally.",
        HEALTH,
    ),
    NotPublished(
        "E11",
        "Waits for help with emotional and mental health",
        "National tables of waits do not say which children are in care.",
        HEALTH,
    ),
    NotPublished("E12", "Young people given their health history at 18", NO_COLLECTION, HEALTH),
    NotPublished("E13", "Health plans shared with the child and the carer", NO_COLLECTION, HEALTH),
)

_EDUCATION = (
    NotPublished(
        "F16", "Personal education plans in date, and their quality", NO_COLLECTION, VIRTUAL_SCHOOL
    ),
    NotPublished(
        "F17",
        "Children in schools judged good or outstanding",
        "No table of it for an authority is among the files used here.",
        VIRTUAL_SCHOOL,
    ),
    NotPublished(
        "F18",
        "Young people in care aged 16 or 17 in education or training",
        "It is published for all young people of that age, not for those in care.",
        VIRTUAL_SCHOOL,
    ),
    NotPublished(
        "F19", "Part-time timetables and children without a school", NO_COLLECTION, VIRTUAL_SCHOOL
    ),
)

_SAFETY = (
    NotPublished(
        "G04", "Conversations offered and held after a child returns", NO_COLLECTION, CARE_RECORDS
    ),
    NotPublished(
        "G06", "Children at risk of exploitation", NO_COLLECTION, "the local safeguarding partners"
    ),
    NotPublished(
        "G07",
        "Children on remand or in custody",
        "All youth justice statuses are published as one, and small numbers are suppressed.",
        "the youth justice service",
    ),
)

_CARE_LEAVERS = (
    NotPublished(
        "H11", "Young people who stay close to their former home", NO_COLLECTION, LEAVING_CARE
    ),
    NotPublished("H12", "Pathway plans in date", NO_COLLECTION, LEAVING_CARE),
    NotPublished(
        "H13",
        "Personal advisers, and how many young people each supports",
        NO_COLLECTION,
        LEAVING_CARE,
    ),
    NotPublished(
        "H15",
        "Care leavers who are parents",
        "Only those who are not in work or study because of it are counted.",
        LEAVING_CARE,
    ),
    NotPublished(
        "H16",
        "Council tax relief, jobs and apprenticeships for care leavers in the council",
        NO_COLLECTION,
        LEAVING_CARE,
    ),
    NotPublished("H17", "Requests to see records answered on time", NO_COLLECTION, CARE_RECORDS),
)

_VOICE = (
    NotPublished(
        "I01",
        "Reviews held on time",
        "It is collected, but there is no table of it for an authority.",
        SSDA903,
    ),
    NotPublished(
        "I02",
        "Children who took part in their review",
        "It is collected, but there is no table of it for an authority.",
        SSDA903,
    ),
    NotPublished("I03", "Visits on time, and children seen alone", NO_COLLECTION, CARE_RECORDS),
    NotPublished("I04", "Advocates offered and used", NO_COLLECTION, "the advocacy service"),
    NotPublished("I05", "Independent visitors for children who want one", NO_COLLECTION, REVIEWERS),
    NotPublished(
        "I06",
        "Children who feel safe, settled and listened to",
        SURVEY,
        "the children in care council",
    ),
    NotPublished("I07", "Complaints and compliments", NO_COLLECTION, CARE_RECORDS),
    NotPublished("I08", "Life story work", NO_COLLECTION, CARE_RECORDS),
    NotPublished("I09", "What young people asked for, and what was done about it", STRATEGY, BOARD),
    NotPublished("I10", "Young people who sit on the board", STRATEGY, BOARD),
)

_WORKFORCE = (
    NotPublished(
        "J05",
        "Children for each reviewing officer and each personal adviser",
        "Published caseloads are those of social workers.",
        REVIEWERS,
    ),
    NotPublished(
        "J06",
        "Foster carers who would recommend fostering for the council",
        "It comes from asking carers, and there is no national survey.",
        FOSTERING,
    ),
)

_STRATEGY = (
    NotPublished("K01", "Actions with an owner, a date and a measure", STRATEGY, BOARD),
    NotPublished("K02", "Actions done on time", STRATEGY, BOARD),
    NotPublished("K03", "Measures with a start, a target and a source", STRATEGY, BOARD),
    NotPublished("K04", "Members' questions answered by the next meeting", STRATEGY, BOARD),
    NotPublished("K05", "Objectives with a champion and a partner", STRATEGY, BOARD),
    NotPublished("K06", "Members trained as corporate parents", STRATEGY, BOARD),
    NotPublished(
        "K07",
        "How near the last forecast came",
        "No forecast for an authority has been published here before.",
        FORECASTS,
    ),
    NotPublished("K08", "Figures received when they were due", STRATEGY, BOARD),
)

NOT_PUBLISHED: tuple[NotPublished, ...] = (
    *_DEMAND,
    *_HOMES,
    *_SPENDING,
    *_STABILITY,
    *_HEALTH,
    *_EDUCATION,
    *_SAFETY,
    *_CARE_LEAVERS,
    *_VOICE,
    *_WORKFORCE,
    *_STRATEGY,
)
