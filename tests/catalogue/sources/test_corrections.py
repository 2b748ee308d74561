"""Known faults of publications: each is corrected, and noticed when the publisher mends it."""

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.areas import area, areas
from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.corrections import CORRECTIONS
from analysis.catalogue.sources.ofsted import LISTS
from analysis.core import shapes, store
from analysis.core.errors import SourceError
from analysis.intake import combine
from analysis.intake.dfe import cla
from analysis.intake.ofsted import providers
from analysis.intake.ofsted.labels import SPELLINGS
from analysis.intake.tables import places
from excerpted import copy, opened, refused

EACH = [
    pytest.param(c, s, m, id=f"{s}-{m}-{c.category or 'all'}-{c.period_end.year}-{c.areas[0]}")
    for c in CORRECTIONS
    for s in c.sources
    for m in c.measures
]
RENUMBERED = [("370", "Barnsley"), ("373", "Sheffield")]


def printed(correction, source, measure, **changes) -> pd.DataFrame:
    """A figure of every area of a correction, as published, and an ordinary one beside them."""
    codes = [*correction.areas, "801"]
    row = {
        "measure": measure,
        "area": codes,
        "period_end": pd.Timestamp(correction.period_end),
        "frequency": "annual",
        "dimension": "service" if correction.category else shapes.ALL,
        "category": correction.category or shapes.ALL,
        "value": [*[float(correction.published)] * len(correction.areas), 12.0],
        "unit": "children",
        "status": shapes.OK,
        "source": source,
        "release": SOURCES[source].release,
    }
    return pd.DataFrame({**row, **changes})[list(shapes.COUNTS)]


def numbers(correction, **changed: float) -> list[float]:
    """The published figures with those of some areas changed."""
    return [*(changed.get(code, correction.published) for code in correction.areas), 12.0]


@pytest.mark.parametrize(("correction", "source", "measure"), EACH)
def test_a_correction_takes_the_false_figure_away_and_no_other(correction, source, measure):
    before = printed(correction, source, measure)
    after = combine.correct(before, [correction])
    false = after["area"].isin(correction.areas)
    assert after.loc[false, "value"].isna().all()
    assert set(after.loc[false, "status"]) == {correction.status} != {shapes.OK}
    assert after[~false].equals(before[~false])
    assert before["value"].notna().all(), "the frame given is left as it was"


@pytest.mark.parametrize(("correction", "source", "measure"), EACH)
def test_a_mended_figure_stops_the_build(correction, source, measure):
    mended = numbers(correction, **{correction.areas[-1]: correction.published + 7})
    with pytest.raises(SourceError, match="remove the correction") as told:
        combine.correct(printed(correction, source, measure, value=mended), [correction])
    assert told.value.file == source
    assert told.value.found == f"{correction.published + 7:g}"
    assert f"published as {correction.published:g}" in told.value.expected


@pytest.mark.parametrize(("correction", "source", "measure"), EACH)
def test_a_figure_that_is_gone_stops_the_build(correction, source, measure):
    another_year = pd.Timestamp(correction.period_end) - pd.DateOffset(years=1)
    gone = printed(correction, source, measure, period_end=another_year)
    with pytest.raises(SourceError, match="no such figure"):
        combine.correct(gone, [correction])


def test_other_years_and_areas_keep_their_zeros():
    hackney = CORRECTIONS[0]
    earlier = printed(
        hackney,
        "dfe_cla_2024_missing",
        "missing_during_year",
        value=[0.0, 0.0],
        period_end=[pd.Timestamp("2021-03-31"), pd.Timestamp("2021-03-31")],
    )
    after = combine.correct(earlier, [hackney])
    assert after.loc[after["area"] == "801", "value"].tolist() == [0.0]


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda c: f"{c.sources[0]}-{c.category}")
def test_a_correction_is_declared_of_known_things_and_says_why(correction):
    assert set(correction.sources) <= set(SOURCES)
    assert set(correction.areas) <= set(areas())
    assert correction.status in shapes.STATUSES and correction.status != shapes.OK
    assert all(areas()[code].existed(correction.period_end) for code in correction.areas)
    assert len(correction.why.split()) >= 10 and correction.why.endswith((".", ". "))


