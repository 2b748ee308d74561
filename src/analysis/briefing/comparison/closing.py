"""What the page opens and ends with: five things, what to read it as, questions, and sources."""

from analysis.briefing.comparison.children import NUMBER, change_in_words, now
from analysis.briefing.comparison.common import TITLES, shared
from analysis.briefing.comparison.costs import COSTS
from analysis.briefing.comparison.homes import IN_HOMES, NET, OUTSIDE, PLACES, sums
from analysis.briefing.comparison.learning import alike, chosen, pairs
from analysis.briefing.comparison.opening import MOST_NAMES, Together, in_order
from analysis.briefing.comparison.spread import SHORT, Spread, every_spread
from analysis.briefing.parts import bullets, capital, counted, day, lowered, table
from analysis.catalogue.indicator import NEUTRAL
from analysis.catalogue.indicators import indicator
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Callout, Card, Cards, Prose

RATE = "cla_rate"


def compared_in_five(together: Together) -> Cards:
    """How many children, how far authorities differ, what they share, homes, and whom to ask."""
    return Cards(
        [
            _children(together),
            _differences(together),
            _common(together),
            _homes(together),
            _asking(together),
        ]
    )


def no_league_table(together: Together) -> Callout:
    """How the page is to be read."""
    return Callout(
        title="This is not a league table",
        text="Authorities stand in the order of their names, never of their figures. A difference "
        "is named only where it is larger than chance would give.",
        kind="information",
    )


def comparison_questions(together: Together) -> Bullets | Prose:
    """What chairs who meet could ask, from what the page found."""
    return bullets([q for q in _questions(together) if q])


def comparison_sources(together: Together) -> Exhibit:
    """The publications behind the page, with their dates."""
    shown = (*TITLES, *COSTS, IN_HOMES, PLACES, OUTSIDE, NET)
    used = {each for name in shown for each in indicator(name).sources}
    rows = [
        {
            "Publication": f"{p.publisher}: {p.title}",
            "Published": day(p.released),
            "Figures to": p.data_to,
        }
        for name, p in PUBLICATIONS.items()
        if name in used
    ]
    return table(
        "comparison-sources",
        "The publications behind this page",
        "Publisher, date and the newest period of each publication used",
        rows,
        source="Contains public sector information licensed under the Open Government Licence v3.0",
    )


def _children(together: Together) -> Card:
    number, _, words = now(together).partition(" ")
    if not together.known(NUMBER):
        return Card(number="Hidden", words=f"how many children are in care in {together.name}")
    whole, england = together.whole(RATE), together.england(RATE)
    i = indicator(RATE)
    beside = (
        f"{numbers.figure(i, whole.value)} for every 10,000 children; England "
        f"{numbers.figure(i, england)}."
        if whole and england == england
        else ""
    )
    return Card(
        number=number,
        words=f"{words} in {together.name}",
        comparator=beside,
        implication=f"{capital(change_in_words(together))}.",
    )


def _differences(together: Together) -> Card:
    found = every_spread(together)
    beyond = [each for each in found if each.beyond]
    if not found:
        return Card(number="0 measures", words="have figures of two of these authorities or more")
    alike_in = [lowered(SHORT[each.name]) for each in found if not each.beyond]
    return Card(
        number=f"{len(beyond)} of {len(found)}",
        words="measures in which authorities differ by more than chance would give",
        comparator=f"No more than chance: {'; '.join(alike_in)}." if alike_in else "",
    )


def _common(together: Together) -> Card:
    found = shared(together)
    alike_in = [each for each in found if each.all]
    if not found:
        return Card(number="0 measures", words="can be set beside England")
    mostly = [each for each in found if each.most]
    named = [f"{lowered(e.title)} ({e.side})" for e in [*alike_in, *mostly]][:3]
    which = "All alike, or most" if alike_in else "Most alike"
    return Card(
        number=f"{len(alike_in)} of {len(found)}",
        words="measures in which all lie on the same side of England",
        comparator=f"{which}: {'; '.join(named)}." if named else "",
    )


def _homes(together: Together) -> Card:
    children, places = sums(together)
    return Card(
        number=f"{places} places",
        words="in children's homes in the area",
        comparator=f"{capital(children)} children from here live in such homes, near or far.",
        implication="Children from anywhere may live in a place here.",
    )


def _asking(together: Together) -> Card:
    found = pairs(together)
    first = chosen(found, alike(together))[:1]
    return Card(
        number=counted(len(found), "question") if found else "0 questions",
        words="of one authority to another that is alike and clearly better in a measure",
        comparator=f"For one: {first[0].about}." if first else "",
    )


def _questions(together: Together) -> list[str]:
    found = every_spread(together)
    apart = next((e for e in found if 0 < len(_apart(together, e)) <= MOST_NAMES), None)
    same = next((e for e in shared(together) if e.all or e.most), None)
    pair = next(iter(chosen(pairs(together), alike(together))), None)
    return [
        f"{same.title}: why are most of us {same.side} than England, and what can only be changed "
        "together?"
        if same
        else "",
        f"{SHORT[apart.name]}: what is different in {together.few(_apart(together, apart))}, and "
        "does it help children?"
        if apart
        else "",
        "How many children who live outside their authority live with one of us? Who counts them?",
        "Which homes would we plan together, and who would commission them?",
        f"{pair.about}: will they, before we meet again?" if pair else "",
        "Do we record unit costs alike? If not, who will agree how, before we compare them?",
    ]


def _apart(together: Together, each: Spread) -> list[str]:
    """Those higher than the others together, in a measure that has a better side."""
    if indicator(each.name).polarity == NEUTRAL:
        return []
    return in_order(together.names, each.sides, "higher")
