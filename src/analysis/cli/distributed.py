"""Options of `care-analysis report` for more than one machine, and for reports kept elsewhere."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.core import paths

if TYPE_CHECKING:
    from analysis.publish.run.run import MakeExecutor


Out = Annotated[
    str, typer.Option("--out", help="The folder of reports, or an address, as s3://bucket/folder.")
]
Executor = Annotated[
    str, typer.Option(help="dask: pages are made by a Dask cluster; see --scheduler.")
]
Scheduler = Annotated[
    str, typer.Option(help="The address of the cluster's scheduler, as tcp://10.0.0.5:8786.")
]
Data = Annotated[
    str,
    typer.Option(
        help="An address that the cluster reaches too, to hand it the tables (default: it reads "
        "this project's folder)."
    ),
]


def who_makes(executor: str, scheduler: str, data: str, *, due: bool) -> "MakeExecutor | None":
    """Who makes the pages: a cluster, or nobody in particular, which is this machine."""
    if executor not in ("", "dask"):
        raise typer.BadParameter(f"--executor '{executor}' makes no pages; there is dask.")
    if not executor:
        if scheduler or data:
            raise typer.BadParameter("--scheduler and --data go with --executor dask.")
        return None
    if not scheduler:
        raise typer.BadParameter("--executor dask needs --scheduler, the address of a cluster.")
    if due:
        raise typer.BadParameter("--due makes its few pages on this machine: leave out --executor.")
    from analysis.publish.executors.dask_cluster import on_dask

    return on_dask(scheduler, data)


def folder_of(out: str, *, wait: bool) -> AbstractContextManager[Path]:
    """The folder to make reports in; for an address one of this machine, mirrored at the end."""
    from analysis.publish.run import mirror

    if mirror.is_elsewhere(out):
        return mirror.mirrored(out, wait=wait)
    return nullcontext(Path(out) if out else paths.reports())


def index_of(out: str, folder: Path) -> str:
    """Where a reader finds the index."""
    from analysis.publish.run import mirror

    if mirror.is_elsewhere(out):
        return f"{out.rstrip('/')}/{mirror.INDEX}"
    return str(folder.resolve() / mirror.INDEX)
