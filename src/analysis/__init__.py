"""Analysis of children in care and care leavers, for every council in England."""

__version__ = "0.1.0"
