#!/usr/bin/env bash
# papermill 2.7.0, PyPI, Python 3.11: `-p NAME VALUE` hands a notebook a number wherever Python's int()
# or float() would read one. Behaviour seen here: a financial year written 2025_26 arrives as the number
# 202526 (int() passes over underscores), the NHS organisation code 5E1 as 50.0 (float() reads an
# exponent), a local authority's code 0301 as 301. The year 2024-25 and the ONS code E06000023 stay text.
# What one would have guessed: only what looks like a number to its reader becomes one, and a code with
# a letter or an underscore in it stays as it was written.
# What keeps it: `-r NAME VALUE` (--parameters_raw).
# Source: papermill/cli.py, _resolve_type; nteract/papermill issues #55 and #345 are about truth values
# and numbers in general.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check papermill==2.7.0 ipykernel==6.29.5 nbformat==5.10.4
env/bin/python - <<'PY'
import nbformat
from nbformat.v4 import new_code_cell, new_notebook

cells = [
    new_code_cell("year = trust = council = area = span = ''", metadata={"tags": ["parameters"]}),
    new_code_cell("print([year, trust, council, area, span])"),
]
meta = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
nbformat.write(new_notebook(cells=cells, metadata=meta), "in.ipynb")
PY
given=(year 2025_26 trust 5E1 council 0301 area E06000023 span 2024-25)
for way in -p -r; do
  words=()
  for ((n = 0; n < ${#given[@]}; n += 2)); do words+=("$way" "${given[n]}" "${given[n + 1]}"); done
  env/bin/papermill in.ipynb "out$way.ipynb" "${words[@]}" --no-progress-bar >log.txt 2>&1 || { cat log.txt; exit 1; }
done
env/bin/python - <<'PY'
import nbformat

def printed(path):
    cell = nbformat.read(path, as_version=4).cells[-1]
    return "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stdout").strip()

by_p, by_r = printed("out-p.ipynb"), printed("out-r.ipynb")
print("-p:", by_p)
print("-r:", by_r)
assert by_p == "[202526, 50.0, 301, 'E06000023', '2024-25']", by_p
assert by_r == "['2025_26', '5E1', '0301', 'E06000023', '2024-25']", by_r
PY
echo "As written: papermill -p makes numbers of 2025_26 and 5E1; -r keeps them as text."
