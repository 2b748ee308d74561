"""Sentences about a council's own return: its newest figure beside the published one."""

from analysis.catalogue.indicator import Indicator
from analysis.core.results import Change
from analysis.present import numbers
from analysis.present.returned import Returned, in_words
from analysis.present.rows import Point

MADE_UP = "An example, from a made-up return"
REAL = "The council's own return"
BESIDE = {
    "rose": ", clearly higher than {published}",
    "fell": ", clearly lower than {published}",
    "no_evidence": ", not clearly different from {published}",
    "no_test": ", not tested against {published}",
    "series_break": ", counted in another way than {published}",
    "too_few_years": "; there is no published figure to set beside it",
}
SO_FAR = {
    "rose": "A clear rise.",
    "fell": "A clear fall.",
    "no_evidence": "No clear change.",
    "no_test": "Not tested.",
    "series_break": "It was counted in another way.",
    "too_few_years": "They cannot be compared.",
}
VERDICTS = {
    "rose": "higher",
    "fell": "lower",
    "no_evidence": "no clear difference",
    "no_test": "not tested",
    "series_break": "counted in another way",
    "too_few_years": "not compared",
}


def of_trust(trust: str) -> str:
    """Why external provision is counted in another way in a made-up return; '' without a trust."""
    if not trust:
        return ""
    return (
        f"External provision: the department counts homes of {trust} as external, as a charity's; "
        "the made-up return counts such homes as the council's own."
    )


def newer(indicator: Indicator, returned: Returned, change: Change) -> str:
    """The newest figure of a return with its interval and day, and whether it differs from the
    newest published one by more than chance.

    `change` is the tested change from that one; a figure that is hidden is said to be.
    """
    lead, point = MADE_UP if returned.made_up else REAL, returned.series[-1]
    if not point.known:
        why = numbers.why_missing(point.status)
        return f"{lead}: the figure on {in_words(point)} is {why}."
    told = f"{lead}: {with_interval(indicator, point)} on {in_words(point)}"
    return f"{told}{beside(indicator, point, change)}."


def beside(indicator: Indicator, point: Point, change: Change) -> str:
    """How a figure stands beside the published one that a tested change starts from: what follows
    its day in a sentence.
    """
    published = ""
    if change.earlier is not None and change.from_value is not None:
        published = f"the published figure {indicator.label(change.earlier)}"
        if numbers.figure(indicator, change.from_value) == numbers.figure(indicator, point.value):
            return f", the same as {published}"
    return BESIDE[change.verdict].format(published=published)


def so_far(indicator: Indicator, now: Point, change: Change) -> str:
    """A figure since 1 April beside that of the same months a year before (a tested `change`)."""
    since = f"from 1 April to {in_words(now)}"
    told = f"{indicator.title} {since}: {with_interval(indicator, now)}"
    if change.earlier is None or change.from_value is None:
        return f"{told}; the same months of the year before are not shown."
    before = numbers.figure(indicator, change.from_value)
    verdict = SO_FAR[change.verdict]
    return f"{told}; a year before {before}. {verdict}"


def with_interval(indicator: Indicator, point: Point) -> str:
    """A figure as it is said, with its 95% interval where it has one."""
    said = numbers.after_title(indicator, point.value)
    if not point.limited:
        return said
    return f"{said} (95% interval {numbers.interval(indicator, point.lower, point.upper)})"
