"""Counts to measured rows: intervals, comparators, change, process limits, what stands out."""
