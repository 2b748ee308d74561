"""The areas of England that publish figures: authorities, regions and the country.

Authorities are keyed by the three-digit DfE code, because GSS codes change; regions and England
keep their ONS codes. A series follows the DfE number, so an authority that was only renamed or
became unitary runs on, and one that was abolished ends.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from analysis.core.errors import (
    AbolishedAreaError,
    CareAnalysisError,
    UnknownNameError,
    suggest,
)

STYLES_BEFORE = (
    "the, council of, mayor burgesses of, london borough of, london borough, lb of, lb, "
    "royal borough of, metropolitan borough of, metropolitan district of, county borough of, "
    "borough of, city metropolitan district of, city metropolitan borough of, city of, "
    "county of, district of"
)
"""How councils are styled before the name of their area ('and' is left out of names)."""
STYLES_AFTER = (
    "council, city council, county council, borough council, district council, "
    "metropolitan borough council, metropolitan district council, metropolitan city council, "
    "metropolitan council, metropolitan borough, metropolitan district, corporation, "
    "unitary authority, local authority, london borough, london borough of, royal borough, "
    "royal borough of, borough of, borough, city, county, unitary, ua, la, mbc, mdc, lbc, cc, bc"
)
"""How they are styled after it."""
REGISTER = Path(__file__).with_name("areas.csv")
ENGLAND = "E92000001"
SET, PLUS, CALLED = "set", "+", "="
_NAME = re.compile(r"(?=.*[A-Za-z])[\w][\w ,'&()./-]{1,79}")
_MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Area:
    """One area: `code` is its key everywhere, `name` is what a page calls it."""

    code: str
    name: str
    official_name: str
    kind: str
    region: str
    gss: str
    former_gss: str
    start: date | None
    end: date | None
    successors: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The name of its folder of reports: lower case, words joined by hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def folder(self) -> str:
        """Where its pages lie in the folder of reports: those of regions and sets apart."""
        apart = {"region": "regions/", SET: "sets/"}.get(self.kind, "")
        return f"{apart}{self.slug}"

    @property
    def abolished(self) -> bool:
        """Whether the authority has ended; it keeps its figures but gets no report."""
        return self.end is not None

    def existed(self, day: date) -> bool:
        """Whether the area existed on a day."""
        return (self.start is None or day >= self.start) and (self.end is None or day <= self.end)


@cache
def areas() -> dict[str, Area]:
    """Every area by code, in the order of the register."""
    with REGISTER.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: _area(row) for row in csv.DictReader(lines)}


def authorities() -> list[Area]:
    """The local authorities that exist now, by name."""
    living = [a for a in areas().values() if a.kind == "authority" and not a.abolished]
    return sorted(living, key=lambda area: area.name)


def regions() -> list[Area]:
    """The nine regions, with Inner and Outer London beside London."""
    return [a for a in areas().values() if a.kind == "region"]


def authorities_in(region: Area) -> list[Area]:
    """The living authorities of a region; London has those of Inner and Outer London."""
    parts = {region.code} | {r.code for r in regions() if r.region == region.code}
    return [a for a in authorities() if a.region in parts]


def whole_regions(chosen: Iterable[Area]) -> list[Area]:
    """Those of the nine regions all of whose living authorities are among some areas."""
    codes = {a.code for a in chosen}
    nine = [r for r in regions() if not r.region]
    return [r for r in nine if codes >= {a.code for a in authorities_in(r)}]


def area(name_or_code: str) -> Area:
    """The area with this name, code or alias, ended ones included.

    A council's formal name finds its area too: 'Leeds City Council', 'London Borough of Hackney'.
    Raises UnknownNameError, with suggestions, when there is none.
    """
    found = _found(name_or_code)
    if found is None:
        known = [a.name for a in areas().values()]
        advice = "`care-analysis areas` lists them all."
        raise UnknownNameError("area", name_or_code, known, advice, _meant(name_or_code))
    return areas()[found]


def reporting_area(name_or_code: str) -> Area:
    """A living local authority; AbolishedAreaError names the successors of one that has ended."""
    chosen = area(name_or_code)
    if chosen.end is not None:
        names = " and ".join(areas()[code].name for code in chosen.successors)
        those = "that authority" if len(chosen.successors) == 1 else "those authorities"
        raise AbolishedAreaError(
            f"{chosen.name} was abolished after {chosen.end.day} {chosen.end:%B %Y}; its children "
            f"became the responsibility of {names}. Ask for a report on {those} instead."
        )
    if chosen.kind != "authority":
        advice = "Reports are made for local authorities."
        if chosen.kind == "region":
            advice = f"{chosen.name} is a region; use --region for all its authorities."
        known = [a.name for a in authorities()]
        raise UnknownNameError("local authority", name_or_code, known, advice)
    return chosen


def region(name_or_code: str) -> Area:
    """The region with this name or code; UnknownNameError when it is not one."""
    named = {_fold(n): r for r in regions() for n in (r.code, r.name, *r.aliases)}
    found = named.get(_fold(name_or_code))
    if found is None:
        raise UnknownNameError("region", name_or_code, [r.name for r in regions()])
    return found


def region_name(area: Area) -> str:
    """The name of an authority's region, with Inner and Outer London as London; or England."""
    if not area.region:
        return area.name
    region = areas()[area.region]
    return areas()[region.region].name if region.region else region.name


