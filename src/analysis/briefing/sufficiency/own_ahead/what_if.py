"""What scenarios change in children and pounds, what homes cost, and who needs help after 18."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analysis.briefing.parts import capital, lowered, prose, table
from analysis.briefing.sufficiency.cost.spending import spend_in
from analysis.briefing.sufficiency.outlook import AS_NOW, Outlook, each_row
from analysis.briefing.sufficiency.own_ahead.opened import Opened, opened_of, spread, with_futures
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.catalogue.categories import CATEGORIES
from analysis.core import returned
from analysis.core.shapes import ALL
from analysis.forecast.histories.scenarios.effects import (
    COST,
    COST_DIFFERENCE,
    FEWER_OR_MORE,
    MIX,
    PRICE,
    UNMET,
)
from analysis.forecast.histories.summary import LEAVERS, STAYING_PUT, TOGETHER
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose, listed
from analysis.present.words.homes.spending import financial_year, pounds
from analysis.present.words.returns import ahead as words

YEARS_TOLD = 2
HOME = ASSUMPTIONS["own_home_cost_per_place"]
EXAMPLES = (
    f"These are examples, with the budget of the home in prices of {HOME.price_year}; "
    "docs/scenarios.md says how a council puts its own in their place."
)
UNPRICED = (
    "Weeks without a price are in the shares and in no cost, so this is less than the council "
    "spends."
)
SAME = "The same futures stand behind each line, so a difference is of the scenario alone."


@with_futures
def what_if_futures(o: Opened) -> Exhibit | Prose:
    """What each scenario changes: children on the last day, and pounds in whole years."""
    rows = o.ahead.projected
    told = rows[rows["measure"] == COST_DIFFERENCE]
    names = [name for name in told["scenario"].unique() if name != AS_NOW]
    years = o.ahead.whole_years[:YEARS_TOLD]
    if not names or not years:
        return prose()
    own = _asked(o).get("own", False)
    last = pd.Timestamp(o.ahead.last)
    sizes = {each["name"]: _size(each["changes"]) for each in _asked(o).get("scenarios", ())}
    lines = []
    for name in names:
        mine = rows[rows["scenario"] == name]
        lines.append(
            {
                "If": name,
                **({"Size": sizes[name]} if all(map(sizes.get, names)) else {}),
                f"Children on {words.in_words(o.ahead.last)}": words.difference_in_children(
                    _one(mine, FEWER_OR_MORE, last)
                ),
                **{
                    f"Cost of homes, {financial_year(year.year)}": words.difference_in_pounds(
                        _one(mine, COST_DIFFERENCE, year)
                    )
                    for year in years
                },
            }
        )
    now = _one(rows[rows["scenario"] == AS_NOW], COST, years[0])
    return table(
        "what-if-futures",
        "What scenarios change, in children and in pounds",
        f"Difference from 'as now', middle and eight of ten futures, {o.there.name}",
        lines,
        source=o.source,
        note=" ".join(
            [
                SAME,
                f"As now, homes cost {pounds(now.middle)} in {financial_year(years[0].year)}.",
                *_unmet(rows, names),
                "" if own else EXAMPLES,
            ]
        ).strip(),
    )


@with_futures
def prices_of_homes(o: Opened) -> Exhibit | Prose:
    """The share of children's weeks and the mean price of a week by kind of home and provider."""
    if not o.ahead.whole_years:
        return prose()
    year = o.ahead.whole_years[0]
    rows = o.ahead.projected
    rows = rows[(rows["scenario"] == AS_NOW) & (rows["period_end"] == year)]
    shares = {row.category: spread(row) for row in each_row(rows[rows["measure"] == MIX])}
    prices = {row.category: row for row in each_row(rows[rows["measure"] == PRICE])}
    if not shares:
        return prose()
    return table(
        "prices-of-homes",
        "Who provides homes, and what a week costs",
        f"{financial_year(year.year)}, middle and eight of ten futures, {o.there.name}",
        [
            {
                "Home and provider": _home(name),
                "Share of children's weeks (%)": share.spoken,
                "Pounds a week": _price(prices.get(name)),
            }
            for name, share in shares.items()
        ],
        source=o.source,
        note=" ".join([UNPRICED, *_where_from(o)]),
        folded=True,
    )


