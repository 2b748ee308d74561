"""The Office for National Statistics: population, the census, and boundaries for maps.

Estimates of children are as the Department for Education carries them.
"""

from functools import partial

from analysis.catalogue.sources.source import PERIOD_AND_AREA, Source, years
from analysis.catalogue.sources.statistics_service import FIND

FOLDER = "09_population"
ETHNIC_GROUP = "Ethnic group (20 categories)"
ATTRIBUTION = (
    "boundaries: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2025"
)

_from_ons = partial(Source, publisher="Office for National Statistics")

POPULATION = _from_ons(
    id="ons_population_0_17_2012_2024",
    file=f"{FOLDER}/ons_mid-year_population_estimates_2012_to_2024.csv",
    title="Mid-year population estimates, children aged 0 to 17, 2012 to 2024",
    release="2025-10-30",
    url=f"{FIND}children-in-need/2025",
    columns=(*PERIOD_AND_AREA, "age_group", "population_estimate"),
    years=years(2012, 2024),
    note="As carried by the DfE's release 'Children in need' of October 2025. A rate at 31 March "
    "uses the estimate of the June before it.",
)

AGES = _from_ons(
    id="ons_population_by_age_2023",
    file=f"{FOLDER}/mye23tablesew.xlsx",
    title="Estimates of the population for England and Wales, mid-2023: MYE2, persons",
    release="2024-07-15",
    url="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/"
    "populationestimates",
    columns=("Code", "Name", "Geography", *(str(age) for age in range(25))),
    note="Single years of age, on the authorities of mid-2023. Later editions revise mid-2023.",
)


def _census(level: str, codes: str, edition: str) -> Source:
    return _from_ons(
        id=f"ons_census_2021_ethnicity_{level}",
        file=f"{FOLDER}/ons-ethnic-population-{level}.csv",
        title=f"Census 2021, TS021: ethnic group ({edition})",
        release="2022-11-29",
        url="https://www.ons.gov.uk/datasets/TS021",
        columns=(codes, f"{ETHNIC_GROUP} Code", ETHNIC_GROUP, "Observation"),
        note="People of all ages, not children: a comparator to be named as such.",
    )


CENSUS = (
    _census("la", "2023 Upper tier local authorities Code", "upper-tier authorities of 2023"),
    _census("reg", "Regions Code", "regions"),
    _census("nat", "Countries Code", "countries"),
)
CENSUS_CODES = {source.id: source.columns[0] for source in CENSUS}

BOUNDARIES: tuple[Source, ...] = (
    _from_ons(
        id="boundaries_2025",
        file="10_geography/utla_2025_england.geojson",
        title="UK TopoJSON 2014 to 2025, upper-tier and unitary authorities of England in 2025",
        release="2025-04-01",
        url="https://github.com/ONSvisual/uk-topojson",
        columns=("areacd", "areanm"),
        note="Super generalised boundaries, taken from the TopoJSON by this project; the day of "
        "publication is not given. Contains OS data © Crown copyright and database right 2025.",
    ),
)

SOURCES: tuple[Source, ...] = (POPULATION, AGES, *CENSUS)
