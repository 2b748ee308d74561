"""Pages made by a Dask cluster: the same bytes, nothing lost with a worker, nothing left behind."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from runpy import run_path
from socket import AF_UNIX, socket
from typing import Any

import pytest
from dask import config
from typer.testing import CliRunner

import here
import small
from analysis.cli.app import FRUGAL, app
from analysis.core import returned
from analysis.core.errors import CareAnalysisError
from analysis.publish import storage
from analysis.publish.executors import base, bundle, dask_cluster, dask_worker, fork
from analysis.publish.fingerprint import stamp
from analysis.publish.jobs import Job, Result
from analysis.publish.run import freshness, record
from cluster import SETTINGS, Cluster, cluster
from left_out import NOT_LINUX, posix
from waiting import GENEROUS, all_ended, wait_for

ROOT = Path(__file__).resolve().parents[3]
WORK = """
import os
from time import sleep
from pathlib import Path
from analysis.core import store
from IPython.display import Markdown

marks = Path(os.environ["MARKS"]) / ask if ask else None
if marks:
    (marks / f"{area}-{os.getpid()}").touch()
    while not marks.with_suffix(".go").exists():
        sleep(0.05)
rows = store.measured([area]);
"""
SAYS = 'Markdown(f"All is well in {area}: {len(rows)} rows.")'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    small.put_tables(home)
    small.put_notebook(home, WORK, SAYS)
    return home


@pytest.fixture(scope="module")
def running(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster whose workers read the folder of the project."""
    shared = {"CARE_ANALYSIS_HOME": str(home), "MARKS": str(home)}
    with cluster(tmp_path_factory.mktemp("cluster"), shared) as whole:
        yield whole


def on(whole: Cluster, *more: str) -> list[str]:
    return ["--executor", "dask", "--scheduler", whole.address, *more]


def pages(out: Path) -> dict[str, bytes]:
    """Every file of a folder of reports that a reader gets."""
    found = [p for p in out.rglob("*") if p.is_file() and not p.name.startswith(".")]
    names = {p.relative_to(out).as_posix(): p for p in found}
    return {n: p.read_bytes() for n, p in names.items() if not n.startswith(record.RECORDS)}


def nothing_left(whole: Cluster) -> None:
    wait_for(lambda: not whole.family(), f"processes left: {whole.family()}")
    wait_for(lambda: not whole.files(), f"files left: {whole.files()}")


