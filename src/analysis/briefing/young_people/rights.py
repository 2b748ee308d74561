"""What children in care and care leavers may ask of any council, in words a child of nine can read.

What the law says stands in `catalogue.text.law`, with its sources and the day it was checked.
"""

from analysis.briefing.strategy_monitoring.opening import Opened
from analysis.catalogue.text import law
from analysis.catalogue.text.personal_details import nobodys
from analysis.present.plain.cards import Meanings, Point, Points

_RIGHTS = (
    ("hands", "We look after you", "parents"),
    ("bubble", "You have a say", "views"),
    ("person", "Ask for an advocate", "advocate"),
    ("calendar", "Your plan is checked", "plan"),
    ("star", "School and health", "school and health"),
    ("house", "Help when you move on", "adviser"),
)


def who_we_are(there: Opened) -> Points:
    """Who the council is, and what a child in care or a care leaver may ask of it."""
    words = there.strategy.words
    own = {"area": there.area.name, "children": words.children, "care_leavers": words.care_leavers}
    return Points(
        [Point(icon=i, title=title, text=law.said(name, **own)) for i, title, name in _RIGHTS]
    )


def what_words_mean(there: Opened) -> Meanings:
    """Words of care that a child may hear, and what they mean."""
    words = there.strategy.words
    return Meanings(
        {
            "Advocate": "A person who helps you say what you want. They are on your side.",
            words.council_of_children: f"A group of {words.children}. They meet and tell us "
            "what to change.",
            "Councillor": "A person that people vote for. They check that we keep our promises.",
            "Personal adviser": "A person who helps you as you grow up and move on from care.",
            "Reviewing officer": "A person who checks that your care plan is right for you.",
            "Social worker": "A person whose job is to keep you safe and well. They visit you.",
        }
    )


def how_to_tell_us(there: Opened) -> Points:
    """How to tell the council more, whom to turn to, and how to read the page another way."""
    contact = there.strategy.contact
    ring, write = contact.telephone.strip(), contact.email.strip()
    more = [
        there.strategy.words.tell_us_more,
        f"You can ring us on {ring}." if ring else "",
        f"You can write to {write}." if write else "",
    ]
    return Points(
        [
            Point(icon="bubble", title="Tell us more", text=" ".join(filter(None, more))),
            Point(icon="shield", title="If you do not feel safe", text=_if_not_safe(there)),
            Point(
                icon="book",
                title="Read it your way",
                text="Ask us for this page in big print, in your language or read out loud.",
            ),
        ]
    )


def _if_not_safe(there: Opened) -> str:
    """Whom to ring: Childline, the council, an advocate; whom to ask where a number is missing."""
    contact = there.strategy.contact
    known = {
        "You can ring us on": contact.for_young_people.strip(),
        "You can ring an advocate on": contact.advocate.strip(),
    }
    told = [f"{how} {_number(number)}" for how, number in known.items() if number]
    asked = {
        (True, True): "",
        (True, False): "Ask us for the number of an advocate.",
        (False, True): "Ask your social worker for our number.",
        (False, False): "Ask your social worker for our number, and for that of an advocate.",
    }[(bool(contact.for_young_people.strip()), bool(contact.advocate.strip()))]
    first = "Tell a grown-up you trust. If you are in danger now, call 999."
    childline = "You can call Childline free on 0800\u00a01111, day or night."
    return " ".join(filter(None, [first, childline, *told, asked]))


def _number(number: str) -> str:
    """A number as the end of a sentence; one that nobody has says that it is made up."""
    return f"{number} (made up)." if nobodys(number) else f"{number}."
