"""An exhibit on a front page: its message and its picture, and a link to where its figures are."""

from dataclasses import dataclass
from html import escape

from analysis.core.errors import ShapeError
from analysis.present.parts.exhibit import Exhibit, paragraph

ALL_FIGURES = "All figures"


@dataclass(frozen=True)
class InFront:
    """An exhibit without its table, which stands at `more`: 'annex#anchor'.

    Its note is `note`, since what a front page says once need not stand under every picture; `lead`
    is what the headline leaves to say. Raises ShapeError for a link without an anchor, and for a
    picture of figures whose alternative text has none: without the table it is all that some
    readers have.
    """

    exhibit: Exhibit
    more: str
    note: str = ""
    lead: str = ""

    def __post_init__(self) -> None:
        """Refuse a picture whose figures some reader would not find."""
        page, _, anchor = self.more.partition("#")
        if not anchor or ":" in page:
            raise ShapeError(
                f"Exhibit '{self.exhibit.key}': '{self.more}' leads to no table; give the page and "
                f"the anchor, such as 'annex#{self.exhibit.key}'."
            )
        drawn, alt = self.exhibit.svg is not None, self.exhibit.alt
        cells = self.exhibit.table.iloc[:, 1:].to_numpy().ravel()
        if drawn and any(map(_has_digit, cells)) and not _has_digit(alt):
            raise ShapeError(
                f"Exhibit '{self.exhibit.key}': its alternative text has no figure, and its table "
                "is on another page; say the highest, newest or last."
            )

    @property
    def key(self) -> str:
        """The anchor here, which is not that of the whole exhibit."""
        return f"{self.exhibit.key}-in-front"

    def __repr__(self) -> str:
        """Its key and where its table is."""
        return f"InFront({self.key!r}: {self.more!r})"

    def _repr_html_(self) -> str:
        """The message and the picture as an HTML figure, which the page does not number."""
        title, shown = f"{self.key}-title", self.exhibit
        return (
            f'<figure class="in-front" id="{self.key}" aria-labelledby="{title}">'
            f'<figcaption><h3 id="{title}">{escape(shown.headline)}</h3>'
            f"{paragraph('lead', self.lead)}{paragraph('subtitle', shown.subtitle)}</figcaption>"
            f"{shown.picture()}{paragraph('note', self.note)}"
            f'<p class="source">Source: {escape(_short(shown.source))} <a class="more" '
            f'href="{escape(self.more)}" aria-describedby="{title}">{ALL_FIGURES}</a></p></figure>'
        )


def _short(source: str) -> str:
    """The first publication, and how many more there are."""
    first, *others = source.removeprefix("Source: ").rstrip(".").split("; ")
    return f"{first}; and {len(others)} more." if others else f"{first}."


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


@dataclass(frozen=True)
class Onward:
    """A line that leads from a front page to what stands behind it, at `more`: 'annex#anchor'."""

    words: str
    more: str

    def _repr_html_(self) -> str:
        return f'<p class="onward"><a href="{escape(self.more)}">{escape(self.words)}</a></p>'