def members(place: Area) -> list[Area]:
    """The authorities of a region or of a set, by name."""
    if place.kind != SET:
        return authorities_in(place)
    codes = place.code.partition(CALLED)[0].split(PLUS)
    return sorted((areas()[code] for code in codes), key=lambda area: area.name)


def joined(chosen: Iterable[Area], name: str = "") -> Area:
    """A set of living authorities with a name; its code says both: '801+878=Bristol and Devon'.

    CareAnalysisError for fewer than two, for more than three without a name, and for a name that
    no title or folder can have.
    """
    ordered = sorted({a.code: a for a in chosen}.values(), key=lambda area: area.name)
    names, given = [a.name for a in ordered], " ".join(name.split())
    if len(ordered) < 2:
        raise CareAnalysisError(
            "A comparison is of a region, or of two authorities or more: --region NAME, or --area "
            "NAME twice or more."
        )
    if not given and len(ordered) > _MOST_NAMED:
        raise CareAnalysisError(
            f"{len(ordered)} authorities need a name together: add --name, as in --name "
            '"Peninsula councils".'
        )
    called = given or f"{', '.join(names[:-1])} and {names[-1]}"
    if not _NAME.fullmatch(called):
        raise CareAnalysisError(
            f"'{called}' is no name for a set of authorities: write 2 to 80 letters, digits and "
            'spaces, as in "Peninsula councils".'
        )
    return Area(
        code=f"{PLUS.join(a.code for a in ordered)}{CALLED}{called}",
        name=called,
        official_name=called,
        kind=SET,
        region="",
        gss="",
        former_gss="",
        start=None,
        end=None,
        successors=(),
        aliases=(),
    )


def together(written: str) -> Area:
    """A region by name or code, or a set: names or codes joined by '+', and its name after '='.

    UnknownNameError, AbolishedAreaError or CareAnalysisError for what is neither.
    """
    names, _, called = written.partition(CALLED)
    if PLUS in names or called:
        return joined([reporting_area(each) for each in names.split(PLUS)], called)
    return region(written)


def by_code(code: str) -> Area:
    """The area of a code, which may be that of a set; KeyError for one that is none."""
    return together(code) if PLUS in code else areas()[code]


def _found(name: str) -> str | None:
    """The code of the area with a name, as it is or without what councils are called beside it."""
    turned = _words(name)
    if turned[-2:] == ["city", "of"]:
        city = _by_name().get(" ".join(["city", "of", *turned[:-2]]))
        if city is not None:
            return city
    whole = _fold(name)
    for words in _barer(whole.lstrip("0") if whole.isdigit() else whole):
        if words in _by_name():
            return None if _of_its_twin(whole, words) else _by_name()[words]
    return None


def _of_its_twin(whole: str, bare: str) -> bool:
    """Whether a city is called a county or the other way round, as 'Derby County Council' is."""
    county = "county" in whole and "county" not in bare and f"{bare}shire" in _by_name()
    city = bare.endswith("shire") and bare.removesuffix("shire") in _by_name()
    return county or (city and "city" in whole)


def _barer(name: str) -> Iterator[str]:
    """A folded name, and what is left of it as styles before and after it are taken away, fewest
    first: 'leeds city council', then 'leeds city' and 'leeds'.
    """
    found = [name]
    for words in found:
        yield words
        bare = [words.removeprefix(f"{style} ") for style in STYLES_BEFORE.split(", ")]
        bare += [words.removesuffix(f" {style}") for style in STYLES_AFTER.split(", ")]
        found += [each for each in bare if each not in found]


def _meant(name: str) -> list[str]:
    """Names close to one that is not known, its styles left out: all that begin with it first."""
    bare = min(_barer(_fold(name)), key=len)
    stem = bare.removesuffix("shire")
    begun = [a.name for a in authorities() if stem and _fold(a.name).startswith(stem)]
    known = {_fold(a.name): a.name for a in areas().values()}
    return begun[:3] or [known[each] for each in suggest(bare, known)]


@cache
def _by_name() -> dict[str, str]:
    """Folded names, codes and aliases to codes; a living area wins over one that has ended."""
    names: dict[str, str] = {}
    for each in sorted(areas().values(), key=lambda a: not a.abolished):
        called = (*each.aliases, each.former_gss, each.gss, each.official_name, each.name)
        names |= {_fold(name): each.code for name in (*called, each.code, each.slug)}
    names.pop("", None)
    return names


def _fold(name: str) -> str:
    """A name without case, punctuation, 'and' or titles such as 'City of'."""
    words = _words(name)
    if len(words) > 2 and words[-2:] in (["city", "of"], ["county", "of"]):
        words = words[:-2]
    return " ".join(word for word in words if word != "and")


def _words(name: str) -> list[str]:
    """The words of a name in lower case, 'saint' as 'st'."""
    plain = unicodedata.normalize("NFKD", name).lower().replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return ["st" if word == "saint" else word for word in words]


def _area(row: dict[str, str]) -> Area:
    """An area from its row of the register, whose columns are the fields of an area."""
    fields: dict[str, Any] = {**row}
    for day in ("start", "end"):
        fields[day] = date.fromisoformat(row[day]) if row[day] else None
    fields["successors"] = tuple(row["successors"].split())
    fields["aliases"] = tuple(filter(None, row["aliases"].split("; ")))
    return Area(**fields)
