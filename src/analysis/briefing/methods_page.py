"""What the methods notebook asks: our totals beside the published ones, and the backtest."""

from collections.abc import Mapping

import pandas as pd

from analysis.briefing.sufficiency.demand import CHILDREN, ahead, parts_of, past
from analysis.briefing.sufficiency.outlook import Held, forecast_source, newest
from analysis.briefing.sufficiency.past_scores import Score
from analysis.catalogue import parameters
from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.labels.categories import CATEGORIES
from analysis.catalogue.publications import PUBLICATIONS
from analysis.core import shapes, store
from analysis.present import numbers
from analysis.present.charts.forecast.calibration import Below
from analysis.present.charts.forecast.calibration import calibration as calibration_chart
from analysis.present.charts.forecast.fan_chart import Fan, fan_chart
from analysis.present.charts.forecast.parts_ahead import parts_ahead
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Callout, Prose
from analysis.present.words import forecast as words

MODELS = {
    "model": "This method",
    "no_change": "No change",
    "last_change": "Last change goes on",
    "straight_line": "Straight line",
    "national_growth": "National growth",
}
THIRDS = {
    "smallest third": "Smallest third",
    "middle third": "Middle third",
    "largest third": "Largest third",
}
TARGETS = {"coverage80": (75, 85), "coverage95": (92, 97.5)}
SCORED_YEARS = (1, 2, 3)


class Country(Held):
    """England's counts and projected rows, and the scores over all authorities."""

    @property
    def name(self) -> str:
        """What the country is called."""
        return areas()[ENGLAND].name

    def scores(self, group: str, model: str, horizon: int) -> Mapping[str, Score]:
        """The scores of one model, group and number of years ahead, by name; empty if none."""
        return self.scored.scores(group, horizon, model)

    def score(self, group: str, model: str, horizon: int, score: str) -> float:
        """One score; nan where it was not scored."""
        return self.scored.value(group, horizon, score, model)


def open_country(today: str = "") -> Country:
    """England's figures and forecast; `today` is checked as in other reports."""
    parameters.day(today)
    return Country(counts=newest(store.counts([ENGLAND])), projected=store.projected([ENGLAND]))


def national_summary(country: Country) -> Prose:
    """How well the method did on the number of children in care: first where it did not beat no
    change, then each number of years ahead."""
    told = [total_not_beaten(country)]
    for horizon in SCORED_YEARS:
        at = country.scores("all", "model", horizon)
        plain = country.score("all", "no_change", horizon, "mape")
        years = "One year" if horizon == 1 else f"{('Two', 'Three')[horizon - 2]} years"
        told.append(
            f"{years} ahead {at['coverage80'].value:.0f} of 100 outcomes lay in the range that "
            f"should hold 80, the middle line missed an authority's number by "
            f"{at['mape'].value:.1f}% on average (no change: {plain:.1f}%), and its score was "
            f"{with_interval(at['wis_ratio'])} of that of no change, over "
            f"{numbers.count(at['wis_ratio'].origins, 'starting year', 'starting years')}."
        )
    return Prose([*(t for t in told if t), _targets(country)])


def total_not_beaten(here: Held) -> str:
    """At which numbers of years the total does not beat no change for sure; blank if at all."""
    lost, unsure = [], []
    for horizon in SCORED_YEARS:
        ratio = here.scored.scores("all", horizon)["wis_ratio"]
        if ratio.value >= 1:
            lost.append(horizon)
        elif ratio.high >= 1:
            unsure.append(horizon)
    told = []
    if lost:
        told.append(
            f"This method does not beat 'no change' {words.years_ahead(lost)}: plan with the "
            "range, not with the middle line."
        )
    if unsure:
        told.append(
            f"Whether it beats 'no change' {words.years_ahead(unsure)} could be chance: the "
            "interval of its score reaches 1."
        )
    return " ".join(told)


def with_interval(score: Score) -> str:
    """A score and its interval: '0.96 (0.93 to 0.99)'."""
    return words.with_interval(score.value, score.low, score.high, digits=2)


