"""Findings → findings without those that another one explains, so that one cause is reported once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from concord.finding import Finding
from concord.model import Location, Page
from concord.rules.messages import MORE_PAGES

_LANGUAGE = ("language-untranslated", "language-wrong")
_OF_THE_TEXT = frozenset(("number-drift", "title-drift", "value-uncited", "date-uncited", "title-false-friend"))
_MOST_IN_A_TABLE = 3  # findings of one rule; more are one
_MOST_WITH_A_NOTICE = 3  # pages; what more of them have is one notice
_OF_A_SHIFT = ("own", "theirs", "having")
_OF_A_NOTICE = ("kind", "begins", "count", "having", "lacking")


def without_consequences(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` without those that follow from another one.

    These are the values in a block, or on a page, that is in the wrong language, links that differ because one of them
    leads nowhere, a fact, or the date of one, that a section does not cite, as its value stands there without its link,
    and words that are wrong for the fact in front of them.
    """
    in_wrong_language = [finding for finding in findings if finding.rule in _LANGUAGE]
    foreign = _Ranges(finding.location for finding in in_wrong_language)
    foreign_pages = {finding.location.path for finding in in_wrong_language if finding.data.get("case") == "page"}
    broken = [finding for finding in findings if finding.rule == "link-broken"]
    dead = {place.start for finding in broken for place in (finding.location, *finding.related)}
    misspelt = {finding.data["near"] for finding in broken if "near" in finding.data}
    plain = {(*_section(one), f"{one.data['fact']}.as_of") for one in findings if one.rule == "date-uncited"}
    plain |= {(*_section(one), one.data.get("fact", "")) for one in findings if one.rule == "value-uncited"}
    wrong = {one.location for one in findings if one.rule == "fact-mismatch"}
    kept = []
    for finding in _without_repeated_links(findings):
        places = (finding.location, *finding.related, *finding.group)
        if finding.rule in _OF_THE_TEXT and any(foreign.has(one) or one.path in foreign_pages for one in places):
            continue
        if finding.rule == "number-drift" and finding.location in wrong:
            continue
        if finding.rule in ("link-drift", "image-drift") and any(place.start in dead for place in places):
            continue
        if finding.rule == "fact-drift" and f"fact:{finding.data.get('fact')}" in misspelt:
            continue
        if finding.rule == "fact-drift" and (*_section(finding), finding.data.get("fact")) in plain:
            continue
        kept.append(finding)
    return kept


def _without_repeated_links(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` without links that another finding on the same blocks has as well: with their sections, or without."""
    by_blocks: dict[object, list[Finding]] = {}
    for finding in findings:
        if finding.rule == "link-drift":
            by_blocks.setdefault((finding.location.start, finding.group), []).append(finding)
    repeated: set[int] = set()
    for found in by_blocks.values():
        for number, finding in enumerate(found):
            others = [one for at, one in enumerate(found) if at != number and id(one) not in repeated]
            said = [one.data.get(key, "") for one in others for key in ("target", "theirs")]
            if "theirs" not in finding.data and finding.data["target"] in said:
                repeated.add(id(finding))
    return [finding for finding in findings if id(finding) not in repeated]


def _section(finding: Finding) -> tuple[str, str, str]:
    return finding.language, finding.page, finding.section


class _Ranges:
    """Ranges of lines of files."""

    def __init__(self, ranges: Iterable[Location]) -> None:
        self._lines: dict[str, set[int]] = {}
        for place in ranges:
            self._lines.setdefault(place.path, set()).update(range(place.line, (place.end_line or place.line) + 1))

    def has(self, place: Location) -> bool:
        """Whether `place` begins in one of them."""
        return place.line in self._lines.get(place.path, ())


def one_a_notice(findings: Sequence[Finding]) -> list[Finding]:
    """`findings`, of which a block that many pages of a language have more is one, which says how many more pages.

    Such a block is a notice, as on how the language was translated.
    """
    by_notice: dict[tuple[str | None, ...], dict[str, Finding]] = {}
    for finding in findings:
        if finding.rule == "block-drift" and "count" in finding.data:
            by_notice.setdefault(tuple(map(finding.data.get, _OF_A_NOTICE)), {}).setdefault(finding.page, finding)
    notices = [[*found.values()] for found in by_notice.values() if len(found) > _MOST_WITH_A_NOTICE]
    return _one_of_each(findings, notices, lambda number: {MORE_PAGES: str(number - 1)})


def one_a_shift(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` on one page with a single one for all headings that are on the same other level."""
    shifted: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        if finding.rule == "section-drift" and finding.data.get("case") == "level":
            key = (finding.location.path, *map(finding.data.__getitem__, _OF_A_SHIFT))
            shifted.setdefault(key, []).append(finding)
    several = [found for found in shifted.values() if len(found) > 1]
    return _one_of_each(findings, several, lambda number: {"case": "levels", "count": str(number)}, is_group=True)


def one_a_table(findings: Sequence[Finding], versions: Mapping[str, Page]) -> list[Finding]:
    """`findings` on one page with a single `number-drift` for a table that has many, which says how many more."""
    if sum(finding.rule == "number-drift" for finding in findings) <= _MOST_IN_A_TABLE:
        return list(findings)
    tables = dict(_table_lines(versions.values()))
    by_table: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        if finding.rule == "number-drift" and (table := tables.get((finding.location.path, finding.location.line))):
            by_table.setdefault((finding.location.path, table), []).append(finding)
    many = [found for found in by_table.values() if len(found) > _MOST_IN_A_TABLE]
    return _one_of_each(findings, many, lambda number: {"more": str(number - 1)}, is_group=True)


def _one_of_each(
    findings: Sequence[Finding],
    causes: Iterable[Sequence[Finding]],
    data: Callable[[int], dict[str, str]],
    *,
    is_group: bool = False,
) -> list[Finding]:
    """`findings` with the first one of each of `causes` alone.

    Its data have what `data` gives for the number of all; with `is_group` it is about the blocks of all.
    """
    replaced: dict[int, Finding | None] = {}
    for found in causes:
        first, *others = sorted(found, key=lambda finding: finding.location.start)
        replaced |= {id(finding): None for finding in others}
        group = tuple(place for finding in found for place in finding.group) if is_group else first.group
        replaced[id(first)] = replace(first, data={**first.data, **data(len(found))}, group=group)
    kept = (replaced.get(id(finding), finding) for finding in findings)
    return [finding for finding in kept if finding is not None]


def _table_lines(pages: Iterable[Page]) -> Iterator[tuple[tuple[str, int], int]]:
    """The file and the number of each line of a table, with the table's own number on its page, from 1."""
    for page in pages:
        for section in page.sections:
            for block in section.blocks:
                if block.outer == "table":
                    yield (page.file, block.location.line), block.group + 1
