"""What a strategy file holds: `data/raw/strategies/<area-slug>.toml`, read into these shapes.

Every item has an `id` of its own kind, by which others name it. No person is named anywhere, only
roles. An item with `illustration = true` is filled in by us, since its source does not say: the
page marks it so. `minuted` then lists those of its fields that do come from the source.
"""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from analysis.strategy.values import Day, Days, Id, Number, Text, TrueOrFalse, Words

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
Kind = Literal[
    "council", "health", "education", "police", "housing", "voluntary", "business", "young people"
]
Tolerance = Literal["process limits", "95% interval", "none"]
ActionStatus = Literal["not started", "under way", "done", "stopped"]
PromiseStatus = Literal["doing", "did", "cannot"]
Supply = Literal["have", "partial", "missing"]
Effect = Literal["higher", "lower", "no worse"]
Ids = tuple[Id, ...]


class Part(BaseModel):
    """A part of a file: no other fields than its own, each described for those who fill it in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def described(cls) -> dict[str, str]:
        """What each field is, in the words of the people who fill it in."""
        return {name: field.description or "" for name, field in cls.model_fields.items()}


class Item(Part):
    """What every part of a strategy has: an id, and whether it is an illustration."""

    id: Id = Field(
        description="a short name of its own, by which other parts refer to it: lower case and "
        "hyphens"
    )
    illustration: TrueOrFalse = Field(
        default=False,
        description="true where what stands here is an example and no decision; pages say so",
    )
    minuted: tuple[Text, ...] = Field(
        default=(),
        description="the fields of an illustration that do come from a source, such as minutes",
    )

    def illustrated(self, field: str) -> bool:
        """Whether what this field says is ours and not the source's."""
        return self.illustration and field not in self.minuted


class Meeting(Item):
    """A body that meets again and again, and the reports that it is to have before it meets.

    `first` is the day of one meeting; it meets every so often from then on. The papers go out
    `papers_days_before` days ahead, and the reports are due on that day. `minutes` says where the
    minutes are to be found.
    """

    body: Words = Field(description="the body that meets")
    frequency: Frequency = Field(description="how often it meets")
    first: Day = Field(description="the day of one meeting, from which the others are counted")
    reports: tuple[ReportName, ...] = Field(
        description="the reports that it is to have before each meeting"
    )
    papers_days_before: Days = Field(
        default=8, description="so many days before a meeting its papers go out"
    )
    minutes: Text = Field(default="", description="where the minutes are to be found")


class Finding(Item):
    """A finding of the needs analysis that the strategy answers; `indicator` is a published one."""

    says: Words = Field(description="the finding, in a sentence")
    indicator: Text = Field(description="the published indicator that shows it")
    priorities: Ids = Field(default=(), description="ids of the priorities that answer it")


class Partner(Item):
    """A body that the strategy counts on: the integrated care board, the virtual school ..."""

    name: Words = Field(description="what it is called on pages, with 'the' where it needs one")
    kind: Kind = Field(description="what kind of body it is")


class Priority(Item):
    """A priority or pledge, who leads it, who champions it, and who has a part in it.

    `number` is how the council writes it ('7', '2a'). `young_people_said` is what children and
    young people told the council about it, with where and when in each sentence.
    """

    number: Text = Field(description="how the council numbers it, in quotes")
    title: Words = Field(description="the priority, in a few words")
    why: Text = Field(default="", description="why it matters")
    lead_role: Words = Field(description="the role that leads it; never a person's name")
    lead_body: Text = Field(default="", description="the body that leads it and answers for it")
    champion_role: Text = Field(
        default="", description="the role that champions it, often an elected member's"
    )
    partners: Ids = Field(default=(), description="ids of the partners that have a part in it")
    young_people_said: tuple[Words, ...] = Field(
        default=(), description="what children and young people told the council, where and when"
    )
    decisions: tuple[Words, ...] = Field(
        default=(), description="what members are asked to decide about it now"
    )


