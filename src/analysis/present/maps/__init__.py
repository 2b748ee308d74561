"""A map of one figure for an authority and those around it."""
