"""Sentences about homes: how many will be needed, places, and what they cost."""
