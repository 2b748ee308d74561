"""A strategy file to begin with: every part once, each field explained, all of it illustration."""

import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from analysis.catalogue.areas import Area
from analysis.core.quarters import Quarter, quarter_of
from analysis.strategy.parsing.reading import StrategyError
from analysis.strategy.schema import TABLES
from analysis.strategy.wording import COMMON, PARTS, WHOLE

Fields = dict[str, str]
PRIORITIES: Fields = {"priorities": '["homes"]'}
WIDTH = 96
ADVICE = (
    "The strategy of {name}, as a file. Everything below is an example to be replaced.",
    "Write what your council decided, take `illustration = true` away where it is decided, and run",
    "    care-analysis strategy check data/raw/strategies/{slug}.toml",
    "which lists all that is wrong, with line and remedy. docs/strategy-file.md explains every",
    "field. Name roles, never people. Repeat a [[part]] for each item; leave out what you lack.",
)


def write(area: Area, folder: Path, today: date) -> Path:
    """The template for an area, written into a folder; StrategyError where a file is there."""
    path = folder / f"{area.slug}.toml"
    if path.exists():
        raise StrategyError(
            f"There is a strategy file for {area.name} already: {path}. "
            "Edit it, or move it away to begin anew."
        )
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text(area, today), encoding="utf-8", newline="\n")
    return path


def text(area: Area, today: date) -> str:
    """A strategy file for an area, which passes every check as it stands."""
    year = quarter_of(today).year
    advice = [f"# {line.format(name=area.name, slug=area.slug)}".rstrip() for line in ADVICE]
    whole = _fields(_whole(area, year), WHOLE)
    parts = ["\n".join(advice), "\n".join(whole), "\n".join(_words())]
    parts.append("\n".join(_contact()))
    for table, fields in _examples(year, today).items():
        head = [*_comment(WHOLE[table].capitalize() + "."), f"[[{table}]]"]
        head += list(_fields({**fields, "illustration": "true"}, COMMON | PARTS[table]))
        parts.append("\n".join(head))
    return "\n\n".join(parts) + "\n"


def _whole(area: Area, year: int) -> Fields:
    """What the file says of the strategy as a whole."""
    years = f"{year} to {year + 3}"
    return {
        "area": f'"{area.name}"',
        "name": f'"Corporate Parenting Strategy {years}"',
        "starts": f"{Quarter(year, 1).first}",
        "ends": f"{Quarter(year + 2, 4).last}",
        "source": '"Cabinet, with the date and the number of the item"',
        "about": '"What we promise the children in our care and our care leavers."',
        "illustration_note": '"This file is the example that the project gives; none is decided."',
        "review_every": '"yearly"',
    }


def _words() -> Iterator[str]:
    """The table of words, with the avoided ones last."""
    yield from _comment(WHOLE["words"].capitalize() + ".")
    yield "[words]"
    words = {
        "children": '"children in our care"',
        "a_child": '"a child in our care"',
        "care_leavers": '"care leavers"',
        "council_of_children": '"Children in Care Council"',
        "tell_us_more": '"Tell your social worker or personal adviser, or ask for an advocate."',
        "avoid": '{ "LAC" = "children in our care", "placement" = "home" }',
    }
    yield from _fields(words, PARTS["words"])


def _contact() -> Iterator[str]:
    """Whom to ask: the number is one of those that Ofcom keeps for examples."""
    yield from _comment(WHOLE["contact"].capitalize() + ".")
    yield "[contact]"
    contact = {
        "team": '"Participation team"',
        "telephone": '"01632 960 001"',
        "email": '"participation.team@council.example"',
    }
    yield from _fields(contact, PARTS["contact"])


def _examples(year: int, today: date) -> dict[str, Fields]:
    """One item for each part of the file, in the order of the schema."""
    parts = _bodies(year) | _aims() | _judged(year) | _deeds(year) | _said(year, today)
    parts |= _known(today)
    return {table: parts[table] for table in TABLES}


def _bodies(year: int) -> dict[str, Fields]:
    """Who meets, and whom the strategy counts on."""
    first = Quarter(year, 1).first
    return {
        "calendar": {
            "id": '"panel"',
            "body": '"Corporate Parenting Panel"',
            "frequency": '"quarterly"',
            "first": f"{first + timedelta(days=60)}",
            "reports": '["strategy_monitoring", "young_people"]',
            "papers_days_before": "8",
        },
        "partners": {
            "id": '"childrens-services"',
            "name": '"children\'s services"',
            "kind": '"council"',
        },
    }


