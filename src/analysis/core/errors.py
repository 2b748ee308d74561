"""What can go wrong, said so that the reader knows what to do next.

Every message names the thing, what was found and what would do. None prints a child's row.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class CareAnalysisError(Exception):
    """A problem that the person running the project can mend; shown without a traceback."""


class SourceError(CareAnalysisError):
    """A published file is not what the project expects of it."""

    def __init__(self, file: str, *, expected: str, found: str, remedy: str) -> None:
        self.file, self.expected, self.found, self.remedy = file, expected, found, remedy
        super().__init__(f"{file}: expected {expected}; found {found}. {remedy}")


class UnknownNameError(CareAnalysisError):
    """A name that the project does not know: an area, an indicator, a report, a parameter."""

    def __init__(
        self,
        kind: str,
        name: str,
        known: Iterable[str],
        advice: str = "",
        suggestions: Iterable[str] = (),
    ) -> None:
        self.suggestions = list(suggestions) or suggest(name, known)
        meant = f" Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(" ".join(f"No {kind} is called '{name}'.{meant} {advice}".split()))


class AbolishedAreaError(CareAnalysisError):
    """An authority that no longer exists, with the names of those that followed it."""


class ShapeError(CareAnalysisError):
    """A table that does not keep the shape of its stage."""


class RunError(CareAnalysisError):
    """One or more reports of a run failed."""


class ToldToEnd(KeyboardInterrupt):
    """A signal has told this process to end, as Ctrl-C does; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__()


def suggest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Up to `most` known names close to `name`, ignoring case."""
    by_folded = {k.casefold(): k for k in known}
    found = get_close_matches(name.casefold(), by_folded, n=most, cutoff=0.6)
    return [by_folded[f] for f in found]
