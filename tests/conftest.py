"""What holds for every test: no clock decides, children get default signals, skips are told."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import analysis  # noqa: F401  (before anything that reads notebooks)
import dearest_first
import left_out
import signals
from browser import chromium

__all__ = ["chromium"]

# As the command line and the executors have it. Beside other workers a second thread of BLAS waits
# for its turn more than it works; numpy, which asks when it is loaded, is not loaded yet.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# The same examples at every run, so that the suite is green or red for the code alone and not for
# the machine's speed or luck. New examples: `python3 run.py test --hypothesis-profile search`.
UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}
settings.register_profile("same", **UNHURRIED, derandomize=True)
settings.register_profile("search", **UNHURRIED, print_blob=True)
settings.load_profile("same")

signals.give_children_defaults()

PAGES = Path(__file__).parent / "pages"
KINDS = ("page", "browser", "notebook", "slow")


@pytest.fixture(autouse=True)
def same_signals() -> Iterator[None]:
    """Whatever a test did to the handlers of signals, the next one finds them as they were."""
    with signals.kept():
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all`: the tests marked slow too."""
    parser.addoption("--all", action="store_true", help="run the tests marked slow too")


def pytest_configure(config: pytest.Config) -> None:
    """Count what is left out."""
    config.pluginmanager.register(left_out.LeftOut(config), "left_out")


def pytest_sessionstart(session: pytest.Session) -> None:
    """End in good order when told to; collect no garbage while tests are collected."""
    gc.disable()
    signals.end_in_good_order(session)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Eleven thousand tests and all that they import stay to the end: the collector, which would
    take a second for each full look, need not look at them, and seldom at what tests make.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Modules that share what takes long to make go to one worker."""
    if config.getvalue("dist") == "loadscope":
        from together import Together

        return Together(config, log)
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, each with its kind, and the slow ones left out unless asked for."""
    pages = {path for path in {item.path for item in items} if path.is_relative_to(PAGES)}
    for item in items:
        if item.path in pages:
            item.add_marker("page")
        if not any(kind in item.keywords for kind in KINDS):
            item.add_marker("unit")
    items[:] = dearest_first.ordered(items)
    if config.getoption("--all"):
        return
    slow = [item for item in items if "slow" in item.keywords]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if "slow" not in item.keywords]
