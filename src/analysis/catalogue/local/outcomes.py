"""What councils count each quarter about outcomes: health, education and care leavers."""

from functools import partial

from analysis.catalogue.indicator import LOW
from analysis.catalogue.local.indicator import average, number, share, time_between

_education = partial(share, unit="% of school-age children in care")
_aged_17_to_21 = partial(
    share,
    unit="% of care leavers aged 17 to 21",
    of="care leavers aged 17 to 21 on the last day of the quarter",
    carried_over=True,
)

HEALTH = (
    share(
        id="initial_health_assessment_on_time",
        ref="E09",
        title="First health assessments done on time",
        short="First health assessments on time",
        unit="% of children who came into care",
        of="children who came into care and reached their 28th day in the quarter",
        definition="Children whose first health assessment was done within 20 working days of "
        "coming into care.",
        why="Needs that are found early can be met early.",
        beside="health_assessment",
        same_measure=False,
        differs="The published figure counts yearly assessments of children in care for a year; "
        "this one counts first assessments of children who have just come into care.",
    ),
    share(
        id="review_health_assessments_on_time",
        ref="E10",
        title="Yearly health assessments that are up to date",
        short="Yearly health assessments in date",
        unit="% of children who should have one",
        of="children who should have an up-to-date assessment on the last day of the quarter",
        definition="Children whose health assessment was in date on the last day of the quarter.",
        why="A yearly check finds needs that have changed.",
        beside="health_assessment",
        differs="The published figure counts children in care for a year at 31 March and looks "
        "back over twelve months; this one is a snapshot on the last day of the quarter.",
    ),
    average(
        id="wait_for_mental_health_support",
        ref="E11",
        title="Days waited for mental health support",
        short="Wait for mental health support",
        unit="days",
        least=1,
        most=1000,
        of="children whose support began in the quarter",
        definition="Average days from referral to the first appointment, for children whose "
        "support began in the quarter.",
        why="Children who have been harmed should not wait for help to feel better.",
    ),
    share(
        id="health_passport_given",
        ref="E12",
        title="Young people given their health history at 18",
        short="Health history given at 18",
        unit="% of young people who turned 18",
        of="care leavers who turned 18 in the quarter",
        definition="Care leavers who had been given their health passport by their 18th birthday.",
        why="Adults need to know their own medical history.",
    ),
    share(
        id="health_plan_shared",
        ref="E13",
        title="Health plans shared with the child and carer",
        short="Health plans shared",
        unit="% of assessments",
        of="health assessments done in the quarter",
        definition="Assessments after which the plan was shared with the carer and, where old "
        "enough, the child.",
        why="A plan that nobody at home has seen cannot be followed.",
    ),
)

EDUCATION = (
    _education(
        id="personal_education_plan_in_date",
        ref="F16",
        title="Personal education plans that are up to date",
        short="Education plans in date",
        of="school-age children in care on the last day of the quarter",
        definition="School-age children in care with a plan made or reviewed in the last term.",
        why="The plan says what help a child needs to learn, and who gives it.",
        beside="absence_persistent",
        same_measure=False,
        differs="Only children in care have such a plan, so there is no figure for other pupils. "
        "What it is for is shown beside it: who misses a tenth of school or more, with all pupils.",
    ),
    _education(
        id="suspended_so_far",
        ref="F12",
        title="Pupils in care suspended since April",
        short="Pupils suspended since April",
        polarity=LOW,
        of="school-age children in care at any time since 1 April",
        definition="School-age children in care suspended at least once since 1 April.",
        why="Children who are sent home fall behind, and often lose their place.",
        cumulative=True,
        beside="suspended",
        differs="The published figure covers a school year and children in care for a year; this "
        "one starts again each April and grows through the year.",
    ),
    time_between(
        id="permanent_exclusions",
        ref="F13",
        title="Permanent exclusions of children in care",
        short="Permanent exclusions",
        of="each permanent exclusion",
        definition="Days between one permanent exclusion of a child in care and the next.",
        why="An exclusion changes the course of a childhood.",
        beside="permanently_excluded",
        same_measure=False,
        differs="The published figure is a share of pupils in a school year; this one is the time "
        "between events.",
    ),
    number(
        id="part_time_timetables",
        ref="F19",
        title="Children in care on part-time timetables",
        short="Children on part-time timetables",
        polarity=LOW,
        of="school-age children in care on the last day of the quarter",
        definition="School-age children in care who were in school for only part of the week.",
        why="Part of a week is part of an education.",
        beside="absence_severe",
        same_measure=False,
        differs="The published figure is the share of pupils who miss half of school or more; this "
        "one counts children whose timetable was cut. Neither contains the other.",
    ),
)

CARE_LEAVERS = (
    share(
        id="pathway_plan_in_date",
        ref="H12",
        title="Pathway plans that are up to date",
        short="Pathway plans in date",
        unit="% of young people who should have one",
        of="young people who should have a pathway plan on the last day of the quarter",
        definition="Young people whose pathway plan was reviewed in the last six months.",
        why="The plan is the council's promise to a young adult.",
    ),
    average(
        id="care_leavers_per_adviser",
        decimals=1,
        ref="H13",
        title="Care leavers for each personal adviser",
        short="Care leavers for each adviser",
        unit="care leavers for each adviser",
        least=1,
        most=200,
        of="personal advisers in post on the last day of the quarter",
        definition="Care leavers with an allocated adviser, for each adviser in post.",
        why="An adviser with too many young people cannot keep up with any of them.",
    ),
    _aged_17_to_21(
        id="care_leavers_in_eet_today",
        ref="H02",
        title="Care leavers in education, work or training today",
        short="Care leavers working or studying",
        definition="Care leavers aged 17 to 21 in education, work or training on the last day of "
        "the quarter.",
        why="Work and study bring independence.",
        beside="care_leavers_in_eet_19_21",
        differs="The published figure is for young people aged 19 to 21 around their birthday. "
        "This one is for all aged 17 to 21 on one day.",
    ),
    _aged_17_to_21(
        id="care_leavers_suitable_home_today",
        ref="H07",
        title="Care leavers in a suitable home today",
        short="Care leavers in suitable homes",
        definition="Care leavers aged 17 to 21 whose home was suitable on the last day of the "
        "quarter.",
        why="Nobody can study or work from a place that is not safe.",
        beside="care_leavers_suitable_accommodation_19_21",
        differs="The published figure is for young people aged 19 to 21 around their birthday, "
        "without those abroad. This one is for all aged 17 to 21 on one day.",
    ),
)
