"""What other tools say of the children in a return, beside this project and what is true.

    python docs/peers/compare.py

Makes up returns, installs cs-demand-model and csc-validator-be-903 in environments of their own
(pip, below a temporary folder; they need Python 3.11), has each read the same files, and writes
the tables of "Beside other tools that read the return" in docs/methods.md. Not part of the tests:
it needs the package index, and some minutes.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

import tables
from children import YEARS, difficult

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.lives import Synthetic
from analysis.pipeline.synthetic_return.making.authority import generate

HERE = Path(__file__).parent
PAGE = HERE.parent / "methods.md"
START, END = "<!-- made by docs/peers/compare.py -->", "<!-- end -->"
PEERS = {"demand_model": "cs-demand-model==0.5.1", "validator": "csc-validator-be-903==0.1.17"}
FIRST_RULES = 2023
"""The first collection year that the validator has rules for."""
SIZE, SEED = 500, 2026


def installed(name: str, folder: Path) -> Path:
    """The interpreter of an environment that has a peer and what it needs alone."""
    venv.create(folder / name, with_pip=True)
    python = folder / name / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, PEERS[name]], check=True)
    return python


def answers(pythons: dict[str, Path], folder: Path) -> tables.Answers:
    """What each peer says of a folder of returns, by its name."""
    said = {}
    for name, python in pythons.items():
        first = YEARS[0] if name == "demand_model" else FIRST_RULES
        command = [python, HERE / f"{name}.py", folder, str(first), str(YEARS[-1])]
        run = subprocess.run(command, check=True, capture_output=True, cwd=folder, text=True)
        said[name] = json.loads(run.stdout)
    return said


def made() -> dict[str, Synthetic]:
    """The made-up authorities: one of some hundred children, and one of difficult ones alone."""
    area = reporting_area("Bradford")
    return {"authority": generate(area, SIZE, len(YEARS), SEED), "children": difficult()}


def main() -> None:
    """Write the tables into the page."""
    if sys.version_info[:2] != (3, 11):
        sys.exit("Run this with Python 3.11: the packages compared need a pandas older than 2.")
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pythons = {name: installed(name, folder) for name in PEERS}
        parts = []
        for name, synthetic in made().items():
            write(synthetic, folder / name)
            said = answers(pythons, folder / name)
            parts.append(getattr(tables, name)(synthetic, folder / name, said))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    page = "\n".join([f"{before}{START}", "\n\n".join(parts), END + rest.partition(END)[2]])
    PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
