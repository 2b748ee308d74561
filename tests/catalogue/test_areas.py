"""The register of areas: 153 living authorities, names that resolve, and series that never join."""

from datetime import date

import pandas as pd
import pytest

from analysis.catalogue.areas import (
    ENGLAND,
    SET,
    area,
    areas,
    authorities,
    authorities_in,
    by_code,
    joined,
    members,
    region,
    regions,
    reporting_area,
    together,
    whole_regions,
)
from analysis.core import store
from analysis.core.errors import AbolishedAreaError, CareAnalysisError, UnknownNameError

NEW = {
    "838": date(2019, 4, 1),
    "839": date(2019, 4, 1),
    "940": date(2021, 4, 1),
    "941": date(2021, 4, 1),
    "942": date(2023, 4, 1),
    "943": date(2023, 4, 1),
}
ENDED = {
    "835": ("Dorset (before 2019)", ["Dorset", "Bournemouth, Christchurch and Poole"]),
    "836": ("Poole", ["Bournemouth, Christchurch and Poole"]),
    "837": ("Bournemouth", ["Bournemouth, Christchurch and Poole"]),
    "909": ("Cumbria", ["Cumberland", "Westmorland and Furness"]),
    "928": ("Northamptonshire", ["North Northamptonshire", "West Northamptonshire"]),
}
RAN_ON = {"825": 2020, "815": 2023, "933": 2023}


def own_numbers(code: str) -> pd.DataFrame:
    """Every figure an area has of its own, comparators left out."""
    rows = store.measured([code])
    return rows[(rows["group"] == "self") & (rows["status"] == "ok")]


def test_there_are_153_living_authorities() -> None:
    living = authorities()
    assert len(living) == 153
    assert [a.name for a in living] == sorted(a.name for a in living)
    assert not [a for a in living if a.abolished or a.kind != "authority"]
    assert {a.code for a in areas().values() if a.abolished} == set(ENDED)


def test_names_codes_and_slugs_are_unique() -> None:
    living = authorities()
    for name in ("code", "name", "slug", "gss"):
        assert len({getattr(a, name) for a in living}) == 153, name
    assert all(len(a.code) == 3 and a.code.isdigit() for a in living)
    assert all(a.slug and a.slug.strip("-") == a.slug for a in living)


def test_every_authority_is_in_one_region() -> None:
    assert len(regions()) == 11
    nine = [r for r in regions() if not r.region]
    assert len(nine) == 9
    found = [a.code for r in nine for a in authorities_in(r)]
    assert len(found) == len(set(found)) == 153
    assert len(authorities_in(areas()["E12000007"])) == 33


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("Bristol", "801"),
        ("Bristol, City of", "801"),
        ("bristol", "801"),
        ("801", "801"),
        ("E06000023", "801"),
        ("Herefordshire, County of", "884"),
        ("kingston upon hull", "810"),
        ("Cheshire East", "895"),
        ("cheshire-east", "895"),
        ("BCP", "839"),
        ("Bournemouth, Christchurch & Poole", "839"),
        ("Bedford Borough", "822"),
        ("Dorset", "838"),
        ("Westmorland & Furness", "943"),
        ("England", ENGLAND),
        ("Yorkshire and the Humber", "E12000003"),
        ("Isles of Scilly", "420"),
        # Barnsley and Sheffield have had two GSS codes; Somerset and others became unitary.
        ("E08000016", "370"),
        ("E08000038", "370"),
        ("E08000019", "373"),
        ("E08000039", "373"),
        ("E10000027", "933"),
        ("E06000066", "933"),
        ("E10000002", "825"),
        ("E10000023", "815"),
    ],
)
def test_a_name_code_or_alias_finds_its_area(given: str, code: str) -> None:
    assert area(given).code == code


def test_every_living_authority_is_found_by_all_its_names() -> None:
    for each in authorities():
        for known_as in (each.code, each.name, each.official_name, each.slug, each.gss):
            assert reporting_area(known_as) == each
        for known_as in (*each.aliases, *filter(None, [each.former_gss])):
            assert area(known_as) == each


FORMAL = [
    "{n} Council",
    "The {n} Council",
    "{n} City Council",
    "{n} County Council",
    "{n} Borough Council",
    "{n} Metropolitan Borough Council",
    "{n} Metropolitan District Council",
    "{n} MBC",
    "{n} Unitary Authority",
    "{n}, London Borough of",
    "London Borough of {n}",
    "The London Borough of {n} Council",
    "LB {n}",
    "Royal Borough of {n}",
    "Metropolitan Borough of {n}",
    "City of {n} Council",
    "City of {n}",
    "County of {n}",
    "Council of the {n}",
]
TWINS = {"Derby", "Leicester", "Nottingham"}


