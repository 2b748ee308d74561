"""What children in care and care leavers may ask of any council, in words a child of nine can read.

Children Act 1989: views (section 22), care plans and reviewing officers (25A to 25C), advocacy
(26A), education (22), personal advisers to 25 (23CZB); health care, Care Planning, Placement and
Case Review (England) Regulations 2010, regulation 7.
"""

from analysis.briefing.strategy_monitoring.opening import Opened
from analysis.present.plain.cards import Meanings, Point, Points


def who_we_are(there: Opened) -> Points:
    """Who the council is, and what a child in care or a care leaver may ask of it."""
    words = there.strategy.words
    return Points(
        [
            Point(
                icon="hands",
                title="We look after you",
                text=f"We are the council for {there.area.name}. We care for {words.children} as "
                "good parents would.",
            ),
            Point(
                icon="bubble",
                title="You have a say",
                text="We must ask what you think and how you feel. We must take it into account.",
            ),
            Point(
                icon="person",
                title="Ask for an advocate",
                text="An advocate is on your side. They help you speak up. It is free.",
            ),
            Point(
                icon="calendar",
                title="Your plan is checked",
                text="You have a care plan. A reviewing officer checks it with you.",
            ),
            Point(
                icon="star",
                title="School and health",
                text="We must help you do well at school. We must help you stay well too.",
            ),
            Point(
                icon="house",
                title="Help when you move on",
                text=f"We help {words.care_leavers} too. You can ask for a personal adviser until "
                "you are 25.",
            ),
        ]
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
            Point(
                icon="shield",
                title="If you do not feel safe",
                text="Tell a grown-up you trust. Or call Childline free on 0800\u00a01111, day or "
                "night. If you are in danger now, call 999.",
            ),
            Point(
                icon="book",
                title="Read it your way",
                text="Ask us for this page in big print, in your language or read out loud.",
            ),
        ]
    )
