"""A council's own counts beside those that the department printed, what was repaired and hidden."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from analysis.briefing.figures import Figures
from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.opening import from_return
from analysis.briefing.parts import bullets, day, prose, table
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.returns.differences import HEADLINES, called, why
from analysis.catalogue.returns.relations import MEANS
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import returned
from analysis.core.shapes import ALL
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose

Row = Mapping[str, Any]
HEADLINE = "cla_31_march"
NOTHING = "No 31 March of the return is one for which the department has printed figures."
NO_REASON = "no rule that we know of"


@from_return
def say_agreement(_: Figures, own: OwnFigures) -> Prose:
    """How near the number of children in care is to the published one, and why it was taken."""
    rows = _newest(own)
    headline = next((row for row in rows if _is_total(row, HEADLINE)), None)
    if headline is None:
        return prose(NOTHING)
    ours, theirs = headline["ours"], headline["published"]
    on = day(date.fromisoformat(headline["day"]))
    told = (
        f"On {on} the return has {numbers.count(ours)} in care, and the department printed "
        f"{numbers.plain(theirs)}: {_apart(ours - theirs)}."
    )
    if own.made_up:
        return prose(f"{told} They differ because the return is made up.")
    accepted = str(own.record[returned.ACCEPTED]).rstrip(".")
    reason = f"A number of the return is more than 1% from the published one. Reason: {accepted}."
    return prose(told, reason if accepted else "")


@from_return
def own_differences(figures: Figures, own: OwnFigures) -> Exhibit | Prose:
    """The main counts of the newest 31 March that both have: ours, theirs and the difference."""
    rows = [row for row in _newest(own) if row["dimension"] == ALL and row["measure"] in HEADLINES]
    if not rows:
        return prose(NOTHING)
    order = [*HEADLINES]
    return _table(
        figures, own, "own-agreement", sorted(rows, key=lambda r: order.index(r["measure"]))
    )


@from_return
def own_other_differences(figures: Figures, own: OwnFigures) -> Exhibit | Prose:
    """Every other count that both have, closed until it is asked for."""
    rows = [r for r in _newest(own) if r["dimension"] != ALL or r["measure"] not in HEADLINES]
    if not rows:
        return prose("There is no other count that both have.")
    return _table(figures, own, "own-agreement-all", rows, folded=True)


@from_return
def own_repairs(_: Figures, own: OwnFigures) -> Bullets | Prose:
    """What was repaired before the records were counted, each rule with its number."""
    repaired = [str(sentence) for sentence in own.record["repaired"]]
    return bullets(repaired, "Nothing had to be repaired.", "What was repaired")


@from_return
def own_protection(_: Figures, own: OwnFigures) -> Prose:
    """What was hidden so that no child can be known, and how well it holds: a note for officers."""
    lead = "What is hidden: a note for officers"
    if own.whole:
        return prose("Nothing is hidden on this page, which is for officers alone.", lead=lead)
    audits = own.record["audit"]
    cells, hidden = (
        sum(a[key] for a in audits for key in keys) for keys in (("cells",), ("small", "others"))
    )
    apart = [a["narrowest"] for a in audits if a["narrowest"]]
    held = (
        "An attack that knows all that is shown here, what is published and what was shown of "
        f"earlier days cannot tell any of them to within less than {numbers.plain(min(apart))}."
        if apart
        else ""
    )
    told = (
        f"Of {numbers.plain(cells)} numbers on {len(audits)} days, {numbers.plain(hidden)} are "
        "hidden: those of 1 to 5 children, and others from which these could be worked out."
    )
    return prose(f"{told} {held}".rstrip(), lead=lead)


def _newest(own: OwnFigures) -> list[Row]:
    """The counts that both have on the newest 31 March of both."""
    rows = [row for row in own.record[returned.RECONCILED] if row["day"] <= own.as_at.isoformat()]
    last = max((row["day"] for row in rows), default="")
    return [row for row in rows if row["day"] == last]


def _is_total(row: Row, measure: str) -> bool:
    return (row["measure"], row["dimension"]) == (measure, ALL)


def _table(
    figures: Figures, own: OwnFigures, key: str, rows: Iterable[Row], *, folded: bool = False
) -> Exhibit:
    rows = list(rows)
    apart = sum(row["ours"] != row["published"] for row in rows)
    which = "Every other count" if folded else "The main counts"
    on = day(date.fromisoformat(rows[0]["day"]))
    return table(
        key,
        f"{which} beside the published ones: {apart} of {len(rows)} differ",
        f"{figures.area.name}, year to {on} or on that day",
        [_row(row, own) for row in rows],
        source=f"{own.source}; {PUBLICATIONS['cla'].citation}",
        note="The counts differ because the return is made up; of a real one the table also says "
        "which rule explains a difference."
        if own.made_up
        else "Counts that either side hides are left out.",
        folded=folded,
    )


def _row(row: Row, own: OwnFigures) -> dict[str, str]:
    decimals = 1 if row["measure"] in MEANS else 0
    ours, theirs = row["ours"], row["published"]
    category = str(row["category"])
    words = CATEGORIES.get(row["dimension"], {}).get(category, category.replace("_", " "))
    of = "" if row["dimension"] == ALL else f": {words}"
    apart = numbers.plain(ours - theirs, decimals)
    cells = {
        "Count": f"{called(row['measure'])}{of}",
        "Made-up return" if own.made_up else "Own return": numbers.plain(ours, decimals),
        "Published": numbers.plain(theirs, decimals),
        "Difference": apart,
    }
    if not own.made_up:
        cause = why(row["measure"], row["dimension"]) or NO_REASON
        cells["What may explain it"] = cause if ours != theirs else "they agree"
    return cells


def _apart(difference: float) -> str:
    if not difference:
        return "the same"
    return f"{numbers.plain(abs(difference))} {'more' if difference > 0 else 'fewer'}"