def say_two_costs(there: Outlook) -> Prose:
    """Why the cost from published figures and that from own histories are not one number.

    Nothing where the council has no futures of its own.
    """
    opened = opened_of(there)
    return _two_costs(opened) if opened else prose()


def _two_costs(o: Opened) -> Prose:
    years, rows = o.ahead.whole_years, o.ahead.projected
    told = rows[(rows["scenario"] == AS_NOW) & (rows["measure"] == COST)]
    if not years or told.empty:
        return prose()
    year = years[0].year
    spend = spend_in(o.there, year)
    if spend is None:
        return prose()
    homes = _one(rows[rows["scenario"] == AS_NOW], COST, years[0])
    return prose(words.two_costs(year, spend.central, homes.middle))


@with_futures
def after_18(o: Opened) -> Exhibit | Prose:
    """Care leavers by age and young people staying put, on each 31 March to come."""
    ages = {name: o.spreads(LEAVERS, "age", name) for name in ("18_to_20", "21_to_24")}
    called = {
        f"Care leavers aged {name.replace('_', ' ')}": each for name, each in ages.items() if each
    }
    if staying := o.spreads(STAYING_PUT):
        called["Staying put with foster carers"] = staying
    if not called:
        return prose()
    days = [each.day for each in next(iter(called.values()))]
    return table(
        "after-18",
        "Young people we support after 18",
        f"Young people on 31 March, middle and eight of ten futures, {o.there.name}",
        [
            {"On": words.in_words(day)} | {label: each[n].spoken for label, each in called.items()}
            for n, day in enumerate(days)
        ],
        source=o.source,
        note="Care leavers are all who qualify, whether or not they ask for support. Who stays put "
        "follows the council's published share, or England's where too few stand behind it.",
    )


def _asked(o: Opened) -> dict[str, Any]:
    """What the record says of scenarios and prices."""
    return dict(o.own.record.get(returned.FUTURES, {}).get(returned.WHAT_IF, {}))


def _one(rows: pd.DataFrame, measure: str, day: pd.Timestamp) -> Any:
    found = rows[(rows["measure"] == measure) & (rows["dimension"] == ALL)]
    return spread(next(each_row(found[found["period_end"] == day])))


def _size(changes: Sequence[Mapping[str, Any]]) -> str:
    """How large a scenario is: each change's number, unit and month."""
    return listed(
        [
            f"{words.of_size(each['number'], each['unit'])} from "
            f"{date.fromisoformat(each['from']):%B %Y}"
            for each in changes
        ]
    )


def _unmet(rows: pd.DataFrame, names: Sequence[str]) -> Iterator[str]:
    """In how many futures there were too few children for a scenario."""
    found = rows[(rows["measure"] == UNMET) & rows["scenario"].isin(names)]
    for name, value in found.groupby("scenario", sort=False)["central"].max().items():
        if round(value):
            yield f"In {value:.0f}% of futures there are too few children for all of '{name}'."


def _home(name: str) -> str:
    if name == TOGETHER:
        return "All others together"
    kind, provider = name.split("/")
    told = lowered(CATEGORIES["provider"].get(provider, provider))
    return f"{CATEGORIES['placement'].get(kind, kind)}: {told}"


def _price(row: Any) -> str:
    return "not known" if row is None else f"£{row.central:,.0f}"


def _where_from(o: Opened) -> Iterator[str]:
    """Where prices are from, and which homes have none."""
    sources: dict[tuple[str, str], list[str]] = {}
    for each in _asked(o).get("prices", ()):
        sources.setdefault((each["source"], each["price_year"]), []).append(each["kind"])
    for (source, year), kinds in sources.items():
        named = listed([lowered(CATEGORIES["placement"].get(kind, kind)) for kind in kinds])
        yield f"{capital(named)}: {source}{f', prices of {year}' if year else ''}."
