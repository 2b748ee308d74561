"""A council's own sums are checked, kept for its page, and go when their file goes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.catalogue.areas import Area, areas
from analysis.core import budgets as kept
from analysis.core import paths, store
from analysis.core.errors import RunError
from analysis.intake.local.council_file import CouncilFileError
from analysis.pipeline import budgets, monitoring, reporting, strategy_inputs
from analysis.publish.run import schedule
from analysis.publish.run.progress import Bar

BRADFORD, KENT = areas()["380"], areas()["886"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, with the example of Bradford."""
    example = paths.raw() / "examples" / budgets.FOLDER / BRADFORD.slug / budgets.EXAMPLE
    text = example.read_text(encoding="utf-8")
    monkeypatch.setenv(paths.HOME, str(tmp_path))
    put(text, paths.raw() / "examples" / budgets.FOLDER / BRADFORD.slug / budgets.EXAMPLE)
    return tmp_path


def put(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def own(place) -> Path:
    return paths.raw() / budgets.FOLDER / place.slug / budgets.FILE


def test_without_a_file_a_council_has_none() -> None:
    budgets.prepare([KENT])
    assert kept.read(KENT.slug) == kept.Budgets()


def test_an_example_is_kept_and_marked_as_made_up() -> None:
    budgets.prepare([BRADFORD])
    found = kept.read(BRADFORD.slug)
    assert found.made_up and found.whose == "made up as an example"
    assert found.of("budget", 2027) == 178_900_000
    assert found.of("budget", 2031) is None


def test_an_own_file_goes_before_the_example() -> None:
    put("year,kind,pounds\n2025-26,outturn,171000000\n", own(BRADFORD))
    budgets.prepare([BRADFORD])
    found = kept.read(BRADFORD.slug)
    assert not found.made_up and found.whose == "the council's own"
    assert found.of("outturn", 2026) == 171_000_000 and found.of("budget", 2027) is None


def test_an_outturn_counts_once_its_year_is_over() -> None:
    budgets.prepare([BRADFORD])
    found = kept.read(BRADFORD.slug)
    assert found.outturn(date(2026, 3, 31)) == {}
    assert found.outturn(date(2026, 4, 1)) == {2026: 173_400_000}


def test_a_faulty_file_stops_and_changes_nothing() -> None:
    put("year,kind,pounds\n2025-26,outturn,171000000\n", own(KENT))
    budgets.prepare([KENT])
    put("year,kind,pounds\n2025-26,outturn,171.0\n", own(KENT))
    with pytest.raises(CouncilFileError, match="give whole pounds"):
        budgets.prepare([KENT])
    assert kept.read(KENT.slug).of("outturn", 2026) == 171_000_000


def test_what_is_kept_goes_with_its_file() -> None:
    put("year,kind,pounds\n2025-26,outturn,171000000\n", own(KENT))
    budgets.prepare([KENT])
    own(KENT).unlink()
    budgets.prepare([KENT])
    assert kept.read(KENT.slug) == kept.Budgets()


def test_a_spoilt_file_says_what_to_do() -> None:
    put("{", paths.budget(KENT.slug))
    with pytest.raises(store.TableError, match="Remove it and make the council's sufficiency"):
        kept.read(KENT.slug)


def test_a_page_notices_when_the_sums_change() -> None:
    store.READS.clear()
    kept.read(KENT.slug)
    assert (f"budgets/{KENT.slug}.json", None, ()) in store.READS


def test_a_faulty_outturn_does_not_stop_what_is_due_elsewhere(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("year,kind,pounds\n2025-26,outturn,lots\n", own(BRADFORD))
    monkeypatch.setattr(strategy_inputs, "with_strategy", lambda: [BRADFORD, KENT])
    monkeypatch.setattr(monitoring, "prepare", lambda places, day: {})
    looked = list[Area]()
    monkeypatch.setattr(budgets, "prepare", _noted(looked))
    monkeypatch.setattr(schedule, "make", lambda *jobs, **how: [])
    with pytest.raises(RunError, match=r"Bradford: outturn\.csv"):
        reporting.due(home / "reports", "2026-11-22", reporting.Options(progress=Bar(quiet=True)))
    assert looked == [BRADFORD, KENT]


def _noted(looked: list[Area]) -> Callable[[list[Area]], None]:
    """`budgets.prepare`, and whom it looked at."""
    really = budgets.prepare

    def prepare(places: list[Area]) -> None:
        looked.extend(places)
        really(places)

    return prepare
