"""What our pen writes, beside what matplotlib's own SVG renderer writes of the same sheet."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from analysis.present import charts, drawing
from analysis.present.drawing.style import house_style
from analysis.present.text import POINTS_PER_INCH, TEXT_POINTS
from towns import (
    HUSHFORD,
    NEIGHBOUR_NAMES,
    ORDINARTON,
    PLACEMENTS,
    RATE,
    split_rows,
    town_rows,
)

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
USUAL = {
    "fill": "#000000",
    "stroke-width": "1",
    "stroke-linejoin": "round",
    "stroke-linecap": "butt",
    "stroke-dashoffset": "0",
    "text-anchor": "start",
    "font-weight": "400",
    "font-size": f"{TEXT_POINTS}px",
}
Mark = tuple[str, dict[str, str], list[float], str]


def in_house_style(make: Callable[[], Figure]) -> Callable[[], Figure]:
    def made() -> Figure:
        with house_style():
            return make()

    return made


def blank() -> tuple[Figure, Axes]:
    figure = Figure(figsize=(5, 4))
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8))
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 10)
    return figure, axes


@in_house_style
def every_kind() -> Figure:
    figure, axes = blank()
    axes.plot([-0.5, 3, 10.5], [1, 5, 2], color="#12436D", linewidth=2.4, marker="o", gid="own")
    axes.plot([1, float("nan"), 3, 4], [1, 1, 2, 2], "s--", color="0.4", dash_capstyle="round")
    axes.plot([-9, 5, 30], [1, 5, 2], color="#801650", linewidth=0.6)  # beyond the sheet
    axes.plot([1, 2, 3], [9, 8, 9], drawstyle="steps-mid", color=(0.2, 0.4, 0.6, 0.5), linewidth=1)
    axes.fill_between([1, 2, 3], [1, 2, 1], [2, 3, 4], linewidth=0, color="#C9D6E2", alpha=0.55)
    axes.vlines([4, 5], [1, 1], [3, 4], color="#801650")
    axes.scatter([6, 7, 8], [6, 7, 8], s=[10, 40, 90], c=["#12436D", "#28A197", "#F46A25"])
    axes.add_patch(Circle((5, 5), 1, facecolor="white", edgecolor="black", joinstyle="miter"))
    axes.add_patch(Rectangle((8, 1), 1, 1, facecolor="#EDEDED", edgecolor="#6B6B6B", hatch="///"))
    loop = Path([(1, 7), (2, 9), (3, 7), (1, 7)], [1, 3, 3, 79])
    axes.add_patch(PathPatch(loop, facecolor=(1, 0, 0, 0.3), clip_path=Circle((50, 50), 40)))
    axes.text(5, 5, "Rate & <share>", ha="right", va="top", fontweight="bold", fontsize=11)
    axes.text(5, 3, "one\ntwo", ha="center", color="#3D3D3D", clip_on=True)
    axes.text(2, 2, "turned", rotation=30, alpha=0.6)
    axes.set_ylabel("up the side")
    axes.legend(["a", "b"])
    return figure


CHARTS = {
    "trend": lambda: charts.trend(RATE, town_rows(RATE, ORDINARTON), ORDINARTON, source="Made up"),
    "hidden": lambda: charts.trend(RATE, town_rows(RATE, HUSHFORD), HUSHFORD, source="Made up"),
    "dots": lambda: charts.dot_plot(
        RATE, town_rows(RATE, ORDINARTON), ORDINARTON, source="Made up", names=NEIGHBOUR_NAMES
    ),
    "split": lambda: charts.breakdown(
        PLACEMENTS,
        split_rows(ORDINARTON),
        ORDINARTON,
        source="Made up",
        categories={"foster": "With foster carers", "childrens_homes": "Children's homes"},
    ),
}


def by_pen(figure: Figure) -> str:
    with house_style():
        return drawing.as_svg(figure)


def by_matplotlib(figure: Figure) -> str:
    page = StringIO()
    with house_style():
        pen = RendererSVG(*figure.get_size_inches() * POINTS_PER_INCH, page)
        figure.draw(pen)
        pen.finalize()
    return page.getvalue()


def marks(svg: str) -> list[Mark]:
    """What is drawn, in order: its kind, style and clip, places, and words."""
    root = ET.fromstring(svg)
    named = {e.get("id"): e for e in root.iter() if e.get("id")}
    return [*_marks(root, {}, named)]


def _marks(e: ET.Element, style: dict[str, str], named: dict[str, ET.Element]) -> Iterator[Mark]:
    kind, own = e.tag.removeprefix(SVG), {**style, **_style(e)}
    if clip := re.search(r"#([^)]+)", e.get("clip-path", "")):
        own["clip"] = " ".join(map(str, _shape(named[clip[1]][0])))
    if kind == "path":
        yield kind, _told(own), _shape(e), ""
    elif kind == "use":
        shape = named[e.get(LINK, "").lstrip("#")]
        at = [float(e.get("x", 0)), float(e.get("y", 0))]
        yield kind, _told({**own, **_style(shape)}), [*at, *_shape(shape)], ""
    elif kind == "text":
        turned = [float(n) for n in re.findall(r"-?[\d.]+", e.get("transform", ""))]
        at = [
            float(e.get("x", turned[0] if turned else 0)),
            float(e.get("y", turned[1] if turned else 0)),
        ]
        angle = re.search(r"rotate\((-?[\d.]+)", e.get("transform", ""))
        yield kind, _told(own), [*at, float(angle[1]) if angle else 0], e.text or ""
    elif kind in ("svg", "g"):
        for each in e:
            yield from _marks(each, own, named)


def _style(e: ET.Element) -> dict[str, str]:
    pairs = (each.split(":") for each in e.get("style", "").split(";") if ":" in each)
    return {name.strip(): value.strip() for name, value in pairs}


def _told(style: dict[str, str]) -> dict[str, str]:
    """A style without what is usual, names or fonts; hatching as such."""
    plain = {k: "hatched" if "url(" in v else v for k, v in style.items() if k != "font-family"}
    if "stroke" not in plain:
        plain = {k: v for k, v in plain.items() if not k.startswith("stroke")}
    return {k: v for k, v in plain.items() if USUAL.get(k) != v}


def _shape(e: ET.Element) -> list[float]:
    if e.tag == f"{SVG}rect":
        return [round(float(e.get(k, 0)), 1) for k in ("x", "y", "width", "height")]
    return [round(float(n), 1) for n in re.findall(r"-?[\d.]+", e.get("d", ""))]


def assert_the_same(figure: Figure) -> None:
    ours, theirs = marks(by_pen(figure)), marks(by_matplotlib(figure))
    assert [each[0] for each in ours] == [each[0] for each in theirs]
    for (kind, style, at, words), (_, their_style, their_at, their_words) in zip(
        ours, theirs, strict=True
    ):
        assert (style, words) == (their_style, their_words), kind
        assert at == pytest.approx(their_at, abs=0.11), (kind, words)


def test_every_kind_of_mark_is_drawn_as_matplotlib_draws_it():
    assert_the_same(every_kind())


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_as_matplotlib_draws_it_at_less_than_half_the_length(name, monkeypatch):
    drawn = []
    monkeypatch.setattr(drawing.sheet, "_wipe", drawn.append)
    CHARTS[name]()
    assert len(drawn) == 2
    for figure in drawn:
        assert_the_same(figure)
        assert len(by_pen(figure)) < len(by_matplotlib(figure)) / 2


def test_places_are_tenths_of_a_point_and_no_nothing_has_a_sign():
    figure, axes = blank()
    axes.plot([0, 1.23456], [0, 0])
    places = re.findall(r' (?:d|x|y|points)="([^"]*)"', by_pen(figure))
    assert places and not re.search(r"\.\d\d|-0\b(?!\.)", " ".join(places))


def test_a_group_has_the_name_that_a_chart_gave_it_and_none_without():
    groups = [e.get("id") for e in ET.fromstring(by_pen(every_kind())).iter(f"{SVG}g")]
    assert groups.count("own") == 1 and {*groups} == {"own", None}


def test_a_figure_keeps_the_dots_of_its_screen():
    figure = every_kind()
    figure.dpi = 144
    assert marks(by_pen(figure)) == marks(by_pen(every_kind()))
    assert figure.dpi == 144
