"""Ofsted: places in children's homes, supported accommodation, and judgements of authorities.

The area of a home is the authority in which it stands, whoever places children there; that of a
fostering agency or of a supported accommodation provider is the authority of its registered
office, which may not be where the children live. Names, addresses and owners' names are not kept.
Totals of regions and England are sums of the list made here; in a complete list an authority that
is not named has none, which is a true zero.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.catalogue.labels.ofsted import (
    CHILDRENS_HOME,
    FOSTERING,
    HOME_TYPES,
    JUDGEMENTS,
    NOT_YET_JUDGED,
    SECTORS,
    SUPPORTED,
    Spelling,
)
from analysis.catalogue.sources.ofsted import (
    ILACS,
    LISTS,
    MOVEMENTS,
    OVERVIEW,
    SOURCES,
    Movements,
    ProviderList,
)
from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.intake.ofsted import judgements as authority_judgements
from analysis.intake.ofsted import lists, overview
from analysis.intake.tables import places

JUDGED = tuple(dict.fromkeys(v for v in JUDGEMENTS.values() if v != NOT_YET_JUDGED))
Cell = tuple[str, str, str, str]
"""One column of a table by authority: measure, unit, dimension, category."""


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
    spelt: set[Spelling] = set()
    frames = []
    for edition in LISTS:
        if edition.source.id in wanted:
            providers = lists.providers(edition, raw, spelt)
            frames.append(_provision(edition, providers))
    if all(edition.source.id in wanted for edition in LISTS):
        lists.check_spellings(spelt)
    frames += [_moved(each, raw) for each in MOVEMENTS if each.source.id in wanted]
    own = [authority_judgements.read(raw)] if ILACS.id in wanted else []
    frames += own
    if OVERVIEW.id in wanted:
        compiled = overview.read(raw)
        frames.append(overview.since(compiled, own[0]) if own else compiled)
    return shapes.check_counts(pd.concat(frames, ignore_index=True))


def _provision(edition: ProviderList, providers: pd.DataFrame) -> pd.DataFrame:
    homes = providers[providers["kind"].isin(HOME_TYPES)]
    inspected = homes[homes["judgement"] != NOT_YET_JUDGED]
    tables = [_homes(inspected, ("homes_inspected", "places_inspected"), JUDGED)]
    if edition.complete:
        agencies = providers[providers["kind"] == FOSTERING]
        tables += [
            _homes(homes, ("homes", "places"), (*JUDGED, NOT_YET_JUDGED)),
            _tally(agencies, ("independent_fostering_agencies", "agencies", "all", "all"), None),
        ]
    if edition.premises:
        tables += _supported(providers[providers["kind"] == SUPPORTED])
    rows = [_counted(edition.source, edition.year, tables)]
    if edition.complete:
        rows.append(_ownership(edition, homes[homes["kind"] == CHILDRENS_HOME]))
    return pd.concat(rows, ignore_index=True)


def _homes(
    homes: pd.DataFrame, measures: tuple[str, str], judgements: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Homes and places by authority: all, by type, and children's homes by sector, judgement."""
    ordinary = homes[homes["kind"] == CHILDRENS_HOME]
    columns = []
    for measure, unit, summed in zip(measures, ("homes", "places"), (None, "places"), strict=True):
        columns.append(_tally(homes, (measure, unit, shapes.ALL, shapes.ALL), summed))
        for frame, dimension, column, categories in (
            (homes, "home_type", "kind", HOME_TYPES),
            (ordinary, "sector", "sector", tuple(SECTORS.values())),
            (ordinary, "judgement", "judgement", judgements),
        ):
            for category in categories:
                chosen = frame[frame[column] == category]
                columns.append(_tally(chosen, (measure, unit, dimension, category), summed))
    return pd.concat(columns, axis=1)


def _supported(registered: pd.DataFrame) -> list[pd.DataFrame]:
    measures = (
        ("supported_accommodation", "registrations", None),
        ("supported_accommodation_places", "places", "places"),
        ("supported_accommodation_premises", "premises", "premises"),
    )
    tables = []
    for measure, unit, summed in measures:
        tables.append(_tally(registered, (measure, unit, shapes.ALL, shapes.ALL), summed))
        for sector in sorted(registered["sector"].dropna().unique()):
            chosen = registered[registered["sector"] == sector]
            tables.append(_tally(chosen, (measure, unit, "sector", sector), summed))
    return tables


def _ownership(edition: ProviderList, homes: pd.DataFrame) -> pd.DataFrame:
    """The number of owners of children's homes in each area, and the places of the largest.

    An owner is the registered organisation as printed, without case, punctuation or 'Limited':
    companies of one group count as several owners. Homes without a printed owner are left out.
    """
    known = homes[homes["owner"] != ""]
    levels = {code: (code, *above) for code, above in _levels(edition.year).items()}
    tables = []
    for dimension, category, chosen in (
        (shapes.ALL, shapes.ALL, known),
        ("sector", "private", known[known["sector"] == "private"]),
    ):
        spread = chosen.assign(area=chosen["area"].map(levels)).explode("area")
        held = spread.groupby(["area", "owner"])["places"].sum().groupby("area")
        owners: Cell = ("owners", "owners", dimension, category)
        largest: Cell = ("largest_owner_places", "places", dimension, category)
        tables.append(pd.DataFrame({owners: held.size(), largest: held.max()}))
    table = pd.concat(tables, axis=1)
    everywhere = sorted({area for chain in levels.values() for area in chain})
    return _long(edition.source, edition.year, table.reindex(everywhere))


def _moved(each: Movements, raw: Path) -> pd.DataFrame:
    """Homes that joined and left the register in the year, as Ofsted counts them."""
    joined, left = lists.movements(each, raw)
    tables = [
        _homes(joined, ("homes_opened", "places_opened")),
        _homes(left, ("homes_closed", "places_closed")),
    ]
    return _counted(each.source, each.year, tables)


def _levels(year: int) -> dict[str, tuple[str, ...]]:
    """The areas above each authority of that year, England last."""
    return {a.code: places.above(a) for a in places.authorities_on(date(year, 3, 31))}


def _tally(providers: pd.DataFrame, cell: Cell, summed: str | None) -> pd.DataFrame:
    """One column by authority: how many providers, or the sum of a column of theirs."""
    by_area = providers.groupby("area")
    column = by_area.size() if summed is None else by_area[summed].sum()
    return column.to_frame().set_axis(pd.MultiIndex.from_tuples([cell]), axis=1)


def _counted(source: Source, year: int, tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Tables by authority as counts, with true zeros, regions and England."""
    levels = _levels(year)
    table = pd.concat(tables, axis=1).reindex(sorted(levels)).fillna(0)
    chains = pd.Series(levels).reindex(table.index)
    above = table.loc[chains.index.repeat(chains.str.len())]
    totals = above.groupby(chains.explode().to_numpy()).sum()
    return _long(source, year, pd.concat([table, totals]))


def _long(source: Source, year: int, table: pd.DataFrame) -> pd.DataFrame:
    names = ["measure", "unit", "dimension", "category"]
    table = table.set_axis(
        pd.MultiIndex.from_tuples([tuple(c) for c in table.columns], names=names), axis=1
    )
    rows = table.rename_axis(index="area").fillna(0).melt(ignore_index=False).reset_index()
    return _finished(source, year, rows.assign(status=shapes.OK))


def _finished(source: Source, year: int, rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(
        period_end=pd.Timestamp(year, 3, 31),
        frequency="annual",
        source=source.id,
        release=source.release,
        value=rows["value"].astype("float64"),
    )
    return rows[list(shapes.COUNTS)]