@posix
@pytest.mark.notebook
def test_a_cluster_makes_the_same_bytes_and_leaves_nothing(
    home: Path, running: Cluster, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert small.done(home, here).returncode == 0
    done = small.done(home, there, *on(running))
    assert done.returncode == 0, done.stderr
    assert f"{len(small.PLACES)} of {len(small.PLACES)} pages made." in done.stdout
    assert pages(there) == pages(here) and len(pages(here)) > 2 * len(small.PLACES)
    nothing_left(running)
    local = small.done(home, there)
    assert "Nothing changed" in local.stdout, "what was made elsewhere counts here too"


@NOT_LINUX.on(sys.platform != "linux")
@pytest.mark.notebook
def test_a_worker_that_comes_late_gets_pages_and_one_that_is_killed_loses_none(
    home: Path, running: Cluster, tmp_path: Path
) -> None:
    """Nothing hangs on the first one, which began the warm parent of all and fetched tables.

    Those are of another edition than the one in the folder of the workers, and reach them through a
    store.
    """
    mine, data, out = tmp_path / "mine", tmp_path / "data", tmp_path / "out"
    marks = home / "marks"
    shutil.copytree(home, mine)
    small.put_notebook(mine, WORK, SAYS.replace("All is well", "All is better"))
    refused = small.done(mine, out, *on(running))
    assert refused.returncode == 1 and "Traceback" not in refused.stderr
    assert "needs_analysis.ipynb is another or is not there" in refused.stderr
    asked = ["-p", "ask=marks", *on(running, "--data", f"file://{data}")]
    marks.mkdir()

    def begun() -> list[str]:
        return sorted(mark.name.partition("-")[0] for mark in marks.iterdir())

    with small.started(mine, out, *asked) as run:
        wait_for(lambda: len(begun()) == 2, "no two pages were begun")
        running.add_worker()
        wait_for(lambda: len(begun()) == 3, "the one that came late was given no page")
        pages = running.family()
        assert len({os.getsid(each.pid) for each in pages}) == 1, "one warm parent for all"
        (first,) = (worker for worker in running.workers if worker.children())
        first.kill()
        marks.with_suffix(".go").touch()
        said, problems = run.communicate(timeout=GENEROUS)
    assert run.returncode == 0, problems
    assert f"{len(small.PLACES)} of {len(small.PLACES)} pages made." in said
    assert len(begun()) == len(small.PLACES) + 1, "the page that was lost was begun twice"
    assert all(page["tries"] == 1 for page in dict(record.every(out)).values())
    made = (out / "bristol" / "needs_analysis.html").read_text(encoding="utf-8")
    assert "All is better in 801" in made
    assert len(list(data.iterdir())) == len(list((mine / "data" / "processed").iterdir())) + 2
    assert all_ended(pages)
    nothing_left(running)


@posix
@pytest.mark.slow
@pytest.mark.notebook
def test_runs_that_lose_the_cluster_or_are_killed_are_made_good(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker ends on its own what a run that is gone has left; a run ends without a scheduler."""
    marks, go, out = tmp_path / "marks", tmp_path / "marks.go", tmp_path / "out"
    marks.mkdir()
    soon = tmp_path / "soon"
    soon.mkdir()
    patch = "from analysis.publish.executors import dask_worker\ndask_worker.IDLE_SECONDS = 0.5\n"
    (soon / "soon.py").write_text(patch, encoding="utf-8")
    shared = {
        "CARE_ANALYSIS_HOME": str(home),
        "MARKS": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(soon), os.environ.get("PYTHONPATH", "")]),
    }
    with cluster(tmp_path / "cluster", shared, workers=0) as whole:
        whole.add_worker("--preload", "soon")
        with small.started(home, out, "-p", "ask=marks", *on(whole)) as run:
            wait_for(lambda: list(marks.iterdir()), "no page was begun")
            run.kill()
        go.touch()
        nothing_left(whole)
        go.unlink()
        before = set(marks.iterdir())
        with small.started(home, out, "-p", "ask=marks", *on(whole)) as run:
            wait_for(lambda: set(marks.iterdir()) - before, "no page was begun")
            whole.scheduler.kill()
            run.communicate(timeout=GENEROUS)
        assert run.returncode == 1
    go.touch()
    monkeypatch.setenv("MARKS", str(tmp_path))
    assert small.done(home, out, "-p", "ask=marks").returncode == 0
    known = dict(record.every(out))
    assert len(known) == len(small.PLACES)
    assert all(freshness.in_place(out, page) for page in known.values())


@posix
@pytest.mark.notebook
def test_a_real_page_is_the_same_from_a_worker_that_shares_no_folder(
    running: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CARE_ANALYSIS_HOME", raising=False)
    for out, more in (("here", []), ("there", on(running, "--data", str(tmp_path / "data")))):
        asked = ["report", "needs_analysis", "--area", "Bristol", "--out", str(tmp_path / out)]
        command = [sys.executable, "-m", "analysis", *asked, *more]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=GENEROUS, check=False
        )
        assert done.returncode == 0, done.stderr
    assert pages(tmp_path / "there") == pages(tmp_path / "here")
    assert len((tmp_path / "here" / "bristol" / "needs_analysis.html").read_bytes()) > 50_000
    nothing_left(running)


def refusal(address: str, data: str = "") -> str:
    with pytest.raises(CareAnalysisError) as told:
        dask_cluster.on_dask(address, data)(2, Path())
    return str(told.value)


def test_an_address_that_does_not_answer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "ANSWER_SECONDS", 0.5)
    said = refusal("tcp://127.0.0.1:9")
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in said and "`dask scheduler`" in said
    assert "No Dask scheduler answers at nonsense://1" in refusal("nonsense://1")


def test_a_scheduler_without_workers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_cluster, "ANSWER_SECONDS", GENEROUS)
    monkeypatch.setattr(dask_cluster, "WORKER_SECONDS", 0.5)
    with cluster(tmp_path / "empty", {}, workers=0) as whole:
        said = refusal(whole.address)
    assert f"has no worker. Begin some with `dask worker {whole.address}" in said


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'care-analysis[distributed]'" in refusal("tcp://127.0.0.1:9")


@pytest.mark.parametrize(
    "words",
    [
        ["--executor", "dask"],
        ["--executor", "ray", "--scheduler", "tcp://x"],
        ["--scheduler", "tcp://x"],
        ["--data", "memory://x"],
    ],
)
def test_words_that_do_not_go_together_are_refused(words: list[str]) -> None:
    said = CliRunner().invoke(app, ["report", "methods", *words])
    assert said.exit_code == 2, said.output


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("tcp://127.0.0.1:8786", True),
        ("localhost:8786", True),
        ("tls://10.0.0.5:8786", True),
        ("tcp://10.0.0.5:8786", False),
        ("10.0.0.5:8786", False),
    ],
)
def test_suppressed_figures_go_only_where_nobody_can_read_them(address: str, private: bool) -> None:
    assert dask_cluster.is_private(address) is private


def test_a_page_with_suppressed_figures_is_made_here_when_the_line_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[str] = []

    class Here(here.InThisProcess):
        def submit(self, job: Job) -> "Future[Result]":
            sent.append(job.area)
            return Future()

    class Client:
        """A line over which nothing may go."""

        status = "running"

        def close(self) -> None:
            sent.append("closed")

        def run(self, what: object, *_: object, **__: object) -> None:
            assert what is dask_worker.end

    monkeypatch.setattr(dask_cluster, "connected", lambda _: Client())
    monkeypatch.setattr(dask_cluster.local, "executor", lambda *_: Here())
    executor = dask_cluster.DaskExecutor("tcp://10.0.0.5:8786", "", 2, Path())
    hidden: Any = ("a suppressed figure",)
    executor.submit(replace(JOB, hidden=hidden))
    executor.close()
    assert sent == [JOB.area, "closed"]


JOB = Job(report=small.REPORT, area="801", made="2026-05-03", parameters={})


@pytest.mark.parametrize(
    "what", ["the code", "the lock of packages", "Python", "the font that charts are measured with"]
)
def test_a_worker_with_something_other_is_refused(what: str) -> None:
    now = stamp()
    order = dask_worker.Order(run="r", job=replace(JOB, stamp=now), maker=dask_worker.made_by(now))
    dask_worker.check(order)
    other = replace(order, maker={**order.maker, what: "another"})
    with pytest.raises(dask_worker.OtherWorkerError, match=f"{what} was another and is"):
        dask_worker.check(other)


def test_a_worker_with_other_tables_is_refused_unless_it_is_handed_them() -> None:
    now = stamp()
    asked = replace(now, tables={**now.tables, "measured.parquet": "another"})
    order = dask_worker.Order(
        run="r", job=replace(JOB, stamp=asked), maker=dask_worker.made_by(now)
    )
    with pytest.raises(dask_worker.OtherWorkerError, match=r"measured\.parquet is another"):
        dask_worker.check(order)
    dask_worker.check(replace(order, data="memory://tables"))


def test_what_is_put_is_fetched_once_and_checked(home: Path, tmp_path: Path) -> None:
    """A spoilt copy, and a list that is not there, are told."""
    url, folder = f"file://{tmp_path / 'data'}", tmp_path / "copy"
    own = home / "data" / "processed" / returned.FOLDER / "bristol" / returned.RECORD_FILE
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("{}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARE_ANALYSIS_HOME", str(home))
        listed = bundle.put(url)
        before = {p: p.stat().st_mtime_ns for p in (tmp_path / "data").iterdir()}
        assert bundle.put(url) == listed
        sent = bundle.goods()
    assert own in sent.values()
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "data").iterdir()} == before
    bundle.fetch(url, listed, folder)
    assert {name: (folder / name).read_bytes() for name in sent} == {
        name: path.read_bytes() for name, path in sent.items()
    }
    table = folder / "data" / "processed" / "measured.parquet"
    blob = next(p for p in before if p.read_bytes() == table.read_bytes())
    table.write_bytes(b"spoilt here")
    bundle.fetch(url, listed, folder)
    assert table.read_bytes() == blob.read_bytes()
    table.unlink()
    blob.write_bytes(b"spoilt there")
    with pytest.raises(storage.StoreError, match=r"spoilt copy of .*measured\.parquet"):
        bundle.fetch(url, listed, folder)
    with pytest.raises(storage.StoreError, match="has no list"):
        bundle.fetch(url, "0" * 64, folder)


def test_the_example_for_slurm_emits_a_script_that_begins_workers() -> None:
    # Run and not imported: that would leave a folder of bytecode beside the examples.
    example = run_path(str(ROOT / "docs" / "scheduling" / "slurm.py"))
    with example["workers"]("children", scheduler_options={"dashboard_address": ":0"}) as whole:
        script = whole.job_script()
        address = whole.scheduler_address
    assert "#SBATCH -p children" in script and "#SBATCH --cpus-per-task=8" in script
    assert f"export CARE_ANALYSIS_HOME={Path.cwd()}" in script
    assert f"export DASK_CONFIG={SETTINGS.relative_to(ROOT)}" in script
    (line,) = [each for each in script.splitlines() if "distributed.cli.dask_worker" in each]
    assert line.startswith(sys.executable) and address in line
    assert "--nthreads 1" in line and "--nworkers 8" in line
    said = CliRunner().invoke(app, ["report", "--help"]).output
    assert example["COMMAND"][:3] == ["-m", "analysis", "report"] and "--scheduler" in said


def test_the_settings_of_a_cluster_are_ones_that_dask_has() -> None:
    def changed(given: dict[str, Any], known: dict[str, Any]) -> Iterator[bool]:
        for name, each in given.items():
            if isinstance(each, dict):
                yield from changed(each, known[name])
            else:
                yield known[name] != each

    (own,) = config.collect_yaml([str(SETTINGS)])
    told = list(changed(own, config.merge(*config.defaults)))
    assert len(told) > 3 and all(told), "each is known, and another than Dask's own"


def test_pages_of_a_worker_take_memory_as_those_of_a_command_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its nanny asks for memory to be given back at once, and no command of ours began it."""
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", "65536")
    for name in FRUGAL:
        monkeypatch.delenv(name, raising=False)
    around = base.surroundings(tmp_path)
    assert FRUGAL.items() <= around.items()
    assert "MALLOC_TRIM_THRESHOLD_" not in around


@NOT_LINUX.on(sys.platform != "linux")
def test_a_socket_of_another_user_is_not_spoken_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.publish.executors import shared_parent

    class OwnParent(Exception):  # noqa: N818
        """Begun in place of the shared one."""

    def begin(_: object) -> None:
        raise OwnParent

    monkeypatch.setattr(fork.ForkingExecutor, "_start", begin)
    with socket(AF_UNIX) as listener:
        assert shared_parent._bound(listener, shared_parent._name("a run"))
        uid = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: uid + 1)
        monkeypatch.setattr(shared_parent, "_name", lambda _: listener.getsockname())
        with pytest.raises(OwnParent):
            shared_parent.SharingExecutor(1, tmp_path, None, "a run")
        call, _ = listener.accept()
        with call:
            assert not shared_parent._is_ours(call)
            assert call.recv(1) == b"", "nothing was said"
