"""What the sufficiency report says of supply and gap, for real authorities with awkward figures."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.briefing.sufficiency import providers, shortfall, supply
from analysis.briefing.sufficiency.outlook import Outlook, newest
from analysis.catalogue.assumptions import values
from analysis.core import shapes, store
from analysis.core.errors import UnknownNameError
from analysis.forecast.draws import Draws
from analysis.forecast.quantiles import projected
from analysis.forecast.supply.gap import gap_rows, occupancies
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from briefed import AWKWARD, each_authority, opened

KINDS = ("foster", "childrens_homes", "supported")
SAID = {"run": "invented", "origin": 2025, "scenario": "as_now"}


def forecast(code, foster=True):
    """Invented futures of one authority: 100 children in foster care, 40 in homes, 30 supported."""
    rng = np.random.default_rng(1)
    need = Draws(
        areas=(code,),
        years=(2026, 2027, 2028),
        values={
            ("cla_31_march", "placement", kind): rng.normal(middle, 5, (500, 1, 3))
            for kind, middle in zip(KINDS, (100, 40, 30), strict=True)
        },
    )
    usable = {
        ("places_usable", "placement", kind): rng.normal(middle, 4, (500, 1, 3))
        for kind, middle in zip(KINDS, (103 if foster else np.nan, 20, np.nan), strict=True)
    }
    gaps = gap_rows(need, usable, occupancies(values()), **SAID)
    rows = pd.concat([projected(need, unit={"cla_31_march": "children"}, **SAID), gaps])
    return shapes.check_projected(rows.reset_index(drop=True))


@cache
def here(code, foster=True):
    return Outlook(
        figures=opened(code),
        counts=newest(store.counts([code])),
        projected=forecast(code, foster),
    )


def said(shown):
    if isinstance(shown, Prose):
        return " ".join(shown.paragraphs)
    if isinstance(shown, Exhibit):
        cells = " ".join(shown.table.astype(str).to_numpy().ravel())
        told = (shown.headline, shown.subtitle, shown.alt, shown.note, cells)
        return " ".join(filter(None, told))
    return " ".join(shown.points)


def everything(code):
    outlook = here(code)
    shown = [
        supply.say_homes(outlook),
        supply.say_use(outlook),
        supply.say_fostering(outlook),
        supply.say_supported(outlook),
        supply.homes_by_sector(outlook),
        supply.homes_over_time(outlook),
        supply.foster_places(outlook),
        supply.across_the_boundary(outlook),
        supply.supply_unknown(outlook),
        providers.inside_outside(outlook.figures),
        shortfall.gap_summary(outlook),
        shortfall.market_position(outlook),
    ]
    shown += [providers.mix(outlook.figures, name) for name in providers.DEFINITIONS]
    for kind in KINDS:
        shown += [
            shortfall.say_gap(outlook, kind),
            shortfall.need_and_places(outlook, kind),
            shortfall.gap_by_year(outlook, kind),
        ]
    return shown


@pytest.mark.parametrize("code", ["201", "314", "380", "857", "942"], ids=AWKWARD.get)
def test_every_part_is_shown_and_says_nothing_that_is_no_word(code):
    for shown in everything(code):
        assert shown._repr_html_() or shown == Prose([])
        text = said(shown)
        assert not re.search(r"\bnan\b|None|NaN|\binf\b|  ", text), text
        assert not re.search(r"\b1 (places|homes|children|owners)\b|\b0 (places|homes)\b", text), (
            text
        )


def test_the_sentence_prints_the_quantiles_of_the_forecast():
    outlook = here("380")
    rows = outlook.projected
    row = rows[(rows["measure"] == "gap_places") & (rows["category"] == "childrens_homes")].iloc[-1]
    told = said(shortfall.say_gap(outlook, "childrens_homes"))
    assert f"between {row['p10']:.0f} and {row['p90']:.0f} more places" in told
    assert f"1 in 5 chance of needing more than {row['p80']:.0f}" in told
    summary = shortfall.gap_summary(outlook).table
    last = summary[summary["Kind of home"] == "Children's homes, 2028"].iloc[0]
    assert (
        last["Gap in places, eight of ten futures"]
        == f"{row['p10']:.0f} to {row['p90']:.0f} too few"
    )


def test_a_year_may_be_chosen_and_one_outside_the_forecast_is_refused():
    assert "March 2026" in said(shortfall.say_gap(here("380"), "foster", 2026))
    with pytest.raises(KeyError, match="has no 2035"):
        shortfall.say_gap(here("380"), "foster", 2035)
    with pytest.raises(KeyError, match="no 'gap_places' of 'castles'"):
        shortfall.say_gap(here("380"), "castles")


def test_without_foster_places_there_is_a_reason_and_no_gap():
    outlook = here("314", foster=False)
    told = said(shortfall.say_gap(outlook, "foster"))
    assert told.startswith("There is no gap figure for foster care")
    assert shortfall.gap_by_year(outlook, "foster") == Prose([])
    assert "no supply figure" in said(shortfall.gap_summary(outlook))


def test_places_to_spare_are_never_said_to_fit_the_children():
    assert "not always the right one" in said(shortfall.say_gap(here("380"), "foster"))


def test_homes_say_how_many_places_our_share_of_them_is_about():
    told = said(shortfall.say_gap(here("380"), "childrens_homes"))
    usable = shortfall.ranges(here("380"), "childrens_homes", "places_usable")[-1].p50
    apart = (1 - 0.59) * usable / ((0.59 + 1 + 1) / 3)
    assert f"between these two ends lie {apart / 0.8:.0f} places" in told


@each_authority
def test_a_hidden_share_of_providers_is_never_worked_out_from_the_others(code):
    counts = here(code).counts
    provider = counts[(counts["dimension"] == "provider") & (counts["unit"] == "children")]
    provider = provider[provider["measure"] == "cla_31_march"]
    for name, definition in providers.DEFINITIONS.items():
        table = providers.mix(opened(code), name).table.set_index("31 March")
        column = f"External: {definition.external.words}"
        if column not in table:
            continue
        for year, cell in table[column].items():
            rows = provider[provider["period_end"].dt.year == int(year)].set_index("category")
            needed = [rows["status"].get(c, "missing") for c in definition.external.categories]
            published = all(status == shapes.OK for status in needed)
            assert published or not cell.endswith("%"), (name, year)


def test_the_definition_of_external_is_printed_and_can_be_switched():
    bought, private = (providers.mix(opened("380"), n) for n in ("bought", "private"))
    assert "External: private companies and charities" in bought.table
    assert "External: private companies only" in private.table
    assert "In-house here means the council itself" in bought.note
    with pytest.raises(UnknownNameError, match="bougt"):
        providers.mix(opened("380"), "bougt")


@each_authority
def test_shares_inside_and_outside_are_those_published(code):
    table = providers.inside_outside(opened(code)).table
    assert len(table) == 6
    printed = [int(s.rstrip("%")) for s in table["Share"] if s.endswith("%") and s[0].isdigit()]
    assert sum(printed) <= 103, "shares are rounded"


@each_authority
def test_net_use_agrees_with_its_table(code):
    told = said(supply.say_use(here(code)))
    rows = supply.across_the_boundary(here(code)).table
    if "lived outside our area" in told:
        last = rows.iloc[-1]
        assert f"{last['Our children outside the area']} child" in told
        assert f"{last['Other councils' + chr(39) + ' children in the area']} child" in told


def test_what_is_not_known_names_who_could_supply_it():
    table = supply.supply_unknown(here("857")).table
    told = " ".join(table["Not known"]).lower()
    for question in (
        "relatives or friends",
        "under 16 in supported",
        "outside the area",
        "how long children stay",
        "independent fostering",
    ):
        assert question in told
    assert table["Who could supply it"].str.len().min() > 5
