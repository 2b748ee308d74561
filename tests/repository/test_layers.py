"""Who may import whom: the arrows of the design, compared with the imports the code makes."""

import ast
from pathlib import Path

import pytest

from imported import ROOT, SOURCE, imports

FLOOR = {"shapes", "paths", "errors", "integrity", "quarters", "__version__"}
TYPES = {
    "catalogue.indicator",
    "catalogue.areas",
    "catalogue.local",
    "catalogue.local_indicator",
}
ARROWS: dict[str, set[str]] = {
    "errors": set(),
    "paths": {"errors"},
    "integrity": {"errors", "paths"},
    "shapes": {"errors"},
    "quarters": {"errors"},
    "store": FLOOR,
    "catalogue": FLOOR,
    "strategy": FLOOR | {"catalogue"},
    "intake": FLOOR | {"catalogue"},
    "measure": FLOOR | TYPES,
    "project": FLOOR | TYPES | {"measure"},
    "protect": {"shapes", "errors"},
    "present": FLOOR | TYPES | {"catalogue.categories"},
    "publish": FLOOR | {"catalogue", "parameters", "protect", "store", "strategy"},
    "parameters": FLOOR | {"catalogue"},
    "asked": FLOOR | {"catalogue"},
    "answers": FLOOR | {"asked", "catalogue", "store"},
    "briefing": FLOOR
    | {"catalogue", "store", "measure", "project", "present", "strategy", "parameters"},
}
DRIVERS = {
    "__init__",
    "__main__",
    "baselines",
    "bench",
    "build",
    "cli",
    "cli_analysts",
    "cli_distributed",
    "cli_bench",
    "cli_fetch",
    "cli_pages",
    "cli_report",
    "cli_strategy",
    "exploring",
    "forecasting",
    "making_reports",
    "monitoring",
    "preparing",
    "synthetic",
}


def broken_arrows(source: Path) -> list[str]:
    """Every import that the table does not allow, as 'file imports module'."""
    broken = []
    for path in sorted(source.rglob("*.py")):
        room = path.relative_to(source).parts[0].removesuffix(".py")
        if room in DRIVERS:
            continue
        allowed = ARROWS.get(room, set()) | {room}
        broken += [
            f"{path.relative_to(source).as_posix()} imports {name}"
            for name in sorted(imports(path))
            if not any(name == a or name.startswith(f"{a}.") for a in allowed)
        ]
    return broken


def test_no_import_breaks_an_arrow() -> None:
    assert broken_arrows(SOURCE) == []


def test_every_room_is_in_the_table() -> None:
    rooms = {p.relative_to(SOURCE).parts[0].removesuffix(".py") for p in SOURCE.rglob("*.py")}
    assert rooms - DRIVERS <= set(ARROWS)
    assert {"catalogue", "intake", "measure", "present", "publish", "build"} <= rooms


def test_the_table_has_no_circles() -> None:
    later: dict[str, set[str]] = {}
    for room, allowed in ARROWS.items():
        later[room] = {a.split(".")[0] for a in allowed} - {room}
    while later:
        free = {room for room, needs in later.items() if not needs & set(later)}
        assert free, f"these rooms need one another: {sorted(later)}"
        later = {room: needs for room, needs in later.items() if room not in free}


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("catalogue", "from analysis.intake import reading"),
        ("intake", "from analysis.measure.indicators import measure"),
        ("intake", "import analysis.pipeline.build"),
        ("measure", "from analysis.catalogue.indicators import INDICATORS"),
        ("measure", "from analysis import store"),
        ("present", "from analysis.measure import change"),
        ("present", "def late():\n    from analysis.publish import page"),
        ("protect", "from analysis.catalogue.areas import Area"),
        ("publish", "from analysis import build"),
        ("answers", "from analysis.intake import lait"),
        ("briefing", "from analysis.publish import page"),
        ("store", "from analysis.catalogue.areas import areas"),
        ("shapes", "from analysis import store"),
    ],
)
def test_a_broken_arrow_is_seen(tmp_path: Path, room: str, line: str) -> None:
    is_file = (SOURCE / f"{room}.py").is_file()
    path = tmp_path / (f"{room}.py" if is_file else f"{room}/module.py")
    path.parent.mkdir(exist_ok=True)
    path.write_text(line + "\n", encoding="utf-8")
    assert len(broken_arrows(tmp_path)) == 1


def test_the_set_up_script_needs_nothing_of_ours() -> None:
    assert imports(ROOT / "run.py") == set()


def test_tests_and_notebooks_are_not_imported_by_the_package() -> None:
    names = {p.stem for p in (ROOT / "tests").glob("*.py")}
    for path in SOURCE.rglob("*.py"):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        modules = {node.module for node in tree if isinstance(node, ast.ImportFrom)}
        assert not modules & names, path.name
