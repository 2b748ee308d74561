#!/usr/bin/env bash
# pytauargus 0.6.0 (PyPI, EUPL 1.2): the audit takes for known that no cell, but for the small ones,
# is less than the smallest number of the table, which may be a number that is hidden.
#
# By hand: 15 cells of which 4, 8, 18 and 16 are hidden at the corners of a rectangle, everything else
# and all totals shown. With t for the first, the others are 12 - t, 22 - t and 12 + t: all that a
# reader knows is that none is less than 0, so t is from 0 to 12.
# Seen: the audit says 0 to 8 for the first, 4 to 12 for the second, 14 to 22 and 12 to 20: it holds
# the other three to 4 or more, and 4 is the hidden number itself.
# One would have guessed "realized feasibility intervals" (docstring of Engine.audit) to be what the
# published table allows. The narrower ones can call a cell too narrow that is not.
# Source: pytauargus/engine.py of 0.6.0, Engine.audit and _table_cell_bounds, which hands the least
# and the most number of the table to write_jj_format. With 0 for the least, its audit and our attack
# agree on every cell: tests/protect/linked/test_beside_tauargus.py.
#
# Fails (exit 1) once the package does otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pytauargus==0.6.0
cat > "$folder/show.py" <<'PYTHON'
from importlib.metadata import version

from pytauargus import protect

CHILDREN = [[15, 19, 47], [33, 25, 9], [4, 20, 8], [33, 17, 6], [18, 29, 16]]
records = [
    {"Row": f"r{r}", "Column": f"c{c}", "Children": 1.0}
    for r, row in enumerate(CHILDREN) for c, many in enumerate(row) for _ in range(many)
]
done = protect(records, ["Row", "Column"], response="Children", safety_rules="FREQ(6,100)",
               suppress="OPT(1)", workdir="run")
audit = {round(a["value"]): (round(a["min"]), round(a["max"])) for a in done.engine.audit(0)}
print("pytauargus", version("pytauargus"))
print("Its audit:", audit)
# The corners of the rectangle, for every t that leaves none of them below 0.
allowed = [(t, 12 - t, 22 - t, 12 + t) for t in range(100) if min(t, 12 - t, 22 - t, 12 + t) >= 0]
by_hand = {v: (min(x), max(x)) for v, x in zip((4, 8, 18, 16), zip(*allowed))}
print("By hand:  ", by_hand)
assert by_hand == {4: (0, 12), 8: (0, 12), 18: (10, 22), 16: (12, 24)}
assert audit == {4: (0, 8), 8: (4, 12), 18: (14, 22), 16: (12, 20)}, audit
PYTHON
cd "$folder" && ./venv/bin/python show.py
