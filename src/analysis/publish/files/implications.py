"""The section 'Corporate parenting implications' as files that another report can take in."""

import re
from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.filters.markdown import markdown2html

from analysis.catalogue.areas import Area
from analysis.catalogue.indicators import INDICATORS
from analysis.core import shapes, store
from analysis.publish.files.figures import link
from analysis.publish.render import variants
from analysis.publish.render.check import POLICY, check
from analysis.publish.render.page import Download
from analysis.publish.reports import REPORTS
from analysis.strategy.implications import COUNTED, HEADING, implications
from analysis.strategy.schema import Strategy

_PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title}</title></head>
<body><main>
{body}
</main></body>
</html>
"""


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>-implications.md` and `.html` for the whole strategy; no other view has them."""
    asked = variants.variant(REPORTS["strategy_monitoring"], given)
    if asked.view != variants.ALL:
        return []
    day = variants.page_day(given, date.fromisoformat(str(given["today"])))
    prepared = store.prepared(area.slug)
    strategy = Strategy.model_validate(prepared["strategy"]) if "strategy" in prepared else None
    text = implications(area.name, facts(area), strategy, asked.covers(day).words)
    plain = folder / f"{stem}-implications.md"
    plain.write_text(text + "\n", encoding="utf-8", newline="\n")
    marked = folder / f"{stem}-implications.html"
    plain_body = re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(text))
    body = plain_body.replace("<h2", "<h1").replace("</h2>", "</h1>")
    title = f"{HEADING}: {escape(area.name)}"
    html = check(_PAGE.format(title=title, body=body, policy=POLICY), marked.name)
    marked.write_text(html, encoding="utf-8", newline="\n")
    return [
        link(plain, "Section for other reports, Markdown"),
        link(marked, "Section for other reports, web page"),
    ]


def facts(area: Area) -> dict[str, str]:
    """The newest published numbers of those the council is a parent to, in words."""
    rows = store.measured([area.code])
    whole = (rows["group"] == shapes.OWN) & (rows["dimension"] == shapes.ALL)
    rows = rows[whole & rows["indicator"].isin(COUNTED)].sort_values("period_end")
    known = rows[rows["status"] == shapes.OK].drop_duplicates("indicator", keep="last")
    newest = known.set_index("indicator")[["period_end", "value"]].to_dict("index")
    found = {}
    for name in (name for name in COUNTED if name in newest):
        i, row = INDICATORS[name], newest[name]
        what = f"{i.title[0].lower()}{i.title[1:]}, {i.label(row['period_end'])}"
        found[what] = f"{row['value']:,.0f}"
    return found
