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
from analysis.briefing.evidence import gap, levers, priorities, say
from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.summary import due, five_things, how_chosen, questions
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
    "accessibility",
    "data_quality",
    "definitions",
    "dots",
    "due",
    "five_things",
    "funnel",
    "gap",
    "glossary",
    "groups",
    "how_chosen",
    "levers",
    "methods",
    "model_table",
    "neighbours_table",
    "not_published",
    "not_shown",
    "open_figures",
    "peers",
    "priorities",
    "questions",
    "responsible",
    "say",
    "scorecard",
    "sources",
    "spine",
    "split",
    "trend",
]
