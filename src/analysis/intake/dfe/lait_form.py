"""How a figure of the Local Authority Interactive Tool is declared, and the periods it can have."""

from dataclasses import KW_ONLY, dataclass

MARCH = "year or day ending 31 March, printed '2025'"
FINANCIAL = "financial year, printed '2024-25' or '2024-25 (OT)'"
SCHOOL = "academic year, printed as its last year '2025'"
SCHOOL_SPAN = "academic year, printed '2024/25' or '2024-25'"
SEPTEMBER = "30 September, printed '2025'"
DECEMBER = "calendar year, printed '2025'"


@dataclass(frozen=True)
class Figure:
    """One figure of the tool: the period kind it prints, and its first and last (ending) year.

    `breakdown` is its dimension and category, as in 'reason/adopted'. `england_is_a_sum` marks a
    rate whose England row adds up the rates of the regions: it is not a rate, and is left out for
    as long as it stands above every region. `repeats_england` lists years in which every area is
    given England's figure; they are left out while that is so.
    """

    name: str
    measure: str
    unit: str = "percent"
    _: KW_ONLY
    breakdown: str = "all/all"
    period: str = MARCH
    first: int = 2016
    last: int = 2025
    england_is_a_sum: bool = False
    repeats_england: tuple[int, ...] = ()

    @property
    def dimension(self) -> str:
        """What the figure is broken down by; 'all' for a total."""
        return self.breakdown.split("/")[0]

    @property
    def category(self) -> str:
        """Its category of that breakdown."""
        return self.breakdown.split("/")[1]
