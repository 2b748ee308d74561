"""Sentences about the figures of a council's own return."""
