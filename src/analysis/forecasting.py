"""The forecast step: the built counts become projected rows of every authority and scenario.

It joins the rooms that may not know each other, as the build does: project draws, the catalogue
has the assumptions, the store reads and writes. All authorities are drawn together, since they
share what the country does, and a region is a sum of draws.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from tqdm import tqdm

from analysis import paths, shapes, store
from analysis.catalogue.areas import ENGLAND, areas, authorities, authorities_in, regions
from analysis.catalogue.assumptions import values
from analysis.project import backtest, cost, demand, gap, scenarios, supply, total
from analysis.project.cost_shares import uncertainty
from analysis.project.draws import Array, Draws, Key
from analysis.project.leavers import OLDER, YOUNGER
from analysis.project.panel import CHILDREN, Panel, from_counts
from analysis.project.rows import projected
from analysis.project.supply_inputs import supply_inputs

SEED = 2025
DRAWS = 2000
HORIZONS = 5
UNITS = {
    CHILDREN: "children",
    YOUNGER: "young_people",
    OLDER: "young_people",
    "spend": "gbp",
    "saving": "gbp",
    "price": "gbp_per_week",
    "spend_uncertainty": "percent",
    **gap.UNITS,
}
DECIMALS = {"gbp": -3, "gbp_per_week": 0, "percent": 1}
EXPECTED = "model"
LEVEL = "no change, errors extrapolated"


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What a forecast starts from: newest counts, the panel of them, and the newest year."""

    counts: pd.DataFrame
    panel: Panel
    origin: int
    hash: str

    @property
    def run(self) -> str:
        """The name of the forecast from these inputs: its origin and a hash of the counts."""
        return f"{self.origin}-{self.hash[:8]}"


def read_inputs() -> Inputs:
    """The built counts as inputs; NotBuiltError when they are not there."""
    counts = newest(store.counts())
    totals = counts[(counts["measure"] == CHILDREN) & (counts["dimension"] == shapes.ALL)]
    origin = int(totals.loc[totals["unit"] == "children", "period_end"].max().year)
    used = counts[counts["unit"].isin(["children", "young_people"])]
    codes = sorted(a.code for a in areas().values() if a.kind == "authority")
    first = int(totals.loc[totals["area"] == codes[0], "period_end"].min().year)
    panel = from_counts(used, codes, range(first, origin + 1), ENGLAND)
    held = (paths.processed() / store.COUNTS_FILE).read_bytes()
    return Inputs(counts=counts, panel=panel, origin=origin, hash=hashlib.sha256(held).hexdigest())


def newest(counts: pd.DataFrame) -> pd.DataFrame:
    """The newest release of each count."""
    ranked = counts.sort_values("release", kind="stable")
    return ranked.drop_duplicates(list(shapes.COUNT_KEY), keep="last")


def forecast(
    out: Path | None = None, *, draws: int = DRAWS, seed: int = SEED, quiet: bool = False
) -> dict[str, object]:
    """Draw every scenario, backtest, and write the tables to `out`; returns the record.

    The same counts, draws and seed give the same bytes. Nothing is written unless all is made.
    """
    out = out or paths.processed()
    inputs = read_inputs()
    with tqdm(total=len(scenarios.SCENARIOS) + 3, disable=quiet, unit="step") as bar:
        bar.set_description("drawing demand and supply")
        future = Future.drawn(inputs, draws, seed)
        bar.update()
        parts = []
        for name in scenarios.SCENARIOS:
            bar.set_description(f"scenario {name}")
            parts.append(future.rows(name))
            bar.update()
        rows = _in_order(pd.concat(parts, ignore_index=True))
        bar.set_description("backtesting")
        cases = backtest_cases(inputs.panel, seed)
        table = backtest.table(cases)
        bar.update()
        record = _record(inputs, rows, cases, draws, seed)
        _write(out, rows, cases, table, record)
        bar.update()
    return record


def backtest_cases(
    panel: Panel, seed: int = SEED, horizons: Sequence[int] | None = None
) -> pd.DataFrame:
    """Every case of the backtest, of the total and its parts."""
    parts = [
        backtest.total_cases(panel, seed, horizons),
        backtest.part_cases(panel, seed, horizons),
    ]
    return pd.concat([p for p in parts if len(p)], ignore_index=True)


