"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections.abc import Iterator, Mapping, Sequence

from concord.finding import Finding
from concord.rules.messages import hint, level, message

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def lines(findings: Sequence[Finding], levels: Mapping[str, str], folder: str = "") -> Iterator[str]:
    """One command a finding. `folder` is where the guide lies in its repository, "" at its top."""
    for finding in findings:
        place = finding.location
        properties = {"file": f"{folder}/{place.path}" if folder else place.path, "line": str(place.line)}
        if place.end_line in (None, place.line):  # columns are for one line only
            properties["col"] = str(place.column)
            if place.end_column is not None:
                properties["endColumn"] = str(place.end_column)
        else:
            properties["endLine"] = str(place.end_line)
        properties["title"] = finding.rule
        written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        text = _text(f"{message(finding)}\n{hint(finding)}")
        yield f"::{_COMMANDS[level(finding, levels)]} {written}::{text}"


def _text(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
