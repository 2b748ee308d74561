"""The gap table: need, usable places and the gap for providers and regions, as CSV and JSON.

Its columns are documented in docs/gap_table.md. A region's row adds up authorities draw by draw
in the forecast; here nothing is added, since quantiles do not add up.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area, areas, authorities, authorities_in, region
from analysis.catalogue.areas import reporting_area as authority
from analysis.catalogue.assumptions import ASSUMPTIONS, SUPPLY
from analysis.core import shapes, store
from analysis.core.errors import CareAnalysisError

SCHEMA = "care-analysis gap table"
SCHEMA_VERSION = "1.1"
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
EXTRAPOLATED = ", errors extrapolated"  # how a projected row's method ends where they are
MEASURES = {
    "need": "cla_31_march",
    "usable_places": "places_usable",
    "gap_children": "gap_children",
    "gap_places": "gap_places",
}
COLUMNS = (
    "area_code",
    "area_name",
    "placement_type",
    "year",
    *(f"{name}_{q}" for name in MEASURES for q in SPREAD),
    *(f"{name}_central" for name in MEASURES),
    "gap_places_p80",
    "chance_of_gap_percent",
    "occupancy",
    "authorities",
    "authorities_counted",
    "status",
    "method",
    "run",
    "origin",
    "scenario",
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
)


def gap_table(
    projected: pd.DataFrame,
    area_names: Mapping[str, str],
    members: Mapping[str, Sequence[str]] | None = None,
    scenario: str = "as_now",
) -> pd.DataFrame:
    """One row for each area, kind of home and year, with the columns of COLUMNS.

    `projected` is in the projected shape; `area_names` the areas wanted, in order, by code.
    `members` are the authorities of each region in it, whose rows `projected` must have too, to
    count those with a supply figure. Children and places are whole numbers, nan where missing.
    """
    rows = projected[
        (projected["scenario"] == scenario)
        & (projected["dimension"] == "placement")
        & projected["category"].isin(list(PLACEMENT_TYPES))
    ]
    keyed = rows.assign(year=pd.DatetimeIndex(rows["period_end"]).year)
    found = {
        (r["area"], r["category"], r["year"], r["measure"]): r for r in keyed.to_dict("records")
    }
    years = sorted(keyed["year"].unique())
    lines = [
        _line(found, code, name, kind, year, (members or {}).get(code, [code]))
        for code, name in area_names.items()
        for kind in PLACEMENT_TYPES
        for year in years
        if (code, kind, year, "cla_31_march") in found
    ]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def _line(
    found: Mapping[tuple[Any, ...], Mapping[Any, Any]],
    code: str,
    name: str,
    kind: str,
    year: int,
    members: Sequence[str],
) -> dict[str, Any]:
    """One row; need is that of the authorities with a supply figure, where there is one."""
    usable = found.get((code, kind, year, "places_usable"))
    supplied = usable is not None and usable["status"] == shapes.OK
    need = "places_needed" if supplied else "cla_31_march"
    line: dict[str, Any] = {
        "area_code": code,
        "area_name": name,
        "placement_type": kind,
        "year": year,
    }
    for column, measure in (MEASURES | {"need": need}).items():
        row = found.get((code, kind, year, measure), {})
        line |= {f"{column}_{q}": _whole(row.get(q)) for q in (*SPREAD, "central")}
    gap = found.get((code, kind, year, "gap_places"), {})
    chance = found.get((code, kind, year, "gap_chance"), {}).get("central")
    counted = [found.get((m, kind, year, "places_usable"), {}).get("status") for m in members]
    said = found[(code, kind, year, "cla_31_march")]
    return line | {
        "gap_places_p80": _whole(gap.get("p80")),
        "chance_of_gap_percent": _whole(chance),
        "occupancy": ASSUMPTIONS[OCCUPANCY[kind]].value if kind in OCCUPANCY else float("nan"),
        "authorities": len(members),
        "authorities_counted": sum(status == shapes.OK for status in counted),
        "status": shapes.OK if supplied else shapes.NOT_AVAILABLE,
        "method": said["method"],
        "run": said["run"],
        "origin": said["origin"],
        "scenario": said["scenario"],
    }


def answer(names: Sequence[str] = (), region_name: str | None = None) -> pd.DataFrame:
    """The gap table of some authorities, or of a region and each of its authorities.

    England is named 'England'. Raises UnknownNameError for a name that is neither, and
    CareAnalysisError where nothing is named.
    """
    chosen = [_named(name) for name in names]
    if region_name:
        place = region(region_name)
        chosen += [place, *authorities_in(place)]
    if not chosen:
        raise CareAnalysisError("Say for whom: --area NAME (repeat it) or --region NAME.")
    members = {a.code: _members(a) for a in chosen if a.kind != "authority"}
    codes = {a.code for a in chosen} | {code for each in members.values() for code in each}
    return gap_table(store.projected(codes), {a.code: a.name for a in chosen}, members)


def printed(table: pd.DataFrame) -> pd.DataFrame:
    """The table as a person would read it on a screen: ranges as '3 to 9', reasons in words."""
    lines = {
        "area": table["area_name"],
        "kind of home": table["placement_type"].map(PLACEMENT_TYPES),
        "year": table["year"].astype(str)
        + table["method"].str.endswith(EXTRAPOLATED).map({True: EXTRAPOLATED, False: ""}),
    }
    for title, name in (
        ("children who need one", "need"),
        ("usable places", "usable_places"),
        ("gap in children", "gap_children"),
        ("gap in places", "gap_places"),
    ):
        ends = zip(table[f"{name}_p10"], table[f"{name}_p90"], strict=True)
        lines[title] = pd.Series([_ends(low, high) for low, high in ends], index=table.index)
    chance = table["chance_of_gap_percent"]
    lines["chance of a gap"] = pd.Series(
        ["no supply figure" if pd.isna(c) else f"{c:.0f}%" for c in chance], index=table.index
    )
    return pd.DataFrame(lines)


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """The table as CSV; a missing number is an empty cell and `status` says why."""
    whole = {c: table[c].astype("Int64") for c in _whole_columns(table)}
    table.assign(**whole).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def write_json(table: pd.DataFrame, path: Path) -> None:
    """The table as JSON with its schema version, licence, sources and assumptions."""
    path.write_text(
        json.dumps(document(table), indent=1, ensure_ascii=False, allow_nan=False) + "\n",
        encoding="utf-8",
        newline="\n",
    )


def document(table: pd.DataFrame) -> dict[str, Any]:
    """What the JSON file holds; a missing number is null."""
    whole = set(_whole_columns(table))
    rows = [{k: _plain(v, k in whole) for k, v in row.items()} for row in table.to_dict("records")]
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "title": "Need, usable places and the gap between them, children in care in England",
        "licence": LICENCE,
        "source": list(SOURCES),
        "placement_types": PLACEMENT_TYPES,
        "assumptions": [
            {
                "id": a.id,
                "title": a.title,
                "value": a.value,
                "low": a.low,
                "high": a.high,
                "unit": a.unit,
                "source": a.source,
            }
            for a in SUPPLY
        ],
        "notes": list(NOTES),
        "rows": rows,
    }


def _named(name: str) -> Area:
    return areas()[ENGLAND] if name.strip().casefold() == "england" else authority(name)


def _members(place: Area) -> list[str]:
    within = authorities() if place.code == ENGLAND else authorities_in(place)
    return [a.code for a in within]


def _whole_columns(table: pd.DataFrame) -> list[str]:
    spread = [c for c in table.columns if c.rsplit("_", 1)[-1] in (*SPREAD, "central", "p80")]
    return [*spread, "chance_of_gap_percent"]


def _whole(value: Any) -> float:
    """A whole number as the sentences print it; nan where it is missing."""
    return float("nan") if value is None or pd.isna(value) else float(round(value))


def _plain(value: Any, whole: bool) -> Any:
    if not isinstance(value, str) and pd.isna(value):
        return None
    if whole:
        return int(value)
    return value.item() if hasattr(value, "item") else value


def _ends(low: float, high: float) -> str:
    if pd.isna(low):
        return "no supply figure"
    return f"{low:,.0f} to {high:,.0f}"
