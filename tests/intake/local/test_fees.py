"""Weekly fees: a small CSV of a council's own, in pounds of a stated year."""

from datetime import date
from pathlib import Path

import pytest

from analysis.intake.local import fees
from analysis.intake.local.council_file import CouncilFileError

AS_AT = date(2026, 3, 31)
HEADER = "home,provider,weekly_fee,price_year,children"


@pytest.fixture
def read(tmp_path: Path):
    """Reads the fees in a text, as rows."""

    def reading(text: str) -> list[tuple]:
        path = tmp_path / "fees.csv"
        path.write_text(text, encoding="utf-8")
        found = fees.read(path, AS_AT)
        assert [*found.columns] == ["kind", "provider", "weekly_gbp", "price_year"]
        return list(found.itertuples(index=False, name=None))

    return reading


def test_a_line_for_each_home_and_provider(read) -> None:
    rows = read(f'{HEADER}\nfoster,own,540,2025-26,120\nchildrens_homes,private,"6,250",2025/26,\n')
    assert rows == [
        ("foster", "own", 540, "2025-26"),
        ("childrens_homes", "private", 6250, "2025-26"),
    ]


def test_names_as_pages_print_them_do_too(read) -> None:
    rows = read(f"{HEADER}\nWith foster carers,Private providers,£950,2025-26,\n")
    assert rows == [("foster", "private", 950, "2025-26")]


@pytest.mark.parametrize("everyone", ["all", ""])
def test_one_fee_for_all_providers_that_have_no_line(read, everyone: str) -> None:
    assert read(f"{HEADER}\nsupported,{everyone},900,2025-26,\n")[0][:2] == ("supported", "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("fostr,own,540,2025-26,", "line 2, home: found 'fostr'; use foster"),
        ("foster,ours,540,2025-26,", "line 2, provider: found 'ours'; use"),
        ("foster,own,5,2025-26,", "line 2, weekly_fee: found '5'; give pounds a week, from 20 to"),
        ("foster,own,,2025-26,", "line 2, weekly_fee: found ''; fill it in."),
        ("foster,own,540,2025,", "line 2, price_year: found '2025'; give the financial year"),
        ("foster,own,540,2025-27,", "line 2, price_year: found '2025-27'"),
        ("foster,own,540,2025-26,5", "an average of fewer than 6 children may tell of one"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(read, line: str, told: str) -> None:
    with pytest.raises(CouncilFileError) as fault:
        read(f"{HEADER}\n{line}\n")
    assert told in str(fault.value)
    assert str(fault.value).startswith("fees.csv: ")


def test_a_home_and_provider_is_given_once(read) -> None:
    with pytest.raises(CouncilFileError, match="line 3: line 2 has that home and provider too"):
        read(f"{HEADER}\nfoster,own,540,2025-26,\nfoster,own,560,2025-26,\n")
