"""Histories to counts, in the shape and by the definitions of published ones."""
