"""Of which authority each row is: by the folder of its file, by the column LA, or by nothing."""

from functools import cache
from pathlib import PurePosixPath

import numpy as np

from analysis.catalogue.areas import area as area_of
from analysis.catalogue.areas import areas
from analysis.core.errors import UnknownNameError
from analysis.intake.returns.fault import Findings
from analysis.intake.returns.raw import Raw

MOST_NAMED = 5
MOST_TEXTS = 400
"""A column LA with more different texts holds something else; the first are looked up alone."""
_Placed = tuple[Raw, PurePosixPath]


def of_authority(raws: list[_Placed], asked: str, findings: Findings) -> tuple[list[_Placed], str]:
    """The rows of one authority, and its code ("" where nothing says it).

    `asked` is its code or "". Several authorities, by the folders of files or in a column LA, stop
    the reading unless one was asked for. A folder is believed to say the authority of all only
    where it has the three-digit number; two folders with names tell two authorities apart.
    """
    by_row = [_by_row(raw, path, findings) for raw, path in raws]
    told = {code for found in by_row if found is not None for code in found} - {""}
    if len(told) > 1 and not asked:
        named = ", ".join([areas()[code].name for code in sorted(told)][:MOST_NAMED])
        findings.add("two_authorities", count=len(told), found=named)
    chosen = asked or min(told, default="")
    if asked and told and asked not in told:
        findings.add("authority_absent", raws[0][0].file, area=areas()[asked].name)
    kept = [
        (_mine(raw, found, chosen, findings) if found is not None else raw, path)
        for (raw, path), found in zip(raws, by_row, strict=True)
    ]
    whole = [
        (raw, path)
        for (raw, path), (before, _) in zip(kept, raws, strict=True)
        if len(raw) or not len(before)
    ]
    sure = any("LA" in raw.columns or _folder(path)[1] for raw, path in raws)
    return whole, asked or (chosen if len(told) == 1 and sure else "")


def _mine(raw: Raw, found: np.ndarray, chosen: str, findings: Findings) -> Raw:
    """The rows of the chosen authority; others are told."""
    other = (found != chosen) & (found != "")
    if other.any() and chosen:
        column = "LA" if "LA" in raw.columns else ""
        area, lines = areas()[chosen].name, raw.lines[other]
        findings.add("other_authority", raw.file, column, lines=lines, area=area)
    return raw.where(found == chosen)


def _by_row(raw: Raw, path: PurePosixPath, findings: Findings) -> np.ndarray | None:
    """The code of the authority of each row, "" where LA has no authority's name; None where
    nothing says it.
    """
    if "LA" in raw.columns:
        texts, at = raw.texts("LA")
        codes = [_code(text.removesuffix(".0")) for text in texts[:MOST_TEXTS]]
        codes += [""] * (len(texts) - len(codes))
        found = np.array(codes, dtype=object)[at]
        if (wrong := found == "").any():
            lines = raw.lines[wrong]
            findings.add("authority_unknown", raw.file, "LA", lines=lines, children=len(lines))
        return found
    code, _ = _folder(path)
    return np.full(len(raw), code, dtype=object) if code else None


def _folder(path: PurePosixPath) -> tuple[str, bool]:
    """The authority that the nearest folder says, and whether it says it by its number."""
    for folder in path.parents:
        if code := _of_folder(folder.name):
            return code, folder.name.isdigit()
    return "", False


@cache
def _of_folder(name: str) -> str:
    return _code(name)


def _code(text: str) -> str:
    """The code of an authority by its name or number; "" where there is none."""
    try:
        found = area_of(text) if text.strip() else None
    except UnknownNameError:
        return ""
    return found.code if found is not None and found.kind == "authority" else ""
