"""Every name that a notebook or an analyst may call as `briefing.NAME` goes on being there."""

import inspect

from analysis import briefing

NAMES = """
Country Figures NotPublishableError Opened Outlook Progress Together accessibility
across_the_boundary action_register actions after_18 all_that_changed archived asks_in_front
asks_told assumptions authorities_beside backtest_parts backtest_thirds backtest_total banners
before_you_read board_questions break_even_said bridge_said brief by_group calibration came_back
chances_of_places children children_by children_together compared_in_five comparison_questions
comparison_sources cost_traps data_quality decisions decisions_needed definitions did_it_work dots
due enough_homes exceptions external_shift_said first_banner first_home_kept first_homes five_things
flows for_priorities foster_places front_message front_section front_tables funnel futures_held
futures_judged gap gap_by_year gap_summary glossary groups homes_by_age homes_by_sector
homes_over_time how_chosen how_long how_to_read how_to_tell_us how_we_made_it implications_told
in_common information_needs inside_outside inspected late_figures late_in_front leavers_ahead levers
loose_ends marked_trend market_position meetings_told methods mix model_table months_to_come
moved_in_front national_fan national_limits national_parts national_summary need_ahead
need_and_places neighbours_table no_league_table not_published not_shown open_comparison
open_country open_figures open_outlook open_progress open_strategy other_figures outlook_of
outturn_said own_banner own_differences own_headlines own_headlines_in_short own_other_differences
own_protection own_repairs own_so_far peers permanence_steps place_map places_beside_children
plan_ahead plan_on_a_page price_backtest price_record_said prices_of_homes priorities
priorities_in_front priorities_table priorities_told progress_methods progress_questions
promises_told questions reconciled responsible roles_told savings savings_said say say_agreement
say_apart say_asks say_came_back say_children say_children_together say_completeness say_dates
say_did_it_work say_enough_homes say_first_homes say_fostering say_futures_judged
say_futures_wanting say_gap say_groups say_homes say_homes_by_age say_in_common say_kept say_leads
say_near_home say_need_ahead say_next_years say_no_change say_own_return say_permanence
say_places_beside_children say_progress say_promises say_score say_similar say_so_far say_spread
say_stays say_stays_in_short say_supported say_trust say_two_costs say_unit_costs say_unless_return
say_use say_what_may_come say_who_might_ask say_why_more scenarios schooling_unknown scorecard
seen_in since since_in_short sources spend_bridge spend_forecast spend_said spend_unknown spine
split standing_cards standing_table stays stays_by still_here sufficiency_questions supply_unknown
took_part traceability trend trust two_pictures two_pictures_in_full unit_costs what_changed
what_each_means what_if_futures what_it_takes what_will_change what_words_mean what_you_said
when_to_decide who_might_ask who_we_are with_return years_to_come
"""


def test_the_face_has_every_name_and_no_other() -> None:
    public = {name: each for name, each in vars(briefing).items() if not name.startswith("_")}
    assert {n for n, each in public.items() if not inspect.ismodule(each)} == {*NAMES.split()}


def test_every_name_says_what_it_answers() -> None:
    assert all(inspect.getdoc(getattr(briefing, name)) for name in NAMES.split())
