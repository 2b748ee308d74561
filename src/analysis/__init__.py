"""Analysis of children in care and care leavers, for every council in England."""

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

# jsonschema, which reads notebooks' schema, would load a grammar of web addresses in all alphabets:
# a second of processor time for a check that no notebook asks for. It does without when told that
# there is none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

_ADDRESSES = {"store": "analysis.core.store", "workbench": "analysis.briefing.workbench"}


def __getattr__(name: str) -> ModuleType:
    """`from analysis import workbench`, the addresses that notebooks of analysts have.

    Opened by name when asked for, so that a room which asks for the version knows no briefing.
    """
    if name in _ADDRESSES:
        return import_module(_ADDRESSES[name])
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
