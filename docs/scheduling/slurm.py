"""Every report on a Slurm cluster: `python slurm.py QUEUE`, from the folder of the project.

Change the numbers in `workers` to those of your cluster. Each job holds a Dask worker process for
each core, and each page is made in a process of its own. The folder of the project must be on a
disk that all nodes share; where there is none, say --data with an address that all reach.
"""

import subprocess
import sys
from pathlib import Path

from dask_jobqueue import SLURMCluster
from distributed import Client

COMMAND = ["-m", "analysis", "report", "all", "--all"]
JOBS = 8


def workers(queue: str, **more: object) -> SLURMCluster:
    """The cluster: eight cores, and 1 GB for each of them, in each job."""
    project = Path.cwd()
    return SLURMCluster(
        queue=queue,
        cores=8,
        processes=8,
        memory="8 GB",
        walltime="01:00:00",
        python=sys.executable,
        job_script_prologue=[
            f"cd {project}",
            f"export CARE_ANALYSIS_HOME={project}",
            "export DASK_CONFIG=docs/scheduling/dask.yaml",
        ],
        **more,
    )


def main(queue: str) -> int:
    """Ask for the jobs, wait for the first worker, and make the reports; their exit code."""
    with workers(queue) as cluster, Client(cluster) as client:
        cluster.scale(jobs=JOBS)
        client.wait_for_workers(1)
        address = cluster.scheduler_address
        asked = [*COMMAND, "--executor", "dask", "--scheduler", address]
        return subprocess.call([sys.executable, *asked])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
