"""The interactive tool: figures picked by eye, kinds of period, known faults and wrong files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.sources.dfe_outcomes import ABSENCE_2025, KS2_2025, KS4_2025
from analysis.catalogue.sources.lait import LAIT
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.dfe import lait, outcomes
from analysis.intake.dfe.lait_labels import FIGURES
from analysis.intake.tables import register
from excerpted import EXCERPTS

Change = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture(autouse=True)
def _open_register() -> Iterator[None]:
    with register.using(register.Register({}, open_to_new=True)):
        yield


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    with register.using(register.Register({}, open_to_new=True)):
        return lait.read(EXCERPTS)


@pytest.mark.parametrize(
    ("measure", "category", "unit", "area", "day", "value"),
    [
        ("cla_31_march", "all", "children", "E92000001", "2025-03-31", 81770),
        ("cla_31_march", "all", "children", "380", "2016-03-31", 847),
        ("cla_31_march", "all", "per_10000", "E92000001", "2025-03-31", 67),
        ("cla_31_march", "foster", "percent", "E92000001", "2025-03-31", 67),
        ("cla_ceased", "adopted", "percent", "E92000001", "2025-03-31", 9),
        ("staying_put_19_20", "all", "percent", "380", "2025-03-31", 58),
        ("care_leavers_accommodation_19_21", "all", "young_people", "204", "2025-03-31", 262),
        ("ks4_attainment_8", "looked_after", "score", "380", "2025-08-31", 15.1),
        ("ks4_attainment_8", "all_pupils", "score", "380", "2025-08-31", 40.8),
        ("ks4_attainment_8", "all_pupils_ehcp", "score", "E92000001", "2016-08-31", 17),
        ("suspended", "all_pupils", "percent", "380", "2024-08-31", 6.10576),
        ("higher_education_by_19", "all_pupils", "percent", "204", "2024-08-31", 58.4),
        ("social_worker_fte", "all", "fte", "380", "2025-09-30", 467.1),
        ("first_time_entrants", "all", "per_100000", "204", "2024-12-31", 255),
        ("cautioned_or_sentenced", "all", "per_10000", "380", "2025-03-31", 31.6),
        ("unit_cost_cla", "all", "gbp_per_week", "380", "2025-03-31", 2310),
        ("spend_cla", "all", "gbp", "E92000001", "2025-03-31", 8955421269),
        ("child_poverty", "all", "percent", "E12000007", "2022-03-31", 14.3),
    ],
)
def test_reads_figures_as_printed(
    figures: pd.DataFrame,
    measure: str,
    category: str,
    unit: str,
    area: str,
    day: str,
    value: float,
) -> None:
    row = figures[
        (figures["measure"] == measure)
        & (figures["category"] == category)
        & (figures["unit"] == unit)
        & (figures["area"] == area)
        & (figures["period_end"] == pd.Timestamp(day))
    ]
    assert list(row["value"]) == [value]
    assert list(row["status"]) == [shapes.OK]


def test_every_declared_figure_is_there_with_england(figures: pd.DataFrame) -> None:
    key = ["measure", "dimension", "category", "unit"]
    given = set(figures[key].itertuples(index=False, name=None))
    assert given == {(f.measure, f.dimension, f.category, f.unit) for f in FIGURES.values()}
    assert len(given) == len(FIGURES)
    assert {"E92000001", "E12000007", "380", "909", "942"} <= set(figures["area"])


def test_a_dash_is_missing_and_nothing_else(figures: pd.DataFrame) -> None:
    assert set(figures["status"]) == {shapes.OK, shapes.MISSING}
    islands = figures[(figures["area"] == "420") & (figures["measure"] == "ks4_attainment_8")]
    assert (islands.loc[islands["category"] == "looked_after", "status"] == shapes.MISSING).all()


def test_authorities_have_figures_only_while_they_stood(figures: pd.DataFrame) -> None:
    cumbria = figures[figures["area"] == "909"]
    cumberland = figures[figures["area"] == "942"]
    assert cumbria["period_end"].max() == pd.Timestamp("2023-08-31")
    assert (cumbria.loc[cumbria["period_end"] > "2023-03-31", "status"] == shapes.OK).all()
    assert cumberland["period_end"].min() == pd.Timestamp("2023-08-31")


def test_known_faults_are_left_out(figures: pd.DataFrame) -> None:
    entrants = figures[figures["measure"] == "first_time_entrants"]
    moves = figures[figures["measure"] == "mid_year_school_moves"]
    assert "E92000001" not in set(entrants["area"])
    assert moves["period_end"].min() == pd.Timestamp("2020-03-31")


def test_agrees_with_the_primary_release(figures: pd.DataFrame) -> None:
    primary = outcomes.read(EXCERPTS, (KS2_2025, KS4_2025, ABSENCE_2025))
    both = figures.merge(primary, on=list(shapes.COUNT_KEY), suffixes=("_tool", "_primary"))
    assert len(both) > 700
    pd.testing.assert_series_equal(
        both["value_tool"], both["value_primary"], check_names=False, check_exact=True
    )


def _changed(tmp_path: Path, change: Change) -> Path:
    table = pd.read_parquet(EXCERPTS / LAIT.file)
    target = tmp_path / LAIT.file
    target.parent.mkdir(parents=True)
    change(table).to_parquet(target)
    return tmp_path


def _set(
    column: str, found: object, to: object, figure: str | None = None, period: str | None = None
) -> Change:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        rows = table[column] == found
        if figure is not None:
            rows &= table["Short Desc"] == figure
        if period is not None:
            rows &= table["Years"] == period
        assert rows.any()
        return table.assign(**{column: table[column].where(~rows, to)})

    return change


def _without(figure: str, period: str, area: str) -> Change:
    def change(table: pd.DataFrame) -> pd.DataFrame:
        row = (
            (table["Short Desc"] == figure)
            & (table["Years"] == period)
            & (table["LA and Regions"] == area)
        )
        assert row.sum() == 1
        return table[~row]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t.rename(columns={"Values": "Value"}), "a column 'Values'"),
        (_set("Short Desc", "LACnum", "CLAnum"), "a figure 'LACnum'"),
        (_set("Values", "1366", "c.1366", "LACnum"), "'c.1366' is neither a number"),
        (_set("Years", "2025", "2026", "LACnum"), "'LACnum' for every year from 2016 to 2025"),
        (_set("Years", "2025", "2025 (prov)", "LACnum"), "'2025 (prov)'"),
        (_set("Years", "2025", "2024-25", "LACnum"), "'2024-25'"),
        (_set("Years", "2023/24", "2023/25", "TotPermEx"), "'2023/25'"),
        (_set("LA Number", 380.0, 381.0), "'Bradford' with the number 381.0"),
        (_set("LA and Regions", "Bradford", "Bradfield"), "'Bradfield' with the number 380.0"),
        (_without("LACnum", "2020", "Bradford"), "7 for ('LACnum', '2020')"),
        (lambda t: t[t["LA and Regions"] != "England"], "no England"),
        (_set("Values", "1258", "130", "FirstYJS"), "England above every region"),
        (_set("Values", "-", "0.5", "CINPermExclusion", "0"), "in the period '0'"),
        (
            lambda t: pd.concat([t, t[t["LA and Regions"] == "Bradford"]]),
            "each of 8 areas once",
        ),
    ],
)
def test_a_changed_file_is_refused(tmp_path: Path, change: Change, said: str) -> None:
    raw = _changed(tmp_path, change)
    with pytest.raises(SourceError) as refused:
        lait.read(raw)
    message = str(refused.value)
    assert message.startswith(LAIT.file)
    assert said in message


def test_a_mended_year_of_school_moves_is_noticed(tmp_path: Path) -> None:
    def mend(table: pd.DataFrame) -> pd.DataFrame:
        row = (
            (table["Short Desc"] == "Stability_School")
            & (table["Years"] == "2018")
            & (table["LA and Regions"] == "Bradford")
        )
        return table.assign(Values=table["Values"].where(~row, "9"))

    with pytest.raises(SourceError, match="one figure for all areas in 2018"):
        lait.read(_changed(tmp_path, mend))


def test_a_cut_off_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / LAIT.file
    target.parent.mkdir(parents=True)
    target.write_bytes((EXCERPTS / LAIT.file).read_bytes()[:-2000])
    with pytest.raises(SourceError, match="whole parquet file"):
        lait.read(tmp_path)
