"""A council's scenarios: what an analyst may write, and what each mistake is told."""

from datetime import date
from pathlib import Path

import pytest

from analysis.catalogue.local.changes import KINDS, Change, Scenario
from analysis.core.errors import CareAnalysisError
from analysis.intake.local import fees, scenarios
from analysis.intake.local.council_file import CouncilFileError

HEADER = (
    "scenario,change,number,from,ages,share_percent,children_each,occupancy_percent,running_cost"
)
MARCH = date(2026, 3, 1)


@pytest.fixture
def read(tmp_path: Path):
    """Reads the scenarios in a text."""

    def reading(text: str) -> tuple[Scenario, ...]:
        path = tmp_path / "ours.csv"
        path.write_text(text, encoding="utf-8")
        return scenarios.read(path)

    return reading


@pytest.fixture
def one(read):
    """The change of a file with one line."""

    def reading(line: str) -> Change:
        [made] = read(f"{HEADER}\n{line}\n")
        [change] = made.changes
        return change

    return reading


@pytest.fixture
def refusal(read):
    """Why a file of one line is refused."""

    def refused(line: str) -> str:
        with pytest.raises(CouncilFileError) as fault:
            read(f"{HEADER}\n{line}\n")
        return str(fault.value)

    return refused


def test_the_four_kinds_of_change_in_their_own_units(one) -> None:
    assert one("A,fewer_entries,1,2026-03,0,,,,") == Change(
        kind="fewer_entries", number=1, begins=MARCH, ages=(0, 0)
    )
    assert one("B,home_sooner,1,2026-03,,32,,,") == Change(
        kind="home_sooner", number=1, begins=MARCH, share=0.32
    )
    assert one("C,more_carers,10,2026-03,,20,1.5,,") == Change(
        kind="more_carers", number=10, begins=MARCH, share=0.2, children_each=1.5
    )
    assert one("D,new_home,4,2026-03,,,,75,1200000") == Change(
        kind="new_home", number=4, begins=MARCH, occupancy=0.75, running=1_200_000
    )


def test_columns_that_no_change_needs_may_be_left_out(read) -> None:
    [made] = read("scenario,change,number,from\nMore carers,more_carers,10,2026-03\n")
    assert made == Scenario(
        name="More carers", changes=(Change(kind="more_carers", number=10, begins=MARCH),)
    )


def test_lines_of_one_name_are_one_scenario(read) -> None:
    made = read(
        f"{HEADER}\nBoth,more_carers,10,2026-03,,,,,\nOther,home_sooner,1,2026-03,,,,,\n"
        "Both,new_home,4,2026-03,,,,,\n"
    )
    assert [(each.name, len(each.changes)) for each in made] == [("Both", 2), ("Other", 1)]


@pytest.mark.parametrize("month", ["2026-03", "March 2026", "Mar-26", "03/2026", "17/03/2026"])
def test_a_month_as_people_and_spreadsheets_write_it(one, month: str) -> None:
    assert one(f"A,new_home,4,{month},,,,,").begins == MARCH


@pytest.mark.parametrize(
    ("written", "ages"), [("0", (0, 0)), ("10-15", (10, 15)), ("16 to 17", (16, 17)), ("", (0, 17))]
)
def test_ages_are_whole_years(one, written: str, ages: tuple[int, int]) -> None:
    assert one(f"A,fewer_entries,0.5,2026-03,{written},,,,").ages == ages


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (",new_home,4,2026-03,,,,,", "line 2, scenario: found ''; give it a name."),
        ("As now,new_home,4,2026-03,,,,,", "scenario: found 'As now'; use another name"),
        ("A,new_houme,4,2026-03,,,,,", "line 2, change: found 'new_houme'; use new_home"),
        ("A,,4,2026-03,,,,,", "line 2, change: found ''; fill it in."),
        ("A,new_home,0,2026-03,,,,,", "number: found '0'; give a number above 0, and 50 at most."),
        ("A,new_home,four,2026-03,,,,,", "line 2, number: found 'four'; give a number."),
        ("A,fewer_entries,101,2026-03,,,,,", "line 2, number: found '101'"),
        ("A,new_home,4,soon,,,,,", "line 2, from: found 'soon'; give a month, as 2026-03"),
        ("A,fewer_entries,1,2026-03,15-10,,,,", "line 2, ages: found '15-10'; give ages"),
        ("A,fewer_entries,1,2026-03,0-18,,,,", "17 is the oldest"),
        (
            "A,new_home,4,2026-03,0,,,,",
            "line 2, ages: found '0'; new_home has none; leave it empty",
        ),
        ("A,home_sooner,1,2026-03,,0.32,,,", "give a percentage from 1 to 100"),
        ("A,new_home,4,2026-03,,,,,£1m", "line 2, running_cost: found '£1m'"),
        ("A,new_home,4,2026-03", "line 2: it has 4 cells, and the header 9"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(refusal, line: str, told: str) -> None:
    assert told in refusal(line)


def test_all_mistakes_are_told_at_once(refusal) -> None:
    told = refusal("A,new_home,0,soon,,,,,")
    assert "number" in told
    assert "from" in told


def test_a_name_that_may_be_of_a_person_is_not_repeated(refusal) -> None:
    told = refusal("write to a.person@council.gov.uk,new_home,4,2026-03,,,,,")
    assert "line 2, scenario" in told
    assert "a.person" not in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("scenario,change,number\nA,new_home,4\n", "there is no column 'from'; add it."),
        ("scenario,change,number,from,colour\nA,new_home,4,2026-03,red\n", "'colour' is not known"),
        ("scenario,change,number,from,from\nA,new_home,4,2026-03,\n", "'from' is there twice"),
        ("scenario,change,number,from\n", "nothing stands under its header"),
    ],
)
def test_a_file_of_other_columns_is_refused(read, text: str, told: str) -> None:
    with pytest.raises(CouncilFileError, match=told.replace("(", ".")):
        read(text)


def test_each_kind_of_change_uses_columns_that_there_are() -> None:
    for kind in KINDS.values():
        assert {*kind.uses} <= {*scenarios.MAY}


def test_a_change_of_no_known_kind_is_refused() -> None:
    with pytest.raises(CareAnalysisError, match="'magic' is no kind of change; use fewer_entries"):
        Change(kind="magic", number=1, begins=MARCH)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CouncilFileError, match=r"none.csv: there is no such file"):
        scenarios.read(tmp_path / "none.csv")


class TestTheGuide:
    TEXT = (Path(__file__).parents[3] / "docs" / "scenarios.md").read_text(encoding="utf-8")

    def example(self, first: str) -> str:
        """The example whose header begins so."""
        rest = self.TEXT.split(f"```csv\n{first}")[1]
        return first + rest.split("```")[0]

    def test_its_example_is_read(self, read) -> None:
        made = read(self.example("scenario,"))
        assert {change.kind for each in made for change in each.changes} == {*KINDS}
        assert [len(each.changes) for each in made] == [1, 1, 1, 1, 2]

    def test_its_example_of_fees_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "fees.csv"
        path.write_text(self.example("home,"), encoding="utf-8")
        assert len(fees.read(path, date(2026, 3, 31))) == 4

    NAMES = (*scenarios.NEEDED, *scenarios.MAY, *KINDS, *fees.NEEDED, *fees.MAY)

    @pytest.mark.parametrize("name", [*NAMES, *fees.HOMES, *fees.PROVIDERS])
    def test_it_names_every_column_change_home_and_provider(self, name: str) -> None:
        assert f"`{name}`" in self.TEXT
