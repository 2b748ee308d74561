"""Ofsted: places in children's homes, supported accommodation, and judgements of authorities.

The area of a home is the authority in which it stands, whoever places children there; that of a
fostering agency or of a supported accommodation provider is the authority of its registered
office, which may not be where the children live. Names, addresses and owners' names are not kept.
Totals of regions and England are sums of the list made here; in a complete list an authority that
is not named has none, which is a true zero.
"""

from collections.abc import Iterable
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.catalogue.sources import ofsted as published
from analysis.catalogue.sources.ofsted import SOURCES, Movements, ProviderList
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.compact import compact, joined
from analysis.intake.ofsted import judgements, labels, lists
from analysis.intake.tables import places
from analysis.intake.tables.figures import in_shape

JUDGED = tuple(dict.fromkeys(v for v in labels.JUDGEMENTS.values() if v != labels.NOT_YET_JUDGED))
SUMMED = ("places", "premises")
Split = tuple[pd.DataFrame, str, str, tuple[str, ...]]
"""Some of the providers, the dimension by which they are split, its column, and its categories."""


def read(raw: Path, sources: Iterable[Source] = SOURCES) -> pd.DataFrame:
    """Counts of provision at 31 March, of homes opened and closed, and judgements of authorities.

    `homes` and `places` come from complete lists only; `homes_inspected` and `places_inspected`
    count homes with a full inspection and come from every list. Both are of all types; the
    dimensions `sector` and `judgement` are of children's homes alone, so their denominator is
    `home_type` / `childrens_home`. `ilacs_judgement` is a code from 1 (outstanding) to 4
    (inadequate), not a quantity; `ilacs_inspected` is the day of inspection written yyyymmdd. Those
    at a day after Ofsted's own list are somebody else's compilation of inspections since.
    SourceError when a file is not as declared, or when a declared spelling is in no list.
    """
    wanted = {source.id for source in sources}
    spelt: set[str] = set()
    editions = [edition for edition in published.LISTS if edition.source.id in wanted]
    frames = [_provision(each, lists.providers(each, raw, spelt)) for each in editions]
    if len(editions) == len(published.LISTS):
        lists.check_spellings(spelt)
    frames += [_moved(each, raw) for each in published.MOVEMENTS if each.source.id in wanted]
    own = [judgements.read(raw)] if published.ILACS.id in wanted else []
    frames += own
    if published.OVERVIEW.id in wanted:
        compiled = judgements.read_compiled(raw)
        frames.append(judgements.newer(compiled, own[0]) if own else compiled)
    return shapes.check_counts(joined(list(map(compact, frames))))


def _provision(edition: ProviderList, providers: pd.DataFrame) -> pd.DataFrame:
    homes = providers[providers["kind"].isin(labels.HOME_TYPES)]
    inspected = homes[homes["judgement"] != labels.NOT_YET_JUDGED]
    tables = [_homes(inspected, ("homes_inspected", "places_inspected"), JUDGED)]
    if edition.complete:
        agencies = providers[providers["kind"] == labels.FOSTERING]
        tables += [
            _homes(homes, ("homes", "places"), (*JUDGED, labels.NOT_YET_JUDGED)),
            _tallies(agencies, {"independent_fostering_agencies": "agencies"}),
        ]
    if edition.premises:
        registered = providers[providers["kind"] == labels.SUPPORTED]
        sectors = tuple(sorted(registered["sector"].dropna().unique()))
        measures = {
            "supported_accommodation": "registrations",
            "supported_accommodation_places": "places",
            "supported_accommodation_premises": "premises",
        }
        tables.append(_tallies(registered, measures, (registered, "sector", "sector", sectors)))
    rows = [_counted(edition.source, edition.year, tables)]
    if edition.complete:
        rows.append(_ownership(edition, homes[homes["kind"] == labels.CHILDRENS_HOME]))
    return pd.concat(rows, ignore_index=True)


