#!/usr/bin/env bash
# matplotlib 3.11.2: an SVG has a marker on the edge of the sheet for a point that lies beyond it.
#
# Behaviour: of three points the first lies far to the left of the sheet, and clip_on=False keeps
# those on the rim of the plot whole. The PNG shows two markers. The SVG has a third, a point's
# breadth outside its left edge and at the height where a line to the next point would cross it, also
# where no line is drawn; of a marker of 14 points six can be seen. It looks like a figure of its own.
# One would have guessed that a marker stands where its point is, or is left out, in both formats.
# Source: matplotlib/backends/backend_svg.py, draw_markers, asks Path.iter_segments to clip the path of
# the markers, which is meant for lines (https://matplotlib.org/stable/api/path_api.html:
# "clip ... the path will be clipped to the given rectangle"). Of the PDF backend others asked for less:
# https://github.com/matplotlib/matplotlib/pull/2423
# What would do: give the plot only points within its limits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check matplotlib==3.11.2 "numpy<2.6" pillow==13.0.0
cat > "$folder/show.py" <<'PYTHON'
import io
import re

import matplotlib
import numpy as np
from matplotlib.figure import Figure
from PIL import Image


def plotted(kind):
    figure = Figure(figsize=(4, 2), dpi=72)
    axes = figure.add_axes((0.25, 0.25, 0.5, 0.5))
    axes.set_axis_off()
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 10)
    axes.plot([-40, 5, 8], [2, 5, 5], "ko", markersize=14, clip_on=False)
    page = io.BytesIO()
    figure.savefig(page, format=kind)
    return page.getvalue(), axes.transData.transform((-40, 2))[0]


svg, place = plotted("svg")
markers = [float(x) for x in re.findall(rb'<use [^>]*x="([^"]+)"', svg)]
png, _ = plotted("png")
dark = np.asarray(Image.open(io.BytesIO(png)).convert("L")) < 128
columns = np.flatnonzero(dark.any(axis=0))
print("matplotlib", matplotlib.__version__, f"- the first point is {-place:.0f} points left of the sheet")
print("SVG: markers at", markers, "points from the left")
print("PNG: the first dark column is", columns[0])
assert round(place) == -504 and markers == [-1, 144, 187.2], markers
assert columns[0] == 137, columns[0]
PYTHON
"$folder/venv/bin/python" "$folder/show.py"
