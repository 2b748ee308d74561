"""Statistical neighbours: the DfE's two models of which authorities are alike."""

from analysis.catalogue.sources.source import Source

DFE = "Department for Education"
URL = "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"

SOURCES: tuple[Source, ...] = (
    Source(
        id="neighbours_2025",
        file="12_neighbours/sn_model_2025_wide.csv",
        publisher=DFE,
        title="Children's services statistical neighbour model, May 2025",
        release="2025-05-01",
        url=URL,
        columns=(
            "old_la_code",
            *(f"SN_{rank}{end}" for rank in range(1, 11) for end in ("", "P")),
        ),
        note="Published in May 2025; the day is not given.",
    ),
    Source(
        id="neighbours_2021",
        file="12_neighbours/New_Statistical_Neighbour_Groupings_April_2021.csv",
        publisher=DFE,
        title="Children's services statistical neighbour benchmarking tool, April 2021",
        release="2021-04-01",
        url=URL,
        columns=("LA number", *(f"SN{rank}" for rank in range(1, 11)), "SNP"),
        note="Published in April 2021; the day is not given. Has authorities abolished since.",
    ),
)
