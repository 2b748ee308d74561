"""The example figures end to end: protected they pass the gate, unprotected every one is found."""

from pathlib import Path

import pytest

from analysis.catalogue.areas import reporting_area
from analysis.catalogue.local import CUMULATIVE, LOCAL, MEANS, NOT_ABOUT_CHILDREN, RARE
from analysis.intake.local.quarterly import read
from analysis.measure.control_charts.limits import process
from analysis.measure.control_charts.quarterly_series import series
from analysis.pipeline.monitoring import hidden_cells
from analysis.present.charts.time.control_chart import control_chart as chart
from analysis.protect.gate import GateError, check
from analysis.protect.suppress import Rules, protect

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "raw" / "examples" / "quarterly"
RULES = Rules(cumulative=CUMULATIVE, means=MEANS, exempt=NOT_ABOUT_CHILDREN)
TITLES = [i.title for i in LOCAL.values() if i.about_children]


def page(counts, area):
    """Every chart of a council's own figures with its table, as it stands in a page."""
    shown = []
    for indicator in (i for i in LOCAL.values() if i.kind != RARE):
        given = series(counts, indicator)
        if len(given):
            found = None if indicator.cumulative else process(given, indicator)
            shown.append(chart(indicator, given, found, area, source="Synthetic")._repr_html_())
    return "".join(shown)


@pytest.mark.parametrize("slug", ["herefordshire", "cheshire-east"])
def test_a_protected_page_passes_and_an_unprotected_one_is_refused_for_every_figure(slug):
    area = reporting_area(slug)
    supplied = read(EXAMPLES / f"{slug}-synthetic.csv", area.code)
    protected = protect(supplied.counts, supplied.events, rules=RULES)
    hidden = hidden_cells(supplied.counts, protected)
    assert len(hidden) >= 20
    assert check(page(protected, area), hidden, titles=TITLES)
    with pytest.raises(GateError) as raised:
        check(page(supplied.counts, area), hidden)
    told = " ".join(raised.value.faults)
    assert [cell for cell in hidden if str(cell) not in told] == []
