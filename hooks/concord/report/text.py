"""Findings for the terminal: `path:line:column: rule: message`, and below it what to do."""

from collections.abc import Iterator, Mapping, Sequence

from click import style

from concord.finding import Finding
from concord.rules.messages import hint, level, message

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def lines(findings: Sequence[Finding], levels: Mapping[str, str]) -> Iterator[str]:
    """Two lines a finding, and one a related place; without its styles it is plain text."""
    for finding in findings:
        place = finding.location
        where = style(f"{place.path}:{place.line}:{place.column}", bold=True)
        rule = style(finding.rule, bold=True, fg=_COLOURS[level(finding, levels)])
        yield f"{where}: {rule}: {message(finding)}"
        yield style(f"    {hint(finding)}", dim=True)
        for other in finding.related:
            if f"{other.path}:{other.line}" not in finding.data.values():
                yield style(f"    see {other.path}:{other.line}:{other.column}", dim=True)


def summary(findings: Sequence[Finding], levels: Mapping[str, str], pages: int, languages: int) -> str:
    """The last line: how much was checked, and how much was found."""
    count = {name: sum(level(finding, levels) == name for finding in findings) for name in ("error", "warning", "info")}
    found = ", ".join(f"{number} {_plural(name, number)}" for name, number in count.items() if number)
    return f"{pages} {_plural('page', pages)} in {languages} {_plural('language', languages)}: {found or 'they agree'}"


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 or noun == "info" else f"{noun}s"
