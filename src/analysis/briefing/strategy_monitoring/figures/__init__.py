"""The figures of a strategy: where each stands, what changed, what is missing."""
