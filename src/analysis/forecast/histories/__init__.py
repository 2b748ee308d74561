"""Futures of a council's children from its own histories: age, time in care and kind of home."""
