"""What this project costs beside another commit of it: whole processes by turns, and their ratios.

Both run the same commands, so that nothing but what both have is compared.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from analysis.core import paths
from analysis.core.errors import UnknownNameError
from analysis.pipeline.bench import meter
from analysis.pipeline.bench.commits import Clone, side_by_side
from analysis.pipeline.bench.compared import Compared
from analysis.pipeline.bench.meter import Cost
from analysis.pipeline.bench.rounds import Tell
from analysis.pipeline.bench.work import LARGE

EVERY_SECONDS = 0.05  # memory is looked at so often, since some commands end in half a second
FIRST, *MORE = ("Bristol", "Herefordshire", "Lancashire", "Cheshire East", "Bradford")
WRITTEN_WRONGLY = 2  # the exit code of a command line that has no such command or option

Words = Sequence[str]
Measure = Callable[[Words], Cost]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that people wait for: what it is, and its cost by the commands that are run.

    A command is measured with a new folder for what it writes in the place of OUT, and with the
    folder of published files in that of RAW.
    """

    told: str
    cost: Callable[[Measure], Cost]


OUT, RAW = "{out}", "{raw}"


def _once(*words: str) -> Callable[[Measure], Cost]:
    return lambda measure: measure(words)


def _page(measure: Measure) -> Cost:
    """What one more page costs a run, the mean of the large reports: loading is left out."""
    costs = []
    for name in LARGE:
        one, all_ = (measure(_report(name, areas)) for areas in ([FIRST], [FIRST, *MORE]))
        costs.append(
            Cost(
                wall=(all_.wall - one.wall) / len(MORE),
                cpu=(all_.cpu - one.cpu) / len(MORE),
                peak=all_.peak,
            )
        )
    return Cost(
        wall=mean(each.wall for each in costs),
        cpu=mean(each.cpu for each in costs),
        peak=max(each.peak for each in costs),
    )


def _report(name: str, areas: Sequence[str]) -> Words:
    places = [word for area in areas for word in ("--area", area)]
    return ["report", name, *places, "--workers", "1", "--out", OUT]


PARTS = {
    "page": Part(told="one more page of a run, one at a time, mean of large reports", cost=_page),
    "first": Part(
        told="first page after set-up", cost=lambda measure: measure(_report(LARGE[0], [FIRST]))
    ),
    "build": Part(told="build", cost=_once("build", "--raw", RAW, "--out", OUT)),
    "forecast": Part(told="forecast", cost=_once("forecast", "--out", OUT)),
    "show": Part(
        told="show",
        cost=_once("show", "cla_rate", "--area", "Leeds", "--against", "neighbours"),
    ),
    "help": Part(told="--help", cost=_once("--help")),
}


def measure(
    commit: str,
    names: Sequence[str],
    rounds: int,
    tell: Tell,
    *,
    raw: Path | None = None,
    python: Path | None = None,
) -> list[Compared]:
    """Compare this project with another commit, part by part, so many rounds by turns.

    `names` are of PARTS, all unless given; `raw` is the folder of published files, and `python` one
    with the packages of that commit. UnknownNameError for another part; BenchError: see `commits`.
    """
    for name in names:
        if name not in PARTS:
            raise UnknownNameError("part", name, PARTS, f"There is {', '.join(PARTS)}.")
    raw = raw or paths.root().parent / "shared" / "data"
    compared = [
        Compared(part=name, told=each.told)
        for name, each in PARTS.items()
        if name in (names or PARTS)
    ]
    for each in compared:
        if each.part == "build" and not raw.is_dir():
            each.why = f"not measured: no published files in {raw}; --raw names another folder"
    with side_by_side(commit, python) as (now, then):
        for number in range(1, rounds + 1):
            for each in compared:
                if not each.why:
                    tell(f"Round {number}: {each.told}")
                    _pair(each, (now, then), raw, turned=number % 2 == 0)
    return compared


def _pair(compared: Compared, clones: tuple[Clone, Clone], raw: Path, *, turned: bool) -> None:
    """One more pair of costs; from a command that fails, the reason instead."""
    costs = {}
    for clone in reversed(clones) if turned else clones:
        try:
            costs[clone.root] = PARTS[compared.part].cost(_measuring(clone, raw))
        except meter.CommandError as fault:
            absent = fault.code == WRITTEN_WRONGLY
            said = "not there" if absent else f"not measured, since it failed: {fault.last}"
            compared.why = f"{clone.called}: {said}"
            return
    now, then = (costs[clone.root] for clone in clones)
    compared.pairs.append((now, then))


def _measuring(clone: Clone, raw: Path) -> Measure:
    """How to measure a command in a clone; what it wrote is removed."""

    def measured(words: Words) -> Cost:
        out = clone.root.parent / "out"
        put = {OUT: str(out), RAW: str(raw.resolve())}
        command = [put.get(word, word) for word in words]
        try:
            return meter.measure(lambda: clone.run(command), EVERY_SECONDS)
        finally:
            shutil.rmtree(out, ignore_errors=True)

    return measured
