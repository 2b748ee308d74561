#!/usr/bin/env bash
# cs-demand-model 0.5.1 (PyPI, MIT): of two folders of returns, one is left out without a word where
# the latest start of an episode (DECOM) in both lies in the same calendar year.
#
# Behaviour: the folder's name is read as the year, and then replaced by the calendar year of the
# latest DECOM in its episodes (datacontainer.py, _detect_table_type); get_table returns the first
# file that has a year. A return to 31 March 2025 and an extract of the case system to 31 December
# 2025 are both "2025": whichever the folder walk meets second is not read. Children who left after
# March stay in care in the numbers, or those who came after it are not there. Two starts in February
# 2026, and both are read.
# One would have guessed that a folder called 2026 is the year 2026.
# What keeps it: an episode that begins between January and March in every return but an extract.
# Every child here is invented.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cs-demand-model==0.5.1
cat > "$folder/show.py" <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

from cs_demand_model import DemandModellingDataContainer, fs_datastore
from cs_demand_model.config import Config

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST"
)


def episode(child, start, end=""):
    return f"{child},{start},S,C2,N1,U6,PR1,{end},{'E4A' if end else ''},,,"


def read(name, newest):
    """The children of two folders, one of the newest return and one of the year before."""
    years = {
        "2025": [episode("INVENTED1", "06/01/2025", "20/02/2025"), episode("INVENTED2", "03/06/2024")],
        "2026": [episode("INVENTED2", "03/06/2024", "01/09/2025"), *newest],
    }
    for year, rows in years.items():
        there = Path(name) / year
        there.mkdir(parents=True)
        children = sorted({row.split(",")[0] for row in rows})
        heads = [f"{child},M,05/05/2012,WBRI,UN1,," for child in children]
        (there / "header.csv").write_text("\n".join([HEADER, *heads, ""]))
        (there / "episodes.csv").write_text("\n".join([EPISODES, *rows, ""]))
    container = DemandModellingDataContainer(fs_datastore(name), Config())
    years = [i.metadata.year for i in container.file_info if i.metadata.table.name == "EPISODES"]
    return sorted({*container.combined_data["CHILD"]}), sorted(years)


print("cs-demand-model", version("cs-demand-model"))
came = episode("INVENTED3", "15/05/2025")
extract, taken = read("extract", [came])
print("To 31 December 2025:", extract, "from folders 2025 and 2026, taken for", taken)
whole, years = read("whole", [came, episode("INVENTED4", "09/02/2026")])
print("To 31 March 2026:", whole, "taken for", years)
assert taken == [2025, 2025] and years == [2025, 2026]
assert extract in (["INVENTED1", "INVENTED2"], ["INVENTED2", "INVENTED3"]), extract
assert whole == ["INVENTED1", "INVENTED2", "INVENTED3", "INVENTED4"], whole
PYTHON
cd "$folder" && ./venv/bin/python show.py
