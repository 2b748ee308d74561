"""A finished page put in its place, with the files beside it, whole or not at all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.core.atomic import write_bytes
from analysis.publish.reports import report as report_named
from analysis.publish.run import freshness, journal
from analysis.publish.run.jobs import Job, Result


def place(
    out: Path, job: Job, result: Result, page: Mapping[str, Any], sure: set[str] | None = None
) -> dict[str, Any]:
    """Put a page in its place, last of its files; returns what run.json is to say of it.

    `page` is what is known of it; `sure` are the inputs that this run has kept already.
    OSError when the disk will not have it: what stood there still stands, or is known as unsound.
    """
    from analysis.publish.render import manifest

    kept = report_named(job.report).kept
    *beside, name = result.files
    known = manifest.of(job, result) if kept else None
    if known:
        manifest.archive_inputs(out, result.inputs, sure)
        manifest.archive(out, result.files[name], known.bare, name)
    whole = {**page, "seal": freshness.seal(job.path, result.files)}
    journal.note(out, job.path, whole)
    folder = (out / job.path).parent
    for each in beside:
        write_bytes(result.files[each], folder / each)
    if known:
        manifest.write(out, known)
    write_bytes(result.files[name], out / job.path)
    return whole
