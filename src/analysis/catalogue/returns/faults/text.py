"""What can be wrong with a file as text: its encoding, separator, header, lines, and its XML."""

from analysis.catalogue.returns.faults.kind import LEFT_OUT, NOTE, STOPS, Kind

_SAVE = "save the file as 'CSV UTF-8'"
_AGAIN = "export the file again"

TEXT = (
    Kind("utf16", "it is UTF-16, as Excel's 'Unicode text' is, and was read so", _SAVE, NOTE, ()),
    Kind("not_utf8", "it is not UTF-8, and was read as the text of Windows", _SAVE, NOTE, ()),
    Kind(
        "nul_bytes",
        "it holds {count:byte|bytes} without meaning (NUL), as files do that were not written to "
        "their end; they were left out",
        _AGAIN,
    ),
    Kind(
        "separator",
        "its cells are parted by {found}, not by commas, and were read so",
        _SAVE,
        NOTE,
        (),
    ),
    Kind(
        "title_above_header",
        "{count:line|lines} above the header left out",
        "remove them",
        NOTE,
        (),
    ),
    Kind(
        "no_header",
        "its first line is a row, not a header",
        "put the names of the columns above it; this line is not repeated here",
        LEFT_OUT,
    ),
    Kind(
        "spaces_in_header",
        "{count:name of a column has|names of columns have} spaces around, left out on "
        "reading: {found}",
        "remove the spaces",
        NOTE,
        (),
    ),
    Kind("column_respelt", "it was read as {found}", "use that name", NOTE, ()),
    Kind(
        "column_unknown",
        "{count:column is|columns are} not of this table and left out: {found}",
        "nothing need be done, if no table of the return has them",
        NOTE,
        (),
    ),
    Kind(
        "column_nearly_known",
        "there is no such column, and it is close to {found}",
        "rename it, if that is what it holds; it was left out",
    ),
    Kind(
        "column_absent",
        "there is no such column in {table}, and figures need it{without}",
        "add it from the return, which has it; {otherwise}",
        STOPS,
    ),
    Kind(
        "column_not_given",
        "{count:column is|columns are} not there that few figures need: {found}",
        "add it, if the system has it",
        NOTE,
    ),
    Kind(
        "column_twice",
        "the column is there twice, with different values",
        "remove the one that is wrong",
        STOPS,
    ),
    Kind("column_repeated", "the column is there twice, with the same values", "remove one", NOTE),
    Kind(
        "columns_of_two_tables",
        "it has the columns of {table} and of {other}; it was read as {table} alone",
        "export each table as a file of its own",
    ),
    Kind(
        "line_too_long",
        "{count:line was|lines were} left out for more cells than the header has",
        "put cells with commas in quotation marks",
    ),
    Kind(
        "line_too_short",
        "{count:line has|lines have} fewer cells than the header; the last were taken as blank",
        "give every line the same number of cells",
    ),
    Kind(
        "line_cut",
        "the last line ends in its middle, and was left out",
        "export the file again: what came after it is lost",
    ),
    Kind(
        "lines_mostly_broken",
        "{share} of its lines have too many or too few cells",
        "export the file again, with cells that hold commas in quotation marks",
        STOPS,
    ),
    Kind(
        "quote_open",
        "a quotation mark is opened and not closed, or closed in the middle of a cell",
        "remove the mark, or export the file again",
        STOPS,
    ),
    Kind(
        "blank_lines",
        "{count:blank line was|blank lines were} left out",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "header_again",
        "{count:line that repeats|lines that repeat} the header left out, as in files that "
        "were joined",
        "check that the joined files are of one authority and year",
    ),
    Kind(
        "xml_damaged",
        "it is no well-formed XML: the fault is in this line, or the file ends too early",
        _AGAIN,
        STOPS,
    ),
    Kind(
        "xml_entities",
        "it declares a document type or entities, which a return does not have",
        "export it again from the system of the return",
        STOPS,
    ),
    Kind(
        "xml_other",
        "it is XML of another kind: a return has an element CHILD for each child",
        "export the return as XML, or give its CSV files",
        STOPS,
    ),
    Kind(
        "xml_unknown",
        "{count:kind of element is|kinds of element are} not of the return, and left out: {found}",
        "nothing need be done, if the system adds them",
        NOTE,
        (),
    ),
)
