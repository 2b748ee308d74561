"""Counts to possible futures: demand, supply, the gap, cost, and how good forecasts were."""
