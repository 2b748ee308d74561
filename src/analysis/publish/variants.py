"""The pages of one report that stand side by side: other quarters, and views of other readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis.catalogue import parameters
from analysis.catalogue.areas import Area
from analysis.catalogue.parameters import ALL, CHAMPION, NAMES, PARTNER, TABLES
from analysis.core.quarters import Quarter, newest_whole
from analysis.core.quarters import quarter as quarter_written
from analysis.publish.reports import REPORTS, Report


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
        return quarter_written(self.quarter) if self.quarter else newest_whole(today)


def variant(chosen: Report, given: Mapping[str, Any]) -> Variant:
    """The variant of a report that its parameters ask for; a report without any has one alone."""
    if not chosen.varies:
        return Variant()
    quarter, view, which = (str(given.get(n) or "").strip() for n in ("quarter", "view", "which"))
    return Variant(quarter=quarter, view=view or ALL, which=which)


def of_page(given: Mapping[str, Any]) -> tuple[Variant, date]:
    """The variant and the day of a page that was made with these parameters, `today` among them."""
    return variant(REPORTS["strategy_monitoring"], given), date.fromisoformat(str(given["today"]))


def check(chosen: Report, places: Sequence[Area], given: Mapping[str, Any], made: date) -> None:
    """Refuse a quarter, a view or a `which` that there is not, before anything is made.

    QuarterError, UnknownNameError or CareAnalysisError. `made` is the day of the run, for which
    the parameter `today` may stand in.
    """
    if not chosen.varies:
        return
    named = variant(chosen, given)
    parameters.quarter(named.quarter, page_day(given, made))
    for place in places:
        known = {named.view: list(_items(named.view, place))} if named.view in TABLES else {}
        parameters.view(named.view, named.which, known, place.name)


def page_day(given: Mapping[str, Any], made: date) -> date:
    """The day that a page is of: its parameter `today`, else the day of the run."""
    return parameters.day(given.get("today") or "") or made


def words(named: Variant, area: Area, today: date) -> str:
    """What a page is of, in words: 'July to September 2025, for the integrated care board'."""
    said = named.covers(today).words
    return said if named.view == ALL else f"{said}, {_view_words(named, area)}"


def _view_words(named: Variant, area: Area) -> str:
    item = _items(named.view, area).get(named.which, {})
    plain = named.which.replace("-", " ")
    if named.view == PARTNER:
        return f"for {_spoken(item.get('name', f'the {plain}'))}"
    number = f" {item['number']}:" if item.get("number") else ""
    words = f"{NAMES[named.view]}{number} {item.get('title', plain)}"
    return f"for the champion of {words}" if named.view == CHAMPION else words


def _spoken(name: str) -> str:
    """A body in a sentence: 'the integrated care board', and a proper name as it is."""
    first, *rest = name.split()
    proper = not rest or any(word[:1].isupper() for word in rest) or not first.istitle()
    return name if proper else f"the {first.lower()} {' '.join(rest)}"


def _items(view: str, area: Area) -> dict[str, Mapping[str, Any]]:
    """The priorities, partners or objectives of an authority's strategy by id; none without one."""
    from analysis.core import store

    strategy = store.prepared(area.slug).get("strategy", {})
    return {item["id"]: item for item in strategy.get(TABLES[view], [])}
