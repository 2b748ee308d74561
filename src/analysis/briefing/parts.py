"""How every chapter makes what it shows: a table from rows, a list, records, or a sentence instead.

A chapter opens something, chooses rows or points from it, and hands them to one of these.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from analysis.catalogue.indicators.families import SHORT_BREAKS
from analysis.present.charts.time.trend import BAND
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.in_front import InFront
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Record, Records, Shown

Asked = ParamSpec("Asked")
Opened = TypeVar("Opened")
Made = TypeVar("Made")


def once(
    make: Callable[Concatenate[Opened, Asked], Made],
) -> Callable[Concatenate[Opened, Asked], Made]:
    """Have what is made of something that was opened made a single time, wherever it is shown."""

    @wraps(make)
    def kept(opened: Opened, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        made: dict[object, Made] = opened.__dict__.setdefault("_made", {})
        asked = (make, args, *sorted(kwargs.items()))
        if asked not in made:
            made[asked] = make(opened, *args, **kwargs)
        return made[asked]

    return kept


def table(
    key: str,
    headline: str,
    subtitle: str,
    rows: Sequence[Mapping[str, str]],
    *,
    source: str,
    note: str = "",
    folded: bool = False,
) -> Exhibit:
    """Rows as an exhibit without a picture: in each, a cell in words by the column's heading."""
    return Exhibit(
        key=key,
        headline=headline,
        subtitle=subtitle,
        alt="",
        table=pd.DataFrame(rows, dtype=object),
        source=source,
        note=note,
        folded=folded,
    )


def brief(shown: Shown, anchor: str = "") -> Shown:
    """An exhibit as it stands on a front page: without its table, with a link to it in the annex.

    `anchor` is where it stands there, if not under the exhibit's own key. What is no exhibit, such
    as a sentence, stays as it is.
    """
    if not isinstance(shown, Exhibit):
        return shown
    note = " ".join(shown.note.replace(BAND, "").split())  # said once on a page, as what follows
    subtitle = shown.subtitle.replace(SHORT_BREAKS, "")
    return InFront(replace(shown, subtitle=subtitle), f"annex#{anchor or shown.key}", note)


def bullets(points: Sequence[str], nothing: str = "", lead: str = "") -> Bullets | Prose:
    """Points under a heading, or what is said where there is `nothing` to list."""
    return Bullets(points=points, lead=lead) if points else prose(nothing, lead=lead)


def prose(*paragraphs: str, lead: str = "") -> Prose:
    """Paragraphs under a heading; those that are blank are left out, and nothing shows nothing."""
    return Prose([p for p in paragraphs if p.strip()], lead=lead)


def records(found: Sequence[Record], nothing: str = "", lead: str = "") -> Records | Prose:
    """Records under a heading, or what is said where there is `nothing`."""
    return Records(found, lead=lead) if found else prose(nothing)


def day(when: Any) -> str:
    """'20 July 2017'; 'no date' where there is none."""
    return f"{when.day} {when:%B %Y}" if isinstance(when, date) else "no date"


def lowered(words: str) -> str:
    """Words as they stand within a sentence: with a small letter first."""
    return words[:1].lower() + words[1:]


def capital(words: str) -> str:
    """Words as they begin a sentence: with a capital first, and the rest as it is."""
    return words[:1].upper() + words[1:]


def counted(number: int, one: str, several: str = "") -> str:
    """'1 action', '3 actions', 'no action'."""
    return f"{number or 'no'} {one if number in (0, 1) else several or one + 's'}"
