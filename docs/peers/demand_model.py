"""What cs-demand-model says of a folder of returns, as JSON. Run by compare.py in its environment.

python demand_model.py FOLDER FIRST LAST
"""

import json
import sys
import warnings
from collections.abc import Iterator

import pandas as pd
from cs_demand_model import DemandModellingDataContainer, PopulationStats, fs_datastore
from cs_demand_model.config import Config

AWAY = "NOT_IN_CARE"


def of_year(stats: PopulationStats, year: int) -> dict[str, float]:
    """Its stock on 31 March, and entries and exits of the year that ends on it."""
    first, last = f"{year - 1}-04-01", f"{year}-03-31"
    stock = stats.stock_at(last)
    said = {"all": stock.sum()}
    for place in (0, 1):
        said |= stock.groupby([state[place] for state in stock.index]).sum().to_dict()
    entries = stats.daily_entrants(first, last)
    said["started"] = entries.sum() * (pd.Timestamp(last) - pd.Timestamp(first)).days
    moves = stats.transitions.truncate(before=first, after=last)
    said["ceased"] = sum(moves[pair].sum() for pair in moves.columns if pair[1][1] == AWAY)
    return {name: round(float(value)) for name, value in said.items()}


def states(episodes: pd.DataFrame, day: str) -> Iterator[tuple[str, str]]:
    """Each child whom its stock holds on a day, and the state in which it holds it."""
    over = episodes["DEC"] <= day
    for row in episodes[(episodes["DECOM"] <= day) & ~over].itertuples():
        yield str(row.CHILD), f"{row.age_bin.label}, {row.placement_type.label}"


def main(folder: str, first: int, last: int) -> None:
    """Print the answers."""
    warnings.simplefilter("ignore")
    config = Config()
    episodes = DemandModellingDataContainer(fs_datastore(folder), config).enriched_view
    stats = PopulationStats(episodes, config)
    said = {
        "years": {year: of_year(stats, year) for year in range(first, last + 1)},
        "children": {y: dict(states(episodes, f"{y}-03-31")) for y in range(first, last + 1)},
    }
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
