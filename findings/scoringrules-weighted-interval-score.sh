#!/usr/bin/env bash
# scoringrules 0.10.0 (PyPI, Apache 2.0), `weighted_interval_score`: the score grows with the size of
# the forecast, because half of the median itself is added where the definition adds half of the
# median's distance from the outcome.
#
# Definition: Bracher, Ray, Gneiting and Reich (2021), "Evaluating epidemic forecasts in an interval
# format", PLOS Computational Biology 17(2), equation 1; the function's own docstring gives it too:
#     WIS = (w_0 |y - m| + sum_k w_k IS_k) / (K + 1/2),  w_0 = 1/2, w_k = alpha_k / 2.
#
# By hand, an outcome of 100, median 110, 50% interval 100 to 120 and 80% interval 90 to 130:
#     IS_50 = 20, IS_80 = 40 (the outcome lies inside both)
#     WIS = (0.5 * 10 + 0.25 * 20 + 0.1 * 40) / 2.5 = 5.6
# Seen with 0.10.0 where numba is not installed (or with backend="numpy"): 25.6 = (0.5 * 110 + 9) / 2.5. Moving outcome and forecast
# up by 900 together, which changes no error, makes it 205.6; a perfect point forecast of 100 scores
# 20 and not 0. Where numba is installed, which is an optional extra, the same call gives 5.6: its
# compiled twin has the absolute error. One would have guessed 5.6, 5.6 and 0 on every machine. With
# the median in both, ratios of two models' scores come out near 1. `interval_score` is right.
#
# Fails (exit 1) once the package does otherwise.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    "scoringrules==0.10.0" "numpy<3"
cat > "$work/check.py" <<'PYTHON'
from importlib.metadata import version
from importlib.util import find_spec

import numpy as np
import scoringrules as sr

alpha = np.array([0.5, 0.2])
with_numba = find_spec("numba") is not None


def library(outcome, median, lower, upper):
    return float(
        np.squeeze(
            sr.weighted_interval_score(
                np.array([outcome]), np.array([median]), np.array([lower]), np.array([upper]), alpha
            )
        )
    )


def definition(outcome, median, lower, upper):
    total = 0.5 * abs(outcome - median)
    for a, low, high in zip(alpha, lower, upper):
        outside = max(low - outcome, 0) + max(outcome - high, 0)
        total += a / 2 * (high - low + 2 / a * outside)
    return total / (len(alpha) + 0.5)


case = (100.0, 110.0, [100.0, 90.0], [120.0, 130.0])
moved = (1000.0, 1010.0, [1000.0, 990.0], [1020.0, 1030.0])
perfect = (100.0, 100.0, [100.0, 100.0], [100.0, 100.0])
print("scoringrules", version("scoringrules"), "with numba" if with_numba else "without numba")
for name, each in (("worked case", case), ("moved by 900", moved), ("perfect", perfect)):
    print(f"{name}: library {library(*each):.1f}, definition {definition(*each):.1f}")
assert [definition(*each) for each in (case, moved, perfect)] == [5.6, 5.6, 0.0]
seen = [round(library(*each), 6) for each in (case, moved, perfect)]
assert seen == ([5.6, 5.6, 0.0] if with_numba else [25.6, 205.6, 20.0]), seen
right = sr.interval_score(np.array([100.0]), np.array([100.0]), np.array([120.0]), 0.5)
assert float(np.squeeze(right)) == 20.0
PYTHON
"$work/venv/bin/python" "$work/check.py"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "numba==0.68.1"
"$work/venv/bin/python" "$work/check.py"
echo "As described: the median is added where its absolute error belongs, unless numba is there."
