"""How long things took in the lives of children in care, from their histories.

Each answers *times*: a row a child or period, with `days`, whether it ended in the `event` (else it
was still open, or ended otherwise), and `entry`, the day up to which it could not be seen to end
(-1: seen from its first day); and the group of each in columns. Unprotected: for memory only.
"""
