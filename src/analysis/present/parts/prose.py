"""What is not a chart: paragraphs, warnings, key figures and the glossary, every word escaped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analysis.core.errors import ShapeError
from analysis.present.parts.picture import Picture


def listed(words: Sequence[str], joined: str = "and") -> str:
    """'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined} {words[-1]}"


@dataclass(frozen=True)
class Prose:
    """Plain paragraphs, one for each string that is not empty; no markup is understood.

    A `lead` is a heading over them; without a paragraph nothing is shown.
    """

    paragraphs: Sequence[str]
    lead: str = ""

    def _repr_html_(self) -> str:
        given = [self.paragraphs] if isinstance(self.paragraphs, str) else self.paragraphs
        told = "".join(f"<p>{escape(p)}</p>" for p in given if p.strip())
        return f"<h3>{escape(self.lead)}</h3>{told}" if self.lead and told else told


class Passage(Prose):
    """Paragraphs that stand on some pages alone, set as those written in the notebook are."""

    def _repr_html_(self) -> str:
        told = super()._repr_html_()
        return f"{told}\n" if told else ""


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list of short points, numbered when their order matters, under a heading of its own."""

    points: Sequence[str]
    numbered: bool = False
    lead: str = ""

    def _repr_html_(self) -> str:
        if not self.points:
            raise ShapeError("A list has no points; say in a sentence that there are none.")
        kind = "ol" if self.numbered else "ul"
        lead = f"<h3>{escape(self.lead)}</h3>" if self.lead else ""
        return f"{lead}<{kind}>{''.join(f'<li>{escape(p)}</li>' for p in self.points)}</{kind}>"


@dataclass(frozen=True, kw_only=True)
class Callout:
    """A note the reader must not miss: old data, an unusual year, a figure to treat with care."""

    title: str
    text: str
    kind: str = "warning"

    def __post_init__(self) -> None:
        """Refuse a callout of no known kind or without words."""
        if self.kind not in ("warning", "information"):
            raise ShapeError(f"A callout is a warning or information, not '{self.kind}'.")
        if not self.title.strip() or not self.text.strip():
            raise ShapeError("A callout needs a title and a text.")

    def _repr_html_(self) -> str:
        return (
            f'<div class="callout {self.kind}" role="note" aria-label="{escape(self.title)}">'
            f"<p><strong>{escape(self.title)}</strong></p><p>{escape(self.text)}</p></div>"
        )


@dataclass(frozen=True, kw_only=True)
class Card:
    """One key figure: the number as printed, what it counts, beside whom, and what it implies.

    A small `picture` shows how it moved or where it lies, in figures that the words do not have.
    """

    number: str
    words: str
    comparator: str = ""
    implication: str = ""
    picture: Picture | None = None

    def __post_init__(self) -> None:
        """Refuse a number without words."""
        if not self.number.strip() or not self.words.strip():
            raise ShapeError(f"A card needs a number and words; it has {self!r}.")


@dataclass(frozen=True)
class Cards:
    """Key figures side by side, in the order they should be read, and what their pictures show.

    A `lead` stands before them.
    """

    cards: Sequence[Card]
    key: str = ""
    lead: str = ""

    def _repr_html_(self) -> str:
        if not self.cards:
            raise ShapeError("There are no cards to show; say in a sentence why.")
        key = f'<p class="key">{escape(self.key)}</p>' if self.key else ""
        lead = f"<p>{escape(self.lead)}</p>" if self.lead else ""
        return f'{lead}<ol class="cards">{"".join(_card(card) for card in self.cards)}</ol>{key}'


@dataclass(frozen=True)
class Glossary:
    """Words that a new member may not know, closed until asked for."""

    meanings: Mapping[str, str]
    title: str = "What the words mean"

    def _repr_html_(self) -> str:
        terms = "".join(
            f"<dt>{escape(term)}</dt><dd>{escape(meaning)}</dd>"
            for term, meaning in sorted(self.meanings.items(), key=lambda item: item[0].casefold())
        )
        return f"<details><summary>{escape(self.title)}</summary><dl>{terms}</dl></details>"


def _card(card: Card) -> str:
    parts = (("comparator", card.comparator), ("implication", card.implication))
    rest = "".join(f'<p class="{kind}">{escape(text)}</p>' for kind, text in parts if text.strip())
    drawn = card.picture.html() if card.picture else ""
    return (
        f'<li class="card{" drawn" if drawn else ""}"><p class="figure">{escape(card.number)}</p>'
        f'<p class="words">{escape(card.words)}</p>{rest}{drawn}</li>'
    )
