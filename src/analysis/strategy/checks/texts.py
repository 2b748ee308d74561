"""Texts that say nothing, and people: who is named, and details of one person in any text."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from analysis.catalogue.text import personal_details, placeholders
from analysis.catalogue.text.personal_details import EMAIL, POSTCODE, STREET, TELEPHONE
from analysis.strategy.checks.links import REFERENCES
from analysis.strategy.faults import Fault, listed
from analysis.strategy.lines import Path
from analysis.strategy.schema.part import types_of
from analysis.strategy.schema.whole import Contact, Strategy

_TITLED = re.compile(
    r"\b(Cllr|Councillor|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Mayor)"
    r"\.? (?!Champion|Member|Lead|Chair|and\b|or\b|of\b)[A-Z][a-z]+"
)
_ROLE_WORDS = re.compile(
    r"head|director|manager|officer|lead|member|chair|champion|advis[eo]r|nurse|teacher|board|panel"
    r"|service|team|commissioner|worker|council|executive|ambassador|apprentice|coordinator|mayor"
    r"|young|children|child|care|forum|group|committee|cabinet|clerk|doctor|governor|inspector"
    r"|superintendent|sergeant|analyst|planner|planning|partner|trust|school|practitioner|leader"
    r"|secretary|solicitor|strateg|people|holder|portfolio|psychologist|guardian|unknown",
    re.IGNORECASE,
)
_OF_A_TEAM = re.compile(
    _ROLE_WORDS.pattern + r"|enquir|inquir|info|contact|hello|feedback|complaint|participat|voice"
    r"|parent|support|help|famil|social|advoca|corporate|democra|customer|family|office|admin|mail",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z'’]+){1,2}")
_MOBILE = re.compile(r"^(?:\+44\s*\(?0?\)?\s*|\(?0)7(?!0)")
_OR_LEAVE = ", or leave the line out"
MOST_SHOWN = 16
ROLE_FIELDS = frozenset({"owner_role", "lead_role", "champion_role", "who"})
BLOCKING_FIELDS = frozenset({"owner_role", "how"})
NO_TEXTS = frozenset({*REFERENCES, "id", "minuted", "indicator", "indicators", "area"})
PUBLIC_NUMBERS = ("telephone", "for_young_people", "advocate")
IN_FIGURES = frozenset({"number", *PUBLIC_NUMBERS})
# What a field of `[contact]` is meant for.
ALLOWED = {
    **dict.fromkeys(PUBLIC_NUMBERS, (TELEPHONE,)),
    "email": (EMAIL,),
    "address": (POSTCODE, STREET),
}


def faults(strategy: Strategy) -> Iterator[Fault]:
    """Texts that are empty or say nothing, people who are named, and details of one person."""
    for path, model, field, text in _texts(strategy):
        for says, remedy in _wrong(path, model, field, text):
            yield Fault(path=path, item=_id_at(strategy, path), says=says, remedy=remedy)
    for field, says, remedy in _contact(strategy.contact):
        yield Fault(path=("contact", field), says=f"contact {says}", remedy=remedy)


def _wrong(path: Path, model: BaseModel, field: str, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with one text: it says nothing, or it tells of one person."""
    if field in model.model_fields_set and says_nothing(field, text):
        if not (path[0] == "actions" and len(path) == 3 and field in BLOCKING_FIELDS):
            needed = type(model).model_fields[field].is_required()
            yield f"has {shown(field, text)}", f"write it{'' if needed else _OR_LEAVE}"
        return
    if _names_a_person(field, text):
        remedy = 'name the role alone, as "Head of Fostering"'
        yield f"names a person, as it seems, in {field}", remedy
    kinds = _details(model, field, text)
    if kinds:
        public = not {TELEPHONE, EMAIL, STREET, POSTCODE}.isdisjoint(kinds)
        remedy = "take it out, since this is printed for all to read"
        remedy += "; what is the council's own and public goes into [contact]" if public else ""
        yield f"has what looks like {listed(kinds)} in {field}", remedy


