"""Returns whose files, years or authorities are wrong."""

from datetime import date

from broken_returns.case import E24, E25, H25, LEAK, Case, Change
from returned import Made
from returned import made as made_of


def _nothing(made: Made) -> None:
    made.rows, made.raw = {}, {"notes.md": b"nothing here"}


def _zip(content: bytes) -> Change:
    def change(made: Made) -> None:
        made.raw = {"return.zip": content}
        made.rows = {}

    return change


def _packed(made: Made) -> None:
    whole = made.zipped()
    made.rows, made.raw = {}, {"return.zip": whole}


def _locked(made: Made) -> None:
    _packed(made)
    content = bytearray(made.raw["return.zip"])
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    made.raw["return.zip"] = bytes(content)


def _damaged(made: Made) -> None:
    _packed(made)
    made.raw["return.zip"] = made.raw["return.zip"][:-400]


def _twice(made: Made) -> None:
    made.raw["2025/copy of header.csv"] = made.text(H25).encode()


def _two(made: Made) -> None:
    _twice(made)
    made.raw["2025/copy of header.csv"] += b"\n".join([b"ZQ7CH99X,M,15/02/2011,MWBC,,,"])


def _two_by_excel(made: Made) -> None:
    """The second export has no zeros in front, which Excel takes away, and no capitals."""
    head, *of = made.rows[H25]
    made.rows[H25] = [head, *([f"00{child}", *row] for child, *row in of)]
    made.rows["2025/opened in Excel.csv"] = [head, *([f"{c}".lower(), *r] for c, *r in of)]


def _parts(made: Made) -> None:
    head, *of = made.rows[H25]
    made.rows[H25] = [head, *of[:15]]
    made.rows["2025/header second part.csv"] = [head, *of[15:]]


def _flat(made: Made, *years: int) -> None:
    made.only(2025)
    made.rows = {name.removeprefix("2025/"): rows for name, rows in made.rows.items()}


def _flat_without_ends(made: Made) -> None:
    _flat(made)
    for line in range(2, len(made.rows["episodes.csv"]) + 1):
        made.put("episodes.csv", line, "DEC", "")


def _stacked(column: str, values: list[str]) -> Change:
    """A column of a platform, with these values in turn, in every file of 2025."""

    def change(made: Made) -> None:
        made.only(2025)
        for file in made.rows.values():
            file[0].append(column)
            for at, row in enumerate(file[1:]):
                row.append(values[at % len(values)])

    return change


def _of_two_authorities(made: Made) -> None:
    """Every third child is another authority's."""
    made.only(2025)
    for file in made.rows.values():
        file[0].append("LA")
        for row in file[1:]:
            row.append("Calderdale" if int(row[0][5:7]) % 3 == 2 else "Leeds")


def _moved(old: str, new: str, other: str = "2025/") -> Change:
    """The files of one year, and those of 2025, in other folders."""

    def change(made: Made) -> None:
        made.rows = {name.replace(old, new, 1): rows for name, rows in made.rows.items()}
        made.rows = {
            n.replace("2025/", other) if n.startswith("2025/") else n: rows
            for n, rows in made.rows.items()
        }

    return change


def _beside(made: Made) -> None:
    """Another authority's return in a folder beside."""
    made.only(2025)
    whole = made.rows
    made.rows = {f"{area}/{n}": rows for area in ("380", "383") for n, rows in whole.items()}


def _a_year_between(made: Made) -> None:
    made.rows = made_of((2023, 2025)).rows
    for name in ("ad1", "placed_adoption", "social_worker"):
        del made.rows[f"2023/{name}.csv"]


def _extract(made: Made) -> None:
    """Nothing happens after November in the newest return."""
    for row in [*made.rows[E25][1:]]:
        if row[1][3:] in ("03/2025",) or row[7][3:] in ("03/2025",):
            made.rows[E25].remove(row)


def _large(made: Made) -> None:
    _packed(made)
    content = bytearray(made.raw["return.zip"])
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    made.raw["return.zip"] = bytes(content)


