"""What the benchmark found, in words and tables for a person, and as JSON for a machine."""

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict
from statistics import mean
from typing import Any

from analysis.pipeline.bench.meter import Cost
from analysis.pipeline.bench.rounds import (
    FLOOR,
    LOOP,
    RUNNER,
    WAYS,
    Findings,
    Spread,
    ratios,
    spread,
)
from analysis.pipeline.bench.split import PHASES
from analysis.pipeline.bench.work import LARGE

MIB = 1 << 20
_COMPARED = (
    ("the loop's time against the runner's (throughput)", LOOP, RUNNER),
    ("the runner's time against the floor's", RUNNER, FLOOR),
)


def machine() -> str:
    """The machine and its Python in a line."""
    cores = len(os.sched_getaffinity(0))
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python " + (
        platform.python_version()
    )


def text(found: Findings) -> str:
    """All of it as Markdown."""
    parts = [_head(found), _ways(found), _ratios(found), _split(found), _once(found)]
    return "\n\n".join(part for part in parts if part)


def as_json(found: Findings) -> dict[str, Any]:
    """All that was measured, and the ratios made of it."""
    made = {
        f"{over} / {under}, {what}": asdict(ratios(found.rounds, over, under, of))
        for _, over, under in _COMPARED
        for what, of in _SORTS
    }
    return {"machine": machine(), "ratios": made, **asdict(found)}


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


_SORTS: tuple[tuple[str, Callable[[Cost], float]], ...] = (
    ("on the clock", _wall),
    ("processor", _cpu),
)


def _head(found: Findings) -> str:
    rounds = "1 round" if len(found.rounds) == 1 else f"{len(found.rounds)} rounds"
    alike = min(each.alike for each in found.rounds)
    places = "1 authority" if found.areas == 1 else f"{found.areas} authorities"
    return (
        f"{found.pages} pages ({', '.join(found.reports)}) of {places}, two at a "
        f"time, {rounds} by turns. {machine()}; load {os.getloadavg()[0]:.1f} at the end.\n"
        f"{alike} of {found.pages} pages of the floor are the runner's to the byte."
    )


def _ways(found: Findings) -> str:
    """Seconds a report and memory of each way."""
    rows = []
    for name in WAYS:
        costs = [each.costs[name] for each in found.rounds]
        rows.append(
            (
                f"the {name}",
                _said(spread([c.wall / found.pages for c in costs])),
                _said(spread([c.cpu / found.pages for c in costs])),
                f"{max(c.peak for c in costs) / MIB:,.0f}",
            )
        )
    heads = ("way", "seconds a report", "processor seconds a report", "memory at most, MiB")
    return _table(heads, rows)


def _ratios(found: Findings) -> str:
    rows = [
        (words, *(_said(ratios(found.rounds, over, under, of)) for _, of in _SORTS))
        for words, over, under in _COMPARED
    ]
    warm = spread(
        [(r.costs[RUNNER].wall) / (r.costs[FLOOR].wall - r.loaded.wall) for r in found.rounds]
    )
    warm_cpu = spread(
        [(r.costs[RUNNER].cpu) / (r.costs[FLOOR].cpu - r.loaded.cpu) for r in found.rounds]
    )
    rows.append(("the same, the floor's loading left out", _said(warm), _said(warm_cpu)))
    return _table(("ratio: median (least to most)", "on the clock", "processor time"), rows)


def _split(found: Findings) -> str:
    """Where the processor time of the large reports goes, the mean over authorities."""
    names = [n for n in LARGE if any(s.report == n for s in found.splits)]
    if not names:
        return ""
    rows = []
    for phase in PHASES:
        rows.append((phase, *(f"{_mean_of(found, n, phase):.2f}" for n in names)))
    wholes = [mean(s.cpu for s in found.splits if s.report == n) for n in names]
    rows.append(("all", *(f"{whole:.2f}" for whole in wholes)))
    average = (
        f"The mean of these {len(names)} is {mean(wholes):.2f} processor seconds a report; "
        f"loading, once for a run, is {mean(s.loading for s in found.splits):.1f} more."
    )
    return _table(("processor seconds of one page", *names), rows) + "\n\n" + average


def _mean_of(found: Findings, report: str, phase: str) -> float:
    return mean(s.phases.get(phase, 0.0) for s in found.splits if s.report == report)


def _once(found: Findings) -> str:
    """A run with nothing changed, and one for every authority."""
    nothing = spread([each.unchanged.wall for each in found.rounds])
    lines = [f"Nothing changed: {_said(nothing)} seconds for {found.pages} pages."]
    if found.every and found.every_unchanged:
        some = spread([each.costs[RUNNER].cpu / found.pages for each in found.rounds]).median
        whole = found.every
        lines.append(
            f"Every authority: {found.every_pages} pages in {whole.wall:.0f} seconds, "
            f"{whole.cpu / found.every_pages:.2f} processor seconds a report ({some:.2f} for "
            f"{found.areas} authorities), {whole.peak / MIB:,.0f} MiB at most; with nothing "
            f"changed {found.every_unchanged.wall:.1f} seconds."
        )
    return "\n".join(lines)


def _said(figure: Spread) -> str:
    return f"{figure.median:.2f} ({figure.least:.2f} to {figure.most:.2f})"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
