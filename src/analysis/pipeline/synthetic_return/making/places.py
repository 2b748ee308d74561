"""Postcodes, children's homes and fostering agencies that do not exist.

Postcode areas YA to ZH are allotted to nobody, and URNs that begin with SC9 or 99 to no provider
that we know of. Coordinates are metres on a grid with the same unit as the National Grid's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, pi, sin
from random import Random

from analysis.catalogue.areas import Area, areas, authorities, authorities_in
from analysis.pipeline.synthetic_return.lives import Place
from analysis.pipeline.synthetic_return.rates import living

OWN, NEAR, FAR = "own", "near", "far"
MILE = 1609.3  # metres
INWARD = "ABDEFGHJLNPQRSTUWXYZ"
REACH = {OWN: (0.0, 9.0), NEAR: (10.0, 26.0), FAR: (30.0, 130.0)}
"""How far postcodes lie from the middle of the authority, in miles."""
DISTRICTS = {OWN: ("YA",), NEAR: ("YB", "YC", "YD", "YE"), FAR: ("ZA", "ZB", "ZD", "ZE")}
ADOPTION_AGENCY = "XXXXXXX"


@dataclass(frozen=True)
class House:
    """A home with a number: its provider, URN and postcode."""

    provider: str
    urn: str
    post: str


@dataclass(repr=False)
class Places:
    """What there is to live in: postcodes by where they are, houses by kind, agencies' URNs."""

    known: dict[str, Place] = field(default_factory=dict)
    posts: dict[str, list[str]] = field(default_factory=dict)
    houses: dict[str, list[House]] = field(default_factory=dict)
    agencies: dict[str, list[str]] = field(default_factory=dict)

    def post(self, chance: Random, kind: str) -> str:
        """A postcode as far off as homes of a kind are."""
        those = self.posts[living.WHERE.get(kind, living.WHERE[""])(chance)]
        return those[int(chance.random() * len(those))]

    def home(self, chance: Random, kind: str) -> House:
        """A home of a kind (a code of PLACE, or SUP): one there is, or one of a carer."""
        if kind in self.houses:
            houses = self.houses[kind]
            return houses[int(chance.random() ** 1.5 * len(houses))]
        if kind in ("P1", "P3"):
            return House("PR0" if kind == "P1" else "PR4", "", self.post(chance, "P1"))
        if kind.startswith("A"):
            return House(living.PROVIDERS["A"](chance), ADOPTION_AGENCY, self.post(chance, ""))
        if kind.startswith("U"):
            related = kind in ("U1", "U2", "U3")
            provider = living.PROVIDERS["U1" if related else "U6"](chance)
            mine = "U3" if related else "U6" if provider == "PR1" else "IFA"
            agencies = self.agencies[provider]
            urn = agencies[int(chance.random() * len(agencies))]
            return House(provider, urn, self.post(chance, mine))
        if kind.startswith("Z"):
            return House("", "", self.post(chance, ""))
        provider = living.PROVIDERS.get(kind, living.PROVIDERS["R"])(chance)
        return House(provider, "", self.post(chance, ""))


def made(chance: Random, area: Area, size: int) -> Places:
    """Places for an authority of so many children."""
    found = Places()
    _postcodes(chance, area, size, found)
    numbers = iter(chance.sample(range(10000, 100000), max(2500, 100 + size // 7)))
    for kind, few, each in (("K2", 8, 14), ("SUP", 8, 16), ("K1", 3, 400), ("S1", 3, 300)):
        found.houses[kind] = [
            House(
                living.PROVIDERS.get(kind, living.PROVIDERS["R"])(chance),
                f"{'SC9' if chance.random() < 0.4 else '99'}{next(numbers)}",
                found.post(chance, kind),
            )
            for _ in range(few + size // each)
        ]
    found.houses["R3"] = [
        House(living.PROVIDERS["R"](chance), f"99{next(numbers)}", found.post(chance, ""))
        for _ in range(3)
    ]
    for provider, many in (("PR1", 1), ("PR2", 4), ("PR4", 9), ("PR5", 3)):
        found.agencies[provider] = [f"SC9{next(numbers)}" for _ in range(many)]
    return found


def _postcodes(chance: Random, area: Area, size: int, found: Places) -> None:
    """Postcodes of the authority, of four beside it and of four far off."""
    middle = (chance.randrange(380_000, 560_000), chance.randrange(150_000, 500_000))
    codes = _authorities(chance, area)
    for where, many in ((OWN, size // 2), (NEAR, size // 3), (FAR, size // 4)):
        posts: list[str] = []
        for number in range(max(40, min(many, 1500))):
            beside = number % len(DISTRICTS[where])
            angle, (least, most) = 2 * pi * chance.random(), REACH[where]
            miles = least + (most - least) * chance.random() ** (0.5 if where == OWN else 1.3)
            place = Place(
                round(middle[0] + miles * MILE * cos(angle)),
                round(middle[1] + miles * MILE * sin(angle)),
                codes[where][beside],
            )
            post = _postcode(chance, DISTRICTS[where][beside])
            if post not in found.known:
                found.known[post] = place
                posts.append(post)
        found.posts[where] = posts


def _postcode(chance: Random, letters: str) -> str:
    """A postcode of the right form: YA3 7GH."""
    end = "".join(INWARD[int(chance.random() * len(INWARD))] for _ in range(2))
    return f"{letters}{1 + int(chance.random() * 20)} {int(chance.random() * 10)}{end}"


def _authorities(chance: Random, area: Area) -> Mapping[str, list[str]]:
    """The codes of the authority, of four of its region and of four others."""
    region = areas()[area.region]
    beside = [each.code for each in authorities_in(region) if each.code != area.code]
    rest = [each.code for each in authorities() if each.code not in (area.code, *beside)]
    near = chance.sample(beside, 4) if len(beside) >= 4 else chance.sample(rest, 4)
    return {OWN: [area.code], NEAR: near, FAR: chance.sample(rest, 4)}
