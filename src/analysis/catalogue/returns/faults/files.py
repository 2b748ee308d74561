"""What can be wrong with the files of a return, their years and their authority."""

from analysis.catalogue.returns.faults.kind import FAULT, NOTE, STOPS, Kind

_NAME_YEARS = "name the folder by the collection year, as 2025 or 2024-25, or give --year"

FILES = (
    Kind(
        "nothing_to_read",
        "there is no CSV or XML file in it",
        "give the folder that holds the tables of the return, a zip of it, or one XML file",
        STOPS,
    ),
    Kind("file_empty", "it is empty", "export the table again"),
    Kind(
        "only_header",
        "it has no rows of {table}",
        "nothing need be done, if the year has none; otherwise export the table again",
        NOTE,
    ),
    Kind(
        "needed_table_without_rows",
        "it has no rows of {table}, and every figure rests on them",
        "export the table again",
        STOPS,
    ),
    Kind(
        "zip_damaged",
        "it is no zip file, or a damaged one",
        "make the zip again, or give the folder",
        STOPS,
    ),
    Kind(
        "zip_locked",
        "it is locked with a password",
        "give a zip without a password, on a disk that is encrypted",
        STOPS,
    ),
    Kind(
        "zip_in_zip",
        "it is a zip inside a zip, and was not opened",
        "unpack it and make one zip of the tables",
    ),
    Kind(
        "too_large",
        "it would unpack to more than {most}",
        "give the tables of one authority; five returns of the largest are far smaller",
        STOPS,
    ),
    Kind(
        "workbook",
        "it is an Excel workbook, and was not read",
        "save each sheet as 'CSV UTF-8'",
    ),
    Kind(
        "other_file",
        "it is neither CSV nor XML, and was not read",
        "nothing need be done, if it is no table of the return",
        NOTE,
        (),
    ),
    Kind(
        "unreadable_file",
        "it cannot be opened",
        "close the program that holds it, or ask for the right to read it",
        STOPS,
    ),
    Kind(
        "not_a_table",
        "its columns are those of no table of the return",
        "take the file away, or give its first line the names of the department's guide",
    ),
    Kind(
        "same_file_twice",
        "it has the same content as {other}, and was read once",
        "take one of them away",
        NOTE,
        (),
    ),
    Kind(
        "two_files_of_table",
        "it holds {table} of {year}, and so does {other}, of the same children",
        "keep the newer one",
        STOPS,
    ),
    Kind(
        "table_in_parts",
        "it holds {table} of {year}, and so does {other}, of other children; both were read",
        "nothing need be done, if the table was exported in parts",
        NOTE,
        (),
    ),
    Kind(
        "table_absent",
        "there is no file with {table} of {year}, and every figure rests on it",
        "export it too: its columns are {columns}",
        STOPS,
    ),
    Kind(
        "table_not_given",
        "there is no file with {table} of {year}, so what rests on it is not known",
        "export it too, if the year has it",
        NOTE,
    ),
    Kind(
        "table_of_later_year",
        "{table} is part of the return since {since}, and this is of {year}",
        "check the year of the file",
    ),
    Kind(
        "year_unknown",
        "nothing says of which collection year it is, and its dates do not tell it",
        _NAME_YEARS,
        STOPS,
    ),
    Kind(
        "year_from_dates",
        "nothing says of which collection year it is; its dates are of {year}, and it was read so",
        _NAME_YEARS,
        NOTE,
        (),
    ),
    Kind(
        "years_by_beginning",
        "names or a column YEAR say {first} to {last}, and nearly all episodes of each year ended "
        "in the one after; they were taken to be named by the year in which they begin, and "
        "{last} was read as {read}",
        "name them by the year in which they end: April 2024 to March 2025 is 2025 or 2024-25",
        FAULT,
        (),
    ),
    Kind(
        "year_unlike_name",
        "its name or folder says {year} and {asked} was asked for",
        "give the year that is right, and rename the other",
        STOPS,
    ),
    Kind(
        "year_unlike_column",
        "{count:row has|rows have} another YEAR than the {year} of its name or of --year",
        "give the year that is right, or take the column away",
        STOPS,
    ),
    Kind(
        "year_unlike_dates",
        "it is said to be of {year}, and {share} of its episodes ended in {other}",
        "name it by the year in which it ends: April 2024 to March 2025 is 2025 or 2024-25",
        STOPS,
    ),
    Kind(
        "year_not_known_here",
        "it is of {year}, and layouts are known from {first} to {last}",
        "check the year; a newer layout needs a newer version of this project",
        STOPS,
    ),
    Kind(
        "year_unreadable",
        "{count:row has a YEAR|rows have a YEAR} that is no collection year",
        "write it as 2025",
        STOPS,
    ),
    Kind(
        "year_lacking",
        "there is no return of {year} between those of {before} and {after}",
        "give it too: what happened in it is not known otherwise",
        FAULT,
        ("three_or_more_placements_two_years", "same_placement_two_years", "two_year_cohort"),
    ),
    Kind(
        "as_at_from_dates",
        "the newest return ends on {day}, the last day that its dates name, and not on 31 March",
        "name its folder by the day of the extract, as 2025-09-30, or give the day",
        NOTE,
    ),
    Kind(
        "as_at_outside",
        "{day} was given as the last day, and is not of {year}, the newest return",
        "give a day of that year",
        STOPS,
    ),
    Kind(
        "two_authorities",
        "it holds children of {count} authorities: {found}",
        "say with --area which one is meant",
        STOPS,
    ),
    Kind(
        "other_authority",
        "{count:row is|rows are} of another authority than {area} and left out",
        "nothing need be done, if the file is a region's",
        NOTE,
        (),
    ),
    Kind(
        "authority_absent",
        "folders or a column LA say of which authority rows are, and none is of {area}",
        "check the authority that was asked for",
        STOPS,
    ),
    Kind(
        "authority_unknown",
        "{count:row has|rows have} a name or number in LA that is no authority's",
        "write the name or the three-digit number of the authority; these rows are left out",
    ),
)
