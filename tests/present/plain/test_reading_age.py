"""The Flesch-Kincaid grade, against its published worked examples and counts made by hand."""

import pytest

from analysis.core.errors import ShapeError
from reading_age import (
    Counted,
    count,
    grade,
    hardest,
    reading_age,
    sentences,
    syllables,
    words,
)

# Counted by ear from a dictionary's pronunciations, not by the library.
BY_HAND = """
    the 1, said 1, asked 1, wanted 2, needed 2, changed 1, changes 2, places 2, homes 1, moved 1,
    people 2, children 2, family 3, many 2, council 2, every 2, being 2, money 2, story 2, only 2,
    carer 2, advocate 3, adviser 3, social 2, school 1, happy 2, quiet 2, radio 3, area 3, idea 3,
    brothers 2, together 3, listened 2, little 2, able 2, trouble 2, picture 2, language 2, going 2,
    personal 3, health 1, passport 2, apprentice 3, ambassador 4, education 4, information 4,
    question 2, special 2, patient 2, various 3, region 2, opinion 3, million 2, experience 4,
    usual 3, January 4, August 2, Lancashire 3, Bradford 2, Cheshire 2, made 1, give 1, someone 2,
    something 2, safe 1, safely 2, hopeful 2, likes 1, lives 1, buses 2, wishes 2, watches 2,
    prizes 2, played 1, helped 1, started 2, decided 3, agreed 2, piano 3, leaving 2, believe 2,
    friend 1, friends 1, heard 1, their 1, our 1, real 1, really 2, year 1, quarter 2, equal 2,
    build 1, building 2, eye 1, eight 1, twenty-five 3, college 2, review 2, plan 1, promise 2,
    worried 2, tried 1, different 3, several 3, camera 3, business 2, corporate 3, parent 2,
    councillor 3, independent 4, reviewing 3, officer 3, virtual 3, visitor 3, complain 2, rights 1,
    vote 1, variety 4, museum 3, created 3, areas 3, client 2, lion 2, violent 3, period 3, used 1,
    houses 2, voices 2, boxes 2, does 1, shoes 1, usually 4, continue 3, value 2, true 1, fruit 1,
    unique 2, league 1, catalogue 3, twice 1, one 1, whole 1, single 2, bicycle 3, smiles 1,
    responsible 4, vehicle 3, member 2, young 1, didn't 2, can't 1, don't 1, we'll 1, child's 1
"""
LISTED = [(w, int(n)) for w, n in (each.split() for each in BY_HAND.split(","))]

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."


@pytest.mark.parametrize(
    ("counted", "published"),
    [
        # "24 syllables and 13 words": 11.3, in the encyclopaedia's article on the tests.
        (Counted(words=13, sentences=1, syllables=24), 11.3),
        # The lowest grade there is: one word of one syllable in each sentence.
        (Counted(words=10, sentences=10, syllables=10), -3.4),
        # Green Eggs and Ham: 5.7 words a sentence and 1.02 syllables a word, -1.3.
        (Counted(words=5700, sentences=1000, syllables=5814), -1.3),
    ],
)
def test_the_formula_gives_the_published_grades(counted: Counted, published: float) -> None:
    assert round(counted.grade, 1) == published


def test_the_words_of_the_published_example_are_counted() -> None:
    found = count(PLATYPUS)
    assert (found.words, found.sentences) == (13, 1)
    assert 24 <= found.syllables <= 26  # -ian is said as one syllable or as two


def test_a_passage_counted_by_hand() -> None:
    passage = "We met your team.\nYou said the bus was late. So we will pay for a taxi!\n- Ask us"
    # we met your team 4 | you said the bus was late 6 | so we will pay for a ta-xi 8 | ask us 2
    assert count(passage) == Counted(words=4 + 6 + 7 + 2, sentences=4, syllables=4 + 6 + 8 + 2)
    assert grade(passage) == pytest.approx(0.39 * 19 / 4 + 11.8 * 20 / 19 - 15.59)
    assert reading_age(passage) == pytest.approx(grade(passage) + 5)


def test_syllables_are_those_that_are_heard() -> None:
    wrong = [(w, n, syllables(w)) for w, n in LISTED if syllables(w) != n]
    assert len(LISTED) > 150
    assert len(wrong) <= len(LISTED) * 0.02, wrong


def test_syllables_are_not_counted_short_on_the_whole() -> None:
    """Counted short, a text would seem easier than it is, as with the hyphenation alone."""
    assert sum(syllables(w) for w, _ in LISTED) >= sum(n for _, n in LISTED)


@pytest.mark.parametrize(
    ("word", "n"),
    [("2021", 5), ("25", 3), ("7", 2), ("2", 1), ("40", 2), ("NHS", 3), ("NEET", 1), ("PWC", 5)],
)
def test_numbers_and_letters_are_counted_as_read_aloud(word: str, n: int) -> None:
    assert syllables(word) == n


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("We met on 3 May 2021. It rained.", 2),
        ("See the plan, e.g. the last page. Ask us.", 2),
        ("Dr. Strange and Mrs. Moor came at 4.30 today.", 1),
        ("It costs £2.50. That is dear!", 2),
        ("“Really?” she said.", 1),
        ("Will you come? Yes! Good.", 3),
        ("A heading\n- one point\n- another point", 3),
        ("…\n\n---", 0),
        ("J. B. Smith wrote it. We read it.", 2),
    ],
)
def test_sentences(text: str, n: int) -> None:
    assert len(list(sentences(text))) == n


def test_words() -> None:
    assert words("A care-leaver's £300, 2021/22: don't, e.g. 4.5!") == [
        *("A", "care-leaver's", "£300", "2021/22", "don't", "eg", "4.5"),
    ]


def test_longer_words_and_longer_sentences_are_harder() -> None:
    easy = "We will find you a good home. It will be near your school."
    assert grade(easy) < grade(easy.replace(". It", " and it"))
    assert grade(easy) < grade(easy.replace("home", "accommodation"))


def test_the_hardest_sentences_are_listed_for_the_writer() -> None:
    hard = "Multidisciplinary commissioning arrangements necessitate consideration."
    found = hardest(f"We like it. {hard} You can ask us. Accommodation.", most=2)
    assert found[0].text == hard and len(found) == 2
    assert found[0].grade > found[1].grade


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ShapeError, match="without words"):
        grade("... --- !")