def test_the_built_table_has_every_correction():
    counts = store.counts({code for c in CORRECTIONS for code in c.areas})
    for each in CORRECTIONS:
        rows = counts[
            counts["source"].isin(each.sources)
            & counts["measure"].isin(each.measures)
            & counts["area"].isin(each.areas)
            & counts["period_end"].eq(pd.Timestamp(each.period_end))
            & (counts["category"].eq(each.category) | (each.category == ""))
        ]
        assert set(rows["status"]) <= {each.status}, each
        assert rows["value"].isna().all(), each
        if not all(SOURCES[key].compilation for key in each.sources):
            assert set(rows["area"]) == set(each.areas), each


def test_hackney_has_no_figure_of_missing_children_in_2021_from_any_source():
    counts = store.counts(["204"])
    year = counts["period_end"].eq(pd.Timestamp("2021-03-31"))
    rows = counts[counts["measure"].str.match("(missing|away)_") & year]
    assert {"missing_during_year", "away_during_year"} <= set(rows["measure"])
    assert set(rows["status"]) == {shapes.NOT_AVAILABLE}


def test_hackney_is_corrected_in_the_file_as_printed(tmp_path):
    missing = SOURCES["dfe_cla_2024_missing"]
    path = copy(missing, tmp_path)
    hackney = [c for c in CORRECTIONS if missing.id in c.sources]
    with opened():
        counts = cla.read(tmp_path, [missing])
        combine.correct(counts, hackney)
        lines = path.read_bytes().splitlines(keepends=True)
        at = next(
            i
            for i, line in enumerate(lines)
            if line.startswith(b"2021") and b",204," in line and b"had a missing incident" in line
        )
        assert lines[at].rstrip(b"\r\n").endswith(b",0")
        lines[at] = lines[at].replace(b",0", b",31")
        path.write_bytes(b"".join(lines))
        with pytest.raises(SourceError, match="found 31"):
            combine.correct(cla.read(tmp_path, [missing]), hackney)


def mend(path: Path, encoding: str, old: str, new: str) -> int:
    """Put one name for another in the cells that are just that; how many there were."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))
    found = sum(row.count(old) for row in rows)
    text = io.StringIO()
    csv.writer(text).writerows([[new if c == old else c for c in row] for row in rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return found


@pytest.mark.parametrize(("spelling", "code"), SPELLINGS.items(), ids=SPELLINGS)
def test_a_spelling_that_ofsted_has_mended_is_noticed(spelling, code, tmp_path):
    ours, used = areas()[code], 0
    for each in LISTS:
        path = copy(each.source, tmp_path)
        if ours.existed(date(each.year, 3, 31)):
            used += mend(path, each.source.encoding, spelling, ours.name)
    assert used, "the excerpts have a home there"
    with opened():
        told = refused(providers.read, tmp_path, [each.source for each in LISTS])
    assert f"the spelling '{spelling}'" in told.expected
    assert "remove the spelling" in told.remedy


@pytest.mark.parametrize(("code", "name"), RENUMBERED)
def test_both_codes_of_a_renumbered_authority_are_its_own(code, name):
    gone_over = areas()[code]
    assert gone_over.name == name
    assert gone_over.gss != gone_over.former_gss and gone_over.former_gss.startswith("E08")
    codes = pd.Series([gone_over.gss, gone_over.former_gss])
    found = places.gss_codes(SOURCES["mhclg_imd_2025_lower_tier"], codes)
    assert found.tolist() == [code, code]
    assert area(gone_over.former_gss).code == area(gone_over.gss).code == code


def test_no_code_of_one_authority_is_that_of_another():
    owners: dict[str, set[str]] = {}
    for each in areas().values():
        for gss in {each.gss, each.former_gss} - {""}:
            owners.setdefault(gss, set()).add(each.code)
    assert {gss: codes for gss, codes in owners.items() if len(codes) > 1} == {}


def test_an_unknown_code_is_named():
    with pytest.raises(SourceError, match="an area 'E08000099'"):
        places.gss_codes(
            SOURCES["mhclg_imd_2025_lower_tier"], pd.Series(["E08000016", "E08000099"])
        )


def test_authorities_on_a_day_are_those_of_that_day():
    before = {a.code for a in places.authorities_on(date(2023, 3, 31))}
    after = {a.code for a in places.authorities_on(date(2023, 4, 1))}
    assert before - after == {"909"}
    assert after - before == {"942", "943"}
    assert len(after) == 153
