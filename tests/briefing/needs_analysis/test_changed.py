"""What changed since the year before, for every authority."""

import re

import pytest

from analysis.briefing import open_figures, what_changed
from analysis.briefing.needs_analysis.changed import BETTER, MOST, OTHER, WORSE
from analysis.catalogue.areas import authorities

LEAD = re.compile(
    r"(No measure|1 measure|\d+ measures) could be tested against the year before; "
    r"(none|\d+) changed by more than chance\."
)
POINT = re.compile(rf"({WORSE}|{BETTER}|{OTHER}): .+(: .+, (up|down) from .+|, in the annex)\.")


@pytest.mark.parametrize("area", [a.code for a in authorities()])
def test_what_changed_is_told_in_a_few_points(area):
    lead, *points = what_changed(open_figures(area)).points
    assert LEAD.fullmatch(lead), lead
    assert len(points) <= 3 * (MOST + 1)
    assert (LEAD.fullmatch(lead)[2] == "none") == (not points)
    for point in points:
        assert POINT.fullmatch(point), point
        assert len(point.split()) <= 25


def test_children_in_care_come_before_all_children():
    points = what_changed(open_figures("Bradford")).points
    worse = [point for point in points if point.startswith(WORSE)]
    assert worse == ["Worse: Moves because the carer asked: 22%, up from 9%."]
