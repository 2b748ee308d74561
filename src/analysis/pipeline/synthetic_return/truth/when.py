"""What can be asked of one child on a day: in care or not, for how long, in which home."""

from datetime import date

from analysis.pipeline.synthetic_return.lives import Child, Home, Stay, holds, year_start


def within(start: date, end: date | None, first: date, last: date) -> bool:
    """Whether what begins and ends on these days has a day in a range; it ends before its end."""
    return start <= last and (end is None or end > first)


def on(start: date, end: date | None, day: date) -> bool:
    """Whether it lasts on a day: begun on or before it, and not ended on or before it."""
    return start <= day and (end is None or end > day)


def stay_on(child: Child, day: date) -> Stay | None:
    """The stay in which a child is looked after on a day, or None."""
    for stay in child.stays:
        if on(stay.start, stay.end, day):
            return stay
    return None


def looked_after(child: Child, first: date, last: date) -> bool:
    """Whether a child is looked after on any day of a range."""
    return any(within(stay.start, stay.end, first, last) for stay in child.stays)


def short_breaks_only(child: Child, first: date, last: date) -> bool:
    """Whether a child has short-term placements in a range, and is not looked after in it."""
    taken = any(within(each.start, each.end, first, last) for each in child.breaks)
    return taken and not looked_after(child, first, last)


def end_of(home: Home, stay: Stay) -> date | None:
    """The day on which a home was left for good, at the latest with the stay; None: not yet."""
    return stay.end if home.end is None else home.end


def homes_within(child: Child, first: date, last: date) -> int:
    """In how many homes a child lived on any day of a range, of all its stays."""
    return sum(
        within(home.start, end_of(home, stay), first, last)
        for stay in child.stays
        for home in stay.homes
    )


def place_of(stay: Stay, day: date) -> int | None:
    """The number in its stay of the home that is a child's on a day.

    While a child is away for a time it is the home before; None where there was none yet.
    """
    begun = [number for number, home in enumerate(stay.homes) if home.start <= day]
    return begun[-1] if begun else None


def kind_of(stay: Stay, day: date) -> str:
    """The code (PLACE) of the home on a day, "" where there was none yet."""
    number = place_of(stay, day)
    return "" if number is None else holds(stay.homes[number].kinds, day)


def first_start(child: Child, day: date) -> Stay | None:
    """The first stay that began in the year of a day, up to it."""
    begun = [stay for stay in child.stays if year_start(day) <= stay.start <= day]
    return min(begun, key=lambda stay: stay.start) if begun else None


def last_end(child: Child, day: date) -> Stay | None:
    """The last stay that ended in the year of a day, up to it."""
    ended = [
        stay for stay in child.stays if stay.end is not None and year_start(day) <= stay.end <= day
    ]
    return max(ended, key=lambda stay: stay.end or day) if ended else None
