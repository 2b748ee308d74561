"""The forecast: the built counts become projected rows of every authority and scenario.

All authorities are drawn together, since they share what the country does, and a region is a sum of
draws. `step` is where it begins.
"""
