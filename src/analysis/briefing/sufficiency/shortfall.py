"""Will there be enough of the right homes: need beside places, the gap, and what it means."""

from datetime import date
from math import isnan

from analysis.briefing.figures import source_line
from analysis.briefing.parts import prose, table
from analysis.briefing.sufficiency.demand import NOT_ENOUGH
from analysis.briefing.sufficiency.outlook import Outlook, is_extrapolated
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.catalogue.indicators import chosen
from analysis.forecast.quantiles import NO_CHANGE
from analysis.forecast.supply.gap import OCCUPANCY
from analysis.present.charts.forecast import gap_ranges
from analysis.present.charts.forecast import need_and_places as need_and_places_chart
from analysis.present.charts.forecast.need_and_places import Beside
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.homes import need_and_places as words
from analysis.present.words.homes.forecast import extrapolated, span
from analysis.present.words.homes.need_and_places import Range
from analysis.present.words.homes.places import KINDS

SOURCES = ("placement_of_children", "foster_places_approved", "home_places_in_area")
SOURCE = f"{source_line(chosen(SOURCES))}; this project's forecast"
MATCHING = (
    "A place to spare is not always the right one: it may be far from school, too small for "
    "brothers and sisters, or with carers who take other ages."
)
DRAWN = "Nobody knows these shares exactly: each future draws them from their stated ranges."


def need_and_places(here: Outlook, kind: str) -> Exhibit | Prose:
    """Children who need a kind of home beside the places we can use; nothing without a forecast.

    `kind` is foster, childrens_homes or supported; KeyError for another.
    """
    gap = ranges(here, kind, "gap_children")
    shown = Beside(
        kind=kind,
        area=here.figures.area,
        past=here.published.rows("cla_31_march", "placement", kind),
        need=ranges(here, kind, "cla_31_march"),
        places=ranges(here, kind, "places_usable"),
        gap=gap,
        chance=chance_of(here, kind, words.planned(gap).year),
    )
    if not shown.foreseen:
        return prose()
    return need_and_places_chart.need_and_places(shown, source=SOURCE)


def gap_by_year(here: Outlook, kind: str) -> Exhibit | Prose:
    """The gap in places by year as a chart; nothing where there is no supply figure."""
    gaps = ranges(here, kind, "gap_places")
    if not all(g.known for g in gaps):
        return prose()
    return gap_ranges.gap_ranges(
        kind, here.figures.area, gaps, occupancy=stated_occupancy(kind), source=SOURCE
    )


def say_gap(here: Outlook, kind: str, year: int | None = None) -> Prose:
    """The gap of one year (the third when not given) in places and children, and how to read it."""
    if not foreseen(here):
        return prose()
    places = _in_year(ranges(here, kind, "gap_places"), year)
    if not places.known:
        return prose(words.no_gap(kind), lead=KINDS[kind].label)
    children = _in_year(ranges(here, kind, "gap_children"), year)
    percent = chance_of(here, kind, places.year)
    gap = [
        words.gap_in_places(kind, places),
        words.gap_in_children(kind, children, stated_occupancy(kind)),
        words.chance(kind, places.year, percent),
        *([words.STILL] if places.still else []),
    ]
    read = [words.reading(kind, ranges(here, kind, "gap_places"))]
    if kind == "foster" and places.low < 0:
        read.append(MATCHING)
    if kind == "childrens_homes":
        gap.append(outside(here))
        usable = _in_year(ranges(here, kind, "places_usable"), year)
        share = ASSUMPTIONS["homes_own_share_factor"]
        low, high = share.low, share.high
        typical = (low + share.value + high) / 3  # the mean of what is drawn
        apart = (high - low) / typical * usable.p50 / stated_occupancy(kind)
        read.append(words.smaller_share(low, high, apart))
    return prose(" ".join(gap), " ".join(read), usable_means(kind), lead=KINDS[kind].label)


def outside(here: Outlook) -> str:
    """How many of our children live outside the area, of all."""
    counts, part = here.published, ("cla_31_march", "locality", "outside")
    year = counts.newest(*part)
    return words.outside(year, counts.at(year, *part), counts.at(year, "cla_31_march"))


def gap_summary(here: Outlook) -> Exhibit | Prose:
    """Need, places and gap by kind of home in the first, third and last year; or why not."""
    if not foreseen(here):
        return prose(NOT_ENOUGH, "Without a forecast of need there is no gap to reckon.")
    extrapolated_years = [n.year for n in ranges(here, "foster", "cla_31_march") if n.extrapolated]
    stated = ", ".join(f"{KINDS[k].plural} {round(100 * stated_occupancy(k))}%" for k in OCCUPANCY)
    return table(
        "gap-summary",
        "Need, usable places and the gap between them, by kind of home",
        f"Eight of ten futures on 31 March, {here.name}, if things go on as now",
        [row for kind in KINDS for row in _summed_up(here, kind)],
        source=SOURCE,
        note="A gap in usable places is what the front page tells, one for a child; the others are "
        f"in places to approve or register at a stated occupancy: {stated}. "
        "Where nobody publishes a supply figure there is no gap. "
        f"{extrapolated(extrapolated_years)}".strip(),
    )


