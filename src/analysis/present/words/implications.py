"""What a figure asks of the council: questions and tasks from declared texts, never causes."""

from analysis.catalogue.indicator import LOW, NEUTRAL, Indicator
from analysis.present.words.comparisons import ABOVE, BELOW, HIGHER, LOWER

TO_UNDERSTAND = "Members can ask what lies behind it, and whether plans allow for it."
TO_KEEP = "Members can ask what keeps this up, and whether it holds for every group of children."
NO_DIFFERENCE = "On its own this figure gives no reason to treat the area differently from others."
RECORDED = (
    "First ask whether it was recorded at all: a figure of 0 where others have many is often a gap "
    "in the records."
)

# By theme, for a figure on the side that nobody wants.
TO_MEND = {
    "B": "Members can ask what homes are planned, where, and by when.",
    "C": "Members can ask what is being done about this cost, and by when.",
    "D": "Members can ask what is being done so that children have a lasting home.",
    "E": "Members can ask health partners what is being done, and by when.",
    "F": "Members can ask the virtual school what is being done, and for which pupils.",
    "G": "Members can ask partners how these children are being kept safe.",
    "H": "Members can ask what is offered to care leavers, and who misses out.",
    "J": "Members can ask how social workers are being recruited and kept.",
    "X": "Members can ask what help families get before things come to this.",
}
# The same for measures that their theme's question does not fit.
TO_MEND_ONE = {
    "placed_foster": "Members can ask how foster carers are found, paid and kept.",
    "three_or_more_social_workers": "Members can ask how social workers are kept, so that children "
    "need not start again with new ones.",
    "mid_year_school_moves": "Members can ask how school places are kept when a child moves home.",
    "moves_asked_for_by_carers": "Members can ask what support carers get before they ask a child "
    "to leave.",
    "adopted": "Members can ask how early adoption is considered, and for whom.",
    "remained_with_carers": "Members can ask who is offered to stay with their carers, and who is "
    "not.",
    "homes_good_or_outstanding": "Members can ask which homes our own children live in, and how "
    "they were judged.",
    "convicted": "Members can ask how homes and police deal with behaviour without court.",
    "sdq_concern": "Members can ask how long children wait for help, and from whom.",
    "sdq_received": "Members can ask why scores are missing, and for which children.",
}
HOMES = (
    "Members can ask whether homes of this kind are the right ones for these children.",
    "Members can ask what other homes these children live in, and whether they suit them.",
)
RECORDING = (
    "Members can ask what help these families get, and whether it is recorded here as elsewhere.",
    "Members can ask whether it is recorded here as elsewhere before reading anything into it.",
)
HELP = (
    "Plans should allow for more families who need help.",
    "Members can ask whether every family who needs help comes to be known.",
)
ALONE = (
    "Members can ask whether plans fit young people who arrive alone at 16 or 17.",
    "Figures for all children in care describe mostly children from here.",
)
# For neutral measures: where it is higher, and where it is lower.
NEUTRAL_ONES = {
    "cla_rate": (
        "The plan needs homes, social workers and later support for this many children.",
        "Members can ask how families are helped, and whether every child who needs care gets it.",
    ),
    "cla_started_rate": (
        "Members can ask what help comes before care, and for which children it comes too late.",
        "Members can ask how families are helped, and whether every child who needs care gets it.",
    ),
    "cla_ceased_rate": (
        "Members can ask where children go when they leave care, and whether it lasts.",
        "Members can ask which children could leave care, and what holds them there.",
    ),
    "cla_per_leaver": (
        "Members can ask why children stay in care longer, and for which of them it is right.",
        "Members can ask whether children who leave care sooner are safe and settled.",
    ),
    "foster_places_filled": (
        "Members can ask whether there is room left to choose the right carers for a child.",
        "Members can ask why places are empty: in the wrong place, or for other children.",
    ),
    "missing_during_year": (
        "Members can ask who goes missing, from where, and what they say when they are back.",
        "Members can ask whether every time a child goes missing is recorded.",
    ),
    "uasc_share": ALONE,
    "uasc_share_of_starts": ALONE,
    "uasc_per_10000": ALONE,
    "cin_rate": HELP,
    "cpp_rate": HELP,
    "referral_rate": HELP,
}


def implication(indicator: Indicator, where: str) -> str:
    """What a figure asks of the council; `where` is 'higher', 'lower', 'similar' and so on.

    Never better or worse for a neutral indicator.
    """
    over, under = where in (HIGHER, ABOVE), where in (LOWER, BELOW)
    if not over and not under:
        return NO_DIFFERENCE
    if indicator.polarity == NEUTRAL:
        return _neutral(indicator)[0 if over else 1]
    unwanted = over == (indicator.polarity == LOW)
    to_mend = TO_MEND_ONE.get(indicator.id, TO_MEND.get(indicator.theme, TO_UNDERSTAND))
    return to_mend if unwanted else TO_KEEP


def _neutral(indicator: Indicator) -> tuple[str, str]:
    if indicator.id.startswith("factor_"):
        return RECORDING
    if (
        indicator.id.startswith(("placed_", "provided_", "external_"))
        and indicator.kind != "number"
    ):
        return HOMES
    return NEUTRAL_ONES.get(indicator.id, (TO_UNDERSTAND, TO_UNDERSTAND))
