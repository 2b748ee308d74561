"""Shares by group: a dot with its interval for each that is told, a name for each that is not."""

from math import nan

from analysis.core.shapes import OK, SUPPRESSED
from analysis.present.charts.comparison import share_rows
from analysis.present.words.returns.stays import Told


def told(label: str, value: float) -> Told:
    status = OK if value == value else SUPPRESSED
    limits = {"lower": value - 3, "upper": value + 4}
    return Told(label=label, months=12, value=value, size=nan, status=status, **limits)


ALL = told("All", 9)
GROUPS = [told("Went home", 16), told("Special guardianship", nan)]


def chart(groups, whole=ALL):
    return share_rows.share_rows(
        "came-back",
        groups,
        whole,
        headline="Who came back",
        subtitle="Within a year",
        table={"Children": [g.label for g in groups], "Back": [g.spoken for g in groups]},
        source="A made-up return",
    )


def test_only_what_is_told_has_a_dot_and_an_interval() -> None:
    axes = share_rows.plot(GROUPS, ALL).figure().axes[0]
    dots = [each for each in axes.get_lines() if each.get_gid() == "mark-own"]
    bars = [each for each in axes.get_lines() if each.get_gid() == "interval"]
    assert [list(each.get_xdata()) for each in dots] == [[16]]
    assert [list(each.get_xdata()) for each in bars] == [[13, 20]]
    assert {"Special guardianship", "too few to say"} <= {each.get_text() for each in axes.texts}


def test_the_share_of_all_is_a_line_where_it_is_told() -> None:
    words = {each.get_text() for each in share_rows.plot(GROUPS, ALL).figure().axes[0].texts}
    assert "all 9%" in words
    without = share_rows.plot(GROUPS, told("All", nan)).figure().axes[0]
    assert not [each for each in without.get_lines() if each.get_gid() == "reference"]


def test_the_words_and_the_table_have_the_numbers() -> None:
    found = chart(GROUPS)
    assert found.alt == "Dots with 95% intervals: Went home 16%. Line: all together 9%."
    assert list(found.table["Back"]) == ["16% (13 to 20)", "too few to say"]
    assert "too few children to tell" in found.note


def test_without_any_figure_there_is_no_picture() -> None:
    assert chart(GROUPS[1:]).svg is None
