"""How well futures from histories are foreseen, beside no change and two other tools.

    python docs/futures/compare.py [--seeds 12]

Makes up authorities of four scenarios and three sizes with seeds that nobody chose settings by,
forecasts each from five years of its returns, and scores what came 12, 24 and 36 months later.
cs-demand-model is installed in an environment of its own (pip; it needs Python 3.11). Writes the
tables of "Futures judged on made-up authorities" in docs/methods.md. Not part of the tests: it
needs the package index, and a quarter of an hour of two processors.
"""

import argparse
import json
import os
import subprocess
import sys
import venv
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import tables
from cases import TOTAL, Case, judged

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.rates.scenarios import SCENARIOS

HERE = Path(__file__).parent
PAGE = HERE.parent / "methods.md"
START, END = "<!-- made by docs/futures/compare.py -->", "<!-- end of futures -->"
PEER = "cs-demand-model==0.5.1"
SIZES = (300, 500, 1500)
SEEDS, FIRST_SEED = 12, 6001
"""Settings were chosen on seeds below 4000; none of those is scored."""
LARGE, LARGE_SEED = 5000, 1000
RUN = {**os.environ, "OMP_NUM_THREADS": "1"}
RUN.pop("PYTHONDONTWRITEBYTECODE", None)


def installed(folder: Path) -> Path:
    """The interpreter of an environment that has the peer and what it needs alone."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, PEER], check=True)
    return python


def told(python: Path | str, script: str, folder: Path) -> dict[str, float]:
    """What a script of this folder says of a folder of returns."""
    command = [python, HERE / script, folder]
    done = subprocess.run(command, check=True, capture_output=True, env=RUN, text=True)
    return dict(json.loads(done.stdout))


def kept(cases: list[Case], file: Path, processes: int) -> pd.DataFrame:
    """All cases scored; those that are in a file already are not scored again."""
    if file.exists():
        done = pd.read_csv(file)[["scenario", "size", "seed"]].drop_duplicates()
        cases = [
            case for case in cases if not (done == list(vars(case).values())).all(axis=1).any()
        ]
    with ProcessPoolExecutor(processes) as pool:
        for rows in pool.map(judged, cases, chunksize=1):
            rows.to_csv(file, mode="a", header=not file.exists(), index=False)
    scored = pd.read_csv(file)
    return scored.sort_values(["seed", "size"], kind="stable", ignore_index=True)


def demand_model(python: Path, scored: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The peer's path beside ours after twelve months, for one authority of each scenario."""
    rows = []
    for scenario in SCENARIOS:
        case = Case(scenario, 500, FIRST_SEED)
        known, _ = case.write(folder / scenario)
        same = (scored[["scenario", "size", "seed"]] == list(vars(case).values())).all(axis=1)
        one = scored[same & (scored["group"] == TOTAL) & (scored["months"] == 12)].iloc[0]
        rows.append({**one, "peer": told(python, "demand_model.py", known)["total"]})
    return pd.DataFrame(rows)


def timed(python: Path, folder: Path) -> dict[str, dict[str, float]]:
    """What each takes for one large authority; the second of two runs, so that all is compiled."""
    write(generate(reporting_area("Bradford"), LARGE, 5, LARGE_SEED), folder)
    scripts = {"here": (sys.executable, "speed.py"), "peer": (python, "demand_model.py")}
    return {name: [told(*script, folder) for _ in range(2)][1] for name, script in scripts.items()}


def put(text: str) -> None:
    """Write between the markers of the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    page = "\n".join([f"{before}{START}", text, END + rest.partition(END)[2]])
    PAGE.write_text(page, encoding="utf-8", newline="\n")


def main(words: list[str]) -> None:
    """Score, compare, time and write."""
    asked: Any = argparse.ArgumentParser(description="Judge the futures from histories.")
    asked.add_argument("--seeds", type=int, default=SEEDS, help="authorities of each kind and size")
    asked.add_argument("--processes", type=int, default=2)
    asked.add_argument("--keep", type=Path, help="a CSV file of scored cases, to go on with later")
    given = asked.parse_args(words)
    seeds = range(FIRST_SEED, FIRST_SEED + given.seeds)
    cases = [Case(name, size, seed) for seed in seeds for size in SIZES for name in SCENARIOS]
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        scored = kept(cases, given.keep or folder / "scored.csv", given.processes)
        python = installed(folder / "peer")
        single = demand_model(python, scored, folder)
        put(tables.everything(scored, single, timed(python, folder / "large")))


if __name__ == "__main__":
    main(sys.argv[1:])
