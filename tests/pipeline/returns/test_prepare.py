"""A council's return is read, counted, protected and kept; of its records nothing is."""

import json
import re
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.catalogue.areas import area
from analysis.core import paths, returned
from analysis.core.shapes import OK, SUPPRESSED
from analysis.pipeline.returns import prepare, reconciliation
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate

PLACE = area("Rutland")
ENOUGH = 60  # indicators of the catalogue


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("returns") / "made"
    write(generate(PLACE, 120, 3, seed=11), folder)
    return folder


@pytest.fixture(scope="module")
def done(made: Path, tmp_path_factory: pytest.TempPathFactory) -> prepare.Prepared:
    processed = tmp_path_factory.mktemp("processed")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(returned, "folder", lambda slug: processed / slug)
        return prepare.prepare(PLACE, made, places=made / "postcodes.csv")


def test_at_least_sixty_indicators_are_measured(done: prepare.Prepared) -> None:
    rows = done.figures.measured
    newest = rows[
        (rows["period_end"] == rows["period_end"].max()) & rows["status"].isin([OK, SUPPRESSED])
    ]
    assert newest["indicator"].nunique() >= ENOUGH


def test_the_days_are_each_march_and_the_quarters_of_three_years(done: prepare.Prepared) -> None:
    days = {f"{day:%Y-%m-%d}" for day in done.figures.counts["period_end"].unique()}
    assert {"2024-03-31", "2025-03-31", "2026-03-31", "2025-09-30", "2023-12-31"} <= days
    assert max(days) == "2026-03-31"


def test_what_is_kept_is_what_was_made(done: prepare.Prepared) -> None:
    kept = pd.read_parquet(done.folder / returned.COUNTS_FILE)
    assert len(kept) == len(done.figures.counts)
    assert {path.name for path in done.folder.iterdir()} == {
        returned.COUNTS_FILE,
        returned.MEASURED_FILE,
        returned.STAYS_FILE,
        *returned.AHEAD_FILES,
        returned.RECORD_FILE,
    }


def test_what_is_told_of_the_future_is_of_twenty_children_or_more(done: prepare.Prepared) -> None:
    """Of a part, at the end of the first month; the record says by which method and what if."""
    rows = done.ahead.rows
    first = rows[(rows["measure"] == "in_care") & (rows["period_end"] == "2026-04-30")]
    parts = first[first["category"] != "others_together"].set_index("dimension")["p50"]
    assert {"placement", "age"} <= {*parts.index}
    assert (parts >= 15).all()
    record = json.loads((done.folder / returned.RECORD_FILE).read_text("utf-8"))[returned.FUTURES]
    assert record[returned.METHOD] == done.ahead.chosen != ""
    assert len(record[returned.WHAT_IF]["scenarios"]) == 4
    assert set(rows["scenario"]) <= {
        "as_now",
        *(each["name"] for each in record[returned.WHAT_IF]["scenarios"]),
    }


def test_what_is_handed_over_is_of_every_future_and_says_that_it_is_made_up(
    done: prepare.Prepared, tmp_path: Path
) -> None:
    prepare.hand_over(done, tmp_path / "rutland.parquet")
    table = pq.read_table(tmp_path / "rutland.parquet")
    assert (table.schema.metadata or {})[b"made up"] == b"yes"
    rows = table.to_pandas()
    assert rows["future"].nunique() == 2000
    assert "parents" not in set(rows["category"]), "of few children now"


def test_pounds_are_told_to_the_nearest_thousand(done: prepare.Prepared) -> None:
    rows = done.ahead.rows
    pounds = rows[rows["unit"] == "gbp"]
    assert len(pounds) > 5
    assert (pounds["central"] % 1000 == 0).all()


def test_nothing_small_is_kept(done: prepare.Prepared) -> None:
    rows = done.figures.counts
    numbers = rows[(rows["status"] == OK) & (rows["unit"] != "score")]
    assert not numbers["value"].between(1, 5).any()
    assert (rows["status"] == SUPPRESSED).any()
    assert all(audit.narrowest is None or audit.narrowest >= 5 for audit in done.figures.audits)


