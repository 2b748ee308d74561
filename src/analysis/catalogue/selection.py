"""For which areas, and with which parameters, a command was asked; quick to load."""

from collections.abc import Sequence

from analysis.catalogue import areas as places_catalogue
from analysis.catalogue.areas import ENGLAND, Area
from analysis.core.errors import CareAnalysisError, UnknownNameError


def places(names: Sequence[str], region: str | None, every: bool) -> list[Area]:
    """The living authorities asked for, each once, in the order asked."""
    if every:
        return places_catalogue.authorities()
    chosen = [places_catalogue.reporting_area(name) for name in names]
    if region:
        chosen += places_catalogue.authorities_in(region_named(region))
    if not chosen:
        raise CareAnalysisError("Say for whom: --area NAME (repeat it), --region NAME or --all.")
    return list({a.code: a for a in chosen}.values())


def compared(names: Sequence[str], region: str | None, every: bool, name: str) -> list[Area]:
    """What one page each compares: the nine regions, a region, or a set of authorities."""
    if every:
        return places_catalogue.whole_regions(places_catalogue.authorities())
    if region and not names:
        return [region_named(region)]
    if not names:
        raise CareAnalysisError("Say of whom: --region NAME, or --area NAME twice or more.")
    return [places_catalogue.joined(places(names, region, every), name)]


def england() -> Area:
    """The country, for which a national report is made."""
    return places_catalogue.areas()[ENGLAND]


def given(parameters: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE pairs as a dictionary of text; the notebook says what each may be."""
    pairs = [p.partition("=") for p in parameters]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise CareAnalysisError(f"'{name}{sign}' is not NAME=VALUE, as in -p today=2026-04-01.")
        if name == "area":
            raise CareAnalysisError("Name the area with --area NAME, not as a parameter.")
    return {name: value for name, _, value in pairs}


def area_name(code: str) -> str:
    """What an area is called."""
    return places_catalogue.by_code(code).name


def region_named(name: str) -> Area:
    """A region by name or code; when none has a name like it, the error lists them all."""
    try:
        return places_catalogue.region(name)
    except UnknownNameError as fault:
        if fault.suggestions:
            raise
        names = ", ".join(r.name for r in places_catalogue.regions())
        raise CareAnalysisError(f"{fault} The regions are {names}.") from fault