@pytest.mark.parametrize("form", FORMAL)
def test_every_authority_is_found_by_its_formal_name(form: str) -> None:
    found = 0
    for each in authorities():
        if each.name.removesuffix("shire") in TWINS and ("County" in form or "City" in form):
            continue
        for name in (each.name, each.name.upper(), each.name.replace(" and ", " & ")):
            assert reporting_area(form.format(n=name)) == each, form.format(n=name)
        found += 1
    assert found >= 153 - 2 * len(TWINS)


@pytest.mark.parametrize("city", sorted(TWINS))
def test_a_city_and_its_county_are_not_taken_for_one_another(city: str) -> None:
    assert reporting_area(f"{city} City Council").name == city
    assert reporting_area(f"{city}shire County Council").name == f"{city}shire"
    for wrong in (f"{city} County Council", f"{city}shire City Council"):
        with pytest.raises(UnknownNameError) as refused:
            area(wrong)
        assert refused.value.suggestions[:2] == [city, f"{city}shire"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Bristol City Council", "Bristol"),
        ("Bristol (City of)", "Bristol"),
        ("London Borough of Hackney", "Hackney"),
        ("Durham County Council", "County Durham"),
        ("Leeds City Council", "Leeds"),
        ("Newcastle City Council", "Newcastle upon Tyne"),
        ("City of Wolverhampton Council", "Wolverhampton"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("City of York Council", "York"),
        ("Kingston-upon-Hull", "Kingston upon Hull"),
        ("Hull City Council", "Kingston upon Hull"),
        ("Kingston upon Hull, City of", "Kingston upon Hull"),
        ("Royal Borough of Kingston", "Kingston upon Thames"),
        ("Royal Borough of Windsor & Maidenhead", "Windsor and Maidenhead"),
        ("St Helens", "St. Helens"),
        ("St. Helens Borough Council", "St. Helens"),
        ("Saint Helens Council", "St. Helens"),
        ("City of London Corporation", "City of London"),
        ("London, City of", "City of London"),
        ("Herefordshire, County of", "Herefordshire"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("Cornwall Council", "Cornwall"),
        ("BCP Council", "Bournemouth, Christchurch and Poole"),
        ("Bath & NE Somerset Council", "Bath and North East Somerset"),
        ("0301", "Barking and Dagenham"),
    ],
)
def test_a_council_is_found_as_people_write_it(given: str, name: str) -> None:
    assert reporting_area(given).name == name


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Kingston Council", ["Kingston upon Hull", "Kingston upon Thames"]),
        ("Brighton City Council", ["Brighton and Hove"]),
        ("Lincoln City Council", ["Lincolnshire"]),
        ("Leds City Council", ["Leeds"]),
        ("London Borough of Barking", ["Barking and Dagenham"]),
    ],
)
def test_a_formal_name_that_is_not_known_is_answered_with_the_names_meant(
    given: str, meant: list[str]
) -> None:
    with pytest.raises(UnknownNameError) as refused:
        area(given)
    assert refused.value.suggestions == meant


def test_a_style_alone_and_a_region_are_no_council() -> None:
    for given in ("Council", "City Council", "The", "Royal Borough"):
        with pytest.raises(UnknownNameError):
            reporting_area(given)
    with pytest.raises(UnknownNameError, match="London is a region"):
        reporting_area("London Council")


@pytest.mark.parametrize(
    ("given", "meant"),
    [("Birmingam", "Birmingham"), ("Lancashir", "Lancashire"), ("Bradfrod", "Bradford")],
)
def test_a_misspelt_name_is_answered_with_a_suggestion(given: str, meant: str) -> None:
    with pytest.raises(UnknownNameError, match=f"'{given}'. Did you mean .*{meant}") as refused:
        area(given)
    assert meant in refused.value.suggestions


@pytest.mark.parametrize("given", ["", "   ", "380 ", "Atlantis", "38"])
def test_nonsense_finds_nothing_or_its_area(given: str) -> None:
    if given.strip() == "380":
        assert area(given).name == "Bradford"
        return
    with pytest.raises(UnknownNameError):
        area(given)


@pytest.mark.parametrize("code", ENDED)
def test_an_abolished_authority_names_its_successors(code: str) -> None:
    name, successors = ENDED[code]
    with pytest.raises(AbolishedAreaError) as refused:
        reporting_area(code)
    message = str(refused.value)
    assert message.startswith(f"{name} was abolished after 31 March")
    assert all(each in message for each in successors)
    assert area(code).abolished


def test_a_region_and_the_country_are_not_authorities() -> None:
    with pytest.raises(UnknownNameError, match="use --region"):
        reporting_area("London")
    with pytest.raises(UnknownNameError, match="local authorities"):
        reporting_area("England")
    assert region("986").name == "London"
    with pytest.raises(UnknownNameError):
        region("Bradford")


