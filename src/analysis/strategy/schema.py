"""What a strategy file holds: `data/raw/strategies/<area-slug>.toml`, read into these shapes.

Every item has an `id` of its own kind, by which others name it. No person is named anywhere, only
roles. An item with `illustration = true` is filled in by us, since its source does not say: the
page marks it so. `minuted` then lists those of its fields that do come from the source.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from analysis.strategy.parsing.values import Day, Days, Id, Number, Text, TrueOrFalse, Words

ReportName = Literal["needs_analysis", "sufficiency", "strategy_monitoring", "young_people"]
Frequency = Literal["monthly", "quarterly", "twice a year", "yearly"]
MONTHS: dict[str, int] = {"monthly": 1, "quarterly": 3, "twice a year": 6, "yearly": 12}
Basis = Literal[
    "law or guidance",
    "similar authorities",
    "England",
    "our own best",
    "what young people asked for",
    "set by the board",
]
Tolerance = Literal["process limits", "95% interval", "none"]
ActionStatus = Literal["not started", "under way", "done", "stopped"]
PromiseStatus = Literal["doing", "did", "cannot"]
Supply = Literal["have", "partial", "missing"]
Effect = Literal["higher", "lower", "no worse"]


class Item(BaseModel):
    """What every part of a strategy has: an id, and whether it is an illustration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    illustration: TrueOrFalse = False
    minuted: tuple[Text, ...] = ()

    def illustrated(self, field: str) -> bool:
        """Whether what this field says is ours and not the source's."""
        return self.illustration and field not in self.minuted


class Meeting(Item):
    """A body that meets again and again, and the reports that it is to have before it meets.

    `first` is the day of one meeting; it meets every so often from then on. The papers go out
    `papers_days_before` days ahead, and the reports are due on that day. `minutes` says where the
    minutes are to be found.
    """

    body: Words
    frequency: Frequency
    first: Day
    reports: tuple[ReportName, ...]
    papers_days_before: Days = 8
    minutes: Text = ""


class Finding(Item):
    """A finding of the needs analysis that the strategy answers; `indicator` is a published one."""

    says: Words
    indicator: Text
    priorities: tuple[Id, ...] = ()


class Partner(Item):
    """A body that the strategy counts on: the integrated care board, the virtual school ..."""

    name: Words
    kind: Literal[
        "council",
        "health",
        "education",
        "police",
        "housing",
        "voluntary",
        "business",
        "young people",
    ]


class Priority(Item):
    """A priority or pledge, who leads it, who champions it, and who has a part in it.

    `number` is how the council writes it ('7', '2a'). `young_people_said` is what children and
    young people told the council about it, with where and when in each sentence.
    """

    number: Text
    title: Words
    why: Text = ""
    lead_role: Words
    lead_body: Text = ""
    champion_role: Text = ""
    partners: tuple[Id, ...] = ()
    young_people_said: tuple[Words, ...] = ()
    decisions: tuple[Words, ...] = ()


class Objective(Item):
    """An objective of the strategy; one may serve several priorities, and the other way round.

    `involve` (partners), `board_can` and `informed` answer the questions of a board: who needs to
    be involved and how, what can the board do, how does it want to be told.
    """

    number: Text
    title: Words
    priorities: tuple[Id, ...]
    champion_role: Text = ""
    involve: tuple[Id, ...] = ()
    board_can: Text = ""
    informed: Text = ""


class Figure(BaseModel):
    """A value and the day it is of, or is to be reached by.

    A percentage is written as 85, not as 0.85. One above 0 and up to 1 is refused, since it is
    mostly a share of 1; where 0.4% is meant, `unit = "%"` says so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: Number
    on: Day
    unit: Literal["", "%"] = ""


class Target(Item):
    """An indicator that the strategy is judged by, published or local.

    A neutral indicator has no target. `tolerance` says by what it is judged: the process limits of
    a quarterly series, or the 95% interval of a published figure; never a fixed percentage.
    `supplier` is the partner that a local figure comes from.
    """

    indicator: Text
    priorities: tuple[Id, ...] = ()
    objectives: tuple[Id, ...] = ()
    baseline: Figure | None = None
    target: Figure | None = None
    basis: Basis | None = None
    tolerance: Tolerance = "none"
    owner_role: Text = ""
    review: Day | None = None
    supplier: Id | None = None


class Evidence(BaseModel):
    """What shows that something was done: a sentence, its day, and where it can be seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Words
    on: Day
    link: Text = ""


