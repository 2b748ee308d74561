"""The pages of `docs/` that are made from the code, so that they cannot go stale."""

from collections.abc import Iterable, Sequence

GENERATED = "<!-- Generated: do not edit; run `care-analysis docs`. -->"


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]], empty: str = "") -> str:
    """A Markdown table; a bar in the text is escaped, and an empty cell says `empty`."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") or empty for cell in line) + " |"
        for line in lines
    )
