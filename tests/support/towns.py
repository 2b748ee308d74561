"""Invented towns, one trouble each, as areas, as counts and as measured rows.

Ordinarton has figures for every year; Hushford's newest are suppressed; Emptyminster looks after no
children; Newborough is two years old; Endham was abolished. Figures are made by a rule and belong
to no real place.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import HIGH, NEUTRAL, Figure, Indicator
from analysis.core.shapes import ALL, COUNTS, MEASURED, OK, OWN, SUPPRESSED

NAN = float("nan")
YEARS = tuple(range(2016, 2026))
REGION = "E12000001"
POPULATION = 52_000


def town(code: str, name: str, **changed: Any) -> Area:
    """An invented authority in the North East."""
    return Area(
        **{
            "code": code,
            "name": name,
            "official_name": name,
            "kind": "authority",
            "region": REGION,
            "gss": f"E99000{code}",
            "former_gss": "",
            "start": None,
            "end": None,
            "successors": (),
            "aliases": (),
        }
        | changed
    )


ORDINARTON = town("1", "Ordinarton")
HUSHFORD = town("2", "Hushford")
EMPTYMINSTER = town("3", "Emptyminster")
NEWBOROUGH = town("4", "Newborough", start=date(2023, 4, 1))
ENDHAM = town("5", "Endham", end=date(2019, 3, 31), successors=("4",))
TOWNS = (ORDINARTON, HUSHFORD, EMPTYMINSTER, NEWBOROUGH, ENDHAM)

NEIGHBOUR_NAMES = {
    "11": "Alderwick",
    "12": "Bramblesea",
    "13": "Cobblestow",
    "14": "Dapplemere",
    "15": "Elmhampton and the Vale of Larks",
    "16": "Fernley",
    "17": "Gorsebury",
    "18": "Hazelmouth",
    "19": "Inkerstone",
    "20": "Junipool",
}

RATE = Indicator(
    id="cla_rate",
    ref="A02",
    title="Children in care for every 10,000 children",
    theme="A",
    kind="rate",
    unit="per 10,000 children",
    polarity=NEUTRAL,
    cohort="Children looked after on 31 March",
    period="31 march",
    sources=("invented",),
    definition="Children looked after on 31 March, for every 10,000 children.",
    why="It lets areas of different size be compared.",
    numerator=Figure("cla_31_march"),
    denominator=Figure("rate_base_0_17"),
    published=Figure("cla_31_march", "per_10000"),
    per=10_000,
)
SHARE = Indicator(
    id="dental_check",
    ref="E02",
    title="Children who saw a dentist",
    theme="E",
    kind="proportion",
    unit="% of children in care for a year",
    polarity=HIGH,
    cohort="Children looked after for at least a year",
    period="year to march",
    sources=("invented",),
    definition="Children whose teeth were checked by a dentist in the year.",
    why="Teeth are a sign of whether everyday health is looked after.",
    numerator=Figure("dental_check"),
    denominator=Figure("cla_12_months"),
    published=Figure("dental_check", "percent"),
)
SCORE = Indicator(
    id="attainment_8",
    ref="F06",
    title="Attainment 8",
    theme="F",
    kind="mean",
    unit="points",
    polarity=HIGH,
    cohort="Pupils at the end of key stage 4, looked after for at least a year",
    period="school year",
    sources=("invented",),
    definition="The average of the best eight subjects.",
    why="It is the widest measure of results at 16.",
    published=Figure("ks4_attainment_8", "score", "pupils", "looked_after"),
    all_pupils=Figure("ks4_attainment_8", "score", "pupils", "all_pupils"),
    children_in_need=Figure("ks4_attainment_8", "score", "pupils", "children_in_need"),
    decimals=1,
)
PLACEMENTS = Indicator(
    id="placement_of_children",
    ref="B01",
    title="Where children in care live",
    theme="B",
    kind="proportion",
    unit="% of children in care",
    polarity=NEUTRAL,
    cohort="Children looked after on 31 March",
    period="31 march",
    sources=("invented",),
    definition="Children looked after on 31 March by where they live.",
    why="Most children do best in a family.",
    numerator=Figure("cla_31_march", "children", "placement"),
    denominator=Figure("cla_31_march"),
    published=Figure("cla_31_march", "percent", "placement"),
    split="placement",
)
INDICATORS = (RATE, SHARE, SCORE, PLACEMENTS)


def period_end(indicator: Indicator, year: int) -> pd.Timestamp:
    """The last day of the indicator's period."""
    return (
        pd.Timestamp(year, 8, 31)
        if indicator.period == "school year"
        else pd.Timestamp(year, 3, 31)
    )


def measured_row(indicator: Indicator, code: str, year: int, **changed: Any) -> dict[str, Any]:
    """One measured row; `value` None makes it suppressed."""
    value = changed.pop("value", NAN)
    missing = value is None or value != value
    return {
        "indicator": indicator.id,
        "area": code,
        "period_end": period_end(indicator, year),
        "dimension": ALL,
        "category": ALL,
        "group": OWN,
        "statistic": "own",
        "value": NAN if missing else float(value),
        "lower95": NAN,
        "upper95": NAN,
        "lower998": NAN,
        "upper998": NAN,
        "numerator": NAN,
        "denominator": NAN,
        "method": "published",
        "status": SUPPRESSED if missing else OK,
    } | changed


def limited_row(
    indicator: Indicator, code: str, year: int, value: float | None, half: float, **changed: Any
) -> dict[str, Any]:
    """One measured row with a symmetrical interval of `half` on either side, never below zero."""
    if value is None:
        return measured_row(indicator, code, year, **changed)
    limits = {
        "lower95": max(0.0, value - half),
        "upper95": value + half,
        "lower998": max(0.0, value - 1.6 * half),
        "upper998": value + 1.6 * half,
    }
    return measured_row(indicator, code, year, value=value, **(limits | changed))


