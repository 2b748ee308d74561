#!/usr/bin/env bash
# gptables 2.0.2 (accessible workbooks as UK official statistics have them) with pandas 3.1.1.
#
# Behaviour: any table that has a column of numbers goes through four calls that pandas 3.1 says
# pandas 4 takes away. Nobody sees it: Pandas4Warning is a DeprecationWarning, which Python hides
# when it comes from inside a library, and the workbook is written. gptables 2.0.2 asks for
# "pandas>=2.3.2" without an upper bound, so an installer may put pandas 4 beside it.
# One would have guessed that a package which installs beside the newest pandas makes no call on
# its way out, or says so; and that numbers are the ordinary content of a table of statistics.
# A table of words alone makes three of the four.
# Source: gptables/core/wrappers.py of 2.0.2, GPWorksheet._write_table_elements and
# _apply_column_alignments; https://pandas.pydata.org/docs/dev/whatsnew/v3.1.0.html
# What would do: bound pandas below 4 wherever gptables 2.0.2 is asked for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check gptables==2.0.2 pandas==3.1.1
cat > "$folder/show.py" <<'PYTHON'
import subprocess, sys, warnings
from importlib.metadata import requires, version
from pathlib import Path
import gptables as gpt
import pandas as pd

def written(name, rate):
    """The warnings of gptables while a workbook with one small valid table is written."""
    table = pd.DataFrame({"Area": ["Newtown", "Oldtown"], "Rate": rate})
    sheet = gpt.GPTable(table=table, table_name="rates", title="Rates", subtitles=["Two towns"],
                        scope="Invented", source="Invented", index_columns={1: 0})
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        gpt.write_workbook(filename=name, sheets={"Rates": sheet}, contentsheet_label=None)
    return {str(w.message).splitlines()[0][:62] for w in told
            if issubclass(w.category, pd.errors.Pandas4Warning)}

if len(sys.argv) > 1:  # as any program would, to see what it prints
    table = pd.DataFrame({"Area": ["Newtown", "Oldtown"], "Rate": [61.5, 72.0]})
    sheet = gpt.GPTable(table=table, table_name="rates", title="Rates", subtitles=["Two towns"],
                        scope="Invented", source="Invented", index_columns={1: 0})
    gpt.write_workbook(filename="quiet.xlsx", sheets={"Rates": sheet}, contentsheet_label=None)
    sys.exit()
print("gptables", version("gptables"), "with pandas", version("pandas"))
asked = [r for r in requires("gptables") if r.startswith("pandas")]
print("gptables asks for:", *asked)
numbers, words = written("numbers.xlsx", [61.5, 72.0]), written("words.xlsx", ["high", "low"])
print("A column of numbers:", *sorted(numbers), sep="\n  ")
print("Words alone:", *sorted(words), sep="\n  ")
quiet = subprocess.run([sys.executable, __file__, "quietly"], capture_output=True, text=True)
print("What a program prints by default:", repr(quiet.stdout + quiet.stderr))
assert asked == ["pandas>=2.3.2"], asked
assert len(numbers) == 4 and len(words) == 3 and words < numbers
assert any(said.startswith("Setting an item of incompatible dtype") for said in numbers - words)
assert quiet.returncode == 0 and "Pandas4Warning" not in quiet.stderr
assert Path("numbers.xlsx").stat().st_size > 4000
PYTHON
cd "$folder" && ./venv/bin/python show.py
