"""Writes the register of the excerpts: run it after adding or replacing an excerpt.

    python tests/support/make_excerpt_register.py

Every reader reads the excerpts with all its checks except the register; what it saw is written
to `excerpts/sources.csv`, to which the readers then hold the excerpts.
"""

from functools import cache

import pandas as pd

from analysis.intake import boundaries, neighbours
from analysis.intake.tables import register
from analysis.pipeline import build
from excerpted import EXCERPTS, REGISTER, opened


@cache
def read_all() -> tuple[register.Register, list[pd.DataFrame]]:
    """The rows and the checksum of every excerpt as the readers find them, and all counts, which
    are not to be changed: they are read once.
    """
    with opened() as held:
        counts = [read(EXCERPTS) for read in build.READERS.values()]
        for read in (neighbours.read, boundaries.read):
            read(EXCERPTS)
    return held, counts


if __name__ == "__main__":
    found, _ = read_all()
    register.write(found, REGISTER)
    print(f"{len(found.seen)} excerpts are in {REGISTER.name}.")
