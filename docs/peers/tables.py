"""The tables of the comparison: truth, this project, each peer, and who is right."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from children import MADE, YEARS
from said import (
    AGED,
    AGES,
    ALONE,
    COMES,
    GOES,
    GROUPED,
    HOMES,
    IN_CARE,
    LATE,
    RULES,
    SHORT,
    TWELVE,
    WHY,
)

from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.histories import Histories, histories
from analysis.intake.returns.reading import read
from analysis.intake.returns.records import Records
from analysis.pipeline.synthetic_return.lives import Synthetic
from analysis.pipeline.synthetic_return.truth.counts import truth

Answers = dict[str, Any]
LAST = YEARS[-1]
DAY = date(LAST, 3, 31)
CHECKED = YEARS[-4:]
"""The years that the validator has rules for."""
NONE, AWAY = "-", "not in care"
HEAD = (
    "| {} | true | here | demand model | validator | who is right, and why |\n" + "|---" * 6 + "|"
)


@dataclass(frozen=True)
class Line:
    """A row of a table: what was asked, each answer, and why they differ where they do."""

    what: str
    true: object
    here: object
    model: object = NONE
    validator: object = NONE
    why: str = ""

    def __str__(self) -> str:
        said = [str(a) for a in (self.here, self.model, self.validator) if a != NONE]
        why = "all agree" if all(each == str(self.true) for each in said) else self.why
        cells = (self.what, self.true, self.here, self.model, self.validator, why)
        return f"| {' | '.join(map(str, cells))} |"


def _values(rows: pd.DataFrame) -> dict[tuple[str, ...], int]:
    rows = rows[rows["value"].notna()]
    keys = zip(rows["measure"], rows["dimension"], rows["category"], strict=True)
    return dict(zip(keys, rows["value"].round().astype(int), strict=True))


def _read(folder: Path) -> tuple[Records, Histories]:
    records, _ = read(folder, area="Bradford")
    return records, histories(records)


def authority(made: Synthetic, folder: Path, said: Answers) -> str:
    """The numbers of a made-up authority, and rows that the validator refuses."""
    records, past = _read(folder)
    true = {y: _values(truth(made, date(y, 3, 31))) for y in YEARS}
    here = {y: _values(counts(past, date(y, 3, 31))) for y in YEARS}
    model, checked = said["demand_model"]["years"], said["validator"]

    def line(what: str, year: int, *key: str, **more: Any) -> Line:
        of = (*key, "all", "all")[:3]
        return Line(f"{what} {year}", true[year][of], here[year][of], **more)

    def modelled(what: str, year: int, theirs: str, why: str, *key: str) -> Line:
        return line(what, year, *key, model=model[str(year)][theirs], why=why)

    lines = [modelled("in care, 31 March", y, "all", SHORT, IN_CARE) for y in YEARS]
    for ours, (theirs, title, _) in AGES.items():
        lines.append(modelled(f"aged {title}, 31 March", LAST, theirs, AGED, IN_CARE, "age", ours))
    for year in (YEARS[0], LAST):
        for ours, (theirs, title, _) in HOMES.items():
            why = LATE if ours == "supported" else GROUPED
            lines.append(modelled(title, year, theirs, why, IN_CARE, "placement", ours))
    lines.append(modelled("started in the year to 31 March", LAST, "started", COMES, "cla_started"))
    lines.append(modelled("ceased in the year to 31 March", LAST, "ceased", GOES, "cla_ceased"))
    for year in CHECKED:
        twelve = len(checked[str(year)]["twelve_months"])
        more = {"validator": twelve, "why": TWELVE}
        lines.append(line("in care for twelve months, 31 March", year, "cla_12_months", **more))
    more = {"validator": len(checked[str(LAST)]["uasc"]), "why": ALONE}
    lines.append(line("unaccompanied, 31 March", LAST, IN_CARE, "uasc", "uasc", **more))
    return "\n".join(
        [HEAD.format("made-up authority"), *map(str, lines), "", _rules(records, checked)]
    )


def _rules(records: Records, checked: Answers) -> str:
    """Rows of each year that the validator refuses by some rules."""
    episodes = records.tables["episodes"]
    supported = episodes.loc[episodes["PLACE"] == "K3", "YEAR"].value_counts()
    head = f"| rule of the validator | {' | '.join(map(str, CHECKED))} | who is right, and why |"
    rows = [head, "|---" * (len(CHECKED) + 2) + "|"]
    for code, (title, why) in RULES.items():
        found = [f"{checked[str(y)]['rules'].get(code, 0):,}" for y in CHECKED]
        rows.append(f"| {code}: {title} | {' | '.join(found)} | {why} |")
    found = [f"{supported.get(y, 0):,}" for y in CHECKED]
    rows.append(f"| (rows with K3 in the returns) | {' | '.join(found)} | |")
    failed = {code: y for y in reversed(CHECKED) for code in checked[str(y)]["failed"]}
    named = ", ".join(f"{code} (since {year})" for code, year in sorted(failed.items()))
    told = f"Rules that could not be run, which its report does not say: {named or 'none'}."
    return "\n".join([*rows, "", told])


def children(made: Synthetic, folder: Path, said: Answers) -> str:
    """What is said of each of the difficult children on the last 31 March."""
    _, past = _read(folder)
    state = said["demand_model"]["children"][str(LAST)]
    lines = []
    for what, child in MADE.items():
        alone = replace(made, children=(child,))
        theirs = _translated(state.get(child.id))
        lines.append(
            Line(
                f"{what}",
                _state(_values(truth(alone, DAY))),
                _state(_values(counts(_of(past, child.id), DAY))),
                theirs,
                _checked(said["validator"], child.id, what),
                WHY.get(what, ""),
            )
        )
    return "\n".join([HEAD.format(f"made-up child, 31 March {LAST}"), *map(str, lines)])


def _of(past: Histories, child: str) -> Histories:
    """The histories of one child."""
    tables = {name: rows[rows["CHILD"] == child] for name, rows in past.tables.items()}
    return replace(
        past,
        episodes=past.episodes[past.episodes["CHILD"] == child],
        respite=past.respite[past.respite["CHILD"] == child],
        tables=tables,
    )


def _state(values: dict[tuple[str, ...], int]) -> str:
    """'16 and over, foster', of the counts of one child; 'not in care'."""
    named = [
        title
        for dimension, names in (("age", AGES), ("placement", HOMES))
        for category, (_, title, _) in names.items()
        if values.get((IN_CARE, dimension, category))
    ]
    if not values[(IN_CARE, "all", "all")]:
        return AWAY
    return ", ".join(named)


def _translated(state: str | None) -> str:
    """The demand model's words for a state in ours."""
    if state is None:
        return AWAY
    ours = {label: title for names in (AGES, HOMES) for _, title, label in names.values()}
    return ", ".join(ours.get(part, "other") for part in state.split(", "))


def _checked(checked: Answers, child: str, what: str) -> str:
    """What the validator says of a child, where it says anything that is asked here."""
    found = []
    if "K3" in what:
        wrong = [y for y in CHECKED if "146" in checked[str(y)]["children"].get(child, [])]
        found += [f"code refused in {', '.join(map(str, wrong))}"] if wrong else []
    if "conviction" in what:
        asked = "543" in checked[str(LAST)]["children"].get(child, [])
        found += ["asks for it" if asked else "does not ask"]
    if "31 March, after" in what or "1 April" in what:
        twelve = child in checked[str(LAST)]["twelve_months"]
        found += [f"{'' if twelve else 'not '}in care for 12 months"]
    if "status ended" in what:
        found += ["unaccompanied" if child in checked[str(LAST)]["uasc"] else "not unaccompanied"]
    return "; ".join(found) or NONE
