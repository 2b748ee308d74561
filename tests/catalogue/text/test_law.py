"""What pages say of the law: each statement once, with its source and a day that is not too old."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.catalogue.text.law import ACT_2026, GOOD_FOR, LAW, oldest_check, said, stale
from analysis.core import paths

# The project's own newest day: no test looks at a clock, and each release of figures moves it on.
NEWEST = max(p.released for p in PUBLICATIONS.values())
CITES = re.compile(r"\bAct (?:19|20)\d\d\b|\(section \d+\w*\)")
ROOT = paths.root()
# Where a section is a code's or a count's own name, or a method's source, and nothing is claimed.
NO_CLAIM = (
    "catalogue/indicators/",
    "catalogue/returns/",
    "catalogue/categories.py",
    "catalogue/text/law.py",
    "catalogue/text/personal_details.py",
    "present/words/returns/groups.py",
    "present/words/homes/spending.py",
)
EACH = pytest.mark.parametrize("name", LAW)


@EACH
def test_each_statement_has_words_an_instrument_a_section_a_source_and_a_day(name: str) -> None:
    each = LAW[name]
    assert each.words.strip().endswith((".", ")"))
    assert re.search(r"\b(Act|Regulations)\b.*\b(19|20)\d\d$", each.instrument)
    assert re.fullmatch(r"(section|regulation) \d+[A-Z]*", each.section)
    assert re.fullmatch(r"https://www\.legislation\.gov\.uk/uk(pga|si)/\d{4}/\d+/.+", each.source)
    assert each.section.split()[1] in each.source or each.section.startswith("regulation")


@EACH
def test_no_check_is_more_than_a_year_older_than_the_newest_figures(name: str) -> None:
    assert NEWEST - LAW[name].checked <= GOOD_FOR, "read the section again, and write the new day"


def test_a_page_of_a_day_more_than_a_year_later_knows_that_it_is_stale() -> None:
    assert not stale(oldest_check() + GOOD_FOR)
    assert stale(oldest_check() + GOOD_FOR + timedelta(days=1))


def test_the_act_of_2026_is_law_and_says_what_of_it_has_begun_and_what_was_not_checked() -> None:
    act = LAW["act of 2026"]
    assert act.instrument == ACT_2026 and "became law on 29 April 2026" in act.words
    assert "Sections 5, 22, 31, 36, 51, 55, 56 and 58 to 61 began on 29 June 2026" in act.words
    assert act.checked > date(2026, 6, 29) and "not read" in act.unchecked


def _sources() -> list[Path]:
    code = (ROOT / "src/analysis").rglob("*.py")
    return [p for p in code if not any(each in p.as_posix() for each in NO_CLAIM)]


def test_nothing_calls_an_act_a_bill() -> None:
    files = [*_sources(), *(ROOT / "docs").glob("*.md"), *(ROOT / "notebooks").glob("*.ipynb")]
    assert [p.name for p in files if re.search(r"\b[A-Z]\w+ Bill\b", p.read_text("utf-8"))] == []


def test_no_sentence_of_the_code_cites_a_section_beside_the_register() -> None:
    told = {}
    for path in _sources():
        text = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text("utf-8"))
        if found := CITES.findall(text):
            told[path.name] = found
    assert told == {}


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_a_notebook_cites_the_law_in_words_of_the_register_alone(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    text = " ".join(" ".join("".join(c["source"]).split()) for c in cells)
    for each in LAW.values():
        text = text.replace(each.words, "")
    assert CITES.findall(text) == []


def test_words_take_a_councils_own_words() -> None:
    told = said("adviser", care_leavers="care leavers")
    assert told.startswith("We help care leavers too.") and "{" not in told
