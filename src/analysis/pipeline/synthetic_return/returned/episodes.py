"""Lives cut into episodes, as a return has them: a new one at every change of status or home."""

from dataclasses import dataclass
from datetime import date

from analysis.pipeline.synthetic_return.lives import (
    NO_PROVIDER,
    Away,
    Break,
    Child,
    Home,
    Stay,
    holds,
)

WITHOUT_URN = ("P1", "P3", "R1", "R2", "R5", "H5", "P2", "Z11", "Z12", "Z13", "Z14")
GOES_ON = "X1"


@dataclass(slots=True)
class Episode:
    """One episode; `end` is None, and what ended it blank, where it has not ended."""

    start: date
    why_new: str
    status: str
    need: str
    kind: str
    provider: str
    urn: str
    post: str
    end: date | None = None
    why_ended: str = ""
    why_moved: str = ""


def episodes(child: Child) -> list[Episode]:
    """The episodes of a child, short-term placements among them, in their order."""
    found = [each for stay in child.stays for each in _of_stay(stay)]
    found.extend(_of_break(each) for each in child.breaks)
    return sorted(found, key=lambda episode: episode.start)


def _of_break(each: Break) -> Episode:
    ended = "" if each.end is None else "E8"
    return Episode(
        each.start,
        "S",
        each.status,
        "N2",
        each.kind,
        each.provider,
        each.urn,
        each.post,
        each.end,
        ended,
    )


def _of_stay(stay: Stay) -> list[Episode]:
    """The episodes of a stay, one from each change to the next."""
    found: list[Episode] = []
    before: tuple[str, str, Home | Away] | None = None
    for day, kind, place in _days(stay):
        status = holds(stay.orders, day)
        if before is not None and before == (status, kind, place):
            continue
        new = _episode(stay, day, status, kind, place, "S")
        if before is not None:
            moved = before[1] != kind or before[2] is not place
            new.why_new = _why_new(before[0] != status, moved, before[2] is not place)
            _end(found[-1], day, GOES_ON, _why_moved(before[2], place) if moved else "")
        found.append(new)
        before = (status, kind, place)
    if stay.end is not None:
        _end(found[-1], stay.end, stay.reason, "")
    return found


def _days(stay: Stay) -> list[tuple[date, str, Home | Away]]:
    """The days on which anything changes, with the kind of place and the place from then on."""
    days = {day for day, _ in stay.orders}
    for home in stay.homes:
        days.update(day for day, _ in home.kinds)
    for away in stay.away:
        days.add(away.start)
        if away.end is not None:
            days.add(away.end)
    found = []
    for day in sorted(days):
        if stay.start <= day and (stay.end is None or day < stay.end):
            place = _place(stay, day)
            kind = place.code if isinstance(place, Away) else holds(place.kinds, day)
            found.append((day, kind, place))
    return found


def _place(stay: Stay, day: date) -> Home | Away:
    """Where a child is on a day: away for a time, or in the home to which it came last."""
    for away in stay.away:
        if away.start <= day and (away.end is None or day < away.end):
            return away
    return [home for home in stay.homes if home.start <= day][-1]


def _why_new(status: bool, moved: bool, carer: bool) -> str:
    """The reason for a new episode (RNE), by what changed."""
    if not moved:
        return "L"
    if carer:
        return "B" if status else "P"
    return "U" if status else "T"


def _why_moved(before: Home | Away, after: Home | Away) -> str:
    """The reason for a change of place; a temporary move on either side has none."""
    if isinstance(before, Away) or isinstance(after, Away):
        return ""
    return "PLACE" if before is after else before.why


def _episode(
    stay: Stay, day: date, status: str, kind: str, place: Home | Away, why: str
) -> Episode:
    if isinstance(place, Away):
        return Episode(day, why, status, stay.need, kind, "", "", place.post)
    provider = "" if kind in NO_PROVIDER else place.provider
    urn = "" if kind in WITHOUT_URN else place.urn
    return Episode(day, why, status, stay.need, kind, provider, urn, place.post)


def _end(episode: Episode, day: date, why_ended: str, why_moved: str) -> None:
    episode.end, episode.why_ended, episode.why_moved = day, why_ended, why_moved
