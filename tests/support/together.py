"""Which modules one worker takes together: those that share what takes long to make.

What the helpers of `SHARED` open, show or read is kept for a whole process. Were their modules
taken by two workers, both would make it.
"""

import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

SHARED = ("briefed", "progressed", "make_excerpt_register")
_IMPORT = re.compile(rf"^from ({'|'.join(SHARED)}) import", re.MULTILINE)
ROOT = Path(__file__).resolve().parents[2]


class Together(LoadScopeScheduling):
    """Hands whole modules to workers, and modules that share a helper to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid.partition("::")[0])


@cache
def scope(module: str) -> str:
    """What a module is taken with: the first of the shared helpers it imports, or itself."""
    path = ROOT / module
    found = _IMPORT.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found[1] if found else module
