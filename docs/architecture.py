"""Draw `docs/architecture.svg` and the tables of `docs/architecture.md` from the code's imports.

    python docs/architecture.py

A test compares both with what this makes. Rooms are the packages of `src/analysis`; their rows are
the layers that `pyproject.toml` declares for import-linter, and their words are the first line of
each package's docstring.
"""

import ast
import tomllib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from textwrap import wrap

import grimp

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "analysis"
PAGE, PICTURE = ROOT / "docs" / "architecture.md", ROOT / "docs" / "architecture.svg"
START, END = "<!-- made by docs/architecture.py -->", "<!-- end -->"
WIDTH, HEIGHT, ROW, LEFT = 1080, 78, 122, 20
GAP, TOP = 16, 16


def contracts() -> list[dict]:
    """The contracts of import-linter, as declared."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["importlinter"]["contracts"]


def layers() -> list[list[str]]:
    """Rooms from the top to the bottom; those of one row do not know each other."""
    (first, *_) = (c["layers"] for c in contracts() if c["type"] == "layers")
    return [row for line in first if (row := [r for r in line.split(" | ") if r != "__main__"])]


def said(room: str) -> str:
    """What a room is for: the first line of its docstring."""
    text = (SOURCE / room / "__init__.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]


def within(room: str) -> list[str]:
    """The rooms within a room."""
    return sorted(p.parent.name for p in (SOURCE / room).glob("*/__init__.py"))


def imports() -> dict[str, set[str]]:
    """The rooms that each room imports."""
    graph = grimp.build_graph("analysis", cache_dir=None)
    rooms = [room for row in layers() for room in row]
    inside = {r: {f"analysis.{r}", *graph.find_descendants(f"analysis.{r}")} for r in rooms}
    room_of = {module: room for room, modules in inside.items() for module in modules}
    return {
        room: {
            room_of[found]
            for module in modules
            for found in graph.find_modules_directly_imported_by(module)
            if found in room_of
        }
        - {room}
        for room, modules in inside.items()
    }


def essential(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """Arrows without those to a room that is reached through another one."""

    def reached(rooms: Iterable[str]) -> set[str]:
        return {r for room in rooms for r in {room, *reached(arrows[room])}}

    return {
        room: {to for to in direct if to not in reached(direct - {to})}
        for room, direct in arrows.items()
    }


def picture() -> str:
    """The rooms as an SVG: a row for each layer, an arrow to what a room stands on."""
    places, parts = {}, []
    for n, row in enumerate(layers()):
        wide = (WIDTH - 2 * LEFT - GAP * (len(row) - 1)) / len(row)
        for k, room in enumerate(row):
            places[room] = (LEFT + k * (wide + GAP), TOP + n * ROW, wide)
    for room, below in essential(imports()).items():
        x, y, wide = places[room]
        for n, to in enumerate(sorted(below, key=lambda other: places[other][0])):
            start = x + wide * (n + 1) / (len(below) + 1)
            left, top, broad = places[to]
            end = min(max(start, left + 24), left + broad - 24)
            parts.append(
                f'<path d="M{start:.0f} {y + HEIGHT} L{end:.0f} {top - 3}" '
                'stroke="#52627a" marker-end="url(#tip)"/>'
            )
    for room, (x, y, wide) in places.items():
        parts.append(_box(room, x, y, wide))
    high = TOP + len(layers()) * ROW - ROW + HEIGHT + TOP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" role="img" '
        'font-family="sans-serif" aria-label="The rooms of src/analysis and which stands on which">'
        '\n<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#52627a"/></marker></defs>'
        f'\n<rect width="{WIDTH}" height="{high}" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _box(room: str, x: float, y: float, wide: float) -> str:
    inner = ", ".join(within(room))
    lines = wrap(said(room), int(wide / 6.1))[:2]
    words = [f'<text x="{x + 10:.0f}" y="{y + 20}" font-size="15" font-weight="700">{room}/</text>']
    for n, line in enumerate(lines):
        words.append(_text(escape(line), x, y + 37 + 14 * n, "#111"))
    words += [_text(line, x, y + 67, "#24508a") for line in [inner] if line]
    frame = f'<rect x="{x:.0f}" y="{y}" width="{wide:.0f}" height="{HEIGHT}" rx="4"'
    return "\n".join([f'{frame} fill="#f4f6f9" stroke="#52627a"/>', *words])


def _text(line: str, x: float, y: float, colour: str) -> str:
    return f'<text x="{x + 10:.0f}" y="{y}" font-size="11" fill="{colour}">{line}</text>'


def tables() -> str:
    """Each room, what it is for and what it imports; then the contracts."""
    found = imports()
    named = {room: ", ".join(f"`{r}`" for r in sorted(below)) for room, below in found.items()}
    rows = [
        f"| `{room}/` | {said(room)} | {named[room] or 'nothing'} |"
        for row in layers()
        for room in row
    ]
    held = [f"- {contract['name']}." for contract in contracts()]
    return "\n".join(["| room | what it knows | imports |", "|---|---|---|", *rows, "", *held])


def page() -> str:
    """The page with its tables as they are now."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{tables()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
