"""Judgements compiled from Ofsted's reports: only what Ofsted's own list does not have yet.

The excerpt has Bradford and Bath and North East Somerset, inspected since; Barnsley under its old
code; Brighton and Hove without a day of inspection; West Northamptonshire, inspected before care
leavers had a judgement of their own.
"""

from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.ofsted import ILACS, OVERVIEW
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.ofsted import providers
from excerpted import EXCERPTS, copy, opened, refused, swap

COMPILED = pd.Timestamp(OVERVIEW.release)
NAMES_OF_PEOPLE = ("inspector", "name", "link", "url")


@pytest.fixture(scope="module")
def alone() -> pd.DataFrame:
    """The compilation as it stands, without Ofsted's own list beside it."""
    with opened():
        return providers.read(EXCERPTS, (OVERVIEW,))


@pytest.fixture(scope="module")
def beside() -> pd.DataFrame:
    with opened():
        return providers.read(EXCERPTS, (ILACS, OVERVIEW))


def grades(counts: pd.DataFrame, area: str, day: pd.Timestamp = COMPILED) -> dict[str, float]:
    rows = counts[
        (counts["measure"] == "ilacs_judgement")
        & (counts["area"] == area)
        & (counts["period_end"] == day)
    ]
    return rows.set_index("category")["value"].to_dict()


def test_the_grades_of_a_newer_inspection_are_kept_with_its_day(beside):
    assert grades(beside, "380") == {
        "overall": 3,
        "leaders": 2,
        "help_and_protection": 3,
        "experiences_in_care": 3,
        "care_leavers": 2,
    }
    days = beside[(beside["measure"] == "ilacs_inspected") & (beside["area"] == "380")]
    assert days["value"].tolist() == [20221121, 20260112]
    assert days["source"].tolist() == [ILACS.id, OVERVIEW.id]


def test_ofsteds_own_list_wins_where_both_have_the_inspection(beside):
    compiled = beside[beside["source"] == OVERVIEW.id]
    own = set(beside.loc[beside["source"] == ILACS.id, "area"])
    not_in_the_excerpt_of_ofsteds = {"838", "941"} - own
    assert set(compiled["area"]) == {"380", "800"} | not_in_the_excerpt_of_ofsteds
    assert {"801", "330", "370", "390", "420", "942"} <= own


def test_a_grade_of_the_same_inspection_that_differs_is_not_taken(tmp_path: Path):
    """Seen: St Helens, July 2023, graded otherwise by the compilation than by Ofsted."""
    copy(ILACS, tmp_path)
    path = copy(OVERVIEW, tmp_path)
    birmingham = "20/02/2023,03/03/2023,18/04/23,good,good,good,good"
    assert birmingham.encode() in path.read_bytes()
    path.write_bytes(swap(birmingham, birmingham.replace("good", "inadequate"))(path.read_bytes()))
    with opened():
        counts = providers.read(tmp_path, (ILACS, OVERVIEW))
    assert grades(counts, "330") == {}
    assert grades(counts, "330", pd.Timestamp(2025, 3, 31))["experiences_in_care"] == 2


def test_barnsley_is_found_under_its_old_code(alone):
    assert grades(alone, "370")["help_and_protection"] == 3


def test_an_authority_without_a_day_of_inspection_is_left_out_and_counted():
    with opened() as held:
        counts = providers.read(EXCERPTS, (OVERVIEW,))
    assert "846" not in set(counts["area"])
    assert held.left_out["the compilation gives no day of inspection"] == 1


def test_care_leavers_have_no_judgement_before_there_was_one(alone):
    rows = alone[(alone["area"] == "941") & (alone["category"] == "care_leavers")]
    assert rows["status"].tolist() == [shapes.NOT_APPLICABLE]
    assert grades(alone, "941")["experiences_in_care"] == 3


def test_no_column_that_names_a_person_is_in_the_file_or_declared():
    header = (EXCERPTS / OVERVIEW.file).read_text(encoding="utf-8-sig").splitlines()[0]
    for column in (*header.split(","), *OVERVIEW.columns):
        assert not any(word in column for word in NAMES_OF_PEOPLE), column


def test_the_source_says_that_it_is_not_ofsteds():
    assert OVERVIEW.publisher != "Ofsted"
    assert OVERVIEW.compilation
    assert "Not a publication of Ofsted" in OVERVIEW.note


@pytest.mark.parametrize(
    ("old", "new", "expected", "found"),
    [
        (",inadequate,", ",Inadequatte,", "in_care_grade", "inadequatte"),
        ("12/01/2026", "2026-01-12", "days to 29/06/2026", "2026-01-12"),
        ("12/01/2026", "12/01/2027", "days to 29/06/2026", "12/01/2027"),
        ("380,E08000032", "38O,E08000032", "three-digit DfE codes", "'38O'"),
        ("care_leavers_grade", "leavers_grade", "a column 'care_leavers_grade'", "leavers_grade"),
    ],
)
def test_a_changed_file_is_refused_in_words(tmp_path: Path, old, new, expected, found):
    path = copy(OVERVIEW, tmp_path)
    path.write_bytes(swap(old, new)(path.read_bytes()))
    with opened(), pytest.raises(SourceError) as told:
        providers.read(tmp_path, (OVERVIEW,))
    assert found in told.value.found
    assert expected in told.value.expected or "_grade'" in told.value.expected


def test_an_authority_that_is_there_twice_is_refused(tmp_path: Path):
    path = copy(OVERVIEW, tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, lines[1]]))
    with opened():
        fault = refused(providers.read, tmp_path, (OVERVIEW,))
    assert "each figure once" in fault.expected
