#!/usr/bin/env bash
# scipy 1.17.1: milp (HiGHS 1.12, with its presolve, as by default) says "optimal" before the best.
#
# Behaviour: of eleven whole numbers of 0 or more that ten sums hold together, the most that the
# fourth can be is 16. milp answers 14 with status 0 and a gap of 0. Without presolve it answers 16,
# and so does the same problem without whole numbers.
# One would have guessed that status 0 with a gap of 0 is the optimum of so small a problem, and that
# presolve changes the time and not the answer.
# Source: https://docs.scipy.org/doc/scipy/reference/generated/scipy.optimize.milp.html (status 0 is
# "Optimal solution found"). Others met it in other forms: https://github.com/ERGO-Code/HiGHS/issues/3073
# What would do: options={"presolve": False}, as the attacker of the tests has it. Protection itself
# stands on linear programs without whole numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check scipy==1.17.1 "numpy<2.5"
cat > "$folder/show.py" <<'PYTHON'
import numpy as np
import scipy
from scipy.optimize import LinearConstraint, milp

# Each: the numbers that are added, those that are taken away, the least and the most of the sum.
SUMS = [
    ((0, 1, 2), (), 9, 9), ((3, 4, 5), (), 16, 16), ((6, 7, 8), (), 24, 24), ((9, 10), (), 5, 5),
    ((5,), (2,), 0, np.inf), ((6,), (3,), 0, np.inf), ((7,), (4,), 0, np.inf),
    ((8,), (5,), 0, np.inf), ((10,), (8,), 0, np.inf), ((7,), (), -np.inf, 6),
]
SUMS = SUMS[:8] + [SUMS[9], SUMS[8]]
matrix = np.zeros((10, 11))
for row, (more, less, _, _) in enumerate(SUMS):
    matrix[row, list(more)], matrix[row, list(less)] = 1, -1
between = LinearConstraint(matrix, [s[2] for s in SUMS], [s[3] for s in SUMS])
most_of_fourth = np.eye(11)[3]
best = np.array([9, 0, 0, 16, 0, 0, 24, 0, 0, 0, 5])
assert (matrix @ best >= between.lb).all() and (matrix @ best <= between.ub).all()
print("scipy", scipy.__version__, "- a filling with 16 keeps every sum:", *best)
found = {}
for name, whole, options in (
    ("as by default", 1, {}), ("without presolve", 1, {"presolve": False}), ("not whole", 0, {}),
):
    got = milp(-most_of_fourth, integrality=whole, constraints=between, options=options)
    found[name] = round(-got.fun)
    print(f"{name}: status {got.status}, gap {got.mip_gap}, the most is {-got.fun:.0f}")
    assert got.status == 0
assert found == {"as by default": 14, "without presolve": 16, "not whole": 16}, found
PYTHON
"$folder/venv/bin/python" "$folder/show.py"
