"""What the parameters of a notebook may be: one check, for the command and for the notebooks.

`papermill -p` turns text into numbers and truth values (`-p area 301` gives the number 301, 0301
too, and 5E2 gives 500.0), and a file of parameters may hold days. Each is taken as text, number or
day. What the command `report` refuses, a notebook that papermill runs refuses in the same words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from analysis.catalogue import areas
from analysis.catalogue.areas import Area
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.core.quarters import LAST_YEAR, Quarter, newest_whole
from analysis.core.quarters import quarter as quarter_written

ALL, PRIORITY, PARTNER, CHAMPION = "all", "priority", "partner", "champion"
NAMES = {PRIORITY: "priority", PARTNER: "partner", CHAMPION: "objective"}
"""What the page of each view is about, in a word."""
TABLES = {PRIORITY: "priorities", PARTNER: "partners", CHAMPION: "objectives"}
"""The table of a strategy in which that stands."""
VIEWS = (ALL, *NAMES)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(LAST_YEAR, 12, 31)
LONGEST_REASON = 1000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YES = frozenset({"true", "false", "yes", "y", "ok", "okay", "on", "off", "force", "override"})


def text(value: object) -> str:
    """A parameter as it was written: 301 is '301'."""
    return str(value).strip()


def place(area: object) -> Area:
    """The living authority that `area` names; UnknownNameError or AbolishedAreaError."""
    return _place(area, areas.reporting_area)


def any_place(area: object) -> Area:
    """The authority, region or country that `area` names; UnknownNameError."""
    return _place(area, areas.area)


def _place(area: object, find: Callable[[str], Area]) -> Area:
    """What a name, a code or a code as a number names; UnknownNameError says what would do."""
    code = f"{area:.0f}" if isinstance(area, float) and area.is_integer() else text(area)
    try:
        return find(code if code in areas.areas() else text(area))
    except UnknownNameError as unknown:
        if isinstance(area, str):
            raise
        advice = (
            "It takes a name or a three-digit code. papermill's -p makes numbers of what looks "
            "like one, such as 5E2: -r area TEXT hands it over as it is written."
        )
        raise UnknownNameError("area", text(area), [], advice, unknown.suggestions) from None


def places_together(area: object) -> Area:
    """The region that `area` names, or the set: 'Bristol + Devon', with '= a name' after it."""
    return areas.together(text(area))


def day(today: object) -> date | None:
    """The day written as 2026-04-01, from 2000 to 2100; none where nothing is written.

    CareAnalysisError for anything else.
    """
    written = text(today)
    if not written:
        return None
    found = None
    with suppress(ValueError):
        found = date.fromisoformat(written) if _DAY.fullmatch(written) else None
    if found is None:
        raise CareAnalysisError(
            f"'{written}' is not a day; write today=2026-04-01 for 1 April 2026."
        )
    if not FIRST_DAY <= found <= LAST_DAY:
        raise CareAnalysisError(
            f"'{written}' is no day that a report can be of; write one from {FIRST_DAY.year} to "
            f"{LAST_DAY.year}."
        )
    return found


def quarter(written: object, today: date) -> Quarter:
    """The quarter that was asked for, or the newest that had ended by a day.

    QuarterError for what is no quarter, CareAnalysisError for one that had not ended.
    """
    code = text(written)
    found = quarter_written(code) if code else newest_whole(today)
    if found.last >= today:
        raise CareAnalysisError(
            f"The quarter {found.code} had not ended by {today.day} {today:%B %Y}; the newest "
            f"whole one is {newest_whole(today).code}."
        )
    return found


def view(
    value: object, which: object, ids: Mapping[str, Sequence[str]], name: str
) -> tuple[str, str]:
    """The view and the id that were asked for; 'all' and '' where nothing is.

    `ids` are those of an authority's strategy by view, none where it has no strategy; `name` is the
    authority's. UnknownNameError or CareAnalysisError for what there is not.
    """
    of, chosen = text(value) or ALL, text(which)
    if of not in VIEWS:
        raise UnknownNameError("view", of, VIEWS, f"There is {', '.join(VIEWS)}.")
    if of == ALL:
        if chosen:
            others = " or ".join(f"view={each}" for each in NAMES)
            raise CareAnalysisError(f"which={chosen} says of what, and goes with {others}.")
        return of, chosen
    known = list(ids.get(of, ()))
    listed = f"{name} has {', '.join(known)}." if known else ""
    if not chosen:
        needed = f"view={of} needs which=ID, the id of a {NAMES[of]}. {listed}"
        raise CareAnalysisError(needed.strip())
    if not _ID.fullmatch(chosen) or (known and chosen not in known):
        raise UnknownNameError(NAMES[of], chosen, known, listed)
    return of, chosen


def reason(override: object) -> str:
    """Why a page is published although something stops it; '' where nothing is given.

    The page prints it, so it is a sentence, and tells nothing of one person: CareAnalysisError.
    """
    given = text(override)
    if not given:
        return ""
    from analysis.catalogue.text import personal_details, placeholders

    if placeholders.says_nothing(given) or given.casefold().strip(" .!") in _YES:
        raise CareAnalysisError(
            "override says why a page is published although something stops it, and the page "
            "prints it: write the reason in a sentence."
        )
    if len(given) > LONGEST_REASON or not all(c.isprintable() or c in "\n\t" for c in given):
        raise CareAnalysisError(
            f"The reason in override is of {len(given):,} characters or has some that nobody can "
            f"see; write {LONGEST_REASON:,} at most."
        )
    found = personal_details.found(given)
    if found:
        raise CareAnalysisError(
            f"The reason in override has what looks like {found[0]}, and the page would print it."
        )
    return given


def no_strategy(report: str, names: Sequence[str]) -> CareAnalysisError:
    """That a report needs a strategy, and these authorities have none."""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return CareAnalysisError(
        f"{report} is made from a council's strategy, and there is none for "
        f"{', '.join(names[:3])}{more}. Write one with "
        f'`care-analysis strategy new "{names[0]}"`.'
    )
