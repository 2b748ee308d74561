"""The order of the tests: the modules that take longest begin first.

A worker takes a whole module at a time. Were a long one begun last, the other worker would wait
for it with nothing to do. `run.py test --durations=100` tells what a module takes.
"""

from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

DEAREST = (
    "pages/test_reports.py",
    "pages/test_sufficiency.py",
    "publish/executors/test_dask.py",
    "briefing/test_briefing.py",
    "briefing/strategy_monitoring/test_no_contradictions.py",
    "pages/test_comparison.py",
    "publish/run/test_faults.py",
    "pages/test_notebooks.py",
    "cli/test_explore.py",
    "pipeline/test_build.py",
    "pages/test_everyone.py",
    "suite/test_barriers.py",
    "protect/test_unprotected_inputs.py",
    "pipeline/returns/test_prepare.py",
    "pipeline/forecast/test_scores.py",
    "pipeline/bench/test_bench.py",
    "repository/test_add_a_report.py",
    "pipeline/returns/protection/test_group_attack.py",
    "cli/test_returns.py",
    "forecast/skill/test_backtest.py",
    "cli/test_forecast.py",
    "publish/render/test_engine.py",
    "briefing/needs_analysis/test_front.py",
    "briefing/needs_analysis/test_all_authorities.py",
    "briefing/needs_analysis/test_changed.py",
    "publish/run/test_internal.py",
    "present/words/test_groups.py",
    "publish/run/test_mirror.py",
    "publish/run/test_stopped.py",
    "repository/test_add_an_indicator.py",
    "catalogue/test_indicators.py",
    "pages/test_markup.py",
    "pipeline/forecast/test_archive.py",
    "intake/test_agreement.py",
    "publish/run/test_run.py",
    "pages/test_pages.py",
    "publish/run/test_reproduce.py",
    "pipeline/forecast/test_step.py",
    "suite/test_suite.py",
)


def ordered(items: list[pytest.Item]) -> list[pytest.Item]:
    """The dearest modules first, in their order; the others as they were collected."""
    place = {name: n for n, name in enumerate(DEAREST)}
    return sorted(items, key=lambda item: place.get(_named(item.path), len(place)))


@cache
def _named(path: Path) -> str:
    return path.relative_to(TESTS).as_posix() if path.is_relative_to(TESTS) else path.name
