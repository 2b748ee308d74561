"""What pages say of law and rights: each statement once, with its source and when it was checked.

Each was checked by reading the section in a stored copy of legislation.gov.uk, or a summary of it
where `unchecked` says so; what the check did not settle stands there too, and pages say it. A check
that is over a year old is told by pages of that day, and a test sets each beside newest figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

GOOD_FOR = timedelta(days=366)
ACT_1989, ACT_2017 = "Children Act 1989", "Children and Social Work Act 2017"
ACT_2026 = "Children's Wellbeing and Schools Act 2026"
PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010"
_SITE = "https://www.legislation.gov.uk"
_READ = date(2026, 11, 30)
SUMMARY = "a summary was read, and not the section itself"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A statement about law: its words, where the law stands, and the day it was last checked.

    `words` may have names in braces, which a page fills in with a council's own words. `unchecked`
    says what the check did not settle; blank where the section was read.
    """

    words: str
    instrument: str
    section: str
    source: str
    checked: date = _READ
    unchecked: str = ""

    @property
    def cited(self) -> str:
        """'Children Act 1989, section 22G'."""
        return f"{self.instrument}, {self.section}" if self.section else self.instrument

    def stale(self, today: date) -> bool:
        """Whether it was checked more than a year before a day."""
        return today > self.checked + GOOD_FOR


def _of_1989(section: str, words: str, unchecked: str = SUMMARY) -> Statement:
    first = section.split()[1].strip(",")
    return Statement(
        words=words,
        instrument=ACT_1989,
        section=section,
        source=f"{_SITE}/ukpga/1989/41/section/{first}",
        unchecked=unchecked,
    )


LAW: dict[str, Statement] = {
    "parents": Statement(
        words="We are the council for {area}. We care for {children} as good parents would.",
        instrument=ACT_2017,
        section="section 1",
        source=f"{_SITE}/ukpga/2017/16/section/1",
        unchecked="a summary was read; 'good parents' is how guidance puts its principles",
    ),
    "views": _of_1989(
        "section 22",
        "We must ask what you think and how you feel. We must take it into account.",
        unchecked="",
    ),
    "advocate": _of_1989(
        "section 26A",
        "If you want to complain or ask for a change, an advocate can help you speak up. It is "
        "free.",
        "the section does not say that it is free; guidance does, which was not read",
    ),
    "plan": _of_1989(
        "section 25A",
        "You have a care plan. A reviewing officer checks it with you.",
        unchecked="",
    ),
    "school and health": Statement(
        words="We must help you do well at school. We must help you stay well too.",
        instrument=f"{ACT_1989}, section 22, and {PLANNING}",
        section="regulation 7",
        source=f"{_SITE}/ukpga/1989/41/section/22",
        unchecked="section 22 was read, and of regulation 7 its heading alone",
    ),
    "adviser": Statement(
        words="We help {care_leavers} too. You can ask for a personal adviser until you are 25.",
        instrument=f"{ACT_1989}, section 23CZB, and {ACT_2017}",
        section="section 3",
        source=f"{_SITE}/ukpga/2017/16/section/3",
    ),
    "in care until": _of_1989(
        "section 22",
        "A child in care: until the child leaves care, or is 18.",
        "the section was read; that care ends at 18 stands elsewhere, which was not",
    ),
    "eligible": _of_1989(
        "section 23A",
        "Aged 16 or 17, and still in care after thirteen weeks of it since turning 14 (an eligible "
        "child), or out of care by then (a relevant child): a personal adviser and a pathway plan.",
    ),
    "former relevant": _of_1989(
        "section 23C",
        "Aged 18 to 20, having been one of these (a former relevant child): the same, with help to "
        "work, study and live.",
        unchecked="",
    ),
    "until 25": Statement(
        words="Aged 21 to 24: advice and support from a personal adviser for those who ask for it "
        "(Children and Social Work Act 2017, section 3), and help with education that is under "
        "way.",
        instrument=f"{ACT_1989}, section 23CZB, and {ACT_2017}",
        section="section 3",
        source=f"{_SITE}/ukpga/2017/16/section/3",
        unchecked="help with education is in section 23CA of the 1989 Act, not read again",
    ),
    "qualifying": _of_1989(
        "section 24",
        "Others who were in care at 16 or 17, or left it for special guardianship (qualifying care "
        "leavers): advice and help until 25 where they need it.",
    ),
    "child in care": _of_1989(
        "section 22",
        "A child looked after by the council under the Children Act 1989, by a court order or with "
        "the parents' agreement. The law says 'looked after child'.",
        unchecked="",
    ),
    "care leaver": _of_1989(
        "section 23C",
        "A young person who has left care and whom the council supports, up to 25.",
        unchecked="",
    ),
    "cohorts": _of_1989(
        "section 23A",
        "The law's words for young people aged 16 or 17 in care, those of that age who have left "
        "it, and those aged 18 to 25 who were one of these.",
    ),
    "special guardianship": _of_1989(
        "section 14A",
        "A court order that makes a relative, friend or former carer a child's guardian until 18; "
        "the child is no longer in care.",
    ),
    "section 20": _of_1989(
        "section 20", "The part of the Children Act 1989 under which parents agree to care."
    ),
    "sufficiency": _of_1989(
        "section 22G",
        "Every council must take steps to secure, as far as reasonably practicable, enough "
        "accommodation in its area that meets the needs of the children in its care (Children Act "
        "1989, section 22G), with regard to the number of providers and the range of homes.",
    ),
    "nearest home": _of_1989(
        "section 22C",
        "It must place a child, where it can, near home, with brothers and sisters, without "
        "disturbing school, and in a home that suits a disability (section 22C).",
    ),
    "principles": Statement(
        words="Every councillor and officer of the council is a corporate parent (Children and "
        "Social Work Act 2017, section 1).",
        instrument=ACT_2017,
        section="section 1",
        source=f"{_SITE}/ukpga/2017/16/section/1",
        unchecked=SUMMARY,
    ),
    "act of 2026": Statement(
        words="The Children's Wellbeing and Schools Act 2026 (2026 chapter 21) became law on 29 "
        "April 2026. Powers to make regulations under its Parts 1 and 2 began that day. Sections "
        "5, 22, 31, 36, 51, 55, 56 and 58 to 61 began on 29 June 2026. The rest begins on days "
        "that ministers set. Until then the earlier law holds.",
        instrument=ACT_2026,
        section="section 78",
        source=f"{_SITE}/ukpga/2026/21/section/78/enacted",
        unchecked="which further sections ministers have begun since, and what each section asks "
        "of a council, were not read; ask before relying on one",
    ),
}


def said(name: str, **words: str) -> str:
    """The words of a statement, with a council's own words in them."""
    return LAW[name].words.format(**words)


def oldest_check(statements: Iterable[Statement] = LAW.values()) -> date:
    """The day on which the statement that was checked longest ago was checked."""
    return min(each.checked for each in statements)


def stale(today: date) -> bool:
    """Whether any statement was last checked more than a year before a day."""
    return any(each.stale(today) for each in LAW.values())