def national_limits() -> Callout:
    """What the forecast is for, and what it is never for."""
    return Callout(
        title="For planning places only",
        text="These ranges help to plan homes. They are never for a decision about a child, and "
        "never a target. Children come into care because somebody who knows them decides so.",
        kind="information",
    )


def reconciled(country: Country) -> Exhibit:
    """England as published beside the sum of authorities, by year, with those that have none."""
    columns = [*shapes.COUNT_KEY, "value", "status", "release"]
    held = newest(store.read(store.COUNTS_FILE, columns=columns))
    whole = held[
        (held["measure"] == CHILDREN)
        & (held["dimension"] == shapes.ALL)
        & (held["unit"] == "children")
    ]
    authorities = whole[~whole["area"].str.startswith("E")]
    lines, most = [], 0.0
    for outcome in past(country, CHILDREN):
        if outcome.year < authorities["period_end"].dt.year.min():
            continue
        year = authorities[authorities["period_end"].dt.year == outcome.year]
        added, without = year["value"].sum(), int(year["value"].isna().sum())
        most = max(most, abs(added - outcome.value))
        lines.append(
            {
                "31 March": str(outcome.year),
                "England, published": numbers.plain(outcome.value),
                "Sum of authorities": numbers.plain(added),
                "Difference": numbers.plain(added - outcome.value),
                "Authorities without a number": numbers.plain(without),
            }
        )
    return Exhibit(
        key="reconciled",
        headline=f"Authorities add up to England within {numbers.count(most)}",
        subtitle="Children in care on 31 March",
        alt="",
        table=pd.DataFrame(lines),
        source=f"{PUBLICATIONS['cla'].citation}; {PUBLICATIONS['lait'].citation}",
        note="England is printed rounded to ten. An authority without a published number adds "
        "nothing.",
    )


def national_fan(country: Country) -> Exhibit:
    """England's children in care, published and to come: the sum of every authority's draws."""
    foreseen = ahead(country, CHILDREN)
    each = foreseen[2]
    return fan_chart(
        "england-fan",
        Fan(
            past=[o for o in past(country, CHILDREN) if o.year >= country.origin - 15],
            ahead=foreseen,
            origin=country.origin,
            name="children in care in England",
        ),
        headline=f"England: {each.likely} children in care by March {each.year}, in eight of ten "
        "futures",
        subtitle="Children in care on 31 March, England",
        source=forecast_source(),
        note="A sum of draws of the authorities that publish their number, so a little below the "
        "number for England.",
    )


def national_parts(country: Country, dimension: str) -> Exhibit:
    """England's children by placement or age, three years ahead."""
    parts = parts_of(country, dimension)
    year = parts[0].ahead[2].year
    titles = {"placement": "Where children in care will live", "age": "How old they will be"}
    return parts_ahead(
        f"england-{dimension}",
        parts,
        year,
        headline=f"{titles[dimension]} in {year}, England",
        subtitle="Children in care on 31 March, England",
        source=forecast_source(),
    )


def backtest_total(country: Country) -> Exhibit:
    """Every model and number of years ahead, for the number of children in care."""
    groups = {("all", model): words for model, words in MODELS.items()}
    table = _table(country, groups, (1, 2, 3, 4), "Method")
    return _exhibit(
        "backtest-total",
        _headline(country),
        "Children in care on 31 March, all authorities, rolling starting years",
        table,
    )


def backtest_thirds(country: Country) -> Exhibit:
    """The method by size of authority, and from the number as it was first published."""
    groups = {(third, "model"): words for third, words in THIRDS.items()}
    last = country.origin - 1
    groups[f"all, {last} as first published", "model"] = f"From {last} as first published"
    return _exhibit(
        "backtest-thirds",
        "Ranges hold in small, middling and large authorities",
        "Children in care on 31 March, this method, thirds of authorities by children in care",
        _table(country, groups, SCORED_YEARS, "Authorities"),
    )


