"""A strategy of Netherby, a town that does not exist, and its page for young people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import nbformat
from nbformat.v4 import new_notebook, new_output

import invented_page
from analysis.briefing.young_people import sections
from analysis.catalogue.areas import Area
from analysis.core import paths
from analysis.publish.render.page import export
from analysis.strategy.schema.whole import Strategy

TODAY = date(2026, 11, 24)

SAID: list[dict[str, Any]] = [
    {
        "id": "wifi",
        "on": date(2026, 2, 10),
        "who": "Children in Care Council",
        "said": "The internet is not good enough in our homes for homework.",
        "plain": "The internet at home is too slow for homework.",
        "status": "did",
        "responded": date(2026, 3, 2),
        "did": "We put faster internet into all of our homes.",
        "evidence": [{"says": "Engineer's reports for all homes", "on": date(2026, 9, 30)}],
    },
    {
        "id": "sisters",
        "on": date(2026, 4, 1),
        "who": "Children in Care Council",
        "said": "We want to see our brothers and sisters more often.",
        "status": "doing",
        "responded": date(2026, 4, 20),
        "did": "Each child will have a plan that says when they see their brothers and sisters.",
        "owner_role": "Head of Children in Care",
        "due": date(2027, 3, 31),
    },
    {
        "id": "records",
        "on": date(2026, 5, 20),
        "who": "Care Leavers Forum",
        "said": "It takes too long to read what is written about us.",
        "status": "doing",
        "did": "We are making a short guide that tells you how to see your file.",
        "owner_role": "Leaving Care Service Manager",
        "due": date(2026, 9, 30),
        "late_because": "The guide was too long. We are making it short.",
    },
    {
        "id": "pets",
        "on": date(2026, 2, 10),
        "who": "Children in Care Council",
        "said": "We want a pet in each home.",
        "status": "cannot",
        "responded": date(2026, 3, 2),
        "because": "some children who live there are allergic to fur. We asked foster carers who "
        "have pets to tell you about them before you move in",
    },
]
ACTIONS: list[dict[str, Any]] = [
    {
        "id": "health-plans",
        "what": "Share health care plans with carers and young people.",
        "plain": "You will get your own copy of your health plan.",
        "how": "The nurses send it after each health check.",
        "owner_role": "Designated Nurse for Children in Care",
        "due": date(2027, 6, 30),
        "status": "under way",
        "priorities": ["health"],
    },
    {
        "id": "homes",
        "what": "Open an in-house home.",
        "plain": "We will open a new home near your schools and friends.",
        "how": "Buy and register a home.",
        "owner_role": "Head of Commissioning",
        "due": date(2027, 9, 30),
        "priorities": ["homes"],
    },
    {
        "id": "jobs",
        "what": "Guarantee interviews for care leavers.",
        "plain": "If you apply for a job with us, we will meet you and listen.",
        "how": "Change the recruitment policy.",
        "owner_role": "Director of Children's Services",
        "due": date(2026, 6, 30),
        "status": "done",
        "priorities": ["health"],
        "evidence": [{"says": "Policy adopted", "on": date(2026, 6, 15)}],
    },
    {
        "id": "cars",
        "what": "Pay for driving lessons.",
        "plain": "We said that we would pay for driving lessons.",
        "how": "A fund.",
        "owner_role": "Leaving Care Service Manager",
        "due": date(2027, 6, 30),
        "status": "stopped",
        "priorities": ["homes"],
        "evidence": [{"says": "The fund was not agreed.", "on": date(2026, 7, 1)}],
    },
    {"id": "officers", "what": "Review the sufficiency of placements.", "priorities": ["homes"]},
    {"id": "orphan", "what": "Something.", "plain": "This one serves no priority at all."},
]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What `open_strategy` opens, for a town that has no files."""

    strategy: Strategy | None
    area: Area = invented_page.TOWN
    today: date = TODAY
    refusals: tuple[str, ...] = ()
    prepared: Mapping[str, Any] = field(default_factory=dict)


def strategy(**changes: Any) -> Strategy:
    """Netherby's strategy, with some of its fields changed."""
    priorities = [
        {"id": "health", "number": "1", "title": "Being well", "lead_role": "Head of Health"},
        {"id": "homes", "number": "2", "title": "Good homes", "lead_role": "Head of Homes"},
    ]
    whole = {
        "area": "Netherby",
        "name": "Netherby's Promise to Children in Our Care",
        "starts": date(2026, 1, 1),
        "ends": date(2028, 12, 31),
        "source": "Invented.",
        "priorities": priorities,
        "actions": ACTIONS,
        "you_said": SAID,
    }
    return Strategy.model_validate({**whole, **changes})


def opened(**changes: Any) -> Opened:
    """Netherby's strategy as it is opened, with some of its fields changed."""
    return Opened(strategy=strategy(**changes))


def notebook() -> nbformat.NotebookNode:
    """The notebook of the page."""
    return nbformat.read(paths.notebooks() / "young_people.ipynb", as_version=4)


def html(there: Opened, override: str = "") -> str:
    """The page as it is exported: the real notebook, its cells run here and not in a kernel."""
    cells = [_run(cell, there, override) for cell in notebook().cells]
    return export(
        new_notebook(cells=[cell for cell in cells if cell]),
        title=f"What you said, what we did: {there.area.name}",
        area=there.area,
        data_to="Figures to 31 March 2025",
        made="24 November 2026",
        record={"Code version": "0.1.0", "area": there.area.code},
        profile="young",
    )


def _run(cell: Any, there: Opened, override: str) -> Any:
    if cell.cell_type != "code" or ("there)" not in cell.source and "there, " not in cell.source):
        return cell if cell.cell_type == "markdown" else None
    shown = eval(cell.source, {"briefing": sections, "there": there, "override": override})
    data = {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
    return nbformat.from_dict(
        {**cell, "outputs": [new_output("execute_result", data=data, execution_count=1)]}
    )


def full() -> Opened:
    """The longest page that there should be: six promises and six changes of an old example."""
    said = [*SAID, *({**SAID[n], "id": f"more-{n}", "illustration": True} for n in (0, 1))]
    soon = [{**ACTIONS[0], "id": f"more-{n}"} for n in range(2)]
    return opened(you_said=said, actions=[*ACTIONS, *soon], ends=date(2026, 6, 30))
