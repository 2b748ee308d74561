"""The Department for Education's tables, a reader for each publication."""
