"""What the report of a council with futures tells first: how many, the peaks, who stays, places."""

from analysis.briefing.parts import bullets
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.briefing.sufficiency.own_ahead.opened import Opened, with_futures
from analysis.briefing.sufficiency.own_ahead.places import FIFTH, TENTH, homes_of
from analysis.forecast.histories.summary import ADULTS, IN_CARE, PEAK, STAY
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.homes.places import KINDS
from analysis.present.words.returns import ahead as words


@with_futures
def say_next_years(o: Opened) -> Bullets | Prose:
    """How many, the peaks, who turns 18, who stays and the places, in a short point each."""
    total = o.spreads(IN_CARE)
    march = {each.day: each.middle for each in total}
    return bullets(
        [
            point
            for point in (
                words.in_care(total[0].middle, total[0].day, total[-1]),
                words.peaks([(each, march[each.day]) for each in o.of_years(PEAK)]),
                words.adults(o.of_years(ADULTS)),
                words.staying(o.spreads(STAY)),
                *_places(o),
            )
            if point
        ]
    )


def newer_places(there: Outlook) -> list[str]:
    """That own histories are to be decided by, with the chances; nothing without any."""
    own = there.figures.own
    if not own or not own.ahead or not own.ahead.whole_years:
        return []
    year = own.ahead.whole_years[-1]
    found = homes_of(Opened(there, own, own.ahead))
    chances = {KINDS[homes.kind].label: homes.chances[year] for homes in found}
    return [words.decide_by_newer(year.date(), chances)] if chances else []


def _places(o: Opened) -> list[str]:
    """Whether today's places are enough in the last whole year, and how many would be."""
    if not o.ahead.whole_years:
        return []
    year, told = o.ahead.whole_years[-1], []
    for homes in homes_of(o):
        point = words.places(
            KINDS[homes.kind].label,
            year.date(),
            homes.by_year[year],
            homes.chances[year],
            [o.ahead.enough(homes.kind, year, chance) for chance in (FIFTH, TENTH)],
        )
        others = words.counts_as_used(o.there.origin) if homes.kind == "foster" else ""
        told.append(f"{point} {others}".strip())
    return told
