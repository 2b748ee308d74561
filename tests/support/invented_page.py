"""A page about a town that does not exist, for the tests of pages."""

import nbformat
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.catalogue.areas import Area
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Callout, Card, Cards, Glossary, Prose
from analysis.publish.files.attachments import Download
from analysis.publish.render.page import export

TOWN = Area(
    code="999",
    name="Netherby",
    official_name="Netherby City Council",
    kind="authority",
    region="E12000009",
    gss="E06999999",
    former_gss="",
    start=None,
    end=None,
    successors=(),
    aliases=("Nether-by-Sea",),
)
YEARS = ["2021", "2022", "2023", "2024", "2025"]
RATES = [62, 64, 70, 71, 76]
ENGLAND = [67, 70, 71, 70, 69]


def drawing(points: int = 420) -> str:
    """A small line chart as SVG so many points wide, with groups as a chart's."""

    def line(rates: list[int]) -> str:
        return " ".join(f"{60 + 75 * n},{300 - 3 * r}" for n, r in enumerate(rates))

    years = "".join(
        f'<text x="{60 + 75 * n}" y="280" text-anchor="middle">{year}</text>'
        for n, year in enumerate(YEARS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{points}pt" height="225pt" '
        'viewBox="0 0 420 300" style="font: 14px \'Arial\', sans-serif">'
        '<g id="axis"><g><path d="M40 260H400" stroke="#3d3d3d"/></g></g>'
        f'<polyline points="{line(RATES)}" fill="none" stroke="#12436D" stroke-width="3"/>'
        f'<polyline points="{line(ENGLAND)}" fill="none" stroke="#777" stroke-width="2"/>'
        f'{years}<text x="366" y="76">Town</text><text x="366" y="112">England</text></svg>'
    )


def figures() -> pd.DataFrame:
    """The table behind the drawing."""
    return pd.DataFrame(
        {
            "Year to 31 March": YEARS,
            "Netherby": [str(rate) for rate in RATES],
            "95% interval": [f"{rate - 5} to {rate + 5}" for rate in RATES],
            "England": [str(rate) for rate in ENGLAND[:-1]] + ["not available"],
            "Similar authorities, middle of ten": ["61", "66", "68", "suppressed", "70"],
        }
    )


def trend(key: str = "cla_rate-trend") -> Exhibit:
    """A chart with its table."""
    return Exhibit(
        key=key,
        headline="Netherby now cares for more children than similar authorities",
        subtitle="Children looked after for each 10,000 children aged 0 to 17, at 31 March",
        alt="Netherby rises from 62 in 2021 to 76 in 2025, passing England, which stays near 70.",
        table=figures(),
        source="Department for Education, Children looked after in England, 2025.",
        svg=drawing(),
        narrow=drawing(260),
        note="Shaded intervals show what chance alone could explain.",
    )


def key_figures() -> Cards:
    """Five things to know."""
    given = (
        ("76 per 10,000", "children are in our care, 812 in all"),
        ("12%", "moved home three times or more in a year"),
        ("31%", "live more than 20 miles from home and outside the city"),
        ("26.1", "is the average Attainment 8 score at 16"),
        ("54%", "of care leavers aged 19 to 21 are in education or work"),
    )
    comparator = "Similar authorities: 68 (range 41 to 103). England: 69."
    implication = "About 85 more children than at the rate of similar authorities (37 to 133)."
    return Cards(
        [Card(number=n, words=w, comparator=comparator, implication=implication) for n, w in given]
    )


def questions() -> Bullets:
    """What members could ask."""
    return Bullets(
        points=[
            "Which children came into care last year who might have stayed safely at home?",
            "Where do the children live who are more than 20 miles from home?",
            "What do our young people say about moving on at 18?",
        ],
        numbered=True,
    )


def notebook() -> nbformat.NotebookNode:
    """An executed notebook with every kind of cell that a page shows."""
    late = Callout(title="Newer figures are due", text="The 2026 figures come out in November.")
    words = Prose(["The number rose from 640 to 812 between 2021 and 2025, and it is <real>."])
    table_alone = Exhibit(
        key="placements-table",
        headline="Two in three children live with foster carers",
        subtitle="Children looked after at 31 March 2025, by where they live",
        alt="",
        table=figures(),
        source="Department for Education.",
    )
    glossary = Glossary({"Foster carer": "Someone who looks after a child in their own home."})
    return new_notebook(
        cells=[
            new_markdown_cell("# Needs analysis\n\nFor whom this is."),
            new_code_cell("area = '999'", outputs=[]),
            new_markdown_cell("## Five things to know"),
            shown(late),
            shown(key_figures()),
            new_markdown_cell("### Questions members could ask"),
            shown(questions()),
            new_markdown_cell("## How many children are in our care?\n\n**Plain** words first."),
            shown(words),
            shown(trend()),
            new_markdown_cell("As [](#cla_rate-trend) shows, *more* children came into care."),
            new_markdown_cell("## Where do they live?"),
            shown(table_alone),
            shown(trend("placements-trend")),
            new_markdown_cell("## What the words mean"),
            shown(glossary),
        ]
    )


def shown(thing: object, code: str = "secret_code(1)") -> nbformat.NotebookNode:
    """A code cell that has run and shows one thing, with a warning on stderr beside it."""
    data = {"text/html": thing._repr_html_(), "text/plain": repr(thing)}  # type: ignore[attr-defined]
    warning = new_output("stream", name="stderr", text="a warning from a library")
    result = new_output("execute_result", data=data, execution_count=1)
    return new_code_cell(code, outputs=[warning, result], execution_count=1)


def html() -> str:
    """The whole page, not yet checked."""
    return export(
        notebook(),
        title="Children in care and care leavers in Netherby: needs analysis",
        area=TOWN,
        data_to="Figures to 31 March 2025",
        made="2 November 2026",
        downloads=(
            Download(path="needs_analysis.csv", words="CSV (120 kB)"),
            Download(path="needs_analysis.xlsx", words="Excel (240 kB)"),
        ),
        record={"Code version": "0.1.0", "Children looked after, 2025": "sha256 9f2c" + "0b" * 30},
    )
