"""Children looked after: figures as printed, labels that drift between editions, spoilt files."""

import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.catalogue.areas import areas
from analysis.catalogue.sources.dfe_cla import LAYOUTS, SOURCES
from analysis.core import paths, shapes
from analysis.core.errors import SourceError
from analysis.intake.dfe import cla
from analysis.intake.dfe.cla_labels import BAR
from analysis.intake.dfe.cla_tables import MEANINGS, forms
from analysis.intake.tables import register
from excerpted import EXCERPTS
from left_out import NO_PUBLISHED

CUT = tuple(s for s in SOURCES if (EXCERPTS / s.file).is_file())
BY_ID = {s.id: s for s in SOURCES}
FULL = paths.root().parent / "shared" / "data"
ENGLAND, NORTH_WEST = "E92000001", "E12000002"


def read(raw: Path, sources=CUT) -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return cla.read(raw, sources)


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    return read(EXCERPTS)


def figure(counts, source, measure, area, year, dimension, category, unit):
    """The value of the one row asked for, or its status when it has none."""
    rows = counts[
        (counts["source"] == f"dfe_cla_{source}")
        & (counts["measure"] == measure)
        & (counts["area"] == area)
        & (counts["period_end"] == f"{year}-03-31")
        & (counts["dimension"] == dimension)
        & (counts["category"] == category)
        & (counts["unit"] == unit)
    ]
    assert len(rows) == 1
    value, status = rows.iloc[0][["value", "status"]]
    return value if status == shapes.OK else status


# Source, measure, area, year, dimension, category, unit; then what the file prints.
PRINTED = """
2025_numbers cla_31_march 380 2025 all all children 1366
2025_numbers cla_31_march 380 2025 all all per_10000 96
2025_numbers rate_base_0_17 380 2025 all all children 142483
2024_numbers rate_base_0_17 380 2024 all all children 141384
2025_numbers cla_started 380 2025 all all children 346
2025_numbers cla_ceased E92000001 2025 all all children 34450
2025_numbers cla_31_march 909 2022 all all children 734
2025_31_march cla_31_march 380 2025 age 10_to_15 children 541
2025_31_march cla_31_march 380 2025 age 10_to_15 percent 40
2025_31_march cla_31_march 380 2025 need n4_acute_stress children 19
2025_31_march cla_31_march 380 2025 placement childrens_homes children 212
2025_31_march cla_31_march 380 2025 provider private percent 40
2025_31_march cla_31_march 380 2025 locality_distance outside_over_20 children 244
2025_31_march children_placed_in_area 380 2025 responsibility other_la children 247
2025_31_march children_placed_in_area 380 2025 all all children 1077
2025_started taken_into_care 380 2025 all all children 175
2025_started cla_started 380 2025 uasc uasc percent 13
2025_ceased cla_ceased E12000002 2025 age 18_and_over children 2080
2024_ceased cla_ceased 909 2023 reason special_guardianship children 45
2022_started cla_started 909 2018 all all children 250
2022_started cla_started E92000001 2022 need n4_acute_stress children 2330
2025_placement_stability same_placement_two_years 380 2025 all all children 421
2022_placement_stability same_placement_two_years 380 2018 all all percent 71
2022_placement_stability placement_stability_cohort 835 2018 all all children 450
2025_school_moves school_moves E92000001 2024 all all children 6030
2025_school_moves mid_year_school_moves_two_years E92000001 2024 all all children 6780
2022_school_moves mid_year_school_moves 380 2018 all all percent 6
2025_social_workers three_or_more_social_workers E92000001 2024 all all percent 27
2025_health cla_12_months 380 2025 all all children 1084
2025_health dental_check 380 2025 all all percent 88
2025_health sdq_average 380 2025 all all score 13.4
2025_leavers_accommodation care_leavers_accommodation_19_21 380 2025 accommodation unsuitable young_people 17
2024_leavers_activity_22_25 care_leavers_22 380 2024 activity eet percent 32
2024_leavers_in_touch_22_25 care_leavers_25 380 2024 in_touch received_support young_people 7
2024_staying_put staying_put_18 380 2024 all all young_people 30
2024_staying_put staying_put_19_20 380 2024 all all percent 45
2024_missing missing_incidents 204 2024 all all incidents 1318
2024_missing missing_during_year 204 2024 all all percent 17
2022_missing missing_incidents_per_child 909 2018 all all ratio 5.6
2024_net_gain net_gain 380 2024 all all children -324
2024_sgo_adoption special_guardianship E92000001 2024 carer other_carer_relative children 960
2024_sgo_adoption adopted_application E92000001 2024 application consent_dispensed percent 39
2025_adoption_stages adoption_stage_months E92000001 2025 stage entry_to_placed months 19
2025_adoption_stages adopted_placed_within_12_months E92000001 2025 all all children 2150
2024_time_series cla_31_march E92000001 1994 all all children 47590
2024_time_series cla_ceased E92000001 1999 reason adopted children 2060
2025_leavers_accommodation care_leavers_accommodation_19_21 380 2024 accommodation unsuitable young_people 28
2024_leavers_accommodation care_leavers_accommodation_19_21 380 2024 accommodation unsuitable young_people 28
2025_health substance_refused 380 2025 all all children suppressed
2025_31_march cla_31_march 380 2025 provider own percent suppressed
2025_numbers cla_31_march 420 2025 all all children not_applicable
2025_school_moves school_moves E92000001 2020 all all percent not_available
2022_started cla_started E92000001 2022 need n7_low_income percent low
2022_missing missing_during_year 204 2021 all all children not_available
"""  # noqa: E501


