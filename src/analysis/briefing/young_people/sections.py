"""The page for children and young people: what they said, what we did, and what happens next.

Every function takes what `open_strategy` opened. Words come from the council's strategy file, in
the council's own words for its children; no figures are shown.
"""

from collections.abc import Sequence
from datetime import date

from analysis.briefing.parts import capital, day, prose
from analysis.briefing.strategy_monitoring.opening import Opened
from analysis.briefing.young_people.rights import how_to_tell_us, what_words_mean, who_we_are
from analysis.catalogue import parameters
from analysis.catalogue.text import law
from analysis.catalogue.text.language import ALLOWED, plain_role, to_avoid
from analysis.core.errors import CareAnalysisError
from analysis.present.parts.prose import Callout, Prose
from analysis.present.plain.cards import MADE_UP, PARTLY, Change, Changes, Notices, Said, YouSaid
from analysis.present.plain.plain_language import check, small_numbers, text_of
from analysis.strategy.checks.dates import LATE, unexplained
from analysis.strategy.faults import Fault
from analysis.strategy.schema.part import Item
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.schema.work import Action, Evidence, Promise

MOST_CHANGES = 6
_ORDER = ("under way", "not started", "done", "stopped")
_HEARD = ("did", "doing", "cannot")
# What is shown of an item: its words first, then what else is told of it.
_SAYS_TO_CHILDREN: dict[type[Item], tuple[str, ...]] = {
    Promise: (
        *("said", "who", "on", "did", "because", "status"),
        *("due", "new_due", "late_because", "owner_role", "evidence"),
    ),
    Action: ("what", "due", "new_due", "late_because", "owner_role", "status", "evidence"),
}
_NOT_SAID = "We have not fixed a day yet. Ask us to."
_NOBODY = "We have not chosen who yet. Ask us to."


class NotForChildrenError(CareAnalysisError):
    """A page that may not go to children yet, with everything that has to be mended."""


def before_you_read(there: Opened, override: str = "") -> Notices:
    """What must be known first: that it is an example, that the plan has ended, who let it out.

    Raises NotForChildrenError with all that stops the page, unless `override` gives a reason; a
    figure that might be of one child, and a promise that is late without a word, are never let
    through.
    """
    reason, ends = parameters.reason(override).strip(), there.strategy.ends
    whole = _whole(there)
    small = [str(fault) for fault in small_numbers(whole)]
    never = [*small, *_late(there)]
    faults = [*never, *([] if reason else _stops(there, whole))]
    if faults:
        listed = "\n".join(f"- {fault}" for fault in faults)
        way_out = "" if never else ", or give a reason with `override`"
        raise NotForChildrenError(
            f"The page for young people of {there.area.name} was not made. Mend these in the "
            f"strategy file{way_out}:\n{listed}"
        )
    example = "Some of it is made up to show how it would look."
    old = f"It ended in {_month(ends)}. Some things may have changed since then."
    notices = []
    if any(_marks(there.strategy)):
        notices.append(Callout(title="This is an example page.", text=example, kind="information"))
    if ends < there.today:
        notices.append(Callout(title="This plan is old.", text=old))
    if reason:
        title = "This page was shared before it was finished."
        notices.append(Callout(title=title, text=f"The reason given was: “{reason}”"))
    return Notices(notices)


def what_you_said(there: Opened) -> YouSaid | Prose:
    """You said, we did: what was done first, then what is being done, then what cannot be."""
    promises = sorted(
        there.strategy.you_said, key=lambda p: (_HEARD.index(p.status), -p.on.toordinal())
    )
    if not promises:
        return prose(
            "We have not written down what you told us yet. We are sorry. We will ask you."
        )
    return YouSaid([_said(there, promise) for promise in promises])


def what_will_change(there: Opened) -> Changes | Prose:
    """What will change, when and by whom: actions with plain words, the soonest first."""
    changes = [
        Change(
            what=_sentence(action.plain),
            state=action.status,
            facts=_when_and_who(there, action),
            made_up=_tag(there, action),
        )
        for action in _plain_actions(there.strategy)
    ]
    nothing = "We have not put this into plain words yet. Ask us what will change for you."
    return Changes(changes) if changes else prose(nothing)


def how_we_made_it(there: Opened) -> Prose:
    """How the page was checked with young people, where it comes from, and what is made up."""
    strategy, words = there.strategy, there.strategy.words
    not_checked = (
        f"We have not yet checked this page with our {words.council_of_children}. We should do "
        "that before we share it."
    )
    sentences = [
        words.checked.strip() or not_checked,
        f"What is on it comes from our plan, “{strategy.name}”.",
        "Some of it is made up, to show how the page would look." if any(_marks(strategy)) else "",
        f"We checked the law in {_month(law.oldest_check())}.",
        "That is more than a year ago. Ask us if it is still so." * law.stale(there.today),
    ]
    return prose(" ".join(filter(None, sentences)))


