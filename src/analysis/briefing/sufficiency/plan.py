"""The plan on a page: need, gap and cost in a few figures, and what follows from them."""

from analysis.briefing.parts import lowered, prose, table
from analysis.briefing.sufficiency.demand import AHEAD, CHILDREN, NOT_ENOUGH, ahead, past
from analysis.briefing.sufficiency.outlook import Outlook, forecast_source
from analysis.briefing.sufficiency.shortfall import foreseen, ranges
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Card, Cards, Prose, listed
from analysis.present.words import need_and_places, spending
from analysis.present.words.need_and_places import Range
from analysis.present.words.places import KINDS

OWNERS = {
    "foster": "Service manager for fostering",
    "childrens_homes": "Head of commissioning for children",
    "supported": "Head of commissioning for children, with housing",
}
EFFECTS = {
    "foster": "More children placed with foster carers; fewer more than 20 miles from home",
    "childrens_homes": "Fewer children placed outside the area and more than 20 miles away",
    "supported": "Care leavers in suitable accommodation",
}
WITHIN_SENTENCE = {"foster": "foster homes", "childrens_homes": "children's homes"}
TO_NAME = "to be named by the council"
TOO_SMALL = (
    "With numbers this small, what the council knows of each child says more than any forecast."
)
RESTS_ON = {"childrens_homes": "; it rests on our share of all homes in the area"}
ASKED_OF_FEW = (
    "Which homes could each of our children and care leavers need in the next three years?",
    "Which of the places around us could they use, and who decides that?",
)


def plan_on_a_page(here: Outlook) -> Cards | Prose:
    """Need, gap and cost three years ahead: eight of ten futures each."""
    foreseen = ahead(here, CHILDREN)
    if not foreseen:
        return prose(NOT_ENOUGH)
    each, now = foreseen[AHEAD - 1], past(here, CHILDREN)[-1]
    need = Card(
        number=each.likely,
        words=f"{'child' if each.likely == '1' else 'children'} in our care on 31 March "
        f"{each.year}, in eight of ten futures.",
        comparator=f"{numbers.plain(now.value)} on 31 March {now.year}.",
    )
    gaps = [_gap_card(kind, _third(here, kind)) for kind in ("foster", "childrens_homes")]
    return Cards([need, *gaps, _money_card(here)])


def decisions(here: Outlook) -> Bullets:
    """What follows for the council from the gap, by kind of home."""
    if not foreseen(here):
        return Bullets(points=[TOO_SMALL], lead="What follows")
    gaps = {kind: _third(here, kind) for kind in KINDS}
    points = [
        f"{KINDS[kind].label}: {lowered(need_and_places.reading(kind, gap))}"
        for kind, gap in gaps.items()
        if gap.known
    ]
    unknown = [KINDS[kind].label for kind, gap in gaps.items() if not gap.known]
    if unknown:
        points.append(
            f"{listed([unknown[0], *map(lowered, unknown[1:])])}: no supply figure is published, "
            "so there is no gap to plan with; the council's own contracts would give one."
        )
    return Bullets(points=points, lead="What follows")


def actions(here: Outlook) -> Exhibit:
    """Actions that the gap suggests, with what a council must add before it publishes them."""
    review = f"{PUBLICATIONS['cla'].next_due:%B %Y}, when new figures are due"
    return table(
        "suggested-actions",
        "What the gap suggests, for the council to decide, own and date"
        if foreseen(here)
        else "What the council could find out, since there is no gap to plan with",
        f"Suggested actions, {here.name}",
        [_action(kind, _third(here, kind)) | {"Review": review} for kind in KINDS],
        source=forecast_source(),
        note="The owner, the date and the money are the council's to set; no published figure "
        "says them. An action without an owner should not be published.",
    )


def questions(here: Outlook) -> Bullets:
    """What a member may ask of this report."""
    if not foreseen(here):
        return Bullets(points=ASKED_OF_FEW, lead="Questions to ask")
    points = [
        "Where did the last forecast miss, and what have we changed since?",
        "Which of the places in our area could our own children use, and who decides that?",
        "What would we do in the future where need is highest, and what would it cost to be "
        "ready for it?",
    ]
    foster = _third(here, "foster")
    if foster.known and foster.high > 0:
        short = numbers.count(foster.high, "foster place", "foster places")
        points.append(
            f"If need turned out high we would be {short} short by March {foster.year}: where "
            "would they come from, and how many carers do we expect to lose meanwhile?"
        )
    return Bullets(points=points, lead="Questions to ask")


def _third(here: Outlook, kind: str) -> Range:
    """The gap in places of one kind of home three years ahead."""
    return ranges(here, kind, "gap_places")[AHEAD - 1]


def _gap_card(kind: str, gap: Range) -> Card:
    if not gap.known:
        words = f"{KINDS[kind].label.lower()}: no supply figure is published."
        return Card(number="not known", words=words)
    middle = need_and_places.printed_gap(gap.p50)
    return Card(
        number=need_and_places.printed_span(gap),
        words=f"places in {WITHIN_SENTENCE[kind]} by March {gap.year}, in eight of ten futures.",
        comparator=f"In the middle: {middle}{RESTS_ON.get(kind, '')}.",
    )


def _money_card(here: Outlook) -> Card:
    rows = here.known_forecast("spend", "service")
    if len(rows) < AHEAD:
        return Card(
            number="not known",
            words="what will be spent on children in our care: no forecast (see What it costs).",
        )
    row = rows[AHEAD - 1]
    year = spending.financial_year(int(row.period_end.year))
    return Card(
        number=spending.between(row.p10, row.p90).replace(" and ", " to "),
        words=f"spent on children in our care in {year}, in eight of ten futures.",
        comparator=f"In the middle: {spending.pounds(row.central)}; prices of that year.",
    )


def _action(kind: str, gap: Range) -> dict[str, str]:
    return {
        "Kind of home": KINDS[kind].label,
        "Action": _what(gap),
        "Owner": f"{OWNERS[kind]} ({TO_NAME})",
        "Due": f"31 March {gap.year} (to be set)",
        "Money": "to be costed" if gap.known and gap.high > 0 else "none, or to be costed",
        "Expected effect": EFFECTS[kind],
    }


def _what(gap: Range) -> str:
    if not gap.known:
        return "Count the places that our own children can use, and ask providers for theirs"
    if gap.low > 0:
        firm = f"Secure {numbers.count(gap.low, 'more place', 'more places')} as firm"
        if gap.low == gap.high:
            return firm
        return f"{firm}, and agree how up to {numbers.plain(gap.high)} could be had if needed"
    if gap.high > 0:
        most = numbers.count(gap.high, "more place", "more places")
        return f"Agree how up to {most} could be had if needed"
    return "Check that the places suit the children who need them before any is let go"