def _summed_up(here: Outlook, kind: str) -> list[dict[str, str]]:
    """The lines of the summary for one kind of home."""
    measures = ("cla_31_march", "places_usable", "gap_places", "gap_children")
    need, usable, gaps, short = (ranges(here, kind, measure) for measure in measures)
    return [
        {
            "Kind of home": f"{KINDS[kind].label}, {need[at].year}",
            "Children who need one": _printed(need[at]),
            "Usable places": _printed(usable[at]),
            "Gap in places, middle future": words.printed_gap(gaps[at].p50),
            "Gap in places, eight of ten futures": words.printed_span(gaps[at]),
            "Gap in usable places": words.printed_span(short[at])
            + (f" (in the middle {words.printed_gap(short[at].p50)})" if short[at].known else ""),
            "Chance of too few": _percent(chance_of(here, kind, need[at].year)),
        }
        for at in sorted({0, len(need) // 2, len(need) - 1})
    ]


def market_position(here: Outlook) -> Bullets | Prose:
    """What providers can read from the gap, three years ahead: a sentence for each kind of home."""
    if not foreseen(here):
        return prose("Without a forecast there is nothing here that a provider could plan with.")
    gaps = {kind: words.planned(ranges(here, kind, "gap_places")) for kind in KINDS}
    return Bullets(points=[words.to_providers(here.name, *each) for each in gaps.items()])


def ranges(here: Outlook, kind: str, measure: str) -> list[Range]:
    """The quantiles of a figure by year, with the central figure as the middle, known or not.

    KeyError where the forecast does not have the kind at all.
    """
    rows = here.forecast(measure, "placement", kind)
    if not rows:
        raise KeyError(f"The forecast has no '{measure}' of '{kind}'.")
    return [
        Range(
            year=int(row.period_end.year),
            p10=float(row.p10),
            p50=float(row.central),
            p80=float(row.p80),
            p90=float(row.p90),
            still=str(row.method).startswith(NO_CHANGE),
            extrapolated=is_extrapolated(row.method),
        )
        for row in rows
    ]


def usable_now(here: Outlook, kind: str) -> Range:
    """The usable places on the newest 31 March before the day of the page, or the first to come."""
    every = ranges(here, kind, "places_usable")
    over = [each for each in every if date(each.year, 3, 31) <= here.figures.today]
    return over[-1] if over else every[0]


def foreseen(here: Outlook) -> bool:
    """Whether there is a forecast of the children who need a home."""
    return all(need.known for need in ranges(here, "foster", "cla_31_march"))


def stated_occupancy(kind: str) -> float:
    """The share of places that can be lived in at one time, as assumed."""
    return ASSUMPTIONS[OCCUPANCY[kind]].value


def usable_means(kind: str) -> str:
    """What a usable place is, for a kind of home."""
    share = f"{round(100 * stated_occupancy(kind))}%" if kind in OCCUPANCY else ""
    if kind == "foster":
        return (
            "Usable foster places are the filled places of our own carers, the part of their "
            "other places that is available, and the foster homes of agencies, relatives and "
            f"friends that we use today, held flat. {DRAWN} What agencies could offer is not "
            "published."
        )
    if kind == "childrens_homes":
        return (
            "Usable places are the registered places in the area, times the share of all "
            f"children placed in the area who are our own, times an occupancy of about {share}. "
            f"{DRAWN} Secure homes serve the whole country and are left out. Places to add are "
            "places kept for our own children."
        )
    return words.no_gap(kind)


def _in_year(every: list[Range], year: int | None) -> Range:
    if year is None:
        return words.planned(every)
    by_year = {each.year: each for each in every}
    if year not in by_year:
        raise KeyError(f"The forecast has no {year}; it has {list(by_year)}.")
    return by_year[year]


def chance_of(here: Outlook, kind: str, year: int) -> float:
    """The chance of too few places in a year, in per cent; nan where there is no supply figure."""
    rows = here.forecast("gap_chance", "placement", kind)
    return next((float(r.central) for r in rows if r.period_end.year == year), float("nan"))


def _percent(chance: float) -> str:
    if isnan(chance):
        return "no supply figure"
    return "under 1%" if chance < 1 else "over 99%" if chance > 99 else f"{chance:.0f}%"


def _printed(each: Range) -> str:
    return span(each.low, each.high) if each.known else "no supply figure"
