"""The codes of the return, each with the years that have it."""
