"""Findings → workflow commands of GitHub Actions, which show them beside the lines of a pull request.

The format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterator, Mapping, Sequence

from concord.finding import Finding
from concord.model import Location
from concord.rules.messages import hint, level, message
from concord.untrusted.printable import printable, printable_lines

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def lines(findings: Sequence[Finding], levels: Mapping[str, str], folder: str = "") -> Iterator[str]:
    """Yields one command for each finding. `folder` is the path of the guide in its repository, "" for the top."""
    for finding in findings:
        text = f"{message(finding)}\n{hint(finding)}"
        yield workflow_command(_COMMANDS[level(finding, levels)], finding.location, finding.rule, text, folder)


def workflow_command(name: str, place: Location, title: str, text: str, folder: str) -> str:
    """The command `name` (`error`, `warning`, `notice`) that shows a text beside a place. `folder` is as of `lines`."""
    properties = {"file": printable(f"{folder}/{place.path}" if folder else place.path), "line": str(place.line)}
    if place.end_line in (None, place.line):  # GitHub takes columns only where the place is on one line
        properties["col"] = str(place.column)
        if place.end_column is not None:
            properties["endColumn"] = str(place.end_column)
    else:
        properties["endLine"] = str(place.end_line)
    properties["title"] = title
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_text(printable_lines(text))}"


def _text(value: str) -> str:
    """The message of a command, escaped: a line break would end the command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """The value of a property, escaped: colons and commas separate properties."""
    return _text(value).replace(":", "%3A").replace(",", "%2C")
