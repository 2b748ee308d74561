"""Files that are spoilt at random: reading ends in order, and says nothing that tells a child."""

import random
from pathlib import Path

import pytest

from analysis.core.errors import CareAnalysisError
from analysis.intake.returns.reading import ReadingFailedError
from returned import Made, everything_said, made, secrets, told

SECRETS = sorted(secrets())
SPOILT_PER_TEST = 3
TOKENS = [
    "",
    '"',
    ",",
    "\n",
    "\0",
    "\x1a",
    "31/02/2011",
    "1.23E+11",
    "#REF!",
    "é",
    "\ufeff",
    ";",
    "9",
]


def spoilt(content: bytes, by: random.Random) -> bytes:
    """A file in which something is cut, swapped, doubled or put in."""
    text = content.decode()
    lines = text.split("\n")
    at = by.randrange(len(text)) if text else 0
    way = by.randrange(6)
    if way == 0:
        return text[:at].encode()
    if way == 1:
        return (text[:at] + by.choice(TOKENS) + text[at + by.randrange(3) :]).encode()
    if way == 2:
        return "\n".join([*lines, *by.sample(lines, min(len(lines), 5))]).encode()
    if way == 3:
        cut = by.randrange(1, 5)
        return "\n".join(",".join(line.split(",")[cut:]) for line in lines).encode()
    if way == 4:
        return "\n".join(
            ",".join(by.sample(c := line.split(","), len(c))) for line in lines
        ).encode()
    return content[: at // 2] + bytes(by.randrange(256) for _ in range(9)) + content[at // 2 :]


def files_of(seed: int) -> Made:
    by = random.Random(seed)
    files = made()
    for name in by.sample(sorted(files.rows), SPOILT_PER_TEST):
        files.raw[name] = spoilt(files.text(name).encode(), by)
    return files


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_spoilt_is_told_and_nobody_named(seed: int, tmp_path: Path):
    records, faults, error = told(files_of(seed).write(tmp_path))
    assert not isinstance(error, ReadingFailedError), error
    assert isinstance(error, CareAnalysisError | None)
    assert faults
    said = everything_said(records, faults, error)
    assert [secret for secret in SECRETS if secret in said] == []
