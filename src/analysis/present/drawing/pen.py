"""matplotlib's drawing written as small SVG, by the renderer that it asks of a backend.

As its own SVG renderer does, this keeps words as words and groups what has a `gid`. Places are
tenths of a point and all words have one font; what no reader of a page needs is not written, which
is quicker than to take it out again.
"""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from math import cos, radians, sin
from typing import Any, cast

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex, to_rgba
from matplotlib.font_manager import FontProperties, weight_dict
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray

from analysis.present.text import TEXT_POINTS

_Shape = tuple[Path, Transform]
Rgba = tuple[float, float, float, float]
HATCH_POINTS = 72  # a tile of hatching, both ways
_LETTERS = {
    int(code): (letter, many)  # and how many places it is followed by
    for code, letter, many in (
        (Path.MOVETO, "M", 1),
        (Path.LINETO, "L", 1),
        (Path.CURVE3, "Q", 2),
        (Path.CURVE4, "C", 3),
    )
}
_ANCHORS = {"left": "", "center": "text-anchor:middle;", "right": "text-anchor:end;"}
# What a browser draws anyway, or the whole drawing has.
_USUAL = {
    "stroke-width": "1",
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
    "stroke-dashoffset": "0",
}
_CAPS = {"butt": "butt", "round": "round", "projecting": "square"}


class Pen(RendererBase):
    """Draws on a sheet of so many points; `svg` is all that was drawn, its words in `families`."""

    def __init__(self, width: float, height: float, families: str) -> None:
        super().__init__()
        self._width, self._height, self._families = width, height, families
        self._written: list[str] = []
        self._groups: list[str] = []
        self._shared: dict[tuple[str, str], str] = {}

    def svg(self) -> str:
        """The whole drawing."""
        across, down = _number(self._width, 2), _number(self._height, 2)
        font = f"font-size:{_number(TEXT_POINTS)}px;font-family:{self._families}"
        shared = "".join(
            f'<{kind} id="{name}"{rest}' for (kind, rest), name in self._shared.items()
        )
        return (
            f'<svg style="{font};stroke-linejoin:round" width="{across}pt" height="{down}pt" '
            f'viewBox="0 0 {across} {down}" xmlns="http://www.w3.org/2000/svg" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"{f'<defs>{shared}</defs>' if shared else ''}{''.join(self._written)}</svg>"
        )

    def open_group(self, s: str, gid: str | None = None) -> None:
        """A group where it has a name of its own."""
        opening = f'<g id="{escape(gid)}">' if gid else ""
        self._groups.append(opening)
        self._written.append(opening)

    def close_group(self, s: str) -> None:
        """Its end; a group of nothing is not written."""
        opening = self._groups.pop()
        if self._written[-1] is opening:
            self._written.pop()
        elif opening:
            self._written.append("</g>")

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803  matplotlib's name
    ) -> None:
        """A line or a shape."""
        sheet = (0.0, 0.0, self._width, self._height)
        cut = sheet if rgbFace is None and gc.get_hatch() is None else None
        places = _places(path, transform, self._height, cut)
        self._written.append(f'<path d="{places}"{self._clip(gc)}{self._style(gc, rgbFace)}/>')

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """The same shape in many places."""
        at = trans.transform(path.vertices)
        at = at[np.isfinite(at).all(axis=1)]
        if not len(at):
            return
        name = self._share("path", f' d="{_places(marker_path, marker_trans)}"/>')
        uses = [
            f'<use xlink:href="#{name}" x="{x:g}" y="{y:g}"/>'
            for x, y in _rounded(at, self._height)
        ]
        style = f"{self._clip(gc)}{self._style(gc, rgbFace)}"
        self._written.append(f"<g{style}>{''.join(uses)}</g>")

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """A line of words, held by its anchor where matplotlib can, not by its measured width."""
        anchor = ""
        if mtext is not None and (not angle or mtext.get_rotation_mode() == "anchor"):
            held = mtext.get_transform().transform(mtext.get_unitless_position())
            x, y = self._on_base(held.tolist(), (x, y), radians(angle))
            anchor = _ANCHORS[mtext.get_horizontalalignment()]
        place = f'x="{_number(x)}" y="{_number(y)}"'
        if angle:
            place += f' transform="rotate({_number(-angle)} {_number(x)} {_number(y)})"'
        style = f"{anchor}{_font(prop)}{_ink(to_rgba(gc.get_rgb()), gc.get_alpha())}"
        words = f'<text {place} style="{style}">{escape(s, quote=False)}</text>'
        clip = self._clip(gc)
        self._written.append(f"<g{clip}>{words}</g>" if clip else words)

    def _on_base(
        self, held: Sequence[float], at: tuple[float, float], angle: float
    ) -> tuple[float, float]:
        """Where words that are drawn at a place are held: the nearest on the line they stand on."""
        x, y, up = held[0], self._height - held[1], (sin(angle), cos(angle))
        down = up[0] * (at[0] - x) + up[1] * (at[1] - y)
        return x + down * up[0], y + down * up[1]

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """What words measure, in points, not rounded to the dots of any screen."""
        return _measured(s, prop, ismath)

    def get_canvas_width_height(self) -> tuple[float, float]:
        """The size of the sheet in points."""
        return self._width, self._height

    def _share(self, kind: str, rest: str) -> str:
        """The name of an element that is written once and used by its name."""
        return self._shared.setdefault((kind, rest), f"i{len(self._shared)}")

    def _clip(self, gc: GraphicsContextBase) -> str:
        """Where a mark is cut off, as an attribute; nothing where it is not."""
        edge, shape = gc.get_clip_rectangle(), cast(_Shape, gc.get_clip_path())
        if shape[0] is not None:
            inside = f'<path d="{_places(*shape, self._height)}"/>'
        elif edge is not None:
            x, y = _number(edge.x0), _number(self._height - edge.y1)
            size = f'width="{_number(edge.width)}" height="{_number(edge.height)}"'
            inside = f'<rect x="{x}" y="{y}" {size}/>'
        else:
            return ""
        return f' clip-path="url(#{self._share("clipPath", f">{inside}</clipPath>")})"'

    def _style(self, gc: GraphicsContextBase, face: Any) -> str:
        offset, dashes = gc.get_dashes()
        fill = None if face is None else to_rgba(face)
        hatch = f"url(#{self._hatch(gc, fill)})" if gc.get_hatch() else ""
        return _css(
            fill,
            hatch,
            to_rgba(gc.get_rgb()),
            float(gc.get_linewidth()),
            (float(offset or 0), None if dashes is None else tuple(np.asarray(dashes).tolist())),
            gc.get_alpha() if gc.get_forced_alpha() else 1.0,
            str(gc.get_joinstyle()),
            str(gc.get_capstyle()),
        )

    def _hatch(self, gc: GraphicsContextBase, fill: Rgba | None) -> str:
        """The name of a tile of hatching."""
        tile = Affine2D().scale(HATCH_POINTS)
        lines, colour = gc.get_hatch_path(), to_hex(gc.get_hatch_color())
        size = f'width="{HATCH_POINTS}" height="{HATCH_POINTS}"'
        ground = f'<rect {size} fill="{to_hex(fill)}"/>' if fill else ""
        stroke = f'stroke="{colour}" stroke-width="{_number(gc.get_hatch_linewidth())}"'
        drawn = f'<path d="{_places(lines, tile, HATCH_POINTS)}" fill="{colour}" {stroke}/>'
        units = 'patternUnits="userSpaceOnUse"'
        return self._share("pattern", f" {units} {size}>{ground}{drawn}</pattern>")


