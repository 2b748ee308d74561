"""The command line called in the process of a test: what it answers, what it refuses."""

from typer.testing import CliRunner, Result

from analysis.cli.app import app


def call(*words: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(app, list(words))


def answered(*words: str) -> str:
    """What a command that went well printed."""
    result = call(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*words: str) -> str:
    """The one line in which a command refuses: exit code 1, nothing printed, no traceback."""
    result = call(*words)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    line = result.stderr.rstrip("\n")
    assert line and "\n" not in line
    return line
