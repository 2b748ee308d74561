"""The whole benchmark: the rounds for some authorities, and perhaps one run for all."""

from collections.abc import Sequence
from dataclasses import replace

from analysis.catalogue.areas import authorities
from analysis.pipeline.bench import rounds
from analysis.pipeline.bench.rounds import Findings, Told
from analysis.pipeline.bench.work import choose, prepared


def measure(reports: Sequence[str], areas: int, times: int, *, every: bool, tell: Told) -> Findings:
    """Measure in a temporary folder, which is removed; `every` adds a run for all authorities."""
    with prepared(reports, choose(areas)) as work:
        found = rounds.measure(work, times, tell)
    if not every:
        return found
    with prepared(reports, authorities()) as work:
        made, unchanged = rounds.measure_every(work, tell)
        return replace(found, every=made, every_unchanged=unchanged, every_pages=len(work.jobs))
