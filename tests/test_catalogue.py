"""Every indicator of the catalogue, its words, its figures, and the traps of its definitions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import store
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.document import indicators_markdown
from analysis.catalogue.indicator import KINDS, PERIODS, POLARITIES, Break, Figure, Indicator
from analysis.catalogue.indicators import INDICATORS, indicator, of_theme, search
from analysis.catalogue.not_published import NOT_PUBLISHED, theme_name
from analysis.catalogue.publications import PUBLICATIONS
from analysis.errors import UnknownNameError
from analysis.measure.derived import EXPECTED

ROOT = Path(__file__).resolve().parents[1]
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


@pytest.fixture(scope="module")
def england(measured: pd.DataFrame) -> pd.DataFrame:
    """England's own rows by indicator and year."""
    rows = measured[(measured["area"] == ENGLAND) & (measured["dimension"] == "all")]
    rows = rows.assign(year=rows["period_end"].dt.year)
    return rows.set_index(["indicator", "year"]).sort_index()


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
    assert {i.topic for i in of_theme("F", "attendance")} == {"attendance"}
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


# The traps of the definitions, each as the published figures show it.


def test_a_rates_population_is_that_of_the_year_before(england: pd.DataFrame) -> None:
    base = england.loc[("cla_rate", 2025), "denominator"].item()
    assert base == england.loc[("population_0_17", 2024), "value"].item() == 12_183_016
    assert "population is that of the year before" in indicator("cla_rate").caveat.lower()


def test_every_authoritys_rate_has_last_years_population(measured: pd.DataFrame) -> None:
    rates = measured[(measured["indicator"] == "cla_rate") & (measured["area"].str.len() == 3)]
    rates = rates[(rates["period_end"] == "2025-03-31") & rates["denominator"].notna()]
    people = measured[measured["indicator"] == "population_0_17"]
    people = people[people["period_end"] == "2024-06-30"].set_index("area")["value"]
    assert len(rates) > 150
    assert (rates["denominator"] == rates["area"].map(people)).all()


def test_the_three_measures_of_distance_are_three_indicators(england: pd.DataFrame) -> None:
    ids = ("placed_outside", "placed_over_20_miles", "placed_over_20_miles_outside")
    assert [england.loc[(i, 2025), "value"].item() for i in ids] == [44, 22, 18]
    assert len({indicator(i).ref for i in ids}) == 3
    assert len({indicator(i).definition for i in ids}) == 3


def test_same_carer_is_the_old_same_placement_and_runs_on(england: pd.DataFrame) -> None:
    years = england.loc["same_placement_two_years"]
    assert list(years.index) == list(range(2018, 2026))
    assert (years["status"] == "ok").all()
    assert "same carer" in indicator("same_placement_two_years").caveat


def test_cohorts_are_not_mixed(england: pd.DataFrame) -> None:
    def cohort(name: str, year: int = 2025) -> float:
        return england.loc[(name, year), "denominator"].item()

    assert cohort("placed_foster") == cohort("three_or_more_placements") == 81_770
    twelve_months = ("health_assessment", "dental_check", "immunisations", "substance_misuse")
    assert {cohort(name) for name in twelve_months} == {58_530}
    assert cohort("missing_during_year", 2024) == cohort("away_during_year", 2024) == 116_420
    assert cohort("adopted") == cohort("special_guardianship") == 34_450
    assert all("twelve months" in i.cohort for i in of_theme("E"))
    assert all("any time in the year" in indicator(i).cohort for i in ("missing_during_year",))


def test_convictions_are_of_children_aged_10_to_17(england: pd.DataFrame) -> None:
    convicted = indicator("convicted")
    assert convicted.denominator == Figure("cla_12_months_10_17")
    assert all("aged 10 to 17" in text for text in (convicted.title, convicted.cohort))
    assert england.loc[("convicted", 2025), "denominator"].item() == 40_990


def test_suitable_accommodation_has_another_group_than_work_and_study(
    england: pd.DataFrame,
) -> None:
    suitable = england.loc[("care_leavers_suitable_accommodation_19_21", 2025), "denominator"]
    working = england.loc[("care_leavers_in_eet_19_21", 2025), "denominator"]
    assert (suitable.item(), working.item()) == (38_190, 38_440)


