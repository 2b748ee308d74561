"""The notebook's form, which keeps it readable, and that it runs as it stands."""

import ast
import inspect
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import papermill
import pytest

from analysis import briefing
from analysis.core import paths
from analysis.publish.reports import BUILT_IN, DECLARED, REPORTS, parameters
from waiting import GENEROUS

NOTEBOOKS = sorted(paths.notebooks().glob("*.ipynb"))
FOR_ANALYSTS = [paths.notebooks() / f"{name}.ipynb" for name in ("workbench", "explore")]
RUN = [*(report.notebook for report in REPORTS.values()), *FOR_ANALYSTS]
MOST_LINES, FEW_LINES, MOSTLY = 10, 3, 0.75
PICTURES = {
    *("trend", "dots", "split", "peers", "spine", "funnel"),
    *("place_map", "children", "children_by", "leavers_ahead", "did_it_work", "homes_by_sector"),
    *("need_and_places", "gap_by_year", "spend_forecast", "spend_bridge"),
    *("months_to_come", "front_section", "flows", "two_pictures", "two_pictures_in_full"),
    *("national_fan", "national_parts", "calibration"),
    *("marked_trend", "priorities_told"),
    *("authorities_beside", "children_together", "places_beside_children", "unit_costs"),
    *("in_common", "who_might_ask"),
    *("compare", "spread", "relate", "over_time", "each_over_time"),
}
SAYING = re.compile(r"^(say|say_\w+|\w+_said|\w+_told|archived|national_summary|banners)$")
MOST_PICTURES_TOGETHER = 5
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.Try,
    ast.With,
    ast.If,
)
MAGIC = re.compile(r"^\s*[%!?]|\?\s*$", re.MULTILINE)
SILENCED = re.compile(r"warnings|simplefilter|filterwarnings|noqa|type: ignore|2>|;\s*$", re.M)

