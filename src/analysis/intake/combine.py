"""All publishers' counts in one table: corrected, the newest release first, revisions kept."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.catalogue.sources.corrections import Correction
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.compact import compact, numbered
from analysis.core.errors import SourceError
from analysis.intake.tables import places

KEY = list(shapes.COUNT_KEY)
ORDER = ["area", "measure", "dimension", "category", "unit", "period_end"]
EDITION = ["release", "source"]


def correct(counts: pd.DataFrame, corrections: Iterable[Correction]) -> pd.DataFrame:
    """The counts with every declared correction made.

    Raises SourceError when a declared fault is no longer in the file: the publisher has mended it
    and the declaration must go.
    """
    counts = counts.copy()
    for each in corrections:
        for source in each.sources:
            of_areas = counts[(counts["source"] == source) & counts["area"].isin(each.areas)]
            if of_areas.empty:
                continue  # the file at hand, an excerpt, has none of these areas
            faulty = of_areas.index[
                of_areas["measure"].isin(each.measures)
                & ((of_areas["category"] == each.category) | (each.category == ""))
                & (of_areas["period_end"] == pd.Timestamp(each.period_end))
            ]
            if faulty.empty:
                raise _mended(each, source, "no such figure")
            found = counts.loc[faulty, "value"]
            if not (found.fillna(each.published) == each.published).all():
                raise _mended(each, source, f"{found[found != each.published].iloc[0]:g}")
            counts.loc[faulty, "value"] = float("nan")
            counts.loc[faulty, "status"] = each.status
    return counts


def settle(counts: pd.DataFrame, sources: dict[str, Source]) -> tuple[pd.DataFrame, dict[str, int]]:
    """The newest figure for every key, an older one where it differs, and what was left out.

    A compilation fills what no primary release carries, and has the newer number where the
    edition carried is declared superseded. Returns the table, sorted by area, and the number of
    rows left out by reason.
    """
    counts = compact(counts)
    compilations = [s.id for s in sources.values() if s.compilation]
    second_hand = counts["source"].isin(compilations).to_numpy()
    superseded = counts["source"].isin([s.id for s in sources.values() if s.superseded]).to_numpy()
    has_number = counts["value"].notna().to_numpy()
    rank = np.select([second_hand & has_number, superseded, second_hand], [1, 2, 3], default=0)
    figure, edition = numbered(counts, ORDER), numbered(counts, EDITION)
    order = np.lexsort((-edition, rank, figure))
    first = np.append(True, np.diff(figure[order]) != 0)[: len(order)]
    winner = np.empty_like(order)  # the row of the newest figure with the same key
    winner[order] = order[first][np.cumsum(first) - 1]
    newest = winner == np.arange(len(counts))
    value, status = counts["value"].to_numpy(), counts["status"].cat.codes.to_numpy()
    same = (status == status[winner]) & ((value == value[winner]) | np.isnan(value[winner]))
    repeated = ~newest & same & ~second_hand
    compiled = ~newest & second_hand
    kept = np.flatnonzero(~repeated & ~compiled)
    kept = kept[np.lexsort((edition[kept], figure[kept]))]
    left_out = {
        "an older release says the same": int(repeated.sum()),
        "a compilation repeats a primary release": int(compiled.sum()),
    }
    settled = counts[list(shapes.COUNTS)].take(kept).reset_index(drop=True)
    return shapes.check_counts(settled), left_out


def newest(counts: pd.DataFrame) -> pd.DataFrame:
    """Only the newest figure for every key."""
    ranked = counts[["release", *KEY]].sort_values("release", ascending=False, kind="stable")
    return counts.loc[ranked.index[~ranked.duplicated(KEY)].sort_values()]


def check_existence(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts, or SourceError when an area has figures from before or long after it."""
    starts, ends = places.lifetimes(counts["area"])
    early = counts["period_end"] < starts
    late = counts["period_end"] > ends + pd.DateOffset(years=1)
    if (early | late).any():
        first = counts.loc[early | late, ["area", "measure", "period_end", "source"]].iloc[0]
        raise SourceError(
            str(first["source"]),
            expected="figures only for authorities that existed",
            found=f"{first['measure']} of area {first['area']} at {first['period_end']:%Y-%m-%d}"
            f" (and {int((early | late).sum()) - 1} more)",
            remedy="Drop them in the reader and record why.",
        )
    return counts


def _mended(correction: Correction, source: str, found: str) -> SourceError:
    measures, codes = ", ".join(correction.measures), ", ".join(correction.areas)
    return SourceError(
        source,
        expected=f"the known fault ({measures} of area {codes} at {correction.period_end} "
        f"published as {correction.published:g})",
        found=found,
        remedy="The publisher seems to have mended it: remove the correction.",
    )
