"""The order of the tests: the modules that take longest begin first.

A worker takes a whole module at a time. Were a long one begun last, the other worker would wait
for it with nothing to do. `run.py test --durations=100` tells what a module takes.
"""

import pytest

DEAREST = (
    "test_reports",
    "test_build",
    "test_sufficiency_pages",
    "test_faults",
    "test_forecasting_scores",
    "test_notebooks",
    "test_distributed",
    "test_everyone",
    "test_bench",
    "test_unprotected_inputs",
    "test_project_backtest",
    "test_add_an_indicator",
    "commands_forecast",
    "test_forecasting_archive",
    "test_publish_engine",
    "test_stopped",
    "test_publish_run",
    "test_markup",
    "test_barriers",
    "test_pages",
    "test_publish_mirror",
    "test_intake_agreement",
    "test_publish_remake",
    "test_forecasting",
    "test_suite",
)


def ordered(items: list[pytest.Item]) -> list[pytest.Item]:
    """The dearest modules first, in their order; the others as they were collected."""
    place = {name: n for n, name in enumerate(DEAREST)}
    return sorted(items, key=lambda item: place.get(item.path.stem, len(place)))
