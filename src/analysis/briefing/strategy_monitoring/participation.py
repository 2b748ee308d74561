"""Ambassadors, training and other roles in participation, and the section for other reports."""

import re
from html import unescape

from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import day, provenance
from analysis.catalogue.indicators import INDICATORS
from analysis.core import shapes
from analysis.present import numbers
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Record, Records, Stack
from analysis.strategy.implications import COUNTED, HEADING, implications


def roles_told(there: Progress) -> Records | Prose:
    """Ambassadors, members' training and the like: what is in place, and since when."""
    roles = there.strategy.roles
    if not roles:
        return Prose(["No role of young people or training of members is on the register."])
    return Records(
        [
            Record(
                title=role.title,
                status=f"Since {day(role.on)}" if role.on else "",
                facts={
                    "What": role.says,
                    "Where this is from": provenance(role, ("title", "says", "on")),
                },
            )
            for role in roles
        ],
        lead="Ambassadors, training and taking part",
    )


def facts(there: Progress) -> dict[str, str]:
    """The published numbers of children and young people that the council is a parent to."""
    found = {}
    for name in COUNTED:
        row, i = there.figures.value(name), INDICATORS[name]
        if row is not None and row.status == shapes.OK:
            what = f"{i.title[0].lower()}{i.title[1:]}, {i.label(row.period_end)}"
            found[what] = numbers.plain(float(row.value))
    return found


def implications_told(there: Progress) -> Stack:
    """The section for other reports as it stands, without its own heading."""
    strategy = there.whole if there.supplied else None
    text = implications(there.name, facts(there), strategy, there.quarter.words)
    parts = text.removeprefix(f"## {HEADING}").strip().split("\n\n")
    return Stack([_part(part) for part in parts])


def _part(part: str) -> Bullets | Prose:
    plain = unescape(part.replace("**", ""))  # words of a file have neither stars nor line ends
    if plain.startswith("- "):
        return Bullets(points=[line.removeprefix("- ") for line in plain.splitlines()])
    if plain.startswith("1. "):
        return Bullets(
            points=[re.sub(r"^\d+\. ", "", line) for line in plain.splitlines()], numbered=True
        )
    return Prose([plain])
