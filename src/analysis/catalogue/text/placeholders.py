"""Words that stand for nothing, as people and spreadsheets leave them in a cell to be filled in."""

import re
import unicodedata

_LISTED = (
    "tbc, tba, tbd, tbn, na, n/a, n.a, n.a., nan, nat, null, nil, none, unknown, blank, empty, "
    "missing, pending, awaited, awaiting, vacant, todo, fixme, test, example, placeholder, dummy, "
    "asdf, qwerty, ditto, #n/a, #na, #ref!, #value!, #name?, #div/0!, #null!, #num!, <na>, to do, "
    "to follow, to come, not applicable, not available, not known, not yet known, not set, not "
    "yet set, not decided, not yet decided, not agreed, not yet agreed, not confirmed, not yet "
    "confirmed, not stated, not given, no owner, no one, nobody, nobody yet, none yet, none "
    "known, as above, see above, see below, same as above, vacant post, post vacant, awaiting "
    "confirmation, under discussion, under review, insert text, insert text here, enter text, "
    "enter text here, type here, your text here, fill in, please complete, to complete, owner, "
    "name, name of role, role, text, string"
)
_WORDS = frozenset(_LISTED.split(", "))
_BEGINS = re.compile(
    r"(?:tb[acdn]|t\.b\.[acdn]\.?)\b|"
    r"(?:(?:still|yet) )?to be (?:confirmed|decided|determined|advised|announced|completed|named|"
    r"appointed|identified|filled|nominated|recruited|updated|supplied|provided)\b(?: \S+){0,7}$|"
    r"\[[^]]*\]$|<[^>]*>$|\{[^}]*\}$|lorem ipsum\b"
)
_ENDS = re.compile(r"[\s(\[:,-]tb[acdn][)\].]*$")


def says_nothing(text: str) -> bool:
    """Whether a text is empty or stands for nothing: 'TBC', '-', 'N/A', '?', 'to be confirmed'.

    Figures alone, one sign again and again, and what stands whole in brackets say nothing either.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    bare = plain.strip(" \t.,;:!*_~'\"`–—-()[]")
    if not any(each.isalpha() for each in plain) or len(set(bare)) <= 1:
        return True
    found = plain in _WORDS or bare in _WORDS or bare.strip("?") in _WORDS
    return found or bool(_BEGINS.match(plain) or _BEGINS.match(bare) or _ENDS.search(plain))


def no_letters(text: str) -> bool:
    """Whether a short text, such as a number in quotes, has neither letter nor figure."""
    return not any(each.isalnum() for each in text)
