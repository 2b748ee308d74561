"""The benchmark: our runner beside the loop that people write, and beside the floor: see `ways`.

All three make the same pages on the same machine in the same run, by turns, since only such ratios
can be trusted.
"""
