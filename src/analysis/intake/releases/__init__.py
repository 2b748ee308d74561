"""Newer editions, fetched from the department's statistics service (EES)."""
