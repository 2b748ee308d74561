"""The small pictures of the first screen: how a figure moved, or where it lies among others."""

from analysis.briefing.figures import NEIGHBOURS, Figures
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import Indicator
from analysis.present import charts
from analysis.present.charts.time.trend_drawing import Trend
from analysis.present.parts.picture import Picture
from analysis.present.rows import at, comparators, points

FEWEST = 2  # figures that make a line, and others that a dot can lie among


def line(figures: Figures, i: Indicator) -> Picture | None:
    """How a figure moved, with its band and England; None where fewer than two are published."""
    shown = series(figures, i, ("england",))
    if sum(p.known for p in shown.own) < FEWEST:
        return None
    return charts.small_line(shown)


def among(figures: Figures, i: Indicator) -> Picture | None:
    """Where the newest figure lies among similar authorities; None where it is beside nobody."""
    rows, day = figures.rows(i.id), figures.newest.get(i.id)
    if "neighbours" not in i.comparators or day is None:
        return None
    if not (own := at(points(i, rows, figures.area.code), day)):
        return None
    beside = figures.beside.loc[figures.beside["model"] == NEIGHBOURS, "neighbour"]
    found = [at(points(i, rows, code), day) for code in beside]
    others = [p.value for p in found if p]
    if len(others) < FEWEST:
        return None
    england = at(points(i, rows, ENGLAND), day)
    return charts.small_dots(
        charts.Among(
            indicator=i,
            own=own,
            others=others,
            england=england.value if england and "england" in i.comparators else None,
        )
    )


def series(figures: Figures, i: Indicator, keys: tuple[str, ...]) -> Trend:
    """The figures of an indicator with those of the comparators of some keys."""
    rows = figures.rows(i.id)
    others = [c for c in comparators(i, rows, figures.area) if c.key in keys]
    own = points(i, rows, figures.area.code)
    return Trend(indicator=i, area=figures.area, own=own, others=others)
