"""What the command line answers: areas, indicators and figures, a row each, without pandas."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analysis.catalogue import areas as places
from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import indicator, search
from analysis.catalogue.returns.relations import since_april
from analysis.catalogue.selection import area_name, region_named
from analysis.core import integrity, returned, shapes, stored
from analysis.core.errors import UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
NUMBERS = ("value", *shapes.LIMITS, "numerator", "denominator")
AGAINST = ("neighbours", "region", "england")
SORTED = ("statistic", "dimension", "category", "period_end")
AREA_COLUMNS = (
    *("code", "name", "official_name", "kind", "region", "region_code", "gss", "former_gss"),
    *("began", "ended", "successors", "slug", "aliases"),
)
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


def areas_table(words: str = "", names: Sequence[str] = (), region: str | None = None) -> list[Row]:
    """A row for each local authority: code, name, region, dates, successors and other names."""
    wanted = {places.area(n).code for n in names}
    every = places.areas().values()
    chosen = [a for a in every if (a.code in wanted if names else a.kind == "authority")]
    if region:
        within = region_named(region).code
        parts = {within} | {r.code for r in places.regions() if r.region == within}
        chosen = [a for a in chosen if a.region in parts]
    rows = [_area_row(a) for a in chosen]
    asked = words.casefold().split()
    return [row for row in rows if all(w in " ".join(row.values()).casefold() for w in asked)]


def indicators_table(words: str = "", theme: str | None = None) -> list[Row]:
    """A row for each indicator with all that the catalogue says of it."""
    chosen = search(words)
    if theme:
        if theme.upper() not in THEMES:
            known = "; ".join(f"{letter} {title}" for letter, title in THEMES.items())
            raise UnknownNameError("theme", theme, THEMES, f"There is {known}.")
        chosen = [i for i in chosen if i.theme == theme.upper()]
    return [_indicator_row(i) for i in chosen]


def figures(name: str, names: Sequence[str], against: str | None = None) -> list[Row]:
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
    groups = {shapes.OWN, shapes.NEIGHBOURS_2025 if against == "neighbours" else shapes.OWN}
    found = stored.rows(integrity.MEASURED_FILE, {*codes, *extra}, where={"indicator": chosen.id})
    rows = [row for row in found.to_pylist() if row["group"] in groups]
    silent = set(codes) - {row["area"] for row in rows}
    rows += [row for code in codes if code in silent for row in _why_silent(chosen, code)]
    ours = [row for code in codes for row in _of_return(chosen, code)]
    if ours:
        rows = [row | {shapes.ORIGIN: shapes.PUBLISHED} for row in rows] + ours
    order = {code: n for n, code in enumerate([*codes, *extra])}

    def place(row: Row) -> tuple[Any, ...]:
        whose = "" if row["group"] == shapes.OWN else row["group"]  # its own figures come first
        by_origin = row.get(shapes.ORIGIN, shapes.PUBLISHED) != shapes.PUBLISHED
        return (order[row["area"]], whose, by_origin, *(row[each] for each in SORTED))

    return [row | {"period_end": str(row["period_end"])} for row in sorted(rows, key=place)]


def parts_of_years(name: str, rows: Sequence[Row]) -> str:
    """What is to be said of figures of a return that are of part of a year; '' without such."""
    if not any(shapes.ORIGIN in row for row in rows) or not since_april(indicator(name)):
        return ""
    return (
        "Figures of the return are counted from 1 April to their day: those of another day than "
        "31 March are of part of a year, and not to be set beside whole ones."
    )


def _of_return(chosen: Indicator, code: str) -> list[Row]:
    """An indicator's rows of a council's own return, with their origin; none without a return."""
    slug = places.areas()[code].slug
    record = returned.record(slug)
    if not record:
        return []
    origin = {shapes.ORIGIN: shapes.origin(record[returned.SYNTHETIC])}
    rows = returned.rows(slug, returned.MEASURED_FILE, shapes.MEASURED).to_pylist()
    return [row | origin for row in rows if row["indicator"] == chosen.id]


def printed(rows: Sequence[Row]) -> list[dict[str, str]]:
    """The rows as a person would read them: names, figures, intervals and reasons."""
    table = [_printed(row) for row in rows]
    dull = {c for c in ("whose", "category") if {row[c] for row in table} <= {"", shapes.ALL}}
    return [{name: word for name, word in row.items() if name not in dull} for row in table]


def _printed(row: Row) -> dict[str, str]:
    whose = row["group"] if row["group"] != shapes.OWN else ""
    statistic = f" {row['statistic']}" if row["statistic"] != "own" else ""
    lower, upper = row["lower95"], row["upper95"]
    given = row["value"] is not None
    return {
        "area": area_name(row["area"]),
        "whose": whose + statistic,
        **({shapes.ORIGIN: row[shapes.ORIGIN]} if shapes.ORIGIN in row else {}),
        "period_end": row["period_end"],
        "category": row["category"],
        "value": f"{row['value']:,g}" if given else shapes.STATUS_WORDS[row["status"]],
        "95% interval": "" if lower is None else f"{_tenths(lower)} to {_tenths(upper)}",
        **{n: "" if row[n] is None else f"{row[n]:,.0f}" for n in ("numerator", "denominator")},
    }


def _tenths(value: float) -> float:
    """To one decimal as it would be on paper: 69.35 is 69.4, although it is a little less."""
    return round(10 * value) / 10


def in_words(rows: Sequence[Row]) -> "pd.DataFrame":
    """The rows of `figures` as the files beside a page have them: see docs/files.md."""
    import pandas as pd

    from analysis.publish.files import own_return
    from analysis.publish.files.columns import named
    from analysis.publish.files.columns.words import COUNTED

    table = pd.DataFrame(rows).astype(dict.fromkeys(NUMBERS, float))
    table = table.assign(period_end=pd.to_datetime(table["period_end"]))
    if shapes.ORIGIN not in table:
        return named.measured(table)
    published = table[shapes.ORIGIN] == shapes.PUBLISHED
    ours = named.measured(own_return.with_start(table[~published]), COUNTED)
    return pd.concat([named.measured(table[published]), ours]).sort_index()[[*ours]]


def _why_silent(chosen: Indicator, code: str) -> list[Row]:
    """Rows that say why an area has no figure at all, one for each period that others have."""
    own = {"indicator": chosen.id, "group": shapes.OWN}
    everyone = stored.rows(integrity.MEASURED_FILE, columns=["period_end"], where=own)
    place = places.areas()[code]
    said = {"indicator": chosen.id, "area": code, "dimension": shapes.ALL, "category": shapes.ALL}
    said |= {"group": shapes.OWN, "statistic": "own", "method": "no figure"}
    periods = sorted(everyone["period_end"].unique().to_pylist())
    reason = {True: shapes.NOT_AVAILABLE, False: shapes.NOT_APPLICABLE}
    blank = dict.fromkeys(shapes.MEASURED)
    return [
        blank | said | {"period_end": end, "status": reason[place.existed(end)]} for end in periods
    ]


def _area_row(each: Area) -> Row:
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


def _indicator_row(each: Indicator) -> Row:
    said = {
        "theme": THEMES[each.theme],
        "sources": "; ".join(each.sources),
        "comparators": "; ".join(each.comparators),
        "breaks": "; ".join(f"{b.on}: {b.why}" for b in each.breaks),
    }
    return {column: said.get(column, getattr(each, column)) for column in INDICATOR_COLUMNS}
