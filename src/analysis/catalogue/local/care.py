"""What councils count each quarter about care itself: numbers, homes, safety, voice, members."""

from analysis.catalogue.indicator import LOW, NEUTRAL
from analysis.catalogue.local.indicator import number, share, time_between

OWN_COUNT = (
    "The published figure is for 31 March after checking with the department; this one is the "
    "council's own count on the last day of the quarter."
)

CARE = (
    number(
        id="children_in_care_at_quarter_end",
        carried_over=True,
        ref="A01",
        title="Children in care at the end of the quarter",
        short="Children in care",
        of="children in care on the last day of the quarter",
        definition="Children looked after on the last day of the quarter, short breaks left out.",
        why="Every other figure is about these children.",
        beside="cla_number",
        differs=OWN_COUNT,
    ),
    number(
        id="started_in_quarter",
        ref="A03",
        title="Children who came into care in the quarter",
        short="Children who came into care",
        of="children who came into care in the quarter",
        definition="Children who started to be looked after in the quarter.",
        why="It is the first sign of a change in need, or in what is done about it.",
        beside="cla_started_number",
        differs="The published figure counts each child once in a year; four quarters can add up "
        "to more, since a child can come into care twice.",
    ),
    share(
        id="external_provision_at_quarter_end",
        carried_over=True,
        ref="B09",
        title="Children in external provision at the end of the quarter",
        short="Children in external provision",
        unit="% of children in care",
        polarity=NEUTRAL,
        of="children in care on the last day of the quarter whose provider is recorded",
        definition="Children who lived with another council's, a private or a voluntary provider.",
        why="It shows how much the council relies on others for homes, and what that costs.",
        beside="external_provision",
        differs=OWN_COUNT,
    ),
    share(
        id="three_or_more_placements_so_far",
        ref="D01",
        title="Children with three or more placements since April",
        short="Three placements or more",
        unit="% of children in care",
        polarity=LOW,
        of="children in care at any time since 1 April",
        definition="Children in care at any time since 1 April who have had three or more "
        "placements since then.",
        why="Each move can cost a child their school, their friends and their trust.",
        cumulative=True,
        beside="three_or_more_placements",
        differs="The published figure counts only children still in care at 31 March, over the "
        "whole year; this one counts all since April and grows through the year.",
    ),
    time_between(
        id="unregistered_placements",
        ref="B24",
        title="Children placed in homes that are not registered",
        short="Unregistered placements",
        of="each placement in an unregistered home",
        definition="Days between one placement in an unregistered home and the next.",
        why="Nobody inspects a home that is not registered.",
    ),
    share(
        id="members_trained",
        carried_over=True,
        ref="K06",
        title="Councillors trained as corporate parents",
        unit="% of councillors",
        of="councillors in office on the last day of the quarter",
        definition="Councillors in office who have been trained as corporate parents since they "
        "were last elected. It starts again with an election.",
        why="Every councillor is a corporate parent.",
        about_children=False,
    ),
)

SAFETY = (
    share(
        id="return_interviews_on_time",
        ref="G04",
        title="Return conversations held within 72 hours",
        short="Return conversations within 72 hours",
        unit="% of times that a child went missing",
        of="times in the quarter that a child in care went missing and came back",
        definition="Return home interviews held within 72 hours of the child coming back.",
        why="The child can say what was wrong while it can still be put right.",
    ),
    time_between(
        id="remanded_to_custody",
        ref="G07",
        title="Children in care remanded to custody",
        short="Remands to custody",
        of="each remand",
        definition="Days between one remand of a child in care to custody and the next.",
        why="Children in care are more often locked up than others for the same behaviour.",
    ),
)

VOICE = (
    share(
        id="reviews_on_time",
        ref="I01",
        title="Children whose reviews were all on time",
        short="Reviews on time",
        unit="% of children with a review",
        of="children who should have had a review in the quarter",
        definition="Children all of whose reviews in the quarter were held in time.",
        why="A review is where a child's plan is checked by somebody independent.",
    ),
    share(
        id="took_part_in_review",
        ref="I02",
        title="Children who took part in their review",
        short="Children taking part in reviews",
        unit="% of reviews of children aged 4 and over",
        of="reviews in the quarter of children aged 4 and over",
        definition="Reviews in which the child spoke, wrote or had somebody speak for them.",
        why="It is the child's life.",
    ),
    share(
        id="visits_on_time",
        ref="I03",
        title="Visits by social workers that were on time",
        short="Social workers' visits on time",
        unit="% of visits",
        of="visits that should have been made in the quarter",
        definition="Visits to children in care made by the day they were due.",
        why="Somebody has to see the child.",
    ),
    share(
        id="advocacy_taken_up",
        ref="I04",
        title="Children who have an advocate",
        unit="% of children aged 5 and over in care",
        of="children aged 5 and over in care on the last day of the quarter",
        definition="Children aged 5 and over who had an advocate on the last day of the quarter.",
        why="An advocate helps a child to be heard.",
    ),
)
