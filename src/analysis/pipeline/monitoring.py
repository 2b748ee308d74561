"""The step before a strategy's pages: strategy file and quarterly figures, checked and protected.

It reads `data/raw/strategies/<slug>.toml`, the council's quarterly figures and those of its own
return, each of which may be missing, refuses what is faulty, protects small numbers, and writes
`data/processed/monitoring/<slug>`: all that a notebook reads. What was protected never gets there;
the publisher is handed it apart, to look for it in the finished page.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.local import CUMULATIVE, LOCAL, MEANS, NOT_ABOUT_CHILDREN
from analysis.core import atomic, integrity, store
from analysis.core.quarters import newest_whole, quarter_of
from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.intake.local import quarterly
from analysis.pipeline import strategy_baselines, strategy_inputs
from analysis.pipeline.local_figures.from_return import FromAReturn, quarters
from analysis.pipeline.local_figures.joined import Difference, joined
from analysis.protect.gate import HiddenCell
from analysis.protect.suppress import OF, REVISED_BY_A_FEW, Rules, protect
from analysis.strategy import publishable
from analysis.strategy.lines import Lines
from analysis.strategy.schema.whole import Strategy


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A council's strategy, if it has one, and figures made ready.

    What the page may not show is in `hidden` alone. `later` are the lines of the quarterly file
    that were left out, since they are of a later quarter or were received later.
    """

    area: Area
    strategy: Strategy | None
    refusals: tuple[str, ...]
    synthetic: bool
    hidden: tuple[HiddenCell, ...]
    later: tuple[int, ...] = ()


def prepare(places: Iterable[Area], today: date) -> dict[str, Prepared]:
    """Prepare every one of these councils that has a strategy, quarterly figures or a return of
    its own; by area code.

    Raises StrategyError for a faulty file, or QuarterlyError for spoilt figures, before anything of
    that council is written. What was prepared for a council whose files are gone is removed.
    """
    done = {}
    for place in places:
        if strategy_inputs.has_files(place):
            done[place.code] = build(place, today)
        else:
            strategy_inputs.forget(place)
            shutil.rmtree(strategy_inputs.prepared_folder(place), ignore_errors=True)
    return done


def build(place: Area, today: date) -> Prepared:
    """Prepare one council: read, check, protect, and write its folder whole or not at all."""
    path = strategy_inputs.strategy_file(place)
    strategy = strategy_baselines.read(path, today=today).usable() if path.is_file() else None
    refusals = tuple(publishable.refusals(strategy, today)) if strategy else ()
    given = strategy_inputs.figures_file(place)
    own = quarters(place, today)
    made = _figures(given, place, strategy, own, today)
    counts, hidden = made.counts, made.hidden
    record: dict[str, Any] = {
        "area": place.code,
        "strategy file": path.name if strategy else None,
        "sha256 of the strategy": integrity.digest(path) if strategy else None,
        "figures file": given.name if given else None,
        store.FIGURES_SUM: store.sum_of_figures(counts),
        "synthetic": bool(given and given.name.endswith(strategy_inputs.SYNTHETIC)),
        "hidden figures": len(hidden),
        "refusals": list(refusals),
    }
    if made.no_event:
        record["no event"] = dict(made.no_event)
    if own:
        record[store.RETURN] = {
            "as at": own.as_at.isoformat(),
            "synthetic": own.made_up,
            "differences": [asdict(each) for each in made.differences],
        }
    if strategy:
        record["strategy"] = strategy.model_dump(mode="json")
        record["lines"] = _lines(path, strategy)
    strategy_inputs.forget(place)
    folder = strategy_inputs.prepared_folder(place)
    with atomic.all_or_none(folder) as fresh:
        text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
        atomic.write(text, fresh / store.PREPARED_FILE)
        if len(counts):
            store.write(counts, fresh / store.LOCAL_FILE)
        else:
            (folder / store.LOCAL_FILE).unlink(missing_ok=True)
    return Prepared(
        area=place,
        strategy=strategy,
        refusals=refusals,
        synthetic=bool(record["synthetic"]),
        hidden=tuple(hidden),
        later=made.later,
    )


