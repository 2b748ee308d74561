"""The invented quarterly figures: the same each time, of a council's size, without a fault."""

from pathlib import Path

import pytest

from analysis.catalogue.areas import reporting_area as authority
from analysis.catalogue.local import CUMULATIVE, LOCAL, MEANS, NOT_ABOUT_CHILDREN, RARE
from analysis.core.quarters import Quarter
from analysis.intake.local.quarterly import read
from analysis.pipeline import synthetic
from analysis.pipeline.local_figures.from_return import quarters
from analysis.pipeline.synthetic import EVENT, NEVER_SUPPLIED, SyntheticError, rows, write
from analysis.protect.suppress import Rules, protect
from own_return import in_care, put_return

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "raw" / "examples" / "quarterly"
COUNCILS = ("bristol", "herefordshire", "lancashire", "cheshire-east", "bradford")
FIRST, LAST = Quarter(2022, 1), Quarter(2026, 2)
EVERY = pytest.mark.parametrize("slug", COUNCILS)
WAIT = "wait_for_mental_health_support"


def example(slug, **asked):
    area = authority(slug)
    return read(EXAMPLES / f"{slug}-synthetic.csv", area.code, **asked)


def newest(counts, measure):
    return counts[counts["measure"] == measure].sort_values("period_end").iloc[-1]


@EVERY
def test_the_committed_file_is_what_the_seed_gives(slug, tmp_path):
    made = write(authority(slug), tmp_path, FIRST, LAST)
    assert made.name == f"{slug}-synthetic.csv"
    assert made.read_bytes() == (EXAMPLES / made.name).read_bytes()


def test_another_seed_gives_other_figures():
    town = authority("herefordshire")
    assert rows(town, FIRST, LAST, 1) != rows(town, FIRST, LAST, 2)
    assert rows(town, FIRST, LAST, 1) == rows(town, FIRST, LAST, 1)


@EVERY
def test_every_file_is_read_without_a_fault_and_has_every_indicator(slug):
    supplied = example(slug)
    known = {m.removesuffix("/of") for m in supplied.counts["measure"]}
    known |= set(supplied.events["indicator"])
    own = quarters(authority(slug), LAST.last)
    filled = set() if own is None else set(own.counts["measure"]) & set(LOCAL)
    assert known | filled | {NEVER_SUPPLIED.get(slug, WAIT)} == set(LOCAL)
    days = supplied.counts["period_end"]
    assert days.min().date() == FIRST.last and days.max().date() == LAST.last


@EVERY
def test_numbers_are_of_the_councils_size(slug):
    published = synthetic._published(authority(slug))
    care = newest(example(slug).counts, "personal_education_plan_in_date/of")["value"]
    assert care == pytest.approx(0.66 * published["cla_number"], rel=0.15)


def test_what_a_return_gives_is_left_out_but_for_one_figure_that_differs(monkeypatch, tmp_path):
    town = authority("herefordshire")
    published = synthetic._published(town)
    monkeypatch.setattr(synthetic, "_published", lambda area: published)
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    before = rows(town, FIRST, LAST)
    id, quarter = synthetic.DIFFERS
    put_return(tmp_path, town, in_care({quarter.code: 350, LAST.code: 360}))
    after = rows(town, FIRST, LAST)
    (typed,) = [line for line in after if line[0] == id]
    assert typed[1] == quarter.code and float(typed[4]) == 350 - synthetic.TYPED_LESS
    assert synthetic.TYPED_LESS > 5, "a difference of a few would not be told"
    assert [line for line in before if line[0] != id] == [line for line in after if line != typed]


def test_the_integrated_care_board_of_cheshire_east_gives_nothing():
    assert WAIT not in (EXAMPLES / "cheshire-east-synthetic.csv").read_text(encoding="utf-8")
    counts = example("cheshire-east", expected={WAIT: "integrated-care-board"}).counts
    wait = counts[counts["measure"] == WAIT]
    assert set(wait["status"]) == {"missing"} and set(wait["source"]) == {"integrated-care-board"}


def test_elsewhere_one_quarter_is_missing_and_the_newest_of_one_supplier():
    counts = example("bristol").counts
    assert (counts[counts["measure"] == WAIT]["status"] == "missing").sum() == 1
    late = counts[counts["measure"] == "return_interviews_on_time"].sort_values("period_end")
    assert late["status"].iloc[-1] == "missing" and late["source"].iloc[-1] == "police"


@EVERY
def test_one_figure_was_revised(slug):
    counts = example(slug).counts
    releases = counts[counts["measure"] == "reviews_on_time"].groupby("period_end").size()
    assert (releases == 2).sum() == 1


def test_the_small_council_has_figures_that_must_be_hidden():
    supplied = example("herefordshire")
    rules = Rules(cumulative=CUMULATIVE, means=MEANS, exempt=NOT_ABOUT_CHILDREN)
    hidden = (
        protect(supplied.counts, supplied.events, rules=rules)["status"] == "suppressed"
    ).sum()
    assert hidden > 20


def test_something_moved_at_the_event():
    counts = example("lancashire").counts
    n, d = (
        counts[counts["measure"] == m].set_index("period_end")["value"]
        for m in ("health_plan_shared", "health_plan_shared/of")
    )
    share = 100 * n / d
    before = share[share.index < str(EVENT.first)].mean()
    after = share[share.index > str(EVENT.first)].mean()
    assert after - before == pytest.approx(9, abs=3)


@EVERY
def test_rare_events_have_a_line_each_or_a_nought(slug):
    rare = {i.id for i in LOCAL.values() if i.kind == RARE}
    for indicator, period, _, _, value, *_ in rows(authority(slug), FIRST, LAST):
        if indicator in rare:
            assert ("Q" in period) == (value == "0")


def test_an_area_whose_size_is_not_published_is_refused(monkeypatch):
    empty = synthetic.store.measured(["801"]).iloc[:0]
    monkeypatch.setattr(synthetic.store, "measured", lambda areas: empty)
    with pytest.raises(SyntheticError, match="Bristol: cla_number"):
        rows(authority("bristol"), FIRST, LAST)
