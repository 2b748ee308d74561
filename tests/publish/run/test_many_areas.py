"""A run in a folder of many areas: it reads and writes what is of the areas that it was asked for.

Files that are opened are counted, and no time is taken.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from analysis.catalogue import areas as catalogue
from analysis.core import paths
from analysis.pipeline.bench import country
from analysis.pipeline.reporting import Options, make
from analysis.publish.run import record
from analysis.publish.run.progress import Bar

FEW, MANY = 20, 120
PAGE = "needs_analysis"


@pytest.fixture(scope="module", params=[FEW, MANY])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An invented country of so many areas, with a page for each, and its folder of reports."""
    home = tmp_path_factory.mktemp("country")
    country.invent(request.param, home / "areas.csv")
    (home / "notebooks").mkdir()
    (home / "notebooks" / f"{PAGE}.ipynb").write_bytes(
        (paths.notebooks() / f"{PAGE}.ipynb").read_bytes()
    )
    with pytest.MonkeyPatch.context() as patch:
        country.put_tables(home / "data" / "processed")
        patch.setenv(paths.HOME, str(home))
        patch.setattr(catalogue, "REGISTER", home / "areas.csv")
        catalogue.areas.cache_clear()
        made(home)
        yield home
    catalogue.areas.cache_clear()


def made(home: Path, *, only: int | None = None, force: bool = False) -> list[str]:
    """What came of a page for every area, or for the first so many."""
    how = Options(progress=Bar(quiet=True), executor=lambda *_: country.StandIns(), force=force)
    chosen = catalogue.authorities()[:only]
    return [each.outcome for each in make(PAGE, chosen, home / "out", {}, how)]


_opened: list[str] | None = None


def _hear(event: str, args: tuple[Any, ...]) -> None:
    if _opened is not None and event == "open" and isinstance(args[0], (str, Path)):
        _opened.append(str(args[0]))


sys.addaudithook(_hear)


@contextmanager
def opened(folder: Path) -> Iterator[set[str]]:
    """The files of a folder that are opened meanwhile, by their names in it."""
    global _opened
    found, _opened = set[str](), []
    try:
        yield found
    finally:
        heard, _opened = _opened, None
        own = (Path(each) for each in heard if Path(each).is_relative_to(folder))
        found.update(p.relative_to(folder).as_posix() for p in own if p.suffix != ".part")


def test_a_run_in_which_nothing_changed_opens_no_page_and_no_record_of_others(
    places: Path,
) -> None:
    with opened(places / "out") as files:
        assert made(places, only=1) == ["kept"]
    slug = catalogue.authorities()[0].slug
    assert files == {".run-lock", record.RUN_FILE, f".run/{slug}.json"}


def test_a_page_made_anew_opens_the_list_of_pages_and_its_own_files(places: Path) -> None:
    with opened(places / "out") as files:
        assert made(places, only=1, force=True) == ["made"]
    slug = catalogue.authorities()[0].slug
    others = {name for name in files if not name.startswith((f"{slug}/", ".run-"))}
    kept = {record.RUN_FILE, f".run/{slug}.json", ".run/listed.jsonl"}
    assert others == kept | {"index.html"}
