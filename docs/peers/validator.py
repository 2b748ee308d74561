"""What csc-validator-be-903 says of a folder of returns, as JSON. Run by compare.py.

    python validator.py FOLDER FIRST LAST

Each year is checked as its own service does it, with the year before beside it where there is one:
the collection year is named by the year in which it ends. Of XML it reads one file alone.
"""

import contextlib
import io
import json
import logging
import sys
import warnings
from pathlib import Path
from typing import Any

from lac_validator.lac_validator import LacValidator
from lac_validator.rules.ruleset_utils import get_year_ruleset
from lac_validator.utils import add_col_to_episodes_CONTINUOUSLY_LOOKED_AFTER

AUTHORITY = "E08000032"
TWELVE = "CONTINUOUSLY_LOOKED_AFTER"


def uploaded(folder: Path, year: int, description: str) -> list[dict[str, Any]]:
    """The files of a year as its front end sends them."""
    return [
        {"name": path.name, "description": description, "file_content": path.read_bytes()}
        for path in sorted((folder / str(year)).iterdir())
    ]


def of_year(folder: Path, year: int) -> dict[str, Any]:
    """Rows by rule, rules that could not be run, and children by what is said of each."""
    files = uploaded(folder, year, "This year")
    csv = not any(each["name"].endswith(".xml") for each in files)
    if csv and (folder / str(year - 1)).is_dir():
        files += uploaded(folder, year - 1, "Prev year")
    checked = LacValidator(
        metadata={"collectionYear": str(year), "localAuthority": AUTHORITY},
        files=files,
        registry=get_year_ruleset(str(year)),
    )
    rules: dict[str, int] = {}
    of: dict[str, list[str]] = {}
    for name, table in checked.ds_results.items():
        if name == "metadata" or name.endswith("_last"):
            continue
        for column in (each for each in table.columns if each.startswith("ERR_")):
            code, wrong = column.removeprefix("ERR_"), table[column].eq(True)
            rules[code] = max(rules.get(code, 0), int(wrong.sum()))
            for child in table.loc[wrong, "CHILD"]:
                of.setdefault(str(child), []).append(code)
    looked = add_col_to_episodes_CONTINUOUSLY_LOOKED_AFTER(
        checked.dfs["Episodes"].copy(), f"01/04/{year - 1}", f"31/03/{year}"
    )
    header = checked.dfs["Header"]
    return {
        "rules": rules,
        "failed": checked.fails,
        "children": {child: sorted({*codes}) for child, codes in of.items()},
        "twelve_months": sorted({*looked.loc[looked[TWELVE], "CHILD"].astype(str)}),
        "uasc": sorted({*header.loc[header["UASC"].astype(str) == "1", "CHILD"].astype(str)}),
    }


def main(folder: str, first: int, last: int) -> None:
    """Print the answers."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with contextlib.redirect_stdout(io.StringIO()):
        said = {year: of_year(Path(folder), year) for year in range(first, last + 1)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
