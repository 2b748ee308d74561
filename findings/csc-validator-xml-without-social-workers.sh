#!/usr/bin/env bash
# csc-validator-be-903 0.1.17 (PyPI, MIT): a return as XML has no social workers, whatever stands in
# it, and their rules are skipped; the very same return as CSV is refused by them.
#
# Behaviour: read_xml_from_text (lac_validator/ingress.py) makes ten tables. Social worker episodes,
# in the return since 2023/24, and deprivation of liberty orders, since 2026/27, are not among them,
# whether their element is called SWEPISODE or otherwise. Rules that need the table are skipped, and
# a report of what is wrong has nothing of them, so that the XML looks clean.
# One would have guessed the same answer to the same return in the two forms that the tool takes.
# What would do: check such rules on the CSV.
# Every child here is invented.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check csc-validator-be-903==0.1.17
cat > "$folder/show.py" <<'PYTHON'
import logging
from importlib.metadata import version

logging.disable(logging.CRITICAL)
from lac_validator.lac_validator import LacValidator
from lac_validator.rules.ruleset_utils import get_year_ruleset

RULE = "SW10STG2"  # a social worker begins before the one before has ended
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nINVENTED1,M,05/05/2012,WBRI,UN1,,\n"
WORKERS = (
    "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
    "INVENTED1,05/05/2012,SW1,01/05/2025,01/12/2025,FCONTA\n"
    "INVENTED1,05/05/2012,SW2,01/10/2025,,LEFTRL\n"
)


def worker(*cells):
    names = ("SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON")
    return "".join(f"<{name}>{cell}</{name}>" for name, cell in zip(names, cells))


def document(element):
    both = [("SW1", "01/05/2025", "01/12/2025", "FCONTA"), ("SW2", "01/10/2025", "", "LEFTRL")]
    inside = "".join(f"<{element}>{worker(*each)}</{element}>" for each in both)
    facts = "<CHILDID>INVENTED1</CHILDID><SEX>M</SEX><DOB>05/05/2012</DOB><ETHNIC>WBRI</ETHNIC>"
    episode = (
        "<EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL>"
        "<PLACE_PROVIDER>PR1</PLACE_PROVIDER><PL_POST>ZZ1 1ZZ</PL_POST>"
        "<HOME_POST>ZZ1 1ZZ</HOME_POST></EPISODE>"
    )
    child = f"<CHILD><HEADER>{facts}{inside}</HEADER>{episode}</CHILD>"
    return f"<EXPSSDA903>{child}</EXPSSDA903>"


def checked(**files):
    given = [
        {"name": name.replace("_", "."), "description": "This year", "file_content": text.encode()}
        for name, text in files.items()
    ]
    found = LacValidator(
        metadata={"collectionYear": "2026", "localAuthority": "E08000032"},
        files=given,
        registry=get_year_ruleset("2026"),
        selected_rules=[RULE],
    )
    table = found.ds_results.get("SWEpisodes")
    column = f"ERR_{RULE}"
    rows = 0 if table is None or column not in table else int(table[column].eq(True).sum())
    return table is not None, rows, RULE in found.skips


print("csc-validator-be-903", version("csc-validator-be-903"))
csv = checked(header_csv=HEADER, workers_csv=WORKERS)
print("CSV: table there, rows refused, rule skipped:", *csv)
assert csv[0] and csv[1] > 0 and not csv[2], csv
for element in ("SWEPISODE", "SWEPISODES", "SW_EPISODE", "SOCIALWORKER"):
    xml = checked(return_xml=document(element))
    print(f"XML with {element}:", *xml)
    assert xml == (False, 0, True), xml
PYTHON
cd "$folder" && ./venv/bin/python show.py
