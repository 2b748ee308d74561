"""One made-up authority: its five years of returns, three forecasts from them, and what came."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import regional

from analysis.catalogue.areas import reporting_area
from analysis.forecast.histories.arrivals import months_back
from analysis.forecast.histories.careers import Careers
from analysis.forecast.histories.futures import BANDS, band_of
from analysis.forecast.histories.simulate import Model, simulate
from analysis.forecast.scores import SCORED
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.pipeline.returns.ahead.careers import careers
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.making.story import Told

AREA = "Bradford"
ORIGIN = date(2022, 3, 31)
YEARS, LAST = tuple(range(2018, 2023)), 2027
"""The returns that are read, and the last one made: two years after the last day that is scored."""
MONTHS = (12, 24, 36)
FUTURES, GROUPS = 1000, 50
QUANTILES = [float(f"0.{name[1:]}") for name in SCORED]
TOTAL = "all"


@dataclass(frozen=True)
class Case:
    """An authority to make up."""

    scenario: str
    size: int
    seed: int

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Folders of the returns to the origin, and of all of them."""
        years = LAST - YEARS[0] + 1
        story = Told(self.scenario, ORIGIN.toordinal())
        area = reporting_area(AREA)
        made = generate(area, self.size, years, self.seed, first_year=YEARS[0], story=story)
        write(made, folder / "all")
        for year in YEARS:
            shutil.copytree(folder / "all" / str(year), folder / "known" / str(year))
        return folder / "known", folder / "all"


def judged(case: Case) -> pd.DataFrame:
    """Each group and number of months: what is foreseen, here and by others, and what came.

    Columns: those of the case, `months`, `group`, `now`, `actual`, the quantiles of SCORED, those
    of no change with `still_` before them, and of the peer `peer` and `peer_half`, the total alone.
    """
    with TemporaryDirectory() as temporary:
        known, later = (careers_of(folder) for folder in case.write(Path(temporary)))
    futures = simulate(Model.of(known), case.seed, futures=FUTURES, groups=GROUPS)
    path = regional.forecast(known, int(futures.ends[-1] - known.as_at))
    past = {int(day): _groups(known, int(day)) for day in months_back(known.first, known.as_at)}
    rows = []
    for months in MONTHS:
        day = int(futures.ends[months])
        actual, drawn = _groups(later, day), futures.children[:, months]
        of = {TOTAL: drawn.sum((1, 2))}
        of |= {band: drawn[:, :, n].sum(1) for n, band in enumerate(BANDS)}
        of |= {kind: futures.of_kind(kind)[:, months] for kind in known.kinds}
        for group, numbers in of.items():
            row: dict[str, Any] = vars(case) | {"months": months, "group": group}
            row |= {"now": past[known.as_at].get(group, 0), "actual": actual.get(group, 0)}
            row |= dict(zip(SCORED, np.quantile(numbers, QUANTILES), strict=True))
            row |= _still(past, group, months)
            if group == TOTAL:
                ahead = day - known.as_at
                row |= {"peer": path.total[ahead], "peer_half": path.half[ahead]}
            rows.append(row)
    return pd.DataFrame(rows)


def careers_of(folder: Path) -> Careers:
    """The careers in a folder of returns."""
    records, _ = read(folder, area=AREA)
    return careers(histories(records))


def _groups(c: Careers, day: int) -> dict[str, int]:
    """The children on a day: all, by kind of home and by band of age."""
    at = c.there(day)
    kinds = np.bincount(c.kind_of[c.state[at]], minlength=len(c.kinds))
    ages = np.bincount(band_of(day - c.born[at]), minlength=len(BANDS))
    numbers = [len(at), *kinds, *ages]
    return dict(zip([TOTAL, *c.kinds, *BANDS], map(int, numbers), strict=True))


def _still(past: dict[int, dict[str, int]], group: str, months: int) -> dict[str, float]:
    """No change, with the errors that it made over as many months in the years known, both ways."""
    numbers = np.array([groups.get(group, 0) for groups in past.values()])
    errors = numbers[months:] - numbers[:-months]
    spread = np.quantile(np.concatenate([errors, -errors]), QUANTILES)
    return {f"still_{name}": numbers[-1] + each for name, each in zip(SCORED, spread, strict=True)}
