"""An exhibit: one message with its picture, its words, its source and the table behind it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from analysis.core.errors import ShapeError
from analysis.present.parts.picture import Picture
from analysis.present.parts.svg import as_data_uri, size_px
from analysis.present.parts.table import check_printable, html_of

LONGEST_HEADLINE = 25

NOT_DRAWN = "Not drawn: nothing clear or new."
SMALL = 520  # pixels: a drawing less wide is not stretched over the whole column
FITS_A_PHONE = 375  # pixels of a drawing whose words can be read on one


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """A chart with its table, or a table alone where there is neither `svg` nor `panels`.

    `narrow` is the same drawing for a phone. `panels` are several small pictures that are read
    together, each with its own title and alternative text.

    `key` is a stable anchor such as 'cla_rate-trend'; `table` has columns named in words and cells
    that are strings ready to print, its first column the header of each row; a `folded` table is
    closed until it is asked for. Raises ShapeError for
    a headline that is empty or over 25 words, a missing source, and a picture whose alternative
    text is missing or merely repeats the headline or the subtitle.
    """

    key: str
    headline: str
    subtitle: str
    alt: str
    table: pd.DataFrame
    source: str
    svg: str | None = None
    narrow: str | None = None
    panels: Sequence[Picture] = ()
    note: str = ""
    folded: bool = False
    _cells: Mapping[str, Sequence[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse an exhibit that some reader could not use."""
        if not re.fullmatch(r"[A-Za-z][\w-]*", self.key):
            raise ShapeError(
                f"Exhibit key '{self.key}' is no anchor; use letters, digits, _ and -."
            )
        faults = [*self._faults()]
        if faults:
            raise ShapeError(f"Exhibit '{self.key}': {'; '.join(faults)}.")
        object.__setattr__(self, "_cells", check_printable(self.table, self.headline))

    def _faults(self) -> Iterator[str]:
        words = len(self.headline.split())
        if words == 0:
            yield "it has no headline; state the message in about ten words"
        if words > LONGEST_HEADLINE:
            yield f"its headline has {words} words; use at most {LONGEST_HEADLINE}"
        if self.svg is not None and not self.alt.strip():
            yield "it has no alternative text; say what the picture shows"
        elif self.svg is not None and _folded(self.alt) in map(
            _folded, (self.headline, self.subtitle)
        ):
            yield "its alternative text repeats the headline or subtitle; say what is drawn"
        if self.svg and not self.narrow and size_px(self.svg)[0] > FITS_A_PHONE:
            yield "its drawing is too wide for a phone, and there is no narrow one; draw one"
        if not self.source.strip():
            yield "it has no source; name the publication and its date"

    def __repr__(self) -> str:
        """Its key and headline alone: a notebook would keep the picture and the table twice."""
        return f"Exhibit({self.key!r}: {self.headline!r})"

    def _repr_html_(self) -> str:
        """The exhibit as an HTML figure; the page numbers it."""
        title = f"{self.key}-title"
        kind = "exhibit folded" if self.folded else "exhibit"
        return (
            f'<figure class="{kind}" id="{self.key}" aria-labelledby="{title}">'
            f'<figcaption><h3 id="{title}">{escape(self.headline)}</h3>'
            f"{paragraph('subtitle', self.subtitle)}</figcaption>"
            f"{self.picture()}{'' if self.drawn else self._figures()}"
            f"{paragraph('note', self.note)}"
            f"{paragraph('source', 'Source: ' + self.source.removeprefix('Source: '))}"
            f"{self._figures() if self.drawn else ''}</figure>"
        )

    def picture(self) -> str:
        """The picture as HTML with its alternative text; nothing where there is none."""
        if self.panels:
            return _panels(self.panels)
        if self.svg is None:
            return ""
        width, height = size_px(self.svg)
        kind = "picture small" if width < SMALL else "picture"
        image = (
            f'<img src="{as_data_uri(self.svg)}" '
            f'alt="{escape(self.alt)}" width="{width}" height="{height}">'
        )
        if self.narrow is None:
            return f'<div class="{kind}">{image}</div>'
        width, height = size_px(self.narrow)
        phone = f'media="(max-width: 36rem)" width="{width}" height="{height}"'
        slim = f'<source {phone} srcset="{as_data_uri(self.narrow, spaces=False)}">'
        return f'<div class="{kind}"><picture>{slim}{image}</picture></div>'

    @property
    def drawn(self) -> bool:
        """Whether it has a picture."""
        return self.svg is not None or any(panel.svg for panel in self.panels)

    def _figures(self) -> str:
        table = html_of(self._cells, self.subtitle.strip() or self.headline)
        if not self.drawn and not self.folded:
            return table
        spoken = f'<span class="unseen">: {escape(self.headline)}</span>'
        told = "Figures behind this chart" if self.drawn else "Open this table"
        summary = f"<summary>{told}{spoken}</summary>"
        return f"<details>{summary}{table}</details>"


def _panels(panels: Sequence[Picture]) -> str:
    """The pictures side by side, and under them the titles of those that are not drawn."""
    shown = "".join(f"<li><p>{escape(p.title)}</p>{p.html()}</li>" for p in panels if p.svg)
    told = "".join(f"<li>{escape(p.title)}</li>" for p in panels if not p.svg)
    drawn = f'<ul class="panels">{shown}</ul>' if shown else ""
    return f'{drawn}<p class="subtitle">{NOT_DRAWN}</p><ul>{told}</ul>' if told else drawn


def paragraph(kind: str, text: str) -> str:
    """A paragraph of a class, as HTML; nothing where there are no words."""
    return f'<p class="{kind}">{escape(text)}</p>' if text.strip() else ""


def _folded(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.casefold()).split())