# The sections of each report, and the heading under which its notebook tells each.
NEEDS = {
    "The council's own return": "From our own return",
    "Who we are responsible for": "Who we are responsible for",
    "Population and drivers": "Children in the area and what brings families to us",
    "Children in our care now": "Children in our care now",
    "Flow": "Coming into care and leaving it",
    "Stays": "How long children stay, and who comes back",
    "Homes and stability": "Homes and stability",
    "Health and wellbeing": "Health and wellbeing",
    "Education": "Education",
    "Safety": "Safety",
    "Permanence": "Permanence",
    "Care leavers": "Care leavers",
    "Voice": "What children and young people say",
    "Inequalities": "Inequalities",
    "Comparison with similar authorities, region and England": "Beside similar authorities",
    "What the evidence means": "What the evidence means for priorities",
    "Groups": "Who does better and worse: from our own records",
    "Gaps in what we know": "What we do not know",
    "Methods": "Methods, sources and accessibility",
    "Full tables": "Full tables",
    "Behind the front": "Behind the pictures in front",
    "Changes": "All that changed since the year before",
}
BRIEF = {
    "Pictures": "The two pictures",
    "Changes": "All that changed since the year before",
    "Methods": "Methods and sources",
}
SUFFICIENCY = {
    "Futures": "The next three years, from our own histories",
    "When to decide": "By when to decide",
    "Plan on a page": "Plan on a page",
    "Ranges in front": "What may come",
    "Gap in front": "Enough homes in the area?",
    "Place in front": "Near home?",
    "Cost in front": "The cost",
    "Decisions": "What to decide, and what to ask",
    "Dates": "How old, and how sure",
    "Futures by month and year": "Month by month, year by year",
    "Futures of scenarios": "What if, from our own histories",
    "Futures judged": "How this did on our own past",
    "The council's own return": "From our own return",
    "Duty and scope": "Duty and scope",
    "Last forecast": "Did the last forecast work?",
    "Demand now": "Demand now",
    "Stays": "How long children stay",
    "Needs profile": "What children need",
    "Supply": "Homes we have",
    "Mix": "Who provides homes",
    "Homes by age": "Homes by age and kind",
    "Place": "Where children live",
    "Suitability": "How well homes suit children",
    "Forecast": "How many homes we will need",
    "Gap": "The gap",
    "Cost": "What it costs",
    "Market position": "Market position",
    "Voice": "What children and carers say",
    "Actions": "Actions",
    "Risks and methods": "Risks, methods and sources",
}
METHODS = {
    "Totals beside the published ones": "Do our figures agree with the published ones?",
    "Forecast": "England to come",
    "Backtest": "The backtest",
    "Prices": "Prices",
    "Method": "How it works",
    "Limits": "What it cannot do",
}
MONITORING = {  # the sections of each priority come between the asks and the exceptions
    "One page": "One page",
    "Asks": "What members asked for",
    "Figures beside the strategy": "Quarterly figures that the strategy does not name",
    "Exceptions": "Exceptions",
    "Action register": "Action register",
    "You said, we did; participation": "You said, we did",
    "Finance": "Homes from outside providers, and what they cost",
    "Beside mainstream pupils": "School, work and health beside others",
    "Beside the national average": "How many children would that be?",
    "Information needs": "What the board needs to know, and from whom",
    "Late data": "What is late or missing",
    "Since last quarter": "What changed since last quarter",
    "Traceability": "From need to promise",
    "Implications": "For other committee reports",
    "Glossary and questions": "New to this?",
    "Methods": "Methods and accessibility",
}
YOUNG = {
    "You said, we did": "What you said, and what we did",
    "Changes": "What will change",
    "Rights": "Who we are, and what we must do for you",
    "Words": "What the words mean",
    "Tell us more": "How to tell us more",
}
# What stands in front of the annex; a report without one is told in SECTIONS alone.
FRONT = {
    "brief": [
        "Five things to know",
        "What changed since the year before",
        "Two pictures",
        "For the meeting",
    ],
    "needs_analysis": [
        "Five things to know",
        "What changed since the year before",
        "Children in our care",
        "Newer, from our own return",
        "Coming into care and leaving it",
        "Homes",
        "Staying in one home",
        "Health and wellbeing",
        "Education",
        "Safety",
        "A family for good",
        "Care leavers",
        "What children and young people say",
        "Beside similar authorities",
        "What it means for priorities",
        "Questions to ask",
        "About these figures",
    ],
    "strategy_monitoring": [
        "Where the strategy stands",
        "What has moved",
        "Asks without an answer",
        "Actions that are late",
        "What young people said",
        "Homes from outside providers",
        "Questions to ask",
        "About these figures",
    ],
    "methods": [
        "In a few sentences",
        "England in the years to come",
        "How it would have done",
        "How it works, and what it cannot do",
    ],
}
COMPARISON = {
    "Summary": "Five things to know",
    "Who": "Who we are, and how many children",
    "Spread": "Where authorities differ, and where it is no more than chance",
    "In common": "What we share, and England does not",
    "Homes": "Homes in our area, and our children",
    "Costs": "What care costs",
    "Learning": "Who might ask whom",
    "Questions": "Questions for our next meeting",
    "Methods": "Methods, sources and accessibility",
}
SECTIONS = {
    "brief": BRIEF,
    "comparison": COMPARISON,
    "needs_analysis": NEEDS,
    "sufficiency": SUFFICIENCY,
    "strategy_monitoring": MONITORING,
    "young_people": YOUNG,
    "methods": METHODS,
}
OPENED_BY_CARDS = {  # the words of a summary are its cards
    "brief": ["## Five things to know"],
    "comparison": ["## Five things to know"],
    "needs_analysis": ["## Five things to know"],
    "sufficiency": [],
    "strategy_monitoring": [],
    "young_people": [],
    "methods": [],
}
OPENED = {"Together", "Country", "Figures", "Opened", "Outlook", "Progress", "NotPublishableError"}
FEWEST_PICTURES = {  # most are inside the priorities; those of the explorer are shown by `live`
    "brief": 1,
    "strategy_monitoring": 1,
    "young_people": 0,
    "explore": 0,
    **dict.fromkeys(set(REPORTS) - set(BUILT_IN), 1),
}


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda p: p.stem)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    return nbformat.read(request.param, as_version=4)


def read(name: str) -> nbformat.NotebookNode:
    return nbformat.read(REPORTS[name].notebook, as_version=4)


def code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def length(cell: nbformat.NotebookNode) -> int:
    return len([line for line in cell.source.splitlines() if line.strip()])


def headings(notebook: nbformat.NotebookNode, level: int) -> list[str]:
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return re.findall(rf"^#{{{level}}} (.+)$", "\n\n".join(texts), re.MULTILINE)


def calls(cell: nbformat.NotebookNode) -> set[str]:
    """The functions of the briefing that a code cell calls."""
    found = [node.func for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
    return {f.attr for f in found if isinstance(f, ast.Attribute)}


def test_every_report_has_a_notebook_and_every_notebook_is_read_here() -> None:
    assert NOTEBOOKS
    assert {report.notebook for report in REPORTS.values()} <= set(NOTEBOOKS)


def test_cells_are_short(notebook: nbformat.NotebookNode) -> None:
    lengths = [length(cell) for cell in code(notebook)]
    assert max(lengths) <= MOST_LINES
    assert sum(n <= FEW_LINES for n in lengths) >= MOSTLY * len(lengths)


def test_cells_load_say_or_show_and_nothing_else(notebook: nbformat.NotebookNode) -> None:
    for cell in code(notebook):
        assert not MAGIC.search(cell.source), cell.source
        assert not SILENCED.search(cell.source), cell.source
        bad = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, FORBIDDEN)]
        assert bad == [], cell.source


