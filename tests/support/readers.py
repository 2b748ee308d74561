"""Every reader of published files, and which one reads a source."""

from analysis.intake import boundaries, deprivation, mhclg_finance, neighbours, ons
from analysis.intake.dfe import cin, cla, lait, outcomes, workforce
from analysis.intake.ofsted import providers

READERS = (
    *(cla, lait, outcomes, providers, mhclg_finance, ons, deprivation, cin),
    *(workforce, neighbours, boundaries),
)
READ = {source.id: module.read for module in READERS for source in module.SOURCES}