FILES = (
    Case("nothing_to_read", _nothing, "there is no CSV or XML file in it", stops=True),
    Case(
        "other_file",
        lambda m: m.raw.update({"2025/notes.docx": LEAK.encode()}),
        "2025/notes.docx: it is neither CSV nor XML",
    ),
    Case(
        "file_empty",
        lambda m: m.raw.update({"2025/uasc.csv": b""}),
        "2025/uasc.csv: it is empty",
    ),
    Case(
        "file_empty",
        lambda m: m.raw.update({"2025/uasc.csv": b"\xef\xbb\xbf\r\n ,,,\r\n"}),
        "2025/uasc.csv: it is empty",
    ),
    Case(
        "only_header",
        lambda m: m.rows.update({"2025/missing.csv": m.rows["2025/missing.csv"][:1]}),
        "2025/missing.csv: it has no rows of children missing or away.",
    ),
    Case(
        "needed_table_without_rows",
        lambda m: m.rows.update({E25: m.rows[E25][:1]}),
        "2025/episodes.csv: it has no rows of episodes, and every figure rests",
        stops=True,
    ),
    Case(
        "zip_damaged",
        _damaged,
        "return.zip: it is no zip file, or a damaged one",
        stops=True,
    ),
    Case("zip_damaged", _zip(LEAK.encode()), "return.zip: it is no zip file", stops=True),
    Case("zip_locked", _locked, "return.zip: it is locked with a password", stops=True),
    Case("too_large", _large, "return.zip: it would unpack to more than 1,024 MiB", stops=True),
    Case(
        "zip_in_zip",
        lambda m: (m.raw.update({"more.zip": m.zipped()}), _packed(m)),
        "return.zip/more.zip: it is a zip inside a zip",
    ),
    Case(
        "workbook",
        lambda m: m.raw.update({"2025/header.xlsx": b"PK\x03\x04" + LEAK.encode()}),
        "2025/header.xlsx: it is an Excel workbook",
    ),
    Case(
        "workbook",
        lambda m: m.raw.update({"2025/oc3.csv": b"PK\x03\x04" + LEAK.encode()}),
        "2025/oc3.csv: it is an Excel workbook",
    ),
    Case(
        "not_a_table",
        lambda m: m.raw.update({"2025/staff.csv": b"NAME,GRADE\nZQLEAK77X,9\n"}),
        "2025/staff.csv: its columns are those of no table of the return",
    ),
    Case(
        "not_a_table",
        lambda m: m.raw.update({"2025/lookup.csv": b"CHILD,LA,OTHER\nZQLEAK77X,380,9\n"}),
        "2025/lookup.csv: its columns are those of no table of the return",
    ),
    Case("same_file_twice", _twice, "header.csv: it has the same content as 2025/copy of header"),
    Case(
        "two_files_of_table",
        _two,
        "it holds children (header) of 2025, and so does 2025/copy of header.csv, of the same",
        stops=True,
    ),
    Case(
        "two_files_of_table",
        _two_by_excel,
        "it holds children (header) of 2025, and so does 2025/header.csv, of the same",
        stops=True,
    ),
    Case("table_in_parts", _parts, "and so does 2025/header second part.csv, of other children"),
    Case(
        "table_absent",
        lambda m: m.rows.pop(E24),
        "there is no file with episodes of 2024, and every figure rests on it",
        stops=True,
    ),
    Case(
        "table_not_given",
        lambda m: m.rows.pop("2025/oc3.csv"),
        "there is no file with care leavers (OC3) of 2025",
    ),
    Case(
        "table_of_later_year",
        lambda m: m.rows.update({"2025/dolo.csv": [["CHILD", "DOB", "DOLO_START", "DOLO_END"]]}),
        "orders (DoLo) is part of the return since 2027, and this is of 2025",
    ),
    Case(
        "year_unknown",
        _flat_without_ends,
        "header.csv: nothing says of which collection year it is",
        stops=True,
    ),
    Case(
        "year_from_dates", _flat, "episodes.csv: nothing says of which collection year it is; its"
    ),
    Case(
        "years_by_beginning",
        _moved("2024/", "2023/", "2024/"),
        "names or a column YEAR say 2023 to 2024, and nearly all episodes of each year ended in",
    ),
    Case(
        "year_unlike_name",
        lambda m: m.only(2025),
        "2025/header.csv: its name or folder says 2025 and 2024 was asked for",
        stops=True,
        asked={"year": 2024},
    ),
    Case(
        "year_unlike_column",
        _stacked("YEAR", ["2025", "2024"]),
        "2025/uasc.csv line 3, YEAR: 1 row has another YEAR than the 2025 of its name",
        stops=True,
    ),
    Case(
        "year_unlike_dates",
        _moved("2025/", "2023/"),
        "2023/episodes.csv: it is said to be of 2023, and 100% of its episodes ended in 2025",
        stops=True,
    ),
    Case(
        "year_not_known_here",
        _moved("2024/", "2014/"),
        "2014/header.csv: it is of 2014, and layouts are known from 2017 to 2027",
        stops=True,
    ),
    Case(
        "year_unreadable",
        _stacked("YEAR", ["2025", LEAK]),
        "2025/uasc.csv line 3, YEAR: 1 row has a YEAR that is no collection year",
        stops=True,
    ),
    Case(
        "year_lacking",
        _a_year_between,
        "there is no return of 2024 between those of 2023 and 2025",
    ),
    Case(
        "as_at_from_dates",
        _extract,
        "the newest return ends on 23 November 2024, the last day that its dates name",
    ),
    Case(
        "as_at_outside",
        lambda m: None,
        "1 June 2026 was given as the last day, and is not of 2025, the newest return",
        stops=True,
        asked={"as_at": date(2026, 6, 1)},
    ),
    Case(
        "two_authorities",
        _stacked("LA", ["Leeds", "381"]),
        "it holds children of 2 authorities: Calderdale, Leeds",
        stops=True,
    ),
    Case(
        "two_authorities",
        _moved("2024/", "Bradford/2024/", "Leeds/2025/"),
        "it holds children of 2 authorities: Bradford, Leeds",
        stops=True,
    ),
    Case(
        "other_authority",
        _beside,
        "380/2025/episodes.csv lines 2, 3, 4, 5, 6 and 46 more: 51 rows are of another authority",
        asked={"area": "Leeds"},
    ),
    Case(
        "other_authority",
        _of_two_authorities,
        "2025/reviews.csv lines 4, 7, 10, 13, 16 and 3 more, LA: 8 rows are of another authority",
        asked={"area": "Leeds"},
    ),
    Case(
        "authority_absent",
        _stacked("LA", ["Calderdale"]),
        "say of which authority rows are, and none is of Leeds",
        stops=True,
        asked={"area": "Leeds"},
    ),
    Case(
        "authority_unknown",
        _stacked("LA", ["Leeds"] * 40 + [LEAK]),
        "2025/episodes.csv line 42, LA: 1 row has a name or number in LA that is no authority's",
    ),
    Case(
        "unreadable_file",
        lambda m: m.raw.update({"2025/locked.csv": b"unreadable"}),
        "2025/locked.csv: it cannot be opened",
        stops=True,
    ),
)
