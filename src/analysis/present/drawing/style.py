"""How charts look and what their words are measured with: the same for whoever draws them.

Neither the fonts of a machine count nor what matplotlib keeps in a home folder, its list of fonts
and `matplotlibrc`: words are measured with a font that comes with matplotlib (`paths.font`), and
settings are matplotlib's own with those of `style.mplstyle` over them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.font_manager import FontEntry, fontManager

from analysis.core import paths

OWN_COLOUR, BAND_COLOUR = "#12436D", "#C9D6E2"
DARK_GREY, MID_GREY, LIGHT_GREY = "#3D3D3D", "#6B6B6B", "#BFBFBF"
EVENT_COLOUR = "#801650"
MISSING_FILL, INK = "#EDEDED", "#0B0C0C"
# The name under which matplotlib finds the carried font, and no other.
FAMILY = "Care Analysis charts"


@cache
def style() -> mpl.RcParams:
    """The settings of style.mplstyle."""
    return mpl.rc_params_from_file(Path(__file__).with_name("style.mplstyle"), False, False)


@contextmanager
def house_style() -> Iterator[None]:
    """Draw under our settings; `rc_context` would check and copy all that there are."""
    _carry_font()
    ours = _settings()
    before = {key: mpl.rcParams[key] for key in ours}
    _set(ours)
    try:
        yield
    finally:
        _set(before)


@cache
def families() -> str:
    """The style's fonts, of which a browser draws words in the first that it has."""
    return ",".join([*style()["font.sans-serif"], *style()["font.family"]])


@cache
def _settings() -> dict[Any, object]:
    """Those of the style, and matplotlib's own where a `matplotlibrc` has another."""
    theirs, own = dict[Any, object](mpl.rcParamsOrig), dict[Any, object](mpl.rcParamsDefault)
    kept = {"backend", "backend_fallback", "interactive"}
    undone = {k: own[k] for k in own.keys() - kept if theirs.get(k) != own[k]}
    return {**undone, **style(), "font.family": [FAMILY]}


@cache
def _carried() -> list[FontEntry]:
    """The carried font in both weights, as matplotlib's list of fonts has it."""
    return [
        FontEntry(
            fname=str(paths.font(bold=bold)),
            name=FAMILY,
            weight="bold" if bold else "normal",
            size="scalable",
        )
        for bold in (False, True)
    ]


def _carry_font() -> None:
    """Have the carried font first in matplotlib's list, which may be read anew at any time."""
    fonts = _carried()
    if fontManager.ttflist[: len(fonts)] != fonts:
        fontManager.ttflist[:0] = fonts


def _set(values: Mapping[Any, object]) -> None:
    for key, value in values.items():
        mpl.rcParams._set(key, value)
