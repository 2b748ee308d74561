"""Analysis of children in care and care leavers, for every council in England."""

from types import ModuleType

__version__ = "0.1.0"


def __getattr__(name: str) -> ModuleType:
    """`from analysis import workbench, store`, the addresses that notebooks of analysts have."""
    if name == "store":
        from analysis.core import store

        return store
    if name == "workbench":
        from analysis.briefing import workbench

        return workbench
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
