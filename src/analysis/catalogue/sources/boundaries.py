"""Boundaries of local authorities, for maps."""

from analysis.catalogue.sources.source import Source

ATTRIBUTION = (
    "boundaries: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2025"
)

SOURCES: tuple[Source, ...] = (
    Source(
        id="boundaries_2025",
        file="10_geography/utla_2025_england.geojson",
        publisher="Office for National Statistics",
        title="UK TopoJSON 2014 to 2025, upper-tier and unitary authorities of England in 2025",
        release="2025-04-01",
        url="https://github.com/ONSvisual/uk-topojson",
        columns=("areacd", "areanm"),
        note="Super generalised boundaries, taken from the TopoJSON by this project; the day of "
        "publication is not given. Contains OS data © Crown copyright and database right 2025.",
    ),
)
