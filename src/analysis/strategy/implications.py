"""'Corporate parenting implications': a section that any committee report can take in.

One council's committee asked for such a heading on every report and policy. The text states what
holds for the whole council; what is in square brackets is for the report's author to fill in. Words
of the strategy file are text there, whatever they look like.
"""

import re
from collections.abc import Mapping

from analysis.catalogue.text import law
from analysis.strategy.schema.whole import Strategy

HEADING = "Corporate parenting implications"
COUNTED = ("cla_number", "care_leavers_17_18_number", "care_leavers_19_21_number")
"""The published indicators that say of how many the council is a parent."""
PRINCIPLES = (
    "act in the best interests of children in care and care leavers, and promote their health",
    "encourage them to say what they think, want and feel, and take it into account",
    "help them to have, and make the best use of, the services of the council and its partners",
    "have high aspirations for them and try to secure the best outcomes",
    "keep them safe, and their homes, relationships, education and work stable",
    "prepare them for adulthood and independent living",
)
TO_FILL_IN = """\
1. **Whom does it touch?** [Children in care, care leavers, foster carers or none of them; \
how many, but never fewer than six.]
2. **What does it change for them?** [Homes, school, health, money, contact with their family, \
moving on. For the better or the worse, and how we would know.]
3. **What do they say?** [When and how children and young people were asked, what they said, \
and what was changed because of it.]
4. **Which priority does it serve or hinder?** [Name it from the list above.]
5. **Would this be good enough for our own child?** [Yes, or what it would take.]"""

# What Markdown, its dialects and HTML take for markup; a colon or dot that would make a link; and
# what begins a list, a heading or a table where it stands first.
_MARKUP = re.compile(r"[&<>`*_\[\]{}\\|~#$^]|:(?=\S)|(?<=\bwww)\.", re.IGNORECASE)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_FIRST = re.compile(r"^(?:[-+=]|\d+[.)])")


def as_text(words: str) -> str:
    """Words as Markdown that shows them as they are, on one line, in any dialect.

    Numeric character references, since by CommonMark (0.31, 6.2) they never stand for structure;
    a backslash would be an escape to one dialect and the start of a formula to another.
    """
    plain = " ".join(words.split())
    escaped = _MARKUP.sub(lambda found: _NAMED.get(found[0], _coded(found[0])), plain)
    return _FIRST.sub(lambda found: found[0][:-1] + _coded(found[0][-1]), escaped)


def _coded(character: str) -> str:
    return f"&#{ord(character)};"


def implications(
    name: str, facts: Mapping[str, str], strategy: Strategy | None = None, quarter: str = ""
) -> str:
    """The section as Markdown, with what it is given as text (see `as_text`).

    `name` is the council's; `facts` are figures in words by what they count, such as 'children in
    care on 31 March 2025': '1,510'; `quarter` the quarter that the progress report is of.
    """
    told = "; ".join(as_text(f"{figure} {what}") for what, figure in facts.items())
    parent = "the corporate parent of every child in its care and of its care leavers"
    paragraphs = [
        f"## {HEADING}",
        f"{as_text(name)} is {parent}{': ' * bool(told)}{told}.",
        f"{law.said('principles')} In whatever it does that affects children in care or care "
        "leavers, the council must have regard to the need to:",
        ";\n".join(f"- {principle}" for principle in PRINCIPLES) + ".",
        *(_priorities(strategy, quarter) if strategy else ()),
        TO_FILL_IN,
    ]
    return "\n\n".join(paragraphs)


def _priorities(strategy: Strategy, quarter: str) -> tuple[str, str]:
    until = f"{strategy.starts:%B %Y} to {strategy.ends:%B %Y}"
    progress = f" Progress is told in the report of {as_text(quarter)}." if quarter else ""
    listed = [f"{p.number}: {p.title}" if p.number else p.title for p in strategy.priorities]
    return (
        f"These are the priorities of the {as_text(strategy.name)} ({until}).{progress}",
        "\n".join("- " + as_text(each) for each in listed),
    )
