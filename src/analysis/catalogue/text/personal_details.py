"""What looks like a detail of one person in a text: never printed, only called by what it is.

The patterns see what has a form of its own: addresses for mail, telephone numbers of the United
Kingdom, postcodes, streets with a house number, days of birth, numbers of records, and a first name
beside an age. They cannot see a name alone, a house without a number, or a story that neighbours
would know; `docs/strategy-file.md` says so to those who write.

Forms: NHS number with its check digit (NHS Data Dictionary), unique pupil number (DfE guide of
2019), National Insurance number (HMRC NIM39110), postcode (Royal Mail; the 124 areas), telephone
numbers (Ofcom's National Telephone Numbering Plan).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from analysis.catalogue.areas import areas

EMAIL, TELEPHONE, POSTCODE = "an address for mail", "a telephone number", "a postcode"
STREET, BORN, AGED = "the address of a house", "a day of birth", "a first name with an age"
HEALTH, PUPIL, INSURANCE = "an NHS number", "a unique pupil number", "a National Insurance number"
RECORD = "the number of a record"
KINDS = (EMAIL, TELEPHONE, POSTCODE, STREET, BORN, AGED, HEALTH, PUPIL, INSURANCE, RECORD)

_AREAS = frozenset(
    re.findall(
        r"[A-Z]+",
        "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "
        "DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA "
        "LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE "
        "SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV "
        "YO ZE",
    )
)
_STREETS = (
    "Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Way|Court|Place|Hill|"
    "Square|Walk|Mews|Row|Rise|View|Green|Park|Parade|Croft|Gate|Fold|Yard|Wharf|St|Rd|Ave|Cres"
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_NO_NAMES = frozenset(
    f"{_MONTHS}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Spring|Summer|Autumn|"
    "Winter|Easter|Children|Child|People|Person|Leavers|Leaver|Pupils|Pupil|Girls|Girl|Boys|Boy|"
    "Teenagers|Teenager|Those|Babies|Baby|Students|Student|Adults|Anyone|Anybody|Everyone|"
    "Everybody|Someone|Somebody|Young|Youth|Carers|Members|Councillors|Apprentices|Parents|"
    "Mothers|Fathers|Families|Infants|Siblings|Brothers|Sisters|Ambassadors|Residents|Learners|"
    "Attainment|Priority|Objective|Action|Section|Chapter|Part|Page|Item|Figure|Table|Annex|"
    "Appendix|Stage|Phase|Level|Year|Years|Key|Grade|Band|Ward|Zone|Act|Regulation|Regulations|"
    "Paragraph|Minute|Minutes|Note|Week|Quarter|Term|Day|Days|Under|Over|Age|Ages|Aged|Between|"
    "From|Since|Until|To|In|On|At|By|For|Of|Or|And|But|The|An|All|About|Some|Only|Nearly|Almost|"
    "Up|Most|Our|Their|Your|We|They|It|He|She|You|Who|What|When|Where|Which|There|Here|This|That|"
    "These|Is|Are|Was|Were|Has|Have|England|Wales|Scotland|Britain|Ofsted|Council|City|County|"
    "Borough|Board|Panel|Committee|Cabinet|Team|Service|Services|School|Schools|College|Health|"
    "Education|Housing|Police|Care|Strategy|Plan|Plans|Report|Reports|Survey|Meeting|Budget|"
    "Target|Targets|Total|Number|Numbers|Rate|Average|Median|First|Second|Third|Every|Each|Both|"
    "Unaccompanied|Placements|Placement|Homes|Home|Foster|Fostering|Adoption|Adopted|Nurses|"
    "Others|Twenty|Thirty|Nobody|None|Voice|Forum|Group|Groups|Reviews|Review|Looked|Accommodated|United".split(
        "|"
    )
)
_NAME = r"\b(?P<name>[A-Z][a-zà-ÿ'’]+(?:-[A-Z][a-zà-ÿ]+)?)"
_AGE = r"(?:[1-9]|1\d|2[0-5])"
_ENDS = r"(?!\s*(?:to|and|or|-|–|/|\+|%|\.\d|,\d)\s*\d?)(?!\d)"

_WORTH_A_LOOK = re.compile(r"\d|@|at[)\]]|mailto")
_WEB = re.compile(r"\bhttps?://[^\s\"'<>]+", re.IGNORECASE)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (EMAIL, re.compile(r"[\w.+'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+")),
    (EMAIL, re.compile(r"\bmailto:", re.IGNORECASE)),
    (STREET, re.compile(
        rf"(?<![\w.,/-])(?:Flat\s+\w+,?\s+)?\d{{1,3}}[a-zA-Z]?,?\s+(?:[A-Z][\w'’.-]*\s+){{1,3}}"
        rf"(?:{_STREETS})\b"
    )),
    (STREET, re.compile(
        r"(?<![\w.,/-])\d{1,3}[a-z]?,?\s+[a-z'’-]{3,}\s+(?:street|road|avenue|crescent|terrace)\b"
    )),
    (BORN, re.compile(
        rf"\b(?:born|d\.?o\.?b\.?|date of birth|day of birth|birthday)\b[^.;]{{0,15}}?\b(?:"
        rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
        rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})|(?:{_MONTHS})\s+\d{{1,2}}\b)",
        re.IGNORECASE,
    )),
    (PUPIL, re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b")),
    (INSURANCE, re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?(?:\d\d\s?){3}[A-D]\b")),
    (RECORD, re.compile(
        r"\b(?:case|child|client|person|pupil|nhs|record|ICS|Mosaic|LCS|Liquidlogic|UPN|ULN)\s?"
        r"(?:id|no\.?|number|ref(?:erence)?)?\s?[:#]?\s?\d{5,}\b",
        re.IGNORECASE,
    )),
)  # fmt: skip
_POSTCODE = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]?\s?\d([A-Z]{2})\b", re.IGNORECASE)
_ORDINALS = ("1st", "2nd", "3rd")
_TEN_FIGURES = re.compile(r"(?<![\w.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")
_TELEPHONE = re.compile(r"(?<![\w./-])(?:\+44[\s(.-]{0,2}|\(?0)\d(?:[\s().-]{0,2}\d){7,9}(?!\w)")
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b")
_AGED = re.compile(rf"{_NAME},?\s+\(?aged?\s+(?P<age>{_AGE})\b{_ENDS}")
_IN_BRACKETS = re.compile(rf"{_NAME}\s*\((?P<age>{_AGE})\)")
_AFTER_A_COMMA = re.compile(
    rf"{_NAME},\s*(?P<age>{_AGE})(?=\s*(?:[,;:.!?)](?!\d)|$|(?:has|said|says|told|who|from|is|was|"
    r"lives|wants|asked|years?)\b))"
)
_YEARS_OLD = re.compile(
    rf"{_NAME}(?:,\s*(?P<age>{_AGE})\s*[-\s]?years?[-\s]old\b|"
    rf"(?:\s+is|\s+was|'s|\s+who\s+is|\s+turned|\s+turns)\s+(?:now\s+)?{_AGE}"
    r"(?:\s*[-\s]?years?[-\s]old\b|\s*(?:[.,;!?](?!\d)|$)))"
)
_OF_SUCH_AN_AGE = re.compile(
    rf"\b{_AGE}[-\s]years?[-\s]old\s+(?:(?:girl|boy|child|pupil|brother|sister|called|named)\s+){{0,2}}"
    r"(?P<name>[A-Z][a-zà-ÿ'’]+)"
)
# How numbers of help lines and offices begin: 0800, 0808, 03.
_FREE_TO_ALL = re.compile(r"^(?:\+44\s*|0)(?:800|808|3)")


def found(text: str) -> tuple[str, ...]:
    """Which kinds of details of one person a text seems to have, each once; none as a rule."""
    plain = _visible(text)
    if not _WORTH_A_LOOK.search(plain):
        return ()
    there = {kind for kind, pattern in _PATTERNS if pattern.search(plain)}
    there |= {kind for kind, sees in _CHECKED if sees(plain)}
    return tuple(kind for kind in KINDS if kind in there)


def telephones(text: str) -> Iterator[str]:
    """The telephone numbers in a text."""
    return (each[0] for each in _TELEPHONE.finditer(_DATE.sub(" ", _visible(text))))


def nobodys(number: str) -> bool:
    """Whether a number is one that Ofcom keeps for films and examples, so that nobody has it."""
    return re.sub(r"\D", "", number).startswith(("01632960", "08081570"))


def without_helplines(text: str) -> str:
    """The text without numbers that anybody may ring, as where a child is told whom to ring."""

    def unless_free(number: re.Match[str]) -> str:
        return "" if _FREE_TO_ALL.match(re.sub("[()]", "", number[0])) else number[0]

    return _TELEPHONE.sub(unless_free, _visible(text))


def _visible(text: str) -> str:
    """A text as eyes see it: one form of each sign, nothing invisible, and no link to the web."""
    whole = text
    if not text.isascii():
        whole = unicodedata.normalize("NFKC", text)
        whole = "".join(each for each in whole if unicodedata.category(each) != "Cf")
    return _WEB.sub(" ", whole)


def _has_postcode(text: str) -> bool:
    """Whether there is one, in capitals or in small letters alone and no end such as '1st'."""
    return any(
        each[1].upper() in _AREAS
        and (each[0].isupper() or (each[0].islower() and not each[0].endswith(_ORDINALS)))
        for each in _POSTCODE.finditer(text)
    )


def _has_nhs_number(text: str) -> bool:
    """Whether ten figures are a valid NHS number, by its check digit of modulus 11."""
    for each in _TEN_FIGURES.finditer(text):
        digits = [int(d) for d in each[0] if d.isdigit()]
        check = 11 - sum(d * (10 - n) for n, d in enumerate(digits[:9])) % 11
        if check % 11 == digits[9] and check != 10 and len(set(digits)) > 1:
            return True
    return False


def _has_named_age(text: str) -> bool:
    said = (_AGED, _YEARS_OLD, _OF_SUCH_AN_AGE)
    beside = (_IN_BRACKETS, _AFTER_A_COMMA)
    names = {m["name"] for pattern in said for m in pattern.finditer(text)}
    names |= {m["name"] for each in beside for m in each.finditer(text)} - _places()
    return bool(names - _NO_NAMES)


@cache
def _places() -> frozenset[str]:
    """The words of the names of areas: 'Reading, 14, ...' is no child."""
    return frozenset(word for each in areas().values() for word in each.name.split())


_CHECKED: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (TELEPHONE, lambda text: any(telephones(text))),
    (POSTCODE, _has_postcode),
    (HEALTH, _has_nhs_number),
    (AGED, _has_named_age),
)
