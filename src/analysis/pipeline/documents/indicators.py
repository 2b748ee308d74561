"""The list of indicators for readers, made from the catalogue so that it cannot go stale."""

from functools import partial

from analysis.catalogue.indicator import KINDS, THEMES, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.indicators.not_published import NOT_PUBLISHED, NotPublished, theme_name
from analysis.catalogue.publications import PUBLICATIONS
from analysis.pipeline.documents import GENERATED, markdown_table

NO_INTERVAL = "none can be given"
INTERVALS = {
    "number": "none: a count, not a sample",
    "rate": "95% and 99.8%, Poisson (exact below 10, Byar above)",
    "proportion": "95% and 99.8%, Wilson",
    "difference": "none",
    "ratio": "none",
    "money": "none",
}
COLUMNS = (
    "Id",
    "Title",
    "Definition",
    "Who is counted",
    "Unit",
    "Better is",
    "Kind and interval",
    "Sources",
    "Beware",
    "Breaks in the series",
)
_table = partial(markdown_table, empty="none")


def indicators_markdown() -> str:
    """The text of `docs/indicators.md`: every indicator by theme, sources, and what is missing."""
    parts = [_opening(), *(_theme(letter) for letter in THEMES), _sources(), _missing()]
    return "\n\n".join(parts) + "\n"


def _opening() -> str:
    return "\n\n".join(
        (
            GENERATED,
            "# Indicators",
            f"The catalogue has {len(INDICATORS)} indicators, each declared once in "
            "`src/analysis/catalogue/indicators`. Values are those the publisher prints; where "
            "none is printed, the definition says that the value is worked out. `Ref` is the "
            "indicator's number in the field's list (X: context, which the list leaves out).",
            "What kinds there are:",
            "\n".join(f"- **{kind}**: {what}." for kind, what in KINDS.items()),
        )
    )


def _theme(letter: str) -> str:
    declared = [i for i in INDICATORS.values() if i.theme == letter]
    return f"## {letter}. {THEMES[letter]}\n\n" + _table(
        ("Ref", *COLUMNS), ((i.ref, *_cells(i)) for i in declared)
    )


def _cells(indicator: Indicator) -> tuple[str, ...]:
    interval = INTERVALS.get(indicator.kind, NO_INTERVAL)
    return (
        f"`{indicator.id}`",
        indicator.title,
        indicator.definition,
        indicator.cohort,
        indicator.unit,
        indicator.polarity.removesuffix(" is good"),
        f"{indicator.kind}; interval: {interval}",
        ", ".join(indicator.sources),
        indicator.caveat,
        " ".join(f"{b.on.day} {b.on:%B %Y}: {b.why}" for b in indicator.breaks),
    )


def _sources() -> str:
    rows = (
        (p.id, p.publisher, p.title, f"{p.released.day} {p.released:%B %Y}", p.data_to)
        for p in PUBLICATIONS.values()
    )
    return "## Sources\n\n" + _table(("Id", "Publisher", "Title", "Released", "Data to"), rows)


def _missing() -> str:
    letters = sorted({n.theme for n in NOT_PUBLISHED})
    opening = (
        "Of the field's list of indicators, these have no published figure for an authority, "
        "or none in the files used here. Each names who could supply it."
    )
    return "\n\n".join(
        ("## What is not here, and why", opening, *(_missing_theme(letter) for letter in letters))
    )


def _missing_theme(letter: str) -> str:
    rows: list[NotPublished] = [n for n in NOT_PUBLISHED if n.theme == letter]
    return f"### {theme_name(letter)}\n\n" + _table(
        ("Ref", "What", "Why not", "Who could supply it"),
        ((n.ref, n.title, n.why, n.supplier) for n in rows),
    )
