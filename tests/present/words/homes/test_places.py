"""What is said of the homes there are: whose, how good, and for whose children."""

import pytest

from analysis.present.words.homes import places

NAN = float("nan")


def test_homes_are_told_with_their_places_and_sectors():
    sectors = {"private": 70.0, "local_authority": 20.0, "voluntary": 10.0, "health": 0.0}
    assert places.homes("Ordinarton", 2025, 30, 100, sectors) == (
        "On 31 March 2025 there were 30 homes with 100 places in Ordinarton, whichever council "
        "uses them: 70% with private providers, 20% with councils and 10% with charities."
    )


def test_one_home_of_one_sector_and_none_at_all():
    one = places.homes("Ordinarton", 2025, 1, 4, {"private": 4.0})
    assert one.startswith("On 31 March 2025 there was 1 home with 4 places in Ordinarton")
    assert one.endswith(": all with private providers.")
    none = places.homes("Ordinarton", 2025, 0, 0, {})
    assert none == "There was no children's home in Ordinarton on 31 March 2025."
    assert "No complete list" in places.homes("Ordinarton", 2025, NAN, NAN, {})


def test_a_large_owner_is_named_as_a_dependence_by_share_only():
    assert places.owners(12, 20, 100).startswith(
        "They belong to 12 owners; the largest has 20 of 100 places (20%)."
    )
    assert "more than a third of its places" in places.owners(3, 40, 100)
    assert "one owner" in places.owners(1, 6, 6)
    assert places.owners(NAN, NAN, 10) == "No owner is listed."


def test_judgements_add_up_to_the_homes():
    judged = {"outstanding": 2.0, "good": 6.0, "requires_improvement": 3.0, "inadequate": 1.0}
    told = places.judgements(judged | {"not_yet_judged": 4.0}, 2025)
    assert told == (
        "Of 16 homes on 31 March 2025, Ofsted had judged 8 good or outstanding, 3 to require "
        "improvement to be good and 1 inadequate; 4 had not been judged yet."
    )
    only = places.judgements({"good": 3.0}, 2025)
    assert only == "Of 3 homes on 31 March 2025, Ofsted had judged 3 good or outstanding."


def test_openings_and_closures_have_their_zero_in_words():
    told = places.movements(7, 11, 2016, 2023)
    assert told.startswith("Between April 2016 and March 2023, 7 places in children's homes")
    assert "no place in children's homes opened and 9 closed" in places.movements(0, 9, 2016, 2023)
    assert "1 place in children's homes opened and none closed" in places.movements(
        1, 0, 2016, 2023
    )
    assert places.movements(0, 0, 2016, 2023).startswith("No place in children's homes")


def test_children_across_the_boundary_are_told_both_ways():
    out = places.net_use(2025, 42, 85)
    assert out == (
        "On 31 March 2025, 85 children in our care lived outside our area and 42 children in the "
        "care of other councils lived in it: 43 more went out than came in."
    )
    assert "43 more came in than went out" in places.net_use(2025, 85, 42)
    assert "as many came in as went out" in places.net_use(2025, 8, 8)
    assert "not published" in places.net_use(2025, NAN, 8)


def test_our_share_says_that_it_is_of_all_kinds_of_home():
    told = places.own_share(2025, 60, 100)
    assert "100 children in care lived in homes in our area, 60% of them our own" in told
    assert "for all kinds of home together" in told
    assert "not published" in places.own_share(2025, NAN, 100)


@pytest.mark.parametrize(
    ("before", "moved"), [(500.0, "65 fewer than"), (400.0, "35 more than"), (435.0, "as many as")]
)
def test_foster_places_are_set_beside_the_first_year(before, moved):
    told = places.fostering({2022: (before, 300.0), 2025: (435.0, 275.0)})
    assert "approved for 435 places, and 275 (63%) were filled" in told
    assert told.endswith(f"That is {moved} on 31 March 2022.")


def test_foster_places_that_are_not_published_say_why():
    assert "report together" in places.fostering({2025: (NAN, NAN)})
    assert "report together" in places.fostering({})


def test_supported_accommodation_is_said_to_be_no_supply_figure():
    assert "no supply figure" in places.supported(2025, 304)
    assert "had no place in supported" in places.supported(2025, 0)
    assert "No list" in places.supported(0, NAN)
