"""A whole strategy file, its words and its contact."""

from collections.abc import Iterator
from typing import get_origin

from pydantic import Field

from analysis.strategy.schema import plan, work
from analysis.strategy.schema.part import Frequency, Item, Part
from analysis.strategy.values import Day, Text, TrueOrFalse, Words, optional


class LocalWords(Part):
    """The words that the council uses for its children, and those that it avoids."""

    children: Words = optional("children in our care", "what children in care are called")
    a_child: Words = optional("a child in our care", "what one of them is called")
    care_leavers: Words = optional(
        "care leavers", "what young people who have left care are called"
    )
    council_of_children: Words = optional(
        "Children in Care Council", "the name of the group that speaks for them"
    )
    checked: Text = optional(
        "", "how and when young people checked their page; blank if they have not yet"
    )
    tell_us_more: Words = optional(
        "Tell your social worker or personal adviser, or ask them for an advocate.",
        "how a child can say more: whom to tell, without anybody's name",
    )
    avoid: dict[Text, Text] = optional(
        {}, "words that the council does not use, each with what to say instead"
    )


class Contact(Part):
    """Whom a reader of a page may ask: public ways to reach a team, never one person."""

    team: Text = optional("", "the team that answers questions, without anybody's name")
    telephone: Text = optional("", "its public telephone number; no mobile, and none of one person")
    email: Text = optional("", "its address for mail; none of one person")
    address: Text = optional("", "where to write to it")
    for_young_people: Text = optional(
        "", "the council's own number for children and young people; no mobile"
    )
    advocate: Text = optional("", "the number of the advocacy service for them; no mobile")


class Strategy(Part):
    """A whole strategy: what it is, its dates, and its parts; ids join the parts to one another."""

    area: Words = Field(
        description="the council's name, as `care-analysis areas` lists it; it also names the file"
    )
    name: Words = Field(description="the title of the strategy")
    starts: Day = Field(description="its first day")
    ends: Day = Field(description="its last day; pages of a later day say that it is past its date")
    source: Words = Field(description="where it was agreed, or where it can be read")
    about: Text = optional("", "a sentence or two for those who are new to it")
    illustration_note: Text = optional(
        "", "what in this file is made up, in a sentence for the top of each page"
    )
    review_every: Frequency = optional("yearly", "how often the strategy itself is reviewed")
    rare_charts: TrueOrFalse = optional(
        False, "whether days between rare events may be drawn; read docs/disclosure.md first"
    )
    words: LocalWords = optional(LocalWords(), "the words that the council uses for its children")
    contact: Contact = optional(
        Contact(),
        "whom a reader may ask: a team of the council, with its public number and address",
    )
    calendar: tuple[plan.Meeting, ...] = optional(
        (), "bodies that meet, and the reports that each is to have"
    )
    findings: tuple[plan.Finding, ...] = optional(
        (), "findings of the needs analysis that the strategy answers"
    )
    partners: tuple[plan.Partner, ...] = optional((), "bodies that the strategy counts on")
    priorities: tuple[plan.Priority, ...] = optional((), "priorities or pledges")
    objectives: tuple[plan.Objective, ...] = optional(
        (), "objectives that serve the priorities, if there are any"
    )
    indicators: tuple[plan.Target, ...] = optional((), "what the strategy is judged by")
    actions: tuple[work.Action, ...] = optional((), "what is to be done")
    you_said: tuple[work.Promise, ...] = optional(
        (), "what children and young people said, and what came of it"
    )
    asks: tuple[work.Ask, ...] = optional((), "what members asked for at meetings")
    information_needs: tuple[work.InformationNeed, ...] = optional(
        (), "what the board needs to know, and from whom"
    )
    events: tuple[plan.Event, ...] = optional((), "what happened that charts should show")
    roles: tuple[plan.Role, ...] = optional(
        (), "ambassadors, training and other ways of taking part"
    )

    def items(self) -> Iterator[tuple[str, int, Item]]:
        """Every item with the table it stands in and its place there, from 0."""
        for table in TABLES:
            for place, item in enumerate(getattr(self, table)):
                yield table, place, item

    def targets_of(self, priority: str) -> tuple[plan.Target, ...]:
        """The targets of a priority: its own, and those of the objectives that serve it."""
        serving = {o.id for o in self.objectives if priority in o.priorities}
        return tuple(
            t for t in self.indicators if priority in t.priorities or serving & {*t.objectives}
        )

    def partner(self, id: str) -> str:
        """A partner's name; the id where there is none."""
        return next((p.name for p in self.partners if p.id == id), id)


TABLES: tuple[str, ...] = tuple(
    name for name, field in Strategy.model_fields.items() if get_origin(field.annotation) is tuple
)
