"""Words that stand for nothing are told from words that say something."""

import pytest

from analysis.catalogue.text.placeholders import says_nothing

NOTHING = [
    "",
    " ",
    "\u200b",
    "TBC",
    "tbc.",
    "T.B.C.",
    "TBD",
    "tba",
    "-",
    "–",
    ".",
    "...",
    "?",
    "??",
    "N/A",
    "n.a.",
    "na",
    "#N/A",
    "#REF!",
    "nan",
    "NaN",
    "None",
    "NULL",
    "nil",
    "unknown",
    "Not known",
    "xxx",
    "XX",
    "x",
    "0",
    "00/01/1900",
    "to be confirmed",
    "To be confirmed.",
    "TBN",
    "still to be decided",
    "To be confirmed by the board in June",
    "to follow",
    "pending",
    "Vacant",
    "TBC - awaiting the panel",
    "Head of Fostering (TBC)",
    "Head of Service TBC",
    "[owner]",
    "<name>",
    "{role}",
    "as above",
    "Ditto",
    "(none)",
    "lorem ipsum dolor sit amet",
    "ＴＢＣ",
]
SOMETHING = [
    "Head of Fostering",
    "IRO",
    "No one leaves care without a plan",
    "None of the partners has money for it",
    "Nothing about us without us",
    "Test the plan with carers",
    "To be agreed with every school by the end of the term, one by one",
    "Pending the review, two officers do it",
    "Not applicable to babies",
    "[Words] and what they mean",
    "Owner-occupied homes",
    "TBCare",
]


@pytest.mark.parametrize("text", NOTHING)
def test_it_stands_for_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_it_says_something(text: str) -> None:
    assert not says_nothing(text)
