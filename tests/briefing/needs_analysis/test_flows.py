"""Who came into care, who is there, and who left to where: for every authority, as published."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest

from analysis import briefing
from analysis.briefing.needs_analysis.flows import AGES, WENT, flows_of
from analysis.briefing.sufficiency.outlook import newest
from analysis.catalogue.areas import areas
from analysis.catalogue.categories import CATEGORIES
from analysis.core import store
from analysis.present.charts.time.flows import (
    CHILDREN_INCHES,
    Flows,
    Part,
    Whole,
    drawn_parts,
    flows,
    plot,
)
from analysis.present.parts.exhibit import FITS_A_PHONE, SMALL
from analysis.present.parts.svg import as_data_uri, size_px
from analysis.present.text import LONGEST_ALT
from briefed import opened
from towns import ORDINARTON

EVERY = [a for a in areas().values() if a.kind == "authority" and a.end is None]
LARGEST = 25_000


@pytest.fixture(scope="module")
def every() -> list[Flows]:
    """The newest year of each authority."""
    counts = newest(store.counts(where={"unit": "children"}))
    return [flows_of(area, counts[counts["area"] == area.code])[0] for area in EVERY]


def known(parts: list[Part]) -> Iterator[int]:
    return (part.number for part in parts if part.number is not None)


def test_every_reason_that_is_published_is_in_one_group() -> None:
    counts = newest(store.counts(["E92000001"], where={"measure": "cla_ceased"}))
    published = {*counts.loc[counts["dimension"] == "reason", "category"]}
    joined = [reason for group in WENT.values() for reason in group]
    assert len(joined) == len({*joined}) and {*joined} == published
    assert {*joined} <= CATEGORIES["reason"].keys() and {*AGES} <= CATEGORIES["age"].keys()


def test_parts_never_add_up_to_more_than_the_whole(every: list[Flows]) -> None:
    assert len(every) > 150
    for each in every:
        assert not each.came.known or sum(known([*each.came_by])) <= each.came.number, each
        assert not each.left.known or sum(known([*each.left_by])) <= each.left.number, each


def test_every_authority_has_a_plot_with_its_parts(every: list[Flows]) -> None:
    for each in filter(lambda one: one.known, every):
        assert plot(each).tall >= CHILDREN_INCHES * 0.4
        assert sum(known(drawn_parts(each.left_by, "reasons"))) == sum(known([*each.left_by]))


def test_each_is_drawn_in_few_bytes_with_all_its_words(every: list[Flows]) -> None:
    table = {"Children": ["All"], "Number": ["1"]}
    largest = sorted(every, key=lambda one: -one.came.number)[:3]
    for each in [*largest, *every[::12]]:
        shown = flows(each, table, source="Department for Education")
        assert (shown.svg is not None) == each.known
        if shown.svg:
            assert size_px(shown.svg)[0] < SMALL and size_px(shown.narrow)[0] < FITS_A_PHONE
            assert max(len(as_data_uri(svg)) for svg in (shown.svg, shown.narrow)) < LARGEST
            assert len(shown.alt) <= LONGEST_ALT and each.came.printed in shown.alt
            written = "".join(ET.fromstring(shown.svg).itertext())
            assert f"{each.left.printed} left care" in written


def test_most_authorities_have_a_picture(every: list[Flows]) -> None:
    assert sum(each.known for each in every) > 0.95 * len(every)


def test_what_is_hidden_is_said_and_never_worked_out() -> None:
    whole = {"came": Whole(number=20), "here": Whole(number=50), "left": Whole(number=10)}
    went = [Part(label="Adopted", number=6), Part(label="Home", number=None, partly=True)]
    year = Flows(area=ORDINARTON, year=2025, **whole, came_by=[], left_by=went)
    shown = flows(year, {"Children": ["All"], "Number": ["50"]}, source="Invented")
    assert shown.svg and shown.svg.count('id="hidden"') == 1
    assert "too few to publish: home" in shown.alt and " 4" not in shown.alt
    assert "parts may add up to less" in shown.note


def test_of_many_that_are_hidden_one_line_tells() -> None:
    hidden = [Part(label=name, number=None, partly=True) for name in "abc"]
    (alone,) = drawn_parts(hidden, "reasons")
    assert alone.label == "All 3 reasons" and alone.printed == "too few to publish"
    beside = drawn_parts([Part(label="Adopted", number=6), *hidden], "reasons")
    assert [part.label for part in beside] == ["Adopted", "3 other reasons"]
    assert drawn_parts([Part(label="None", number=0), *hidden[:2]], "ages") == hidden[:2]


def test_a_ribbon_is_as_wide_as_its_children() -> None:
    whole = {"came": Whole(number=30), "here": Whole(number=60), "left": Whole(number=20)}
    ages = [Part(label="Under 1", number=10), Part(label="Aged 16 or 17", number=20)]
    drawn = plot(Flows(area=ORDINARTON, year=2025, **whole, came_by=ages, left_by=[])).figure()
    ribbons = [each.get_paths()[0].vertices[:, 1] for each in drawn.axes[0].collections]
    thick = sorted(float(abs(y[1] - y[-2])) for y in ribbons)
    assert thick[1] == pytest.approx(2 * thick[0])


def test_its_table_has_every_age_and_reason_as_published() -> None:
    here = opened("380")
    shown = briefing.flows(here)
    told = dict(zip(shown.table["Children"], shown.table["Number"], strict=True))
    assert told["Left care: adopted"] == "54" and told["Left care: custody"] == "suppressed"
    assert len(told) == 3 + len(AGES) + sum(map(len, WENT.values()))
    assert shown.headline.startswith("Fewer children came into care than left it: 346 and 465")
