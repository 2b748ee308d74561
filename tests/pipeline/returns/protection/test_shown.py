"""Whoever kept a page can subtract it from the next: shown days, and corrected records."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.areas import area
from analysis.core import returned
from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.intake.returns.histories import Histories
from analysis.pipeline.returns import figures as step
from analysis.pipeline.returns import prepare
from analysis.pipeline.returns.figures import Figures, figures
from analysis.pipeline.returns.protection import shown
from analysis.pipeline.returns.protection.shown import EDITION, Shown
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate
from attacker import KEY, Attacker
from invented_returns import child, episode, known

JUNE, MARCH = date(2024, 6, 30), date(2025, 3, 31)
MARCH_2026 = date(2026, 3, 31)
PLACE = area("Rutland")
WIDTH, MANY = 5, 6
STARTED = ("cla_started", ALL, ALL)


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of fourteen days one is enough here."""
    monkeypatch.setattr(step, "days", lambda past: [date(past.as_at.year, 3, 31)])


@cache
def first() -> Figures:
    """The first build."""
    return figures(council(), made_up=True)


@cache
def revised(more: int, fewer: int) -> Figures:
    """The next one, of corrected records and told to count again."""
    return figures(council(more, fewer), shown_by(first()), revise=True, made_up=True)


def council(more: int = 0, fewer: int = 0) -> Histories:
    """60 invented children, of whom some were found late and some should not have been there."""
    made = []
    for number in range(60 + more):
        homes = ("U4", "U4", "U6", "K2", "P1") if number < 60 else ("K2",)
        start = f"2024-{4 + number % 6:02d}-11" if number % 3 else f"2022-0{1 + number % 9}-05"
        made.append(
            child(
                f"20{8 + number % 11:02d}-06-01",
                episode(start, PLACE=homes[number % len(homes)], CIN=("N1", "N5")[number % 7 == 0]),
                sex="MF"[number % 2],
                oc2=[{"HEALTH_ASSESSMENT": int(number % 9 > 0)}],
            )
        )
    return known(*made[fewer:])


def shown_by(made: Figures) -> Shown:
    """What a build showed, as the next one reads it."""
    days = {
        day.date(): (rows.reset_index(drop=True),)
        for day, rows in made.counts.groupby("period_end")
    }
    return Shown(days, {audit.day: audit for audit in made.audits})


def values(made: Figures, day: date = MARCH) -> pd.Series:
    rows = made.counts[made.counts["period_end"] == pd.Timestamp(day)]
    return rows.set_index(KEY)["value"]


def test_a_day_that_was_shown_stands_whatever_the_records_say_now() -> None:
    after = figures(council(more=MANY + 1), shown_by(first()))
    pd.testing.assert_frame_equal(after.counts, first().counts, check_dtype=False)
    assert after.audits == first().audits
    assert [stands.day for stands in after.stands] == [MARCH]
    assert after.stands[0].changed > 0
    assert "31 March 2025 stands as it was shown, though " in after.told[0].said


def test_records_that_did_not_change_are_said_to_stand_and_no_more() -> None:
    after = revised(0, 0)
    assert [stands.said for stands in after.stands] == ["31 March 2025 stands as it was shown."]
    assert after.again == ()


def test_corrections_of_a_few_do_not_change_a_day_even_when_it_is_counted_again() -> None:
    after = revised(2, 0)
    assert after.again == ()
    assert values(after).equals(values(first()))


@pytest.mark.parametrize(("more", "fewer"), [(12, 0), (0, 12), (12, 3)])
def test_an_attacker_with_both_editions_learns_nothing_small(more: int, fewer: int) -> None:
    after = revised(more, fewer)
    assert after.again == (MARCH,)
    for name, least, most in both(first().counts, after.counts):
        assert most - least >= WIDTH, name


def test_the_attacker_with_both_editions_wins_where_days_are_simply_counted_anew() -> None:
    """So that the test above can fail."""
    found = both(first().counts, figures(council(12, 3)).counts)
    assert any(most - least < WIDTH for _, least, most in found)


