"""The gap table: need, usable places and the gap for providers and regions, as CSV and JSON.

Its columns are documented in docs/gap_table.md. A region's row adds up authorities draw by draw
in the forecast; here nothing is added, since quantiles do not add up.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import (
    ENGLAND,
    SET,
    Area,
    areas,
    authorities,
    authorities_in,
    members,
    region,
)
from analysis.catalogue.areas import reporting_area as authority
from analysis.catalogue.assumptions import ASSUMPTIONS, SUPPLY
from analysis.core import returned, shapes, store
from analysis.core.errors import CareAnalysisError
from analysis.publish.files.columns import meanings, words
from analysis.publish.files.columns.named import day
from analysis.publish.files.downloads import Download, link

SCHEMA = "care-analysis gap table"
SCHEMA_VERSION = "1.3"
LICENCE = "Open Government Licence v3.0"
SOURCES = (
    "Department for Education, Children looked after in England including adoptions",
    "Ofsted, Children's social care in England, provider level",
    "Ofsted, Fostering in England",
)
PLACEMENT_TYPES = {
    "foster": "Foster care",
    "childrens_homes": "Children's homes",
    "supported": "Supported accommodation",
}
OCCUPANCY = {"foster": "foster_occupancy", "childrens_homes": "homes_occupancy"}
SPREAD = ("p10", "p50", "p90")
OWN = returned.OF_HISTORIES
EXTRAPOLATED = ", errors extrapolated"  # how a projected row's method ends where they are
MEASURES = {
    "need": "cla_31_march",
    "usable_places": "places_usable",
    "gap_children": "gap_children",
    "gap_places": "gap_places",
}
WHOLE = (  # columns of whole numbers, in their order
    *(f"{name}_{q}" for name in MEASURES for q in SPREAD),
    *(f"{name}_central" for name in MEASURES),
    "gap_places_p80",
    "chance_of_gap_percent",
)
PROVENANCE = ("method", "run", "origin", "scenario")
COLUMNS = (
    *("area_code", "area_name", "placement_type", "placement_type_name"),
    *("year", "period", "period_end"),
    *WHOLE,
    *("occupancy", "authorities", "authorities_counted", "status", "status_name"),
    *PROVENANCE,
    "scenario_name",
)
NOTES = (
    "Need is children who will need the kind of home on 31 March; a range for planning places, "
    "never a target and never for a decision about a child.",
    "Usable places can be lived in by the authority's own children at one time. The gap in "
    "children is need less usable places; the gap in places is that divided by the occupancy. "
    "Below zero there are places to spare.",
    "p10 to p90 hold eight of ten simulated futures. The central figure is the one to print first: "
    "the middle of the futures (p50), or, where the method says 'no change', today's number of "
    "children for need, because a backtest does not find that anything beats it; the gap moves by "
    "as much.",
    "Where the method says 'errors extrapolated', four and five years ahead, the range rests on "
    "the errors of shorter forecasts.",
    "Usable places rest on assumed shares (see assumptions); each future draws them from their "
    "ranges. The occupancy by which the gap in places is divided is the stated one.",
    "Where no supply figure is published there is no gap (status not_available).",
    "A region is a sum of simulated futures of its authorities, not of their ranges. Children of "
    "other authorities of the region count as children from elsewhere, since only the places that "
    "each authority's own children can use are published. Need and gap are those of the "
    "authorities with a supply figure (authorities_counted of authorities).",
    "Where the method says 'own histories', need comes from councils' own returns, future by "
    "future; a region is then the sum of the councils that handed theirs over (authorities), and "
    "usable places are drawn from their ranges.",
)


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>-gap.csv` and `<report>-gap.json` (docs/gap_table.md has the schema)."""
    apart = [] if area.kind == "authority" else members(area)
    table = of_areas([area, *apart] if area.kind != SET else apart)
    lines, document = folder / f"{report}-gap.csv", folder / f"{report}-gap.json"
    write_csv(table, lines)
    write_json(table, document)
    return [link(lines, "Gap table, CSV", meanings.GAP), link(document, "Gap table, JSON")]


