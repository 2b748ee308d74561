"""Every published file the project reads, by id, declared beside its publisher's others."""

from analysis.catalogue.sources import (
    boundaries,
    deprivation,
    dfe_cin,
    dfe_cla,
    dfe_outcomes,
    dfe_workforce,
    lait,
    mhclg_finance,
    neighbours,
    ofsted,
    ons,
)
from analysis.catalogue.sources.source import Source

_PUBLISHERS = (
    dfe_cla,
    lait,
    dfe_outcomes,
    ofsted,
    mhclg_finance,
    ons,
    neighbours,
    deprivation,
    dfe_cin,
    dfe_workforce,
    boundaries,
)

SOURCES: dict[str, Source] = {s.id: s for p in _PUBLISHERS for s in p.SOURCES}
