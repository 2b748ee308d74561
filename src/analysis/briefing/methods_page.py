"""What the methods notebook asks: our totals beside the published ones, and the backtest."""

from collections.abc import Mapping

from analysis.briefing.parts import capital, prose, table
from analysis.briefing.sufficiency.demand import CHILDREN, LEAVERS, ahead, parts_of, past
from analysis.briefing.sufficiency.outlook import Held, forecast_source, newest
from analysis.briefing.sufficiency.past_scores import SCORED_YEARS, Score
from analysis.briefing.sufficiency.track_record import (
    BREAKDOWNS,
    kinds_not_beaten,
    total_not_beaten,
)
from analysis.catalogue import parameters
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.categories import CATEGORIES, FORECAST_MODELS
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import shapes, store
from analysis.present import numbers
from analysis.present.charts.forecast.calibration import Below
from analysis.present.charts.forecast.calibration import calibration as calibration_chart
from analysis.present.charts.forecast.fan_chart import Fan, fan_chart
from analysis.present.charts.forecast.parts_ahead import parts_ahead
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Callout, Prose, listed

THIRDS = {
    f"{size} third": f"{size.capitalize()} third" for size in ("smallest", "middle", "largest")
}
TARGETS = {"coverage80": (75, 85), "coverage95": (92, 97.5)}


class Country(Held):
    """England's counts and projected rows, and the scores over all authorities."""


def open_country(today: str = "") -> Country:
    """England's figures and forecast; `today` is checked as in other reports."""
    parameters.day(today)
    return Country(counts=newest(store.counts([ENGLAND])), projected=store.projected([ENGLAND]))


def national_summary(country: Country) -> Prose:
    """How well the method did on the number of children: where not better than no change first."""
    past_scores = country.past_scores
    scores = [past_scores.scores("all", years) for years in SCORED_YEARS]
    plain = [past_scores.value("all", years, "mape", "no_change") for years in SCORED_YEARS]
    inside = listed([f"{at['coverage80'].value:.0f}" for at in scores])
    missed, still = (
        listed([f"{value:.1f}%" for value in each])
        for each in ([at["mape"].value for at in scores], plain)
    )
    ratios = listed([at["wis_ratio"].printed for at in scores])
    origins = listed([str(at["wis_ratio"].origins) for at in scores])
    return prose(
        total_not_beaten(country),
        f"One, two and three years ahead {inside} of 100 outcomes lay in the range that should "
        "hold 80.",
        f"The middle line missed an authority's number by {missed} on average; no change by "
        f"{still}.",
        f"Its score was {ratios} of that of no change. It rests on {origins} starting years.",
        _targets(country),
    )


def say_kept(country: Country) -> Prose:
    """The kinds whose middle line is today's number on an authority's page, and why."""
    kinds = [
        f"{label} ({', '.join(map(str, years))})"
        for label, years in kinds_not_beaten(country).values()
    ]
    if not kinds:
        return prose("Every kind beats no change at every number of years that can be scored.")
    return prose(
        "For some kinds the method does not beat 'no change', at the years ahead in brackets: plan "
        "with their ranges.",
        " ".join(f"{capital(kind)}." for kind in kinds),
        "On a council's page their middle line is today's number in every year. All ranges, and "
        "the middle lines of England and of regions, are those of the draws.",
    )


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
    whole = (held["measure"] == CHILDREN) & (held["dimension"] == shapes.ALL)
    whole &= (held["unit"] == "children") & ~held["area"].str.startswith("E")
    authorities = held[whole].groupby(held["period_end"].dt.year)["value"]
    added, without = authorities.sum(), authorities.apply(lambda values: values.isna().sum())
    england = {o.year: o.value for o in past(country, CHILDREN) if o.year >= added.index.min()}
    differences = {year: added.get(year, 0.0) - value for year, value in england.items()}
    most = max(map(abs, differences.values()))
    rows = [
        {
            "31 March": str(year),
            "England, published": numbers.plain(value),
            "Sum of authorities": numbers.plain(added.get(year, 0.0)),
            "Difference": numbers.plain(differences[year]),
            "Authorities without a number": numbers.plain(without.get(year, 0)),
        }
        for year, value in england.items()
    ]
    return table(
        "reconciled",
        f"Authorities add up to England within {numbers.count(most)}",
        "Children in care on 31 March",
        rows,
        source=f"{PUBLICATIONS['cla'].citation}; {PUBLICATIONS['lait'].citation}",
        note="England is printed rounded to ten. An authority without a published number adds "
        "nothing.",
    )


