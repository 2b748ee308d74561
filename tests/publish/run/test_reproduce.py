"""A page made again from its manifest: the same bytes, or the reason why not."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import monitored
import running
from analysis.catalogue.areas import area
from analysis.core import store
from analysis.publish.render import manifest
from analysis.publish.render.manifest import ManifestError
from analysis.publish.reports import REPORTS
from analysis.publish.run import record, reproduce
from analysis.publish.run.reproduce import RemakeError

BRISTOL = area("Bristol")
NAME = "strategy_monitoring"
FIRST = {"quarter": "2025-26Q2"}


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A project in which a page was made, and then everything that may change has changed.

    The page of a quarter; then another page of the authority, which puts a link into the first;
    then other figures and another strategy. The project's folder and the manifest of the page.
    """
    home = monitored.project(tmp_path_factory.mktemp("past"))
    before = os.environ.get("CARE_ANALYSIS_HOME")
    os.environ["CARE_ANALYSIS_HOME"] = str(home)
    out = home / "out"
    for given, day in ((FIRST, date(2025, 10, 20)), ({}, date(2026, 11, 24))):
        (done,) = running.run(
            REPORTS[NAME], [BRISTOL], out=out, parameters=given, made=day, workers=1, quiet=True
        )
        assert done.outcome == record.MADE, done.problem
    own = home / "data" / "processed" / store.MONITORING_FOLDER / "bristol"
    figures = monitored.figures(times=7)
    store.write(figures, own / store.LOCAL_FILE)
    prepared = json.loads((own / store.PREPARED_FILE).read_bytes())
    prepared["synthetic"] = not prepared["synthetic"]
    prepared = {**prepared, store.FIGURES_SUM: store.sum_of_figures(figures)}
    (own / store.PREPARED_FILE).write_text(json.dumps(prepared), encoding="utf-8")
    (home / "data" / "processed" / "new.json").write_text("{}", encoding="utf-8")
    yield home, out / "bristol" / f"{NAME}-2025-26q2.manifest.json"
    if before is None:
        del os.environ["CARE_ANALYSIS_HOME"]
    else:
        os.environ["CARE_ANALYSIS_HOME"] = before


@pytest.fixture
def copied(past: tuple[Path, Path], tmp_path: Path) -> Path:
    """The manifest in a copy of the folder of reports, to be spoilt."""
    home, path = past
    shutil.copytree(home / "out", tmp_path / "out")
    return tmp_path / "out" / "bristol" / path.name


@pytest.mark.notebook
def test_a_past_page_is_made_again_byte_for_byte(past: tuple[Path, Path], tmp_path: Path) -> None:
    home, path = past
    first = home / "out" / "bristol" / f"{NAME}-2025-26q2.html"
    html = first.read_text(encoding="utf-8")
    assert f'href="{NAME}.html"' in html, "a link to a page that was made later"
    assert "240 in all, 801 2025-26Q2 all" in html and "on 2025-10-20." in html
    made = reproduce.remake(path, tmp_path / "again")
    assert made.page == tmp_path / "again" / "bristol" / first.name
    assert made.page.read_bytes() == first.read_bytes()
    assert made.sha256 == manifest.digest(first)
    beside = first.with_suffix(".csv")
    assert (made.page.with_suffix(".csv")).read_bytes() == beside.read_bytes()


@pytest.mark.notebook
def test_a_page_that_was_lost_or_written_over_comes_back_to_its_place(copied: Path) -> None:
    page = copied.with_name(f"{NAME}-2025-26q2.html")
    before = page.read_bytes()
    page.write_text("written over", encoding="utf-8")
    assert reproduce.remake(copied).page.resolve() == page.resolve()
    assert page.read_bytes() == before


@pytest.mark.notebook
def test_the_same_page_of_the_new_figures_is_another_so_that_the_tests_above_can_fail(
    past: tuple[Path, Path], tmp_path: Path
) -> None:
    home, path = past
    (done,) = running.run(
        REPORTS[NAME],
        [BRISTOL],
        out=tmp_path / "new",
        parameters=FIRST,
        made=date(2025, 10, 20),
        workers=1,
        quiet=True,
    )
    assert not done.problem, done
    html = (tmp_path / "new" / done.path).read_text(encoding="utf-8")
    assert "1680 in all" in html and (home / "out").is_dir()
    assert manifest.digest(tmp_path / "new" / done.path) != manifest.read(path).bare


@pytest.mark.notebook
def test_another_page_than_the_manifest_tells_of_is_refused_and_not_written(copied: Path) -> None:
    known = manifest.read(copied)
    page = copied.with_name(f"{NAME}-2025-26q2.html")
    page.unlink()
    told = {**json.loads(copied.read_text("utf-8")), "made": "2025-10-21"}
    copied.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(RemakeError, match="not the same to the byte") as fault:
        reproduce.remake(copied)
    told = str(fault.value)
    kept = f"as it was, it is kept as {manifest.KEPT}/{known.bare}."
    assert re.search(rf"{page.name} first differs in line \d+; {kept}", told)
    assert not page.exists()


@pytest.mark.notebook
def test_a_notebook_that_fails_is_told_in_a_line(copied: Path) -> None:
    told = json.loads(copied.read_text("utf-8"))
    told["parameters"]["aera"] = "x"
    told["parameters"]["today"] = "not a day"
    copied.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(RemakeError, match=r"could not be made again: .*Invalid isoformat"):
        reproduce.remake(copied)


@pytest.mark.notebook
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("code", "the code was 0.0.1"),
        ("lock", "the lock of packages was 0.0.1"),
        ("python", "Python was 0.0.1"),
        ("font", "the font that charts are measured with was 0.0.1"),
    ],
)
def test_another_maker_is_refused_with_the_reason(copied: Path, name: str, said: str) -> None:
    told = json.loads(copied.read_text("utf-8"))
    told["maker"][name] = "0.0.1"
    copied.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(RemakeError, match=said) as fault:
        reproduce.remake(copied)
    assert str(fault.value).count("\n- ") == 1
    advice = "run python3 run.py setup" if name == "font" else "its git tag"
    assert advice in str(fault.value)


@pytest.mark.notebook
def test_inputs_that_are_missing_or_spoilt_are_named(copied: Path) -> None:
    known = manifest.read(copied)
    kept = copied.parent.parent / manifest.KEPT
    _, _, table, strategy = sorted(known.inputs)
    (kept / known.inputs[table]).unlink()
    (kept / known.inputs[strategy]).write_text("{}", encoding="utf-8")
    with pytest.raises(RemakeError) as fault:
        reproduce.remake(copied)
    assert f"- {table} is not kept there" in str(fault.value)
    assert f"- {strategy} is not what it was" in str(fault.value)


def test_a_manifest_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="There is no manifest"):
        reproduce.remake(tmp_path / "page.manifest.json")


@pytest.mark.notebook
def test_links_alone_may_differ_between_the_kept_page_and_the_readers(
    past: tuple[Path, Path],
) -> None:
    home, path = past
    known = manifest.read(path)
    kept = (home / "out" / manifest.KEPT / known.bare).read_text(encoding="utf-8")
    page = (home / "out" / known.path).read_text(encoding="utf-8")
    assert known.bare != known.page
    pairs = zip(kept.splitlines(), page.splitlines(), strict=True)
    assert [a for a, b in pairs if a != b] == [
        '<nav aria-label="Reports"><a href="../index.html">All reports</a></nav>'
    ]
    assert replace(known, page=known.bare, links="").page == known.bare
