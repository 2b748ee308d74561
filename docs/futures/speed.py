"""What 2,000 futures of 36 months from a folder of returns take, as JSON. Run by compare.py.

    python speed.py FOLDER

Processor time in seconds, memory in MiB.
"""

import json
import resource
import sys
import time
from pathlib import Path

from analysis.forecast.histories.simulate import Model, simulate
from analysis.intake.returns.histories import histories
from analysis.intake.returns.reading import read
from analysis.pipeline.returns.ahead.careers import careers


def main(folder: str) -> None:
    """Print it."""
    began = time.process_time()
    records, _ = read(Path(folder), area="Bradford")
    known = careers(histories(records))
    have = time.process_time()
    model = Model.of(known)
    fitted = time.process_time()
    simulate(model, 1)
    drawn = time.process_time()
    said = {"read": have - began, "fit": fitted - have, "draw": drawn - fitted}
    said["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
