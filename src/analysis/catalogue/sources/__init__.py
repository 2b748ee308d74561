"""Every published file the project reads, by id, declared beside its publisher's others."""

from analysis.catalogue.sources import (
    dfe_cin,
    dfe_cla,
    dfe_outcomes,
    dfe_workforce,
    lait,
    mhclg,
    ofsted,
    ons,
)
from analysis.catalogue.sources.source import Source

SOURCES: dict[str, Source] = {
    source.id: source
    for source in (
        *dfe_cla.SOURCES,
        *lait.SOURCES,
        *dfe_outcomes.SOURCES,
        *ofsted.SOURCES,
        *mhclg.OUTTURNS,
        *ons.SOURCES,
        *lait.NEIGHBOURS,
        *mhclg.DEPRIVATION,
        *dfe_cin.SOURCES,
        *dfe_workforce.SOURCES,
        *ons.BOUNDARIES,
    )
}
