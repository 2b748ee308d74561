"""The tables of a front page made ready for a phone, where each row of a wide one is a block.

A style that is no table's takes from a table what a screen reader knows of it, so that each part
says its role. Sighted readers get the header of its column before each cell.
"""

from bs4 import BeautifulSoup, Tag

FEWEST_COLUMNS = 3  # two fit beside one another on any screen
ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
OF_SCOPE = {"col": "columnheader", "row": "rowheader"}


def set_for_phones(soup: BeautifulSoup) -> None:
    """Give every table the class 'stacked' or, of two columns, 'slim'."""
    for table in soup.find_all("table"):
        heads = [each.get_text(" ", strip=True) for each in _within(table, "thead", "th")]
        wide = len(heads) >= FEWEST_COLUMNS
        table["class"] = "stacked" if wide else "slim"
        if wide:
            _stack(table, heads)


def _stack(table: Tag, heads: list[str]) -> None:
    table["role"] = "table"
    for part in table.find_all([*ROLES, "th"]):
        part["role"] = ROLES.get(part.name) or OF_SCOPE.get(str(part.get("scope")), "columnheader")
    for row in _within(table, "tbody", "tr"):
        for head, cell in zip(heads, row.find_all(["th", "td"]), strict=False):
            if cell.name == "td":
                cell["data-label"] = head


def _within(table: Tag, part: str, kind: str) -> list[Tag]:
    """The tags of a kind in the parts of a table."""
    return [tag for each in table.find_all(part) for tag in each.find_all(kind)]
