"""What a strategy may name as an indicator: published, local, or what nobody publishes."""

from analysis.catalogue.indicator import HIGH, LOW, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL, RARE, LocalIndicator
from analysis.catalogue.not_published import NOT_PUBLISHED, NotPublished
from analysis.strategy.faults import meant

EDUCATION = "F"
NATIONAL = frozenset({"england", "region", "neighbours"})
MARKED = "external_provision"
"""The published figure whose chart in the progress report shows events."""


def found(name: str) -> Indicator | LocalIndicator | None:
    """The indicator with this id, published or local; none where there is none."""
    return INDICATORS.get(name) or LOCAL.get(name)


def is_local(name: str) -> bool:
    """Whether it is one that councils count for themselves."""
    return name in LOCAL


def neutral(name: str) -> bool:
    """Whether neither more nor fewer is better."""
    return (indicator := found(name)) is not None and indicator.polarity not in (HIGH, LOW)


def rare(name: str) -> bool:
    """Whether it is an event that is told by the time between two of them."""
    return name in LOCAL and LOCAL[name].kind == RARE


def limited(name: str) -> bool:
    """Whether it is a quarterly figure that has process limits: no sum since April, none rare."""
    return name in LOCAL and not LOCAL[name].cumulative and LOCAL[name].kind != RARE


def unpublished(name: str) -> NotPublished | None:
    """What nobody publishes an answer to, by its number in the field's list."""
    return next((n for n in NOT_PUBLISHED if n.ref == name.upper()), None)


def title(name: str) -> str:
    """What a page calls an indicator, or what nobody publishes; its id where it is neither."""
    known = found(name) or unpublished(name)
    return known.title if known else name


def education(name: str) -> bool:
    """Whether it is about education."""
    return (indicator := found(name)) is not None and indicator.ref.startswith(EDUCATION)


def all_pupils(name: str) -> bool:
    """Whether figures for all pupils stand beside it, or beside the published one it resembles."""
    published = INDICATORS.get(name) or INDICATORS.get(LOCAL[name].beside if name in LOCAL else "")
    return published is not None and published.all_pupils is not None


def has_comparator(name: str) -> bool:
    """Whether other councils' figures stand beside it, or beside the published one like it."""
    if name in LOCAL:
        return LOCAL[name].beside in INDICATORS
    return name in INDICATORS and bool(NATIONAL & set(INDICATORS[name].comparators))


def agrees(written: float, published: float) -> bool:
    """Whether a figure is a published one, rounded to the decimals it is written with."""
    decimals = len(repr(float(written)).partition(".")[2].rstrip("0"))
    return abs(written - published) <= 0.5 * 10**-decimals + 1e-9


def advice(name: str, *, published_only: bool = False) -> str:
    """What would do in place of a name that is not known."""
    local: dict[str, LocalIndicator] = {} if published_only else LOCAL
    every: dict[str, Indicator | LocalIndicator] = {**INDICATORS, **local}
    numbered = [i.id for i in every.values() if i.ref == name.upper()]
    if numbered:
        return f"{name.upper()} is called {' or '.join(numbered[:4])}"
    if question := unpublished(name):
        return (
            f"nobody publishes {question.ref} ({question.title.lower()}) and it is no local "
            "indicator; put it among information_needs"
        )
    lists = "`care-analysis indicators` lists the published ones, docs/strategy-file.md the local"
    return meant(name, every, lists)
