"""The versions of a Markdown file → the commits that changed each of its sections.

A section is followed by the text of its heading, as pages that nobody prepared have no ids.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from concord.storage.first_parent_log import Change
from concord.storage.text_file import split_lines

Heading = tuple[str, int]  # its text without spaces around it, and its number among those with the same text
_HEADING = re.compile(r" {0,3}(#{1,6}(?:\s.*|$))")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
BEGINNING: Heading = ("", 0)  # what stands before the first heading


def sections_of(text: str) -> dict[Heading, tuple[int, str]]:
    """The line of each section of a page, from 1, and its words without the heading; listings are no headings."""
    found: dict[Heading, tuple[int, list[str]]] = {BEGINNING: (1, [])}
    heading, fence = BEGINNING, ""
    counts = Counter[str]()
    for number, line in enumerate(split_lines(text), start=1):
        if mark := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or mark[1]
        elif not fence and (match := _HEADING.match(line)):
            title = " ".join(_ATTRIBUTES.sub("", match[1]).split())
            heading = (title, counts[title])
            counts[title] += 1
            found[heading] = (number, [])
            continue
        found[heading][1].extend(line.split())
    return {heading: (line, " ".join(words)) for heading, (line, words) in found.items()}


def section_changes(
    present: Mapping[Heading, tuple[int, str]], versions: Sequence[tuple[Change, str]]
) -> dict[Heading, list[Change | None]]:
    """The commits that changed each present section, the newest first; None for a change that is not committed.

    Args:
        present: The sections as they are.
        versions: The commits that changed the file, the newest first, each with what the file held then.
    """
    past = [(change, sections_of(text)) for change, text in versions]
    return {heading: [*_changes(heading, words, past)] for heading, (_, words) in present.items()}


def _changes(
    heading: Heading, words: str, past: Sequence[tuple[Change, Mapping[Heading, tuple[int, str]]]]
) -> Iterator[Change | None]:
    if not past or past[0][1].get(heading, (0, None))[1] != words:
        yield None
    for (change, sections), (_, before) in zip(past, [*past[1:], (None, {})], strict=False):  # without a past, none
        if heading not in sections:
            return
        if before.get(heading, (0, None))[1] != sections[heading][1]:
            yield change
