"""How long five whole returns take here, and the two main tables of one year in the validator.

    python docs/peers/speed.py [ROUNDS]

Makes up an authority of 5,000 children with five years of returns, and times two commands by
turns, each a process of its own with all that it loads: this project reads, repairs, counts (on
five 31 Marches) and measures all tables of the five years; csc-validator-be-903, installed as by
compare.py, checks header and episodes of the newest year. Prints what docs/performance.md has. Not
part of the tests: it needs the package index, Python 3.11 and some minutes, and not Windows.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

AREA, AUTHORITY, SIZE, FIRST, YEARS = "Bradford", "E08000032", 5_000, 2022, 5
ROUNDS = 5


class Cost(NamedTuple):
    """Seconds on the clock, seconds of processor time, and MiB at most."""

    wall: float
    cpu: float
    peak: float


def ours(folder: Path) -> None:
    """Five returns to measured rows."""
    from datetime import date

    import pandas as pd

    from analysis.core import store
    from analysis.intake.combine import newest
    from analysis.intake.returns.counts.counting import counts
    from analysis.intake.returns.histories import histories
    from analysis.intake.returns.reading import read
    from analysis.pipeline.returns.measuring import measured

    past = histories(read(folder, area=AREA)[0])
    days = [date(year, 3, 31) for year in range(FIRST, FIRST + YEARS)]
    published = newest(store.counts(areas=[past.area]))
    published = published.assign(period_end=pd.to_datetime(published["period_end"]))
    rows = measured(pd.concat([counts(past, day) for day in days], ignore_index=True), published)
    print(f"{rows['indicator'].nunique()} indicators")


def theirs(folder: Path) -> None:
    """Every rule of the newest year on two of its tables."""
    from lac_validator.lac_validator import LacValidator
    from lac_validator.rules.ruleset_utils import get_year_ruleset

    logging.disable(logging.CRITICAL)
    year = FIRST + YEARS - 1
    files = [folder / str(year) / f"{name}.csv" for name in ("header", "episodes")]
    told = {"description": "This year"}
    sent = [told | {"name": f.name, "file_content": f.read_bytes()} for f in files]
    place = {"collectionYear": str(year), "localAuthority": AUTHORITY}
    rules = get_year_ruleset(str(year))
    LacValidator(metadata=place, files=sent, registry=rules)
    print(f"{len(rules)} rules")


def cost(command: Sequence[str | Path]) -> Cost:
    """What a command costs as a whole process."""
    around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=around)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} failed.")
    wall = time.perf_counter() - start
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main(rounds: int) -> None:
    """Print what each costs, and one by the other, pair by pair."""
    from compare import installed

    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        words = ["--area", AREA, "--size", str(SIZE), "--years", str(YEARS), "--out", "made"]
        made = [sys.executable, "-m", "analysis", "synthetic", "return", *words]
        subprocess.run(made, cwd=folder, check=True)
        pythons = {"ours": Path(sys.executable), "theirs": installed("validator", folder)}
        commands = {n: [p, __file__, n, folder / "made"] for n, p in pythons.items()}
        turns = [{n: cost(command) for n, command in commands.items()} for _ in range(rounds + 1)]
    turns = turns[1:]  # the first fills the caches
    for name in commands:
        middle = (f"{n} {median(getattr(t[name], n) for t in turns):.2f}" for n in Cost._fields)
        print(f"{name:7} {' '.join(middle)}")
    for field in Cost._fields:
        ratios = [getattr(t["ours"], field) / getattr(t["theirs"], field) for t in turns]
        print(f"ours/theirs {field} {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["theirs"]):
        {"ours": ours, "theirs": theirs}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else ROUNDS)
