"""Returns of a made-up authority, as text: two years of 34 children, none of whom exists.

Everything that could tell a child is unmistakable, so that a test can look for it in what is said.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from analysis.core.errors import CareAnalysisError
from analysis.intake.returns.fault import Fault, ReturnError
from analysis.intake.returns.reading import read
from analysis.intake.returns.records import Records

YEARS = (2024, 2025)
STAYING, LEFT, NEW, LEAVERS = range(24), range(24, 27), range(27, 30), range(30, 34)
TODAY = date(2026, 1, 5)
HEADS = {
    "header": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
    "episodes": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    "HOME_POST,PL_POST,URN",
    "uasc": "CHILD,SEX,DOB,DUC",
    "reviews": "CHILD,DOB,REVIEW,REVIEW_CODE",
    "oc2": "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
    "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    "oc3": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
    "placed_adoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
    "prev_perm": "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
    "missing": "CHILD,DOB,MISSING,MIS_START,MIS_END",
    "social_worker": "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
    "dolo": "CHILD,DOB,DOLO_START,DOLO_END",
}
Rows = list[list[str]]


def number(n: int) -> str:
    """The number of a child, which stands nowhere else."""
    return f"ZQ7CH{n:02d}X"


def born(n: int) -> date:
    if n in LEAVERS:
        return date(2004 + n % 3, 3 + n % 9, 13 + n % 15)
    return date(2009 + n % 10, 1 + (n * 5) % 12, 1 + (n * 7) % 28)


def uk(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


def _sex(n: int, year: int) -> str:
    return ("MF" if year > 2024 else "12")[n % 2]


def _episodes(n: int, year: int) -> Rows:
    """The episodes of a child in a year's return."""
    ended = date(2024, 3, n - 10) if n in LEFT else date(2025, 3, 25) if n == 23 else None
    days = [date(2022, 1 + n % 12, 1 + n)] if n in STAYING else []
    days += [date(2023, 4 + n % 8, 2 + n), date(2024, 5 + n % 7, 3 + n)] if n in STAYING else []
    days += [date(2023, 6, n - 10)] if n in LEFT else []
    days += [date(2025, 3, n - 10)] if n in NEW else []
    reason = {23: "E12", 25: "E11"}.get(n, "E4A")
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    rows = []
    for place, (day, until) in enumerate(zip(days, [*days[1:], ended], strict=True)):
        if day > last or (until is not None and until < first):
            continue
        over = until if until is not None and until <= last else None
        moved = over is not None and place + 1 < len(days)
        why = "X1" if moved else reason if over else ""
        named = [number(n), uk(day), "P" if place else "S", "C2", "N1", f"U{1 + n % 6}", "PR1"]
        rows.append([*named, uk(over), why, "CARPL" if moved else "", *_where(n, place)])
    return rows


def _where(n: int, place: int) -> list[str]:
    return [f"ZZ{n % 9 + 1} 9ZQ", f"ZZ{(n + place) % 9 + 1} 8ZQ", f"SC77{n:02d}{place}9"]


def _small(year: int) -> dict[str, Rows]:
    """The tables of a year but header and episodes."""
    cared = [n for n in range(30) if _episodes(n, year)]
    year_long = [n for n in STAYING if year == 2024 or n != 23]
    adopted, before = (25 if year == 2024 else 23), year - 1
    scored = {n: str(5 + n) if 4 <= year - 1 - born(n).year < 16 else "" for n in year_long}
    return {
        "uasc": [[number(n), _sex(n, year), uk(born(n)), ""] for n in (1, 2)],
        "reviews": [
            [
                number(n),
                uk(born(n)),
                uk(date(before if n not in NEW else year, 9, 1 + n % 28)),
                "PN1",
            ]
            for n in cared
            if n not in NEW
        ],
        "oc2": [
            [number(n), uk(born(n)), scored[n], "" if scored[n] else "SDQ1", *"0111100", ""]
            for n in year_long
        ],
        "oc3": [[number(n), uk(born(n)), "YES", "F2", "B1"] for n in LEAVERS],
        "ad1": [
            [
                *(number(adopted), uk(born(adopted)), uk(date(before, 8, 19))),
                *(uk(date(before, 9, 21)), "0", "2", "MF", "L11"),
            ]
        ],
        "placed_adoption": [[number(adopted), uk(born(adopted)), uk(date(before, 10, 23)), "", ""]],
        "prev_perm": [[number(n), uk(born(n)), "Z1", "", ""] for n in cared],
        "missing": [
            [number(3), uk(born(3)), "M", uk(date(before, 6, 15)), uk(date(before, 6, 17))]
        ],
        "social_worker": [
            [number(n), uk(born(n)), f"SW77{n:02d}Q", uk(date(before, 6, 25)), "", ""]
            for n in cared
            if n in STAYING
        ],
    }


