"""No page of a strategy contradicts itself: pairs of sentences about one figure, read side by side.

On the pages of the five councils, and of invented strategies that set each of Bradford's quarterly
figures a target below it, at it and beyond it, with an action that is late.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from bs4 import BeautifulSoup, Tag

from analysis.briefing.strategy_monitoring import front, overview, priorities, registers
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL, RARE
from analysis.measure.control_charts import quarterly_series
from analysis.strategy.schema.whole import Strategy
from progressed import COUNCILS, opened, page

REACHED = r"at or beyond (the )?target|reached now"
# What may not be said of one figure on one page, both together.
CONTRARY = {
    "met beside nobody can tell": (r"at or beyond the target", r"know\w* to say whether it will\b"),
    "met beside cannot tell": (r"at or beyond the target", r"(?<!later )cannot (tell|be told) yet"),
    "met beside short": (REACHED, r"short of (the |its )?target|short now"),
    "moved beside chance": (
        r"(up|down) from [\d.,]+%? (in|to) ",
        r"what chance alone would do|no evidence of (a )?change",
    ),
    "better beside worse": (r"getting better", r"getting worse"),
    "met beside late": (REACHED, r"late: was due (?!.*its figure has reached the target)"),
}
TITLES = {
    i.id: {i.title, *([i.brief] if i.id in LOCAL else [])}
    for i in (*LOCAL.values(), *INDICATORS.values())
}


def said(html: str) -> Iterator[str]:
    """What a page says in pieces that stand together: a row, a point, a record, a chart's words."""
    soup = BeautifulSoup(html, "html.parser")
    for folded in soup.find_all("details"):
        folded.decompose()
    for tag in soup.select("tbody tr, li, .record, p, figure:has(img)"):
        if isinstance(tag, Tag) and not (tag.name == "p" and tag.find_parent("figure")):
            yield " ".join(tag.get_text(" ").split())


def of_one_figure(piece: str) -> str:
    """The figure that a piece is about; blank where it is about none, or about several."""
    of = {name for name, titles in TITLES.items() if any(title in piece for title in titles)}
    longest = {n for n in of if not any(_within(n, other) for other in of - {n})}
    return longest.pop() if len(longest) == 1 else ""


def _within(name: str, other: str) -> bool:
    return all(any(mine in theirs for theirs in TITLES[other]) for mine in TITLES[name])


def contradictions(html: str) -> list[str]:
    by_figure: dict[str, list[str]] = {}
    for piece in said(html):
        if figure := of_one_figure(piece):
            by_figure.setdefault(figure, []).append(piece)
    return [
        f"{figure}: {what}"
        for figure, pieces in by_figure.items()
        for what, (one, other) in CONTRARY.items()
        if any(re.search(one, p) for p in pieces) and any(re.search(other, p) for p in pieces)
    ]


@pytest.mark.parametrize("council", COUNCILS)
def test_no_two_sentences_about_one_figure_of_a_council_contradict_each_other(council: str) -> None:
    assert contradictions(page(council)) == []


@pytest.mark.parametrize("council", COUNCILS)
def test_nothing_of_years_ago_is_called_new(council: str) -> None:
    html = page(council)
    assert "Asks since the last meeting" not in html
    assert "By its calendar the " in html


@pytest.mark.parametrize("council", COUNCILS)
def test_one_banner_stands_before_the_first_figure_in_front(council: str) -> None:
    in_front = re.split(r"<h1[^>]*>Annex", page(council))[0]
    assert in_front.count('class="callout') == 1
    assert "Before you read" in in_front.partition("<figure")[0]
    sentences = front.first_banner(opened(council)).parts[1]._repr_html_()
    text = BeautifulSoup(sentences, "html.parser").get_text(" ")
    assert all(len(s.split()) <= 25 for s in re.split(r"(?<=[.;]) ", text))


def newest(name: str) -> float:
    there = opened("Bradford")
    rows = quarterly_series.series(there.to_quarter, LOCAL[name], there.quarter)
    return float(rows["value"].iloc[-1]) if len(rows) else float("nan")


@cache
def judged() -> tuple[str, ...]:
    """Bradford's quarterly figures that have one for the quarter and may have a target."""
    of = [i.id for i in LOCAL.values() if i.kind != RARE and not i.neutral]
    return tuple(name for name in of if newest(name) == newest(name))


def invented(name: str, aim: float) -> Progress:
    """Bradford's figures under a strategy of one target and one late action that is to move it."""
    day = date(2023, 3, 31)
    strategy = Strategy.model_validate(
        {
            "area": "Bradford",
            "name": "Invented",
            "starts": date(2022, 4, 1),
            "ends": date(2027, 3, 31),
            "source": "Invented.",
            "priorities": [{"id": "one", "number": "1", "title": "One", "lead_role": "Lead"}],
            "indicators": [
                {
                    "id": "a-target",
                    "indicator": name,
                    "priorities": ["one"],
                    "target": {"value": aim, "on": day},
                }
            ],
            "actions": [
                {
                    "id": "act",
                    "what": "Do what is promised",
                    "how": "In steps",
                    "owner_role": "Head of Service",
                    "due": day,
                    "status": "under way",
                    "priorities": ["one"],
                    "effect": [{"indicator": name, "direction": "higher"}],
                }
            ],
        }
    )
    return replace(opened("Bradford"), strategy=strategy, whole=strategy)


def whole(there: Progress) -> str:
    parts = (
        front.standing_table(there),
        front.priorities_in_front(there),
        front.late_in_front(there),
        overview.standing_cards(there),
        overview.priorities_table(there),
        overview.decisions_needed(there),
        priorities.priorities_told(there),
        registers.action_register(there),
    )
    return "".join(part._repr_html_() for part in parts)


@pytest.mark.parametrize("times", [0.5, 1.0, 1.5])
@pytest.mark.parametrize("name", judged())
def test_no_invented_strategy_contradicts_itself(name: str, times: float) -> None:
    there = invented(name, round(newest(name) * times, LOCAL[name].decimals))
    assert contradictions(whole(there)) == []


def test_pairs_that_contradict_each_other_are_found() -> None:
    title = LOCAL["members_trained"].title
    for one, other in (
        ("at or beyond the target of 90%", "too little is known to say whether it will"),
        ("reached now", "short of the target"),
        ("up from 60% to 100%", "the band is what chance alone would do"),
        ("at or beyond the target of 90%", "Under way, late: was due more than 3 years ago"),
    ):
        assert contradictions(f"<p>{title}: {one}.</p><p>{title}: {other}.</p>")
    assert contradictions(f"<p>{title}: reached now.</p><p>Reviews on time: short now.</p>") == []