@pytest.mark.parametrize("line", PRINTED.strip().splitlines())
def test_a_figure_is_as_printed(counts, line):
    *asked, printed = line.split()
    found = figure(counts, *asked)
    assert found == (printed if isinstance(found, str) else float(printed))


def test_the_shape_holds_and_every_level_is_there(counts):
    shapes.check_counts(counts)
    numbers = counts[counts["source"] == "dfe_cla_2025_numbers"]
    assert set(numbers["area"]) == {ENGLAND, NORTH_WEST, "380", "801", "204", "420", "909", "942"}
    assert set(numbers["period_end"].dt.strftime("%m-%d")) == {"03-31"}
    assert set(counts["status"]) == set(shapes.STATUSES) - {shapes.UNRELIABLE, shapes.MISSING}


def test_an_authority_has_figures_only_while_it_exists(counts):
    numbers = counts[counts["source"] == "dfe_cla_2025_numbers"]
    years = numbers.groupby("area")["period_end"].agg(lambda ends: sorted(set(ends.dt.year)))
    assert years["909"] == [2021, 2022, 2023]
    assert years["942"] == [2024, 2025]


def test_wordings_of_different_editions_mean_the_same(counts):
    suitable = counts[counts["measure"] == "care_leavers_accommodation_19_21"]
    editions = suitable.groupby("source")["category"].agg(set)
    assert len(editions) == 2
    assert editions.iloc[0] == editions.iloc[1]
    both = suitable.pivot_table(
        index=["area", "period_end", "category", "unit"], columns="source", values="value"
    ).dropna()
    suited = both.xs("suitable", level="category")
    assert len(suited) > 15
    assert (suited.iloc[:, 0] - suited.iloc[:, 1]).abs().le(0.02 * suited.iloc[:, 1]).all()
    sexes = counts[(counts["measure"] == "cla_ceased") & (counts["dimension"] == "sex")]
    assert {s[:12] for s in sexes["source"]} == {"dfe_cla_2024", "dfe_cla_2025"}
    assert set(sexes["category"]) == {"female", "male"}


def test_breakdowns_add_up_to_the_total_of_another_file(counts):
    of_2025 = counts[(counts["area"] == "380") & (counts["unit"] == "children")]
    parts = of_2025[of_2025["source"] == "dfe_cla_2025_31_march"]
    parts = parts[parts["measure"] == "cla_31_march"]
    whole = of_2025[of_2025["source"] == "dfe_cla_2025_numbers"]
    whole = whole[whole["measure"] == "cla_31_march"].set_index("period_end")["value"]
    stable = of_2025[of_2025["source"] == "dfe_cla_2025_placement_stability"]
    stable = stable[stable["measure"] == "placement_stability_cohort"].set_index("period_end")
    assert (stable["value"] == whole).all()
    for dimension in ("age", "sex", "distance", "locality", "uasc"):
        split = parts[parts["dimension"] == dimension]
        shown = split.groupby("period_end")["value"].agg(lambda v: v.sum(skipna=False)).dropna()
        assert len(shown) >= 3, dimension
        assert (shown == whole[shown.index]).all(), dimension


def test_rows_for_other_populations_and_medians_of_neighbours_are_left_out(counts):
    printed = pd.read_parquet(EXCERPTS / BY_ID["dfe_cla_2025_31_march"].file)
    assert len(set(printed["population_count"].dropna())) == 3
    assert printed["geographic_level"].str.startswith("Statistical").any()
    rows = counts[counts["source"] == "dfe_cla_2025_31_march"]
    assert set(rows["area"]) <= set(areas())
    assert not rows.duplicated(list(shapes.COUNT_KEY)).any()


def test_every_table_of_a_source_has_its_labels_and_its_layouts():
    tables = {key.removeprefix("dfe_cla_").partition("_")[2] for key in BY_ID}
    assert tables == set(MEANINGS) == set(LAYOUTS)


@pytest.mark.parametrize("key", BY_ID)
def test_every_form_reads_columns_that_its_source_declares(key):
    source = BY_ID[key]
    for columns in (source.columns, *source.layouts):
        for form in forms(key, columns):
            assert {*form.layout.columns, *form.rows, *form.left_out} <= set(columns)
            assert {label.count(BAR) for label in form.meanings} == {len(form.layout.labels) - 1}


# Spoilt files.

