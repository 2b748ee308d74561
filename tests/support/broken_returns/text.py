"""Returns whose text, header, lines or XML are wrong."""

from broken_returns.case import E25, H25, LEAK, Case, Change, rows
from returned import Made

REVIEWS, OC3, UASC = "2025/reviews.csv", "2025/oc3.csv", "2025/uasc.csv"
XML = b"""<?xml version="1.0"?><EXPSSDA903><CHILD><HEADER><CHILDID>ZQ7CH01X</CHILDID>
<SEX>M</SEX><DOB>09/06/2010</DOB><ETHNIC>MWBC</ETHNIC><UASC>1</UASC></HEADER><EPISODE>
<DECOM>05/06/2024</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U1</PL>
<PLACE_PROVIDER>PR1</PLACE_PROVIDER></EPISODE></CHILD></EXPSSDA903>"""


def _bytes(name: str, old: bytes, new: bytes, encoding: str = "utf-8") -> Change:
    def change(made: Made) -> None:
        text = made.text(name).encode()
        assert old in text, name
        made.raw[name] = text.replace(old, new, 1).decode().encode(encoding)

    return change


def _parted(name: str, separator: str) -> Change:
    return lambda m: m.raw.update({name: m.text(name).replace(",", separator).encode()})


def _header(name: str, old: str, new: str) -> Change:
    def change(made: Made) -> None:
        head = made.rows[name][0]
        head[head.index(old)] = new

    return change


def _again(name: str, column: str, value: str | None = None) -> Change:
    """A column a second time, with the same values or another in the second line."""

    def change(made: Made) -> None:
        place = made.rows[name][0].index(column)
        for row in made.rows[name]:
            row.append(row[place])
        if value is not None:
            made.rows[name][1][-1] = value

    return change


def _xml(old: bytes = b"", new: bytes = b"") -> Change:
    def change(made: Made) -> None:
        assert old in XML
        made.rows, made.raw = {}, {"2025/return.xml": XML.replace(old, new, 1)}

    return change


def _long(name: str, *lines: int) -> Change:
    return lambda m: [m.rows[name][line - 1].append(LEAK) for line in lines]


def _short(name: str, *lines: int) -> Change:
    return lambda m: [m.rows[name][line - 1].pop() for line in lines]


def _two_tables(made: Made) -> None:
    extra = ["DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"]
    made.rows[H25] = [
        [*row, *(extra if at == 0 else [""] * len(extra))] for at, row in enumerate(made.rows[H25])
    ]


