"""Findings → the Markdown of a comment on a pull request, and of the summary of a run: the same for the same findings.

What a page says stands in code spans, which a code host shows as it is: no link, no picture, no mention of anybody.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from concord.finding import Finding
from concord.report.text import summary
from concord.rules.messages import hint, level, message
from concord.untrusted.printable import printable

MARK = "<!-- concord -->"
"""The first line, by which the comment is found again."""
_MOST = 59_000  # characters; a code host takes 65,536
_BACKTICKS = re.compile("`+")
_LONGEST = 2_000  # characters of a message, or of a hint


def as_markdown(findings: Sequence[Finding], levels: Mapping[str, str], pages: int, languages: int) -> str:
    """The findings file by file, as many as fit, below how many there are in so many pages and languages."""
    head = f"{MARK}\n**concord**: {summary(findings, levels, pages, languages)}\n"
    parts, length, shown = [head], len(head), 0
    for part, number in _parts(findings, levels):
        if length + len(part) > _MOST:
            parts.append(f"\n{len(findings) - shown} more: `concord check` shows all.\n")
            break
        parts.append(part)
        length, shown = length + len(part), shown + number
    return "".join(parts)


def _parts(findings: Sequence[Finding], levels: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The heading of each file, and an item for each finding in it; each with how many findings it has."""
    for path, of_file in groupby(findings, key=lambda finding: finding.location.path):
        yield f"\n#### {_code(path)}\n\n", 0
        for finding in of_file:
            place = finding.location
            lines = (
                f"- line {place.line}, {level(finding, levels)} `{finding.rule}`: {_code(message(finding))}<br>\n"
                f"  {_code(hint(finding))}\n"
            )
            yield lines, 1


def _code(text: str) -> str:
    """A code span of `text` on one line, with more backticks around it than it has anywhere in a row."""
    shown = " ".join(printable(text).split())
    shown = f"{shown[:_LONGEST]}…" if len(shown) > _LONGEST else shown
    fence = "`" * (max(map(len, _BACKTICKS.findall(shown)), default=0) + 1)
    return f"{fence} {shown} {fence}"
