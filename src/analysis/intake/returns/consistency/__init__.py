"""Whether rows, tables and years of a return agree, once its values are read.

Each rule is a function of one `Look`, which tells what it finds; none changes a record. Rules of
the kind are those of the department's guide, as csc-validator-be-903 0.1.17 has them, so far as a
figure rests on them.
"""

from analysis.catalogue.returns.faults import STOPS, UNDERMINES
from analysis.intake.returns.consistency import children, episodes, health, periods, returns, tables
from analysis.intake.returns.consistency.look import Look
from analysis.intake.returns.fault import Findings
from analysis.intake.returns.records import Records

_RULES = (children, episodes, periods, returns, tables, health)


def check(records: Records, findings: Findings) -> None:
    """Tell everything that does not agree in some records; where the ground is lost on which rules
    stand (a column, a year), tell that they were not looked at.
    """
    look = Look(records, findings)
    episodes.of_another_year(look)
    if any(fault.kind in UNDERMINES and fault.severity == STOPS for fault in findings):
        findings.add("agreement_not_looked_at")
        return
    for rules in _RULES:
        for rule in rules.RULES:
            rule(look)
