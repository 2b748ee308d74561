"""The benchmark: our runner beside the loop that people write, and beside the floor.

The loop is papermill's command and nbconvert's, one report after another; the floor is the same
pages made by plain processes that are warm, with nothing between. All three make the same pages on
the same machine in the same run, by turns, since only such ratios can be trusted.
"""
