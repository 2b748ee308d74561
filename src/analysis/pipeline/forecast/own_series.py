"""What is said of a series of anyone's own beside its scores: its areas, years and verdict."""

import numpy as np
import pandas as pd

from analysis.core.shapes import ALL
from analysis.forecast.central import beside_no_change, not_beaten
from analysis.forecast.panel import CHILDREN, Panel
from analysis.forecast.skill import bootstrap
from analysis.forecast.skill.backtest import MODEL
from analysis.present.numbers import count as count_of
from analysis.present.words.forecast import years_ahead


def told_areas(panel: Panel) -> list[str]:
    """How many areas there are of each kind, in words; an area may be of several.

    New areas have their first number after the first year, abolished ones their last before the
    last year; a gap lies between two numbers of an area.
    """
    count = panel.of(CHILDREN)
    there = np.isfinite(count)
    known = there[there.any(axis=1)]
    first, last = np.argmax(known, axis=1), known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    inside = np.array([row[a : b + 1].all() for row, a, b in zip(known, first, last, strict=True)])
    years = f"{panel.years[0]} to {panel.years[-1]}"
    kinds = {
        "with a number in every year": int(known.all(axis=1).sum()),
        f"new (first number after {panel.years[0]})": int((first > 0).sum()),
        f"abolished or no longer published (last number before {panel.years[-1]})": int(
            (last < known.shape[1] - 1).sum()
        ),
        "with a gap between two numbers": int((~inside).sum()),
        "with a zero in some year": int((count == 0).any(axis=1).sum()),
        "without any number": int((~there).all(axis=1).sum()),
    }
    listed = "; ".join(f"{n} {kind}" for kind, n in kinds.items())
    return [
        f"{count_of(len(panel.areas), 'area', 'areas')}, {years}: {listed}. An area can be of "
        "several kinds.",
        "A forecast is scored where an area has a number above zero at its start and a number at "
        "its end: a gap, a zero at the start, the years before an area is new and those after it "
        "is abolished are no cases. A zero at the end is scored. Nothing is filled in or joined.",
    ]


def told_scores(table: pd.DataFrame) -> list[str]:
    """First where the method does not beat no change; then what the intervals are."""
    lost, unsure, beaten = beside_no_change(table)
    told = []
    if lost:
        told.append(f"The method does not beat 'no change' {years_ahead(lost)}: use the range.")
    if unsure:
        ratio = table[(table["group"] == ALL) & (table["score"] == "wis_ratio")]
        ratio = ratio[(ratio["model"] == MODEL) & ratio["horizon"].isin(unsure)]
        whys = ["the interval of its score reaches 1"] * bool(ratio["high"].notna().any())
        whys += ["there are too few areas for an interval"] * bool(ratio["high"].isna().any())
        why = ", or ".join(whys)
        told.append(f"Whether it beats 'no change' {years_ahead(unsure)} could be chance: {why}.")
    kinds = {group: years for group, years in not_beaten(table).items() if _is_kind(group)}
    if kinds:
        kept = "; ".join(f"{group} ({years_ahead(list(h))})" for group, h in kinds.items())
        told.append(f"By kind it does not beat 'no change' for {kept}: use their ranges.")
    if beaten and not (lost or unsure):
        every = "the method beats 'no change' at every number of years that is scored."
        told.append(f"For the total {every}" if kinds else f"{every[0].upper()}{every[1:]}")
    told.append(
        "Each forecast and each setting of it was made with what was known at its start. In "
        f"brackets is the 95% interval of a paired bootstrap over areas ({bootstrap.COUNT:,} "
        f"draws, seed {bootstrap.SEED}; the years stay as they were), for "
        f"{bootstrap.FEWEST_AREAS} areas or more."
    )
    return told


def _is_kind(group: str) -> bool:
    """Whether a group of the backtest is a kind of home, an age or another part of its own."""
    return group != ALL and not any(
        other in group for other in (" third", "across a break", "first published")
    )
