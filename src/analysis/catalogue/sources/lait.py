"""The Local Authority Interactive Tool, and the models of statistical neighbours beside it.

The tool gathers other publications' figures; the two models say which authorities are alike.
"""

from analysis.catalogue.sources.source import Source, from_dfe

URL = "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"

LAIT = from_dfe(
    id="lait",
    file="01_lait/bds_long_0.parquet",
    title="Local authority interactive tool (LAIT)",
    release="2026-04-08",
    url=URL,
    columns=("Short Desc", "Years", "LA and Regions", "Values", "LA Number"),
    compilation=True,
    note="A compilation: each figure was first published elsewhere. '-' stands for every reason a "
    "figure is missing. Its periods are of several kinds and are checked figure by figure.",
)

SOURCES: tuple[Source, ...] = (LAIT,)
NEIGHBOURS: tuple[Source, ...] = (
    from_dfe(
        id="neighbours_2025",
        file="12_neighbours/sn_model_2025_wide.csv",
        title="Children's services statistical neighbour model, May 2025",
        release="2025-05-01",
        url=URL,
        columns=("old_la_code", *(f"SN_{rank}{end}" for rank in range(1, 11) for end in ("", "P"))),
        note="Published in May 2025; the day is not given.",
    ),
    from_dfe(
        id="neighbours_2021",
        file="12_neighbours/New_Statistical_Neighbour_Groupings_April_2021.csv",
        title="Children's services statistical neighbour benchmarking tool, April 2021",
        release="2021-04-01",
        url=URL,
        columns=("LA number", *(f"SN{rank}" for rank in range(1, 11)), "SNP"),
        note="Published in April 2021; the day is not given. Has authorities abolished since.",
    ),
)
