"""The gap table of one authority as files beside its page, for providers and their software."""

from pathlib import Path

from analysis.catalogue.areas import Area
from analysis.core import store
from analysis.publish.files.figures import link
from analysis.publish.files.gap_table import gap_table, write_csv, write_json
from analysis.publish.render.page import Download


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>-gap.csv` and `<report>-gap.json` (docs/gap_table.md has the schema)."""
    table = gap_table(store.projected([area.code]), {area.code: area.name})
    lines, document = folder / f"{report}-gap.csv", folder / f"{report}-gap.json"
    write_csv(table, lines)
    write_json(table, document)
    return [link(lines, "Gap table, CSV"), link(document, "Gap table, JSON")]
