"""The strategy of an invented town, with the parts that a test is about."""

from datetime import date
from typing import Any

from analysis.strategy.schema.whole import Strategy


def town(**parts: Any) -> Strategy:
    """The strategy of Ordinarton, with the parts that a test is about."""
    whole = {"area": "Ordinarton", "name": "Strategy", "source": "Invented"}
    dates = {"starts": date(2026, 4, 1), "ends": date(2029, 3, 31)}
    return Strategy.model_validate({**whole, **dates, **parts})


def action(id: str, **changed: Any) -> dict[str, Any]:
    """An action with all that it needs, due on 30 June 2026."""
    return {
        "id": id,
        "what": "What",
        "how": "How",
        "owner_role": "Head of Homes",
        "due": date(2026, 6, 30),
        "priorities": ["homes"],
        "effect": [{"indicator": "placed_foster", "direction": "higher"}],
    } | changed


def shown(*days: date) -> list[dict[str, Any]]:
    return [{"says": "Shown", "on": day} for day in days]