class Objective(Item):
    """An objective of the strategy; one may serve several priorities, and the other way round.

    `involve` (partners), `board_can` and `informed` answer the questions of a board: who needs to
    be involved and how, what can the board do, how does it want to be told.
    """

    number: Text = Field(description="how the council numbers it, in quotes")
    title: Words = Field(description="the objective, in a few words")
    priorities: Ids = Field(description="ids of the priorities that it serves, one or more")
    champion_role: Text = Field(default="", description="the role that champions it")
    involve: Ids = Field(default=(), description="ids of the partners that need to be involved")
    board_can: Text = Field(default="", description="what the board can do to help")
    informed: Text = Field(default="", description="how the board wants to be told about progress")


class Figure(Part):
    """A value and the day it is of, or is to be reached by.

    A percentage is written as 85, not as 0.85. One above 0 and up to 1 is refused, since it is
    mostly a share of 1; where 0.4% is meant, `unit = "%"` says so.
    """

    value: Number = Field(description="the number, in the unit of its indicator: 85 for 85%")
    on: Day = Field(description="its day")
    unit: Literal["", "%"] = Field(
        default="",
        description='"%" where a percentage of 1 or less is meant, such as 0.4%; else left out',
    )


class Target(Item):
    """An indicator that the strategy is judged by, published or local.

    A neutral indicator has no target. `tolerance` says by what it is judged: the process limits of
    a quarterly series, or the 95% interval of a published figure; never a fixed percentage.
    `supplier` is the partner that a local figure comes from.
    """

    indicator: Text = Field(description="the id of a published or local indicator")
    priorities: Ids = Field(default=(), description="ids of the priorities that are judged by it")
    objectives: Ids = Field(default=(), description="ids of the objectives that are judged by it")
    baseline: Figure | None = Field(default=None, description="where it stood: value and day")
    target: Figure | None = Field(
        default=None,
        description="where it is to be: value and day; none for what is neutral or rare",
    )
    basis: Basis | None = Field(default=None, description="what the target rests on")
    tolerance: Tolerance = Field(
        default="none",
        description="by what a target counts as met: process limits for a local figure, "
        "95% interval for a published one",
    )
    owner_role: Text = Field(default="", description="the role that answers for the target")
    review: Day | None = Field(
        default=None, description="the day on which the target is looked at again"
    )
    supplier: Id | None = Field(
        default=None, description="id of the partner that a local figure comes from"
    )


class Evidence(Part):
    """What shows that something was done: a sentence, its day, and where it can be seen."""

    says: Words = Field(description="what shows it, in a sentence")
    on: Day = Field(description="the day on which it was there to be seen")
    link: Text = Field(default="", description="where it can be seen")


class ExpectedEffect(Part):
    """The indicator that an action is expected to move, and which way."""

    indicator: Text = Field(description="the id of the indicator")
    direction: Effect = Field(description="which way it should move")


class Action(Item):
    """Something to be done: what, how, by whom, by when, with what, and what it should change.

    `owner_role`, `how` and `due` may be left out of a file that is being written; a report of it is
    then refused, with their names. An action is done on the day of its newest evidence. `plain`
    says what will change in words that a child of nine can read; an action without it is left out
    of the young people's page.
    """

    what: Words = Field(description="what is to be done")
    plain: Text = Field(
        default="", description="what will change, in words that a child of nine can read"
    )
    how: Text = Field(
        default="", description="by what steps it is done; without it no report is published"
    )
    owner_role: Text = Field(
        default="", description="the role that answers for it; without it no report is published"
    )
    due: Day | None = Field(
        default=None, description="the day by which it is done; without it no report is published"
    )
    status: ActionStatus = Field(
        default="not started",
        description="how far it is; one that is done or stopped needs evidence",
    )
    resource: Text = Field(default="", description="the money or the people that it has")
    priorities: Ids = Field(default=(), description="ids of the priorities that it serves")
    partners: Ids = Field(default=(), description="ids of the partners that have a part in it")
    depends_on: Ids = Field(default=(), description="ids of the actions that must be done first")
    effect: tuple[ExpectedEffect, ...] = Field(
        default=(), description="the indicators that it should move, and which way"
    )
    evidence: tuple[Evidence, ...] = Field(default=(), description="what shows how far it is")


