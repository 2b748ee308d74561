"""A chart is the same bytes whatever fonts, lists of them and settings its maker's home has.

matplotlib keeps a list of fonts and `matplotlibrc` in a home folder. The list is not made anew when
fonts come or go (matplotlib 3.11.2; matplotlib/matplotlib #13810 and #25306), so that two accounts
of one machine can find different fonts.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib import font_manager

from analysis.core import paths
from analysis.present.drawing import chart, sheet, style
from waiting import GENEROUS

DRAW = """
import hashlib, sys
from matplotlib.axes import Axes
from matplotlib.font_manager import fontManager
from analysis.present.drawing.chart import all_letters
from analysis.present.drawing.sheet import PlainAxes, drawn
from analysis.publish.render.manifest import font
made = [drawn(all_letters(kind).figure) for kind in (Axes, PlainAxes)]
print(hashlib.sha256("".join(made).encode()).hexdigest())
print(font())
print(next((f.fname for f in fontManager.ttflist if f.name == "DejaVu Sans"), "none"))
"""
LIST = f"fontlist-v{font_manager.FontManager.__version__}.json"


def drawn(folder: Path, **more: str) -> list[str]:
    """The hash of two charts, the font of their maker, and what matplotlib takes for DejaVu Sans,
    with this folder for all that matplotlib keeps.
    """
    done = subprocess.run(
        [sys.executable, "-c", DRAW],
        env={**os.environ, "MPLCONFIGDIR": str(folder), **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder in which matplotlib has just listed the fonts, and what was drawn with it."""
    folder = tmp_path_factory.mktemp("fresh")
    told = drawn(folder)
    assert (folder / LIST).is_file()
    return folder, told


def listed(folder: Path, change: Callable[[dict], None]) -> None:
    """Change each font of the list."""
    known = json.loads((folder / LIST).read_text(encoding="utf-8"))
    for font in known["ttflist"]:
        change(font)
    (folder / LIST).write_text(json.dumps(known), encoding="utf-8")


def serif(folder: Path) -> None:
    """Every font stands where that of another one is."""
    other = str(paths.font().with_name("DejaVuSerif.ttf"))
    listed(folder, lambda font: font.update(fname=other))


def gone(folder: Path) -> None:
    """Every font was removed since."""
    listed(folder, lambda font: font.update(fname=str(folder / "gone.ttf")))


def another_name(folder: Path) -> None:
    """No font has the name that it has now."""
    listed(folder, lambda font: font.update(name="Old"))


def broken(folder: Path) -> None:
    """The list was cut short."""
    (folder / LIST).write_bytes((folder / LIST).read_bytes()[:1000])


def settings(folder: Path) -> None:
    """The account has settings of its own."""
    own = "lines.linewidth: 9\nfont.family: serif\nlegend.fontsize: 20\naxes.facecolor: red\n"
    (folder / "matplotlibrc").write_text(f"{own}xtick.direction: in\n", encoding="utf-8")


@pytest.mark.parametrize("change", [serif, gone, another_name, broken, settings])
def test_what_an_account_keeps_changes_no_chart(
    fresh: tuple[Path, list[str]], tmp_path: Path, change: Callable[[Path], None]
) -> None:
    (tmp_path / LIST).write_bytes((fresh[0] / LIST).read_bytes())
    change(tmp_path)
    told = drawn(tmp_path)
    assert told[:2] == fresh[1][:2]
    if change not in (broken, settings):
        assert told[2] != fresh[1][2]  # matplotlib itself is misled by such a list


def test_an_account_without_a_folder_to_write_to_draws_the_same(
    fresh: tuple[Path, list[str]], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert drawn(tmp_path / "file", HOME=str(tmp_path / "file"))[:2] == fresh[1][:2]


def test_the_font_is_carried_and_the_same_for_all(fresh: tuple[Path, list[str]]) -> None:
    assert fresh[1][1].startswith("DejaVuSans.ttf ")
    for bold in (False, True):
        assert paths.font(bold=bold).is_file()


def test_charts_leave_fonts_and_settings_of_others_alone() -> None:
    """An analyst's own charts in the same notebook look as they did."""
    import matplotlib as mpl

    with style.house_style():
        assert mpl.rcParams["font.family"] == [style.FAMILY]
    before = dict(mpl.rcParams)
    found = font_manager.findfont("DejaVu Sans")
    with style.house_style():
        pass
    assert dict(mpl.rcParams) == before and font_manager.findfont("DejaVu Sans") == found
    names = [font.name for font in font_manager.fontManager.ttflist]
    assert names.count(style.FAMILY) == 2
    font_manager.fontManager.ttflist[:2] = []  # as when matplotlib reads its list anew
    with style.house_style():
        assert font_manager.fontManager.ttflist[0].name == style.FAMILY


def test_readers_get_the_font_that_their_browser_has() -> None:
    names = "Arial,Helvetica,Liberation Sans,DejaVu Sans,sans-serif"
    assert style.families() == names
    svg = sheet.drawn(chart.all_letters(sheet.PlainAxes).figure)
    assert svg.count("font-family") == 1 and f"font-family:{names};" in svg
    assert style.FAMILY not in svg
