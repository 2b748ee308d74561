"""What we know, as data: areas, indicators, sources, labels, assumptions, corrections."""
