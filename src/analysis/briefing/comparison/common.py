"""What all authorities of a region or a set have in common that differs from England."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from analysis.briefing.comparison.opening import Together
from analysis.briefing.comparison.spread import SHORT
from analysis.briefing.parts import lowered, prose
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, indicator
from analysis.present import drawing, numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

TITLES = {
    **SHORT,
    "external_provision": "In external provision",
    "foster_places_filled": "Approved foster places filled",
    "three_or_more_placements": "Three or more placements",
    "three_or_more_social_workers": "Three or more social workers",
    "sdq_concern": "Emotional health a cause for concern",
    "missing_during_year": "Went missing in the year",
}
MOST_SAID, MOST = 4, 0.8


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One measure beside England: how many authorities lie below and above it beyond chance.

    `side` is where all of them together lie beyond chance, '' where they do not; so many `there`
    of the `known` figures lie on that side.
    """

    name: str
    below: int
    above: int
    known: int
    there: int
    side: str
    together: float
    england: float

    @property
    def all(self) -> bool:
        """Whether every authority with a figure lies on the side of all together."""
        return bool(self.side) and self.there == self.known

    @property
    def most(self) -> bool:
        """Whether four in five do, and not all."""
        return bool(self.side) and MOST <= self.there / self.known < 1

    @property
    def title(self) -> str:
        """What the page calls the measure."""
        return TITLES[self.name]


def measures() -> list[Indicator]:
    """The measures that are looked at: those with counts among the core ones and the page's own."""
    return [i for i in INDICATORS.values() if i.has_interval and (i.core or i.id in SHORT)]


@lru_cache(maxsize=4)
def shared(together: Together) -> list[Shared]:
    """Every measure beside England, in the catalogue's order, where two authorities have a figure.

    An authority is below or above where England lies outside its 95% interval; all together are
    where it lies outside a 99.8% interval of theirs. England is taken as fixed.
    """
    found = []
    for i in measures():
        known, england = together.known(i.id), together.england(i.id)
        whole = together.whole(i.id)
        if len(known) < 2 or whole is None or england != england:
            continue
        limits = [(p.lower, p.upper) for p in known.values() if p.limited]
        side = whole.side(england)
        way = {"higher": 1, "lower": -1}.get(side, 0)
        found.append(
            Shared(
                name=i.id,
                below=sum(upper < england for _, upper in limits),
                above=sum(lower > england for lower, _ in limits),
                known=len(known),
                there=sum((p.value - england) * way > 0 for p in known.values()),
                side=side,
                together=whole.value,
                england=england,
            )
        )
    return found


def in_common(together: Together) -> Exhibit | Prose:
    """How many authorities lie below and above England beyond chance, in each measure."""
    found = shared(together)
    if not found:
        return prose("Too few figures are published to set these authorities beside England.")
    rows = [
        drawing.Row(
            label=each.title,
            cells=[
                numbers.plain(each.below),
                numbers.plain(each.above),
                _figure(each, each.together),
                _figure(each, each.england),
            ],
            bold=each.all or each.most,
        )
        for each in found
    ]
    heads = [drawing.Column(head=h) for h in ("below", "above", "together", "England")]
    most = max([each.known for each in found], default=1)
    axis = drawing.Axis(ends=(-most, most), printed=lambda x: f"{abs(x):.0f}", whole=True, most=4)
    middle = drawing.upright(0, color=drawing.DARK_GREY, linewidth=1.2, zorder=2.1)
    bars = [
        drawing.line(
            [-each.below, each.above],
            [y, y],
            color=drawing.OWN_COLOUR if each.all or each.most else drawing.LIGHT_GREY,
            linewidth=9,
            solid_capstyle="butt",
            gid="interval",
        )
        for y, each in enumerate(found)
    ]
    drawn = drawing.exhibit(
        "in-common",
        lambda: drawing.row_chart(rows, heads, axis, marks=[*bars, middle], label_inches=3.2),
        headline=_headline(found),
        subtitle=f"Authorities below England (to the left) and above it (to the right) beyond "
        f"chance, of {len(together.members)}.",
        alt=_alt(found),
        table=_table(found),
        source=together.source(*[each.name for each in found]),
        notes=[
            "Dark bars, bold: four in five or more lie on one side, and together beyond chance.",
            "Above is neither better nor worse unless the measure says so.",
        ],
    )
    return replace(drawn, folded=True)


def say_in_common(together: Together) -> Prose:
    """What all share that differs from England beyond chance, and then what most share."""
    found = shared(together)
    alike, mostly = ([e for e in found if e.all], [e for e in found if e.most])
    if not found:
        return prose("There is nothing to compare.")
    none = f"In none of {len(found)} measures do all lie on the same side of England."
    told = [
        f"{e.title}: {_whom(e)} {e.side} than England, {_figure(e, e.together)} together and "
        f"{_figure(e, e.england)} in England."
        for e in [*alike, *mostly]
    ]
    more = len(told) - MOST_SAID
    return prose(
        none if not alike else "",
        *told[:MOST_SAID],
        f"The picture has {more} more." if more > 0 else "",
    )


def _whom(each: Shared) -> str:
    return "all" if each.all else f"{each.there} of {each.known}"


def _headline(found: list[Shared]) -> str:
    alike, mostly = [e for e in found if e.all], [e for e in found if e.most]
    if not alike and not mostly:
        return f"Nothing in {len(found)} measures sets these authorities apart from England"
    if not alike:
        many = f"{len(mostly)} measures" if len(mostly) > 1 else "one measure"
        return f"Most lie on the same side of England in {many} of {len(found)}; in none do all"
    return f"In {len(alike)} of {len(found)} measures all lie on the same side of England"


def _figure(each: Shared, value: float) -> str:
    return numbers.figure(indicator(each.name), value)


def _table(found: list[Shared]) -> dict[str, Any]:
    return {
        "Measure": [each.title for each in found],
        "Below England": [numbers.plain(each.below) for each in found],
        "Above England": [numbers.plain(each.above) for each in found],
        "With a figure": [numbers.plain(each.known) for each in found],
        "Together": [_figure(each, each.together) for each in found],
        "England": [_figure(each, each.england) for each in found],
        "On the side of all together": [
            f"{each.there} {each.side}" if each.side else "no clear side" for each in found
        ],
    }


def _alt(found: list[Shared]) -> str:
    alike = [f"{lowered(e.title)} ({e.there} of {e.known})" for e in found if e.all or e.most]
    told = f"Most on one side: {'; '.join(alike)}" if alike else "Most on one side in 0 of them"
    return f"Bars for {len(found)} measures, left below and right above England. {told}."