def _marks(strategy: Strategy) -> list[str]:
    """How far each item shown is made up; blank for those that are wholly the council's."""
    return [_made_up(item) for item in (*strategy.you_said, *_plain_actions(strategy))]


def _made_up(item: Item) -> str:
    """MADE_UP where its words are ours, PARTLY where only the answer, the day or the role is."""
    words, *rest = _SAYS_TO_CHILDREN[type(item)]
    if item.illustrated(words):
        return MADE_UP
    partly = any(getattr(item, field) and item.illustrated(field) for field in rest)
    return PARTLY if partly else ""


def _tag(there: Opened, item: Item) -> str:
    """What marks an item as made up; nothing where all of them are, which is said once above."""
    return "" if {*_marks(there.strategy)} == {MADE_UP} else _made_up(item)


def _plain_actions(strategy: Strategy) -> list[Action]:
    """The actions that are told, but for those by which a promise is kept: each is told once."""
    told = {id for promise in strategy.you_said for id in promise.kept_by}
    plain = [a for a in strategy.actions if a.plain.strip() and a.priorities and a.id not in told]
    usable = [a for a in plain if a.status != "done"] or plain
    usable.sort(key=lambda a: (_ORDER.index(a.status), a.due or date.max, a.id))
    return usable[:MOST_CHANGES]


def _said(there: Opened, promise: Promise) -> Said:
    answer, tag = "because" if promise.status == "cannot" else "did", _tag(there, promise)
    return Said(
        said=_sentence(promise.plain or promise.said),
        whence=f"From: {promise.who}, {_month(promise.on)}",
        kind=promise.status,
        answer=_sentence(getattr(promise, answer) or "We will tell you soon"),
        facts=_when_and_who(there, promise),
        made_up=tag,
        answer_made_up=MADE_UP if tag and promise.illustrated(answer) else "",
    )


def _when_and_who(there: Opened, item: Promise | Action) -> dict[str, str]:
    """When it was or will be done, and who does it; what is said instead where it will not be."""
    if item.status == "cannot":
        return {}
    if item.status == "stopped":
        return {"Why:": "Ask us. We owe you an answer."}
    done = item.status in ("did", "done")
    when = _newest(item.evidence, there.today) if done else _by(item, there.today)
    late = not done and item.due is not None and item.due < there.today
    why = {"Why:": _sentence(item.late_because)} if late and item.late_because.strip() else {}
    role = plain_role(item.owner_role) if item.owner_role.strip() else ""
    who = {"Who:": _sentence(role) if role else _NOBODY}
    return {"When:": when} | why | ({} if item.status == "did" else who)


def _by(item: Promise | Action, today: date) -> str:
    """By when it will be done; of what is late, the first day and the new one, if there is one."""
    due, again = item.due, item.new_due
    if due is None:
        return _NOT_SAID
    if again is not None and again >= today:
        return f"We said by {_month(due)}. Now we say by {_month(again)}."
    return f"By {_month(due)}." if due >= today else f"We said by {_month(due)}. We are late."


def _late(there: Opened) -> list[str]:
    """What is late with neither a new day nor a reason, by its file and line."""
    found = []
    for table, items in (
        ("you_said", there.strategy.you_said),
        ("actions", _plain_actions(there.strategy)),
    ):
        lines = there.prepared.get("lines", {}).get(table, {})
        found += [
            Fault(
                says=LATE.format(day=day(item.due)),
                remedy="write new_due or late_because",
                path=(table,),
                item=item.id,
                file=str(there.prepared.get("strategy file") or "the strategy file"),
                line=lines.get(item.id, 0),
            )
            for item in items
            if unexplained(item, there.today)
        ]
    return [str(fault) for fault in found]


def _newest(evidence: Sequence[Evidence], today: date) -> str:
    """The month of the newest evidence that there was by a day."""
    days = [e.on for e in evidence if e.on <= today]
    return f"{_month(max(days))}." if days else ""


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _sentence(words: str) -> str:
    """A sentence: with a capital at its start and a stop at its end."""
    whole = capital(words.strip())
    return whole if whole.endswith((".", "!", "?", "”")) else f"{whole}."


def _whole(there: Opened) -> str:
    """Every word of the page that a council writes, as a reader would see it."""
    sections = (
        what_you_said,
        what_will_change,
        who_we_are,
        what_words_mean,
        how_to_tell_us,
        how_we_made_it,
    )
    return text_of("".join(section(there)._repr_html_() for section in sections))


def _stops(there: Opened, text: str) -> list[str]:
    """What stops publication, and the words that children asked us not to use."""
    words = there.strategy.words
    used = (words.children, words.a_child, words.care_leavers, words.council_of_children)
    if address := there.strategy.contact.email.strip():
        text = text.replace(address, "")  # a name that is given cannot be put more plainly
    faults = check(text, to_avoid(words.avoid, *used), ALLOWED)
    return [*map(str, there.refusals), *map(str, faults)]