def both(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[tuple]:
    """What the new page tells: its hidden numbers, and every difference from the old one that is
    few; a figure of which both are printed and that is the same tells nothing.
    """
    attacker = Attacker()
    attacker.read(old, "old")
    attacker.read(new, "new")
    yield from ((n, least, most) for n, least, most in attacker.unknown() if n[0] == "new")
    pair = old.merge(new, on=[*KEY, "unit"], suffixes=("", "_new"))
    pair = pair[(pair["status"] == OK) & (pair["status_new"] == OK) & (pair["unit"] != "score")]
    few = (pair["value"] - pair["value_new"]).abs().between(1, 5)
    for key in pair.loc[few, KEY].itertuples(index=False):
        yield ("apart", *key), 0, 0


def test_what_an_edition_hid_stays_hidden_and_its_edition_is_kept() -> None:
    after = revised(12, 0)
    old = first().counts
    keys = pd.MultiIndex.from_frame(old.loc[old["status"] == SUPPRESSED, KEY])
    assert set(after.counts.set_index(KEY)["status"][keys]) == {SUPPRESSED}
    assert set(after.replaced[EDITION]) == {0}
    assert len(after.replaced) == len(old)


def test_a_later_day_is_protected_from_days_that_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two children found late in June would be told by a March that counts them."""
    monkeypatch.setattr(step, "days", lambda past: [JUNE])
    june = shown_by(figures(known(*[child("2012-06-01", episode("2024-05-01"))] * 20)))
    monkeypatch.setattr(step, "days", lambda past: [JUNE, MARCH])
    after = figures(known(*[child("2012-06-01", episode("2024-05-01"))] * 22), june)
    assert values(after, JUNE)[STARTED] == 20
    assert pd.isna(values(after)[STARTED])


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few made-up records, counted and kept."""
    monkeypatch.setattr(returned, "folder", lambda slug: tmp_path / "kept" / slug)
    write(generate(PLACE, 12, 1, seed=1), tmp_path / "made")
    prepare.prepare(PLACE, tmp_path / "made")
    return tmp_path


def test_what_was_kept_stands_in_the_next_build(kept: Path) -> None:
    again = prepare.prepare(PLACE, kept / "made")
    assert [stands.day for stands in again.figures.stands] == [MARCH_2026]
    record = returned.record(PLACE.slug)
    assert record["stands"] == ["2026-03-31"]
    assert record["revised"] == []
    assert prepare.prepare(PLACE, kept / "made", anew=True).figures.stands == ()


def test_a_day_counted_again_is_kept_with_its_edition_before(kept: Path) -> None:
    """Other records under the note of the first stand for many corrections."""
    write(generate(PLACE, 30, 1, seed=2), kept / "corrected")
    (kept / "made" / prepare.MADE_UP).replace(kept / "corrected" / prepare.MADE_UP)
    prepare.prepare(PLACE, kept / "corrected", revise="found late")
    again = {"reason": "found late", "days": ["2026-03-31"]}
    assert returned.record(PLACE.slug)["revised"] == [again]
    held = shown.read(PLACE.slug, PLACE.code, prepare.made_up_as(kept / "corrected"))
    assert len(held.days[MARCH_2026]) == 2
    assert held.revised == (again,)


def test_made_up_and_real_records_are_never_mixed(kept: Path) -> None:
    write(generate(PLACE, 12, 1, seed=2), kept / "other")
    assert not shown.read(PLACE.slug, PLACE.code, prepare.made_up_as(kept / "other"))
    assert not shown.read(PLACE.slug, PLACE.code, "")
    (kept / "made" / prepare.MADE_UP).unlink()
    prepare.prepare(PLACE, kept / "made", accept="an example without its note")
    with pytest.raises(shown.EarlierBuildError, match="real return, and these records are made up"):
        prepare.prepare(PLACE, kept / "other")


def test_what_cannot_be_read_is_not_taken_for_nothing(kept: Path) -> None:
    (returned.folder(PLACE.slug) / returned.COUNTS_FILE).write_bytes(b"cut short")
    with pytest.raises(shown.EarlierBuildError, match="what it showed must be protected"):
        prepare.prepare(PLACE, kept / "made")
