"""An attacker who has all that is kept of a council's return, in every form, learns nothing small.

He has the counts of all days, what only grows within a year, shares and rates as they are printed
with their rounding, intervals, and the record.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.areas import area
from analysis.catalogue.indicator import Figure, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.returns import relations
from analysis.catalogue.returns.groups.measures import OWN_INDICATORS
from analysis.core import returned
from analysis.core.shapes import OK, SUPPRESSED
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.histories import Histories, histories
from analysis.intake.returns.reading import read
from analysis.pipeline.returns import prepare
from analysis.pipeline.returns.protection.year import may_lessen
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate
from attacker import KEY, Attacker

PLACE = area("Rutland")
WIDTH = 5
BASE = "rate_base_0_17"
EVERY = INDICATORS | OWN_INDICATORS
FAULTS = {"overlap": 2, "lower_case": 3, "stale_open": 1}
OTHERS = [(50, 1, 3), (50, 2, 3), (50, 3, 3), (500, 1, 1), (500, 2, 1)]


@pytest.fixture(
    scope="module",
    params=[(50, 3, 1), *(pytest.param(each, marks=pytest.mark.slow) for each in OTHERS)],
    ids=lambda each: f"{each[0]} children, seed {each[1]}, {each[2]} years",
)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    size, seed, years = request.param
    folder = tmp_path_factory.mktemp("attacked")
    write(generate(PLACE, size, years, seed=seed), folder / "made", faults=FAULTS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(returned, "folder", lambda slug: folder / "kept")
        prepare.prepare(PLACE, folder / "made")
    return folder


@pytest.fixture(scope="module")
def past(made: Path) -> Histories:
    return histories(read(made / "made", area=PLACE.code)[0])


def kept(made: Path, file: str) -> pd.DataFrame:
    rows = pd.read_parquet(made / "kept" / file)
    return rows.assign(period_end=pd.to_datetime(rows["period_end"]))


def years(rows: pd.DataFrame) -> Iterator[dict[date, pd.DataFrame]]:
    """The days of each collection year, in their order."""
    of_day = {day.date(): each for day, each in rows.groupby("period_end")}
    for year in sorted({*map(collection_year, of_day)}):
        yield {day: each for day, each in of_day.items() if collection_year(day) == year}


def knowing(pages: dict[date, pd.DataFrame]) -> Attacker:
    """An attacker with the pages of a year."""
    attacker = Attacker()
    for day, rows in pages.items():
        attacker.read(rows, day)
    for (before, rows), (after, _) in pairwise(pages.items()):
        growing = rows[rows["measure"].isin(relations.CUMULATIVE)]
        for key in growing[KEY].itertuples(index=False):
            if not may_lessen(tuple(key)):
                attacker.grows((before, *key), (after, *key))
    return attacker


def take_in(attacker: Attacker, measured: pd.DataFrame) -> int:
    """Learn from shares and rates as they are printed; how many of them said something."""
    said = 0
    for row in measured[measured["status"] == OK].itertuples(index=False):
        each = EVERY[row.indicator]
        over, under = _cells(each, each.numerator, row), _cells(each, each.denominator, row)
        if each.kind not in ("proportion", "rate") or not all(map(attacker.knows, [*over, *under])):
            continue
        factor = 100 if each.kind == "proportion" else each.per
        half = 0.5 * 10.0**-each.decimals + 1e-9
        low, high = (row.value - half) / factor, (row.value + half) / factor
        known = row.denominator if each.denominator.measure == BASE else 0
        attacker.add(_share(over, under, low), low * known, np.inf)
        attacker.add(_share(over, under, high), -np.inf, high * known)
        said += 1
    return said


def _share(over: list, under: list, times: float) -> dict:
    """Numerators less so many times the denominators."""
    terms: dict = dict.fromkeys(over, 1.0)
    for cell in under:
        terms[cell] = terms.get(cell, 0) - times
    return terms


def _cells(indicator: Indicator, figure: Figure | None, row) -> list[tuple]:
    if figure is None or figure.measure == BASE:
        return []
    split = indicator.split and figure.dimension == indicator.split
    categories = [row.category] if split else figure.categories
    day = row.period_end.date()
    return [(day, figure.measure, figure.dimension, category) for category in categories]


def test_nothing_hidden_can_be_worked_out(made: Path, past: Histories) -> None:
    measured, hidden, said = kept(made, returned.MEASURED_FILE), 0, 0
    for pages in years(kept(made, returned.COUNTS_FILE)):
        attacker = knowing(pages)
        said += take_in(attacker, measured[measured["period_end"].dt.date.isin(list(pages))])
        truth = {
            (day, *key): value
            for day in pages
            for *key, value in counts(past, day)[[*KEY, "value"]].itertuples(index=False)
        }
        for name, least, most in attacker.unknown():
            hidden += 1
            assert least <= truth[name] <= most, name
            assert most - least >= WIDTH, (name, least, most)
    assert hidden > 100
    assert said > 100


def test_an_interval_is_printed_only_beside_the_counts_that_it_tells(made: Path) -> None:
    """A Wilson interval and its share give both counts back."""
    rows = kept(made, returned.MEASURED_FILE)
    limits = rows[rows["lower95"].notna() | rows["upper95"].notna()]
    shown = kept(made, returned.COUNTS_FILE)
    printed = set(shown.loc[shown["status"] == OK, "value"])
    assert len(limits) > 100
    assert limits["numerator"].notna().all()
    for row in limits.itertuples(index=False):
        each = EVERY[row.indicator]
        if len(each.numerator.categories) == 1:
            assert row.numerator in printed, row.indicator
    hidden = rows[rows["status"] != OK]
    assert hidden[["value", "numerator", "lower95", "upper95", "lower998"]].isna().all(axis=None)


def test_no_denominator_stands_that_the_counts_hide(made: Path) -> None:
    rows, shown = kept(made, returned.MEASURED_FILE), kept(made, returned.COUNTS_FILE)
    numbers = {
        (k.date(), *key): v
        for k, *key, v in shown[["period_end", *KEY, "value"]].itertuples(index=False)
    }
    compared = 0
    for row in rows.itertuples(index=False):
        each = EVERY[row.indicator]
        cells = _cells(each, each.denominator, row)
        if len(cells) == 1 and cells[0] in numbers:
            compared += 1
            assert row.denominator == numbers[cells[0]] or np.isnan(row.denominator), row.indicator
    assert compared > 100


def test_the_record_tells_no_small_number(made: Path) -> None:
    record = json.loads((made / "kept" / returned.RECORD_FILE).read_text(encoding="utf-8"))
    said = [*record["repaired"], *record["faults"]]
    assert any("ewer than 6" in each for each in said)
    for each in said:
        assert not re.search(r"(?<![\w.,-])[1-5](?= [a-z])", each), each
        assert not re.search(r"\blines? \d|\belements? \d|at most \d", each), each


def test_the_attacker_would_win_were_small_numbers_hidden_alone(
    made: Path, past: Histories
) -> None:
    """So that the first test can fail."""
    for pages in years(kept(made, returned.COUNTS_FILE)):
        alone = {}
        for day in pages:
            rows = counts(past, day)
            small = rows["value"].between(1, 5)
            alone[day] = rows.assign(
                value=rows["value"].mask(small), status=rows["status"].mask(small, SUPPRESSED)
            )
        assert any(most - least < WIDTH for _, least, most in knowing(alone).unknown())
