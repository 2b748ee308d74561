"""What cs-demand-model foresees from a folder of returns, as its command `predict` does, as JSON.

    python demand_model.py FOLDER

Run by compare.py in its environment: a step a day for twelve months, rates of the last six.
Processor time in seconds, memory in MiB.
"""

import json
import resource
import sys
import time
import warnings

from cs_demand_model import (
    DemandModellingDataContainer,
    ModelPredictor,
    PopulationStats,
    fs_datastore,
)
from cs_demand_model.config import Config
from dateutil.relativedelta import relativedelta

AWAY = "NOT_IN_CARE"


def main(folder: str) -> None:
    """Print the total of children after twelve months, and what it took."""
    warnings.simplefilter("ignore")
    began, config = time.process_time(), Config()
    container = DemandModellingDataContainer(fs_datastore(folder), config)
    stats, end = PopulationStats(container.enriched_view, config), container.end_date
    read = time.process_time()
    model = ModelPredictor.from_model(stats, end - relativedelta(months=6), end)
    fitted = time.process_time()
    path = model.predict((end + relativedelta(months=12) - end).days)
    drawn = time.process_time()
    in_care = [state for state in path.columns if state[1] != AWAY]
    said = {
        "total": float(path[in_care].iloc[-1].sum()),
        "read": read - began,
        "fit": fitted - read,
        "draw": drawn - fitted,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
