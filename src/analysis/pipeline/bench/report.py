"""What the benchmark found, in words and tables for a person, and as JSON for a machine."""

import os
import platform
from dataclasses import asdict
from operator import attrgetter
from statistics import mean
from typing import Any

from analysis.pipeline.bench.rounds import FLOOR, LOOP, RUNNER, WAYS, Findings, ratios, spread
from analysis.pipeline.bench.split import PHASES
from analysis.pipeline.bench.work import LARGE
from analysis.pipeline.documents import markdown_table
from analysis.present.numbers import count

MIB = 1 << 20
_COMPARED = (
    ("the loop's time against the runner's (throughput)", LOOP, RUNNER),
    ("the runner's time against the floor's", RUNNER, FLOOR),
)
_SORTS = (("on the clock", attrgetter("wall")), ("processor", attrgetter("cpu")))


def machine() -> str:
    """The machine and its Python in a line."""
    cores = len(os.sched_getaffinity(0))
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {python}"


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


def _head(found: Findings) -> str:
    rounds = count(len(found.rounds), "round", "rounds")
    places = count(found.areas, "authority", "authorities")
    alike = min(each.alike for each in found.rounds)
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
        seconds = (str(spread([of(c) / found.pages for c in costs])) for _, of in _SORTS)
        rows.append((f"the {name}", *seconds, f"{max(c.peak for c in costs) / MIB:,.0f}"))
    heads = ("way", "seconds a report", "processor seconds a report", "memory at most, MiB")
    return markdown_table(heads, rows)


def _ratios(found: Findings) -> str:
    rows = [
        (words, *(str(ratios(found.rounds, over, under, of)) for _, of in _SORTS))
        for words, over, under in _COMPARED
    ]
    warm = (
        [of(r.costs[RUNNER]) / (of(r.costs[FLOOR]) - of(r.loaded)) for r in found.rounds]
        for _, of in _SORTS
    )
    rows.append(("the same, the floor's loading left out", *(str(spread(each)) for each in warm)))
    return markdown_table(("ratio: median (least to most)", "on the clock", "processor time"), rows)


def _split(found: Findings) -> str:
    """Where the processor time of the large reports goes, the mean over authorities."""
    of = {n: its for n in LARGE if (its := [s for s in found.splits if s.report == n])}
    if not of:
        return ""
    rows = [
        (phase, *(f"{mean(s.phases.get(phase, 0.0) for s in its):.2f}" for its in of.values()))
        for phase in PHASES
    ]
    wholes = [mean(s.cpu for s in its) for its in of.values()]
    rows.append(("all", *(f"{whole:.2f}" for whole in wholes)))
    table = markdown_table(("processor seconds of one page", *of), rows)
    return (
        f"{table}\n\nThe mean of these {len(of)} is {mean(wholes):.2f} processor seconds a report; "
        f"loading, once for a run, is {mean(s.loading for s in found.splits):.1f} more."
    )


def _once(found: Findings) -> str:
    """A run with nothing changed, and one for every authority."""
    nothing = spread([each.unchanged.wall for each in found.rounds])
    lines = [f"Nothing changed: {nothing} seconds for {found.pages} pages."]
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
