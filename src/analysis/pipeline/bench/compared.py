"""What two things cost beside each other, as two commits: for a person, and as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from operator import attrgetter
from statistics import median
from typing import Any

from analysis.pipeline.bench.meter import Cost
from analysis.pipeline.bench.report import MIB, machine
from analysis.pipeline.bench.rounds import spread
from analysis.pipeline.documents import markdown_table

Of = Callable[[Cost], float]
CPU, PEAK, WALL = attrgetter("cpu"), attrgetter("peak"), attrgetter("wall")
NOT_SEEN = "not seen"


@dataclass(kw_only=True)
class Compared:
    """The costs of a part, now and then, a pair for each round; or why it was not measured."""

    part: str
    told: str
    pairs: list[tuple[Cost, Cost]] = field(default_factory=list)
    why: str = ""

    def ratios(self, of: Of) -> list[float]:
        """How much of then's it takes now, pair by pair; none where some cost was not seen."""
        both = [(of(now), of(then)) for now, then in self.pairs]
        return [now / then for now, then in both] if all(then for _, then in both) else []

    def row(self) -> list[str]:
        """Its cells: what it is, processor seconds, memory, and the ratio on the clock."""
        if self.why:
            return [self.told, self.why, *[""] * 6]
        seconds = [f"{median(CPU(pair[n]) for pair in self.pairs):.2f}" for n in (0, 1)]
        memory = [f"{max(PEAK(pair[n]) for pair in self.pairs) / MIB:,.0f}" for n in (0, 1)]
        of = [self._ratio(each) for each in (CPU, PEAK, WALL)]
        return [self.told, *seconds, of[0], *memory, of[1], of[2]]

    def _ratio(self, of: Of) -> str:
        found = self.ratios(of)
        return str(spread(found)) if found else NOT_SEEN


def text(compared: Sequence[Compared], then: str, now: str = "now") -> str:
    """A row for each part, and under it the ratios of processor time pair by pair."""
    heads = ("part", f"processor seconds, {now}", then, "ratio: median (least to most)")
    memory = (f"MiB at most, {now}", then, "ratio")
    table = markdown_table((*heads, *memory, "ratio on the clock"), [c.row() for c in compared])
    pairs = [
        f"{each.part} {', '.join(f'{ratio:.2f}' for ratio in each.ratios(CPU))}"
        for each in compared
        if not each.why
    ]
    return f"{machine()}.\n\n{table}\n\nProcessor time pair by pair: {'; '.join(pairs)}."


def as_json(compared: Sequence[Compared], then: str) -> dict[str, Any]:
    """All that was measured."""
    return {"machine": machine(), "against": then, "parts": [asdict(each) for each in compared]}