def shown(field: str, text: str) -> str:
    """'an empty how', or 'how = 'TBC', which says nothing'; no more than that is repeated."""
    given = text.strip()
    if not given:
        return f"an empty {field}"
    short = len(given) <= MOST_SHOWN and not personal_details.found(given)
    return f"{field} = '{given}', which says nothing" if short else f"a {field} that says nothing"


def says_nothing(field: str, text: str) -> bool:
    """Whether a text of a field is empty or stands for nothing; 'none' may be said of money."""
    if not text.strip():
        return True
    if field in IN_FIGURES:
        return placeholders.no_letters(text)
    if field == "resource" and text.strip(" .").casefold() in ("none", "nil"):
        return False
    return placeholders.says_nothing(text)


def _details(model: BaseModel, field: str, text: str) -> tuple[str, ...]:
    """Kinds of personal details in a text, but for those that its field is meant for."""
    if field == "tell_us_more":
        text = personal_details.without_helplines(text)
    meant = ALLOWED.get(field, ()) if isinstance(model, Contact) else ()
    return tuple(kind for kind in personal_details.found(text) if kind not in meant)


def _contact(contact: Contact) -> Iterator[tuple[str, str, str]]:
    """A public number and address are those of a team: no mobile, no person's address for mail."""
    for field in PUBLIC_NUMBERS:
        given = str(getattr(contact, field)).strip()
        numbers = list(personal_details.telephones(given))
        if given and (len(numbers) != 1 or _MOBILE.match(numbers[0])):
            whose = "an advocacy service" if field == "advocate" else "a council"
            says = f"has no public telephone number of {whose} in {field}"
            yield field, says, "write one that is not a mobile, as 01632 960 001"
    name, sign, host = contact.email.strip().partition("@")
    if contact.email.strip() and not (sign and "." in host and " " not in name + host):
        yield "email", "has no address for mail in email", "write one, as care@x.gov.uk"
    elif contact.email.strip() and not _OF_A_TEAM.search(name):
        says = "has an address for mail that seems to be one person's in email"
        yield "email", says, "give that of a team, as childrens.services@x.gov.uk"


def _names_a_person(field: str, text: str) -> bool:
    """Whether a text seems to name a person: anywhere by a title, where a role stands by a name."""
    bare = field in ROLE_FIELDS and _BARE_NAME.search(text) and not _ROLE_WORDS.search(text)
    return bool(_TITLED.search(text) or bare)


def _texts(strategy: Strategy) -> Iterator[tuple[Path, BaseModel, str, str]]:
    """Every free text: its path, the model it is of, its field, and what it says."""
    asked: list[tuple[Path, Any, BaseModel, str]] = [((), strategy, strategy, "")]
    while asked:
        path, value, model, field = asked.pop()
        if isinstance(value, BaseModel):
            asked += [
                ((*path, name), each, value, name) for name, each in value if _free(value, name)
            ]
        elif isinstance(value, tuple):
            asked += [((*path, n), each, model, field) for n, each in enumerate(value)]
        elif isinstance(value, dict):
            asked += [(path, each, model, field) for pair in value.items() for each in pair]
        elif isinstance(value, str):
            yield path, model, field, value


def _free(model: BaseModel, field: str) -> bool:
    """Whether a field may hold texts of one's own: no name of another item, no choice of a list."""
    kinds = {BaseModel if issubclass(t, BaseModel) else t for t in types_of(type(model), field)}
    return BaseModel in kinds or (str in kinds and field not in NO_TEXTS)


def _id_at(strategy: Strategy, path: Path) -> str:
    """The id of the item that a path leads into; empty outside the items."""
    if len(path) > 1 and isinstance(path[1], int):
        return str(getattr(strategy, str(path[0]))[path[1]].id)
    return ""