@dataclass
class Made:
    """The files of a return: rows by name, which a case changes; `raw` are bytes as they are."""

    rows: dict[str, Rows] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)

    def put(self, name: str, line: int, column: str, value: str) -> None:
        """Put a value into the cell of a line (2 is the first under the header)."""
        self.rows[name][line - 1][self.rows[name][0].index(column)] = value

    def fill(self, name: str, column: str, value: str) -> None:
        """Put a value into every cell of a column."""
        for line in range(2, len(self.rows[name]) + 1):
            self.put(name, line, column, value)

    def get(self, name: str, line: int, column: str) -> str:
        return self.rows[name][line - 1][self.rows[name][0].index(column)]

    def drop(self, name: str, column: str) -> None:
        """Take a column away."""
        place = self.rows[name][0].index(column)
        self.rows[name] = [row[:place] + row[place + 1 :] for row in self.rows[name]]

    def add(self, name: str, **values: str) -> int:
        """Add a row; the number of its line."""
        self.rows[name].append([values.get(column, "") for column in self.rows[name][0]])
        return len(self.rows[name])

    def copy(self, name: str, line: int, **values: str) -> int:
        """Add a line once more, with other values; the number of the new one."""
        self.rows[name].append([*self.rows[name][line - 1]])
        for column, value in values.items():
            self.put(name, len(self.rows[name]), column, value)
        return len(self.rows[name])

    def line_of(self, name: str, n: int, place: int = 0) -> int:
        """The line of a child's first, second, ... row."""
        lines = [at + 1 for at, row in enumerate(self.rows[name]) if row[0] == number(n)]
        return lines[place]

    def text(self, name: str) -> str:
        return "".join(f"{','.join(row)}\n" for row in self.rows[name])

    def encode(self, name: str, encoding: str = "utf-8", **replaced: str) -> None:
        """Have a file stand there as bytes, with some texts replaced."""
        text = self.text(name)
        for old, new in replaced.items():
            text = text.replace(old, new)
        self.raw[name] = text.encode(encoding)

    def only(self, *years: int) -> None:
        """Keep some years alone."""
        self.rows = {n: r for n, r in self.rows.items() if n.startswith(tuple(map(str, years)))}

    def contents(self) -> dict[str, bytes]:
        return {name: self.text(name).encode() for name in self.rows} | self.raw

    def write(self, folder: Path) -> Path:
        """Write the files into a folder."""
        for name, content in self.contents().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder

    def zipped(self) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in self.contents().items():
                archive.writestr(name, content)
        return packed.getvalue()


def made(years: tuple[int, ...] = YEARS) -> Made:
    """The returns of two years, in which nothing is wrong."""
    rows: dict[str, Rows] = {}
    for year in years:
        episodes = {n: _episodes(n, year) for n in range(30)}
        children = [n for n in range(34) if n in LEAVERS or episodes[n]]
        rows[f"{year}/header.csv"] = [
            [number(n), _sex(n, year), uk(born(n)), "MWBC", f"Z9000000077{n:02d}", "", ""]
            for n in children
        ]
        rows[f"{year}/episodes.csv"] = [row for n in episodes for row in episodes[n]]
        rows |= {f"{year}/{name}.csv": of for name, of in _small(year).items()}
    return Made({name: [HEADS[Path(name).stem].split(","), *of] for name, of in rows.items()})


BESIDE = {
    "reviews": "AREVIEW",
    "missing": "AMISSING",
    "prev_perm": "PERMANENCE",
    "placed_adoption": "AD_PLACED",
    "oc2": "OC2",
    "social_worker": "SWEPISODE",
}
"""The elements of XML that hold a row of a table."""


def as_xml(of: Made, year: int) -> bytes:
    """A year's return as XML, in the layout that the department's loader takes."""
    uasc = {row[0] for row in of.rows[f"{year}/uasc.csv"][1:]}
    said = []
    for row in of.rows[f"{year}/header.csv"][1:]:
        facts = _elements(of.rows[f"{year}/header.csv"][0], row)
        facts += f"<UASC>{int(row[0] in uasc)}</UASC>"
        for name in ("oc3", "ad1"):
            facts += "".join(_inside(of, f"{year}/{name}.csv", row[0]))
        for name, element in BESIDE.items():
            inside = _inside(of, f"{year}/{name}.csv", row[0])
            facts += "".join(f"<{element}>{each}</{element}>" for each in inside)
        episodes = _inside(of, f"{year}/episodes.csv", row[0])
        body = "".join(f"<EPISODE>{each}</EPISODE>" for each in episodes)
        said.append(f"<CHILD><HEADER>{facts}</HEADER>{body}</CHILD>")
    return f"<?xml version='1.0'?>\n<EXPSSDA903>{''.join(said)}</EXPSSDA903>".encode()


def _inside(of: Made, name: str, child: str) -> list[str]:
    """The rows of a child in a table, as elements."""
    head, *rows = of.rows[name]
    return [_elements(head[1:], row[1:]) for row in rows if row[0] == child]


def _elements(head: list[str], row: list[str]) -> str:
    """Cells as elements, by their names in XML."""
    called = {"CHILD": "CHILDID", "PLACE": "PL"}
    cells = [(called.get(n, n), c) for n, c in zip(head, row, strict=True) if c]
    return "".join(f"<{name}>{cell}</{name}>" for name, cell in cells)


def told(path: Path, **asked: Any) -> tuple[Records | None, tuple[Fault, ...], Exception | None]:
    """What reading a path gives: records or none, every fault, and the error that stopped it."""
    try:
        records, faults = read(path, **{"today": TODAY, **asked})
    except ReturnError as error:
        return None, error.faults, error
    except CareAnalysisError as error:
        return None, (), error
    return records, faults, None


def secrets() -> set[str]:
    """Every text of the returns that could tell a child: numbers, dates, UPNs, postcodes."""
    found = set()
    for rows in made().rows.values():
        found |= {cell for row in rows[1:] for cell in row if len(cell) > 5}
    found |= {born(n).isoformat() for n in range(34)}
    return found


def everything_said(records: Records | None, faults: tuple[Fault, ...], error: object) -> str:
    """All that can be printed of a reading, and of what it went through."""
    said = [repr(records), repr(faults), *(f"{f} {f.said} {f.mend} {f.touched}" for f in faults)]
    return "\n".join([*said, *(f"{e} {e!r} {e.args}" for e in _chain(error))])


def _chain(error: object) -> Iterator[BaseException]:
    while isinstance(error, BaseException):
        yield error
        error = error.__cause__ or error.__context__
