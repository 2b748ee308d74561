"""What can be wrong across tables and years: children, dates of birth, halves of tables."""

from analysis.catalogue.returns import measures as touched
from analysis.catalogue.returns.faults.kind import NOTE, STOPS, Kind

_CHECK = "correct them in the system of the return"

ACROSS = (
    Kind(
        "agreement_not_looked_at",
        "whether rows, tables and years agree was not looked at",
        "mend what stops the reading first, and read again",
        NOTE,
        (),
    ),
    Kind(
        "row_twice",
        "{count:row is|rows are} there twice, and counted once",
        "remove them",
        NOTE,
        (),
    ),
    Kind(
        "row_twice_differs",
        "{count:row has|rows have} the same {key} as another and differ otherwise; the last counts",
        _CHECK,
    ),
    Kind(
        "child_twice_differs",
        "{count:child is|children are} there twice with other facts; the last row counts",
        "keep one row for each child",
        touches=touched.BY_CHILD,
    ),
    Kind(
        "child_without_header",
        "{count:child has|children have} episodes and no header: in totals, 'not known' otherwise",
        "give the header of every child",
        touches=touched.BY_CHILD,
    ),
    Kind(
        "header_mostly_absent",
        "{share} of the children with episodes in {year} have no header",
        "export the header again: it is of another year, or half of it",
        STOPS,
    ),
    Kind(
        "header_without_episode",
        "{count:child has|children have} a header and no episode or care leaver's row",
        "nothing need be done, if it has none",
        NOTE,
        touched.IN_CARE,
    ),
    Kind(
        "child_in_other_form",
        "{count:child has|children have} the number of a header but for zeros in front or for "
        "capitals, as Excel leaves it; taken for others",
        "export the tables again, and do not open them in Excel before they are read",
        touches=touched.BY_CHILD,
    ),
    Kind(
        "child_not_in_care",
        "{count:row is|rows are} of children without an episode in {year}",
        "check the year of the file",
    ),
    Kind(
        "half_a_table",
        "it has {count} rows for {year}, and {expected} in the year before or after",
        "export it again, if it was cut off",
    ),
    Kind(
        "half_of_episodes",
        "{share} of the episodes that went on at the end of {before} are not in {year}",
        "export the episodes again: half of them seems to be lacking",
        STOPS,
    ),
    Kind(
        "birth_differs",
        "{count:child has|children have} another date of birth than in the header",
        _CHECK,
        touches=touched.BY_AGE,
    ),
    Kind(
        "birth_changed",
        "{count:child has|children have} another date of birth than in the return before",
        "nothing need be done, if it was corrected; the later one counts",
        touches=touched.BY_AGE,
    ),
    Kind(
        "sex_changed",
        "{count:child has|children have} another sex than in the return before",
        "nothing need be done, if it was corrected; the later one counts",
        NOTE,
        touched.BY_SEX,
    ),
    Kind(
        "sex_differs",
        "{count:child has|children have} another sex than in the header",
        _CHECK,
        touches=touched.BY_SEX,
    ),
    Kind(
        "birth_after_year",
        "{count:child is|children are} born after {last}, the last day of the return",
        _CHECK,
        touches=touched.BY_AGE,
    ),
    Kind(
        "birth_too_early",
        "{count:child is|children are} 26 or older on {last}",
        _CHECK,
        touches=touched.BY_AGE,
    ),
    Kind(
        "status_ended_early",
        "{count:date is|dates are} before the child was born",
        "leave it blank while the child is an unaccompanied asylum-seeking child",
        touches=touched.BY_UASC,
    ),
    Kind(
        "ends_before_start",
        "{count:row ends|rows end} before {column_of_start}",
        _CHECK,
    ),
    Kind(
        "outside_year",
        "{count:row is|rows are} not of {year}: {first} to {last}",
        "check the year of the file",
    ),
    Kind(
        "incidents_overlap",
        "{count:incident begins|incidents begin} before the one before it has ended",
        _CHECK,
    ),
    Kind(
        "workers_overlap",
        "{count:social worker begins|social workers begin} before the one before has ended",
        _CHECK,
    ),
    Kind(
        "health_row_lacking",
        "there is no row of OC2 for {count:child|children} looked after for twelve months on "
        "{last}",
        "give the row; counted as without assessment",
    ),
    Kind(
        "health_row_not_due",
        "{count:row is|rows are} of children not looked after for twelve months on {last}, and "
        "left out of figures",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "score_and_reason",
        "{count:child has|children have} an SDQ score and a reason for none",
        _CHECK,
        NOTE,
        touched.SDQ,
    ),
    Kind(
        "score_lacking",
        "{count:child has|children have} neither an SDQ score nor a reason, aged 4 to 16",
        _CHECK,
        touches=touched.SDQ,
    ),
    Kind(
        "leaver_age",
        "{count:young person is|young people are} not 17 to 25 in {year}, and left out of figures",
        "correct the date of birth",
    ),
    Kind(
        "adoption_without_ad1",
        "{count:child was|children were} adopted (E11 or E12) in {year} without a row of AD1",
        "give the row",
        touches=touched.ADOPTION,
    ),
)