def test_nothing_is_stored(notebook: nbformat.NotebookNode) -> None:
    for cell in code(notebook):
        assert cell.outputs == [], cell.id
        assert cell.execution_count is None, cell.id
    assert set(notebook.metadata) <= {"kernelspec", "language_info", DECLARED}
    assert not any(set(cell.metadata) - {"tags"} for cell in notebook.cells)


def test_the_kernel_and_the_cells_have_stable_names(notebook: nbformat.NotebookNode) -> None:
    assert notebook.metadata.kernelspec.name == "python3"
    assert (notebook.nbformat, notebook.nbformat_minor >= 5) == (4, True)
    ids = Counter(cell.id for cell in notebook.cells)
    assert [name for name, times in ids.items() if times > 1] == []
    made_by_chance = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")
    assert [name for name in ids if made_by_chance.fullmatch(name)] == []


def test_one_cell_of_parameters_with_a_comment_for_each(notebook: nbformat.NotebookNode) -> None:
    tagged = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    assert len(tagged) == 1
    for line in tagged[0].source.splitlines():
        assert re.fullmatch(r"\w+ = \S.*?  # \S.{10,}", line), line


def test_papermill_reads_the_comments_as_help() -> None:
    for report in REPORTS.values():
        found = papermill.inspect_notebook(str(report.notebook))
        assert tuple(found) == parameters(report)
        assert "today" in found and ("area" in found) is not report.national
        assert all(each["help"] for each in found.values())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_words_stand_before_every_picture(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    since_words: int | None = None
    drawn = 0
    for cell in notebook.cells:
        if cell.cell_type == "markdown" or any(map(SAYING.match, calls(cell))):
            since_words = 0
        elif calls(cell) & PICTURES:
            assert since_words is not None, f"no words before {cell.source}"
            since_words += 1
            drawn += 1
            assert since_words <= MOST_PICTURES_TOGETHER, f"too many pictures by {cell.source}"
    assert drawn >= FEWEST_PICTURES.get(path.stem, 4)


@pytest.mark.parametrize("name", REPORTS)
def test_every_section_opens_with_words(name: str) -> None:
    cells = read(name).cells
    bare = [
        cell.source
        for cell, after in pairwise(cells)
        if cell.cell_type == "markdown"
        and re.fullmatch(r"## .+", cell.source.strip())
        and not any(map(SAYING.match, calls(after) if after.cell_type == "code" else ()))
    ]
    assert bare == OPENED_BY_CARDS.get(name, [])


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_section_is_there_once_and_in_its_order(name: str) -> None:
    in_front = FRONT.get(name, [])
    assert headings(read(name), 2) == [*in_front, *SECTIONS[name].values()]
    annexes = [cell for cell in read(name).cells if "annex" in cell.metadata.get("tags", [])]
    assert len(headings(read(name), 1)) == 1 + len(annexes)


def test_every_link_inside_a_notebook_leads_to_a_section(notebook: nbformat.NotebookNode) -> None:
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    ids = {re.sub(r"[^a-z0-9]+", "-", h.lower()).strip("-") for h in headings(notebook, 2)}
    named = {link for words, link in re.findall(r"\[([^\]]+)\]\(#([\w-]+)\)", text) if words}
    assert named <= ids


def test_notebooks_ask_only_what_the_briefing_answers_and_everything_it_does() -> None:
    asked = {f for name in REPORTS for cell in code(read(name)) for f in calls(cell)}
    public = {n: each for n, each in vars(briefing).items() if not n.startswith("_")}
    answered = {n for n, each in public.items() if not inspect.ismodule(each)}
    assert asked <= answered
    assert answered - asked == OPENED


@pytest.fixture(scope="module")
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ElementTree.Element, str]:
    """What became of each cell of the notebooks that are asked for, and what is said of them.

    They are run by one pytest, each in a kernel of its own.
    """
    asked = [each for each in request.session.items if "run" in getattr(each, "fixturenames", ())]
    chosen = [each.callspec.params["path"] for each in asked if each.path == request.path]
    told = tmp_path_factory.mktemp("notebooks") / "told.xml"
    options = ("--nbval-lax", "--nbval-current-env", "-q", "-p", "no:cacheprovider")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "no:xdist", f"--junitxml={told}", *chosen],
        cwd=paths.root(),
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    assert told.is_file(), done.stdout[-3000:] + done.stderr[-1000:]
    return ElementTree.parse(told).getroot(), done.stdout


@pytest.mark.notebook
@pytest.mark.parametrize("path", RUN, ids=lambda p: p.stem)
def test_it_runs_with_its_own_parameters(path: Path, run: tuple[ElementTree.Element, str]) -> None:
    told, said = run
    cells = [c for c in told.iter("testcase") if c.attrib["classname"].endswith(path.name)]
    passed = [each for each in cells if len(each) == 0]
    assert len(passed) == len(cells) == len(code(nbformat.read(path, as_version=4))), said[-3000:]
