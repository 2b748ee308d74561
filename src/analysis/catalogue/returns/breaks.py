"""Where the codes of the return changed, so that a series made from it changed its meaning.

Each is drawn as a break, and nothing is tested across it. The days and years are those of the
department's guides, as csc-validator-be-903 0.1.17 and liia-tools-pipeline have them.
"""

from dataclasses import dataclass
from datetime import date

from analysis.catalogue.indicator import Break

_NEETS = "care_leavers_17_18", "care_leavers_19_21"


@dataclass(frozen=True, kw_only=True)
class CodeBreak:
    """A change of the codes of a column: `since` which collection year, and when in it.

    `touches` are the measures of the counts, as 'measure/dimension' where one breakdown is
    touched and the total is not.
    """

    id: str
    column: str
    since: int
    on: date
    why: str
    touches: tuple[str, ...]

    @property
    def drawn(self) -> Break:
        """The same as charts draw it."""
        return Break(self.on, self.why)


BREAKS: tuple[CodeBreak, ...] = (
    CodeBreak(
        id="special_guardianship",
        column="REC",
        since=2019,
        on=date(2018, 4, 1),
        why="From 2018/19 special guardians are told apart by whether they are relatives "
        "(E45 to E48 in place of E43 and E44).",
        touches=("special_guardianship/carer",),
    ),
    CodeBreak(
        id="custody_as_reason",
        column="REASON_PLACE_CHANGE",
        since=2019,
        on=date(2018, 4, 1),
        why="From 2018/19 custody is a reason of its own for a change of home.",
        touches=("placement_changes/reason",),
    ),
    CodeBreak(
        id="apprenticeships",
        column="ACTIV",
        since=2022,
        on=date(2021, 4, 1),
        why="From 2021/22 apprenticeships are told apart from other training and work (F4, P4, F5 "
        "and P5 in place of F3 and P3).",
        touches=tuple(f"{measure}/activity" for measure in _NEETS),
    ),
    CodeBreak(
        id="supported_accommodation",
        column="PLACE",
        since=2024,
        on=date(2023, 10, 28),
        why="Supported accommodation had to be registered from 28 October 2023 (K3 in place of H5 "
        "and P2); homes that were not registered are counted as other.",
        touches=("cla_31_march/placement",),
    ),
    CodeBreak(
        id="semi_independent_leavers",
        column="ACCOM",
        since=2024,
        on=date(2023, 10, 28),
        why="From 2023/24 semi-independent accommodation of care leavers is registered supported "
        "accommodation alone (code D).",
        touches=tuple(f"care_leavers_accommodation_{ages}" for ages in ("17_18", "19_21")),
    ),
    CodeBreak(
        id="sex",
        column="SEX",
        since=2025,
        on=date(2024, 4, 1),
        why="From 2024/25 sex is male, female or unknown (M, F and U in place of 1 and 2).",
        touches=("cla_31_march/sex", "cla_started/sex", "cla_ceased/sex"),
    ),
    CodeBreak(
        id="other_placements",
        column="PLACE",
        since=2026,
        on=date(2025, 4, 1),
        why="From 2025/26 other placements are told apart by kind (Z11 to Z14 in place of Z1).",
        touches=("cla_31_march/placement",),
    ),
)
