"""How wide words are, and how they are broken into lines or cut short."""

TEXT_POINTS = 9.5
POINTS_PER_INCH = 72
LONGEST_ALT = 300


def text_inches(text: str, points: float = TEXT_POINTS, bold: bool = False) -> float:
    """About how wide a text is in DejaVu Sans, the widest font that a browser may take."""
    narrow = sum(letter in "iljtfr.,:;'|!() " for letter in text)
    wide = sum(letter in "mwMW%£" or letter.isupper() for letter in text)
    ems = 0.38 * narrow + 0.77 * wide + 0.64 * (len(text) - narrow - wide)
    return ems * points / POINTS_PER_INCH * (1.12 if bold else 1)


def wrapped(text: str, inches: float, bold: bool = False) -> list[str]:
    """A text in lines no wider than `inches`, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_inches(longer, bold=bold) > inches:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def clipped(alt: str) -> str:
    """Alternative text of at most 300 characters, ended at a whole word."""
    if len(alt) <= LONGEST_ALT:
        return alt
    return alt[: LONGEST_ALT - 4].rsplit(" ", 1)[0].rstrip(",;:") + " ..."
