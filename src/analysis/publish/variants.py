"""The pages of one report that stand side by side: other quarters, and views of other readers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis.catalogue.areas import Area
from analysis.errors import CareAnalysisError, UnknownNameError
from analysis.publish.reports import Report
from analysis.quarters import Quarter, newest_whole, quarter

ALL = "all"
TABLES = {"priority": "priorities", "partner": "partners", "champion": "objectives"}
VIEWS = (ALL, *TABLES)
NAMES = {"priority": "priority", "partner": "partner", "champion": "objective"}

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class Variant:
    """Which quarter and whose view a page is: blank for the newest quarter and for everyone."""

    quarter: str = ""
    view: str = ALL
    which: str = ""

    @property
    def readers(self) -> str:
        """Whom it is for, in one word: 'all', 'partner-police'."""
        return ALL if self.view == ALL else f"{self.view}-{self.which}"

    @property
    def suffix(self) -> str:
        """What its file name adds to the report's: '-2025-26q2-partner-police', or nothing."""
        readers = "" if self.view == ALL else self.readers
        return "".join(f"-{part.lower()}" for part in (self.quarter, readers) if part)

    def covers(self, today: date) -> Quarter:
        """The quarter that its page tells of when it is made on a day."""
        return quarter(self.quarter) if self.quarter else newest_whole(today)


def variant(chosen: Report, given: Mapping[str, Any]) -> Variant:
    """The variant of a report that its parameters ask for; a report without any has one alone."""
    if not chosen.varies:
        return Variant()
    asked = {name: str(given.get(name) or "").strip() for name in ("quarter", "view", "which")}
    return Variant(quarter=asked["quarter"], view=asked["view"] or ALL, which=asked["which"])


def check(chosen: Report, places: Sequence[Area], given: Mapping[str, Any], made: date) -> None:
    """Refuse a quarter, a view or a `which` that there is not, before anything is made.

    QuarterError, UnknownNameError or CareAnalysisError. `made` is the day of the run, for which
    the parameter `today` may stand in.
    """
    if not chosen.varies:
        return
    asked = variant(chosen, given)
    _check_quarter(asked, page_day(given, made))
    if asked.view not in VIEWS:
        raise UnknownNameError("view", asked.view, VIEWS, f"There is {', '.join(VIEWS)}.")
    if asked.view == ALL and asked.which:
        others = " or ".join(f"view={view}" for view in TABLES)
        raise CareAnalysisError(f"which={asked.which} says of what, and goes with {others}.")
    if asked.view != ALL:
        for place in places:
            _check_which(asked, place)


def page_day(given: Mapping[str, Any], made: date) -> date:
    """The day that a page is of: its parameter `today`, else the day of the run."""
    today = str(given.get("today") or "")
    return date.fromisoformat(today) if today else made


def words(asked: Variant, area: Area, today: date) -> str:
    """What a page is of, in words: 'July to September 2025, for the integrated care board'."""
    said = asked.covers(today).words
    return said if asked.view == ALL else f"{said}, {_view_words(asked, area)}"


def _check_quarter(asked: Variant, today: date) -> None:
    covered = asked.covers(today)
    if covered.last >= today:
        raise CareAnalysisError(
            f"The quarter {covered.code} had not ended by {today.day} {today:%B %Y}; the newest "
            f"whole one is {newest_whole(today).code}."
        )


def _check_which(asked: Variant, place: Area) -> None:
    kind, known = NAMES[asked.view], list(_items(asked.view, place))
    listed = f"{place.name} has {', '.join(known)}." if known else ""
    if not asked.which:
        raise CareAnalysisError(
            f"view={asked.view} needs which=ID, the id of a {kind}. {listed}".strip()
        )
    if not _ID.fullmatch(asked.which) or (known and asked.which not in known):
        raise UnknownNameError(kind, asked.which, known, listed)


def _view_words(asked: Variant, area: Area) -> str:
    item = _items(asked.view, area).get(asked.which, {})
    plain = asked.which.replace("-", " ")
    if asked.view == "partner":
        return f"for {_spoken(item.get('name', f'the {plain}'))}"
    number, title = item.get("number", ""), item.get("title", plain)
    named = f"{NAMES[asked.view]} {number}: {title}" if number else f"{NAMES[asked.view]} {title}"
    return f"for the champion of {named}" if asked.view == "champion" else named


def _spoken(name: str) -> str:
    """A body in a sentence: 'the integrated care board', and a proper name as it is."""
    first, *rest = name.split()
    proper = not rest or any(word[:1].isupper() for word in rest) or not first.istitle()
    return name if proper else f"the {first.lower()} {' '.join(rest)}"


def _items(view: str, area: Area) -> dict[str, Mapping[str, Any]]:
    """The priorities, partners or objectives of an authority's strategy by id; none without one."""
    from analysis import store

    strategy = store.prepared(area.slug).get("strategy", {})
    return {item["id"]: item for item in strategy.get(TABLES[view], [])}