class Promise(Item):
    """You said, we did: what children and young people said, and what came of it.

    `did` is what was done or is being done, in words for them; `because` why it cannot be done.
    `plain` is what they said in words that a child of nine can read, where `said` is not.
    """

    on: Day = Field(description="the day on which it was said")
    who: Words = Field(description="who said it, as a group: 'Children in Care Council'")
    said: Words = Field(description="what they said, as near their words as can be")
    plain: Text = Field(
        default="",
        description="the same in words that a child of nine can read, where `said` is not",
    )
    status: PromiseStatus = Field(description="did needs evidence, cannot needs because")
    responded: Day | None = Field(
        default=None, description="the day on which they first had an answer"
    )
    did: Text = Field(default="", description="what was done or is being done, in words for them")
    because: Text = Field(default="", description="why it cannot be done, kindly")
    owner_role: Text = Field(default="", description="the role that answers for it")
    due: Day | None = Field(default=None, description="the day by which it is done")
    priorities: Ids = Field(default=(), description="ids of the priorities that it belongs to")
    evidence: tuple[Evidence, ...] = Field(default=(), description="what shows the change")


class Ask(Item):
    """What members asked for at a meeting, who answers, the answer, and what came `since`."""

    on: Day = Field(description="the day of the meeting")
    body: Words = Field(description="the body whose members asked")
    asked: Words = Field(description="what they asked for")
    owner_role: Text = Field(default="", description="the role that answers")
    due: Day | None = Field(
        default=None,
        description="the day by which it is answered; the next meeting where none is given",
    )
    answer: Text = Field(default="", description="the answer")
    answered: Day | None = Field(default=None, description="the day of the answer")
    since: Text = Field(default="", description="what has come since, where the answer says less")
    evidence: Text = Field(default="", description="where the answer can be seen")
    partners: Ids = Field(default=(), description="ids of the partners that it is for")


class InformationNeed(Item):
    """What the board needs to know, from whom, how often, in what form, and whether it has it."""

    need: Words = Field(description="what the board needs to know")
    supplier: Id = Field(description="id of the partner that it comes from")
    frequency: Frequency = Field(description="how often")
    form: Words = Field(description="in what form")
    status: Supply = Field(description="whether the board has it")
    indicator: Text = Field(
        default="", description="the id of the indicator that answers it, if one does"
    )
    objectives: Ids = Field(default=(), description="ids of the objectives that it is for")
    priorities: Ids = Field(default=(), description="ids of the priorities that it is for")


class Event(Item):
    """Something that happened and that charts should show; `rebase` starts process limits anew."""

    on: Day = Field(description="the day on which it happened")
    label: Words = Field(description="what happened, in a few words for a chart")
    indicators: tuple[Text, ...] = Field(
        default=(), description="ids of the indicators whose charts show it"
    )
    rebase: TrueOrFalse = Field(
        default=False,
        description="true where process limits start anew, since the work itself changed",
    )
    why: Text = Field(default="", description="why it matters for the figures")


class LocalWords(Part):
    """The words that the council uses for its children, and those that it avoids."""

    children: Words = Field(
        default="children in our care", description="what children in care are called"
    )
    a_child: Words = Field(default="a child in our care", description="what one of them is called")
    care_leavers: Words = Field(
        default="care leavers", description="what young people who have left care are called"
    )
    council_of_children: Words = Field(
        default="Children in Care Council", description="the name of the group that speaks for them"
    )
    checked: Text = Field(
        default="",
        description="how and when young people checked their page; blank if they have not yet",
    )
    tell_us_more: Words = Field(
        default="Tell your social worker or personal adviser, or ask them for an advocate.",
        description="how a child can say more: whom to tell, without anybody's name",
    )
    avoid: dict[Text, Text] = Field(
        default={}, description="words that the council does not use, each with what to say instead"
    )


