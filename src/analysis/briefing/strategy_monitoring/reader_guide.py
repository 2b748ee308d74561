"""How to read the page, and how its figures are judged and protected."""

from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import whom_to_ask
from analysis.present.parts.prose import Bullets, Prose

HOW_TO_READ = (
    "Will reliably meet, will reliably miss, may or may not: the target lies beyond one side of "
    "the limits within which the figure moves by chance, beyond the other, or between them. "
    "Cannot tell yet: too few quarters, or too few children.",
    "A signal is a point outside the limits, seven in a row on one side of the middle, seven "
    "rising or falling in a row, or two of three near a limit. Anything less is noise, and has no "
    "arrow.",
    "Published figures are of 31 March or of a whole year. Our own counts are of a quarter. They "
    "count different children on different days and must not be mixed.",
    "Of care leavers, published figures look at young people around their birthday; our own count "
    "looks at all of them on one day.",
    "Suppressed: the number of children is so small that one might be known. Not supplied: a "
    "partner has not given us the figure; that is not a zero.",
)
HOW_LONG = (
    "A child in care: until the child leaves care, or is 18.",
    "Aged 16 or 17, and still in care after thirteen weeks of it since turning 14 (an eligible "
    "child), or out of care by then (a relevant child): a personal adviser and a pathway plan.",
    "Aged 18 to 20, having been one of these (a former relevant child): the same, with help to "
    "work, study and live.",
    "Aged 21 to 24: advice and support from a personal adviser for those who ask for it (Children "
    "and Social Work Act 2017, section 3), and help with education that is under way.",
    "Others who were in care at 16 or 17, or left it for special guardianship (qualifying care "
    "leavers): advice and help until 25 where they need it.",
)
METHODS = (
    "Quarterly measures have XmR limits (the mean and 2.66 times the mean moving range), shares of "
    "changing cohorts have p-chart limits, and rare events are judged by the days between them. "
    "With fewer than twelve points the limits are trial limits; with fewer than six there is only "
    "a middle line, and with fewer than five no chart. Limits start anew only at an event that the "
    "strategy dates and explains. A figure about mostly the same children from one quarter to the "
    "next moves less than chance would say, so it has a status only where its target lies beyond "
    "twice its limits; a figure that is changing has none yet.",
    "Figures that start again each April are set against where the year should be by now, and "
    "never against limits. Published yearly figures are judged by their 95% interval.",
    "Local counts of 1 to 5 are hidden before anything is shown, with their complements and with "
    "whatever would give them away by subtraction; the finished page is searched for them, and is "
    "not written if one is found. A figure that was revised by a few stays as it was shown.",
    "What is still hard is written from the figures and cannot be left out: a figure short of its "
    "target, worse than similar authorities by more than chance, or getting worse beyond its "
    "limits.",
)


def how_to_read(there: Progress) -> Bullets:
    """How to read statuses, signals and the two kinds of figure."""
    return Bullets(points=HOW_TO_READ, lead="How to read this page")


def how_long(there: Progress) -> Bullets:
    """How long the council is responsible, cohort by cohort, up to the age of 25."""
    return Bullets(points=HOW_LONG, lead=f"How long is {there.name} responsible?")


def progress_methods(there: Progress) -> Prose:
    """How figures are judged and protected, and whom to ask about the report."""
    of = " No quarterly figure of the council's own was supplied." if there.local.empty else ""
    asked = whom_to_ask(there.whole.contact)
    return Prose([*METHODS[:-1], METHODS[-1] + of, *([asked] if asked else [])])
