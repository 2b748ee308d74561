"""One table of counts: which release wins, which older figure is kept, and what is left out."""

import pandas as pd
import pytest

from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake import combine


def source(key: str, release: str, **kind: bool) -> Source:
    return Source(id=key, file=f"{key}.csv", publisher="-", title="-", release=release, **kind)


SHELF = {
    s.id: s
    for s in (
        source("edition_2023", "2023-11-16"),
        source("edition_2024", "2024-11-14"),
        source("edition_2025", "2025-11-26"),
        source("early", "2024-08-29", superseded=True),
        source("tool", "2026-04-08", compilation=True),
    )
}


def counts(*figures: tuple[str, float | str]) -> pd.DataFrame:
    """The number of children in one town, as several sources print it."""
    return pd.DataFrame(
        {
            "measure": "cla_31_march",
            "area": "380",
            "period_end": pd.Timestamp("2023-03-31"),
            "frequency": "annual",
            "dimension": shapes.ALL,
            "category": shapes.ALL,
            "value": [f if isinstance(f, int | float) else float("nan") for _, f in figures],
            "unit": "children",
            "status": [f if isinstance(f, str) else shapes.OK for _, f in figures],
            "source": [key for key, _ in figures],
            "release": [SHELF[key].release for key, _ in figures],
        }
    ).astype({"value": "float64"})[list(shapes.COUNTS)]


def told(rows: pd.DataFrame) -> list[tuple[str, float | str]]:
    """The source and figure of each row, or its status when it has none."""
    said = rows["value"].astype("object").where(rows["value"].notna(), rows["status"])
    return list(zip(rows["source"], said, strict=True))


OLD, NEW, NEWEST = "edition_2023", "edition_2024", "edition_2025"
SECOND_HAND, EARLY = "tool", "early"


@pytest.mark.parametrize(
    ("read", "kept", "shown"),
    [
        pytest.param([(OLD, 70), (NEW, 70)], [(NEW, 70)], (NEW, 70), id="repeated"),
        pytest.param([(OLD, 70), (NEW, 72)], [(OLD, 70), (NEW, 72)], (NEW, 72), id="revised"),
        pytest.param(
            [(OLD, 70), (NEW, 71), (NEWEST, 71)],
            [(OLD, 70), (NEWEST, 71)],
            (NEWEST, 71),
            id="revised once",
        ),
        pytest.param(
            [(OLD, 70), (NEW, "suppressed")],
            [(OLD, 70), (NEW, "suppressed")],
            (NEW, "suppressed"),
            id="hidden since",
        ),
        pytest.param(
            [(OLD, "suppressed"), (NEW, "suppressed")],
            [(NEW, "suppressed")],
            (NEW, "suppressed"),
            id="hidden in both",
        ),
        pytest.param([(SECOND_HAND, 70)], [(SECOND_HAND, 70)], (SECOND_HAND, 70), id="filled"),
        pytest.param([(OLD, 70), (SECOND_HAND, 71)], [(OLD, 70)], (OLD, 70), id="not overridden"),
        pytest.param(
            [(OLD, "suppressed"), (SECOND_HAND, 4)],
            [(OLD, "suppressed")],
            (OLD, "suppressed"),
            id="not uncovered",
        ),
        pytest.param(
            [(EARLY, 70), (SECOND_HAND, 75)],
            [(EARLY, 70), (SECOND_HAND, 75)],
            (SECOND_HAND, 75),
            id="superseded",
        ),
        pytest.param(
            [(EARLY, 70), (SECOND_HAND, "missing")],
            [(EARLY, 70)],
            (EARLY, 70),
            id="superseded by nothing",
        ),
        pytest.param(
            [(EARLY, 70), (NEW, 72), (SECOND_HAND, 75)],
            [(EARLY, 70), (NEW, 72)],
            (NEW, 72),
            id="superseded and published again",
        ),
    ],
)
def test_which_figure_stands_and_which_is_kept(read, kept, shown):
    for order in (read, read[::-1]):
        settled, left_out = combine.settle(counts(*order), SHELF)
        assert told(settled) == kept
        assert told(combine.newest(settled)) == [shown]
        assert len(settled) + sum(left_out.values()) == len(read)


def test_what_is_left_out_is_counted_by_reason():
    _, left_out = combine.settle(counts((OLD, 70), (NEW, 70), (SECOND_HAND, 70)), SHELF)
    assert left_out == {
        "an older release says the same": 1,
        "a compilation repeats a primary release": 1,
    }


def test_a_kept_older_figure_keeps_its_release():
    settled, _ = combine.settle(counts((OLD, 70), (NEW, 72)), SHELF)
    assert settled["release"].tolist() == ["2023-11-16", "2024-11-14"]


def test_figures_of_other_units_do_not_displace_each_other():
    both = pd.concat([counts((OLD, 70)), counts((NEW, 66)).assign(unit="per_10000")])
    settled, _ = combine.settle(both, SHELF)
    assert len(combine.newest(settled)) == 2


def test_a_compilation_is_newer_than_every_edition_it_supersedes():
    compiled = [s.release for s in SOURCES.values() if s.compilation]
    superseded = [s.release for s in SOURCES.values() if s.superseded]
    assert compiled and superseded
    assert min(compiled) > max(superseded)


@pytest.mark.parametrize(("area", "day"), [("942", "2022-03-31"), ("909", "2025-03-31")])
def test_a_figure_of_an_authority_that_did_not_exist_is_refused(area, day):
    rows = counts((NEW, 70)).assign(area=area, period_end=pd.Timestamp(day))
    with pytest.raises(SourceError, match=f"cla_31_march of area {area} at {day}") as refused:
        combine.check_existence(rows)
    assert refused.value.file == NEW
    assert combine.check_existence(counts((NEW, 70))).equals(counts((NEW, 70)))
