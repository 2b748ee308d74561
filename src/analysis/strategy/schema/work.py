"""What is done about it: actions with their evidence, promises, asks, and what the board lacks."""

from typing import Literal

from pydantic import Field

from analysis.strategy.schema.part import Frequency, Ids, Item, Part
from analysis.strategy.values import Day, Id, Text, Words, optional

ActionStatus = Literal["not started", "under way", "done", "stopped"]
PromiseStatus = Literal["doing", "did", "cannot"]
Supply = Literal["have", "partial", "missing"]
Effect = Literal["higher", "lower", "no worse"]
NEW_DUE = "the new day, where the first one cannot be kept or has passed"
LATE_BECAUSE = "why it is late, in words for young people"


class Evidence(Part):
    """What shows that something was done: a sentence, its day, and where it can be seen."""

    says: Words = Field(description="what shows it, in a sentence")
    on: Day = Field(description="the day on which it was there to be seen")
    link: Text = optional("", "where it can be seen")


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
    plain: Text = optional("", "what will change, in words that a child of nine can read")
    how: Text = optional("", "by what steps it is done; without it no report is published")
    owner_role: Text = optional(
        "", "the role that answers for it; without it no report is published"
    )
    due: Day | None = optional(
        None, "the day by which it is done; without it no report is published"
    )
    new_due: Day | None = optional(None, NEW_DUE)
    late_because: Text = optional("", LATE_BECAUSE)
    status: ActionStatus = optional(
        "not started", "how far it is; one that is done or stopped needs evidence"
    )
    resource: Text = optional("", "the money or the people that it has")
    priorities: Ids = optional((), "ids of the priorities that it serves")
    partners: Ids = optional((), "ids of the partners that have a part in it")
    depends_on: Ids = optional((), "ids of the actions that must be done first")
    effect: tuple[ExpectedEffect, ...] = optional(
        (), "the indicators that it should move, and which way"
    )
    evidence: tuple[Evidence, ...] = optional((), "what shows how far it is")


class Promise(Item):
    """You said, we did: what children and young people said, and what came of it.

    `did` is what was done or is being done, in words for them; `because` why it cannot be done.
    `plain` is what they said in words that a child of nine can read, where `said` is not.
    """

    on: Day = Field(description="the day on which it was said")
    who: Words = Field(description="who said it, as a group: 'Children in Care Council'")
    said: Words = Field(description="what they said, as near their words as can be")
    plain: Text = optional(
        "", "the same in words that a child of nine can read, where `said` is not"
    )
    status: PromiseStatus = Field(description="did needs evidence, cannot needs because")
    responded: Day | None = optional(None, "the day on which they first had an answer")
    did: Text = optional("", "what was done or is being done, in words for them")
    because: Text = optional("", "why it cannot be done, kindly")
    owner_role: Text = optional("", "the role that answers for it")
    due: Day | None = optional(None, "the day by which it is done")
    new_due: Day | None = optional(None, NEW_DUE)
    late_because: Text = optional("", LATE_BECAUSE)
    kept_by: Ids = optional(
        (), "ids of the actions that keep it, which the young people's page does not tell again"
    )
    priorities: Ids = optional((), "ids of the priorities that it belongs to")
    evidence: tuple[Evidence, ...] = optional((), "what shows the change")


class Ask(Item):
    """What members asked for at a meeting, who answers, the answer, and what came `since`."""

    on: Day = Field(description="the day of the meeting")
    body: Words = Field(description="the body whose members asked")
    asked: Words = Field(description="what they asked for")
    owner_role: Text = optional("", "the role that answers")
    due: Day | None = optional(
        None, "the day by which it is answered; the next meeting where none is given"
    )
    answer: Text = optional("", "the answer")
    answered: Day | None = optional(None, "the day of the answer")
    since: Text = optional("", "what has come since, where the answer says less")
    evidence: Text = optional("", "where the answer can be seen")
    partners: Ids = optional((), "ids of the partners that it is for")


class InformationNeed(Item):
    """What the board needs to know, from whom, how often, in what form, and whether it has it."""

    need: Words = Field(description="what the board needs to know")
    supplier: Id = Field(description="id of the partner that it comes from")
    frequency: Frequency = Field(description="how often")
    form: Words = Field(description="in what form")
    status: Supply = Field(description="whether the board has it")
    indicator: Text = optional("", "the id of the indicator that answers it, if one does")
    objectives: Ids = optional((), "ids of the objectives that it is for")
    priorities: Ids = optional((), "ids of the priorities that it is for")
