"""A strategy as one of its readers sees it: a priority, a partner or a champion."""

import pytest

from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.strategy.views.priority_partner_champion import view_of
from progressed import opened


def test_a_priority_keeps_what_serves_it_and_nothing_else() -> None:
    whole = opened("Bradford").whole
    chosen = whole.priorities[3].id
    seen = view_of(whole, "priority", chosen)
    assert [p.id for p in seen.priorities] == [chosen]
    assert seen.actions and all(chosen in a.priorities for a in seen.actions)
    assert seen.asks == whole.asks


@pytest.mark.parametrize(
    ("view", "which", "told"),
    [
        ("champions", "", "champion"),
        ("priority", "voise", "Did you mean voice"),
        ("partner", "nobody", "There is"),
        ("champion", "x", "There is"),
    ],
)
def test_a_view_that_there_is_not_is_refused_with_those_there_are(
    view: str, which: str, told: str
) -> None:
    strategy = opened("Bradford").whole
    named = strategy.priorities[2].model_copy(update={"id": "voice"})
    strategy = strategy.model_copy(update={"priorities": (*strategy.priorities, named)})
    with pytest.raises(UnknownNameError, match=told):
        view_of(strategy, view, which)


def test_the_whole_takes_no_which() -> None:
    with pytest.raises(CareAnalysisError, match="goes with view"):
        view_of(opened("Bradford").whole, "all", "voice")
