"""Revenue outturn: what authorities spent, what was not returned, and spoilt workbooks."""

import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.mhclg import OUTTURNS
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake import mhclg_finance
from analysis.intake.tables import register
from excerpted import EXCERPTS

FIRST, SECOND, THIRD = OUTTURNS
ENGLAND, YORKSHIRE, SOUTH_WEST, WEST_MIDLANDS = (
    "E92000001",
    "E12000003",
    "E12000009",
    "E12000005",
)


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return mhclg_finance.read(EXCERPTS)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shutil.copytree(EXCERPTS / "08_finance", tmp_path / "08_finance")
    return tmp_path


def cell(counts, measure, area, year, service):
    found = counts[
        (counts["measure"] == measure)
        & (counts["area"] == area)
        & (counts["period_end"] == pd.Timestamp(year, 3, 31))
        & (counts["category"] == service)
    ]
    assert len(found) == 1, f"{measure} {area} {year} {service}: {len(found)} rows"
    return found["value"].iloc[0], found["status"].iloc[0]


def refused(raw: Path, source, old: str, new: str) -> str:
    path = raw / source.file
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    text = parts["content.xml"].decode()
    assert old in text
    parts["content.xml"] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return refused_as_it_is(raw, source)


def refused_as_it_is(raw: Path, source) -> str:
    with (
        register.using(register.Register({}, open_to_new=True)),
        pytest.raises(SourceError) as told,
    ):
        mhclg_finance.read(raw, (source,))
    message = str(told.value)
    assert message.startswith(source.file)
    return message


@pytest.mark.parametrize(
    ("year", "area", "service", "pounds"),
    [
        (2023, "380", "cla_total", 118_190_000),
        (2023, "380", "cla_residential", 55_331_000),
        (2023, "380", "total_childrens_social_care", 205_795_000),
        (2025, "380", "sure_start", 6_895_000),
        (2025, "380", "cla_residential", 92_150_000),
        (2023, ENGLAND, "cla_total", 6_936_854_178),
        (2025, ENGLAND, "cla_residential", 3_810_192_405),
    ],
)
def test_total_expenditure_in_pounds(counts, year, area, service, pounds):
    assert cell(counts, "spend", area, year, service) == (pounds, shapes.OK)


def test_net_expenditure_is_another_measure(counts):
    assert cell(counts, "spend_net", ENGLAND, 2025, "sure_start") == (444_845_963, shapes.OK)
    assert cell(counts, "spend_net", ENGLAND, 2023, "cla_total") == (6_574_915_434, shapes.OK)


def test_the_lines_have_the_same_names_in_every_edition(counts):
    lines = counts.groupby("source")["category"].agg(set)
    assert all(found == set(mhclg_finance.SERVICES.values()) for found in lines)
    assert set(counts["unit"]) == {"gbp"}


def test_no_return_and_no_breakdown_are_not_available(counts):
    no_return = cell(counts, "spend", "380", 2024, "cla_total")
    assert pd.isna(no_return[0])
    assert no_return[1] == shapes.NOT_AVAILABLE
    assert cell(counts, "spend", "390", 2025, "cla_residential")[1] == shapes.NOT_AVAILABLE
    assert cell(counts, "spend", "390", 2025, "cla_total") == (41_171_000, shapes.OK)


def test_a_region_is_a_sum_only_when_all_its_authorities_made_a_return(counts):
    bristol, bath = (cell(counts, "spend", a, 2023, "cla_total")[0] for a in ("801", "800"))
    scilly = cell(counts, "spend", "420", 2023, "cla_total")[0]
    assert cell(counts, "spend", SOUTH_WEST, 2023, "cla_total")[0] == bristol + bath + scilly
    missing = cell(counts, "spend", WEST_MIDLANDS, 2023, "cla_total")
    assert missing[1] == shapes.NOT_AVAILABLE


def test_cumbria_ends_and_cumberland_begins(counts):
    assert cell(counts, "spend", "909", 2023, "cla_total")[1] == shapes.OK
    assert not ((counts["area"] == "909") & (counts["period_end"] > "2023-03-31")).any()
    assert not ((counts["area"] == "942") & (counts["period_end"] < "2024-03-31")).any()


def test_lines_add_up_to_the_total(counts):
    parts = set(mhclg_finance.SERVICES.values()) - {"total_childrens_social_care"}
    parts -= {"cla_residential", "cla_fostering", "cla_asylum", "cla_other"}
    shown = counts[(counts["measure"] == "spend") & (counts["status"] == shapes.OK)]
    table = shown.pivot_table(index=["area", "source"], columns="category", values="value")
    assert len(table) > 20
    assert (
        (table[list(parts)].sum(axis=1) - table["total_childrens_social_care"]).abs() <= 5000
    ).all()


@pytest.mark.parametrize(
    ("source", "old", "new", "told"),
    [
        (FIRST, "Children Looked After of which residential", "Children in homes", "residential"),
        (THIRD, "Net Current Expenditure", "Net Spend", "spend_net"),
        (THIRD, "ONS Code", "GSS", "ONS Code"),
        (FIRST, "E08000032", "E08009999", "'E08009999' in 1 rows"),
        (SECOND, "[x]", "[q]", "'[q]' is neither a number nor a known marker"),
        (THIRD, "2024-25: Social", "2023-24: Social", "2023-24"),
        (THIRD, "RO3_LA_Data", "RO4_LA_Data", "RO4_LA_Data"),
        (SECOND, "E92000001", "E92000002", "one line for England"),
        (SECOND, "E06000063", "E10000006", "existed on 31 March 2024"),
    ],
)
def test_a_changed_workbook_is_refused(raw, source, old, new, told):
    assert told in refused(raw, source, old, new)


def test_another_years_workbook_in_place_is_refused(raw):
    shutil.copy(raw / SECOND.file, raw / FIRST.file)
    assert "2022-23" in refused_as_it_is(raw, FIRST)


def test_a_truncated_workbook_is_refused(raw):
    path = raw / FIRST.file
    path.write_bytes(path.read_bytes()[:5000])
    assert "a whole workbook with a sheet" in refused_as_it_is(raw, FIRST)


def test_england_far_from_the_sum_of_its_authorities_is_refused():
    there = sorted(mhclg_finance._there(THIRD))
    total = pd.DataFrame({"area": [*there, ENGLAND], "value": [1.0] * len(there) + [500.0]})
    total = total.assign(measure="spend", category="total_childrens_social_care")
    with pytest.raises(SourceError, match="times the authorities' sum"):
        mhclg_finance._check_england(THIRD, total)