def _places(
    path: Path,
    transform: Transform,
    height: float = 0,
    cut: tuple[float, float, float, float] | None = None,
) -> str:
    """The commands of a path, in tenths of a point down from `height`.

    That of a line may be `cut` at the edge of the sheet, and have fewer places than can be seen.
    """
    fewer = path.should_simplify and cut is not None
    clean = path.cleaned(transform, remove_nans=True, clip=cut, simplify=fewer, curves=True)
    numbers = [f"{x:g},{y:g}" for x, y in _rounded(np.asarray(clean.vertices), height)]
    codes: list[int] = np.asarray(clean.codes).tolist()
    commands, at = [], 0
    while (code := codes[at]) != Path.STOP:
        if code == Path.CLOSEPOLY:
            commands.append("z")
            at += 1
        else:
            letter, many = _LETTERS[code]
            commands.append(f"{letter}{' '.join(numbers[at : at + many])}")
            at += many
    return "".join(commands)


def _rounded(places: NDArray[np.float64], height: float) -> list[list[float]]:
    turned = ((0, height) + places * (1, -1)).round(1) + 0.0
    return turned.tolist()


@lru_cache(maxsize=512)
def _css(
    fill: Rgba | None,
    hatch: str,
    rgb: Rgba,
    width: float,
    dashes: tuple[float, tuple[float, ...] | None],
    alpha: float,
    join: str,
    cap: str,
) -> str:
    """How a line or shape looks, as an attribute; what a drawing has anyway is left out."""
    said = {"fill": hatch or ("none" if fill is None else to_hex(fill))}
    if fill and fill[3] != 1 and alpha == 1:
        said["fill-opacity"] = _number(fill[3], 3)
    if alpha != 1:
        said["opacity"] = _number(alpha, 3)
    if width:
        said["stroke"] = to_hex(rgb)
        said["stroke-width"] = _number(width, 2)
        if rgb[3] != 1 and alpha == 1:
            said["stroke-opacity"] = _number(rgb[3], 3)
        if dashes[1] is not None:
            said["stroke-dasharray"] = ",".join(_number(each, 2) for each in dashes[1])
            said["stroke-dashoffset"] = _number(dashes[0], 2)
        said["stroke-linejoin"], said["stroke-linecap"] = join, _CAPS[cap]
    css = ";".join(f"{k}:{v}" for k, v in said.items() if _USUAL.get(k) != v)
    return f' style="{css}"'


@lru_cache(maxsize=64)
def _font(prop: FontProperties) -> str:
    """What a font has that the whole drawing has not: its size and its weight."""
    weight: int | str = prop.get_weight()
    weight = weight_dict.get(str(weight), weight)
    size = prop.get_size_in_points()
    sized = "" if size == TEXT_POINTS else f"font-size:{_number(size)}px;"
    return sized + ("" if weight == weight_dict["normal"] else f"font-weight:{weight};")


@lru_cache(maxsize=1024)
def _measured(text: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
    width, height, descent = text_to_path.get_text_width_height_descent(text, prop, ismath)
    return width, height, descent


@lru_cache(maxsize=64)
def _ink(rgb: Rgba, alpha: float) -> str:
    seen = "" if alpha == 1 else f";opacity:{_number(alpha, 3)}"
    return f"fill:{to_hex(rgb)}{seen}"


def _number(value: float, places: int = 1) -> str:
    return f"{round(float(value), places) + 0.0:.10g}"
