"""The charts of need, places and the gap, and of places by sector: message, marks and tables."""

import re

import pytest

from analysis.present.charts.forecast import gap_ranges, need_and_places, places_by_sector
from analysis.present.charts.forecast.need_and_places import Beside
from analysis.present.drawing import Outcome
from analysis.present.words.homes.need_and_places import Range
from towns import ORDINARTON

NAN = float("nan")
SOURCE = "Invented, 2025"


def ranges(*ends):
    return [
        Range(year=2026 + n, p10=low, p50=(low + high) / 2, p80=high - 1, p90=high)
        for n, (low, high) in enumerate(ends)
    ]


def beside(need=((90, 110), (85, 120)), places=((60, 70), (55, 75)), gap=((20, 45), (12, 60)), **k):
    past = [Outcome(year=2024, value=95, status="ok"), Outcome(year=2025, value=100, status="ok")]
    return Beside(
        **{
            "kind": "childrens_homes",
            "area": ORDINARTON,
            "past": past,
            "need": ranges(*need),
            "places": ranges(*places),
            "gap": ranges(*gap),
        }
        | k
    )


def drawn(figure, gid):
    axes = figure.axes[0]
    return [a for a in (*axes.lines, *axes.collections) if a.get_gid() == gid]


UNKNOWN = ((NAN, NAN), (NAN, NAN))


def test_need_and_places_are_both_drawn_with_their_bands():
    figure = need_and_places.plot(beside()).figure()
    for gid in ("own", "need", "need-band", "places", "places-band"):
        assert len(drawn(figure, gid)) == 1, gid
    texts = [t.get_text().replace("\n", " ") for t in figure.axes[0].texts]
    assert texts == ["Children who need one: 102", "Usable places: 65"]


def test_the_line_of_need_starts_at_the_last_published_number():
    need = drawn(need_and_places.plot(beside()).figure(), "need")[0]
    assert list(need.get_xdata()) == [2025, 2026, 2027]
    assert need.get_ydata()[0] == 100


def test_a_hidden_year_parts_the_line_and_nothing_is_drawn_in_it():
    past = [
        Outcome(year=2023, value=90, status="ok"),
        Outcome(year=2024, value=NAN, status="suppressed"),
        Outcome(year=2025, value=NAN, status="suppressed"),
    ]
    shown = beside(past=past)
    own = drawn(need_and_places.plot(shown).figure(), "own")
    assert [list(line.get_xdata()) for line in own] == [[2023]]
    assert list(drawn(need_and_places.plot(shown).figure(), "need")[0].get_xdata()) == [2026, 2027]
    exhibit = need_and_places.need_and_places(shown, source=SOURCE)
    assert "Not published: 2024, 2025." in exhibit.note
    assert exhibit.table["Children"].tolist()[:3] == ["90", "suppressed", "suppressed"]


@pytest.mark.parametrize(
    ("gap", "message"),
    [
        (((20, 45), (12, 60)), "Children's homes: need stays above usable places"),
        (
            ((-5, 45), (-9, 60)),
            "Children's homes: too close to call whether places are enough by March 2027",
        ),
        (((-45, -5), (-60, -9)), "Children's homes: usable places are enough in number"),
        (UNKNOWN, "Children's homes: 85 to 120 children may need one by March 2027"),
    ],
)
def test_the_headline_follows_the_gap(gap, message):
    places = UNKNOWN if gap is UNKNOWN else ((60, 70), (55, 75))
    exhibit = need_and_places.need_and_places(beside(gap=gap, places=places), source=SOURCE)
    assert exhibit.headline == message


def test_without_a_supply_figure_only_need_is_drawn_and_the_table_says_why():
    shown = beside(places=UNKNOWN, gap=UNKNOWN)
    assert drawn(need_and_places.plot(shown).figure(), "places") == []
    exhibit = need_and_places.need_and_places(shown, source=SOURCE)
    assert "usable places" not in exhibit.subtitle
    assert list(exhibit.table) == ["31 March", "Children", "Need, eight of ten futures"]
    assert "No places are drawn" in exhibit.alt


