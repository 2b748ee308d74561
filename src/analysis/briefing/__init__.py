"""What a notebook asks about one authority: open its figures, then show and say.

It joins the rooms for the notebooks: the store has the rows, measure tests them, present shows
them. Every function takes the opened figures and an indicator's name.
"""

from analysis.briefing.background import (
    accessibility,
    data_quality,
    definitions,
    glossary,
    methods,
    sources,
)
from analysis.briefing.charts import dots, funnel, peers, spine, split, trend
from analysis.briefing.cost import (
    break_even_said,
    bridge_said,
    cost_traps,
    external_shift_said,
    price_backtest,
    price_record_said,
    savings,
    savings_said,
    spend_bridge,
    spend_forecast,
    spend_said,
    spend_unknown,
)
from analysis.briefing.demand import (
    archived,
    children,
    children_by,
    did_it_work,
    say_children,
    say_did_it_work,
    say_trust,
    trust,
)
from analysis.briefing.demand import leavers as leavers_ahead
from analysis.briefing.evidence import gap, levers, priorities, say
from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.outlook import Outlook, open_outlook
from analysis.briefing.place import place_map
from analysis.briefing.plan import actions, decisions, plan_on_a_page
from analysis.briefing.plan import questions as sufficiency_questions
from analysis.briefing.provision import inside_outside, mix
from analysis.briefing.scenarios import assumptions, scenarios, what_each_means
from analysis.briefing.shortfall import (
    gap_by_year,
    gap_summary,
    market_position,
    need_and_places,
    say_gap,
)
from analysis.briefing.summary import due, five_things, how_chosen, questions
from analysis.briefing.supply import (
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
from analysis.briefing.tables import (
    groups,
    model_table,
    neighbours_table,
    not_published,
    not_shown,
    responsible,
    scorecard,
)

__all__ = [
    "Figures",
    "Outlook",
    "accessibility",
    "across_the_boundary",
    "actions",
    "archived",
    "assumptions",
    "break_even_said",
    "bridge_said",
    "children",
    "children_by",
    "cost_traps",
    "data_quality",
    "decisions",
    "definitions",
    "did_it_work",
    "dots",
    "due",
    "external_shift_said",
    "five_things",
    "foster_places",
    "funnel",
    "gap",
    "gap_by_year",
    "gap_summary",
    "glossary",
    "groups",
    "homes_by_sector",
    "homes_over_time",
    "how_chosen",
    "inside_outside",
    "leavers_ahead",
    "levers",
    "market_position",
    "methods",
    "mix",
    "model_table",
    "need_and_places",
    "neighbours_table",
    "not_published",
    "not_shown",
    "open_figures",
    "open_outlook",
    "peers",
    "place_map",
    "plan_on_a_page",
    "price_backtest",
    "price_record_said",
    "priorities",
    "questions",
    "responsible",
    "savings",
    "savings_said",
    "say",
    "say_children",
    "say_did_it_work",
    "say_fostering",
    "say_gap",
    "say_homes",
    "say_supported",
    "say_trust",
    "say_use",
    "scenarios",
    "scorecard",
    "sources",
    "spend_bridge",
    "spend_forecast",
    "spend_said",
    "spend_unknown",
    "spine",
    "split",
    "sufficiency_questions",
    "supply_unknown",
    "trend",
    "trust",
    "what_each_means",
]
