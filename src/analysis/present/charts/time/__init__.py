"""Charts of the past: trends, and control charts of quarterly figures."""
