"""Every way in which a return can be broken that we know of, with what is then said."""

from broken_returns.across import ACROSS
from broken_returns.case import Case
from broken_returns.episodes import EPISODES
from broken_returns.files import FILES
from broken_returns.text import TEXT
from broken_returns.values import VALUES

__all__ = ["CASES", "Case"]

CASES: tuple[Case, ...] = (*FILES, *TEXT, *VALUES, *EPISODES, *ACROSS)
