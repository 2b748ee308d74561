#!/usr/bin/env bash
# papermill 2.7.0, PyPI, Python 3.11: a parameter is not found by `papermill --help-notebook` and
# `inspect_notebook` where its line has a second equals sign, be it in the value (a link to a table,
# '...?area=301') or in the comment that is to be its help. Given all the same, it is called unknown in
# the log and takes effect; others of the cell are found as they should.
# Behaviour seen: of four parameters, each a plain assignment that Python reads, two are listed; the log of
# a run says "Passed unknown parameter: link", and the notebook prints the link that was given.
# What one would have guessed: every assignment of the tagged cell is listed, or the command fails.
# What keeps it: no second equals sign on the line; whoever checks parameters by what papermill lists
# should compare with ast.parse of the cell.
# Source: papermill/translators.py, PythonTranslator.inspect, which counts the signs of a line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check papermill==2.7.0 ipykernel==6.29.5 nbformat==5.10.4
env/bin/python - <<'PY'
import nbformat
from nbformat.v4 import new_code_cell, new_notebook

lines = [
    "area = 'Leeds'  # a council by name",
    "link = 'https://example.org/table?area=301'  # where its table is",
    "places = ''  # several councils with a name, 'Leeds + York = Two'",
    "year = 2025  # the year to 31 March",
]
cells = [
    new_code_cell("\n".join(lines), metadata={"tags": ["parameters"]}),
    new_code_cell("print(area, link, places, year)"),
]
meta = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
nbformat.write(new_notebook(cells=cells, metadata=meta), "in.ipynb")
PY
env/bin/papermill in.ipynb out.ipynb -p link 'https://example.org/table?area=305' --no-progress-bar >log.txt 2>&1 ||
  { cat log.txt; exit 1; }
grep -o "Passed unknown parameter: link" log.txt
env/bin/python - <<'PY'
import ast

import nbformat
import papermill

listed = [*papermill.inspect_notebook("in.ipynb")]
cell = nbformat.read("in.ipynb", as_version=4).cells[0].source
written = [node.targets[0].id for node in ast.parse(cell).body]
print("written:", written)
print("listed: ", listed)
assert written == ["area", "link", "places", "year"]
assert listed == ["area", "year"], listed
told = nbformat.read("out.ipynb", as_version=4).cells[-1].outputs[0].text.strip()
print("printed:", told)
assert "area=305" in told, told
PY
echo "As written: papermill lists two of four parameters, and calls one that takes effect unknown."
