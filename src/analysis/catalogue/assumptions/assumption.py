"""One assumption of the forecast, the gap or the cost: a row with its value, unit and source."""

from dataclasses import dataclass

from analysis.core.errors import CareAnalysisError


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A number that no figure of the authority settles, which a reader may change.

    `low` and `high` are the range within which others would put it; `price_year` is the financial
    year of a sum of money ("2023-24"), blank otherwise. Raises CareAnalysisError where the value
    lies outside its range or no source is given.
    """

    id: str
    title: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    note: str = ""
    price_year: str = ""

    def __post_init__(self) -> None:
        """Refuse an assumption that nobody could check."""
        if not self.low <= self.value <= self.high:
            raise CareAnalysisError(
                f"Assumption '{self.id}': {self.value} is not between {self.low} and {self.high}."
            )
        if not self.source.strip():
            raise CareAnalysisError(f"Assumption '{self.id}' has no source.")
