"""The made-up returns of the five example councils: the same bytes, and never over a real one."""

import json
from pathlib import Path

import pytest

from analysis.catalogue.areas import area
from analysis.core import paths, returned
from analysis.core.errors import UnknownNameError
from analysis.pipeline.returns import examples

SMALLEST = min(examples.SIZES, key=lambda name: examples.SIZES[name])


@pytest.mark.parametrize("name", examples.SIZES)
def test_each_is_here_is_made_up_and_goes_to_the_same_day(name: str) -> None:
    record = returned.record(area(name).slug)
    assert record[returned.SYNTHETIC] is True
    assert record[returned.AS_AT] == examples.AS_AT.isoformat()
    headline = next(r for r in record[returned.RECONCILED] if r["measure"] == "cla_31_march")
    assert abs(headline["ours"] - examples.SIZES[name]) < 0.2 * examples.SIZES[name]


@pytest.mark.slow
def test_the_smallest_made_again_has_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = returned.folder(area(SMALLEST).slug)
    assert committed.is_relative_to(paths.processed())
    monkeypatch.setattr(returned, "folder", lambda slug: tmp_path / slug)
    (done,) = examples.build([SMALLEST])
    names = {path.name for path in committed.iterdir()}
    assert {path.name for path in done.folder.iterdir()} == names
    for name in names:
        assert (done.folder / name).read_bytes() == (committed / name).read_bytes(), name


def test_only_the_five_are_examples() -> None:
    with pytest.raises(UnknownNameError, match="Leeds"):
        list(examples.build(["Leeds"]))


def test_an_example_never_takes_the_place_of_a_real_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = area(SMALLEST).slug
    real = tmp_path / slug / returned.RECORD_FILE
    real.parent.mkdir()
    record = returned.record(slug) | {returned.SYNTHETIC: False}
    real.write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setattr(returned, "folder", lambda slug: tmp_path / slug)
    with pytest.raises(examples.RealReturnError, match=f"{SMALLEST} has figures of a real return"):
        list(examples.build())
    assert json.loads(real.read_text(encoding="utf-8")) == record
