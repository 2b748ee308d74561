"""A drawing as it sits inside a page, and its size on the screen."""

import re
from functools import cache, lru_cache
from urllib.parse import quote

from analysis.core.errors import ShapeError

_NAMED = re.compile(r'<g id="[^"]*">')
_ALONE = re.compile(r"<g>(<(?!g\b|/)[^>]*/>|<text\b[^>]*>[^<]*</text>)</g>")
_WORDS_WITH_QUOTES = re.compile(r">[^<]*['\"][^<]*")
_UNSAFE = re.compile(r"[^ '=:/;,()!*$@?\-._~+0-9A-Za-z]+")
_SWAP = str.maketrans("\"'", "'\"")
_SIZE = {"px": 1.0, "": 1.0, "pt": 4 / 3, "in": 96.0}


@lru_cache(maxsize=256)  # a picture that stands in front stands in the annex too
def as_data_uri(svg: str, *, spaces: bool = True) -> str:
    """The drawing as a data URI; percent-encoding is shorter than base64 for text.

    Without `spaces` it can stand in a srcset, which a space would end.
    """
    swapped = _nameless(svg).translate(_SWAP)  # in tags; in the words between them, swapped back
    single = _WORDS_WITH_QUOTES.sub(lambda words: words[0].translate(_SWAP), swapped)
    uri = "data:image/svg+xml," + _UNSAFE.sub(lambda found: _quoted(found[0]), single)
    return uri if spaces else uri.replace(" ", "%20")


def _nameless(svg: str) -> str:
    """The drawing without the names of its groups, and without groups of one thing."""
    plain = _NAMED.sub("<g>", svg)
    while (flat := _ALONE.sub(r"\1", plain)) != plain:
        plain = flat
    return plain


def size_px(svg: str) -> tuple[int, int]:
    """Width and height in CSS pixels, from the attributes of the svg element."""
    opening = re.search(r"<svg\b[^>]*>", svg)
    sizes = dict(
        re.findall(r'\s(width|height)="([\d.]+(?:px|pt|in)?)"', opening[0] if opening else "")
    )
    if set(sizes) != {"width", "height"}:
        raise ShapeError("A drawing has no width and height on its svg element; add them.")
    return _pixels(sizes["width"]), _pixels(sizes["height"])


def _pixels(length: str) -> int:
    unit = length.lstrip("0123456789.")
    return round(float(length.removesuffix(unit)) * _SIZE[unit])


@cache
def _quoted(text: str) -> str:
    return quote(text, safe="")