TEXT = (
    Case(
        "utf16",
        lambda m: m.encode(UASC, "utf-16"),
        "2025/uasc.csv: it is UTF-16",
    ),
    Case("utf16", lambda m: m.encode(UASC, "utf-16-le"), "2025/uasc.csv: it is UTF-16"),
    Case(
        "not_utf8",
        rows(
            lambda m: m.put(OC3, 2, "ACTIV", "F2\xa0"),
            lambda m: m.encode(OC3, "cp1252"),
        ),
        "2025/oc3.csv: it is not UTF-8",
    ),
    Case(
        "nul_bytes",
        lambda m: m.raw.update({OC3: m.text(OC3).encode() + b"\0" * 512}),
        "2025/oc3.csv: it holds 512 bytes without meaning (NUL)",
    ),
    Case("separator", _parted(OC3, ";"), "its cells are parted by semicolons, not by commas"),
    Case("separator", _parted(E25, "\t"), "2025/episodes.csv: its cells are parted by tabs"),
    Case(
        "title_above_header",
        lambda m: m.raw.update({OC3: b"Care leavers of ZQLEAK77X,,,,\n\n" + m.text(OC3).encode()}),
        "2025/oc3.csv: 1 line above the header left out",
    ),
    Case(
        "no_header",
        lambda m: m.rows.update({OC3: m.rows[OC3][1:]}),
        "2025/oc3.csv: its first line is a row, not a header",
    ),
    Case(
        "spaces_in_header",
        rows(_header(E25, "PLACE", " PLACE"), _header(E25, "DEC", "DEC  ")),
        "2025/episodes.csv: 2 names of columns have spaces around, left out on reading: DEC, PLACE",
    ),
    Case(
        "column_respelt",
        _header(E25, "PLACE_PROVIDER", "Place provider"),
        "2025/episodes.csv, Place provider: it was read as PLACE_PROVIDER",
    ),
    Case(
        "column_unknown",
        _header(H25, "MC_DOB", "TEAM"),
        "2025/header.csv: 1 column is not of this table and left out: TEAM",
    ),
    Case(
        "column_nearly_known",
        lambda m: m.rows[H25][0].__setitem__(6, "MC_DOBZQ7CH01X"),
        "2025/header.csv, column 7: there is no such column, and it is close to MC_DOB",
    ),
    Case(
        "column_unknown",
        lambda m: m.rows[H25][0].__setitem__(6, "ZQ7CH01X"),
        "2025/header.csv: 1 column is not of this table and left out: column 7",
    ),
    Case(
        "column_nearly_known",
        _header(H25, "ETHNIC", "ETHNICITY"),
        "2025/header.csv, ETHNICITY: there is no such column, and it is close to ETHNIC",
        stops=True,
    ),
    Case(
        "column_absent",
        lambda m: m.drop(E25, "LS"),
        "2025/episodes.csv, LS: there is no such column in episodes, and figures need it",
        stops=True,
    ),
    Case(
        "column_absent",
        lambda m: m.drop(E25, "CHILD"),
        "2025/episodes.csv, CHILD: there is no such column in episodes",
        stops=True,
    ),
    Case(
        "column_absent",
        lambda m: m.drop(OC3, "ACTIV"),
        "2025/oc3.csv, ACTIV: there is no such column in care leavers (OC3)",
    ),
    Case(
        "column_not_given",
        lambda m: m.drop(E25, "URN"),
        "2025/episodes.csv: 1 column is not there that few figures need: URN",
    ),
    Case(
        "column_twice",
        _again(E25, "PLACE", "K2"),
        "2025/episodes.csv, PLACE: the column is there twice, with different values",
        stops=True,
    ),
    Case(
        "column_repeated",
        _again(E25, "PLACE"),
        "2025/episodes.csv, PLACE: the column is there twice, with the same values",
    ),
    Case(
        "columns_of_two_tables",
        _two_tables,
        "2025/header.csv: it has the columns of episodes and of children (header)",
        stops=True,
    ),
    Case(
        "line_too_long",
        _long(REVIEWS, 4),
        "2025/reviews.csv line 4: 1 line was left out for more cells than the header has",
    ),
    Case(
        "line_too_short",
        _short(REVIEWS, 4),
        "2025/reviews.csv line 4: 1 line has fewer cells than the header",
    ),
    Case(
        "line_cut",
        lambda m: m.raw.update({REVIEWS: m.text(REVIEWS).encode()[:-19]}),
        "2025/reviews.csv line 25: the last line ends in its middle, and was left out",
    ),
    Case(
        "lines_mostly_broken",
        _long(E25, *range(5, 20)),
        "2025/episodes.csv: 29% of its lines have too many or too few cells",
        stops=True,
    ),
    Case(
        "quote_open",
        lambda m: m.put(E25, 9, "HOME_POST", '"ZZ9 9ZQ'),
        "2025/episodes.csv line 9: a quotation mark is opened and not closed",
        stops=True,
    ),
    Case(
        "blank_lines",
        lambda m: m.raw.update({OC3: m.text(OC3).replace("\n", "\n\n", 2).encode()}),
        "2025/oc3.csv: 2 blank lines were left out",
    ),
    Case("blank_lines", lambda m: m.add(OC3), "2025/oc3.csv: 1 blank line was left out"),
    Case(
        "header_again",
        lambda m: m.rows[OC3].insert(3, [*m.rows[OC3][0]]),
        "2025/oc3.csv line 4: 1 line that repeats the header left out",
    ),
    Case(
        "xml_damaged",
        _xml(b"</EPISODE>", b"<ZQLEAK77X>"),
        "2025/return.xml line 4: it is no well-formed XML",
        stops=True,
    ),
    Case(
        "xml_entities",
        _xml(b"<EXPSSDA903>", b'<!DOCTYPE a [<!ENTITY b "ZQLEAK77X">]><EXPSSDA903>'),
        "2025/return.xml: it declares a document type or entities",
        stops=True,
    ),
    Case(
        "xml_other",
        lambda m: (m.rows.clear(), m.raw.update({"2025/a.xml": b"<a><b>ZQLEAK77X</b></a>"})),
        "2025/a.xml: it is XML of another kind",
        stops=True,
    ),
    Case(
        "xml_unknown",
        _xml(b"<UASC>1</UASC>", b"<TEAM>ZQLEAK77X</TEAM>"),
        "2025/return.xml: 1 kind of element is not of the return, and left out: TEAM",
    ),
    Case(
        "child_blank",
        _xml(b"ZQ7CH01X", b" "),
        "2025/return.xml, header: element 1, CHILDID: 1 row of no child was left out",
        stops=True,
    ),
)
