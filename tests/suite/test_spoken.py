"""What is long, repeated, odd or finer than beside it in a front page's sentences is found."""

import reading
import spoken

TIMES = f"said more than {spoken.MOST_TIMES} times"
LONG = f"over {spoken.MOST_WORDS} words"
FINER = "more decimals than what it is beside"
EQUAL = "a range with equal ends"


def found(*parts: str, own: tuple[str, ...] = ()) -> spoken.Faults:
    return spoken.faults(reading.soup(f"<main>{''.join(parts)}</main>"), own)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_sentence_of_25_words_is_read_and_one_of_26_is_too_long() -> None:
    words = " ".join(f"word{chr(97 + n)}" for n in range(25))
    assert found(paragraphs(f"{words.removesuffix(' wordy')} 1,366.")) == {}
    (long,) = found(f"<ul><li>Short. {words.capitalize()} £1.5.</li></ul>")[LONG]
    assert spoken.words(long) == 26


def test_each_item_heading_and_caption_is_a_sentence_and_tables_and_links_beside_are_not() -> None:
    page = (
        "<nav><p>Contents</p></nav><h2>Homes</h2><ul><li>One. Two.</li><li><p>Three</p></li></ul>"
        "<figure><figcaption><h3>More of 9.5%</h3></figcaption><img alt='Four'/>"
        "<p class='source'>Source: five.</p></figure><table><tr><td><p>Six</p></td></tr></table>"
    )
    assert spoken.sentences(reading.soup(f"<main>{page}</main><footer><p>Seven</p></footer>")) == [
        "Homes",
        "One.",
        "Two.",
        "Three",
        "More of 9.5%",
    ]


def test_a_clause_may_stand_twice_and_the_third_is_found_whatever_its_figures_and_names() -> None:
    clause = "{} children, which is a rise beyond what chance explains in {}."
    twice = [clause.format(91, "Kent"), clause.format(1_204, "Rutland")]
    assert found(paragraphs(*twice)) == {}
    wrong = found(paragraphs(*twice, clause.format("9.6%", "Isles of Scilly")))[TIMES]
    assert wrong == ["3 times: children which is a rise beyond what chance explains in"]


def test_names_and_figures_alone_make_no_clause() -> None:
    line = "Children who live with foster carers: 64% of Kent, from 1 March 2020 to 2 May 2021."
    assert found(paragraphs(*[line] * 4)) == {}


def test_a_council_keeps_its_own_words() -> None:
    ours = f"We promise {'and promise ' * 14}you."
    assert found(paragraphs(*[f"Heard: {ours}"] * 3)).keys() == {LONG, TIMES}
    strategy = {"promises": [{"words": ours, "order": 1}]}
    assert found(paragraphs(*[f"Heard: {ours}"] * 3), own=tuple(spoken.written(strategy))) == {}


def test_a_range_from_a_figure_to_itself_is_odd() -> None:
    for odd in ("0% to 0%", "5 to 5", "5 places to 5 places", "£1.5 million to £1.5 million"):
        assert EQUAL in found(paragraphs(f"It is {odd} here.")), odd
    for right in ("0% to 0.4%", "5 to 55", "15 to 5", "1.5 to 5", "0% to 100%"):
        assert found(paragraphs(f"It is {right} here.")) == {}, right


def test_a_figure_has_no_more_decimals_than_what_it_is_beside() -> None:
    assert FINER in found(paragraphs("12.2% here, beside 17% in England."))
    assert FINER in found(paragraphs("£1.25 million, beside £1.1 million."))
    assert found(paragraphs("12.2% (95% interval 7.0% to 20.6%) here, 84 of 689.")) == {}
    assert found(paragraphs("93% here, 93.5% in similar authorities.")) == {}


def test_a_card_s_figure_is_beside_its_comparators_and_these_are_not_beside_each_other() -> None:
    card = "<div class='card'><p class='figure'>{}</p><p class='comparator'>{}</p></div>"
    beside = "Similar authorities: 93.5% (median); England: 90%."
    assert found(card.format("93%", beside)) == {}
    assert FINER in found(card.format("93.1%", beside))
