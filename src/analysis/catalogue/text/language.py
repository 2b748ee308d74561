"""Words that hurt or that only officers know, and what to say to children and about them.

The lists follow what children in care have asked for in TACT's "Language that Cares" (2019) and in
the local lists that councils made from it. A council adds its own in its strategy file.
"""

import re
from collections.abc import Mapping

# For every page, those for members too: letters and labels for children.
FOR_MEMBERS: Mapping[str, str] = {
    "LAC": "children in our care",
    "CLA": "children in our care",
    "CIC": "children in our care",
    "looked after child": "child in our care",
    "looked after children": "children in our care",
    "looked-after children": "children in our care",
    "NEET": "not in education or work",
    "EET": "in education or work",
    "UASC": "children who came to this country alone to be safe",
    "sibling": "brothers and sisters",
    "sibling group": "brothers and sisters",
    "absconded": "went missing",
    "absconder": "a child who went missing",
    "challenging behaviour": "a child who is upset or needs help",
    "hard to place": "we have not found the right home yet",
    "hard to reach": "people we have not listened to enough",
    "service user": "children and young people",
    "failed placement": "a home that did not work out",
    "placement breakdown": "a home that did not work out",
    "drug abuser": "a person who needs help with drugs",
}

# For the page that children and young people read: these as well.
FOR_CHILDREN: Mapping[str, str] = {
    **FOR_MEMBERS,
    "placement": "home",
    "placed": "living",
    "unit": "home",
    "respite": "sleepover, or a break",
    "respite care": "sleepover, or a break",
    "contact": "family time",
    "supervised contact": "family time",
    "leaving care": "moving on",
    "aftercare": "help when you have moved on",
    "unaccompanied": "who came to this country alone to be safe",
    "asylum seeker": "a person who came here to be safe",
    "case": "children and young people; or the child's story",
    "caseload": "the children they work with",
    "case worker": "social worker",
    "client": "children and young people",
    "peers": "friends, or others of the same age",
    "permanence": "a home for good",
    "permanency": "a home for good",
    "transition": "moving on, or change",
    "semi-independent": "a home of your own with help",
    "disclosure": "what you told us",
    "disclosed": "told us",
    "non-compliant": "did not agree",
    "disengaged": "did not feel heard",
    "engage": "take part, or talk with",
    "engagement": "taking part",
    "vulnerable": "who need our help to be safe",
    "disadvantaged": "who have not had the same chances",
    "at risk": "not safe",
    "difficult to manage": "needs help",
    "attention seeking": "needs care",
    "attachment issues": "finds it hard to trust people",
    "birth family": "your family",
    "birth parents": "your mum and dad, or your parents",
    "biological parents": "your mum and dad, or your parents",
    "corporate parent": "a council that looks after you as a good parent would",
    "cohort": "children",
    "attainment": "how well you do at school",
    "statutory": "what the law says",
    "multi-agency": "people who work together",
    "stakeholder": "people who care about this",
    "sufficiency": "enough good homes",
    "provision": "homes, or help",
    "provider": "the people who run homes",
    "commissioning": "finding and paying for",
    "safeguarding": "keeping you safe",
    "wellbeing": "feeling well and happy",
    "intervention": "help",
    "assessment": "finding out what you need",
    "participation": "having your say",
    "implement": "put in place",
    "out of area": "far from home",
    "PEP": "school plan",
    "IRO": "the person who checks your care plan",
    "CAMHS": "people who help when you feel sad or worried",
    "SEN": "extra help at school",
    "EHCP": "a plan for extra help",
    "CPB": "the councillors who check our work",
}

# Everyday phrases in which a listed word means something else.
ALLOWED: tuple[str, ...] = (
    "contact us",
    "contact me",
    "contact them",
    "contact your",
    "contact the",
    "in case",
    "in that case",
    "just in case",
    "in any case",
    "case law",
    "placed on",
)

# Who answers for something, in words that a child knows: the first that a role's name matches.
ROLES: tuple[tuple[str, str], ...] = (
    ("participation", "the person who helps you have your say"),
    ("virtual school", "the head of our virtual school"),
    ("mental health|camhs|emotional", "the person who leads help for when you feel sad or worried"),
    ("nurse|doctor|health", "the person who leads on your health"),
    ("leaving care|care leaver|personal adviser|transition", "the head of the moving on team"),
    ("foster", "the head of our fostering team"),
    ("housing", "the head of our housing team"),
    ("commission|sufficiency|placement|residential|provision", "the person who finds good homes"),
    ("review", "the head of the people who check your care plan"),
    ("councillor|lead member|cabinet|chair", "the councillor who leads on children"),
    ("data|performance|analyst|intelligence", "the person who looks after our facts"),
    ("training|workforce|democratic|member", "the person who leads on training"),
    ("employment|skills|jobs|econom", "the person who leads on jobs and training"),
    ("police|missing|safeguarding", "the person who leads on keeping you safe"),
    ("education|school", "the person who leads on school"),
    ("director", "the person in charge of all our work with children"),
    ("looked after|in care|care service|permanence|social work", "the head of our care team"),
)


def plain_role(role: str) -> str:
    """A role in words that a child knows; where we know none, 'our ...' unless it is hard."""
    plain = (words for pattern, words in ROLES if re.search(pattern, role, re.IGNORECASE))
    hard = any(word.casefold() in role.casefold() for word in FOR_CHILDREN)
    return next(plain, "a manager at the council" if hard else f"our {role[:1].lower()}{role[1:]}")


def to_avoid(own: Mapping[str, str], *used: str, children: bool = True) -> dict[str, str]:
    """Each word to avoid with what to say: the general list and a council's `own`, which wins.

    `used` are the words that the council uses for its children, which are not avoided even where
    the general list has them; `children` is whether children are to read the page.
    """
    general = FOR_CHILDREN if children else FOR_MEMBERS
    spoken = " ".join(used).casefold()
    kept = {word: say for word, say in general.items() if word.casefold() not in spoken}
    return {**kept, **own}
