"""What a strategy's notebook asks of one authority: how far its priorities have come, and why."""

from analysis.briefing.progress.actions import action_register, say_completeness
from analysis.briefing.progress.asks import (
    asks_told,
    board_questions,
    information_needs,
    meetings_told,
    say_asks,
)
from analysis.briefing.progress.banners import banners
from analysis.briefing.progress.front import (
    decisions_needed,
    priorities_table,
    progress_questions,
    say_progress,
    standing_cards,
)
from analysis.briefing.progress.late import late_figures
from analysis.briefing.progress.opening import (
    NotPublishableError,
    Opened,
    Progress,
    open_progress,
    open_strategy,
)
from analysis.briefing.progress.people import implications_told, roles_told
from analysis.briefing.progress.priorities import priorities_told
from analysis.briefing.progress.promises import promises_told, say_promises
from analysis.briefing.progress.reading import how_long, how_to_read, progress_methods
from analysis.briefing.progress.seen import seen_in
from analysis.briefing.progress.signals import exceptions, marked_trend
from analysis.briefing.progress.since import since, since_in_short
from analysis.briefing.progress.trace import loose_ends, traceability
from analysis.briefing.progress.unnamed import other_figures

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
