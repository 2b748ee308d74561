"""A page of the documentation whose examples are followed: its blocks of code and its commands."""

import re
import shlex


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code in a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[list[str]]:
    """The commands of `care-analysis` in it, each as the words after that name."""
    lines = [shlex.split(line) for block in blocks(page, "sh") for line in block.splitlines()]
    assert lines and all(words[0] == "care-analysis" for words in lines)
    return [words[1:] for words in lines]
