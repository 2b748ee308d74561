"""The section 'Corporate parenting implications' as files that another report can take in."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.filters.markdown import markdown2html

from analysis.catalogue.areas import Area
from analysis.catalogue.indicators import INDICATORS
from analysis.core import shapes, store
from analysis.publish import variants
from analysis.publish.check import POLICY, check
from analysis.publish.files.downloads import Download, link
from analysis.strategy.implications import COUNTED, HEADING, implications
from analysis.strategy.schema.whole import Strategy

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
    variant, day = variants.of_page(given)
    if variant.view != variants.ALL:
        return []
    prepared = store.prepared(area.slug)
    strategy = Strategy.model_validate(prepared["strategy"]) if "strategy" in prepared else None
    text = implications(area.name, facts(area), strategy, variant.covers(day).words)
    body = re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(text))
    body = body.replace("<h2", "<h1").replace("</h2>", "</h1>")
    title = f"{HEADING}: {escape(area.name)}"
    plain, marked = (folder / f"{stem}-implications.{ending}" for ending in ("md", "html"))
    html = check(_PAGE.format(title=title, body=body, policy=POLICY), marked.name)
    plain.write_text(text + "\n", encoding="utf-8", newline="\n")
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
    listed = [(INDICATORS[name], newest[name]) for name in COUNTED if name in newest]
    return {
        f"{i.title[0].lower()}{i.title[1:]}, {i.label(row['period_end'])}": f"{row['value']:,.0f}"
        for i, row in listed
    }