def _homes(
    homes: pd.DataFrame, measures: tuple[str, str], judgements: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Homes and places by authority: all, by type, and children's homes by sector, judgement."""
    ordinary = homes[homes["kind"] == labels.CHILDRENS_HOME]
    return _tallies(
        homes,
        dict(zip(measures, ("homes", "places"), strict=True)),
        (homes, "home_type", "kind", labels.HOME_TYPES),
        (ordinary, "sector", "sector", tuple(labels.SECTORS.values())),
        (ordinary, "judgement", "judgement", judgements),
    )


def _tallies(providers: pd.DataFrame, measures: dict[str, str], *splits: Split) -> pd.DataFrame:
    """Providers, or the sum of their places or premises, by authority: all, and by each split.

    `measures` gives each its unit; a column is measure, unit, dimension, category.
    """
    areas = pd.Index(sorted(providers["area"].unique()))
    place = pd.Series(areas.get_indexer(providers["area"]), providers.index)
    chosen = {(shapes.ALL, shapes.ALL): providers.index}
    for some, dimension, column, categories in splits:
        chosen |= {(dimension, each): some.index[some[column] == each] for each in categories}
    columns = {}
    for (measure, unit), (split, rows) in product(measures.items(), chosen.items()):
        added = providers.loc[rows, unit].fillna(0) if unit in SUMMED else None
        columns[measure, unit, *split] = np.bincount(place[rows], added, minlength=len(areas))
    return pd.DataFrame(columns, index=areas)


def _ownership(edition: ProviderList, homes: pd.DataFrame) -> pd.DataFrame:
    """The number of owners of children's homes in each area, and the places of the largest.

    An owner is the registered organisation as printed, without case, punctuation or 'Limited':
    companies of one group count as several owners. Homes without a printed owner are left out.
    """
    known = homes[homes["owner"] != ""]
    levels = {code: (code, *above) for code, above in _levels(edition.year).items()}
    private = known[known["sector"] == "private"]
    columns = {}
    for split, chosen in (((shapes.ALL, shapes.ALL), known), (("sector", "private"), private)):
        spread = chosen.assign(area=chosen["area"].map(levels)).explode("area")
        held = spread.groupby(["area", "owner"])["places"].sum().groupby("area")
        columns["owners", "owners", *split] = held.size()
        columns["largest_owner_places", "places", *split] = held.max()
    everywhere = sorted({area for chain in levels.values() for area in chain})
    return _long(edition.source, edition.year, pd.DataFrame(columns).reindex(everywhere))


def _moved(each: Movements, raw: Path) -> pd.DataFrame:
    """Homes that joined and left the register in the year, as Ofsted counts them."""
    joined, left = lists.movements(each, raw)
    opened = _homes(joined, ("homes_opened", "places_opened"))
    closed = _homes(left, ("homes_closed", "places_closed"))
    return _counted(each.source, each.year, [opened, closed])


def _levels(year: int) -> dict[str, tuple[str, ...]]:
    """The areas above each authority of that year, England last."""
    return {a.code: places.above(a) for a in places.authorities_on(date(year, 3, 31))}


def _counted(source: Source, year: int, tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Tables by authority as counts, with true zeros, regions and England."""
    levels = _levels(year)
    table = pd.concat(tables, axis=1).reindex(sorted(levels)).fillna(0)
    chains = pd.Series(levels).reindex(table.index)
    above = table.loc[chains.index.repeat(chains.str.len())]
    totals = above.groupby(chains.explode().to_numpy()).sum()
    return _long(source, year, pd.concat([table, totals]))


def _long(source: Source, year: int, table: pd.DataFrame) -> pd.DataFrame:
    columns = {
        name: pd.Series(np.repeat(table.columns.get_level_values(level), len(table))).astype("str")
        for level, name in enumerate(("measure", "unit", "dimension", "category"))
    }
    return in_shape(
        source,
        period_end=pd.Timestamp(year, 3, 31),
        status=shapes.OK,
        area=pd.Series(np.tile(table.index, table.shape[1])).astype("str"),
        value=pd.Series(table.fillna(0).to_numpy("float64").ravel(order="F")),
        **columns,
    )
