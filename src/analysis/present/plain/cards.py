"""The parts of the page for children and young people: large cards, each with a picture and words.

Every picture is our own drawing, is hidden from a screen reader and stands beside its words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analysis.core.errors import ShapeError
from analysis.present.parts.prose import Callout

ICONS: Mapping[str, str] = {
    "bubble": '<path d="M6 8h36v24H22l-9 9v-9H6z"/><path d="M14 17h20M14 24h13"/>',
    "tick": '<circle cx="24" cy="24" r="18"/><path d="m15 25 6 7 12-15"/>',
    "hourglass": '<path d="M12 6h24M12 42h24M15 6c0 10 9 12 9 18S15 32 15 42"/>'
    '<path d="M33 6c0 10-9 12-9 18s9 8 9 18M19 38h10"/>',
    "road": '<path d="M18 6 6 42M30 6l12 36M24 8v6M24 21v7M24 35v7"/>',
    "house": '<path d="M5 23 24 7l19 16M10 20v21h28V20"/><path d="M20 41V29h8v12"/>',
    "hands": '<path d="M24 41C9 31 6 24 6 18a9 9 0 0 1 18-3 9 9 0 0 1 18 3c0 6-3 13-18 23z"/>',
    "calendar": '<path d="M7 11h34v31H7zM7 20h34M16 6v9M32 6v9"/><path d="m17 31 5 5 9-10"/>',
    "person": '<circle cx="24" cy="14" r="8"/><path d="M8 42c0-11 7-16 16-16s16 5 16 16z"/>',
    "book": '<path d="M24 12c-5-4-11-5-19-5v30c8 0 14 1 19 5 5-4 11-5 19-5V7"/>'
    '<path d="M43 7c-8 0-14 1-19 5v30"/>',
    "star": '<path d="m24 5 6 13 14 2-10 9 2 14-12-7-12 7 2-14L4 20l14-2z"/>',
    "shield": '<path d="M24 5 8 11v12c0 10 6 16 16 20 10-4 16-10 16-20V11z"/>'
    '<path d="m17 24 5 6 9-11"/>',
}
# Each answer to what was said: its class, its picture and its words.
ANSWERS: Mapping[str, tuple[str, str]] = {
    "did": ("tick", "We did it"),
    "doing": ("hourglass", "We are doing it"),
    "cannot": ("road", "We can't do this. Here is why"),
}
STATES: Mapping[str, tuple[str, str]] = {
    "not started": ("calendar", "Coming up"),
    "under way": ("hourglass", "Going on now"),
    "done": ("tick", "Done"),
    "stopped": ("road", "Stopped"),
}
MADE_UP, PARTLY = "Made up", "Partly made up"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that young people said and the council's answer: `kind` is a key of ANSWERS.

    `facts` are names and values under the answer, such as when and who; `whence` says who told the
    council and when; `made_up` is MADE_UP, PARTLY or nothing, and
    `answer_made_up` MADE_UP or nothing.
    """

    said: str
    whence: str
    kind: str
    answer: str
    facts: Mapping[str, str]
    made_up: str = ""
    answer_made_up: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that will change: `state` is a key of STATES; `facts` say when and who."""

    what: str
    state: str
    facts: Mapping[str, str]
    made_up: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A picture, a few words in bold and a sentence or two."""

    icon: str
    title: str
    text: str


@dataclass(frozen=True)
class Notices:
    """Notes that stand before all else; nothing is shown where there are none."""

    notices: Sequence[Callout]

    def _repr_html_(self) -> str:
        inner = "".join(notice._repr_html_() for notice in self.notices)
        return f'<div class="young-notices">{inner}</div>' if inner else "<!-- no notices -->"


@dataclass(frozen=True)
class YouSaid:
    """What young people said, each beside what the council did."""

    entries: Sequence[Said]

    def _repr_html_(self) -> str:
        _check(self.entries, "You said, we did")
        return f'<ul class="young-said">{"".join(map(_said, self.entries))}</ul>'


@dataclass(frozen=True)
class Changes:
    """What will change, when, and who will see to it."""

    changes: Sequence[Change]

    def _repr_html_(self) -> str:
        _check(self.changes, "What will change")
        return f'<ul class="young-changes">{"".join(map(_change, self.changes))}</ul>'


@dataclass(frozen=True)
class Points:
    """Points with a picture each, side by side where there is room."""

    points: Sequence[Point]

    def _repr_html_(self) -> str:
        _check(self.points, "A list of points")
        return f'<ul class="young-points">{"".join(map(_point, self.points))}</ul>'


@dataclass(frozen=True)
class Meanings:
    """Words and what they mean, in their own order."""

    meanings: Mapping[str, str]

    def _repr_html_(self) -> str:
        _check(self.meanings, "A list of words")
        terms = "".join(
            f"<div><dt><dfn>{escape(term)}</dfn></dt><dd>{escape(meaning)}</dd></div>"
            for term, meaning in self.meanings.items()
        )
        return f'<dl class="young-words">{terms}</dl>'


def icon(name: str) -> str:
    """A drawing in the colour of its words, hidden from screen readers; ShapeError if unknown."""
    if name not in ICONS:
        raise ShapeError(f"No picture is called '{name}'; there is {', '.join(ICONS)}.")
    return (
        f'<svg class="icon" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" '
        'focusable="false" fill="none" stroke="currentColor" stroke-width="4" '
        f'stroke-linecap="round" stroke-linejoin="round">{ICONS[name]}</svg>'
    )


def _check(things: Sequence[object] | Mapping[str, str], what: str) -> None:
    if not things:
        raise ShapeError(f"{what} has nothing in it; say in a sentence that there is nothing yet.")


def _said(entry: Said) -> str:
    drawn, told = ANSWERS[entry.kind]
    return (
        f'<li><div class="bubble">{icon("bubble")}<div>'
        f'<p class="told">You said{_tag(entry.made_up)}</p>'
        f'<p class="voice">{escape(entry.said)}</p>'
        f'<p class="whence">{escape(entry.whence)}</p></div></div>'
        f'<div class="answer {entry.kind}">{icon(drawn)}<div>'
        f'<p class="told">{escape(told)}{_tag(entry.answer_made_up)}</p>'
        f"<p>{escape(entry.answer)}</p>{_facts(entry.facts)}</div></div></li>"
    )


def _change(change: Change) -> str:
    drawn, told = STATES[change.state]
    kind = change.state.replace(" ", "-")
    return (
        f'<li class="{kind}">{icon(drawn)}<div>'
        f'<p class="told">{escape(told)}{_tag(change.made_up)}</p>'
        f'<p class="voice">{escape(change.what)}</p>'
        f"{_facts(change.facts)}</div></li>"
    )


def _point(point: Point) -> str:
    return (
        f"<li>{icon(point.icon)}<div><p><strong>{escape(point.title)}</strong></p>"
        f"<p>{escape(point.text)}</p></div></li>"
    )


def _facts(facts: Mapping[str, str]) -> str:
    inner = "".join(
        f"<p><strong>{escape(n)}</strong> {escape(v)}</p>" for n, v in facts.items() if v
    )
    return f'<div class="young-facts">{inner}</div>' if inner else ""


def _tag(made_up: str) -> str:
    return f' <span class="tag">{escape(made_up)}</span>' if made_up else ""