class Contact(Part):
    """Whom a reader of a page may ask: public ways to reach a team, never one person."""

    team: Text = Field(
        default="", description="the team that answers questions, without anybody's name"
    )
    telephone: Text = Field(
        default="", description="its public telephone number; no mobile, and none of one person"
    )
    email: Text = Field(default="", description="its address for mail; none of one person")
    address: Text = Field(default="", description="where to write to it")


class Role(Item):
    """A role in the participation of children and young people, such as ambassadors or training."""

    title: Words = Field(description="the role or the training, without anybody's name")
    says: Words = Field(description="what there is, in a sentence")
    on: Day | None = Field(default=None, description="since when, or when")


class Strategy(Part):
    """A whole strategy: what it is, its dates, and its parts; ids join the parts to one another."""

    area: Words = Field(
        description="the council's name, as `care-analysis areas` lists it; it also names the file"
    )
    name: Words = Field(description="the title of the strategy")
    starts: Day = Field(description="its first day")
    ends: Day = Field(description="its last day; pages of a later day say that it is past its date")
    source: Words = Field(description="where it was agreed, or where it can be read")
    about: Text = Field(default="", description="a sentence or two for those who are new to it")
    illustration_note: Text = Field(
        default="",
        description="what in this file is made up, in a sentence for the top of each page",
    )
    review_every: Frequency = Field(
        default="yearly", description="how often the strategy itself is reviewed"
    )
    rare_charts: TrueOrFalse = Field(
        default=False,
        description="whether days between rare events may be drawn; read docs/disclosure.md first",
    )
    words: LocalWords = Field(
        default=LocalWords(), description="the words that the council uses for its children"
    )
    contact: Contact = Field(
        default=Contact(),
        description="whom a reader may ask: a team of the council, with its public number and "
        "address",
    )
    calendar: tuple[Meeting, ...] = Field(
        default=(), description="bodies that meet, and the reports that each is to have"
    )
    findings: tuple[Finding, ...] = Field(
        default=(), description="findings of the needs analysis that the strategy answers"
    )
    partners: tuple[Partner, ...] = Field(
        default=(), description="bodies that the strategy counts on"
    )
    priorities: tuple[Priority, ...] = Field(default=(), description="priorities or pledges")
    objectives: tuple[Objective, ...] = Field(
        default=(), description="objectives that serve the priorities, if there are any"
    )
    indicators: tuple[Target, ...] = Field(default=(), description="what the strategy is judged by")
    actions: tuple[Action, ...] = Field(default=(), description="what is to be done")
    you_said: tuple[Promise, ...] = Field(
        default=(), description="what children and young people said, and what came of it"
    )
    asks: tuple[Ask, ...] = Field(default=(), description="what members asked for at meetings")
    information_needs: tuple[InformationNeed, ...] = Field(
        default=(), description="what the board needs to know, and from whom"
    )
    events: tuple[Event, ...] = Field(
        default=(), description="what happened that charts should show"
    )
    roles: tuple[Role, ...] = Field(
        default=(), description="ambassadors, training and other ways of taking part"
    )

    def items(self) -> Iterator[tuple[str, int, Item]]:
        """Every item with the table it stands in and its place there, from 0."""
        for table in TABLES:
            for place, item in enumerate(getattr(self, table)):
                yield table, place, item

    def partner(self, id: str) -> str:
        """A partner's name; the id where there is none."""
        return next((p.name for p in self.partners if p.id == id), id)


TABLES: tuple[str, ...] = tuple(
    name for name, field in Strategy.model_fields.items() if get_origin(field.annotation) is tuple
)


def inner(model: type[BaseModel], field: str) -> type[Part] | None:
    """The model that a field of a model holds, one or many; none for words and numbers."""
    left: list[Any] = [model.model_fields[field].annotation] if field in model.model_fields else []
    for each in left:
        if isinstance(each, type) and issubclass(each, Part):
            return each
        left += get_args(each)
    return None
