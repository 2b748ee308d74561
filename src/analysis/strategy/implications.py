"""'Corporate parenting implications': a section that any committee report can take in.

One council's committee asked for such a heading on every report and policy. The text states what
holds for the whole council; what is in square brackets is for the report's author to fill in. Words
of the strategy file are text there, whatever they look like.
"""

import re
from collections.abc import Mapping

from analysis.strategy.schema import Strategy

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

# What Markdown, its dialects and HTML take for markup; a colon or dot that would make a link; and
# what begins a list, a heading or a table where it stands first.
_MARKUP = re.compile(r"[&<>`*_\[\]{}\\|~#$^]|:(?=\S)|(?<=\bwww)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(?:[-+=]|\d+[.)])")


def as_text(words: str) -> str:
    """Words as Markdown that shows them as they are, on one line, in any dialect.

    Numeric character references, since by CommonMark (0.31, 6.2) they never stand for structure;
    a backslash would be an escape to one dialect and the start of a formula to another.
    """
    plain = " ".join(words.split())
    escaped = _MARKUP.sub(_reference, plain)
    return _FIRST.sub(lambda found: found[0][:-1] + _coded(found[0][-1]), escaped)


def _reference(found: re.Match[str]) -> str:
    return _NAMED.get(found[0], _coded(found[0]))


def _coded(character: str) -> str:
    return f"&#{ord(character)};"


_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def implications(
    name: str, facts: Mapping[str, str], strategy: Strategy | None = None, quarter: str = ""
) -> str:
    """The section as Markdown, with what it is given as text (see `as_text`).

    `name` is the council's; `facts` are figures in words by what they count, such as 'children in
    care on 31 March 2025': '1,510'; `quarter` the quarter that the progress report is of.
    """
    return "\n\n".join(
        [
            f"## {HEADING}",
            _who(name, facts),
            "Every councillor and officer of the council is a corporate parent (Children and "
            "Social Work Act 2017, section 1). In whatever it does that affects children in care "
            "or care leavers, the council must have regard to the need to:",
            "\n".join(f"- {principle};" for principle in PRINCIPLES[:-1])
            + f"\n- {PRINCIPLES[-1]}.",
            *_priorities(strategy, quarter),
            "\n".join(
                [
                    "1. **Whom does it touch?** [Children in care, care leavers, foster carers or "
                    "none of them; how many, but never fewer than six.]",
                    "2. **What does it change for them?** [Homes, school, health, money, contact "
                    "with their family, moving on. For the better or the worse, and how we would "
                    "know.]",
                    "3. **What do they say?** [When and how children and young people were asked, "
                    "what they said, and what was changed because of it.]",
                    "4. **Which priority does it serve or hinder?** [Name it from the list above.]",
                    "5. **Would this be good enough for our own child?** [Yes, or what it would "
                    "take.]",
                ]
            ),
        ]
    )


def _who(name: str, facts: Mapping[str, str]) -> str:
    council = as_text(name)
    parent = f"{council} is the corporate parent of every child in its care and of its care leavers"
    told = "; ".join(as_text(f"{figure} {what}") for what, figure in facts.items())
    return f"{parent}: {told}." if told else f"{parent}."


def _priorities(strategy: Strategy | None, quarter: str) -> list[str]:
    if strategy is None:
        return []
    listed = "\n".join(
        "- " + as_text(f"{p.number + ': ' if p.number else ''}{p.title}")
        for p in strategy.priorities
    )
    until = f"{strategy.starts:%B %Y} to {strategy.ends:%B %Y}"
    progress = f" Progress is told in the report of {as_text(quarter)}." if quarter else ""
    named = as_text(strategy.name)
    return [f"These are the priorities of the {named} ({until}).{progress}", listed]
