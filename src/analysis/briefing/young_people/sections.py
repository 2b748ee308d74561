"""The page for children and young people: what they said, what we did, and what happens next.

Every function takes what `open_strategy` opened. Words come from the council's strategy file, in
the council's own words for its children; no figures are shown.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from analysis.briefing.young_people.rights import meanings, rights, ways_to_tell
from analysis.catalogue import parameters
from analysis.catalogue.areas import Area
from analysis.catalogue.text.language import ALLOWED, plain_role, to_avoid
from analysis.core.errors import CareAnalysisError
from analysis.present.parts.prose import Callout, Prose
from analysis.present.plain.cards import (
    MADE_UP,
    PARTLY,
    Change,
    Changes,
    Meanings,
    Notices,
    Points,
    Said,
    YouSaid,
)
from analysis.present.plain.plain_language import check, small_numbers, text_of
from analysis.strategy.schema import Action, Evidence, Item, Promise, Strategy

MOST_CHANGES = 6
_ORDER = ("under way", "not started", "done", "stopped")
_HEARD = ("did", "doing", "cannot")
# What is shown of an item: its words first, then what else is told of it.
_SAYS_TO_CHILDREN: dict[type[Item], tuple[str, ...]] = {
    Promise: ("said", "who", "on", "did", "because", "status", "due", "owner_role", "evidence"),
    Action: ("what", "due", "owner_role", "status", "evidence"),
}
_NOT_SAID = "We have not fixed a day yet. Ask us to."
_NOBODY = "We have not chosen who yet. Ask us to."


class Opened(Protocol):
    """What `open_strategy` opens for one council: its strategy, the day, and what stops a page."""

    @property
    def area(self) -> Area:
        """The council's area."""

    @property
    def strategy(self) -> Strategy | None:
        """The checked strategy, where the council has one."""

    @property
    def today(self) -> date:
        """The day of the page."""

    @property
    def refusals(self) -> Sequence[object]:
        """What stops publication, a sentence each."""


class NotForChildrenError(CareAnalysisError):
    """A page that may not go to children yet, with everything that has to be mended."""


def before_you_read(there: Opened, override: str = "") -> Notices:
    """What must be known first: that it is an example, that the plan has ended, who let it out.

    Raises NotForChildrenError with all that stops the page, unless `override` gives a reason; a
    figure that might be of one child is never let through.
    """
    override = parameters.reason(override)
    small = [str(found) for found in small_numbers(_whole(there))]
    faults = [*small, *([] if override.strip() else _stops(there))]
    if faults:
        raise NotForChildrenError(_told(there, faults, overridable=not small))
    given = (_example(there), _ended(there), _let_out(override))
    return Notices([notice for notice in given if notice])


def what_you_said(there: Opened) -> YouSaid | Prose:
    """You said, we did: what was done first, then what is being done, then what cannot be."""
    said = sorted(
        _strategy(there).you_said, key=lambda p: (_HEARD.index(p.status), -p.on.toordinal())
    )
    if not said:
        return Prose(
            ["We have not written down what you told us yet. We are sorry. We will ask you."]
        )
    return YouSaid([_said(there, promise) for promise in said])


def what_will_change(there: Opened) -> Changes | Prose:
    """What will change, when and by whom: actions with plain words, the soonest first."""
    chosen = _plain_actions(_strategy(there))
    if not chosen:
        return Prose(
            ["We have not put this into plain words yet. Ask us what will change for you."]
        )
    return Changes([_change(there, action) for action in chosen])


def who_we_are(there: Opened) -> Points:
    """Who the council is, and what a child in care or a care leaver may ask of it."""
    return rights(there.area.name, _strategy(there).words)


def what_words_mean(there: Opened) -> Meanings:
    """Words of care that a child may hear, and what they mean."""
    return meanings(_strategy(there).words)


def how_to_tell_us(there: Opened) -> Points:
    """How to tell the council more, whom to turn to, and how to read the page another way."""
    return ways_to_tell(_strategy(there).words, _strategy(there).contact)


def how_we_made_it(there: Opened) -> Prose:
    """How the page was checked with young people, where it comes from, and what is made up."""
    strategy = _strategy(there)
    checked = str(getattr(strategy.words, "checked", "")).strip()
    group = strategy.words.council_of_children
    asked = checked or (
        f"We have not yet checked this page with our {group}. We should do that before we share it."
    )
    comes = f"What is on it comes from our plan, “{strategy.name}”."
    made_up = "Some of it is made up, to show how the page would look."
    told = [asked, comes, *([made_up] if _illustrated(strategy) else [])]
    return Prose([" ".join(told)])


def _strategy(there: Opened) -> Strategy:
    if there.strategy is None:
        name = there.area.name
        raise CareAnalysisError(
            f"There is no strategy for {name} in data/raw/strategies; write one with "
            f"`care-analysis strategy new {name}`."
        )
    return there.strategy


def _shown(strategy: Strategy) -> list[Item]:
    return [*strategy.you_said, *_plain_actions(strategy)]


def _illustrated(strategy: Strategy) -> list[Item]:
    """The items shown that are not wholly the council's."""
    return [item for item in _shown(strategy) if _made_up(item)]


