"""Every indicator of the catalogue, its words, its figures, and the traps of its definitions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.indicator import KINDS, PERIODS, POLARITIES, Break, Figure, Indicator
from analysis.catalogue.indicators import INDICATORS, indicator, of_theme, search
from analysis.catalogue.not_published import NOT_PUBLISHED, theme_name
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import store
from analysis.core.errors import UnknownNameError
from analysis.measure.derived import EXPECTED
from analysis.pipeline.documents.indicators import indicators_markdown

ROOT = Path(__file__).resolve().parents[2]
EVERY = pytest.mark.parametrize("i", INDICATORS.values(), ids=INDICATORS)
RELIED_ON = {
    "cla_number",
    "cla_rate",
    "cla_started_rate",
    "cla_ceased_rate",
    "three_or_more_placements",
    "same_placement_two_years",
    "attainment_8",
    "care_leavers_in_eet_19_21",
    "care_leavers_suitable_accommodation_19_21",
    "placed_over_20_miles_outside",
}
# The last number of each theme in the field's list: 154 rows, of which one has three numbers.
LAST = {"A": 18, "B": 29, "C": 12, "D": 17, "E": 13, "F": 19, "G": 7, "H": 17, "I": 10, "J": 6}
REFS = {f"{theme}{n:02}" for theme, last in (LAST | {"K": 8}).items() for n in range(1, last + 1)}
# What has a rough stand-in, and is not published itself.
STOOD_IN_FOR = {"A16"}

JARGON = re.compile(
    r"\b(LAC|CLA|NEET|UASC|YOT|PEP|LAs?|contact time|absconded|siblings?|respite|cases of"
    r"|looked-after)\b"
)
AMERICAN = re.compile(
    r"\b(behavior|color|center|program|labor|favor|organiz\w+|recogniz\w+|enrollments?"
    r"|counsel(?:ing|or)|judgment|license[ds]? (?:by|to)|toward|gotten|mom|math)\b",
    re.IGNORECASE,
)


def figures_of(i: Indicator) -> Iterator[Figure]:
    """Every figure that an indicator asks the table of counts for."""
    named = (i.numerator, i.denominator, i.published)
    beside = (i.all_pupils, i.children_in_need, i.child_protection)
    yield from (f for f in (*named, *beside) if f is not None and f.measure != EXPECTED)


@pytest.fixture(scope="module")
def counted() -> set[tuple[str, str, str, str]]:
    """Every measure, unit, dimension and category in the built counts."""
    columns = ["measure", "unit", "dimension", "category"]
    table = store.read(store.COUNTS_FILE, columns=columns).drop_duplicates()
    return set(table.itertuples(index=False, name=None))


@pytest.fixture(scope="module")
def measured() -> pd.DataFrame:
    """Own rows of every area, without the splits."""
    columns = "indicator area period_end dimension group value lower95 status numerator denominator"
    rows = store.read(store.MEASURED_FILE, columns=columns.split())
    return rows[rows["group"] == "self"]


def test_there_are_at_least_90_and_those_relied_on_are_among_them() -> None:
    assert len(INDICATORS) >= 90
    assert set(INDICATORS) >= RELIED_ON
    assert {i.theme for i in INDICATORS.values()} == set("ABCDEFGHJX")


def test_every_row_of_the_fields_list_is_here_or_said_to_be_missing() -> None:
    present = {i.ref for i in INDICATORS.values()} - {"X"}
    missing = {n.ref for n in NOT_PUBLISHED}
    assert len(REFS) - 2 == 154
    assert present | missing == REFS
    assert present & missing <= STOOD_IN_FOR
    assert len(NOT_PUBLISHED) == len(missing)


@EVERY
def test_its_id_and_reference_are_well_formed(i: Indicator) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", i.id)
    assert i.ref in REFS or (i.ref, i.theme) == ("X", "X")
    assert INDICATORS[i.id] is i


@EVERY
def test_its_publications_exist(i: Indicator) -> None:
    assert set(i.sources) <= set(PUBLICATIONS)
    assert len(set(i.sources)) == len(i.sources)


@EVERY
def test_the_counts_have_every_figure_it_asks_for(
    i: Indicator, counted: set[tuple[str, str, str, str]]
) -> None:
    for figure in figures_of(i):
        if i.split and figure.dimension == i.split:
            wanted = {c for c in counted if c[:3] == (figure.measure, figure.unit, i.split)}
            assert len(wanted) > 1, figure
            continue
        for category in figure.categories:
            assert (figure.measure, figure.unit, figure.dimension, category) in counted


@EVERY
def test_it_is_measured_for_authorities_or_for_england(
    i: Indicator, measured: pd.DataFrame
) -> None:
    rows = measured[(measured["indicator"] == i.id) & (measured["status"] == "ok")]
    assert len(rows), "run `care-analysis build`"
    if not i.caveat.startswith("Published for England only"):
        assert rows.loc[rows["area"].str.len() == 3, "area"].nunique() >= 20


@EVERY
def test_its_words_are_plain_and_whole(i: Indicator) -> None:
    sentences = [i.definition, i.why, i.caveat, *(b.why for b in i.breaks)]
    for text in filter(None, sentences):
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith((".", "?")), text
    for text in (i.title, i.cohort):
        assert text[0].isupper() and not text.endswith("."), text
    for text in (*sentences, i.title, i.cohort, i.unit):
        assert "  " not in text and text == text.strip(), text
        assert not JARGON.search(text), text
        assert not AMERICAN.search(text), text
    assert len(i.title) <= 100


@EVERY
def test_its_breaks_lie_within_its_years(i: Indicator, measured: pd.DataFrame) -> None:
    years = measured.loc[measured["indicator"] == i.id, "period_end"]
    for each in i.breaks:
        assert isinstance(each, Break)
        assert years.min() <= pd.Timestamp(each.on) <= years.max(), each


@EVERY
def test_an_interval_is_given_only_where_counts_are_published(
    i: Indicator, measured: pd.DataFrame
) -> None:
    limits = measured.loc[measured["indicator"] == i.id, "lower95"]
    if i.has_interval:
        assert limits.notna().any()
    else:
        assert limits.isna().all()
    only_printed = i.kind in ("percentage", "published_rate", "mean")
    assert ("no interval can be given" in KINDS[i.kind]) == only_printed
    assert not (only_printed and i.has_interval)


@EVERY
def test_every_education_indicator_has_all_pupils_beside_it(i: Indicator) -> None:
    assert (i.all_pupils is not None) == (i.theme == "F")


def test_an_education_indicator_without_all_pupils_is_refused() -> None:
    with pytest.raises(ValueError, match="attainment_8: an education indicator needs the figure"):
        replace(indicator("attainment_8"), all_pupils=None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"polarity": "higher"}, "polarity 'higher' is not one of"),
        ({"kind": "share"}, "kind 'share' is not one of"),
        ({"theme": "Z"}, "theme 'Z' is not one of"),
        ({"period": "year"}, "period 'year' is not one of"),
        ({"numerator": None}, "a rate needs a numerator and a denominator"),
        ({"denominator": None}, "a rate needs a numerator and a denominator"),
        ({"kind": "mean", "published": None}, "a mean needs the published figure"),
        ({"definition": " "}, "definition is blank"),
        ({"why": ""}, "why is blank"),
        ({"sources": ()}, "no source is named"),
    ],
)
def test_a_bad_declaration_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=f"indicator cla_rate: {said}"):
        replace(indicator("cla_rate"), **changed)  # type: ignore[arg-type]


def test_indicators_are_found_by_id_by_words_and_by_theme() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean cla_rate"):
        indicator("cla_rat")
    assert indicator("dental_check") in search("DENTIST teeth")
    assert search("xylophone") == []
    assert {i.theme for i in of_theme("E")} == {"E"}
    with pytest.raises(UnknownNameError):
        of_theme("Q")


@EVERY
def test_its_period_is_said_in_words(i: Indicator) -> None:
    assert i.period in PERIODS and i.polarity in POLARITIES
    assert "2025" in i.label(date(2025, 3, 31)) or i.label(date(2025, 8, 31)).endswith("2024/25")


@pytest.mark.parametrize("n", NOT_PUBLISHED, ids=[n.ref for n in NOT_PUBLISHED])
def test_what_is_missing_is_said_plainly_with_who_could_supply_it(n: object) -> None:
    title, why, supplier = (getattr(n, name) for name in ("title", "why", "supplier"))
    assert title[0].isupper() and not title.endswith(".")
    assert why[0].isupper() and why.endswith(".")
    assert supplier and supplier[0].islower()
    assert theme_name(n.theme)  # type: ignore[attr-defined]
    for text in (title, why, supplier):
        assert not JARGON.search(text) and not AMERICAN.search(text) and "  " not in text


def test_the_list_for_readers_is_the_catalogue_of_today() -> None:
    on_disk = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert on_disk == indicators_markdown(), "run `care-analysis docs`"


def test_the_list_for_readers_names_everything() -> None:
    text = indicators_markdown()
    assert text.startswith("<!-- Generated: do not edit; run `care-analysis docs`. -->")
    assert all(f"| `{name}` |" in text for name in INDICATORS)
    assert all(f"| {n.ref} | {n.title} |" in text for n in NOT_PUBLISHED)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.endswith(" |") and "|  |" not in line for line in rows)
