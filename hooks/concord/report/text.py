"""Findings → lines for the terminal: `path:line:column: rule: message`, and the hint below it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from click import style

from concord.finding import Finding
from concord.languages import is_listed
from concord.report.counting import count_of
from concord.rules.language_names import english_names
from concord.rules.messages import hint, level, message
from concord.untrusted.printable import printable

_OF_SETTINGS = frozenset({"rule-renamed", "language-beginning"})
_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def lines(findings: Sequence[Finding], levels: Mapping[str, str]) -> Iterator[str]:
    """Yields the lines of each finding: message, hint, and the related places that the message does not name.

    The lines have ANSI styles, which click removes where the output has no colours.
    """
    for finding in findings:
        place = finding.location
        where = style(printable(f"{place.path}:{place.line}:{place.column}"), bold=True)
        rule = style(finding.rule, bold=True, fg=_COLOURS[level(finding, levels)])
        yield f"{where}: {rule}: {printable(message(finding))}"
        yield style(f"    {printable(hint(finding))}", dim=True)
        for other in finding.related:
            if f"{other.path}:{other.line}" not in finding.data.values():
                yield style(printable(f"    see {other.path}:{other.line}:{other.column}"), dim=True)


def summary(findings: Sequence[Finding], levels: Mapping[str, str], pages: int, languages: int) -> str:
    """The number of pages and languages, and of findings at each level, in one line."""
    numbers = Counter(level(finding, levels) for finding in findings)
    found = ", ".join(count_of(numbers[name], name) for name in ("error", "warning", "info") if numbers[name])
    return f"{count_of(pages, 'page')} in {count_of(languages, 'language')}: {found or 'they agree'}"


def next_steps(findings: Sequence[Finding], levels: Mapping[str, str], shown: str) -> Iterator[str]:
    """Yields what to type next, where there is something to mend or to see.

    Args:
        findings: All findings.
        levels: The levels of rules that have another than their own.
        shown: The lowest level of those that are printed.
    """
    loud = [finding for finding in findings if level(finding, levels) != "info"]
    if mendable := sum(1 for finding in loud if finding.fix):
        yield f"{mendable} of {len(loud)} can be mended: concord check --fix"
    if shown != "info" and (notes := len(findings) - len(loud)):
        yield f"{count_of(notes, 'note')}: concord check --level info"


def not_compared(codes: Sequence[str]) -> Iterator[str]:
    """Yields a note on what is not compared in those of the languages `codes` that have no file in `languages/`."""
    if unlisted := [code for code in codes if not is_listed(code)]:
        yield f"note: number words, inflection and typography are not compared in {english_names(unlisted)}"


def notes(findings: Sequence[Finding], levels: Mapping[str, str]) -> Iterator[str]:
    """Yields a note for each finding about the settings that `lines` leaves out, as it is at the level `info`."""
    for finding in findings:
        if finding.rule in _OF_SETTINGS and level(finding, levels) == "info":
            said = message(finding) if finding.rule == "rule-renamed" else f"{message(finding)}; {hint(finding)}"
            yield printable(f"note: {finding.location.path}:{finding.location.line}: {said}")
