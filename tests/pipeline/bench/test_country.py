"""The simulated country: its invented areas, and what is said of its runs."""

from pathlib import Path

import pytest

from analysis.catalogue import areas as catalogue
from analysis.pipeline.bench import country
from analysis.pipeline.bench.country import FIRST, ONE, UNCHANGED, Found
from analysis.pipeline.bench.meter import Cost


def test_areas_are_invented_in_every_region_each_with_a_name_and_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regions = {a.code for a in catalogue.regions() if not a.region}
    real = {a.name for a in catalogue.authorities()}
    country.invent(10_000, tmp_path / "areas.csv")
    monkeypatch.setattr(catalogue, "REGISTER", tmp_path / "areas.csv")
    catalogue.areas.cache_clear()
    try:
        made = catalogue.authorities()
        assert len(made) == len({a.slug for a in made}) == len({a.code for a in made}) == 10_000
        assert {a.region for a in made} == regions and real.isdisjoint(a.name for a in made)
        assert len(catalogue.whole_regions(made)) == 9
    finally:
        catalogue.areas.cache_clear()


def test_costs_are_told_for_500_pages_and_those_of_fewer_as_they_are() -> None:
    costs = {
        FIRST: Cost(wall=60.0, cpu=30.0, peak=200 << 20),
        UNCHANGED: Cost(wall=12.0, cpu=6.0, peak=100 << 20),
        ONE: Cost(wall=2.0, cpu=1.0, peak=90 << 20),
    }
    found = Found(areas=1000, costs=costs, index=10, largest=250_000)
    said = country.text([found])
    assert "| all made | 1,000 | 3,000 | 10.00 | 5.00 | 200 |" in said
    assert "| nothing changed | 1,000 | 3,000 | 2.00 | 1.00 | 100 |" in said
    assert "| one authority made again | 1,000 | 3 | 2.00 | 1.00 | 90 |" in said
    assert "| 1,000 | 10 | 250,000 |" in said
