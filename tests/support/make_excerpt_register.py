"""Writes the register of the excerpts: run it after adding or replacing an excerpt.

    python tests/support/make_excerpt_register.py

Every reader reads the excerpts with all its checks except the register; what it saw is written
to `excerpts/sources.csv`, to which the readers then hold the excerpts.
"""

from analysis.intake import boundaries, neighbours
from analysis.intake.tables import register
from analysis.pipeline import build
from excerpted import EXCERPTS, REGISTER, opened


def seen() -> register.Register:
    """The rows and the checksum of every excerpt, as the readers find them."""
    with opened() as held:
        for read in (*build.READERS.values(), neighbours.read, boundaries.read):
            read(EXCERPTS)
    return held


if __name__ == "__main__":
    found = seen()
    register.write(found, REGISTER)
    print(f"{len(found.seen)} excerpts are in {REGISTER.name}.")