def _aims() -> dict[str, Fields]:
    """What the strategy is for."""
    return {
        "findings": {
            "id": '"moves"',
            "says": '"Some children move home three times or more in a year."',
            "indicator": '"three_or_more_placements"',
            **PRIORITIES,
        },
        "priorities": {
            "id": '"homes"',
            "number": '"1"',
            "title": '"A safe and settled home"',
            "lead_role": '"Assistant Director, Children\'s Services"',
            "champion_role": '"Lead Member for Children"',
            "partners": '["childrens-services"]',
            "young_people_said": "[]",
        },
        "objectives": {
            "id": '"fewer-moves"',
            "number": '"1"',
            "title": '"Children stay in one home for as long as it is right for them"',
            **PRIORITIES,
            "champion_role": '"Elected member, to be chosen by the panel"',
            "involve": '["childrens-services"]',
        },
    }


def _judged(year: int) -> dict[str, Fields]:
    """What it is judged by."""
    first, due = Quarter(year, 1).first, Quarter(year, 4).last
    end = Quarter(year + 2, 4).last
    return {
        "indicators": {
            "id": '"moves-so-far"',
            "indicator": '"three_or_more_placements_so_far"',
            **PRIORITIES,
            "baseline": f"{{ value = 10, on = {first - timedelta(days=1)} }}",
            "target": f"{{ value = 8, on = {end} }}",
            "basis": '"our own best"',
            "tolerance": '"process limits"',
            "owner_role": '"Head of Fostering"',
            "review": f"{due}",
            "supplier": '"childrens-services"',
        },
    }


def _deeds(year: int) -> dict[str, Fields]:
    """What is done."""
    due = Quarter(year, 4).last
    return {
        "actions": {
            "id": '"matching"',
            "what": '"Match children with carers before they move, not after"',
            "plain": '"You will meet your carers before you move in."',
            "how": '"A matching meeting within five days of each request for a home"',
            "owner_role": '"Head of Fostering"',
            "due": f"{due}",
            "status": '"under way"',
            "resource": '"Within the fostering budget"',
            **PRIORITIES,
            "partners": '["childrens-services"]',
            "depends_on": "[]",
            "effect": ('[{ indicator = "three_or_more_placements_so_far", direction = "lower" }]'),
        },
    }


def _said(year: int, today: date) -> dict[str, Fields]:
    """What young people said and what members asked."""
    before, due = today - timedelta(days=28), Quarter(year, 4).last
    return {
        "you_said": {
            "id": '"photos"',
            "on": f"{before}",
            "who": '"Children in Care Council"',
            "said": '"We want to see a photo of the house before we move."',
            "status": '"doing"',
            "did": '"Carers are writing a welcome page with photos of their home."',
            "owner_role": '"Head of Fostering"',
            "due": f"{due}",
            **PRIORITIES,
        },
        "asks": {
            "id": '"reasons-for-moves"',
            "on": f"{before}",
            "body": '"Corporate Parenting Panel"',
            "asked": '"What are the main reasons for moves that nobody planned?"',
            "owner_role": '"Head of Fostering"',
            "due": f"{due}",
        },
    }


def _known(today: date) -> dict[str, Fields]:
    """What is to be known, what happened, and who takes part."""
    before = today - timedelta(days=28)
    return {
        "information_needs": {
            "id": '"reasons"',
            "need": '"Reasons for moves that nobody planned"',
            "supplier": '"childrens-services"',
            "frequency": '"quarterly"',
            "form": '"A table, with a paragraph in plain words"',
            "status": '"partial"',
            "objectives": '["fewer-moves"]',
            **PRIORITIES,
        },
        "events": {
            "id": '"new-matching-team"',
            "on": f"{before}",
            "label": '"New matching team"',
            "indicators": '["three_or_more_placements_so_far"]',
            "rebase": "false",
            "why": '"The way of finding a home changed."',
        },
        "roles": {
            "id": '"ambassadors"',
            "title": '"Care leaver ambassadors"',
            "says": '"Two care leavers advise the panel and are paid for it."',
            "on": f"{before}",
        },
    }


def _fields(fields: Fields, words: dict[str, str]) -> Iterator[str]:
    """Each field with what it is in a remark above it."""
    for name, value in fields.items():
        yield from _comment(f"{name}: {words[name]}")
        yield f"{name} = {value}"


def _comment(words: str) -> list[str]:
    """A remark, in lines that are not too long."""
    return [f"# {line}" for line in textwrap.wrap(words, WIDTH)]
