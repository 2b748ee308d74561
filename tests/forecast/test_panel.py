"""Counts become panels, and panels become series with what is known of each authority."""

import numpy as np
import pandas as pd
import pytest

from analysis.core.shapes import ALL
from analysis.forecast.panel import CHILDREN, WIDEST, from_counts, standardised, total_series
from simulated import after, changed, full, plain, totals
from towns import EMPTYMINSTER, ENDHAM, HUSHFORD, NEWBOROUGH, ORDINARTON, TOWNS, YEARS, town_counts

NAN = float("nan")
CODES = tuple(t.code for t in TOWNS)


@pytest.fixture(scope="module")
def towns():
    """The invented towns as a panel, with Ordinarton's figures as the country's."""
    counts = pd.concat([town_counts(t) for t in TOWNS], ignore_index=True)
    whole = counts[(counts["area"] == ORDINARTON.code) & (counts["measure"] == CHILDREN)]
    counts = pd.concat([counts, whole.assign(area="E92000001")], ignore_index=True)
    return from_counts(counts, CODES, YEARS, "E92000001")


def test_missing_figures_are_missing_and_not_zero(towns) -> None:
    held = dict(zip(CODES, towns.of(CHILDREN), strict=True))
    assert np.isfinite(held[ORDINARTON.code]).all()
    assert np.isnan(held[HUSHFORD.code][[3, 8, 9]]).all()
    assert np.isfinite(held[NEWBOROUGH.code]).sum() == 2
    assert np.isnan(held[ENDHAM.code][4:]).all()


def test_a_place_without_children_in_care_has_no_total_to_forecast(towns) -> None:
    place = CODES.index(EMPTYMINSTER.code)
    assert (towns.of(CHILDREN)[place] == 0).all()
    assert np.isnan(towns.total[place]).all()


def test_a_figure_that_is_not_held_is_missing_throughout(towns) -> None:
    nothing = towns.of("cla_started")
    assert nothing.shape == (len(CODES), len(YEARS))
    assert np.isnan(nothing).all()


def test_the_country_is_its_own_published_series(towns) -> None:
    own = towns.total[CODES.index(ORDINARTON.code)]
    assert towns.national_growth(2020) == pytest.approx(np.diff(np.log(own[:5])))


def test_the_countrys_parts_are_kept_for_every_year_that_has_one() -> None:
    """Also before the first year of the panel; a nought has no logarithm and is left out."""
    whole = town_counts(ORDINARTON)
    whole = whole[(whole["measure"] == CHILDREN) & (whole["dimension"] == ALL)]
    alone = whole.assign(dimension="uasc", category="uasc", value=np.arange(len(whole)) * 1.0)
    counts = pd.concat([whole, alone]).assign(area="E92000001")
    panel = from_counts(counts, CODES, YEARS[3:], "E92000001")
    known = panel.parts_since[CHILDREN, "uasc", "uasc"]
    assert sorted(known.values()) == [float(n) for n in range(1, len(whole))]
    assert min(known) < panel.years[0] and not any(key[1] == ALL for key in panel.parts_since)


def test_without_a_national_series_growth_is_that_of_areas_with_both_figures() -> None:
    panel = plain(np.array([[100.0, 110, 121], [300, NAN, 330], [100, 90, 99]]))
    assert panel.national_growth(2018) == pytest.approx(np.log([200 / 200, 220 / 200]))
    assert len(panel.national_growth(2016)) == 0


def test_a_panel_of_some_areas_keeps_their_order(towns) -> None:
    some = towns.only([HUSHFORD.code, ORDINARTON.code])
    assert some.areas == (HUSHFORD.code, ORDINARTON.code)
    np.testing.assert_array_equal(some.total[1], towns.total[0])


def test_features_are_told_beside_the_typical_authority_of_the_year() -> None:
    feature = np.column_stack([np.arange(101.0), np.arange(101.0) * 50 + 7])
    told = standardised(feature)
    assert told[:, 0] == pytest.approx(told[:, 1])  # whatever the year's level and spread
    assert told[50, 0] == 0
    assert told.std(axis=0) == pytest.approx(np.ones(2), rel=0.25)


def test_unknown_features_say_nothing_and_wild_ones_are_drawn_in() -> None:
    column = np.array([1.0, 2, 3, 4, 5, NAN, 1e9, np.inf])[:, None]
    told = standardised(column)[:, 0]
    assert told[5] == told[7] == 0
    assert told[6] == WIDEST
    assert (standardised(np.array([[1.0], [2.0], [NAN]])) == 0).all()  # too few to tell


def test_what_is_known_of_a_year_comes_from_that_year_and_before() -> None:
    panel = full()
    for origin in panel.years[1:]:
        place = panel.years.index(origin) + 1
        one, two = total_series(panel), total_series(after(panel, origin))
        np.testing.assert_array_equal(one.known[:, :place], two.known[:, :place])
        np.testing.assert_array_equal(one.x[:, :place], two.x[:, :place])


def test_a_series_alone_has_growth_as_its_only_feature() -> None:
    known = total_series(plain(totals(np.random.default_rng(1)))).known
    assert np.ptp(known[:, 1:, 0]) > 0
    assert (known[:, :, 1:] == 0).all()


def test_more_starts_than_ceases_show_as_net_flow() -> None:
    panel = full()
    starts = panel.of("cla_started").copy()
    starts[0] += panel.total[0]
    more = total_series(changed(panel, cla_started=starts)).known - total_series(panel).known
    assert (more[0, :, 1] > 0).all()
    assert panel.of("cla_started", ALL, ALL)[0, 0] < starts[0, 0]