@dataclass(frozen=True, kw_only=True)
class Future:
    """The draws that every scenario starts from."""

    inputs: Inputs
    need: Draws
    now: Mapping[Key, Array]
    usable: Mapping[Key, Array]
    moving: scenarios.Flows
    groups: Mapping[str, Sequence[str]]
    seed: int

    @classmethod
    def drawn(cls, inputs: Inputs, draws: int, seed: int) -> "Future":
        """Demand and supply of the authorities that exist now, as things are."""
        living = [a.code for a in authorities() if a.code in inputs.panel.areas]
        rows = [inputs.panel.areas.index(code) for code in living]
        drawn = demand.forecast(inputs.panel, inputs.origin, HORIZONS, draws, seed)
        need = drawn.later.only(living)
        rng = np.random.default_rng([seed, inputs.origin, 1])
        supplied = supply_inputs(inputs.counts, living, inputs.origin)
        groups = {r.code: [a.code for a in authorities_in(r)] for r in regions()}
        groups = {code: [m for m in held if m in living] for code, held in groups.items()}
        return cls(
            inputs=inputs,
            need=need,
            now={key: array[:, rows] for key, array in drawn.now.items()},
            usable=supply.usable_places(supplied, need.years, draws, rng, values()),
            moving=scenarios.flows(inputs.panel.only(living), inputs.origin),
            groups={**groups, ENGLAND: living},
            seed=seed,
        )

    def rows(self, scenario: str) -> pd.DataFrame:
        """Projected rows of one scenario, of authorities, regions and England."""
        need = scenarios.apply(scenario, self.need, self.moving, values())
        parts = [*self._money(scenario, need)]
        if scenario != scenarios.PRICE_SHOCK:
            parts += [*self._demand(scenario, need), *self._gap(scenario, need)]
        return pd.concat(parts, ignore_index=True)

    def _demand(self, scenario: str, need: Draws) -> list[pd.DataFrame]:
        if scenario != scenarios.AS_NOW:
            kept = {k: v for k, v in need.values.items() if k[1] in (shapes.ALL, "placement")}
            kept = {k: v for k, v in kept.items() if k[0] == CHILDREN}
            need = Draws(areas=need.areas, years=need.years, values=kept)
        return [
            self._projected(scenario, drawn, self._level(drawn, scenario))
            for drawn in (need, need.summed(self.groups))
        ]

    def _level(self, drawn: Draws, scenario: str) -> dict[Key, Array]:
        """The central figures where no change is not beaten: the newest published ones."""
        if scenario != scenarios.AS_NOW:
            return {}
        level: dict[Key, Array] = {}
        useful = np.arange(1, len(drawn.years) + 1) <= total.USEFUL_YEARS
        for key, array in drawn.values.items():
            if key[0] != CHILDREN:
                continue
            now = self._published(key, drawn.areas)
            middle = np.median(array, axis=0)
            level[key] = np.where(useful | np.isnan(now)[:, None], middle, now[:, None])
        return level

    def _published(self, key: Key, codes: Sequence[str]) -> Array:
        """The figure at the origin of authorities or groups; nan where any of it is hidden."""
        panel = self.inputs.panel
        newest = panel.of(*key)[:, panel.years.index(self.inputs.origin)]
        held = dict(zip(panel.areas, newest, strict=True))
        drawn = np.isfinite(self.need.of(CHILDREN)).all(axis=(0, 2))
        there = {code for code, known in zip(self.need.areas, drawn, strict=True) if known}
        figures = [
            held[c] if c in held else sum(held[m] for m in self.groups[c] if m in there)
            for c in codes
        ]
        return np.array(figures, float)

    def _gap(self, scenario: str, need: Draws) -> list[pd.DataFrame]:
        usable = scenarios.more_places(self.usable, self.need, need, scenario)
        occupancy = gap.occupancies(values())
        grouped, places = gap.summed_where_supplied(need, usable, self.groups)
        named = {"run": self.inputs.run, "origin": self.inputs.origin, "scenario": scenario}
        return [
            gap.gap_rows(need, usable, occupancy, **named),
            gap.gap_rows(grouped, places, occupancy, **named),
        ]

    def _money(self, scenario: str, need: Draws) -> list[pd.DataFrame]:
        parts = self._parts(scenario, need)
        spent = self._spent if scenario == scenarios.AS_NOW else self._spending(parts)
        found = []
        for codes, money, plain in zip(
            (need.areas, tuple(self.groups)), spent, self._spent, strict=True
        ):
            kept = {key: array for key, array in money.items() if key[0] == "spend"}
            if scenario == scenarios.AS_NOW:
                kept |= money
            else:
                kept |= cost.saving(plain, money)
            drawn = Draws(areas=codes, years=need.years, values=kept)
            found.append(self._projected(scenario, drawn))
        if scenario == scenarios.AS_NOW:
            found += [self._shares(need.areas, parts, None)]
            found += [self._shares(tuple(self.groups), parts, self.groups)]
        return found

    @cached_property
    def _spent(self) -> tuple[dict[Key, Array], dict[Key, Array]]:
        """Spending as things are now, which savings are told against."""
        return self._spending(self._parts(scenarios.AS_NOW, self.need))

    def _spending(self, parts: cost.Parts) -> tuple[dict[Key, Array], dict[Key, Array]]:
        """Spending of authorities, and of groups."""
        return cost.spending(parts), cost.summed(parts, self.groups)

    def _parts(self, scenario: str, need: Draws) -> cost.Parts:
        rng = np.random.default_rng([self.seed, self.inputs.origin, 2])
        shock = values()["price_shock_percent"] if scenario == scenarios.PRICE_SHOCK else 0.0
        return cost.cost_parts(need, self.now, self.inputs.counts, values(), rng, shock)

    def _shares(
        self, codes: Sequence[str], parts: cost.Parts, groups: Mapping[str, Sequence[str]] | None
    ) -> pd.DataFrame:
        """Shares of the uncertainty, which are single figures without quantiles."""
        single = {key: array[None] for key, array in uncertainty(parts, groups).items()}
        drawn = Draws(areas=tuple(codes), years=self.need.years, values=single)
        rows = self._projected(scenarios.AS_NOW, drawn)
        rows[list(shapes.QUANTILES)] = np.nan
        return rows

    def _projected(
        self, scenario: str, drawn: Draws, central: Mapping[Key, Array] | None = None
    ) -> pd.DataFrame:
        rows = projected(
            drawn,
            run=self.inputs.run,
            origin=self.inputs.origin,
            scenario=scenario,
            unit=UNITS,
            central=central,
        )
        ahead = rows["period_end"].dt.year - self.inputs.origin
        children = rows["measure"] == CHILDREN
        rows.loc[children, "method"] = np.where(
            ahead[children] <= total.USEFUL_YEARS, EXPECTED, LEVEL
        )
        return rows


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows sorted and rounded as they are stored, and checked."""
    numbers = ["central", *shapes.QUANTILES]
    for unit, held in rows.groupby("unit").groups.items():
        rows.loc[held, numbers] = rows.loc[held, numbers].round(DECIMALS.get(str(unit), 1))
    key = ["area", "scenario", "measure", "dimension", "category", "unit", "period_end"]
    ordered = rows.sort_values(key, kind="stable").reset_index(drop=True)
    return shapes.check_projected(ordered[list(shapes.PROJECTED)])


def _record(
    inputs: Inputs, rows: pd.DataFrame, cases: pd.DataFrame, draws: int, seed: int
) -> dict[str, object]:
    """What the forecast was made from; no times, so that it repeats."""
    return {
        "run": inputs.run,
        "origin": inputs.origin,
        "sha256 of counts.parquet": inputs.hash,
        "draws": draws,
        "seed": seed,
        "projected rows": len(rows),
        "areas": int(rows["area"].nunique()),
        "backtest cases": len(cases),
        "assumptions": values(),
    }


def _write(
    out: Path,
    rows: pd.DataFrame,
    cases: pd.DataFrame,
    table: pd.DataFrame,
    record: Mapping[str, object],
) -> None:
    """Write all tables beside their places, then put them there."""
    out.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=".forecasting-", dir=out.parent))
    own = cases[cases["model"] == backtest.MODEL].sort_values(
        ["area", "measure", "dimension", "category", "origin", "horizon"], kind="stable"
    )
    own = own.round(dict.fromkeys(backtest.SCORED, 1))
    try:
        store.write(rows, fresh / store.PROJECTED_FILE)
        store.write(own.reset_index(drop=True), fresh / store.HINDCAST_FILE)
        store.write(table, fresh / store.BACKTEST_FILE, by_area=False)
        text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
        (fresh / store.FORECAST_RECORD_FILE).write_text(text, encoding="utf-8", newline="\n")
        for path in sorted(fresh.iterdir()):
            path.replace(out / path.name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