class ExpectedEffect(BaseModel):
    """The indicator that an action is expected to move, and which way."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: Text
    direction: Effect


class Action(Item):
    """Something to be done: what, how, by whom, by when, with what, and what it should change.

    `owner_role`, `how` and `due` may be left out of a file that is being written; a report of it is
    then refused, with their names. An action is done on the day of its newest evidence. `plain`
    says what will change in words that a child of nine can read; an action without it is left out
    of the young people's page.
    """

    what: Words
    plain: Text = ""
    how: Text = ""
    owner_role: Text = ""
    due: Day | None = None
    status: ActionStatus = "not started"
    resource: Text = ""
    priorities: tuple[Id, ...] = ()
    partners: tuple[Id, ...] = ()
    depends_on: tuple[Id, ...] = ()
    effect: tuple[ExpectedEffect, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Promise(Item):
    """You said, we did: what children and young people said, and what came of it.

    `did` is what was done or is being done, in words for them; `because` why it cannot be done.
    `plain` is what they said in words that a child of nine can read, where `said` is not.
    """

    on: Day
    who: Words
    said: Words
    plain: Text = ""
    status: PromiseStatus
    responded: Day | None = None
    did: Text = ""
    because: Text = ""
    owner_role: Text = ""
    due: Day | None = None
    priorities: tuple[Id, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Ask(Item):
    """What members asked for at a meeting, who answers, the answer, and what came `since`."""

    on: Day
    body: Words
    asked: Words
    owner_role: Text = ""
    due: Day | None = None
    answer: Text = ""
    answered: Day | None = None
    since: Text = ""
    evidence: Text = ""
    partners: tuple[Id, ...] = ()


class InformationNeed(Item):
    """What the board needs to know, from whom, how often, in what form, and whether it has it."""

    need: Words
    supplier: Id
    frequency: Frequency
    form: Words
    status: Supply
    indicator: Text = ""
    objectives: tuple[Id, ...] = ()
    priorities: tuple[Id, ...] = ()


class Event(Item):
    """Something that happened and that charts should show; `rebase` starts process limits anew."""

    on: Day
    label: Words
    indicators: tuple[Text, ...] = ()
    rebase: TrueOrFalse = False
    why: Text = ""


class LocalWords(BaseModel):
    """The words that the council uses for its children, and those that it avoids."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    children: Words = "children in our care"
    a_child: Words = "a child in our care"
    care_leavers: Words = "care leavers"
    council_of_children: Words = "Children in Care Council"
    checked: Text = ""
    tell_us_more: Words = (
        "Tell your social worker or personal adviser, or ask them for an advocate."
    )
    avoid: dict[Text, Text] = {}


class Contact(BaseModel):
    """Whom a reader of a page may ask: public ways to reach a team, never one person."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    team: Text = ""
    telephone: Text = ""
    email: Text = ""
    address: Text = ""


class Role(Item):
    """A role in the participation of children and young people, such as ambassadors or training."""

    title: Words
    says: Words
    on: Day | None = None


class Strategy(BaseModel):
    """A whole strategy: what it is, its dates, and its parts; ids join the parts to one another."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    area: Words
    name: Words
    starts: Day
    ends: Day
    source: Words
    about: Text = ""
    illustration_note: Text = ""
    review_every: Frequency = "yearly"
    rare_charts: TrueOrFalse = False
    words: LocalWords = LocalWords()
    contact: Contact = Contact()
    calendar: tuple[Meeting, ...] = ()
    findings: tuple[Finding, ...] = ()
    partners: tuple[Partner, ...] = ()
    priorities: tuple[Priority, ...] = ()
    objectives: tuple[Objective, ...] = ()
    indicators: tuple[Target, ...] = ()
    actions: tuple[Action, ...] = ()
    you_said: tuple[Promise, ...] = ()
    asks: tuple[Ask, ...] = ()
    information_needs: tuple[InformationNeed, ...] = ()
    events: tuple[Event, ...] = ()
    roles: tuple[Role, ...] = ()

    def items(self) -> Iterator[tuple[str, int, Item]]:
        """Every item with the table it stands in and its place there, from 0."""
        for table in TABLES:
            for place, item in enumerate(getattr(self, table)):
                yield table, place, item

    def partner(self, id: str) -> str:
        """A partner's name; the id where there is none."""
        return next((p.name for p in self.partners if p.id == id), id)


TABLES: tuple[str, ...] = (
    "calendar",
    "findings",
    "partners",
    "priorities",
    "objectives",
    "indicators",
    "actions",
    "you_said",
    "asks",
    "information_needs",
    "events",
    "roles",
)