def test_care_leavers_are_seen_around_their_birthday() -> None:
    ids = ("care_leavers_in_eet_17_18", "care_leavers_in_eet_19_21", "support_at_22")
    assert all("around their birthday" in indicator(i).cohort for i in ids)


def test_starts_less_ceases_is_not_the_change_in_number(england: pd.DataFrame) -> None:
    number = england.loc["cla_number", "value"]
    flow = england.loc[("net_flow", 2025), "value"].item()
    assert flow == 32_270 - 34_450 == -2_180
    assert number[2025] - number[2024] == -1_760
    assert "need not equal" in indicator("net_flow").caveat


def test_social_workers_before_care_are_counted_too() -> None:
    chosen = indicator("three_or_more_social_workers")
    assert "before they came into care" in chosen.definition
    assert "returning to an earlier worker counts as two" in chosen.caveat


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("placed_supported", date(2023, 10, 28)),
        ("placed_other", date(2023, 10, 28)),
        ("placement_of_children", date(2023, 10, 28)),
        ("attainment_8", date(2020, 3, 1)),
        ("attainment_8", date(2021, 9, 1)),
        ("english_maths_4", date(2020, 3, 1)),
        ("ks2_rwm", date(2020, 3, 1)),
        ("mid_year_school_moves", date(2020, 3, 31)),
    ],
)
def test_a_break_in_a_series_is_declared(name: str, on: date) -> None:
    assert on in {b.on for b in indicator(name).breaks}


def test_years_without_tests_have_no_figures(england: pd.DataFrame) -> None:
    lost = [("ks2_rwm", 2020), ("ks2_rwm", 2021), ("absence_overall", 2020)]
    lost += [("progress_8", year) for year in (2020, 2021, 2025)]
    assert set(england.loc[lost, "status"]) == {"not_available"}
    assert england.loc[lost, "value"].isna().all()
    assert "None for 2024/25" in indicator("progress_8").caveat


def test_a_mean_score_is_not_a_percentage(england: pd.DataFrame) -> None:
    average = indicator("sdq_average")
    assert (average.kind, average.unit, average.has_interval) == ("mean", "points out of 40", False)
    assert england.loc[("sdq_average", 2025), "value"].item() == 14.9
    assert england.loc[("sdq_concern", 2025), "value"].item() == 42


def test_hackneys_lost_year_is_not_zero(measured: pd.DataFrame) -> None:
    lost = ("missing_during_year", "away_during_year", "missing_incidents_per_child")
    rows = measured[
        (measured["area"] == "204")
        & (measured["period_end"] == "2021-03-31")
        & measured["indicator"].isin([*lost, "missing_more_than_once"])
    ]
    assert len(rows) == 4
    assert set(rows["status"]) == {"not_available"}
    assert rows["value"].isna().all() and rows["numerator"].isna().all()


@pytest.mark.parametrize("pair", [("314", "318"), ("940", "941")])
def test_two_authorities_that_return_together_have_no_figure_of_their_own(
    pair: tuple[str, str], measured: pd.DataFrame
) -> None:
    rows = measured[
        measured["area"].isin(pair)
        & measured["indicator"].isin(["social_worker_turnover", "social_worker_caseload"])
        & (measured["period_end"] >= "2021-04-01")
    ]
    assert len(rows) == 20
    assert set(rows["status"]) == {"not_available"}


def test_revised_years_keep_the_older_figure_beside_the_newer() -> None:
    counts = store.counts(["380"])
    uasc = counts[
        (counts["measure"] == "cla_31_march")
        & (counts["category"] == "uasc")
        & (counts["unit"] == "children")
        & (counts["period_end"] == "2024-03-31")
    ].sort_values("release")
    assert list(uasc["value"]) == [77, 79]
    assert list(uasc["release"].str[:4]) == ["2024", "2025"]


def test_children_whose_provider_is_not_reported_are_said_to_be_counted() -> None:
    chosen = indicator("external_provision")
    assert "not reported" in chosen.caveat
    assert chosen.denominator == Figure("cla_31_march")
