"""Whoever kept a page can subtract it from the next: shown days, and corrected records."""

from datetime import date

import pandas as pd
import pytest

from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.intake.returns.histories import Histories
from analysis.pipeline.returns import figures as step
from analysis.pipeline.returns.figures import Figures, figures
from analysis.pipeline.returns.shown import EDITION, Shown
from attacker import KEY, Attacker
from invented_returns import child, episode, known

JUNE, MARCH = date(2024, 6, 30), date(2025, 3, 31)
WIDTH, MANY = 5, 6
STARTED = ("cla_started", ALL, ALL)


@pytest.fixture(autouse=True)
def two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of fourteen days two are enough here."""
    monkeypatch.setattr(step, "days", lambda past: [JUNE, MARCH])


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


def of_day(made: Figures, day: date) -> pd.Series:
    rows = made.counts[made.counts["period_end"] == pd.Timestamp(day)]
    return rows.set_index(KEY)["value"]


def test_a_day_that_was_shown_stands_whatever_the_records_say_now() -> None:
    before = figures(council())
    after = figures(council(more=MANY + 1), shown_by(before))
    pd.testing.assert_frame_equal(after.counts, before.counts, check_dtype=False)
    assert after.audits == before.audits
    assert [stands.day for stands in after.stands] == [JUNE, MARCH]
    assert after.stands[1].changed > 0
    assert "31 March 2025 stands as it was shown, though " in after.told[1].said


def test_records_that_did_not_change_are_said_to_stand_and_no_more() -> None:
    before = figures(council())
    after = figures(council(), shown_by(before), revise=True)
    assert [stands.said for stands in after.stands] == [
        "30 June 2024 stands as it was shown.",
        "31 March 2025 stands as it was shown.",
    ]
    assert after.again == ()


def test_corrections_of_a_few_do_not_change_a_day_even_when_it_is_counted_again() -> None:
    before = figures(council())
    after = figures(council(more=2), shown_by(before), revise=True)
    assert after.again == ()
    assert of_day(after, MARCH).equals(of_day(before, MARCH))


@pytest.mark.parametrize(("more", "fewer"), [(12, 0), (0, 12), (12, 3), (7, 7)])
def test_an_attacker_with_both_editions_learns_nothing_small(more: int, fewer: int) -> None:
    before = figures(council())
    after = figures(council(more, fewer), shown_by(before), revise=True)
    assert after.again
    for day in after.again:
        for name, least, most in _both(of_day_rows(before, day), of_day_rows(after, day)):
            assert most - least >= WIDTH, (day, name)


def test_the_attacker_with_both_editions_wins_where_days_are_simply_counted_anew() -> None:
    """So that the test above can fail."""
    before, after = figures(council()), figures(council(12, 3))
    found = _both(of_day_rows(before, MARCH), of_day_rows(after, MARCH))
    assert any(most - least < WIDTH for _, least, most in found)


def of_day_rows(made: Figures, day: date) -> pd.DataFrame:
    return made.counts[made.counts["period_end"] == pd.Timestamp(day)]


def _both(old: pd.DataFrame, new: pd.DataFrame):
    """What the new page tells: its hidden numbers, and every difference from the old one that is
    few; a figure of which both are printed and that is the same tells nothing.
    """
    attacker = Attacker()
    attacker.read(old, "old")
    attacker.read(new, "new")
    yield from ((n, least, most) for n, least, most in attacker.unknown() if n[0] == "new")
    both = old.merge(new, on=[*KEY, "unit"], suffixes=("", "_new"))
    both = both[(both["status"] == OK) & (both["status_new"] == OK) & (both["unit"] != "score")]
    few = (both["value"] - both["value_new"]).abs().between(1, 5)
    for key in both.loc[few, KEY].itertuples(index=False):
        yield ("apart", *key), 0, 0


def test_what_an_edition_hid_stays_hidden_and_its_edition_is_kept() -> None:
    before = figures(council())
    after = figures(council(12), shown_by(before), revise=True)
    hidden = of_day_rows(before, MARCH)["status"] == SUPPRESSED
    keys = pd.MultiIndex.from_frame(of_day_rows(before, MARCH).loc[hidden, KEY])
    status = of_day_rows(after, MARCH).set_index(KEY)["status"]
    assert set(status[keys]) == {SUPPRESSED}
    old = after.replaced[after.replaced["period_end"] == pd.Timestamp(MARCH)]
    assert set(old[EDITION]) == {0}
    assert len(old) == len(hidden)


def test_a_later_day_is_protected_from_days_that_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two children found late in June would be told by a March that counts them."""
    monkeypatch.setattr(step, "days", lambda past: [JUNE])
    june = shown_by(figures(known(*[child("2012-06-01", episode("2024-05-01"))] * 20)))
    monkeypatch.setattr(step, "days", lambda past: [JUNE, MARCH])
    after = figures(known(*[child("2012-06-01", episode("2024-05-01"))] * 22), june)
    assert of_day(after, JUNE)[STARTED] == 20
    assert pd.isna(of_day(after, MARCH)[STARTED])
