"""A region is the sum of its councils' futures, one by one, and of no council's records."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.catalogue.areas import area, authorities_in, region
from analysis.cli.app import app
from analysis.pipeline.returns.ahead import region as handed
from analysis.pipeline.returns.ahead.region import HandOverError

PLACE = region("South West")
BRISTOL, DEVON = area("Bristol").code, area("Devon").code
FUTURES = 200
ENDS = pd.date_range("2026-04-30", periods=24, freq="ME")


def children(
    code: str, foster: np.ndarray, *, kinds: tuple[str, ...] = ("foster",)
) -> pd.DataFrame:
    """What a council hands over: so many children in each future, all along, of each kind."""
    parts = [("all", "all"), *(("placement", kind) for kind in kinds)]
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "area": code,
                    "future": np.repeat(np.arange(len(foster)), len(ENDS)),
                    "period_end": np.tile(ENDS, len(foster)),
                    "dimension": dimension,
                    "category": category,
                    "children": np.repeat(foster, len(ENDS)).astype(np.int32),
                }
            )
            for dimension, category in parts
        ],
        ignore_index=True,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two councils, of which one has many children wherever the other has few."""
    up = np.linspace(400, 600, FUTURES).round()
    handed.write(children(BRISTOL, up), tmp_path / "bristol.parquet", made_up=False)
    handed.write(children(DEVON, up[::-1]), tmp_path / "devon.parquet", made_up=True)
    return tmp_path


def needed(rows: pd.DataFrame, code: str, kind: str = "foster") -> pd.DataFrame:
    chosen = (rows["area"] == code + handed.OWN) & (rows["measure"] == "places_needed")
    return rows[chosen & (rows["category"] == kind)].set_index("period_end")


def test_futures_are_added_and_not_their_quantiles(folder: Path) -> None:
    rows = handed.gap_rows(PLACE, handed.read(folder, PLACE))
    whole, one = needed(rows, PLACE.code), needed(rows, BRISTOL)
    assert (whole["p025"] >= 999).all()
    assert (whole["p975"] <= 1001).all()
    assert (one["p975"] - one["p025"] > 180).all()


def test_years_are_those_whose_end_of_march_all_foresee(folder: Path) -> None:
    rows = handed.gap_rows(PLACE, handed.read(folder, PLACE))
    assert set(pd.DatetimeIndex(rows["period_end"]).year) == {2027, 2028}


def test_a_kind_that_a_council_does_not_tell_is_missing_for_it_and_left_out_of_the_sum(
    folder: Path,
) -> None:
    both = ("foster", "childrens_homes")
    few = np.full(FUTURES, 50)
    handed.write(children(BRISTOL, few, kinds=both), folder / "bristol.parquet", made_up=False)
    rows = handed.gap_rows(PLACE, handed.read(folder, PLACE))
    assert needed(rows, DEVON, "childrens_homes")["central"].isna().all()
    assert (needed(rows, PLACE.code, "childrens_homes")["central"] == 50).all()


def test_one_made_up_council_makes_the_sum_made_up(folder: Path) -> None:
    assert set(handed.gap_rows(PLACE, handed.read(folder, PLACE))["method"]) == {
        "own histories, made up"
    }


def test_the_table_has_each_council_and_the_region_beside_the_published_ones(folder: Path) -> None:
    csv = folder / "gap.csv"
    asked = ["gap", "--region", "South West", "--own", str(folder), "--csv", str(csv)]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    table = pd.read_csv(csv).set_index("area_name")
    own = table.loc["South West (own histories, made up)"]
    assert set(own["authorities"]) == {2}
    assert set(table.loc["South West", "authorities"]) == {len(authorities_in(PLACE))}
    foster = own[own["placement_type"] == "foster"]
    assert foster["need_p50"].between(999, 1001).all()
    assert "Bristol (own histories, made up)" in table.index


def wrong(path: Path, what: str) -> None:
    rows = children(BRISTOL, np.full(FUTURES, 50))
    if what == "no parquet":
        path.write_text("area,future\n", encoding="utf-8")
    elif what == "other columns":
        handed.write(rows.rename(columns={"children": "kids"}), path, made_up=False)
    elif what == "another region":
        handed.write(children(area("Kent").code, np.full(FUTURES, 5)), path, made_up=False)
    elif what == "twice":
        handed.write(rows, path, made_up=False)
    elif what == "other futures":
        handed.write(children(area("Dorset").code, np.full(9, 50)), path, made_up=False)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("no parquet", "cannot be read as parquet"),
        ("other columns", "is not what a council hands over"),
        ("another region", "is of Kent, which is no council of South West"),
        ("twice", "another file is of Bristol"),
        ("other futures", "has 9 futures, and bristol.parquet 200"),
    ],
)
def test_a_file_that_cannot_be_added_is_named(folder: Path, what: str, said: str) -> None:
    wrong(folder / "later.parquet", what)
    with pytest.raises(HandOverError, match=r"later\.parquet") as told:
        handed.read(folder, PLACE)
    assert said in str(told.value)


def test_an_empty_folder_says_how_such_a_file_is_made(tmp_path: Path) -> None:
    with pytest.raises(HandOverError, match="--hand-over FILE"):
        handed.read(tmp_path, PLACE)
