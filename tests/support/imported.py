"""Which modules of the project a file imports, read from its text."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "analysis"


def imports(path: Path) -> set[str]:
    """The modules of ours that a file imports anywhere, without the leading `analysis.`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} line {node.lineno}: import by the full name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("analysis.") for name in found if name.split(".")[0] == "analysis"}