@pytest.mark.parametrize("code", NEW)
def test_an_authority_exists_from_its_first_day(code: str) -> None:
    chosen = areas()[code]
    assert chosen.start == NEW[code]
    assert chosen.existed(NEW[code])
    assert not chosen.existed(date(NEW[code].year, 3, 31))


@pytest.mark.parametrize("code", NEW)
def test_nothing_is_measured_before_an_authority_began(code: str) -> None:
    figures = own_numbers(code)
    assert len(figures) > 200
    assert figures["period_end"].min() >= pd.Timestamp(NEW[code])
    before = store.measured([code])
    before = before[(before["group"] == "self") & (before["period_end"] < pd.Timestamp(NEW[code]))]
    assert set(before["status"]) == {"not_applicable"}


@pytest.mark.parametrize("code", ENDED)
def test_nothing_is_measured_after_the_school_year_in_which_an_authority_ended(code: str) -> None:
    end = areas()[code].end
    assert end is not None
    figures = own_numbers(code)
    assert len(figures) > 100
    assert figures["period_end"].max() <= pd.Timestamp(end.year, 8, 31)
    assert not store.measured([code])["group"].str.startswith("neighbours").any()


@pytest.mark.parametrize("code", RAN_ON)
def test_a_series_runs_on_where_only_the_form_of_council_changed(code: str) -> None:
    figures = own_numbers(code)
    numbers = figures[figures["indicator"] == "cla_number"]
    assert list(numbers["period_end"].dt.year) == list(range(2016, 2026))
    assert RAN_ON[code] in range(2017, 2025)
    assert areas()[code].former_gss
    assert areas()[code].start is None


@pytest.mark.parametrize(
    ("before", "after", "year"), [("928", ("940", "941"), 2022), ("909", ("942", "943"), 2024)]
)
def test_series_never_join_across_an_abolition(
    before: str, after: tuple[str, str], year: int
) -> None:
    old = own_numbers(before)
    assert old.loc[old["indicator"] == "cla_number", "period_end"].dt.year.max() == year - 1
    for code in after:
        new = own_numbers(code)
        years = new.loc[new["indicator"] == "cla_number", "period_end"].dt.year
        assert years.min() == year


def test_smallest_authorities_say_why_there_is_no_figure() -> None:
    scilly = store.measured(["420"])
    rates = scilly[(scilly["indicator"] == "cla_rate") & (scilly["group"] == "self")]
    assert rates.loc[rates["period_end"] >= "2021-01-01", "value"].isna().all()
    assert not rates["status"].isin(["", "missing"]).any()
    city = store.measured(["201"])
    latest = city[(city["indicator"] == "cla_number") & (city["period_end"] == "2025-03-31")]
    assert list(latest["status"]) == ["suppressed"]


def test_a_set_says_in_its_code_who_is_in_it_and_what_it_is_called() -> None:
    two = joined([area("Devon"), area("Bristol"), area("Devon")], "Two in the West")
    assert (two.code, two.kind) == ("801+878=Two in the West", SET)
    assert (two.name, two.folder) == ("Two in the West", "sets/two-in-the-west")
    assert by_code(two.code) == two
    assert [a.name for a in members(two)] == ["Bristol", "Devon"]
    assert joined([area("Devon"), area("Bristol")]).name == "Bristol and Devon"


def test_a_region_or_a_set_is_named_as_a_person_writes_it() -> None:
    assert together("South West") == region("South West") == together("E12000009")
    assert together("Bristol City Council + Devon = Two").code == "801+878=Two"
    assert together("801+878").name == "Bristol and Devon"
    assert region("London").folder == "regions/london"
    assert area("Leeds").folder == "leeds"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Bristol", "no region|No region"),
        ("Bristol + Cumbria", "abolished"),
        ("Bristol + Bristol", "two authorities or more"),
        ("Bristol + Devon + Kent + Leeds", "need a name together"),
        ("Bristol + Devon = ../elsewhere", "is no name"),
        ("Bristol + Devon = <b>", "is no name"),
        ("Bristol + Atlantis", "Atlantis"),
    ],
)
def test_what_is_no_set_is_refused_with_what_would_do(written: str, said: str) -> None:
    with pytest.raises(CareAnalysisError, match=said):
        together(written)


def test_the_nine_regions_have_every_authority_once() -> None:
    nine = whole_regions(authorities())
    assert len(nine) == 9
    inside = [a.code for each in nine for a in members(each)]
    assert sorted(inside) == sorted(a.code for a in authorities())
    assert whole_regions([a for a in authorities() if a.name != "Devon"]) == [
        each for each in nine if each.name != "South West"
    ]
