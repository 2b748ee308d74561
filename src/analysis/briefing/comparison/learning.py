"""Who might ask whom: similar authorities of which one is clearly better in a measure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from analysis.briefing.comparison.common import TITLES, measures
from analysis.briefing.comparison.opening import Together
from analysis.briefing.parts import counted, lowered, prose, table
from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.catalogue.indicators import indicator
from analysis.measure.differences import newcombe_difference
from analysis.present import drawing
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.rows import Point

LEVEL = 0.998
MOST_ROWS = 14
ABOUT = {
    "placed_foster": "foster care",
    "placed_over_20_miles_outside": "homes far away",
    "three_or_more_placements": "moves from home to home",
    "same_placement_two_years": "homes that last",
    "three_or_more_social_workers": "changes of social worker",
    "health_assessment": "health assessments",
    "dental_check": "visits to a dentist",
    "sdq_concern": "emotional health",
    "absence_persistent": "missing school",
    "care_leavers_in_eet_19_21": "care leavers' learning and work",
    "care_leavers_suitable_accommodation_19_21": "suitable homes for care leavers",
    "care_leavers_in_touch_19_21": "keeping in touch with care leavers",
}
"""What a question of one authority to another is about."""
RULE = (
    "Both are among the other's ten similar authorities, and the difference is beyond a 99.8% "
    "interval (Newcombe's method)."
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An authority that might ask another, in one measure, and the figures of both."""

    name: str
    asks: str
    of: str
    own: Point
    other: Point

    @property
    def question(self) -> str:
        """'Plymouth could ask Torbay'."""
        return f"{self.asks} could ask {self.of}"

    @property
    def about(self) -> str:
        """The same with what it is about."""
        return f"{self.question} about {ABOUT[self.name]}"


@lru_cache(maxsize=4)
def alike(together: Together) -> list[tuple[Area, Area]]:
    """Pairs of authorities each of which is among the other's ten similar ones, most alike first.

    Most alike is the smallest sum of the places that each has in the other's list.
    """
    columns = (together.neighbours[name] for name in ("area", "neighbour", "rank"))
    places = {(a, b): int(rank) for a, b, rank in zip(*columns, strict=True)}
    both = [
        (places[(a.code, b.code)] + places[(b.code, a.code)], a, b)
        for a, b in combinations(together.members, 2)
        if (a.code, b.code) in places and (b.code, a.code) in places
    ]
    return [(a, b) for _, a, b in sorted(both, key=lambda each: each[0])]


@lru_cache(maxsize=4)
def pairs(together: Together) -> list[Pair]:
    """Every pair in which one is clearly better, by measure and then by name.

    Of measures that have a better side, where both have a published count and the difference lies
    beyond chance.
    """
    similar = [(a.name, b.name) for a, b in alike(together)]
    found: list[Pair] = []
    for i in measures():
        if i.polarity != NEUTRAL and i.kind == "proportion":
            found += sorted(_of(i, together.known(i.id), similar), key=lambda p: (p.asks, p.of))
    return found


def chosen(found: Sequence[Pair], similar: Sequence[tuple[Area, Area]]) -> list[Pair]:
    """Those for the picture: of each measure the pairs most alike, in their order."""
    closeness = {frozenset((a.name, b.name)): n for n, (a, b) in enumerate(similar)}
    each = max(1, MOST_ROWS // max(1, len({p.name for p in found})))
    kept = set()
    for name in {p.name for p in found}:
        of = [p for p in found if p.name == name]
        kept |= set(sorted(of, key=lambda p: closeness[frozenset((p.asks, p.of))])[:each])
    return [p for p in found if p in kept][:MOST_ROWS]


def who_might_ask(together: Together) -> Exhibit:
    """Each question with both figures, in the order of measures and names."""
    found, similar = pairs(together), alike(together)
    if not found:
        return table(
            "who-might-ask",
            "No two similar authorities here differ beyond chance in a measure with a better side",
            f"Pairs of similar authorities among {len(together.members)}",
            [
                {
                    "Pairs of similar authorities": str(len(similar)),
                    "Clearly different in a measure": "0",
                }
            ],
            source=together.source("dental_check"),
            note=RULE,
        )
    shown = chosen(found, similar)
    rows = [
        drawing.Row(
            label=pair.question,
            below=TITLES[pair.name],
            cells=[_figure(pair, pair.own), _figure(pair, pair.other)],
            dots={"own": pair.own.value, "england": pair.other.value},
            bar=(pair.own.value, pair.other.value),
            bar_colour=drawing.LIGHT_GREY,
            bar_points=2,
        )
        for pair in shown
    ]
    heads = [
        drawing.Column(head="who\nasks", mark="own", bold=True),
        drawing.Column(head="who\nis asked", mark="england"),
    ]
    axis = drawing.Axis(ends=(0, 100), printed=lambda x: f"{x:.0f}%", grid=True)
    drawn = drawing.exhibit(
        "who-might-ask",
        lambda: drawing.row_chart(rows, heads, axis, label_inches=2.9),
        headline=f"{_counted(len(found))} between similar authorities, each a question",
        subtitle=f"% of each measure's own cohort; {counted(len(similar), 'pair')} of similar "
        "authorities.",
        alt=f"{len(shown)} rows with two dots each. First: {shown[0].question}, "
        f"{_figure(shown[0], shown[0].own)} beside {_figure(shown[0], shown[0].other)}.",
        table=_table(shown),
        source=together.source(*dict.fromkeys(pair.name for pair in shown)),
        notes=[RULE, _left_out(len(found), len(shown))],
    )
    return replace(drawn, folded=True)


def say_who_might_ask(together: Together) -> Prose:
    """What the pairs are for."""
    return prose(
        "A clear difference between two alike is a reason to ring, not a verdict. Recording may "
        "explain it, and so may help that the other has found."
    )


def _of(
    i: Indicator, known: Mapping[str, Point], similar: Sequence[tuple[str, str]]
) -> Iterator[Pair]:
    counted = {name for name, p in known.items() if p.numerator == p.numerator}
    both = [(a, b) for a, b in similar if {a, b} <= counted]
    if not both:
        return
    x1, n1, x2, n2 = (
        [getattr(known[pair[k]], part) for pair in both]
        for k in (0, 1)
        for part in ("numerator", "denominator")
    )
    lower, upper = newcombe_difference(x1, n1, x2, n2, LEVEL)
    for (a, b), low, high in zip(both, lower, upper, strict=True):
        if low > 0 or high < 0:
            asks, of = (b, a) if (low > 0) == (i.polarity == HIGH) else (a, b)
            yield Pair(name=i.id, asks=asks, of=of, own=known[asks], other=known[of])


def _figure(pair: Pair, point: Point) -> str:
    return drawing.printed(indicator(pair.name), point)


def _table(shown: list[Pair]) -> dict[str, list[str]]:
    return {
        "Who might ask whom": [pair.question for pair in shown],
        "About": [lowered(TITLES[pair.name]) for pair in shown],
        "Who asks": [_figure(pair, pair.own) for pair in shown],
        "Who is asked": [_figure(pair, pair.other) for pair in shown],
    }


def _counted(number: int) -> str:
    return "1 clear difference" if number == 1 else f"{number} clear differences"


def _left_out(found: int, shown: int) -> str:
    return f"Shown are the {shown} most alike of {found}." if found > shown else ""
