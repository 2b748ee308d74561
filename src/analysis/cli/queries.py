"""What the command line answers: areas, indicators and figures as tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.catalogue import areas as places
from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import indicator, search
from analysis.catalogue.returns.relations import since_april
from analysis.catalogue.selection import area_name, region_named
from analysis.core import returned, shapes, store
from analysis.core.errors import UnknownNameError

AGAINST = ("neighbours", "region", "england")
INDICATOR_COLUMNS = (
    *("id", "ref", "title", "theme", "kind", "unit", "polarity", "cohort", "period", "sources"),
    *("comparators", "definition", "why", "caveat", "breaks", "split", "core"),
)


def endings(names: Sequence[str]) -> list[str]:
    """A sentence for each authority asked for that was abolished: when, and what followed it."""
    told = []
    for place in dict.fromkeys(map(places.area, names)):
        if place.end:
            after = " and ".join(area_name(code) for code in place.successors)
            own = "has figures of its" if len(place.successors) == 1 else "have figures of their"
            told.append(
                f"{place.name} was abolished after {place.end.day} {place.end:%B %Y}; its children "
                f"became the responsibility of {after}, which {own} own."
            )
    return told


def areas_table(
    words: str = "", names: Sequence[str] = (), region: str | None = None
) -> pd.DataFrame:
    """A row for each local authority: code, name, region, dates, successors and other names."""
    wanted = {places.area(n).code for n in names}
    every = places.areas().values()
    chosen = [a for a in every if (a.code in wanted if names else a.kind == "authority")]
    if region:
        within = region_named(region).code
        parts = {within} | {r.code for r in places.regions() if r.region == within}
        chosen = [a for a in chosen if a.region in parts]
    table = pd.DataFrame([_area_row(a) for a in chosen])
    if not words or table.empty:
        return table
    text = table.astype(str).agg(" ".join, axis=1).str.casefold()
    return table[[all(w in t for w in words.casefold().split()) for t in text]]


def indicators_table(words: str = "", theme: str | None = None) -> pd.DataFrame:
    """A row for each indicator with all that the catalogue says of it."""
    chosen = search(words)
    if theme:
        if theme.upper() not in THEMES:
            known = "; ".join(f"{letter} {title}" for letter, title in THEMES.items())
            raise UnknownNameError("theme", theme, THEMES, f"There is {known}.")
        chosen = [i for i in chosen if i.theme == theme.upper()]
    return pd.DataFrame([_indicator_row(i) for i in chosen], columns=list(INDICATOR_COLUMNS))


def figures(name: str, names: Sequence[str], against: str | None = None) -> pd.DataFrame:
    """An indicator's measured rows for some areas (England when none is named).

    An area that has no figures answers with a row for each period that says why. `against` adds
    the rows of `neighbours`, `region` or `england`. Where an area has a return of its own, its rows
    follow, and all have a column `origin`. Raises UnknownNameError.
    """
    chosen = indicator(name)
    if against is not None and against not in AGAINST:
        raise UnknownNameError("comparator", against, AGAINST, f"Use {', '.join(AGAINST)}.")
    asked = [places.area(n) for n in names] or [places.areas()[ENGLAND]]
    codes = list(dict.fromkeys(a.code for a in asked))
    beside = {"region": [a.region for a in asked if a.region], "england": [ENGLAND]}
    extra = [c for c in beside.get(against or "", []) if c not in codes]
    rows = store.measured([*codes, *extra], where={"indicator": chosen.id})
    groups = {shapes.OWN, shapes.NEIGHBOURS_2025 if against == "neighbours" else shapes.OWN}
    rows = rows[rows["group"].isin(groups)]
    silent = [c for c in codes if not (rows["area"] == c).any()]
    rows = pd.concat([rows, *(_why_silent(chosen, c) for c in silent)], ignore_index=True)
    ours = [of for code in codes if len(of := _of_return(chosen, code))]
    rows = pd.concat([rows.assign(**{shapes.ORIGIN: shapes.PUBLISHED}), *ours])
    order = {c: n for n, c in enumerate([*codes, *extra])}
    whose = rows["group"].where(rows["group"] != shapes.OWN, "")  # its own figures come first
    by_origin = rows[shapes.ORIGIN] != shapes.PUBLISHED
    rows = rows.assign(place=rows["area"].map(order), whose=whose, ours=by_origin).sort_values(
        ["place", "whose", "ours", "statistic", "dimension", "category", "period_end"],
        kind="stable",
    )
    rows["period_end"] = pd.to_datetime(rows["period_end"]).dt.strftime("%Y-%m-%d")
    columns = [*shapes.MEASURED, *([shapes.ORIGIN] if ours else [])]
    return rows[columns].reset_index(drop=True)


def parts_of_years(name: str, rows: pd.DataFrame) -> str:
    """What is to be said of figures of a return that are of part of a year; '' without such."""
    if shapes.ORIGIN not in rows or not since_april(indicator(name)):
        return ""
    return (
        "Figures of the return are counted from 1 April to their day: those of another day than "
        "31 March are of part of a year, and not to be set beside whole ones."
    )


def _of_return(chosen: Indicator, code: str) -> pd.DataFrame:
    """An indicator's rows of a council's own return, with their origin; none without a return."""
    slug = places.areas()[code].slug
    record = returned.record(slug)
    if not record:
        return pd.DataFrame()
    rows = returned.measured(slug)
    origin = shapes.origin(record[returned.SYNTHETIC])
    return rows[rows["indicator"] == chosen.id].assign(**{shapes.ORIGIN: origin})


def printed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as a person would read them: names, figures, intervals and reasons."""
    missing = rows["status"].map(shapes.STATUS_WORDS)
    interval = rows["lower95"].round(1).astype(str) + " to " + rows["upper95"].round(1).astype(str)
    statistic = (" " + rows["statistic"]).where(rows["statistic"] != "own", "")
    table = pd.DataFrame(
        {
            "area": rows["area"].map(area_name),
            "whose": rows["group"].where(rows["group"] != shapes.OWN, "") + statistic,
            **({shapes.ORIGIN: rows[shapes.ORIGIN]} if shapes.ORIGIN in rows else {}),
            "period_end": rows["period_end"],
            "category": rows["category"],
            "value": rows["value"].map("{:,g}".format).where(rows["value"].notna(), missing),
            "95% interval": interval.where(rows["lower95"].notna(), ""),
        }
    )
    for name in ("numerator", "denominator"):
        table[name] = rows[name].map("{:,.0f}".format).where(rows[name].notna(), "")
    dull = [c for c in ("whose", "category") if table[c].isin(["", shapes.ALL]).all()]
    return table.drop(columns=dull)


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `figures` as the files beside a page have them: see docs/files.md."""
    from analysis.publish.files import own_return
    from analysis.publish.files.columns import named
    from analysis.publish.files.columns.words import COUNTED

    rows = rows.assign(period_end=pd.to_datetime(rows["period_end"]))
    if shapes.ORIGIN not in rows:
        return named.measured(rows)
    published = rows[shapes.ORIGIN] == shapes.PUBLISHED
    ours = named.measured(own_return.with_start(rows[~published]), COUNTED)
    return pd.concat([named.measured(rows[published]), ours]).sort_index()[[*ours]]


def _why_silent(chosen: Indicator, code: str) -> pd.DataFrame:
    """Rows that say why an area has no figure at all, one for each period that others have."""
    own = {"indicator": chosen.id, "group": shapes.OWN}
    everyone = store.read(store.MEASURED_FILE, columns=["period_end"], where=own)
    periods = sorted(everyone["period_end"].unique())
    place = places.areas()[code]
    existed = [place.existed(pd.Timestamp(p).date()) for p in periods]
    blank = dict.fromkeys(("value", *shapes.LIMITS, "numerator", "denominator"), np.nan)
    return pd.DataFrame(
        {
            "indicator": chosen.id,
            "area": code,
            "period_end": periods,
            "dimension": shapes.ALL,
            "category": shapes.ALL,
            "group": shapes.OWN,
            "statistic": "own",
            "method": "no figure",
            "status": [shapes.NOT_AVAILABLE if e else shapes.NOT_APPLICABLE for e in existed],
            **blank,
        }
    )


def _area_row(each: Area) -> dict[str, object]:
    known = places.areas()
    return {
        "code": each.code,
        "name": each.name,
        "official_name": each.official_name,
        "kind": each.kind,
        "region": known[each.region].name if each.region else "",
        "region_code": each.region,
        "gss": each.gss,
        "former_gss": each.former_gss,
        "began": each.start.isoformat() if each.start else "",
        "ended": each.end.isoformat() if each.end else "",
        "successors": "; ".join(known[c].name for c in each.successors),
        "slug": each.slug,
        "aliases": "; ".join(each.aliases),
    }


def _indicator_row(each: Indicator) -> dict[str, object]:
    said = {
        "theme": THEMES[each.theme],
        "sources": "; ".join(each.sources),
        "comparators": "; ".join(each.comparators),
        "breaks": "; ".join(f"{b.on}: {b.why}" for b in each.breaks),
    }
    return {column: said.get(column, getattr(each, column)) for column in INDICATOR_COLUMNS}
