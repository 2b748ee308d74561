"""What a page about a strategy opens: the strategy, its local figures and the published ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
from pydantic import ValidationError

from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.parts import prose
from analysis.catalogue import parameters
from analysis.catalogue.areas import Area
from analysis.core import store
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.core.quarters import Quarter
from analysis.present.parts.prose import Prose
from analysis.present.parts.records import LeftOut
from analysis.strategy.schema.plan import Target
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.views.priority_partner_champion import ids, view_of, view_words
from analysis.strategy.views.without_strategy import known_by, strategy_of


class NotPublishableError(CareAnalysisError):
    """A strategy that may not be shown to anyone yet, with what is to be mended."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A council's strategy as it was checked and prepared, and the day of the page.

    `prepared` is what the preparation says of itself (see `store.prepared`); empty where the
    council has neither a strategy file nor quarterly figures.
    """

    area: Area
    strategy: Strategy
    prepared: Mapping[str, Any]
    today: date

    @property
    def supplied(self) -> bool:
        """Whether the council has a strategy file; else the usual figures stand in for one."""
        return "strategy" in self.prepared

    @property
    def refusals(self) -> list[str]:
        """What stops publication, a sentence each."""
        return list(self.prepared.get("refusals", []))

    @property
    def past(self) -> bool:
        """Whether the strategy had ended by the day of the page."""
        return self.supplied and self.strategy.ends < self.today


@dataclass(frozen=True, kw_only=True)
class Progress(Opened):
    """A strategy in one quarter: `local` are its protected local figures (see `shapes.COUNTS`),
    `whole` the strategy before the view narrowed it.
    """

    figures: Figures
    quarter: Quarter
    local: pd.DataFrame
    whole: Strategy
    view: str
    which: str
    override: str

    @property
    def name(self) -> str:
        """What the authority is called."""
        return self.area.name

    @property
    def seen_by(self) -> str:
        """Whom the view is for, in words: 'priority 7', 'the integrated care board'; '' for all."""
        return view_words(self.whole, self.view, self.which)

    @property
    def synthetic(self) -> bool:
        """Whether the local figures were made up as an example."""
        return bool(self.prepared.get("synthetic", False))

    @cached_property
    def assessed(self) -> dict[Target, Any]:
        """Where each figure stands, as far as the page has asked (see `published.assess`)."""
        return {}

    def in_quarter(self, when: date | None) -> bool:
        """Whether a day lies in the quarter, and not after the day of the page."""
        last = min(self.quarter.last, self.today)
        return when is not None and self.quarter.first <= when <= last

    @cached_property
    def to_quarter(self) -> pd.DataFrame:
        """Local figures that are of this quarter or before it, and were received by today."""
        return known_by(self.local, self.quarter, self.today)


def open_strategy(area: str, today: str = "") -> Opened:
    """A council's strategy, for the young people's page; CareAnalysisError where it has none."""
    place, day = parameters.place(area), parameters.day(today) or date.today()
    prepared = store.prepared(place.slug)
    if "strategy" not in prepared:
        raise parameters.no_strategy("young_people", [place.name])
    strategy = _strategy(place, prepared, pd.DataFrame())
    return Opened(area=place, strategy=strategy, prepared=prepared, today=day)


def open_progress(
    area: str,
    quarter: str = "",
    view: str = "all",
    which: str = "",
    today: str = "",
    override: str = "",
) -> Progress:
    """A council's strategy in a quarter, whole or as one priority, partner or champion sees it.

    A blank `quarter` is the newest that had ended by `today`. Without a strategy file the figures
    that members usually see stand in for one, with the quarterly ones that the council supplied.
    Raises NotPublishableError where something stops publication and no reason to publish all the
    same is given in `override`, UnknownNameError for a `view` or a `which` that there is not, and
    QuarterError.
    """
    place, day = parameters.place(area), parameters.day(today) or date.today()
    covered, why = parameters.quarter(quarter, day), parameters.reason(override)
    prepared = store.prepared(place.slug)
    refuse(place, prepared.get("refusals", []), why)
    local = store.local_figures(place.slug)
    strategy = _strategy(place, prepared, known_by(local, covered, day))
    view, which = parameters.view(view, which, ids(strategy), place.name)
    return Progress(
        area=place,
        strategy=view_of(strategy, view, which),
        whole=strategy,
        prepared=prepared,
        today=day,
        figures=open_figures(place.code, day.isoformat()),
        quarter=covered,
        local=local,
        view=view,
        which=which,
        override=why,
    )


def refuse(area: Area, refusals: list[str], override: str) -> None:
    """NotPublishableError, with all that is to be mended, unless a reason overrides it."""
    if refusals and not override.strip():
        listed = "\n".join(f"- {sentence}" for sentence in refusals)
        raise NotPublishableError(
            f"The strategy of {area.name} may not be published yet:\n{listed}\n"
            "Mend its file, or give a reason with --override, which the page then prints."
        )


def _strategy(place: Area, prepared: Mapping[str, Any], known: pd.DataFrame) -> Strategy:
    """The strategy of a page, or what stands in for it with the quarterly figures that are `known`;
    TableError where it was changed since it was prepared, or is of old.
    """
    try:
        return strategy_of(place, prepared, known)
    except ValidationError as fault:
        where = ".".join(map(str, fault.errors()[0]["loc"]))
        name = f"{store.MONITORING_FOLDER}/{place.slug}/{store.PREPARED_FILE}"
        raise store.spoilt(name, f"is not as a strategy is prepared now ({where})") from fault


def seen_in(there: Progress, *views: str) -> LeftOut | Prose:
    """Nothing where this section belongs to the page's view; else the mark that it is left out."""
    for view in views:
        if view not in parameters.VIEWS:
            raise UnknownNameError("view", view, parameters.VIEWS)
    if there.view in views:
        return prose()
    return LeftOut(f"This section is left out of the page for {there.seen_by}.")
