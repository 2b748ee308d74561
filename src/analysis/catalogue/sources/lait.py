"""The Local Authority Interactive Tool: other publications' figures, gathered by the department."""

from analysis.catalogue.sources.source import Source

LAIT = Source(
    id="lait",
    file="01_lait/bds_long_0.parquet",
    publisher="Department for Education",
    title="Local authority interactive tool (LAIT)",
    release="2026-04-08",
    url="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
    columns=("Short Desc", "Years", "LA and Regions", "Values", "LA Number"),
    compilation=True,
    note="A compilation: each figure was first published elsewhere. '-' stands for every reason a "
    "figure is missing. Its periods are of several kinds and are checked figure by figure.",
)

SOURCES: tuple[Source, ...] = (LAIT,)
