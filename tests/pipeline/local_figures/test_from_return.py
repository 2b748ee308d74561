"""Local figures from a council's own return: the same children, hidden where the return hides."""

from datetime import date
from pathlib import Path

import pytest

from analysis.catalogue.areas import reporting_area
from analysis.catalogue.local import LOCAL, MEAN, PROPORTION, RARE
from analysis.catalogue.local.from_return import FROM_RETURN, NOT_FROM_RETURN
from analysis.core import shapes
from analysis.core.quarters import quarter
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.pipeline.local_figures.from_return import QUARTERS, quarters
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate
from own_return import in_care, put_return

LEEDS, TODAY = reporting_area("Leeds"), date(2026, 11, 24)
IN_CARE, STARTED = "children_in_care_at_quarter_end", "started_in_quarter"
EXTERNAL = "external_provision_at_quarter_end"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    return tmp_path


def told(measure: str, today: date = TODAY) -> dict[str, tuple[float | None, str]]:
    """Value and status by the last day of the quarter."""
    given = quarters(LEEDS, today)
    assert given is not None
    rows = given.counts[given.counts["measure"] == measure]
    shown = zip(rows["period_end"], rows["value"], rows["status"], strict=True)
    return {f"{d:%Y-%m-%d}": (None if v != v else v, status) for d, v, status in shown}


def test_every_local_figure_is_mapped_or_has_a_reason_why_not() -> None:
    assert FROM_RETURN.keys() | NOT_FROM_RETURN.keys() == LOCAL.keys()
    assert not FROM_RETURN.keys() & NOT_FROM_RETURN.keys()
    for name, given in FROM_RETURN.items():
        assert LOCAL[name].kind not in (RARE, MEAN) and not LOCAL[name].cumulative
        assert bool(given.of) == (LOCAL[name].kind == PROPORTION), name
    assert all(why.endswith(".") for why in NOT_FROM_RETURN.values())


def test_every_count_behind_a_figure_is_one_that_a_return_has(tmp_path: Path) -> None:
    made = generate(reporting_area("Bradford"), 50, 2, seed=3)
    write(made, tmp_path / "made")
    past = histories(read(tmp_path / "made", area="Bradford")[0])
    there = counts(past, past.as_at)
    totals = there[there["dimension"] == shapes.ALL].set_index("measure")["value"]
    for given in FROM_RETURN.values():
        assert {given.figure, given.of} - {""} <= set(totals.index)
    provider = there[there["dimension"] == "provider"].set_index("category")["value"]
    external = provider[["other_la", "private", "voluntary"]].sum()
    assert totals["in_external_provision"] == external > 0
    assert totals["provider_recorded"] == totals["cla_31_march"] - provider["not_reported"]
    assert set(there["source"]) == {shapes.RETURNED}


def test_a_number_on_a_day_is_that_of_the_return_and_what_is_hidden_stays_so(home: Path) -> None:
    put_return(home, LEEDS, in_care({"2026-27Q1": 812, "2026-27Q2": None}))
    assert told(IN_CARE) == {
        "2026-06-30": (812.0, "ok"),
        "2026-09-30": (None, "suppressed"),
    }
    given = quarters(LEEDS, TODAY)
    assert given is not None and given.made_up and given.as_at == date(2026, 9, 30)
    assert set(given.counts["source"]) == {"return"} and set(given.counts["frequency"]) == {
        "quarter"
    }


def test_a_sum_since_april_becomes_what_came_in_the_quarter(home: Path) -> None:
    sums = {"2025-26Q3": 90, "2025-26Q4": 120, "2026-27Q1": 41, "2026-27Q2": 80}
    put_return(home, LEEDS, {code: {"cla_started": value} for code, value in sums.items()})
    assert told(STARTED) == {
        "2026-03-31": (30.0, "ok"),
        "2026-06-30": (41.0, "ok"),
        "2026-09-30": (39.0, "ok"),
    }


def test_where_either_sum_is_hidden_so_is_the_quarter(home: Path) -> None:
    sums = {"2026-27Q1": None, "2026-27Q2": 80}
    put_return(home, LEEDS, {code: {"cla_started": value} for code, value in sums.items()})
    assert {status for _, status in told(STARTED).values()} == {"suppressed"}


@pytest.mark.parametrize(
    ("number", "of", "shown"),
    [(400, 800, (400.0, 800.0)), (None, 800, (None, 800.0)), (400, None, (None, None))],
)
def test_a_share_without_its_denominator_has_no_numerator(
    home: Path, number: float | None, of: float | None, shown: tuple[float | None, float | None]
) -> None:
    put_return(
        home, LEEDS, {"2026-27Q2": {"in_external_provision": number, "provider_recorded": of}}
    )
    figures = (told(EXTERNAL)["2026-09-30"][0], told(f"{EXTERNAL}/of")["2026-09-30"][0])
    assert figures == shown


def test_only_whole_quarters_of_three_years_are_given(home: Path) -> None:
    newest = quarter("2026-27Q2")
    many = {newest.back(n).code: 700 + n for n in range(20)}
    put_return(home, LEEDS, in_care(many), as_at="2026-10-20")
    days = sorted(told(IN_CARE))
    assert len(days) == QUARTERS and days[-1] == "2026-09-30" and days[0] == "2023-12-31"


def test_a_return_beyond_the_day_of_the_page_was_not_there_yet(home: Path) -> None:
    assert quarters(LEEDS, TODAY) is None
    put_return(home, LEEDS, in_care({"2026-27Q2": 812}))
    assert quarters(LEEDS, date(2026, 9, 29)) is None
    assert set(told(IN_CARE, date(2026, 9, 30))) == {"2026-09-30"}