NUMBERS = BY_ID["dfe_cla_2025_numbers"]
HEALTH = BY_ID["dfe_cla_2025_health"]
STAGES = BY_ID["dfe_cla_2025_adoption_stages"]
MARCH = BY_ID["dfe_cla_2025_31_march"]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for source in (NUMBERS, HEALTH, STAGES, MARCH):
        (tmp_path / source.file).parent.mkdir(exist_ok=True)
        shutil.copy(EXCERPTS / source.file, tmp_path / source.file)
    return tmp_path


def refused(raw: Path, source) -> str:
    with pytest.raises(SourceError) as told:
        read(raw, (source,))
    fault = told.value
    assert str(fault).startswith(source.file)
    assert fault.expected and fault.found and fault.remedy
    return str(fault)


def spoil(raw: Path, source, old: str, new: str, times: int = 1) -> None:
    path = raw / source.file
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, times).encode("utf-8-sig"))


@pytest.mark.parametrize(
    ("source", "old", "new", "says"),
    [
        (NUMBERS, "children_count", "number", "a column 'children_count'"),
        (NUMBERS, "\n2021,", "\n2020,", "the periods 2021, 2022, 2023, 2024, 2025"),
        (NUMBERS, "starting to be looked after", "coming into care", "coming into care"),
        (NUMBERS, ",380,Bradford", ",399,Bradford", "an area '399'"),
        (NUMBERS, ",142483,1366,96", ",142483,~,96", "'~' is neither a number nor"),
        (NUMBERS, ",142483,1366,96", ",142483,1366,96,", "14 cells in line"),
        (HEALTH, "SDQ score is normal", "SDQ score in range", "SDQ score in range"),
        (STAGES, ",Total,01:07", ",Total,1y 7m", "'1y 7m' is neither a number nor"),
        (STAGES, ",Total,", ",All ages,", "'All ages' in 35 rows"),
    ],
)
def test_a_changed_file_is_refused_in_words(raw, source, old, new, says):
    times = -1 if "\n" in old or old == ",Total," or old == "children_count" else 1
    spoil(raw, source, old, new, times)
    assert says in refused(raw, source)


def test_a_figure_for_an_authority_that_had_ended_is_refused(raw):
    spoil(
        raw,
        NUMBERS,
        "Children ceasing to be looked after each year,x,z,z",
        "Children ceasing to be looked after each year,x,12,z",
    )
    assert "1 of others, first cla_ceased of Cumbria at 31 March 202" in refused(raw, NUMBERS)


def test_a_file_cut_short_or_with_a_row_twice_is_refused(raw):
    path = raw / HEALTH.file
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    assert "17 for Bradford in 2021" in refused(raw, HEALTH)
    path.write_bytes(b"".join([*lines, lines[-1]]))
    assert "19 for Bradford in 2021" in refused(raw, HEALTH)


def test_another_file_in_its_place_is_refused(raw):
    shutil.copy(raw / HEALTH.file, raw / NUMBERS.file)
    assert "a column 'population_type'" in refused(raw, NUMBERS)
    shutil.copy(EXCERPTS / BY_ID["dfe_cla_2024_numbers"].file, raw / NUMBERS.file)
    assert "the periods 2021, 2022, 2023, 2024, 2025" in refused(raw, NUMBERS)
    (raw / NUMBERS.file).unlink()
    assert "no such file" in refused(raw, NUMBERS)


def test_another_encoding_is_refused(raw):
    path = raw / NUMBERS.file
    text = path.read_bytes().decode("utf-8-sig")
    path.write_bytes(text.encode("utf-16"))
    assert "text encoded as utf-8-sig" in refused(raw, NUMBERS)
    path.write_bytes(text.replace("Bradford", "Bradförd").encode("cp1252"))
    assert "text encoded as utf-8-sig" in refused(raw, NUMBERS)


def test_a_spoilt_parquet_file_is_refused(raw):
    path = raw / MARCH.file
    table = pq.read_table(path)
    labels = pa.array(
        [s and s.replace("Foster", "Fostering") for s in table["characteristic"].to_pylist()]
    )
    pq.write_table(
        table.set_column(table.column_names.index("characteristic"), "characteristic", labels), path
    )
    assert "Fostering placements" in refused(raw, MARCH)
    pq.write_table(table.slice(0, table.num_rows // 2), path)
    assert refused(raw, MARCH)
    path.write_bytes(path.read_bytes()[:200])
    assert "a whole parquet file" in refused(raw, MARCH)


@pytest.mark.shared
@NO_PUBLISHED.on(not FULL.is_dir())
def test_all_published_files_are_read_and_agree():
    full = read(FULL, SOURCES)
    assert set(full["source"]) == set(BY_ID)
    assert not full.duplicated([*shapes.COUNT_KEY, "release"]).any()
    children = full[(full["measure"] == "cla_31_march") & (full["unit"] == "children")]
    totals = children[
        (children["dimension"] == "all") & children["source"].str.endswith("_numbers")
    ]
    kinds = totals["area"].map({a.code: a.kind for a in areas().values()})
    summed = totals[kinds == "authority"].groupby(["release", "period_end"])["value"].sum()
    nation = totals[totals["area"] == ENGLAND].set_index(["release", "period_end"])["value"]
    assert (summed - nation).abs().max() <= 10
