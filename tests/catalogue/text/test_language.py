"""Words to avoid and what to say instead, and figures that are too small for any page."""

import pytest

from analysis.catalogue.text.language import (
    ALLOWED,
    FOR_CHILDREN,
    FOR_MEMBERS,
    ROLES,
    plain_role,
    to_avoid,
)
from analysis.present.plain.plain_language import check, small_numbers, text_of


def found(text: str, **own: str) -> list[str]:
    return [f.word for f in check(text, to_avoid(own), ALLOWED)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He had a new placement.", ["placement"]),
        ("Three Placements ended.", ["Placements"]),
        ("LAC and LACs met.", ["LAC", "LACs"]),
        ("They lack a lac of ink.", []),
        ("Your siblings can visit.", ["siblings"]),
        ("A looked-after child and looked after children.", ["looked-after child", "looked after"]),
        ("Family contact is on Friday.", ["contact"]),
        ("Contact us, or contact the team.", []),
        ("Take a coat in case it rains.", []),
        ("Your case is closed.", ["case"]),
        ("The staircase and the showcase.", []),
        ("Respite care helps.", ["Respite care"]),
        ("He absconded.", ["absconded"]),
        ("Leaving care is hard; a leaving-care team helps.", ["Leaving care", "leaving-care"]),
        ("Care leavers leave home.", []),
        ("Challenging behaviours were seen.", ["Challenging behaviours"]),
        ("You are not in education or work.", []),
        ("He is NEET. How neat!", ["NEET"]),
        ("We read “The Placement Plan” together.", []),
        ('He said "my placement is good" and smiled.', []),
        ("The Placement Team wrote to us.", ["Placement"]),
        ("The policies of providers.", ["providers"]),
    ],
)
def test_words_to_avoid(text: str, words: list[str]) -> None:
    got = found(text)
    assert len(got) == len(words)
    assert all(g.startswith(w) for g, w in zip(got, words, strict=True))


def test_what_is_found_says_what_to_say_and_where() -> None:
    (one,) = check("We met. Your placement is near. Bye.", FOR_CHILDREN)
    assert (one.word, one.say, one.sentence) == ("placement", "home", "Your placement is near.")
    assert str(one) == "'placement' in 'Your placement is near.': say home."


def test_the_longest_phrase_is_found_and_not_the_words_in_it() -> None:
    assert found("A placement breakdown.") == ["placement breakdown"]


def test_a_council_adds_words_of_its_own_and_keeps_those_it_uses() -> None:
    assert found("We help the kids.", kids="children and young people") == ["kids"]
    assert found("We help the kids.") == []
    assert "corporate parent" in to_avoid({})
    assert "looked after child" not in to_avoid({}, "looked after children")
    assert to_avoid({"placement": "place to live"})["placement"] == "place to live"


def test_the_members_list_is_lighter_and_within_the_childrens() -> None:
    assert set(FOR_MEMBERS) < set(FOR_CHILDREN)
    lighter = to_avoid({}, children=False)
    assert [f.word for f in check("LAC in placement with siblings", lighter)] == ["LAC", "siblings"]


@pytest.mark.parametrize("word", FOR_CHILDREN)
def test_every_entry_is_found_and_what_to_say_is_no_worse(word: str) -> None:
    assert [f.word for f in check(f"It is {word} here.", FOR_CHILDREN)] == [word]
    assert found(FOR_CHILDREN[word]) == []


@pytest.mark.parametrize("text", ALLOWED)
def test_every_allowed_phrase_would_be_found_otherwise(text: str) -> None:
    assert check(text, FOR_CHILDREN) != []
    assert check(text, FOR_CHILDREN, ALLOWED) == []


@pytest.mark.parametrize("plain", [plain for _, plain in ROLES])
def test_plain_roles_are_plain(plain: str) -> None:
    assert found(f"It is {plain}.") == []


@pytest.mark.parametrize(
    ("role", "plain"),
    [
        ("Head of Fostering", "the head of our fostering team"),
        ("Virtual School Headteacher", "the head of our virtual school"),
        ("Strategic Director of Children's Services", "the person in charge of all our work"),
        ("Director of Public Health", "the person who leads on your health"),
        ("Lead Member for Children", "the councillor who leads on children"),
        ("Head of Youth Work", "our head of Youth Work"),
        ("Head of Family Wellbeing", "a manager at the council"),
    ],
)
def test_roles_in_plain_words(role: str, plain: str) -> None:
    assert plain_role(role).startswith(plain)


@pytest.mark.parametrize(
    "text",
    [
        *("On 3 May 2021 and the 4th June.", "From 2021/22 to 2022-23.", "At 4.30 pm, or 5pm."),
        *("You are 4 years old.", "A child aged 5.", "Until you are 5.", "Ages 9 to 11."),
        *("More than 4 in 5 like it.", "Priority 2 and Objective 3.", "Key stage 2 and year 5."),
        *("Call 0800 1111 or 999.", "We met 12 people.", "6 of us.", "It cost £1,250 in 2025."),
        *("Each one of you. No one left.", "In two weeks.", "103 homes"),
    ],
)
def test_dates_ages_shares_and_priorities_are_not_small_numbers(text: str) -> None:
    assert small_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We helped 3 of you.", "3"),
        ("Only 0 moved.", "0"),
        ("There are 5.", "5"),
        ("A score of 4.5 points.", "4.5"),
        ("Two children moved.", "Two children"),
        ("For three care leavers it worked.", "three care leavers"),
        ("It went from 12 to 2, as you see.", "2"),
        ("3 out of 60 children", "3"),
        ("One young person is an apprentice.", "One young person"),
    ],
)
def test_small_numbers_are_found(text: str, word: str) -> None:
    assert [f.word for f in small_numbers(text)] == [word]


def test_the_text_of_a_page_is_what_is_read_and_heard() -> None:
    page = (
        "<head><title>No</title></head><body><nav>LAC</nav><main><h1>A <em>good</em> day</h1>"
        '<p>One.</p><ul><li>Two</li><li>Three <q>my placement</q></li></ul><svg aria-label="no">'
        '<text>x</text></svg><img alt="A house"><div aria-label="Note">Four<br>five</div>'
        "<script>no</script></main><!-- no --></body>"
    )
    lines = text_of(page).splitlines()
    assert lines == [
        *("A good day", "One.", "Two", "Three “my placement”", "Four", "five", "A house", "Note"),
    ]
    assert text_of("<p>Only <b>this</b></p>") == "Only this"
