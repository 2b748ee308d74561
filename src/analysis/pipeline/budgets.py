"""The step before a sufficiency page: a council's own outturn, budget and contracts, checked.

It reads `data/raw/what_if/<council>/outturn.csv`, else the made-up example that goes with it, and
keeps what pages read (see `core.budgets`).
"""

from collections.abc import Iterable

from analysis.catalogue.areas import Area
from analysis.core import paths

FOLDER, FILE, EXAMPLE = "what_if", "outturn.csv", "outturn-synthetic.csv"


def prepare(places: Iterable[Area]) -> None:
    """Prepare those of every one of these councils; what is kept of a file that is gone, goes.

    Raises CouncilFileError for a faulty file, before anything of that council is written.
    """
    for place in places:
        own = paths.raw() / FOLDER / place.slug / FILE
        example = paths.raw() / "examples" / FOLDER / place.slug / EXAMPLE
        given = own if own.exists() or own.is_symlink() else example
        if not (given == own or example.is_file()):
            paths.budget(place.slug).unlink(missing_ok=True)
            continue
        from analysis.core import budgets
        from analysis.intake.local import outturn

        budgets.write(place.slug, outturn.read(given), made_up=given == example)
