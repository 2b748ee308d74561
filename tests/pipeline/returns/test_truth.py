"""A return of a made-up authority gives the counts that are true of it, whatever its form."""

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.areas import area
from analysis.intake.returns.coordinates import coordinates
from analysis.intake.returns.counts.by_group import last_march
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.histories import Histories, histories
from analysis.intake.returns.reading import read
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.lives import Synthetic
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.returned.faults import EACH, FAULTS
from analysis.pipeline.synthetic_return.truth.counts import truth, untold

KEY = ["measure", "dimension", "category", "unit"]
DAYS = (date(2026, 3, 31), date(2025, 9, 30), date(2025, 3, 31), date(2023, 3, 31))
MENDED = [kind for kind, fault in FAULTS.items() if fault.mended]


@cache
def authority(size: int) -> Synthetic:
    return generate(area("Bradford"), size, 5, seed=7)


def read_back(folder: Path, *, form: str = "csv", today: date | None = None) -> Histories:
    where = next(folder.glob("*.zip")) if form == "zip" else folder
    records, _ = read(where, area="Bradford", today=today)
    return histories(records, coordinates(folder / "postcodes.csv"))


def compared(made: Synthetic, past: Histories, day: date) -> pd.DataFrame:
    """Ours beside the truth, of every figure that the returns can tell."""
    ours = counts(past, day).set_index(KEY)["value"]
    true = truth(
        made,
        day,
        distances=True,
        by_group=pd.Timestamp(day) == last_march(past),
        homes_by_age=day == past.as_at,
    )
    true = true[~true["measure"].isin({*untold(made, day), *not_asked(day)})].set_index(KEY)[
        "value"
    ]
    both = pd.concat({"ours": ours, "true": true}, axis=1)
    assert set(true.index) <= set(ours.index)
    return both[both["true"].notna()]


def not_asked(day: date) -> set[str]:
    """Care leavers of 22 to 25, about whom returns ask from 2023."""
    ages = range(22, 26) if day.year < 2023 else ()
    return {f"care_leavers_{part}{age}" for age in ages for part in ("", "accommodation_")}


def different(both: pd.DataFrame) -> pd.DataFrame:
    return both[(both["ours"] - both["true"]).abs() > 1e-9]


@pytest.mark.parametrize("size", [50, 500])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_count_is_the_truth(size: int, day: date, tmp_path: Path) -> None:
    made = authority(size)
    write(made, tmp_path / "made")
    both = compared(made, read_back(tmp_path / "made"), day)
    assert len(both) > 150
    assert different(both).empty
    groups = {"missing_of_in_care", "reviews_on_time", "cla_31_march_by_own"}
    there = groups <= {*both.index.get_level_values("measure")}
    assert there == (size == 500 and day == DAYS[0])


@pytest.mark.slow
def test_every_count_of_a_large_authority_is_the_truth(tmp_path: Path) -> None:
    made = authority(5000)
    write(made, tmp_path / "made")
    past = read_back(tmp_path / "made")
    assert all(different(compared(made, past, day)).empty for day in DAYS)


@pytest.mark.parametrize("form", ["xml", "zip", "stacked"])
def test_every_form_gives_the_same_counts(form: str, tmp_path: Path) -> None:
    made = authority(50)
    write(made, tmp_path / "made", form)
    both = compared(made, read_back(tmp_path / "made", form=form), DAYS[0])
    assert different(both).empty


def test_an_extract_of_a_day_gives_the_counts_of_that_day(tmp_path: Path) -> None:
    made, day = authority(50), date(2025, 9, 30)
    write(made, tmp_path / "made", as_at=day)
    records, _ = read(tmp_path / "made", area="Bradford", as_at=day)
    past = histories(records, coordinates(tmp_path / "made" / "postcodes.csv"))
    assert past.as_at == day
    assert different(compared(made, past, day)).empty


@pytest.mark.parametrize("kind", MENDED)
def test_what_can_be_repaired_comes_to_the_truth_and_is_told(kind: str, tmp_path: Path) -> None:
    made = authority(500)
    written = write(made, tmp_path / "made", faults={kind: EACH})
    assert written.planted[kind] == EACH
    records, faults = read(tmp_path / "made", area="Bradford")
    past = histories(records, coordinates(tmp_path / "made" / "postcodes.csv"))
    for day in (DAYS[0], DAYS[2]):
        assert different(compared(made, past, day)).empty
    assert faults or past.repaired


@pytest.mark.parametrize("years", [(2017, 5), (2023, 5)], ids=str)
def test_codes_of_every_year_are_read(years: tuple[int, int], tmp_path: Path) -> None:
    first, number = years
    made = generate(area("Bradford"), 80, number, seed=3, first_year=first)
    write(made, tmp_path / "made")
    past = read_back(tmp_path / "made", today=date(2027, 6, 1))
    for year in range(first, first + number):
        assert different(compared(made, past, date(year, 3, 31))).empty


def test_a_file_without_rows_tells_noughts_and_one_that_is_not_there_nothing(
    tmp_path: Path,
) -> None:
    write(authority(50), tmp_path / "made")
    for year, rows in ((2026, ""), (2025, None)):
        file = tmp_path / "made" / str(year) / "missing.csv"
        header = file.read_text(encoding="utf-8").partition("\n")[0]
        file.unlink() if rows is None else file.write_text(f"{header}\n", encoding="utf-8")
    past = read_back(tmp_path / "made")
    for year, status, value in ((2026, "ok", 0), (2025, "not_available", float("nan"))):
        found = counts(past, date(year, 3, 31)).set_index("measure").loc["missing_during_year"]
        assert found["status"] == status
        assert found["value"] == pytest.approx(value, nan_ok=True)
