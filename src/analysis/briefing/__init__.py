"""What a notebook asks about one authority: open its figures, then show and say.

It joins the rooms for the notebooks: the store has the rows, measure tests them, present shows
them. Every function takes the opened figures and an indicator's name.
"""

# ruff: noqa: F401  (the names below are the face: what notebooks call)

from analysis.briefing.background import (
    accessibility,
    data_quality,
    definitions,
    glossary,
    methods,
    sources,
)
from analysis.briefing.comparison.children import children_together, say_children_together
from analysis.briefing.comparison.closing import (
    compared_in_five,
    comparison_questions,
    comparison_sources,
    no_league_table,
)
from analysis.briefing.comparison.common import in_common, say_in_common
from analysis.briefing.comparison.costs import say_unit_costs, unit_costs
from analysis.briefing.comparison.homes import (
    need_ahead,
    places_beside_children,
    say_need_ahead,
    say_places_beside_children,
)
from analysis.briefing.comparison.learning import say_who_might_ask, who_might_ask
from analysis.briefing.comparison.opening import Together, open_comparison
from analysis.briefing.comparison.spread import authorities_beside, say_apart, say_spread
from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.methods_page import (
    Country,
    backtest_parts,
    backtest_thirds,
    backtest_total,
    calibration,
    national_fan,
    national_limits,
    national_parts,
    national_summary,
    open_country,
    reconciled,
    say_kept,
)
from analysis.briefing.needs_analysis.asks import for_priorities, questions
from analysis.briefing.needs_analysis.changed import all_that_changed, what_changed
from analysis.briefing.needs_analysis.charts import dots, funnel, peers, spine, split, trend
from analysis.briefing.needs_analysis.evidence import gap, levers, priorities, say
from analysis.briefing.needs_analysis.flows import flows
from analysis.briefing.needs_analysis.front import (
    front_message,
    front_section,
    front_tables,
)
from analysis.briefing.needs_analysis.inspections import inspected
from analysis.briefing.needs_analysis.summary import due, five_things, how_chosen
from analysis.briefing.needs_analysis.tables import (
    groups,
    model_table,
    neighbours_table,
    not_published,
    not_shown,
    responsible,
    say_similar,
    scorecard,
)
from analysis.briefing.needs_analysis.two_pictures import two_pictures, two_pictures_in_full
from analysis.briefing.own_return.agreement import (
    own_differences,
    own_other_differences,
    own_protection,
    own_repairs,
    say_agreement,
)
from analysis.briefing.own_return.coming_back import came_back, say_came_back
from analysis.briefing.own_return.first_homes import first_home_kept, first_homes, say_first_homes
from analysis.briefing.own_return.groups import (
    by_group,
    say_groups,
    say_homes_by_age,
    took_part,
)
from analysis.briefing.own_return.headlines import (
    own_headlines,
    own_headlines_in_short,
    own_so_far,
    say_so_far,
)
from analysis.briefing.own_return.homes import homes_by_age, schooling_unknown
from analysis.briefing.own_return.opening import (
    own_banner,
    say_own_return,
    say_unless_return,
    with_return,
)
from analysis.briefing.own_return.permanence import permanence_steps, say_permanence
from analysis.briefing.own_return.stays import say_stays, say_stays_in_short, stays, stays_by
from analysis.briefing.parts import brief
from analysis.briefing.strategy_monitoring.figures.marked import marked_trend
from analysis.briefing.strategy_monitoring.front import (
    asks_in_front,
    first_banner,
    late_in_front,
    moved_in_front,
    priorities_in_front,
    standing_table,
)
from analysis.briefing.strategy_monitoring.need_to_promise import loose_ends, traceability
from analysis.briefing.strategy_monitoring.opening import (
    NotPublishableError,
    Opened,
    Progress,
    open_progress,
    open_strategy,
    seen_in,
)
from analysis.briefing.strategy_monitoring.overview import (
    decisions_needed,
    priorities_table,
    progress_questions,
    say_progress,
    standing_cards,
)
from analysis.briefing.strategy_monitoring.participation import (
    implications_told,
    promises_told,
    roles_told,
    say_promises,
)
from analysis.briefing.strategy_monitoring.priorities import priorities_told
from analysis.briefing.strategy_monitoring.quarter import (
    exceptions,
    late_figures,
    other_figures,
    since,
    since_in_short,
)
from analysis.briefing.strategy_monitoring.reader_guide import (
    banners,
    how_long,
    how_to_read,
    progress_methods,
)
from analysis.briefing.strategy_monitoring.registers import (
    action_register,
    asks_told,
    board_questions,
    information_needs,
    meetings_told,
    say_asks,
    say_completeness,
)
from analysis.briefing.sufficiency.cost.price_record import price_backtest, price_record_said
from analysis.briefing.sufficiency.cost.savings import (
    break_even_said,
    cost_traps,
    savings,
    savings_said,
)
from analysis.briefing.sufficiency.cost.spending import (
    outturn_said,
    spend_forecast,
    spend_said,
    spend_unknown,
)
from analysis.briefing.sufficiency.cost.why_changed import (
    bridge_said,
    external_shift_said,
    spend_bridge,
)
from analysis.briefing.sufficiency.demand import children, children_by, say_children
from analysis.briefing.sufficiency.demand import leavers as leavers_ahead
from analysis.briefing.sufficiency.on_a_page import (
    enough_homes,
    plan_on_a_page,
    say_dates,
    say_enough_homes,
    say_near_home,
)
from analysis.briefing.sufficiency.outlook import Outlook, open_outlook, outlook_of
from analysis.briefing.sufficiency.own_ahead.decided import say_why_more
from analysis.briefing.sufficiency.own_ahead.judged import (
    futures_held,
    futures_judged,
    say_futures_judged,
)
from analysis.briefing.sufficiency.own_ahead.months import (
    months_to_come,
    still_here,
    years_to_come,
)
from analysis.briefing.sufficiency.own_ahead.opened import say_futures_wanting
from analysis.briefing.sufficiency.own_ahead.opening import say_next_years
from analysis.briefing.sufficiency.own_ahead.places import (
    chances_of_places,
    say_leads,
    when_to_decide,
)
from analysis.briefing.sufficiency.own_ahead.what_if import (
    after_18,
    prices_of_homes,
    say_two_costs,
    what_if_futures,
)
from analysis.briefing.sufficiency.plan import actions, decisions
from analysis.briefing.sufficiency.plan import questions as sufficiency_questions
from analysis.briefing.sufficiency.providers import inside_outside, mix, place_map
from analysis.briefing.sufficiency.scenarios import assumptions, scenarios, what_each_means
from analysis.briefing.sufficiency.shortfall import (
    gap_by_year,
    gap_summary,
    market_position,
    need_and_places,
    say_gap,
)
from analysis.briefing.sufficiency.supply import (
    across_the_boundary,
    foster_places,
    homes_by_sector,
    homes_over_time,
    say_fostering,
    say_homes,
    say_supported,
    say_use,
    supply_unknown,
)
from analysis.briefing.sufficiency.track_record import (
    archived,
    did_it_work,
    say_did_it_work,
    say_no_change,
    say_score,
    say_trust,
    trust,
)
from analysis.briefing.sufficiency.what_may_come import (
    plan_ahead,
    say_what_may_come,
    what_it_takes,
)
from analysis.briefing.young_people.rights import how_to_tell_us, what_words_mean, who_we_are
from analysis.briefing.young_people.sections import (
    before_you_read,
    how_we_made_it,
    what_will_change,
    what_you_said,
)
