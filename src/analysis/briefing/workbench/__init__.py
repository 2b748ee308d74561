"""For analysts: figures as a tidy frame, and charts of them in the house style, in a line each.

`from analysis import workbench as wb`; see docs/workbench.md.
"""

# ruff: noqa: F401

from analysis.briefing.workbench.comparing import compare, relate, spread
from analysis.briefing.workbench.over_years import each_over_time, over_time
from analysis.briefing.workbench.tidy import COLUMNS, REGIONS, figures