def _lines(path: Path, strategy: Strategy) -> dict[str, dict[str, int]]:
    """The line of each action and promise in its file, by table and id, for a page that refuses."""
    lines, found = Lines(path.read_text(encoding="utf-8-sig")), dict[str, dict[str, int]]()
    for table, place, item in strategy.items():
        if table in ("actions", "you_said"):
            found.setdefault(table, {})[item.id] = lines.line((table, place))
    return found


def left_out(prepared: Prepared, today: date) -> str:
    """Which lines of a council's quarterly file are of a later day than the page; '' for none."""
    if not prepared.later:
        return ""
    given = strategy_inputs.figures_file(prepared.area)
    file, lines = given.name if given else prepared.area.name, _listed(prepared.later)
    told = f"lines {lines} are" if len(prepared.later) > 1 else f"line {lines} is"
    return (
        f"{file}: {told} left out: the quarter had not ended by {today.day} {today:%B %Y}, or the "
        "figure was received later. Where that is a slip, mend the dates."
    )


def _listed(numbers: Iterable[int]) -> str:
    """Numbers with those that follow one another drawn together: '3, 4, 280 to 356'."""
    grouped = groupby(enumerate(numbers), lambda placed: placed[1] - placed[0])
    runs = [[number for _, number in run] for _, run in grouped]
    told = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(told)


@dataclass(frozen=True, kw_only=True)
class _Figures:
    """Protected local figures, what was hidden of them, lines left out, rare indicators without an
    event, and where typed figures are not those of the return.
    """

    counts: pd.DataFrame
    hidden: list[HiddenCell]
    later: tuple[int, ...]
    no_event: Mapping[str, str]
    differences: tuple[Difference, ...]


def _figures(
    given: Path | None,
    place: Area,
    strategy: Strategy | None,
    own: FromAReturn | None,
    today: date,
) -> _Figures:
    """The figures of a file, of a return, or of both; none without either."""
    asked = strategy.indicators if strategy else ()
    supplied = (
        quarterly.read(
            given,
            place.code,
            expected={t.indicator: t.supplier for t in asked if t.supplier},
            last=newest_whole(today),
            received_by=today,
        )
        if given
        else quarterly.NOTHING
    )
    rules = Rules(cumulative=CUMULATIVE, means=MEANS, exempt=NOT_ABOUT_CHILDREN)
    if own is None:
        shown = protect(supplied.counts, supplied.events, rules=rules)
        cells: list[HiddenCell] = hidden_cells(supplied.counts, shown)
        differences: tuple[Difference, ...] = ()
    else:
        both = joined(supplied.counts, supplied.events, own.counts, rules)
        shown, cells = both.counts, hidden_cells(both.before, both.after)
        differences = both.differences
    return _Figures(
        counts=shown,
        hidden=cells,
        later=supplied.later,
        no_event=supplied.no_event,
        differences=differences,
    )


def hidden_cells(before: pd.DataFrame, after: pd.DataFrame) -> list[HiddenCell]:
    """What protection took away, a cell for each quarter and release: see `protect.gate`."""
    key = ["measure", "period_end", "release", "source"]
    whole = before[(before["dimension"] == ALL) & (before["status"] == OK)]
    known: dict[Any, float] = whole.set_index(key)["value"].to_dict()
    gone = after[(after["dimension"] == ALL) & (after["status"] == SUPPRESSED)]
    by_a_few: dict[Any, bool] = (gone.set_index(key)["category"] == REVISED_BY_A_FEW).to_dict()
    newest = whole.groupby(["measure", "period_end"])["release"].max()
    cells = []
    for lost in sorted(k for k in by_a_few if k in known and not k[0].endswith(OF)):
        measure, period_end, release, source = lost
        of = (f"{measure}{OF}", period_end, release, source)
        quarter = quarter_of(period_end.date())
        # Of two releases only one is shown; the share of the other may round to the same.
        current = newest[(measure, period_end)] == release and not by_a_few[lost]
        cells.append(
            HiddenCell(
                title=LOCAL[measure].title,
                period=quarter.words,
                numerator=known[lost],
                denominator=known.get(of) if current else None,
                known_as=(measure, LOCAL[measure].brief),
                periods=(quarter.code, f"{quarter.last:%Y-%m-%d}"),
                of_hidden=of in by_a_few,
            )
        )
    return cells