def test_no_share_tells_a_hidden_number(done: prepare.Prepared) -> None:
    """A share has its numerator only where that is shown, and those left over are not few."""
    rows = done.figures.measured
    told = (rows["status"] == OK) & rows["numerator"].notna()
    shares = rows[told & (rows["method"] == "Wilson")]
    assert len(shares) > 100
    assert not shares["numerator"].between(1, 5).any()
    assert not (shares["denominator"] - shares["numerator"]).between(1, 5).any()


def test_no_file_holds_a_child_or_a_postcode(made: Path, done: prepare.Prepared) -> None:
    header = pd.read_csv(made / "2026" / "header.csv", dtype=str)
    secrets = {*header["CHILD"], *header["UPN"].dropna(), *header["DOB"]}
    secrets |= {*pd.read_csv(made / "postcodes.csv", dtype=str)["postcode"]}
    for path in done.folder.iterdir():
        text = path.read_bytes().decode("latin-1")
        assert not [each for each in secrets if each in text], path.name


def test_the_record_says_what_was_done_and_that_it_is_made_up(done: prepare.Prepared) -> None:
    record = json.loads((done.folder / returned.RECORD_FILE).read_text(encoding="utf-8"))
    assert record["synthetic"] is True
    assert record["as at"] == "2026-03-31"
    assert len(record["audit"]) == len(done.figures.audits)
    beside = {(row["measure"], row["day"]): row for row in record["reconciled"]}
    assert beside["cla_31_march", "2025-03-31"]["ours"] > 0
    assert record["accepted"] == ""


def counts_of(number: float) -> pd.DataFrame:
    """One headline count, as a return has it."""
    return pd.DataFrame(
        {
            "measure": ["cla_31_march"],
            "area": [PLACE.code],
            "period_end": [pd.Timestamp(2025, 3, 31)],
            "dimension": ["all"],
            "category": ["all"],
            "value": [number],
            "unit": ["children"],
            "status": [OK],
        }
    )


@pytest.mark.parametrize(("apart", "refused"), [(0.0, 0), (0.009, 0), (0.02, 1)])
def test_a_headline_more_than_one_percent_from_the_published_one_is_refused(
    apart: float, refused: int
) -> None:
    kent = area("Kent")
    published = reconciliation.reconciled(counts_of(1).assign(area=kent.code), kent.code)
    theirs = published[0].published
    beside = reconciliation.reconciled(counts_of(theirs * (1 + apart)), kent.code)
    assert len(reconciliation.refused(beside)) == refused
    assert re.search(r"cla_31_march on 2025-03-31 is [\d,]+ in the return", beside[0].said)


def test_a_return_that_is_far_off_is_not_kept_until_somebody_has_looked(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same records without the note that they are made up, of a council of another size."""
    own = tmp_path / "own"
    own.mkdir()
    for year in ("2024", "2025"):
        (own / year).mkdir()
        for name in ("header.csv", "episodes.csv"):
            (own / year / name).write_bytes((made / year / name).read_bytes())
    monkeypatch.setattr(returned, "folder", lambda slug: tmp_path / "kept")
    with pytest.raises(
        prepare.ReturnNotAcceptedError, match=r"Rutland: cla_31_march on 202\d-03-31"
    ):
        prepare.prepare(PLACE, own)
    assert not (tmp_path / "kept").exists()
    prepare.prepare(PLACE, own, accept="the example is made up")
    record = json.loads((tmp_path / "kept" / returned.RECORD_FILE).read_text(encoding="utf-8"))
    assert record["accepted"] == "the example is made up"
    assert record["synthetic"] is False


def test_returns_are_kept_where_git_does_not_look() -> None:
    assert prepare.raw_folder(PLACE) == paths.raw() / "returns" / "rutland"