def frame(records: list[dict[str, Any]]) -> pd.DataFrame:
    """Records in the measured shape."""
    return pd.DataFrame(records, columns=list(MEASURED))


def series(
    indicator: Indicator, code: str, values: dict[int, float | None], half: float = 4.0
) -> list[dict[str, Any]]:
    """Own rows of one area from values by year; None is suppressed, a mean has no interval."""
    has_limits = indicator.has_interval
    return [
        limited_row(indicator, code, year, value, half)
        if has_limits
        else measured_row(indicator, code, year, value=value)
        for year, value in values.items()
    ]


def comparator_rows(
    indicator: Indicator, code: str, years: tuple[int, ...], level: Callable[[int], float]
) -> list[dict[str, Any]]:
    """Rows of England, the region, and the statistics of similar authorities, round a level."""
    records = []
    for year in years:
        middle = level(year)
        records.append(measured_row(indicator, ENGLAND, year, value=round(middle)))
        records.append(measured_row(indicator, REGION, year, value=round(middle * 1.25)))
        statistics = {"median": 1.1, "mean": 1.12, "lowest": 0.75, "highest": 1.6}
        records += [
            measured_row(
                indicator,
                code,
                year,
                value=round(middle * share, 1),
                group="neighbours_2025",
                statistic=statistic,
                method="9 of 10 usable, 1 suppressed",
            )
            for statistic, share in statistics.items()
        ]
    return records


def neighbour_rows(indicator: Indicator, year: int, level: float) -> list[dict[str, Any]]:
    """Own rows of ten similar authorities, the last of them suppressed."""
    codes = list(NEIGHBOUR_NAMES)
    return [
        limited_row(
            indicator,
            code,
            year,
            None if code == codes[-1] else round(level * (0.75 + 0.095 * place)),
            4 + place,
        )
        for place, code in enumerate(codes)
    ]


def town_rows(indicator: Indicator, area: Area) -> pd.DataFrame:
    """Every measured row that a chart of one town needs, without its split."""
    values = OWN_VALUES[area.code](indicator)
    years = tuple(values) or YEARS
    middle = 66.0 if indicator is not SCORE else 18.0
    records = series(indicator, area.code, values)
    records += comparator_rows(indicator, area.code, years, lambda y: middle + (y - 2025) * 0.4)
    for year in years:
        records += neighbour_rows(indicator, year, middle * 1.1)
    return frame(records)


def split_rows(area: Area, suppressed: tuple[str, ...] = ("residential_schools",)) -> pd.DataFrame:
    """Where children live in a town and in England in 2025, with some categories suppressed."""
    shares = {
        "foster": (61, 67),
        "childrens_homes": (13, 10),
        "supported": (8, 7),
        "parents": (11, 7),
        "adoption": (2, 3),
        "residential_schools": (1, 1),
        "other_residential": (3, 2),
        "other": (1, 3),
    }
    records = []
    for category, (own, england) in shares.items():
        where = {"dimension": "placement", "category": category}
        value = None if category in suppressed else own
        records.append(limited_row(PLACEMENTS, area.code, 2025, value, 2.5, **where))
        records.append(measured_row(PLACEMENTS, ENGLAND, 2025, value=england, **where))
    return frame(records)


def peer_rows(area: Area, own: float | None = 17.3) -> pd.DataFrame:
    """Attainment 8 of children in care, in need, on protection plans and of all pupils."""
    values = {
        OWN: own,
        "children_in_need": 20.1,
        "child_protection": 18.4,
        "all_pupils": 46.0,
    }
    statistic = {OWN: "own"}
    return frame(
        [
            measured_row(
                SCORE, area.code, 2025, value=v, group=g, statistic=statistic.get(g, "published")
            )
            for g, v in values.items()
        ]
    )


def town_counts(area: Area) -> pd.DataFrame:
    """Children in care and the population of a town, in the counts shape."""
    records = []
    for year, rate in OWN_VALUES[area.code](RATE).items():
        children = NAN if rate is None else round(rate * POPULATION / RATE.per)
        for measure, value in (("cla_31_march", children), ("rate_base_0_17", POPULATION)):
            hidden = value != value
            records.append(
                {
                    "measure": measure,
                    "area": area.code,
                    "period_end": period_end(RATE, year),
                    "frequency": "year",
                    "dimension": ALL,
                    "category": ALL,
                    "value": value,
                    "unit": "children",
                    "status": SUPPRESSED if hidden else OK,
                    "source": "invented",
                    "release": "2025-11-26",
                }
            )
    return pd.DataFrame(records, columns=list(COUNTS))


def _ordinary(indicator: Indicator) -> dict[int, float | None]:
    start = 17.3 if indicator is SCORE else 70
    wave = (0, 1, 2, 2, 4, 3, 5, 5, 7, 6)
    return {year: round(start + step, 1) for year, step in zip(YEARS, wave, strict=True)}


def _hushed(indicator: Indicator) -> dict[int, float | None]:
    hidden = (2019, 2024, 2025)
    return {year: None if year in hidden else v for year, v in _ordinary(indicator).items()}


OWN_VALUES: dict[str, Callable[[Indicator], dict[int, float | None]]] = {
    "1": _ordinary,
    "2": _hushed,
    "3": lambda indicator: dict.fromkeys(YEARS, 0.0),
    "4": lambda indicator: {2024: 58.0, 2025: 61.0},
    "5": lambda indicator: {year: v for year, v in _ordinary(indicator).items() if year <= 2019},
}