def test_without_a_forecast_of_need_nothing_is_drawn():
    with pytest.raises(ValueError, match="Ordinarton has no forecast"):
        need_and_places.need_and_places(beside(need=UNKNOWN), source=SOURCE)


def test_the_table_prints_the_quantiles_that_are_drawn():
    table = need_and_places.need_and_places(beside(), source=SOURCE).table
    assert table["31 March"].tolist() == ["2024", "2025", "2026", "2027"]
    assert table["Need, eight of ten futures"].tolist()[-1] == "85 to 120"
    assert table["Usable places, eight of ten futures"].tolist()[-1] == "55 to 75"
    assert table["Children without a place"].tolist()[-1] == "12 to 60 too few"


def test_an_axis_far_from_zero_says_so():
    far = beside(places=((80, 90), (80, 90)))
    assert "starts above zero" in need_and_places.need_and_places(far, source=SOURCE).note
    assert need_and_places.plot(beside(places=((5, 9), (5, 9)))).figure().axes[0].get_ylim()[0] == 0


def test_the_gap_by_year_is_a_bar_for_each_year_about_the_line_of_no_gap():
    gaps = ranges((-5, 8), (-3, 12))
    figure = gap_ranges.plot(gaps).figure()
    bars = drawn(figure, "interval")
    assert [list(bar.get_xdata()) for bar in bars] == [[-5, 8], [-3, 12]]
    assert drawn(figure, "reference")[0].get_xdata() == [0, 0]
    low, high = figure.axes[0].get_xlim()
    assert low < -5 and high > 12


def test_the_gap_exhibit_states_its_occupancy_and_refuses_a_gap_that_is_not_known():
    gaps = ranges((3, 9), (4, 12))
    found = gap_ranges.gap_ranges("foster", ORDINARTON, gaps, occupancy=0.76, source=SOURCE)
    assert found.headline == "Foster care: between 4 and 12 more needed by 2027"
    assert "76%" in found.note
    assert found.table["High (1 in 10 above)"].tolist() == ["9 too few", "12 too few"]
    with pytest.raises(ValueError, match="no gap to draw"):
        gap_ranges.gap_ranges("foster", ORDINARTON, ranges(*UNKNOWN), occupancy=0.76, source=SOURCE)


SECTORS = {
    "local_authority": {2021: 20.0, 2022: 18.0, 2025: 0.0},
    "private": {2021: 50.0, 2022: 60.0, 2025: 90.0},
    "voluntary": {2021: 0.0, 2022: 0.0, 2025: 10.0},
    "health": {2021: 0.0, 2022: 0.0, 2025: 0.0},
}


def test_places_by_sector_name_the_largest_and_leave_out_a_sector_without_places():
    found = places_by_sector.places_by_sector(SECTORS, ORDINARTON, source=SOURCE)
    assert found.headline == "Private providers have 90% of places in children's homes here"
    assert found.table["Sector"].tolist() == ["Councils", "Private providers", "Charities", "All"]
    assert found.table["2025"].tolist() == ["0", "90", "10", "100"]
    assert "2021, 2022 and 2025" in found.subtitle


def test_no_place_left_is_said_and_no_place_ever_is_refused():
    gone = {"private": {2021: 7.0, 2025: 0.0}}
    found = places_by_sector.places_by_sector(gone, ORDINARTON, source=SOURCE)
    assert found.headline == "No place in children's homes in the area in 2025"
    with pytest.raises(ValueError, match="no place in a children's home in Ordinarton"):
        places_by_sector.places_by_sector({"private": {2025: 0.0}}, ORDINARTON, source=SOURCE)


def test_text_stays_text_and_a_picture_is_drawn_the_same_twice():
    first, second = (need_and_places.need_and_places(beside(), source=SOURCE).svg for _ in range(2))
    assert first == second
    assert re.search(r"<text[^>]*>Usable places:( 65)?</text>", first)
