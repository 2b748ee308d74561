#!/usr/bin/env bash
# gptables 2.0.2 (accessible workbooks as UK official statistics have them), table notes.
#
# Behaviour: columns of numbers are set to the right. Once any one heading has a note ("$$note$$"),
# every column of numbers WITHOUT a note is set to the left, heading and figures alike; the one
# with the note stays at the right. A reader sees the figures of one table on two sides.
# One would have guessed that a note on one heading changes nothing in the other columns.
# Why: to find the kind of each column, the row of headings is taken off only where it equals the
# names of the columns after every "[...]" was blanked in it. A note is such a word, so the two
# differ, the row stays, and a heading above numbers makes their column one of words.
# Source: gptables/core/wrappers.py of 2.0.2, GPWorksheet._apply_column_alignments.
# What would do: put notes in the title or in a column of notes, or set "align" by
# additional_formatting for each column of numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    gptables==2.0.2 pandas==3.1.1 openpyxl==3.1.5
cat > "$folder/show.py" <<'PYTHON'
import warnings
from importlib.metadata import version
import gptables as gpt
import openpyxl
import pandas as pd

warnings.simplefilter("ignore")  # what pandas 4 takes away is another finding

def sides(noted):
    """On which side each column of numbers is set, by the start of its heading."""
    table = pd.DataFrame({"Area": ["Newtown", "Oldtown"], "Children": [120, 95], "Rate": [61.5, 72.0]})
    notes = {"Rate": "$$rate$$"} if noted else {}
    sheet = gpt.GPTable(table=table, table_name="rates", title="Rates", subtitles=["Two towns"],
                        scope="Invented", source="Invented", index_columns={1: 0},
                        table_notes=notes)
    told = pd.DataFrame({"Note reference": ["rate"], "Note text": ["For every 10,000 children"]})
    gpt.write_workbook(filename="book.xlsx", sheets={"Rates": sheet}, contentsheet_label=None,
                       notes_table=told if noted else None)
    page = openpyxl.load_workbook("book.xlsx")["Rates"]
    cells = {str(c.value).split()[0]: c for row in page.iter_rows() for c in row
             if str(c.value).startswith(("Children", "Rate")) and c.column > 1}
    return {head: page.cell(c.row + 1, c.column).alignment.horizontal for head, c in cells.items()}

print("gptables", version("gptables"))
without, with_note = sides(noted=False), sides(noted=True)
print("No note:          ", without)
print("A note on 'Rate': ", with_note)
assert without == {"Children": "right", "Rate": "right"}, without
assert with_note == {"Children": "left", "Rate": "right"}, with_note
PYTHON
cd "$folder" && ./venv/bin/python show.py
