"""Every council whose homes are recorded as a trust's is listed, and no other."""

import pytest

from analysis.catalogue.areas import areas, authorities
from analysis.catalogue.local.trusts import RECORDED_AS, TRUSTS, trust_of
from analysis.core import shapes, store
from analysis.present.words.homes.places import with_trust

HARDLY_ANY, MANY = 2, 25
"""Percent of children in homes of the council itself, and of charities, where a trust runs them."""


def newest_shares(category: str) -> dict[str, float]:
    """The newest published share of a kind of provider, by authority."""
    where = {"indicator": "provider_of_homes", "dimension": "provider", "category": category}
    rows = store.read(store.MEASURED_FILE, {a.code for a in authorities()}, where=where)
    rows = rows[rows["group"] == shapes.OWN].sort_values("period_end")
    return rows.groupby("area")["value"].last().to_dict()


def test_the_list_is_what_the_figures_show() -> None:
    charities, council = newest_shares(RECORDED_AS), newest_shares("own")
    newest_own = {code: share for code, share in council.items() if share <= HARDLY_ANY}
    hidden = {"380"}  # Bradford's own share is suppressed since its trust began
    found = {code for code in {*newest_own, *hidden} if charities.get(code, 0) >= MANY}
    assert found == set(TRUSTS)


@pytest.mark.parametrize("code", TRUSTS)
def test_a_title_names_the_trust_and_not_charities_alone(code: str) -> None:
    area = areas()[code]
    title, note = with_trust(area, "Who provides the homes: most often charities, 48%")
    assert title.endswith(f"most often {trust_of(area)} and charities, 48%")
    assert trust_of(area) in note
    mixed, _ = with_trust(area, "88% are recorded with private companies and charities")
    assert mixed.endswith(f"private companies, {trust_of(area)} and charities")


def test_where_no_trust_runs_the_service_a_title_stays() -> None:
    title = "Who provides the homes: most often charities, 48%"
    assert with_trust(areas()["886"], title) == (title, "")
