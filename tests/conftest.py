"""What several tests share."""

import pytest

from browser import chromium

__all__ = ["chromium"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--all`: the tests marked slow too."""
    parser.addoption("--all", action="store_true", help="run the tests marked slow too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked slow unless it was asked for."""
    if config.getoption("--all"):
        return
    slow = [item for item in items if "slow" in item.keywords]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if "slow" not in item.keywords]
