"""Nothing small can be worked out of what is shown of a council's return on a day."""

from datetime import date
from functools import cache
from random import Random

import pandas as pd
import pytest

from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.intake.returns.counts.counting import counts
from analysis.pipeline.returns.protection.protecting import protected
from attacker import Attacker
from invented_returns import child, episode, known

MARCH, JUNE = date(2025, 3, 31), date(2024, 6, 30)
WIDTH = 5
KEY = ["measure", "dimension", "category"]


@cache
def council(children: int) -> pd.DataFrame:
    """The counts of so many invented children, of all ages, in all kinds of home."""
    return counts(_children(children), MARCH)


def _children(number: int):
    chance = Random(number)
    homes = ("U4", "U4", "U6", "K2", "K3", "P1", "A6")
    made = []
    for _ in range(number):
        start = (
            f"20{chance.randint(21, 24)}-{chance.randint(4, 12):02d}-{chance.randint(1, 28):02d}"
        )
        said = {"HEALTH_ASSESSMENT": int(chance.random() < 0.9), "SDQ_SCORE": chance.randint(0, 40)}
        made.append(
            child(
                f"20{chance.randint(7, 20):02d}-{chance.randint(1, 12):02d}-10",
                episode(
                    start, PLACE=chance.choice(homes), CIN=f"N{chance.choice((1, 1, 1, 5, 8))}"
                ),
                sex=chance.choice("MF"),
                oc2=[said],
            )
        )
    return known(*made)


def attack(shown: pd.DataFrame) -> dict[tuple, tuple[float, float]]:
    """The least and the most that each hidden number can be."""
    attacker = Attacker()
    attacker.read(shown)
    return {name: (least, most) for name, least, most in attacker.unknown()}


@pytest.mark.parametrize("children", [12, 60])
def test_an_attacker_learns_nothing_small(children: int) -> None:
    truth = council(children)
    shown, audit = protected(truth)
    hidden = set(shown.index[shown["status"] == SUPPRESSED])
    small = truth["value"].between(1, 5) & (truth["status"] == OK) & (truth["unit"] != "score")
    assert set(truth.index[small]) <= hidden
    for key, (least, most) in attack(shown).items():
        assert most - least >= WIDTH, key
    assert audit.narrowest is None or audit.narrowest >= WIDTH


def test_the_attacker_would_win_against_small_numbers_hidden_alone() -> None:
    """So that the test above can fail."""
    truth = council(60)
    small = truth["value"].between(1, 5)
    alone = truth.assign(
        value=truth["value"].mask(small), status=truth["status"].mask(small, SUPPRESSED)
    )
    assert any(most - least < WIDTH for least, most in attack(alone).values())


def test_an_average_of_few_is_hidden_with_their_number() -> None:
    truth = council(12)
    shown, _ = protected(truth)
    status = shown.set_index("measure")["status"]
    received = truth.set_index("measure")["value"]["sdq_received"]
    assert received > 0
    assert (status["sdq_average"] == SUPPRESSED) == (status["sdq_received"] == SUPPRESSED)


def test_nobody_and_everybody_of_a_small_group_are_hidden() -> None:
    """9 of 9 children with a check tells of each of them."""
    stays = child("2012-06-01", episode("2022-05-01"), oc2=[{"TEETH_CHECK": 1, "IMMUNISATIONS": 0}])
    shown, _ = protected(counts(known(*[stays] * 9), MARCH))
    status = shown.set_index("measure")["status"]
    assert status["dental_check"] == SUPPRESSED
    assert status["immunisations"] == SUPPRESSED


def test_a_few_more_than_on_an_earlier_day_of_the_year_are_hidden() -> None:
    starts = [episode("2024-05-01")] * 20 + [episode("2024-08-01")] * 2
    past = known(*(child("2012-06-01", each) for each in starts))
    june, _ = protected(counts(past, JUNE))
    march, _ = protected(counts(past, MARCH), before=[june])
    started = march[(march["measure"] == "cla_started") & (march["dimension"] == ALL)]
    assert june.set_index(KEY)["status"]["cla_started", ALL, ALL] == OK
    assert list(started["status"]) == [SUPPRESSED]


def test_the_audit_says_what_was_done() -> None:
    _, audit = protected(council(60))
    assert audit.said.startswith("31 March 2025: of ")
    assert "small and hidden" in audit.said
    nobody = child("2012-06-01", episode("2025-06-01"))
    _, clean = protected(counts(known(nobody, years=(2024, 2025)), MARCH))
    assert "none is hidden" in clean.said
