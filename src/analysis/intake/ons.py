"""Population: children by area and year, single years of age, and ethnic group at the census."""

from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import areas
from analysis.catalogue.sources.ons import AGES, CENSUS_CODES, POPULATION, SOURCES
from analysis.catalogue.sources.ons import ETHNIC_GROUP as GROUP
from analysis.catalogue.sources.source import Figure, Source, source_error
from analysis.core import shapes
from analysis.intake.tables import labels, places, published_file, register
from analysis.intake.tables.figures import counts, figures, march, read_each

SHEET = "MYE2 - Persons"
MID_2023 = pd.Timestamp("2023-06-30")
CENSUS_DAY = pd.Timestamp("2021-03-21")
NOT_OURS = ("E07", "E11", "K", "W")  # districts, metropolitan counties, the two nations, Wales

GROUPS = {
    "Asian, Asian British or Asian Welsh": "asian",
    "Black, Black British, Black Welsh, Caribbean or African": "black",
    "Mixed or Multiple ethnic groups": "mixed",
    "White": "white",
    "Other ethnic group": "other",
}
DOES_NOT_APPLY = "Does not apply"


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """Counts (shapes.COUNTS) of the population; SourceError if a file is wrong.

    `population_0_17` is at 30 June; `rate_base_0_17` is the same estimate as the base of rates
    at 31 March of the next year; `population` is by single year of age, 0 to 24;
    `census_population` is by ethnic group, people of all ages.
    """
    readers = {POPULATION.id: _children, AGES.id: _ages}
    return read_each(lambda source, raw: readers.get(source.id, _census)(source, raw), sources, raw)


def _children(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_csv(source, raw)
    labels.named(source, printed["age_group"], {"Children aged 0 to 17 years": "0_17"})
    year = printed["time_period"].astype(int)
    estimates = [
        figures(source, printed, [Figure("population_estimate", measure, "children")], period_end)
        for measure, period_end in (
            ("population_0_17", pd.to_datetime(year.astype("str") + "-06-30")),
            ("rate_base_0_17", march(year + 1)),
        )
    ]
    return pd.concat(estimates, ignore_index=True)


def _ages(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_sheet(source, raw, sheet=SHEET, header="Code")
    printed = printed[~printed["Code"].str.startswith(NOT_OURS)].reset_index(drop=True)
    long = printed.melt("Code", [str(age) for age in range(25)], "age", "people")
    wanted = [Figure("people", "population", "children")]
    age = long["age"].astype("str")
    area = places.gss_codes(source, long["Code"])
    return figures(source, long, wanted, MID_2023, area=area, dimension="age_year", category=age)


def _census(source: Source, raw: Path) -> pd.DataFrame:
    printed = published_file.read_csv(source, raw).rename(columns={CENSUS_CODES[source.id]: "gss"})
    labels.near_misses(source, printed[GROUP], (DOES_NOT_APPLY,))
    ours = ~printed["gss"].str.startswith(NOT_OURS) & (printed[GROUP] != DOES_NOT_APPLY)
    printed = printed[ours].reset_index(drop=True)
    broad = printed[GROUP].str.split(":").str[0]
    printed["group"] = labels.named(source, broad, GROUPS)
    _check_groups(source, printed)
    detailed = counts(
        source,
        printed,
        cells="Observation",
        unit="people",
        measure="census_population",
        dimension="ethnicity",
        category=printed["group"],
        period_end=CENSUS_DAY,
        area=places.gss_codes(source, printed["gss"]),
    )
    total = detailed.assign(dimension=shapes.ALL, category=shapes.ALL)
    rows = pd.concat([_sum(detailed), _sum(total)])
    # The ONS has re-cast the census to authorities that began after it.
    began = {code for code, area in areas().items() if not area.existed(CENSUS_DAY.date())}
    later = rows["area"].isin(began)
    register.leave_out("the census is re-cast to authorities that began later", int(later.sum()))
    return rows[~later]


def _check_groups(source: Source, printed: pd.DataFrame) -> None:
    """Each area has each of the 19 groups once, and a number in each: they are summed."""
    per_area = printed.groupby("gss")[GROUP].agg(["size", "nunique"])
    uneven = per_area[(per_area["size"] != 19) | (per_area["nunique"] != 19)]
    unprinted = pd.to_numeric(printed["Observation"], errors="coerce").isna()
    if per_area.empty or not uneven.empty or unprinted.any():
        odd = [*uneven.index, *printed.loc[unprinted, "gss"], "no area of England"][0]
        groups = "19 ethnic groups for each area, each with a number"
        raise source_error(source, groups, f"otherwise for {odd}")


def _sum(detailed: pd.DataFrame) -> pd.DataFrame:
    """The detailed groups, all of them published, added up within each category."""
    keys = [column for column in shapes.COUNTS if column != "value"]
    return detailed.groupby(keys, as_index=False).agg({"value": "sum"})[list(shapes.COUNTS)]
