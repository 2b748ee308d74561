"""A percentage is written as 85: a share of 1 is refused, a baseline compared."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from analysis.catalogue.areas import area
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL
from analysis.core import paths
from analysis.pipeline import strategy_baselines
from analysis.strategy import known, template
from analysis.strategy.checks.indicators import faults
from analysis.strategy.parsing import reading
from analysis.strategy.parsing.reading import Checked, StrategyError
from strategies import town

TODAY = date(2026, 11, 24)
GOOD = template.text(area("Leeds"), TODAY)
PERCENT = [i.id for i in (*INDICATORS.values(), *LOCAL.values()) if i.unit.startswith("%")]
BASE, GOAL = "baseline = { value = 10,", "target = { value = 8,"


def checked(text: str) -> Checked:
    return reading.parse(text.encode(), "leeds.toml", today=TODAY)


def says(indicator: str, **figures: object) -> list[str]:
    """What the checks say of one figure with a baseline or a target."""
    given = {name: {"on": date(2026, 4, 1), **figure} for name, figure in figures.items()}  # type: ignore[dict-item]
    each = {"id": "it", "indicator": indicator, "supplier": "us", **given}
    return [f.says for f in faults(town(indicators=[each])) if "of 0" in f.says or "unit" in f.says]


@pytest.mark.parametrize("value", [0.85, 0.004, 1, 1.0])
def test_a_share_of_1_is_refused_with_what_was_meant(value: float) -> None:
    for old, field in ((BASE, "baseline"), (GOAL, "target")):
        found = checked(GOOD.replace(old, f"{field} = {{ value = {value},")).faults
        fault = next(f for f in found if "as if it were a share of 1" in f.says)
        assert fault.says.startswith(f"has a {field} of {value:g} for a percentage")
        assert fault.remedy == (
            f'write {100 * value:g}, or add unit = "%" where {value:g}% is meant'
        )


@pytest.mark.parametrize("value", ["0", "1.1", "8", "9.5"])
def test_a_percentage_is_read(value: str) -> None:
    assert checked(GOOD.replace(GOAL, f"target = {{ value = {value},")).faults == ()


def test_a_true_small_share_is_said_with_its_unit() -> None:
    text = GOOD.replace(GOAL, 'target = { value = 0.4, unit = "%",')
    strategy = checked(text).usable()
    (target,) = strategy.indicators
    assert target.target is not None and target.target.value == 0.4


@pytest.mark.parametrize("name", PERCENT)
def test_every_percentage_refuses_a_share_of_1(name: str) -> None:
    assert len(says(name, baseline={"value": 0.48})) == 1
    assert says(name, baseline={"value": 0.48, "unit": "%"}) == []


@pytest.mark.parametrize("name", ["wait_for_mental_health_support", "attainment_8"])
def test_another_unit_takes_no_sign_of_percent(name: str) -> None:
    assert says(name, baseline={"value": 0.48}) == []
    (said,) = says(name, baseline={"value": 48, "unit": "%"})
    assert "with unit = '%'" in said


def test_a_target_a_hundredth_of_its_baseline_is_in_another_unit() -> None:
    waits = LOCAL["wait_for_mental_health_support"]
    figures = {"baseline": {"value": 74}, "target": {"value": 0.28}}
    (said,) = says(waits.id, **figures)
    assert said == "has a target of 0.28 beside a baseline of 74"


@pytest.mark.parametrize(
    ("written", "published", "agree"),
    [(85, 85.4, True), (85, 85.6, False), (14.5, 14.46, True), (14.5, 14.6, False), (0, 0.2, True)],
)
def test_a_figure_agrees_with_what_it_rounds_to(
    written: float, published: float, agree: bool
) -> None:
    assert known.agrees(written, published) is agree


@pytest.fixture
def bristol(tmp_path: Path) -> Path:
    return Path(shutil.copy(paths.raw() / "strategies" / "bristol.toml", tmp_path))


def change(path: Path, old: str, new: str) -> int:
    """Change a text of a file; the line it stands on."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_baseline_that_is_the_published_figure_says_nothing(bristol: Path) -> None:
    found = strategy_baselines.read(bristol, today=TODAY)
    assert (found.faults, found.notes) == ((), ())


def test_a_baseline_that_is_another_says_how_far_it_is_off(bristol: Path) -> None:
    line = change(bristol, "value = 85, on = 2018-03-31", "value = 80, on = 2018-03-31")
    found = strategy_baselines.read(bristol, today=TODAY)
    (note,) = found.notes
    assert (found.faults, note.line) == ((), line)
    assert note.says == "has a baseline of 80 on 31 March 2018, where 85 is published: 5 below"
    assert found.usable().area == "Bristol"


def test_a_hundredth_of_the_published_figure_is_a_fault(bristol: Path) -> None:
    change(bristol, "value = 14.5, on", "value = 0.145, on")
    change(bristol, "value = 19, on", "value = 0.19, on")
    found = strategy_baselines.read(bristol, today=TODAY)
    (fault,) = found.faults
    assert fault.says == "has a baseline of 0.145 on 31 August 2018, where 14.5 is published"
    with pytest.raises(StrategyError):
        found.usable()


def test_a_day_without_a_published_figure_is_told_with_the_nearest(bristol: Path) -> None:
    change(bristol, "value = 55, on = 2018-03-31", "value = 55, on = 2018-03-30")
    (note,) = strategy_baselines.read(bristol, today=TODAY).notes
    assert "30 March 2018, and no figure of" in note.says
    assert note.remedy == "the nearest is 55, of 31 March 2018"


def test_the_page_prints_the_published_figure_beside_another_baseline() -> None:
    from analysis.briefing.strategy_monitoring.figures.assessment import goal_words
    from analysis.strategy.schema.plan import Figure, Target

    target = Target(
        id="a",
        indicator="health_assessment",
        baseline=Figure(value=80, on=date(2018, 3, 31)),
        target=Figure(value=92, on=date(2021, 3, 31)),
    )
    said = goal_words(target, "{:g}%".format, published=85.0)
    assert said == "92% by 31 March 2021, from 80% on 31 March 2018 (published: 85%)"
    assert "(published" not in goal_words(target, "{:g}%".format, published=80.2)
