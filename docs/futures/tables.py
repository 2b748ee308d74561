"""The tables of the comparison, as Markdown."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from cases import MONTHS, TOTAL

from analysis.forecast.scores import SCORED, weighted_interval_score

ENOUGH = 20
"""Children in a group at the origin for its ranges to be judged."""
NAMED = ("residential_schools", "supported")
MEANT = {95: ("p025", "p975", 92, 97), 80: ("p10", "p90", 76, 84)}
"""The ends of each range, and the least and the most of what comes that it is to hold."""
BEST, NARROW, NO_WORSE, A_THIRD, MEMORY = 0.85, 0.6, 1.1, 1 / 3, 600


def everything(
    scored: pd.DataFrame, single: pd.DataFrame, times: dict[str, dict[str, float]]
) -> str:
    """All tables."""
    parts = (totals(scored), sizes(scored), held(scored), homes(scored), path(single), speed(times))
    return "\n\n".join(parts)


def totals(scored: pd.DataFrame) -> str:
    """Error and range of the total, by scenario and months."""
    head = (
        "scenario", "months", "authorities", "error (%)", "leans (%)", "over no change",
        "over the regional peer", "over the better", "95% holds", "80% holds",
        "width over the peer's", "peer's 95% holds",
    )  # fmt: skip
    rows = []
    for (scenario, months), g in _all(scored).groupby(["scenario", "months"], sort=False):
        still, peer = _missed(g, g["now"]), _missed(g, g["peer"])
        ours, wide = _missed(g, g["p50"]), ((g["p975"] - g["p025"]) / g["peer_half"] / 2).mean()
        inside = (g["actual"] - g["peer"]).abs() <= g["peer_half"]
        better = ours / min(still, peer)
        rows.append(
            (
                scenario, months, len(g), f"{ours:.1f}", _leans(g), f"{ours / still:.2f}",
                f"{ours / peer:.2f}", _met(f"{better:.2f}", better <= BEST), *_coverages(g),
                _narrow(wide), f"{100 * inside.mean():.0f}",
            )
        )  # fmt: skip
    return _table(head, rows)


def sizes(scored: pd.DataFrame) -> str:
    """The same by size, over all scenarios and months."""
    head = ("children at the end", "error over no change", "over the peer", "95% holds",
            "80% holds", "width over the peer's")  # fmt: skip
    rows = []
    for size, g in _all(scored).groupby("size"):
        ours, wide = _missed(g, g["p50"]), ((g["p975"] - g["p025"]) / g["peer_half"] / 2).mean()
        rows.append(
            (
                f"{size:,}", f"{ours / _missed(g, g['now']):.2f}",
                f"{ours / _missed(g, g['peer']):.2f}", *_coverages(g),
                _narrow(wide),
            )
        )  # fmt: skip
    return _table(head, rows)


def held(scored: pd.DataFrame) -> str:
    """What the ranges hold of each kind of home and band of age with enough children."""
    head = ("group", "forecasts", "95% holds", "80% holds", "error over no change", "leans (%)")
    rows = []
    for group, g in scored[scored["now"] >= ENOUGH].groupby("group", sort=False):
        ratio = _missed(g, g["p50"]) / _missed(g, g["now"])
        rows.append((_words(group), len(g), *_coverages(g), f"{ratio:.2f}", _leans(g)))
    return _table(head, rows)


def homes(scored: pd.DataFrame) -> str:
    """The interval score of two kinds of home over that of no change, whatever their number."""
    head = ("kind of home", "months", "forecasts", "children", "score over no change", "80% holds")
    rows = []
    for group in NAMED:
        for months in MONTHS:
            g = scored[(scored["group"] == group) & (scored["months"] == months)]
            g = g[g["now"] > 0]
            ratio = _score(g) / _score(g, "still_")
            inside = 100 * _inside(g, 80)
            rows.append(
                (
                    _words(group), months, len(g), f"{g['now'].mean():.1f}",
                    _met(f"{ratio:.2f}", ratio <= NO_WORSE), _met(f"{inside:.0f}", inside >= 75),
                )
            )  # fmt: skip
    return _table(head, rows)


def path(single: pd.DataFrame) -> str:
    """The single path of cs-demand-model after twelve months."""
    head = ("scenario", "children at the origin", "12 months later", "here", "cs-demand-model")
    rows = [
        (r["scenario"], r["now"], r["actual"], f"{r['p50']:.0f}", f"{r['peer']:.0f}")
        for _, r in single.iterrows()
    ]
    return _table(head, rows)


def speed(times: dict[str, dict[str, float]]) -> str:
    """Processor time and memory for one large authority."""
    head = ("5,000 children", "reading (s)", "fitting (s)", "drawing (s)", "peak memory (MiB)")
    names = {"here": "2,000 futures of 36 months", "peer": "cs-demand-model: a path of 12 months"}
    rows = [
        (title, *(f"{times[name][part]:.1f}" for part in ("read", "fit", "draw")),
         f"{times[name]['memory']:.0f}")
        for name, title in names.items()
    ]  # fmt: skip
    here, peer = times["here"], times["peer"]
    alone = here["draw"] / peer["draw"]
    both = (here["fit"] + here["draw"]) / (peer["fit"] + peer["draw"])
    said = (
        f"Drawing takes {_met(f'{alone:.1f}', alone <= A_THIRD)} times as long, fitting and "
        f"drawing {both:.1f} times."
    )
    return f"{_table(head, rows)}\n\n{said}"


def _all(scored: pd.DataFrame) -> pd.DataFrame:
    return scored[scored["group"] == TOTAL]


def _missed(g: pd.DataFrame, foreseen: "pd.Series[float]") -> float:
    """Mean absolute error in per cent of the children of the day, so that sizes count alike."""
    return float(100 * ((foreseen - g["actual"]).abs() / g["now"]).mean())


def _leans(g: pd.DataFrame) -> str:
    """The mean of what the middle is above what came, in per cent of the children of the day."""
    return f"{100 * ((g['p50'] - g['actual']) / g['now']).mean():+.1f}"


def _inside(g: pd.DataFrame, level: int) -> float:
    low, high, *_ = MEANT[level]
    return float(((g[low] <= g["actual"]) & (g["actual"] <= g[high])).mean())


def _coverages(g: pd.DataFrame) -> list[str]:
    """What the ranges hold in per cent, with a mark where it is not what is meant."""
    found = []
    for level, (_, _, least, most) in MEANT.items():
        inside = 100 * _inside(g, level)
        found.append(_met(f"{inside:.0f}", least <= round(inside) <= most))
    return found


def _narrow(ratio: float) -> str:
    return _met(f"{ratio:.2f}", round(ratio, 2) <= NARROW)


def _score(g: pd.DataFrame, prefix: str = "") -> float:
    quantiles = {name: g[prefix + name].to_numpy(float) for name in SCORED}
    return float(weighted_interval_score(quantiles, g["actual"].to_numpy(float)).mean())


def _met(text: str, met: "bool | np.bool_") -> str:
    """A figure that meets what was asked, in bold."""
    return f"**{text}**" if met else text


def _words(group: object) -> str:
    return "all children" if group == TOTAL else str(group).replace("_", " ")


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    lines = [list(map(str, row)) for row in (head, *rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