def backtest_parts(country: Country) -> Exhibit:
    """The method by kind of home, age, unaccompanied children and care leavers."""
    groups: dict[tuple[str, str], str] = {}
    for dimension in ("placement", "age", "uasc"):
        for category, label in CATEGORIES[dimension].items():
            groups[f"{dimension}: {category}", "model"] = label
            broken = f"{dimension}: {category}, across a break"
            groups[broken, "model"] = f"{label}, across the change of 2023"
    groups["care_leavers_17_18", "model"] = "Care leavers aged 17 and 18"
    groups["care_leavers_19_21", "model"] = "Care leavers aged 19 to 21"
    return _exhibit(
        "backtest-parts",
        "How far forecasts missed, by kind of home and age",
        "Published cells from 2020 on, which are the larger ones; this method",
        _table(country, groups, SCORED_YEARS, "Children"),
    )


def calibration(country: Country) -> Exhibit:
    """The share of outcomes below each percentile, one to three years ahead."""
    cases = store.read(store.HINDCAST_FILE)
    whole = cases["label"].isna() & (cases["measure"] == CHILDREN)
    cases = cases[whole & (cases["dimension"] == shapes.ALL)]
    levels = {n: 100 * q for n, q in shapes.QUANTILES.items() if n in cases.columns}
    found = []
    for years in SCORED_YEARS:
        mine = cases[cases["horizon"] == years]
        seen = {said: 100 * (mine["actual"] < mine[name]).mean() for name, said in levels.items()}
        found.append(Below(years=years, observed=seen, cases=len(mine)))
    return calibration_chart("calibration", found, source=forecast_source())


def _headline(country: Country) -> str:
    """What the table of the total shows: first where the method does not beat no change."""
    lost = [h for h in SCORED_YEARS if not country.score("all", "model", h, "wis_ratio") < 1]
    if lost:
        years = numbers.count(lost[0], "year", "years") if len(lost) == 1 else "some years"
        return f"Not better than no change {years} ahead; plan with the range"
    for horizon in SCORED_YEARS:
        for score in ("mape", "wis_ratio"):
            best = country.score("all", "model", horizon, score)
            others = (country.score("all", m, horizon, score) for m in MODELS if m != "model")
            if any(other <= best for other in others):
                return "One to three years ahead this method scores better than no change"
    return "One to three years ahead this method misses least and scores best"


def _targets(country: Country) -> str:
    """Whether the coverage that was aimed for is kept at one to three years."""
    missed = []
    for score, (low, high) in TARGETS.items():
        for horizon in SCORED_YEARS:
            value = country.score("all", "model", horizon, score)
            if not low <= value <= high:
                years = numbers.count(horizon, "year", "years")
                missed.append(f"{score.removeprefix('coverage')}% range, {years} ahead")
    aim = "We aimed for 75 to 85 outcomes of 100 in the 80% range and 92 to 97.5 in the 95% range"
    if not missed:
        return f"{aim}, one to three years ahead: both are kept."
    return f"{aim}. Not kept: {'; '.join(missed)}."


def _table(
    country: Country,
    groups: dict[tuple[str, str], str],
    horizons: tuple[int, ...],
    head: str,
) -> pd.DataFrame:
    lines = []
    for (group, model), label in groups.items():
        for horizon in horizons:
            at = country.scores(group, model, horizon)
            if not at:
                continue
            lines.append({head: label, "Years ahead": str(horizon), **_printed(at)})
    return pd.DataFrame(lines)


def _printed(at: Mapping[str, Score]) -> dict[str, str]:
    def shown(score: str, decimals: int, unit: str = "") -> str:
        value = float(at[score].value)
        return "not scored" if value != value else f"{numbers.plain(value, decimals)}{unit}"

    return {
        "Miss": shown("mape", 1, "%"),
        "Lean": shown("bias", 1, "%"),
        "Score": with_interval(at["wis_ratio"]),
        "Error": shown("error_ratio", 2),
        "In 50%": shown("coverage50", 0),
        "In 80%": shown("coverage80", 0),
        "In 95%": shown("coverage95", 0),
        "Forecasts": numbers.plain(float(at["mape"].cases)),
        "Starts": numbers.plain(float(at["mape"].origins)),
    }


def _exhibit(key: str, headline: str, subtitle: str, table: pd.DataFrame) -> Exhibit:
    return Exhibit(
        key=key,
        headline=headline,
        subtitle=subtitle,
        alt="",
        table=table,
        source=forecast_source(),
    )
