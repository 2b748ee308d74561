"""A drawing with its words: what a screen reader says, and a title where it is one of several."""

from dataclasses import dataclass
from html import escape

from analysis.core.errors import ShapeError
from analysis.present.parts.svg import as_data_uri, size_px


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing as SVG with its alternative text; as one of several panels it has a `title`.

    Raises ShapeError for a drawing whose alternative text is missing or has no figure. Without a
    drawing it is its title alone.
    """

    svg: str
    alt: str
    title: str = ""

    def __post_init__(self) -> None:
        """Refuse a drawing that some reader would get nothing from."""
        if self.svg and not any(letter.isdigit() for letter in self.alt):
            raise ShapeError(
                f"A small picture has '{self.alt}' for alternative text; say its figures."
            )

    def html(self) -> str:
        """The drawing as an image of the page, or nothing."""
        if not self.svg:
            return ""
        width, height = size_px(self.svg)
        return (
            f'<img src="{as_data_uri(self.svg)}" alt="{escape(self.alt)}" '
            f'width="{width}" height="{height}">'
        )
