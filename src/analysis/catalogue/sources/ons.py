"""Population: the Office for National Statistics, and its estimates as the DfE carries them."""

from analysis.catalogue.sources.source import Source

ONS = "Office for National Statistics"
FOLDER = "09_population"
ETHNIC_GROUP = "Ethnic group (20 categories)"

POPULATION = Source(
    id="ons_population_0_17_2012_2024",
    file=f"{FOLDER}/ons_mid-year_population_estimates_2012_to_2024.csv",
    publisher=ONS,
    title="Mid-year population estimates, children aged 0 to 17, 2012 to 2024",
    release="2025-10-30",
    url="https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need/2025",
    columns=(
        "time_period",
        "geographic_level",
        "region_code",
        "old_la_code",
        "age_group",
        "population_estimate",
    ),
    years=tuple(str(year) for year in range(2012, 2025)),
    note="As carried by the DfE's release 'Children in need' of October 2025. A rate at 31 March "
    "uses the estimate of the June before it.",
)

AGES = Source(
    id="ons_population_by_age_2023",
    file=f"{FOLDER}/mye23tablesew.xlsx",
    publisher=ONS,
    title="Estimates of the population for England and Wales, mid-2023: MYE2, persons",
    release="2024-07-15",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/"
    "populationestimates",
    columns=("Code", "Name", "Geography", *(str(age) for age in range(25))),
    note="Single years of age, on the authorities of mid-2023. Later editions revise mid-2023.",
)


def _census(level: str, codes: str, edition: str) -> Source:
    return Source(
        id=f"ons_census_2021_ethnicity_{level}",
        file=f"{FOLDER}/ons-ethnic-population-{level}.csv",
        publisher=ONS,
        title=f"Census 2021, TS021: ethnic group ({edition})",
        release="2022-11-29",
        url="https://www.ons.gov.uk/datasets/TS021",
        columns=(codes, f"{ETHNIC_GROUP} Code", ETHNIC_GROUP, "Observation"),
        note="People of all ages, not children: a comparator to be named as such.",
    )


CENSUS_CODES = {
    "ons_census_2021_ethnicity_la": "2023 Upper tier local authorities Code",
    "ons_census_2021_ethnicity_reg": "Regions Code",
    "ons_census_2021_ethnicity_nat": "Countries Code",
}
CENSUS = (
    _census("la", CENSUS_CODES["ons_census_2021_ethnicity_la"], "upper-tier authorities of 2023"),
    _census("reg", CENSUS_CODES["ons_census_2021_ethnicity_reg"], "regions"),
    _census("nat", CENSUS_CODES["ons_census_2021_ethnicity_nat"], "countries"),
)

SOURCES: tuple[Source, ...] = (POPULATION, AGES, *CENSUS)
