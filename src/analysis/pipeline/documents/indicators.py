"""The list of indicators for readers, made from the catalogue so that it cannot go stale."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from analysis.catalogue.indicator import KINDS, THEMES, Indicator
from analysis.catalogue.indicators import INDICATORS, of_theme
from analysis.catalogue.not_published import NOT_PUBLISHED, theme_name
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.pipeline.documents import GENERATED, markdown_table

NO_INTERVAL = "none can be given"
INTERVALS = {
    "number": "none: a count, not a sample",
    "rate": "95% and 99.8%, Poisson (exact below 10, Byar above)",
    "proportion": "95% and 99.8%, Wilson",
    **dict.fromkeys(("difference", "ratio", "money"), "none"),
}
COLUMNS: dict[str, Callable[[Indicator], str]] = {
    "Ref": lambda i: i.ref,
    "Id": lambda i: f"`{i.id}`",
    "Title": lambda i: i.title,
    "Definition": lambda i: i.definition,
    "Who is counted": lambda i: i.cohort,
    "Unit": lambda i: i.unit,
    "Better is": lambda i: i.polarity.removesuffix(" is good"),
    "Kind and interval": lambda i: f"{i.kind}; interval: {INTERVALS.get(i.kind, NO_INTERVAL)}",
    "Sources": lambda i: ", ".join(i.sources),
    "Beware": lambda i: i.caveat,
    "Breaks in the series": lambda i: " ".join(f"{_day(b.on)}: {b.why}" for b in i.breaks),
}
_table = partial(markdown_table, empty="none")


def indicators_markdown() -> str:
    """The text of `docs/indicators.md`: every indicator by theme, sources, and what is missing."""
    parts = [*_opening(), *(_theme(letter) for letter in THEMES), _sources(), *_missing()]
    return "\n\n".join(parts) + "\n"


def _opening() -> Iterator[str]:
    yield GENERATED
    yield "# Indicators"
    yield (
        f"The catalogue has {len(INDICATORS)} indicators, each declared once in "
        "`src/analysis/catalogue/indicators`. Values are those the publisher prints; where "
        "none is printed, the definition says that the value is worked out. `Ref` is the "
        "indicator's number in the field's list (X: context, which the list leaves out)."
    )
    yield "What kinds there are:"
    yield "\n".join(f"- **{kind}**: {what}." for kind, what in KINDS.items())


def _theme(letter: str) -> str:
    rows = ([cell(i) for cell in COLUMNS.values()] for i in of_theme(letter))
    return f"## {letter}. {THEMES[letter]}\n\n{_table([*COLUMNS], rows)}"


def _sources() -> str:
    rows = (
        (p.id, p.publisher, p.title, _day(p.released), p.data_to) for p in PUBLICATIONS.values()
    )
    return "## Sources\n\n" + _table(("Id", "Publisher", "Title", "Released", "Data to"), rows)


def _missing() -> Iterator[str]:
    yield "## What is not here, and why"
    yield (
        "Of the field's list of indicators, these have no published figure for an authority, "
        "or none in the files used here. Each names who could supply it."
    )
    header = ("Ref", "What", "Why not", "Who could supply it")
    for letter in sorted({n.theme for n in NOT_PUBLISHED}):
        rows = ((n.ref, n.title, n.why, n.supplier) for n in NOT_PUBLISHED if n.theme == letter)
        yield f"### {theme_name(letter)}\n\n{_table(header, rows)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
