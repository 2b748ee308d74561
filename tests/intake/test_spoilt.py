"""Files that are not what was published: each stops the build in words that help.

The error names the file, what was expected, what was found and what to do. The first table spoils
one thing in an excerpt and reads it without a register, so that the reader itself must notice; the
second keeps the form, so that only the register of checksums can.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from analysis.catalogue.sources import SOURCES
from analysis.core.errors import SourceError
from analysis.intake.tables import register
from excerpted import EXCERPTS, REGISTER, copy, opened, refused, swap
from readers import READ, READERS

NUMBERS, STABLE = "dfe_cla_2025_numbers", "dfe_cla_2025_placement_stability"
ON_31_MARCH, KS4, TOOL = "dfe_cla_2025_31_march", "dfe_outcomes_2025_ks4", "lait"
REFERRALS, STAFF = "dfe_cin_2025_referrals", "dfe_workforce_2025_indicators"
HOMES, JUDGED, SPENT = "ofsted_providers_2025", "ofsted_ilacs_2025", "mhclg_ro3_2025"
PEOPLE, AGES = "ons_population_0_17_2012_2024", "ons_population_by_age_2023"
LIKE, OLDER_HOMES = "neighbours_2025", "ofsted_providers_2024"

PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Error 503</title></head><body>Try later</body></html>\n"
)


class Spoilt(NamedTuple):
    """What happened to which file, and what the error must say of it."""

    what: str
    source: str
    spoil: Callable[[bytes], bytes]
    expected: str
    found: str


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def again(label: bytes) -> Callable[[bytes], bytes]:
    """The first line with this label once more."""
    return lambda content: content + next(row for row in lines(content) if label in row)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def other(source: str) -> Callable[[bytes], bytes]:
    return lambda content: (EXCERPTS / SOURCES[source].file).read_bytes()


def encoded(encoding: str) -> Callable[[bytes], bytes]:
    return lambda content: content.decode("utf-8-sig").encode(encoding)


def in_windows_letters(content: bytes) -> bytes:
    text = content.decode("utf-8-sig")
    return text.replace("Bradford", "Brädford").encode("cp1252")


def in_unicode(content: bytes) -> bytes:
    return content.decode("cp1252").encode("utf-8")


def with_other_line_ends(content: bytes) -> bytes:
    plain = content.replace(b"\r\n", b"\n")
    return plain if plain != content else content.replace(b"\n", b"\r\n")


FORM = (
    Spoilt("cut off in a line", NUMBERS, lambda c: c[:-25], "cells in line 121", "1"),
    Spoilt("cut off in a line", LIKE, lambda c: c[:-25], "cells in line", ""),
    Spoilt("a year cut off", STABLE, lambda c: b"".join(lines(c)[:40]), "the periods 2021", "2025"),
    Spoilt("only its header", REFERRALS, lambda c: lines(c)[0], "the periods 2013", "none"),
    Spoilt("empty", NUMBERS, lambda c: b"", "a table", "nothing"),
    Spoilt("empty", ON_31_MARCH, lambda c: b"", "a whole parquet file", "cannot be read"),
    Spoilt("empty", SPENT, lambda c: b"", "a whole workbook", "cannot be read"),
    Spoilt("an error page", NUMBERS, lambda c: PAGE, "a column 'time_period'", "DOCTYPE"),
    Spoilt("an error page", TOOL, lambda c: PAGE, "a whole parquet file", "cannot be read"),
    Spoilt("an error page", JUDGED, lambda c: PAGE, "a whole workbook", "cannot be read"),
    Spoilt("cut in half", ON_31_MARCH, half, "a whole parquet file", "cannot be read"),
    Spoilt("cut in half", TOOL, half, "a whole parquet file", "cannot be read"),
    Spoilt("cut in half", SPENT, half, "a whole workbook", "cannot be read"),
    Spoilt("cut in half", AGES, half, "a whole workbook", "cannot be read"),
    Spoilt(
        "a renamed column",
        NUMBERS,
        swap("rate_per_10000", "rate_per_10k"),
        "a column 'rate_per_10000'",
        "columns not expected: ['rate_per_10k'",
    ),
    Spoilt(
        "a renamed column",
        KS4,
        swap("avg_att8", "average_att8", 1),
        "a column 'avg_att8'",
        "columns not expected: ['average_att8'",
    ),
    Spoilt(
        "a renamed column",
        STAFF,
        swap("turnover_rate_fte", "turnover_percent_fte"),
        "a column 'turnover_rate_fte'",
        "columns not expected: ['turnover_percent_fte'",
    ),
    Spoilt("another year", STAFF, swap("\n2025,", "\n2026,"), "the periods 2017", "2026"),
    Spoilt("another year", KS4, swap("\n202425,", "\n202526,"), "the periods 201819", "202526"),
    Spoilt("another year", HOMES, other("ofsted_providers_2023"), "a column", "not expected"),
    Spoilt("re-saved", NUMBERS, encoded("utf-16"), "encoded as utf-8-sig", "at position 0"),
    Spoilt("re-saved", NUMBERS, in_windows_letters, "encoded as utf-8-sig", "at position"),
    Spoilt("re-saved", OLDER_HOMES, in_unicode, "encoded as cp1252", "at position"),
    Spoilt("another file", STABLE, other(NUMBERS), "a column 'cla_group'", "population_type"),
    Spoilt("another file", SPENT, other("mhclg_ro3_2024"), "the periods 2024-25", "2023-24"),
    Spoilt("another file", JUDGED, other(SPENT), "a sheet 'Inspections_as_at'", "RO3_LA_Data"),
    Spoilt("another file", TOOL, other(ON_31_MARCH), "a column", "columns not expected"),
    Spoilt(
        "an unknown marker",
        NUMBERS,
        swap(",1366,", ",q,"),
        "numbers or markers in column 'children_count'",
        "'q' is neither a number nor a known marker",
    ),
    Spoilt("a false number", NUMBERS, swap(",1366,", ",inf,"), "numbers or markers", "'inf'"),
    Spoilt("a comma", NUMBERS, swap(",1366,", ',"13,66",'), "numbers or markers", "'13,66'"),
    Spoilt("a comma", NUMBERS, swap(",1366,", ",1,366,"), "14 cells in line", "15"),
    Spoilt("an extra cell", PEOPLE, swap("Bradford,", "Bradford,,", 1), "cells in line", ""),
    Spoilt(
        "an unknown label",
        STABLE,
        swap("3 or more placements during the year", "3 or more moves during the year", 1),
        "known labels in 'cla_group and placement_stability'",
        "3 or more moves during the year' in 1 rows",
    ),
    Spoilt("an unknown area", KS4, swap(",380,", ",399,"), "three-digit DfE", "an area '399'"),
    Spoilt("an unknown area", HOMES, swap(",Bradford,", ",Bratford,"), "existed", "'Bratford'"),
    Spoilt("a row twice", REFERRALS, again(b",380,"), "each figure once", "of Bradford"),
    Spoilt("a row twice", NUMBERS, again(b",380,"), "3 different rows", "4 for Bradford"),
    Spoilt("a row twice", KS4, again(b",380,"), "each figure once", "of Bradford"),
    Spoilt("a row twice", PEOPLE, again(b",380,"), "each figure once", "of Bradford"),
    Spoilt("a row twice", LIKE, again(b"Bradford"), "ten different neighbours", "'380' again"),
)

AS_REGISTERED = (
    ("one digit", NUMBERS, swap(",1366,", ",1367,"), "another of the same form"),
    ("a thousands comma", NUMBERS, swap(",1366,", ',"1,366",'), "another of the same form"),
    ("a suppressed figure shown", REFERRALS, swap(",c,", ",3,", 1), "another of the same form"),
    ("other line ends", PEOPLE, with_other_line_ends, "another of the same form"),
    ("a last line too few", STABLE, lambda c: b"".join(lines(c)[:-1]), "239"),
    ("a home twice", HOMES, again(b",Bradford,"), "132"),
    ("a dash changed", OLDER_HOMES, lambda c: c.replace(b"\xd0", b"-"), "another of the same form"),
)


def check_told(error: SourceError, file: str) -> None:
    """The four parts are there, in one sentence that a person can act on."""
    assert error.file == file
    assert error.expected and error.found and error.remedy.endswith(".")
    assert str(error) == f"{file}: expected {error.expected}; found {error.found}. {error.remedy}"


@pytest.mark.parametrize("case", FORM, ids=lambda c: f"{c.what}-{c.source}")
def test_a_spoilt_file_is_refused_by_its_reader(case, tmp_path):
    source = SOURCES[case.source]
    path = copy(source, tmp_path)
    path.write_bytes(case.spoil(path.read_bytes()))
    with opened():
        error = refused(READ[source.id], tmp_path, [source])
    check_told(error, source.file)
    assert case.expected in error.expected
    assert case.found in error.found


@pytest.mark.parametrize(
    ("what", "key", "spoil", "found"), AS_REGISTERED, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_file_of_the_same_form_is_refused_by_the_register(what, key, spoil, found, tmp_path):
    source = SOURCES[key]
    path = copy(source, tmp_path)
    content = path.read_bytes()
    path.write_bytes(spoil(content))
    assert path.read_bytes() != content
    with register.using(register.read(REGISTER.parent)):
        error = refused(READ[key], tmp_path, [source])
    check_told(error, source.file)
    assert found in error.found


@pytest.mark.parametrize("module", READERS, ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_every_file_of_a_publisher_is_refused_when_damaged(module, tmp_path):
    with register.using(register.read(REGISTER.parent)):
        for source in module.SOURCES:
            path = copy(source, tmp_path)
            content = path.read_bytes()
            for damaged in (b"", PAGE, half(content), b"\x00" * 200, content[:-1]):
                path.write_bytes(damaged)
                check_told(refused(module.read, tmp_path, [source]), source.file)
            path.unlink()
            check_told(refused(module.read, tmp_path, [source]), source.file)
