"""Where in a strategy file each thing stands, since the TOML reader of Python gives no lines."""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_BASIC = r'"(?:\\.|[^"\\\n])*"'
_LITERAL = r"'[^'\n]*'"
_TOKEN = re.compile(
    rf'"""(?:\\.|[^\\])*?"{{3,5}}|\'\'\'.*?\'{{3,5}}|{_BASIC}|{_LITERAL}'
    r"|#[^\n]*|[\[\]{}=\n]|[^\[\]{}=\n#\"']+|.",
    re.DOTALL,
)
_KEY = re.compile(rf"{_BASIC}|{_LITERAL}|[A-Za-z0-9_-]+")


class Lines:
    """The line of each table and key of a TOML text, counted from 1."""

    def __init__(self, source: str) -> None:
        """Paths such as ('actions', 3), ('actions', 3, 'due') or ('actions', 3, 'evidence', 0)."""
        self._at: dict[Path, int] = {}
        counts: dict[Path, int] = {}
        table: Path = ()
        for line, tokens in _statements(source):
            if tokens[0] == "[":
                path = table = _header("".join(tokens).strip(), counts)
            else:
                key = tokens[: tokens.index("=")] if "=" in tokens else tokens
                path = (*table, *_names("".join(key)))
            for end in range(1, len(path) + 1):
                self._at.setdefault(path[:end], line)

    def line(self, path: Path) -> int:
        """The line of what stands at a path, or of the nearest table around it; 1 for the file."""
        while path and path not in self._at:
            path = path[:-1]
        return self._at.get(path, 1)


def too_deep(source: str, most: int) -> int:
    """The line on which brackets first stand within more than `most` others; 0 where none do."""
    line, depth = 1, 0
    for token in _TOKEN.findall(source):
        depth = max(depth + (token in ("[", "{")) - (token in ("]", "}")), 0)
        if depth > most:
            return line
        line += token.count("\n")
    return 0


def _header(text: str, counts: dict[Path, int]) -> Path:
    """The path that a [table] or [[table]] opens; `counts` holds how many of each array so far."""
    *outer, last = _names(text)
    path: Path = ()
    for name in outer:
        path += (name,)
        path += (counts[path] - 1,) if path in counts else ()
    path += (last,)
    if text.startswith("[["):
        counts[path] = counts.get(path, 0) + 1
        return (*path, counts[path] - 1)
    return path


def _statements(source: str) -> Iterator[tuple[int, list[str]]]:
    """Each header or `key = value` as its tokens, comments left out, with its first line."""
    line, begun, depth = 1, 1, 0
    tokens: list[str] = []
    for token in (*_TOKEN.findall(source), "\n"):
        depth += (token in ("[", "{")) - (token in ("]", "}"))
        if token == "\n" and depth <= 0:
            if tokens:
                yield begun, tokens
            tokens, depth = [], 0
        elif not token.startswith("#") and (tokens or token.strip()):
            begun = begun if tokens else line
            tokens.append(token)
        line += token.count("\n")


def _names(key: str) -> list[str]:
    """The parts of a dotted key, without quotes."""
    return [part.strip("\"'") for part in _KEY.findall(key)]