def national_fan(country: Country) -> Exhibit:
    """England's children in care, published and to come: the sum of every authority's draws."""
    foreseen, origin = ahead(country, CHILDREN), country.origin
    before = [o for o in past(country, CHILDREN) if o.year >= origin - 15]
    each, name = foreseen[2], "children in care in England"
    return fan_chart(
        "england-fan",
        Fan(past=before, ahead=foreseen, origin=origin, name=name),
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
    return _backtest(
        country,
        "backtest-total",
        _headline(country),
        "Children in care on 31 March, all authorities, rolling starting years",
        {("all", model): words for model, words in FORECAST_MODELS.items()},
        "Method",
        (*SCORED_YEARS, 4),
    )


def backtest_thirds(country: Country) -> Exhibit:
    """The method by size of authority, and from the number as it was first published."""
    last = country.origin - 1
    first_published = {f"all, {last} as first published": f"From {last} as first published"}
    return _backtest(
        country,
        "backtest-thirds",
        "Ranges hold in small, middling and large authorities",
        "Children in care on 31 March, this method, thirds of authorities by children in care",
        {(group, "model"): words for group, words in (THIRDS | first_published).items()},
        "Authorities",
    )


def backtest_parts(country: Country) -> Exhibit:
    """The method by kind of home, age, unaccompanied children and care leavers."""
    groups: dict[str, str] = {}
    for dimension in BREAKDOWNS:
        for category, label in CATEGORIES[dimension].items():
            groups[f"{dimension}: {category}"] = label
            groups[f"{dimension}: {category}, across a break"] = (
                f"{label}, across the change of 2023"
            )
    return _backtest(
        country,
        "backtest-parts",
        "How far forecasts missed, by kind of home and age",
        "Published cells from 2020 on, which are the larger ones; this method",
        {(group, "model"): words for group, words in (groups | LEAVERS).items()},
        "Children",
    )


def _backtest(
    country: Country,
    key: str,
    headline: str,
    subtitle: str,
    groups: Mapping[tuple[str, str], str],
    head: str,
    horizons: tuple[int, ...] = SCORED_YEARS,
) -> Exhibit:
    """Scores by group and model, whose words stand under `head`, and by years ahead."""
    rows = [
        {head: label, "Years ahead": str(horizon), **_printed(scores)}
        for (group, model), label in groups.items()
        for horizon in horizons
        if (scores := country.past_scores.scores(group, horizon, model))
    ]
    return table(key, headline, subtitle, rows, source=forecast_source())


def _printed(scores: Mapping[str, Score]) -> dict[str, str]:
    def shown(score: str, decimals: int = 0, unit: str = "") -> str:
        value = float(scores[score].value)
        return "not scored" if value != value else f"{numbers.plain(value, decimals)}{unit}"

    return {
        "Miss": shown("mape", 1, "%"),
        "Lean": shown("bias", 1, "%"),
        "Score": scores["wis_ratio"].printed,
        "Error": shown("error_ratio", 2),
        "In 50%": shown("coverage50"),
        "In 80%": shown("coverage80"),
        "In 95%": shown("coverage95"),
        "Forecasts": numbers.plain(scores["mape"].cases),
        "Starts": numbers.plain(scores["mape"].origins),
    }


def calibration(country: Country) -> Exhibit:
    """The share of outcomes below each percentile, one to three years ahead."""
    cases = store.read(store.HINDCAST_FILE)
    whole = cases["label"].isna() & (cases["measure"] == CHILDREN)
    cases = cases[whole & (cases["dimension"] == shapes.ALL)]
    levels = {n: 100 * q for n, q in shapes.QUANTILES.items() if n in cases.columns}
    found = []
    for years in SCORED_YEARS:
        mine = cases[cases["horizon"] == years]
        below = {said: 100 * (mine["actual"] < mine[name]).mean() for name, said in levels.items()}
        found.append(Below(years=years, observed=below, cases=len(mine)))
    return calibration_chart("calibration", found, source=forecast_source())


def _headline(country: Country) -> str:
    """What the table of the total shows: first where the method does not beat no change."""
    value = country.past_scores.value
    lost = [h for h in SCORED_YEARS if not value("all", h, "wis_ratio") < 1]
    if lost:
        years = numbers.count(lost[0], "year", "years") if len(lost) == 1 else "some years"
        return f"Not better than no change {years} ahead; plan with the range"
    bettered = any(
        value("all", h, score, model) <= value("all", h, score)
        for h in SCORED_YEARS
        for score in ("mape", "wis_ratio")
        for model in FORECAST_MODELS
        if model != "model"
    )
    best = "scores better than no change" if bettered else "misses least and scores best"
    return f"One to three years ahead this method {best}"


def _targets(country: Country) -> str:
    """Whether the coverage that was aimed for is kept at one to three years."""
    missed = [
        f"{score.removeprefix('coverage')}% range, {numbers.count(years, 'year', 'years')} ahead"
        for score, (low, high) in TARGETS.items()
        for years in SCORED_YEARS
        if not low <= country.past_scores.value("all", years, score) <= high
    ]
    aim = "We aimed for 75 to 85 outcomes of 100 in the 80% range, and 92 to 97.5 in the 95% range"
    if not missed:
        return f"{aim}. One to three years ahead both are kept."
    return f"{aim}. Not kept: {'; '.join(missed)}."
