"""Returns whose tables and years do not agree."""

from broken_returns.case import E25, H24, H25, Case, Change, rows
from broken_returns.episodes import of
from returned import LEAVERS, STAYING, Made, number, uk
from returned import born as born_on

OC2, OC3, UASC = "2025/oc2.csv", "2025/oc3.csv", "2025/uasc.csv"
MISSING, REVIEWS = "2025/missing.csv", "2025/reviews.csv"
WORKERS, ADOPTION = "2025/social_worker.csv", "2025/placed_adoption.csv"


def _without(name: str, *children: int) -> Change:
    """A file without the rows of some children."""

    def change(made: Made) -> None:
        gone = {number(n) for n in children}
        made.rows[name] = [row for row in made.rows[name] if row[0] not in gone]

    return change


def _worker(**values: str) -> Change:
    return lambda m: m.copy(WORKERS, m.line_of(WORKERS, 4), **values)


def _leaver(day: str) -> Change:
    n = LEAVERS[0]
    return rows(of(H25, n, 0, DOB=day), of(OC3, n, 0, DOB=day))


ACROSS = (
    Case(
        "agreement_not_looked_at",
        lambda m: m.drop(E25, "LS"),
        "whether rows, tables and years agree was not looked at",
        stops=True,
    ),
    Case(
        "row_twice",
        lambda m: m.copy(E25, 4),
        "2025/episodes.csv line 53: 1 row is there twice, and counted once",
    ),
    Case("row_twice", lambda m: m.copy(H25, 4), "2025/header.csv line 33: 1 row is there twice"),
    Case(
        "row_twice_differs",
        lambda m: m.copy(E25, 4, PLACE="K2", PLACE_PROVIDER="PR4"),
        "2025/episodes.csv line 53, DECOM: 1 row has the same CHILD and DECOM as another",
    ),
    Case(
        "child_twice_differs",
        lambda m: m.copy(H25, 4, ETHNIC="BAFR"),
        "2025/header.csv line 33: 1 child is there twice with other facts",
    ),
    Case(
        "child_without_header",
        _without(H25, 4),
        "2025/episodes.csv line 10, CHILD: 1 child has episodes and no header",
    ),
    Case(
        "header_mostly_absent",
        _without(H25, *STAYING[4:12]),
        "30% of the children with episodes in 2025 have no header",
        stops=True,
    ),
    Case(
        "header_without_episode",
        _without(E25, 4),
        "2025/header.csv line 6: 1 child has a header and no episode",
    ),
    Case(
        "child_in_other_form",
        lambda m: m.put(H25, m.line_of(H25, 4), "CHILD", "00zq7ch04x"),
        "2025/episodes.csv line 10, CHILD: 1 child has the number of a header but for zeros",
    ),
    Case(
        "child_not_in_care",
        lambda m: m.add(MISSING, CHILD=number(31), MISSING="A", MIS_START="13/08/2024"),
        "2025/missing.csv line 3, CHILD: 1 row is of children without an episode in 2025",
    ),
    Case(
        "half_a_table",
        lambda m: m.rows.update({REVIEWS: m.rows[REVIEWS][:9]}),
        "2025/reviews.csv: it has 8 rows for 2025, and 27 in the year before or after",
    ),
    Case(
        "half_of_episodes",
        _without(E25, *STAYING[:16]),
        "67% of the episodes that went on at the end of 2024 are not in 2025",
        stops=True,
    ),
    Case(
        "birth_differs",
        lambda m: m.put(OC2, 5, "DOB", "19/02/2013"),
        "2025/oc2.csv line 5, DOB: 1 child has another date of birth than in the header",
    ),
    Case(
        "birth_changed",
        of(H24, 4, 0, DOB="19/02/2013"),
        "2025/header.csv line 6, DOB: 1 child has another date of birth than in the return before",
    ),
    Case(
        "sex_differs",
        of(UASC, 1, 0, SEX="M"),
        "2025/uasc.csv line 2, SEX: 1 child has another sex than in the header",
    ),
    Case(
        "sex_changed",
        of(H24, 4, 0, SEX="2"),
        "2025/header.csv line 6, SEX: 1 child has another sex than in the return before",
    ),
    Case(
        "birth_after_year",
        of(H25, 28, 0, DOB="19/04/2025"),
        "2025/header.csv line 27, DOB: 1 child is born after 31 March 2025",
    ),
    Case(
        "birth_too_early",
        of(H25, 4, 0, DOB="19/04/1989"),
        "2025/header.csv line 6, DOB: 1 child is 26 or older on 31 March 2025",
    ),
    Case(
        "status_ended_early",
        of(UASC, 1, 0, DUC="19/02/1989"),
        "2025/uasc.csv line 2, DUC: 1 date is before the child was born",
    ),
    Case(
        "ends_before_start",
        of(MISSING, 3, 0, MIS_END="13/06/2024"),
        "2025/missing.csv line 2, MIS_END: 1 row ends before MIS_START",
    ),
    Case(
        "ends_before_start",
        of(ADOPTION, 23, 0, DATE_PLACED_CEASED="13/06/2024"),
        "2025/placed_adoption.csv line 2, DATE_PLACED_CEASED: 1 row ends before DATE_PLACED",
    ),
    Case(
        "outside_year",
        of(REVIEWS, 4, 0, REVIEW="13/06/2023"),
        "2025/reviews.csv line 6, REVIEW: 1 row is not of 2025: 1 April 2024 to 31 March 2025",
    ),
    Case(
        "outside_year",
        of(MISSING, 3, 0, MIS_START="13/06/2023", MIS_END="14/06/2023"),
        "2025/missing.csv line 2, MIS_START: 1 row is not of 2025",
    ),
    Case(
        "incidents_overlap",
        lambda m: m.copy(MISSING, 2, MIS_START="16/06/2024", MIS_END="19/06/2024"),
        "2025/missing.csv line 3, MIS_START: 1 incident begins before the one before it has ended",
    ),
    Case(
        "workers_overlap",
        _worker(SW_ID="SWZQLEAK", SW_DECOM="17/12/2024"),
        "2025/social_worker.csv line 26, SW_DECOM: 1 social worker begins before the one before",
    ),
    Case(
        "health_row_lacking",
        _without(OC2, 4, 5),
        "there is no row of OC2 for 2 children looked after for twelve months on 31 March 2025",
    ),
    Case(
        "health_row_not_due",
        lambda m: m.add(OC2, CHILD=number(28), DOB=uk(born_on(28)), SDQ_SCORE="11"),
        "2025/oc2.csv line 25: 1 row is of children not looked after for twelve months on 31",
    ),
    Case(
        "score_and_reason",
        lambda m: m.put(OC2, 6, "SDQ_REASON", "SDQ2"),
        "2025/oc2.csv line 6, SDQ_SCORE: 1 child has an SDQ score and a reason for none",
    ),
    Case(
        "score_lacking",
        lambda m: m.put(OC2, 6, "SDQ_SCORE", ""),
        "2025/oc2.csv line 6, SDQ_SCORE: 1 child has neither an SDQ score nor a reason",
    ),
    Case(
        "leaver_age",
        _leaver("19/04/2012"),
        "2025/oc3.csv line 2, DOB: 1 young person is not 17 to 25 in 2025",
    ),
    Case(
        "adoption_without_ad1",
        lambda m: m.rows.update({"2025/ad1.csv": m.rows["2025/ad1.csv"][:1]}),
        "2025/episodes.csv line 49, REC: 1 child was adopted (E11 or E12) in 2025 without a row",
    ),
)
