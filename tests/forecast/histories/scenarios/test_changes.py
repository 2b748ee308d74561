"""A scenario changes each future for itself, in the user's own units."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.catalogue import assumptions
from analysis.catalogue.local.changes import (
    FEWER_ENTRIES,
    HOME_SOONER,
    MORE_CARERS,
    NEW_HOME,
    Scenario,
    examples,
)
from analysis.core.errors import ShapeError
from analysis.forecast.histories.careers import LEFT
from analysis.forecast.histories.drawing.fewer import Fewer
from analysis.forecast.histories.scenarios.changes import applied, spared_by
from analysis.forecast.histories.scenarios.course import Course, Flows, as_now, stayed
from analysis.forecast.histories.simulate import simulate
from cohorts import careers, in_care, model, stream
from whatif import AS_AT, ENDS, MAY, STATES, futures, level, scenario

HOMES, OWN_FOSTER, AGENCY, CHARITY = range(4)
NEW_OWN_HOMES = 4


def after(made: Scenario, drawn) -> Course:
    """The futures after one scenario."""
    return applied([made], Flows.of(drawn))[made.name]


def test_as_now_changes_nothing() -> None:
    drawn = futures(level(3, 4, 5, 6))
    assert as_now(Flows.of(drawn)).children.sum(2).tolist() == drawn.total.tolist()


def test_a_kind_of_home_that_the_council_has_not_yet_is_added_at_the_end() -> None:
    assert Flows.of(futures(level(3, 4, 5, 6))).states == (*STATES, ("childrens_homes", "own"))


class TestFewerEntries:
    def test_the_marked_children_are_not_there(self) -> None:
        spared = [[[0, 0, 0, 0], [0, 1, 0, 0], [0, 2, 0, 0], [1, 2, 0, 0]]]
        course = after(scenario(FEWER_ENTRIES, 1), futures(level(3, 4, 5, 6), spared=[spared]))
        assert course.children.sum(2).tolist() == [[18, 17, 16, 15]]
        assert course.children[0, 3, [HOMES, OWN_FOSTER]].tolist() == [2, 2]

    def test_who_is_marked_is_asked_in_months_of_age_and_the_months_own_number(self) -> None:
        under_ones = scenario(FEWER_ENTRIES, 1, MAY, ages=(0, 0))
        assert spared_by([under_ones], ENDS) == [Fewer(0, 11, None, 1, begins=2)]

    def test_two_scenarios_have_each_its_own_children(self) -> None:
        none, one = level(0, 0, 0, 0), level(0, 1, 0, 0)
        both = [
            replace(scenario(FEWER_ENTRIES, 1), name="first"),
            scenario(HOME_SOONER, 0),
            replace(scenario(FEWER_ENTRIES, 1), name="second"),
        ]
        courses = applied(both, Flows.of(futures(level(3, 4, 5, 6), spared=[none, one])))
        assert courses["first"].children.sum(2).tolist() == [[18] * 4]
        assert courses["second"].children.sum(2).tolist() == [[17] * 4]

    def test_futures_without_their_marks_are_refused(self) -> None:
        with pytest.raises(ShapeError, match="one `spared` for each"):
            after(scenario(FEWER_ENTRIES, 1), futures(level(3, 4, 5, 6)))

    def test_too_few_who_come_are_told(self) -> None:
        nobody = level(0, 0, 0, 0, futures=2)
        drawn = futures(level(3, 4, 5, 6, futures=2), spared=[nobody], kept_out=np.array([[3, 2]]))
        assert after(scenario(FEWER_ENTRIES, 1), drawn).unmet == (0.5,)

    def test_one_child_a_month_is_one_child_a_month(self) -> None:
        """None leaves, and ten a month come: after six months six are fewer, in every future."""
        one = scenario(FEWER_ENTRIES, 1, ages=(0, 0))
        coming = stream([5] * 10, [0] * 10, a_day=1 / 3)
        known = model(in_care(3, 10.0), coming=coming)
        ends = np.array([AS_AT.toordinal()])
        drawn = simulate(known, 1, months=6, futures=20, groups=2, spared=spared_by([one], ends))
        flows = Flows.of(drawn)
        fewer = flows.children.sum(2) - applied([one], flows)[one.name].children.sum(2)
        assert fewer.max(0).tolist() == [0, 1, 2, 3, 4, 5, 6]
        assert fewer.min(0)[-1] == 6


class TestHomeSooner:
    LEFT = (((0, 0, 0, 0), (0, 1, 0, 0), (0, 2, 0, 0), (0, 3, 0, 0)),)

    def sooner(self, months: float, begins: date = date(2025, 3, 1), **others) -> list[float]:
        """How many fewer are in care at the end of each month."""
        drawn = futures(level(30, 40, 50, 60), left=self.LEFT)
        course = after(scenario(HOME_SOONER, months, begins, **others), drawn)
        return (180 - course.children.sum(2))[0].tolist()

    def test_a_month_is_without_those_who_leave_in_the_next_one(self) -> None:
        assert self.sooner(1)[1:3] == [2, 3]

    def test_two_months_sooner_is_without_those_of_the_next_two(self) -> None:
        assert self.sooner(2)[1] == 2 + 3

    def test_who_came_within_the_months_was_not_there_before_them(self) -> None:
        flows = Flows.of(futures(level(30, 40, 50, 60), left=self.LEFT), stayed=(0.9, 0.8))
        made = scenario(HOME_SOONER, 2)
        fewer = (180 - applied([made], flows)[made.name].children.sum(2))[0]
        assert fewer[1] == pytest.approx(0.9 * 2 + 0.8 * 3)

    def test_how_many_were_there_is_learnt_from_the_histories(self) -> None:
        """Three left in June: one came in June, one in May, and one in January."""
        left = date(2024, 6, 20).toordinal()
        came = [date(2024, month, 10).toordinal() for month in (6, 5, 1)]
        known = careers([(left - 3000, day, day, left, 0, LEFT) for day in came])
        assert stayed(known, 3) == pytest.approx((2 / 3, 1 / 3, 1 / 3))
        assert stayed(in_care(3, 10.0), 3) == ()

    def test_half_a_month_sooner_is_half_of_it(self) -> None:
        assert self.sooner(0.5)[1:3] == [1, 1.5]

    def test_past_the_last_month_as_many_leave_as_in_a_month_of_the_year_before(self) -> None:
        assert self.sooner(1)[3] == 2

    def test_nobody_leaves_sooner_before_it_begins(self) -> None:
        assert self.sooner(1, MAY)[:3] == [0, 0, 3]

    def test_a_share_of_those_who_leave(self) -> None:
        assert self.sooner(1, share=0.5)[1:3] == [1, 1.5]

    def test_where_a_home_has_too_few_children_others_leave_instead(self) -> None:
        drawn = futures(level(10, 0, 10, 0), left=[[[0, 0, 0, 0]] + [[0, 4, 0, 0]] * 3])
        course = after(scenario(HOME_SOONER, 1), drawn)
        assert course.children[0, 1].tolist() == [8, 0, 8, 0, 0]
        assert course.unmet == (0,)

    def test_more_than_all_children_cannot_leave(self) -> None:
        drawn = futures(level(1, 0, 0, 0), left=[[[0, 0, 0, 0]] + [[2, 0, 0, 0]] * 3])
        course = after(scenario(HOME_SOONER, 1), drawn)
        assert (course.children[0, 1:] == 0).all()
        assert course.unmet == (1,)


class TestMoreCarers:
    def test_ten_carers_of_one_child_and_a_quarter_take_twelve_and_a_half_from_agencies(
        self,
    ) -> None:
        course = after(scenario(MORE_CARERS, 10, MAY), futures(level(30, 40, 50, 60)))
        assert course.children[0, 1].tolist() == [30, 40, 50, 60, 0]
        assert course.children[0, 2].tolist() == [30, 52.5, 37.5, 60, 0]

    def test_private_agencies_go_first_then_charities_then_private_homes(self) -> None:
        made = scenario(MORE_CARERS, 10, children_each=1.0)
        course = after(made, futures(level(30, 40, 4, 5)))
        assert course.children[0, 1].tolist() == [29, 50, 0, 0, 0]
        assert course.unmet == (0,)

    def test_the_share_that_would_have_lived_in_homes_is_the_councils_to_say(self) -> None:
        made = scenario(MORE_CARERS, 10, children_each=1.0, share=0.3)
        course = after(made, futures(level(30, 40, 50, 60)))
        assert course.children[0, 1].tolist() == [27, 50, 43, 60, 0]

    def test_no_more_move_than_there_are_and_it_is_told_in_what_share_of_futures(self) -> None:
        enough, few = level(30, 40, 50, 60)[0], level(2, 40, 3, 1)[0]
        course = after(scenario(MORE_CARERS, 8, children_each=1.0), futures([enough, few]))
        assert course.children[1, 1].tolist() == [0, 46, 0, 0, 0]
        assert course.children.sum(2).tolist() == [[180] * 4, [46] * 4]
        assert course.unmet == (0.5,)

    def test_it_is_not_told_where_that_would_tell_how_few_are_there(self) -> None:
        made = scenario(MORE_CARERS, 8, children_each=1.0, share=0.5)
        enough, few = level(20, 40, 20, 0), level(19, 40, 20, 0)
        assert after(made, futures(enough)).may_be_told(enough[0, 0])
        assert not after(made, futures(few)).may_be_told(few[0, 0])
        assert after(made, futures(few)).may_be_told(few[0, 0], least=0)


class TestNewHome:
    def test_as_many_children_as_its_places_hold_move_from_private_homes(self) -> None:
        course = after(scenario(NEW_HOME, 4, MAY), futures(level(30, 40, 50, 60)))
        assert course.children[0, 1].tolist() == [30, 40, 50, 60, 0]
        assert course.children[0, 2] == pytest.approx([26.8, 40, 50, 60, 3.2])

    def test_its_budget_pays_for_its_children(self) -> None:
        course = after(scenario(NEW_HOME, 4, MAY, running=1e6), futures(level(30, 40, 50, 60)))
        assert course.running == ((MAY, 1e6),)
        assert course.budgeted[0, :, NEW_OWN_HOMES].tolist() == pytest.approx([0, 0, 3.2, 3.2])

    def test_without_a_budget_nothing_but_the_fee_pays(self) -> None:
        course = after(scenario(NEW_HOME, 4), futures(level(30, 40, 50, 60)))
        assert not course.budgeted.any()

    def test_a_council_with_no_child_in_a_private_home_is_told_so(self) -> None:
        course = after(scenario(NEW_HOME, 4), futures(level(0, 40, 50, 60)))
        assert course.children[0, 1].tolist() == [0, 40, 50, 60, 0]
        assert course.unmet == (1,)


def test_changes_of_one_scenario_follow_one_another() -> None:
    both = Scenario(
        name="both",
        changes=(
            *scenario(NEW_HOME, 4, occupancy=1.0).changes,
            *scenario(MORE_CARERS, 2, children_each=1.0, share=1.0).changes,
        ),
    )
    course = after(both, futures(level(5, 40, 50, 60)))
    assert course.children[0, 1].tolist() == [0, 42, 49, 60, 4]
    assert course.unmet == (0, 0)


def test_the_examples_are_the_four_that_councils_ask_for() -> None:
    made = examples(date(2025, 12, 31), assumptions.values())
    fewer, sooner, carers, home = (change for each in made for change in each.changes)
    assert (fewer.number, fewer.ages, fewer.begins) == (1, (0, 0), date(2026, 1, 1))
    assert (sooner.number, sooner.begins) == (1, date(2026, 1, 1))
    assert (carers.number, carers.children_each) == (10, 1.25)
    assert (home.number, home.begins, home.running) == (4, date(2026, 3, 1), 4 * 318_400)


@pytest.mark.parametrize(("as_at", "march"), [(date(2026, 2, 28), 2026), (date(2026, 3, 31), 2027)])
def test_the_example_home_opens_in_the_next_march(as_at: date, march: int) -> None:
    *_, home = examples(as_at, assumptions.values())
    assert home.changes[0].begins == date(march, 3, 1)
