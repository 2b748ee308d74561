"""The sections on time in care: true to their table, and silent where too few would be told of."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import reading
from analysis import briefing
from analysis.briefing.figures import Figures
from analysis.briefing.own.figures import OwnFigures, own_figures
from analysis.catalogue.areas import area
from analysis.core import returned
from analysis.core.shapes import OK
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.pipeline.returns.stays import stays
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.parts.records import LeftOut
from briefed import TODAY

SECTIONS = {
    "say_stays": (),
    "say_stays_in_short": (),
    "stays": (),
    "stays_by": ("age",),
    "say_came_back": (),
    "came_back": (),
    "say_first_homes": (),
    "first_home_kept": (),
    "first_homes": (),
    "say_permanence": (),
    "permanence_steps": (),
}


def opened(folder: Path, name: str, size: int) -> Figures:
    """A council with the figures about time of a made-up return, and nothing else of it."""
    place = area(name)
    write(generate(place, size, 5, seed=7), folder)
    past = histories(read(folder, area=name)[0])
    nothing = pd.DataFrame()
    own = OwnFigures(
        area=place,
        as_at=past.as_at,
        measured=nothing,
        counts=nothing,
        stays=stays(past),
        record={"synthetic": True},
    )
    return replace(briefing.open_figures(name, TODAY), own=own)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return opened(tmp_path_factory.mktemp("large") / "made", "Bradford", 600)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return opened(tmp_path_factory.mktemp("tiny") / "made", "Rutland", 12)


def every(here: Figures) -> dict[str, object]:
    return {name: getattr(briefing, name)(here, *asked) for name, asked in SECTIONS.items()}


@pytest.mark.parametrize("size", ["large", "tiny"])
def test_every_cell_is_an_exhibit_or_sentences_well_put(
    size: str, request: pytest.FixtureRequest
) -> None:
    for name, each in every(request.getfixturevalue(size)).items():
        assert isinstance(each, Exhibit | Prose), name
        assert each._repr_html_()
        faults = [f for text in reading.told(each) for f in reading.faults(text, stops=False)]
        assert not faults, name


def test_every_exhibit_says_that_the_return_is_made_up(large: Figures) -> None:
    for each in every(large).values():
        if isinstance(each, Exhibit):
            assert each.source == "a made-up return to 31 March 2026; no child in it is real"


def test_the_sentence_has_the_numbers_of_the_table(large: Figures) -> None:
    assert large.own is not None
    said = " ".join(briefing.say_stays(large).paragraphs)
    table = briefing.stays(large).table.iloc[0]
    rows = large.own.stays
    whole = rows[(rows["statistic"] == "still_in_care") & (rows["dimension"] == "all")]
    year = whole.set_index("months").loc[12]
    assert f"{year['value']:.0f} are still in care after a year" in said
    assert table["After a year"].startswith(f"{year['value']:.0f}% ({year['lower95']:.0f} to")


def test_a_large_council_has_its_pictures(large: Figures) -> None:
    found = every(large)
    drawn = [name for name, each in found.items() if isinstance(each, Exhibit) and each.svg]
    assert {"stays", "stays_by", "first_home_kept"} <= set(drawn)


def test_of_a_tiny_council_no_group_is_told_and_the_reason_is(tiny: Figures) -> None:
    assert tiny.own is not None
    rows = tiny.own.stays
    assert rows.loc[rows["status"] == OK, "dimension"].isin(["all"]).all()
    for name in ("stays_by", "came_back", "permanence_steps"):
        each = every(tiny)[name]
        assert isinstance(each, Prose)
        assert "Too few children to tell of" in each.paragraphs[0]
    assert "Too few" in " ".join(briefing.say_came_back(tiny).paragraphs)


def test_without_a_return_or_before_its_day_the_section_goes(large: Figures) -> None:
    assert large.own is not None
    before = replace(large.own, stays=large.own.stays.iloc[:0])
    for here in (replace(large, own=None), replace(large, own=before)):
        assert all(isinstance(each, LeftOut) for each in every(here).values())


def test_figures_are_known_from_the_last_day_of_the_return_on(
    large: Figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of a day before the return's last one must not know what came later."""
    assert large.own is not None
    kept = large.own.stays
    days = pd.DataFrame({"period_end": [pd.Timestamp(2025, 3, 31)]})
    monkeypatch.setattr(returned, "record", lambda slug: {"as at": "2026-03-31", "synthetic": True})
    monkeypatch.setattr(returned, "counts", lambda slug: days)
    monkeypatch.setattr(returned, "measured", lambda slug: days)
    monkeypatch.setattr(returned, "stays", lambda slug: kept)
    early = own_figures(large.area, date(2026, 3, 30))
    assert early is not None and early.stays.empty
    then = own_figures(large.area, date(2026, 3, 31))
    assert then is not None and len(then.stays) == len(kept)
