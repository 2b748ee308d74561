"""When the bodies of a strategy meet, and which reports are due before which meeting."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.core.quarters import Quarter, newest_whole
from analysis.strategy.schema.part import MONTHS
from analysis.strategy.schema.plan import Meeting
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.values import MOST_DAYS

QUARTERLY_REPORT = "strategy_monitoring"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One meeting on its day."""

    meeting: Meeting
    on: date

    @property
    def papers(self) -> date:
        """The day on which its papers go out, by which its reports are to be made."""
        return self.on - timedelta(days=self.meeting.papers_days_before)

    @property
    def words(self) -> str:
        """As a reader would say it: 'Corporate Parenting Panel on 3 December 2026'."""
        return f"{self.meeting.body} on {self.on.day} {self.on:%B %Y}"


@dataclass(frozen=True, kw_only=True)
class Due:
    """A report that is due for a meeting."""

    report: str
    sitting: Sitting

    @property
    def quarter(self) -> Quarter | None:
        """The quarter that it covers, where it is a quarterly report."""
        return newest_whole(self.sitting.papers) if self.report == QUARTERLY_REPORT else None


def meetings(strategy: Strategy, start: date, end: date) -> list[Sitting]:
    """Every meeting from one day to another, both included, in order of their days.

    A meeting on the 31st is on the last day of a shorter month. None is before its `first`, and the
    end of the strategy ends none: bodies go on meeting.
    """
    found = [
        Sitting(meeting=each, on=on)
        for each in strategy.calendar
        for on in _days(each, end)
        if start <= on
    ]
    return sorted(found, key=lambda s: (s.on, s.meeting.body))


def due(strategy: Strategy, today: date) -> list[Due]:
    """For each report the newest meeting whose papers went out by `today`, in order of reports.

    Of several on one papers day, the one that meets first. A strategy that has ended has reports
    due all the same: its page says that it is past its date.
    """
    newest: dict[str, Sitting] = {}
    for sitting in meetings(strategy, date.min, today + timedelta(days=MOST_DAYS)):
        for report in sitting.meeting.reports if sitting.papers <= today else ():
            if report not in newest or sitting.papers > newest[report].papers:
                newest[report] = sitting
    return [Due(report=report, sitting=sitting) for report, sitting in sorted(newest.items())]


def _days(meeting: Meeting, end: date) -> list[date]:
    """The days of a meeting from its first to `end`."""
    step = MONTHS[meeting.frequency]
    apart = 12 * (end.year - meeting.first.year) + end.month - meeting.first.month
    days = [_later(meeting.first, months) for months in range(0, apart + 1, step)]
    return [day for day in days if day <= end]


def _later(day: date, months: int) -> date:
    """The same day of a later month, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
