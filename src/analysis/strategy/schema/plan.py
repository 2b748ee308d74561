"""What a strategy sets: its bodies, findings, priorities, objectives, targets, events and roles."""

from typing import Literal

from pydantic import Field

from analysis.strategy.schema.part import Frequency, Ids, Item, Part
from analysis.strategy.values import Day, Days, Id, Number, Text, TrueOrFalse, Words, optional

ReportName = Literal["needs_analysis", "sufficiency", "strategy_monitoring", "young_people"]
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
    papers_days_before: Days = optional(8, "so many days before a meeting its papers go out")
    minutes: Text = optional("", "where the minutes are to be found")


class Finding(Item):
    """A finding of the needs analysis that the strategy answers; `indicator` is a published one."""

    says: Words = Field(description="the finding, in a sentence")
    indicator: Text = Field(description="the published indicator that shows it")
    priorities: Ids = optional((), "ids of the priorities that answer it")


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
    why: Text = optional("", "why it matters")
    lead_role: Words = Field(description="the role that leads it; never a person's name")
    lead_body: Text = optional("", "the body that leads it and answers for it")
    champion_role: Text = optional("", "the role that champions it, often an elected member's")
    partners: Ids = optional((), "ids of the partners that have a part in it")
    young_people_said: tuple[Words, ...] = optional(
        (), "what children and young people told the council, where and when"
    )
    decisions: tuple[Words, ...] = optional((), "what members are asked to decide about it now")


class Objective(Item):
    """An objective of the strategy; one may serve several priorities, and the other way round.

    `involve` (partners), `board_can` and `informed` answer the questions of a board: who needs to
    be involved and how, what can the board do, how does it want to be told.
    """

    number: Text = Field(description="how the council numbers it, in quotes")
    title: Words = Field(description="the objective, in a few words")
    priorities: Ids = Field(description="ids of the priorities that it serves, one or more")
    champion_role: Text = optional("", "the role that champions it")
    involve: Ids = optional((), "ids of the partners that need to be involved")
    board_can: Text = optional("", "what the board can do to help")
    informed: Text = optional("", "how the board wants to be told about progress")


class Figure(Part):
    """A value and the day it is of, or is to be reached by.

    A percentage is written as 85, not as 0.85. One above 0 and up to 1 is refused, since it is
    mostly a share of 1; where 0.4% is meant, `unit = "%"` says so.
    """

    value: Number = Field(description="the number, in the unit of its indicator: 85 for 85%")
    on: Day = Field(description="its day")
    unit: Literal["", "%"] = optional(
        "", '"%" where a percentage of 1 or less is meant, such as 0.4%; else left out'
    )


class Target(Item):
    """An indicator that the strategy is judged by, published or local.

    A neutral indicator has no target. `tolerance` says by what it is judged: the process limits of
    a quarterly series, or the 95% interval of a published figure; never a fixed percentage.
    `supplier` is the partner that a local figure comes from.
    """

    indicator: Text = Field(description="the id of a published or local indicator")
    priorities: Ids = optional((), "ids of the priorities that are judged by it")
    objectives: Ids = optional((), "ids of the objectives that are judged by it")
    baseline: Figure | None = optional(None, "where it stood: value and day")
    target: Figure | None = optional(
        None, "where it is to be: value and day; none for what is neutral or rare"
    )
    basis: Basis | None = optional(None, "what the target rests on")
    tolerance: Tolerance = optional(
        "none",
        "by what a target counts as met: process limits for a local figure, "
        "95% interval for a published one",
    )
    owner_role: Text = optional("", "the role that answers for the target")
    review: Day | None = optional(None, "the day on which the target is looked at again")
    supplier: Id | None = optional(None, "id of the partner that a local figure comes from")


class Event(Item):
    """Something that happened and that charts should show; `rebase` starts process limits anew."""

    on: Day = Field(description="the day on which it happened")
    label: Words = Field(description="what happened, in a few words for a chart")
    indicators: tuple[Text, ...] = optional((), "ids of the indicators whose charts show it")
    rebase: TrueOrFalse = optional(
        False, "true where process limits start anew, since the work itself changed"
    )
    why: Text = optional("", "why it matters for the figures")


class Role(Item):
    """A role in the participation of children and young people, such as ambassadors or training."""

    title: Words = Field(description="the role or the training, without anybody's name")
    says: Words = Field(description="what there is, in a sentence")
    on: Day | None = optional(None, "since when, or when")