def gap_table(
    projected: pd.DataFrame,
    area_names: Mapping[str, str],
    within: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """One row for each area, kind of home and year, with the columns of COLUMNS.

    `projected` is in the projected shape; `area_names` the areas wanted, in order, by code.
    `within` are the authorities of each region in it, whose rows `projected` must have too, to
    count those with a supply figure. Children and places are whole numbers, NA where missing.
    """
    rows = projected[
        (projected["scenario"] == "as_now")
        & (projected["dimension"] == "placement")
        & projected["category"].isin(list(PLACEMENT_TYPES))
    ]
    keyed = rows.assign(year=pd.DatetimeIndex(rows["period_end"]).year)
    found = {
        (r["area"], r["category"], r["year"], r["measure"]): r for r in keyed.to_dict("records")
    }
    years = sorted(keyed["year"].unique())
    lines = [
        _line(found, code, name, kind, year, (within or {}).get(code, [code]))
        for code, name in area_names.items()
        for kind in PLACEMENT_TYPES
        for year in years
        if (code, kind, year, "cla_31_march") in found
    ]
    table = pd.DataFrame(lines, columns=list(COLUMNS))
    return table.assign(**table[[*WHOLE]].astype(float).round().astype("Int64"))


def _line(
    found: Mapping[tuple[Any, ...], Mapping[Any, Any]],
    code: str,
    name: str,
    kind: str,
    year: int,
    members: Sequence[str],
) -> dict[str, Any]:
    """One row; need is that of the authorities with a supply figure, where there is one."""

    def of(measure: str, area: str = code) -> Mapping[Any, Any]:
        return found.get((area, kind, year, measure), {})

    counted = [of("places_usable", member).get("status") for member in members]
    supplied = of("places_usable").get("status") == shapes.OK
    status = shapes.OK if supplied else shapes.NOT_AVAILABLE
    measures = MEASURES | {"need": "places_needed" if supplied else "cla_31_march"}
    return {
        **{"area_code": code, "area_name": name, "placement_type": kind},
        **{"placement_type_name": PLACEMENT_TYPES[kind], "year": year},
        **{"period": f"on {day(date(year, 3, 31))}", "period_end": f"{year}-03-31"},
        **{
            f"{column}_{q}": of(measure).get(q)
            for column, measure in measures.items()
            for q in (*SPREAD, "central")
        },
        "gap_places_p80": of("gap_places").get("p80"),
        "chance_of_gap_percent": of("gap_chance").get("central"),
        "occupancy": ASSUMPTIONS[OCCUPANCY[kind]].value if kind in OCCUPANCY else float("nan"),
        "authorities": len(members),
        "authorities_counted": counted.count(shapes.OK),
        "status": status,
        "status_name": words.GAP[status],
        **{column: of("cla_31_march")[column] for column in PROVENANCE},
        "scenario_name": words.SCENARIOS["as_now"],
    }


def answer(
    names: Sequence[str] = (),
    region_name: str | None = None,
    own: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The gap table of some authorities, or of a region and each of its authorities.

    England is 'England'. `own` are projected rows from councils' own histories, whose codes end
    with OWN: see `pipeline.returns.ahead.region`. UnknownNameError for any other name,
    CareAnalysisError for none at all.
    """
    england = areas()[ENGLAND]
    chosen = [
        england if name.strip().casefold() == "england" else authority(name) for name in names
    ]
    if region_name:
        place = region(region_name)
        chosen += [place, *authorities_in(place)]
    if not chosen:
        raise CareAnalysisError("Say for whom: --area NAME (repeat it) or --region NAME.")
    return of_areas(chosen, own)


def of_areas(chosen: Sequence[Area], own: pd.DataFrame | None = None) -> pd.DataFrame:
    """The gap table of some areas, of each; `own` as for `answer`."""
    within = {
        a.code: [m.code for m in (authorities() if a.code == ENGLAND else authorities_in(a))]
        for a in chosen
        if a.kind != "authority"
    }
    codes = {a.code for a in chosen} | {code for each in within.values() for code in each}
    names_of = {a.code: a.name for a in chosen}
    rows = store.projected(codes)
    if own is not None:
        mine = [str(code) for code in own["area"].unique()]
        how = own["method"].iloc[0]
        names_of |= {code: f"{names_of[code.removesuffix(OWN)]} ({how})" for code in mine}
        whole = [code for code in mine if code.removesuffix(OWN) in within]
        within |= {code: [each for each in mine if each not in whole] for code in whole}
        rows = pd.concat([rows, own], ignore_index=True)
    return gap_table(rows, names_of, within)


def printed(table: pd.DataFrame) -> pd.DataFrame:
    """The table as a person would read it on a screen: ranges as '3 to 9', reasons in words."""
    extrapolated = table["method"].str.endswith(EXTRAPOLATED).map({True: EXTRAPOLATED, False: ""})
    ranges = {
        "children who need one": "need",
        "usable places": "usable_places",
        "gap in children": "gap_children",
        "gap in places": "gap_places",
    }
    return pd.DataFrame(
        {
            "area": table["area_name"],
            "kind of home": table["placement_type"].map(PLACEMENT_TYPES),
            "year": table["year"].astype(str) + extrapolated,
            **{
                title: [
                    _or_none(f"{low:,.0f} to {high:,.0f}", low)
                    for low, high in zip(table[f"{name}_p10"], table[f"{name}_p90"], strict=True)
                ]
                for title, name in ranges.items()
            },
            "chance of a gap": [_or_none(f"{c:.0f}%", c) for c in table["chance_of_gap_percent"]],
        }
    )


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """The table as CSV; a missing number is an empty cell and `status` says why."""
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def write_json(table: pd.DataFrame, path: Path) -> None:
    """The table as JSON with its schema version, licence, sources and assumptions."""
    text = json.dumps(document(table), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def document(table: pd.DataFrame) -> dict[str, Any]:
    """What the JSON file holds; a missing number is null."""
    listed = ("id", "title", "value", "low", "high", "unit", "source")
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "title": "Need, usable places and the gap between them, children in care in England",
        "licence": LICENCE,
        "source": list(SOURCES),
        "placement_types": PLACEMENT_TYPES,
        "assumptions": [{name: getattr(each, name) for name in listed} for each in SUPPLY],
        "notes": list(NOTES),
        "rows": json.loads(table.to_json(orient="records")),
    }


def _or_none(words: str, value: float) -> str:
    return "no supply figure" if pd.isna(value) else words
