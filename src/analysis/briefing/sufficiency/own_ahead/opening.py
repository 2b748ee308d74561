"""What the report of a council with futures tells first: places, how many, the peaks, who stays."""

from analysis.briefing.parts import bullets
from analysis.briefing.sufficiency.own_ahead.opened import Opened, with_futures
from analysis.briefing.sufficiency.own_ahead.places import FIFTH, in_last_year
from analysis.forecast.histories.summary import ADULTS, IN_CARE, PEAK, STAY
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.homes.places import KINDS
from analysis.present.words.returns import ahead as words


@with_futures
def say_next_years(o: Opened) -> Bullets | Prose:
    """Whether places are enough, how many, the peaks, who turns 18 and who stays, a point each."""
    total = o.spreads(IN_CARE)
    march = {each.day: each.middle for each in total}
    return bullets(
        [
            point
            for point in (
                *_places(o),
                words.in_care(total[0].middle, total[0].day, total[-1]),
                words.peaks([(each, march[each.day]) for each in o.of_years(PEAK)]),
                words.adults(o.of_years(ADULTS)),
                words.staying(o.spreads(STAY)),
            )
            if point
        ]
    )


def _places(o: Opened) -> list[str]:
    """Whether usable places are enough in the last whole year, and how many would be."""
    return [
        words.places(
            KINDS[kind].label,
            told.year.date(),
            told.homes.places,
            told.there,
            told.homes.chances[told.year],
            told.enough(FIFTH),
        )
        for kind, told in in_last_year(o).items()
    ]