def _made_up(item: Item) -> str:
    """MADE_UP where its words are ours, PARTLY where only the answer, the day or the role is."""
    words, *rest = _SAYS_TO_CHILDREN[type(item)]
    if item.illustrated(words):
        return MADE_UP
    partly = any(getattr(item, field) and item.illustrated(field) for field in rest)
    return PARTLY if partly else ""


def _tag(there: Opened, item: Item) -> str:
    """What marks an item as made up; nothing where all of them are, which is said once above."""
    strategy = _strategy(there)
    all_ours = all(_made_up(each) == MADE_UP for each in _shown(strategy))
    return "" if all_ours else _made_up(item)


def _plain_actions(strategy: Strategy) -> list[Action]:
    plain = [a for a in strategy.actions if a.plain.strip() and a.priorities]
    usable = [a for a in plain if a.status != "done"] or plain
    usable.sort(key=lambda a: (_ORDER.index(a.status), a.due or date.max, a.id))
    return usable[:MOST_CHANGES]


def _said(there: Opened, promise: Promise) -> Said:
    cannot = promise.status == "cannot"
    answer, tagged = "because" if cannot else "did", bool(_tag(there, promise))
    return Said(
        said=_stopped(promise.plain or promise.said),
        whence=f"From: {promise.who}, {_month(promise.on)}",
        kind=promise.status,
        answer=_stopped(getattr(promise, answer) or "We will tell you soon"),
        facts=_promise_facts(there, promise),
        made_up=_tag(there, promise),
        answer_made_up=MADE_UP if tagged and promise.illustrated(answer) else "",
    )


def _promise_facts(there: Opened, promise: Promise) -> dict[str, str]:
    if promise.status == "did":
        return {"When:": _newest(promise.evidence, there.today)}
    if promise.status == "cannot":
        return {}
    return {"When:": _by(promise.due, there.today), "Who:": _role(promise.owner_role)}


def _change(there: Opened, action: Action) -> Change:
    return Change(
        what=_stopped(action.plain),
        state=action.status,
        facts=_action_facts(there, action),
        made_up=_tag(there, action),
    )


def _action_facts(there: Opened, action: Action) -> dict[str, str]:
    if action.status == "done":
        return {"When:": _newest(action.evidence, there.today), "Who:": _role(action.owner_role)}
    if action.status == "stopped":
        return {"Why:": "Ask us. We owe you an answer."}
    return {"When:": _by(action.due, there.today), "Who:": _role(action.owner_role)}


def _by(due: date | None, today: date) -> str:
    if due is None:
        return _NOT_SAID
    if due < today:
        return f"We said by {_month(due)}. We are late."
    return f"By {_month(due)}."


def _newest(evidence: Sequence[Evidence], today: date) -> str:
    """The month of the newest evidence that there was by a day."""
    days = [e.on for e in evidence if e.on <= today]
    return f"{_month(max(days))}." if days else ""


def _role(role: str) -> str:
    plain = plain_role(role) if role.strip() else ""
    return _stopped(plain) if plain else _NOBODY


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _stopped(words: str) -> str:
    """A sentence: with a capital at its start and a stop at its end."""
    whole = words.strip()
    whole = whole[:1].upper() + whole[1:]
    return whole if whole.endswith((".", "!", "?", "”")) else f"{whole}."


def _example(there: Opened) -> Callout | None:
    if not _illustrated(_strategy(there)):
        return None
    return Callout(
        title="This is an example page.",
        text="Some of it is made up to show how it would look.",
        kind="information",
    )


def _ended(there: Opened) -> Callout | None:
    ends = _strategy(there).ends
    if ends >= there.today:
        return None
    return Callout(
        title="This plan is old.",
        text=f"It ended in {_month(ends)}. Some things may have changed since then.",
    )


def _let_out(override: str) -> Callout | None:
    if not override.strip():
        return None
    return Callout(
        title="This page was shared before it was finished.",
        text=f"The reason given was: “{override.strip()}”",
    )


def _whole(there: Opened) -> str:
    """Every word of the page that a council writes, as a reader would see it."""
    parts = (
        what_you_said(there),
        what_will_change(there),
        who_we_are(there),
        what_words_mean(there),
        how_to_tell_us(there),
        how_we_made_it(there),
    )
    return text_of("".join(part._repr_html_() for part in parts))


def _stops(there: Opened) -> list[str]:
    """What stops publication, and the words that children asked us not to use."""
    words = _strategy(there).words
    used = (words.children, words.a_child, words.care_leavers, words.council_of_children)
    avoid = to_avoid(words.avoid, *used)
    text = _whole(there)
    if address := _strategy(there).contact.email.strip():
        text = text.replace(address, "")  # a name that is given cannot be put more plainly
    return [*map(str, there.refusals), *map(str, check(text, avoid, ALLOWED))]


def _told(there: Opened, faults: Sequence[str], *, overridable: bool) -> str:
    listed = "\n".join(f"- {fault}" for fault in faults)
    way_out = ", or give a reason with `override`" if overridable else ""
    return (
        f"The page for young people of {there.area.name} was not made. Mend these in the strategy "
        f"file{way_out}:\n{listed}"
    )
