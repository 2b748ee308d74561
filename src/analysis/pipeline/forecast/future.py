"""Every scenario's draws of demand, supply, gap and cost, and their projected rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND, authorities, authorities_in, regions
from analysis.catalogue.assumptions import ranges, values
from analysis.core import shapes
from analysis.forecast import central, scenarios
from analysis.forecast.cost import spending
from analysis.forecast.cost.uncertainty import uncertainty
from analysis.forecast.demand import streams
from analysis.forecast.draws import Array, Draws, Key, side_by_side
from analysis.forecast.panel import CHILDREN, OLDER, YOUNGER
from analysis.forecast.quantiles import projected, spread
from analysis.forecast.skill import backtest
from analysis.forecast.supply import gap
from analysis.forecast.supply import places as supply_places
from analysis.forecast.supply.inputs import supply_inputs
from analysis.pipeline.forecast.inputs import Inputs

HORIZONS = 5
TOLD = (shapes.ALL, "placement")  # how children in care are told of in a scenario
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


@dataclass(frozen=True, kw_only=True)
class Future:
    """The draws that every scenario starts from.

    `need` is children in care by where they live, which is all that is told of a scenario; `others`
    are rows of all else that is needed, as things are. `today` has the published numbers at the
    origin by area, of the kinds whose middle line they are (`central`).
    """

    inputs: Inputs
    need: Draws
    now: Mapping[Key, Array]
    today: Mapping[Key, Array]
    usable: Mapping[Key, Array]
    moving: scenarios.Flows
    groups: Mapping[str, Sequence[str]]
    seed: int
    others: Sequence[pd.DataFrame] = ()

    @classmethod
    def drawn(cls, inputs: Inputs, draws: int, seed: int, kept: Collection[str] = ()) -> "Future":
        """Demand and supply of the authorities that exist now, as things are.

        `kept` are the groups of the backtest whose middle line is today's number.
        """
        living = [a.code for a in authorities() if a.code in inputs.panel.areas]
        rows = [inputs.panel.areas.index(code) for code in living]
        all_need, now = _demand(inputs, living, draws, seed)
        told = {key for key in all_need.values if key[0] == CHILDREN and key[1] in TOLD}
        need = replace(all_need, values={key: all_need.values[key] for key in told})
        rng = np.random.default_rng([seed, inputs.origin, 1])
        supplied = supply_inputs(inputs.counts, living, inputs.origin)
        groups = {r.code: [a.code for a in authorities_in(r)] for r in regions()}
        groups = {code: [m for m in held if m in living] for code, held in groups.items()}
        origin = inputs.panel.years.index(inputs.origin)
        future = cls(
            inputs=inputs,
            need=need,
            now={key: array for key, array in now.items() if key in told},
            today={
                key: inputs.panel.of(*key)[rows, origin]
                for key in all_need.values
                if backtest.group_of(key) in kept
            },
            usable=supply_places.usable_places(
                supplied, need.years, draws, rng, values(), ranges()
            ),
            moving=scenarios.flows(inputs.panel.only(living), inputs.origin),
            groups={**groups, ENGLAND: living},
            seed=seed,
        )
        rest = {key: array for key, array in all_need.values.items() if key not in told}
        others = replace(all_need, values=rest)
        still = central.as_today(others, others, future.today)
        return replace(future, others=future._needed(scenarios.AS_NOW, others, still))

    def rows(self, scenario: str) -> pd.DataFrame:
        """Projected rows of one scenario, of authorities, regions and England."""
        need = scenarios.apply(scenario, self.need, self.moving, values())
        parts = [*self._money(scenario, need)]
        parts += self.others if scenario == scenarios.AS_NOW else []
        if scenario != scenarios.PRICE_SHOCK:
            still = central.as_today(need, self.need, self.today)
            parts += [
                *self._needed(scenario, need, still),
                *self._gap(scenario, need, still),
            ]
        return pd.concat(parts, ignore_index=True)

    def _needed(self, scenario: str, need: Draws, still: Mapping[Key, Array]) -> list[pd.DataFrame]:
        """Rows of need, of authorities and of groups."""
        groups = need.summed(self.groups)
        return [self._projected(scenario, need, still), self._projected(scenario, groups)]

    def _gap(
        self, scenario: str, need: Draws, still: Mapping[Key, Array]
    ) -> Iterator[pd.DataFrame]:
        usable = scenarios.more_places(self.usable, self.need, need, scenario)
        rows = partial(
            gap.gap_rows,
            occupancy=gap.occupancies(values()),
            run=self.inputs.run,
            origin=self.inputs.origin,
            scenario=scenario,
        )
        same = {k: found for k, found in self._usable.items() if usable[k] is self.usable[k]}
        yield rows(need, usable, central=still, spreads=same)
        yield rows(*gap.summed_where_supplied(need, usable, self.groups))

    @cached_property
    def _usable(self) -> dict[Key, Array]:
        """The quantiles of usable places, which most scenarios have as they are."""
        return {key: spread(array) for key, array in self.usable.items()}

    def _money(self, scenario: str, need: Draws) -> Iterator[pd.DataFrame]:
        if scenario == scenarios.AS_NOW:
            yield from self._shares(self._as_now)
            yield from self._told(scenario, self._spent)
            prices = spending.prices(self._as_now, self._spent[0][("spend", "service", shapes.ALL)])
            summed = spending.summed(self._as_now, self.groups, prices)
            yield from self._told(scenario, (prices, summed))
        else:
            money = self._spending(self._parts(scenario, need))
            yield from self._told(scenario, money)
            yield from self._told(scenario, map(spending.saving, self._spent, money))

    def _told(self, scenario: str, pair: Iterable[dict[Key, Array]]) -> Iterator[pd.DataFrame]:
        """Rows of what was drawn of authorities, and of groups."""
        for areas, each in zip((self.need.areas, tuple(self.groups)), pair, strict=True):
            drawn = Draws(areas=areas, years=self.need.years, values=each)
            yield self._projected(scenario, drawn)

    @cached_property
    def _spent(self) -> tuple[dict[Key, Array], dict[Key, Array]]:
        """Spending as things are now, which savings are told against."""
        return self._spending(self._as_now)

    def _spending(self, parts: spending.Parts) -> tuple[dict[Key, Array], dict[Key, Array]]:
        """Spending of authorities, and of groups."""
        money = spending.spent(parts)
        return money, spending.summed(parts, self.groups, money)

    @cached_property
    def _as_now(self) -> spending.Parts:
        rng = np.random.default_rng([self.seed, self.inputs.origin, 2])
        return spending.cost_parts(self.need, self.now, self.inputs.counts, values(), rng)

    def _parts(self, scenario: str, need: Draws) -> spending.Parts:
        """What spending is made of; every scenario meets the same prices, but for their shock."""
        if scenario == scenarios.PRICE_SHOCK:
            return spending.dearer(self._as_now, values()["price_shock_percent"])
        return spending.with_children(self._as_now, need, self.now, self.inputs.counts)

    def _shares(self, parts: spending.Parts) -> list[pd.DataFrame]:
        """Shares of the uncertainty, of authorities and of groups: single figures, no quantiles."""
        codes = (self.need.areas, tuple(self.groups))
        told = []
        for areas, found in zip(codes, uncertainty(parts, self.groups), strict=True):
            single = {key: array[None] for key, array in found.items()}
            drawn = Draws(areas=areas, years=self.need.years, values=single)
            told.append(self._projected(scenarios.AS_NOW, drawn))
            told[-1][list(shapes.QUANTILES)] = np.nan
        return told

    def _projected(
        self, scenario: str, drawn: Draws, middle: Mapping[Key, Array] | None = None
    ) -> pd.DataFrame:
        return projected(
            drawn,
            run=self.inputs.run,
            origin=self.inputs.origin,
            scenario=scenario,
            unit=UNITS,
            central=middle,
        )


def _demand(
    inputs: Inputs, areas: Sequence[str], draws: int, seed: int
) -> tuple[Draws, dict[Key, Array]]:
    """Draws of need in the years to come, and of the numbers now, of some areas."""
    drawn = streams.forecast(inputs.panel, inputs.origin, HORIZONS, draws, seed)
    rows = [inputs.panel.areas.index(code) for code in areas]
    return drawn.later.only(areas), {key: side_by_side(a[:, rows]) for key, a in drawn.now.items()}
