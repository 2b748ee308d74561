"""What a strategy's notebook asks of one authority: how far its priorities have come, and why."""

from analysis.briefing.strategy_monitoring.actions import action_register, say_completeness
from analysis.briefing.strategy_monitoring.asks import (
    asks_told,
    board_questions,
    information_needs,
    meetings_told,
    say_asks,
)
from analysis.briefing.strategy_monitoring.figures.changes import since, since_in_short
from analysis.briefing.strategy_monitoring.figures.exceptions import exceptions, marked_trend
from analysis.briefing.strategy_monitoring.figures.missing import late_figures
from analysis.briefing.strategy_monitoring.figures.not_in_strategy import other_figures
from analysis.briefing.strategy_monitoring.need_to_promise import loose_ends, traceability
from analysis.briefing.strategy_monitoring.notices import banners
from analysis.briefing.strategy_monitoring.opening import (
    NotPublishableError,
    Opened,
    Progress,
    open_progress,
    open_strategy,
    seen_in,
)
from analysis.briefing.strategy_monitoring.overview import (
    decisions_needed,
    priorities_table,
    progress_questions,
    say_progress,
    standing_cards,
)
from analysis.briefing.strategy_monitoring.participation import implications_told, roles_told
from analysis.briefing.strategy_monitoring.priorities import priorities_told
from analysis.briefing.strategy_monitoring.promises import promises_told, say_promises
from analysis.briefing.strategy_monitoring.reader_guide import (
    how_long,
    how_to_read,
    progress_methods,
)

__all__ = [
    "NotPublishableError",
    "Opened",
    "Progress",
    "action_register",
    "asks_told",
    "banners",
    "board_questions",
    "decisions_needed",
    "exceptions",
    "how_long",
    "how_to_read",
    "implications_told",
    "information_needs",
    "late_figures",
    "loose_ends",
    "marked_trend",
    "meetings_told",
    "open_progress",
    "open_strategy",
    "other_figures",
    "priorities_table",
    "priorities_told",
    "progress_methods",
    "progress_questions",
    "promises_told",
    "roles_told",
    "say_asks",
    "say_completeness",
    "say_progress",
    "say_promises",
    "seen_in",
    "since",
    "since_in_short",
    "standing_cards",
    "traceability",
]
