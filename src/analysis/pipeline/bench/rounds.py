"""The rounds: each way of making the pages in turn, the order turned by one from round to round."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from analysis.catalogue.areas import authorities
from analysis.pipeline.bench import meter, split, ways
from analysis.pipeline.bench.meter import Cost
from analysis.pipeline.bench.split import Split
from analysis.pipeline.bench.work import LARGE, BenchError, Work, choose, prepared
from analysis.publish.render import navigation

LOOP, RUNNER, FLOOR = "loop", "runner", "floor"
WAYS = (LOOP, RUNNER, FLOOR)
Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A figure over the rounds: its median, and the least and the most."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f} to {self.most:.2f})"


@dataclass(frozen=True, kw_only=True)
class Round:
    """What each way cost, by name; what the floor paid to load; the runner with nothing changed.

    `alike` is how many pages of the floor are the runner's to the byte, links to others left out.
    """

    costs: dict[str, Cost]
    loaded: Cost
    unchanged: Cost
    alike: int


@dataclass(frozen=True, kw_only=True)
class Findings:
    """All that was measured: how many pages, the rounds, where time went, and a run for all.

    `every` is what the runner cost for `every_pages` pages, every authority; None unless asked for.
    """

    pages: int
    areas: int
    reports: tuple[str, ...]
    rounds: tuple[Round, ...]
    splits: tuple[Split, ...] = ()
    every: Cost | None = None
    every_unchanged: Cost | None = None
    every_pages: int = 0


def spread(values: Sequence[float]) -> Spread:
    """The median and the ends of some figures; BenchError for none."""
    if not values:
        raise BenchError("Nothing was measured; ask for one round or more.")
    return Spread(median=median(values), least=min(values), most=max(values))


def ratios(rounds: Sequence[Round], over: str, under: str, of: Callable[[Cost], float]) -> Spread:
    """How many times as much one way took as another, each compared within its round."""
    return spread([of(each.costs[over]) / of(each.costs[under]) for each in rounds])


def orders(rounds: int) -> list[tuple[str, ...]]:
    """The order of the ways in each round: each comes first, second and third as often."""
    return [WAYS[n % len(WAYS) :] + WAYS[: n % len(WAYS)] for n in range(rounds)]


def measure(reports: Sequence[str], areas: int, times: int, *, every: bool, tell: Tell) -> Findings:
    """Measure in a temporary folder, which is removed; `every` adds a run for all authorities."""
    with prepared(reports, choose(areas)) as work:
        done = [_round(work, n, order, tell) for n, order in enumerate(orders(times), 1)]
        large = [name for name in LARGE if name in work.reports]
        if large:
            tell("Where the time of a report goes")
        found = Findings(
            pages=len(work.jobs),
            areas=len(work.places),
            reports=work.reports,
            rounds=tuple(done),
            splits=tuple(split.measure(work, large)) if large else (),
        )
    if not every:
        return found
    with prepared(reports, authorities()) as work:
        tell(f"The runner, {len(work.jobs)} pages")
        out = work.folder / "every"
        return replace(
            found,
            every=meter.measure(lambda: ways.by_runner(work, out)),
            every_unchanged=meter.measure(lambda: ways.by_runner(work, out, force=False)),
            every_pages=len(work.jobs),
        )


def _round(work: Work, number: int, order: Sequence[str], tell: Tell) -> Round:
    out = {name: work.folder / f"out-{name}" for name in WAYS}
    costs, loaded = {}, []
    making: dict[str, Callable[[], object]] = {
        LOOP: lambda: ways.by_loop(work, out[LOOP]),
        RUNNER: lambda: ways.by_runner(work, out[RUNNER]),
        FLOOR: lambda: loaded.append(ways.by_floor(work, out[FLOOR])),
    }
    for name in order:
        tell(f"Round {number}: the {name}, {len(work.jobs)} pages")
        costs[name] = meter.measure(making[name])
        tell(f"  {costs[name].wall:.1f} s, of processor time {costs[name].cpu:.1f} s")
    unchanged = meter.measure(lambda: ways.by_runner(work, out[RUNNER], force=False))
    alike = sum(_alike(out[RUNNER] / job.path, out[FLOOR] / job.path) for job in work.jobs)
    for folder in out.values():
        shutil.rmtree(folder)
    return Round(costs=costs, loaded=loaded[0], unchanged=unchanged, alike=alike)


def _alike(one: Path, other: Path) -> bool:
    """Whether two pages are the same but for their links to other pages."""
    mine, theirs = (navigation.relinked(p.read_text(encoding="utf-8"), "") for p in (one, other))
    return mine == theirs
