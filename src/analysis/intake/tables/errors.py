"""What is wrong with a published file, with the remedies that most readers give."""

from analysis.catalogue.sources.source import Source
from analysis.core.errors import SourceError

GET_IT_AGAIN = "Get the file again from the publisher and put it in place whole."
RIGHT_EDITION = "Check that this is the right edition."


def source_error(
    source: Source, expected: str, found: str, remedy: str = GET_IT_AGAIN
) -> SourceError:
    """A SourceError that names the source's file."""
    return SourceError(source.file, expected=expected, found=found, remedy=remedy)
