"""A drawing made small enough to sit inside a page, and its size on the screen."""

import re
from collections import Counter
from functools import cache, lru_cache
from urllib.parse import quote

from analysis.core.errors import ShapeError

_DROPPED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_GEOMETRY = re.compile(r'(?<=\s)(d|points|x|y|x1|y1|x2|y2|cx|cy)="([^"]*)"')
_TRANSLATE = re.compile(r"translate\([^)]*\)")
_DECIMALS = re.compile(r"-?\d*\.\d{2,}(?:e-?\d+)?")
_UNTURNED = re.compile(r'\stransform="rotate\(-?0 [^)]*\)"')
_FAMILY = re.compile(r"font-family: ([^;\">]*);? ?")
_FONT_SIZE, _AT_START = re.compile(r"font-size: (\w[\w.]*);"), "text-anchor: start; "
_STYLE, _APART = re.compile(r'(?<=\sstyle=")[^"]*'), re.compile(r"([:;]) ")
_ALONE = re.compile(r"<g>(<(?!g\b|/)[^>]*/>|<text\b[^>]*>[^<]*</text>)</g>")
_ID, _USE = re.compile(r'\sid="([^"]*)"'), re.compile(r'(href="#|url\(#)([^")]+)')
_NO_COMMA, _BETWEEN_TAGS = re.compile(r"(?<=[A-Za-z]),|,(?=[A-Za-z])"), re.compile(r">\s+<")
_WORDS_WITH_QUOTES = re.compile(r">[^<]*['\"][^<]*")
_UNSAFE = re.compile(r"[^ '=:/;,()!*$@?\-._~+0-9A-Za-z]+")
_SWAP = str.maketrans("\"'", "'\"")
_SIZE = {"px": 1.0, "": 1.0, "pt": 4 / 3, "in": 96.0}


def compact(svg: str) -> str:
    """The same drawing without metadata, comments, unused ids or more decimals than eyes can see.

    Coordinates and translations are rounded to a tenth; scales, turns and text are not touched.
    Where all words have one font, it is that of the whole.
    """
    small = _UNTURNED.sub("", _of_one_font(_DROPPED.sub("", svg)))
    used = sorted({name for _, name in _USE.findall(small)})
    short = {name: f"i{n}" for n, name in enumerate(used)}
    small = _ID.sub(lambda m: f' id="{short[m[1]]}"' if m[1] in short else "", small)
    small = _USE.sub(lambda m: m[1] + short[m[2]], small)
    small = _GEOMETRY.sub(lambda m: f'{m[1]}="{_rounded(_path(m[2]))}"', small)
    small = _TRANSLATE.sub(lambda m: _rounded(m[0]), small)
    small = _STYLE.sub(lambda m: _close(m[0]), small)
    small = _BETWEEN_TAGS.sub("><", small).strip()
    while (flat := _ALONE.sub(r"\1", small)) != small:
        small = flat
    return small


def _of_one_font(svg: str) -> str:
    """The drawing with its font and usual size on the svg element, where all its words have it."""
    families = {*_FAMILY.findall(svg)}
    if len(families) != 1 or "'" not in (family := families.pop()) or '"' in family:
        return svg
    size, _ = Counter([*_FONT_SIZE.findall(svg), "10px"]).most_common(1)[0]
    font = f"font-size: {size}; font-family: {family}"
    bare = _FAMILY.sub("", svg).replace(f"font-size: {size}; ", "").replace(_AT_START, "")
    return bare.replace("<svg ", f'<svg style="{font}" ', 1)


@lru_cache(maxsize=256)  # a picture that stands in front stands in the annex too
def as_data_uri(svg: str, *, spaces: bool = True) -> str:
    """The drawing as a data URI; percent-encoding is shorter than base64 for text.

    Without `spaces` it can stand in a srcset, which a space would end.
    """
    swapped = compact(svg).translate(_SWAP)  # in tags; in the words between them, swapped back
    single = _WORDS_WITH_QUOTES.sub(lambda words: words[0].translate(_SWAP), swapped)
    uri = "data:image/svg+xml," + _UNSAFE.sub(lambda found: _quoted(found[0]), single)
    return uri if spaces else uri.replace(" ", "%20")


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


def _path(words: str) -> str:
    """A path or points with commas between numbers, and nothing else that could be left out."""
    return _NO_COMMA.sub("", ",".join(words.replace(",", " ").split()))


@cache
def _close(style: str) -> str:
    return _APART.sub(r"\1", style).rstrip(";")


@cache
def _quoted(text: str) -> str:
    return quote(text, safe="")


def _rounded(text: str) -> str:
    return _DECIMALS.sub(lambda number: _tenths(number[0]), text)


@cache
def _tenths(number: str) -> str:
    return f"{round(float(number), 1) + 0.0:.1f}".removesuffix(".0")
