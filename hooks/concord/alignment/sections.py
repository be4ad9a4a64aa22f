"""Corpus → `AlignedSection`: the versions of one section in the languages that have it, matched by id.

A heading without an id, or with one that not every language has, is matched by its content: its section counts as a
part of the section before it, where the other languages may have the same text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from concord.alignment.elements import ElementRow, aligned_elements
from concord.alignment.heading_ids import with_site_ids
from concord.alignment.stubs import written_versions
from concord.finding import Subject
from concord.model import Block, Location, Page, Section
from concord.pages.corpus import Corpus
from concord.pages.memo import once

_Parts = dict[str, list[Section]]  # by language: a section, and those that count as a part of it


@dataclass(frozen=True)
class AlignedSection:
    """One section of a page in at least two languages.

    Attributes:
        pages: The readable versions of the page, by language; a language may be here that lacks the section.
        sections: The versions of the section, by language; each has the blocks of all sections that are a part of it.
    """

    pages: Mapping[str, Page]
    sections: Mapping[str, Section]

    @cached_property
    def rows(self) -> tuple[ElementRow, ...]:
        """Its elements, a row for each. They are kept with one of the pages, as several checks ask for them."""
        inputs = tuple(self.sections.items())
        keeper, place = next(iter(self.pages.values())), inputs[0][1].location
        return once(keeper, (ElementRow, place), inputs, lambda: aligned_elements(self.sections))

    @cached_property
    def versions(self) -> tuple[Mapping[str, Block], ...]:
        """The blocks that correspond to one another, by language: the headings, then those below them."""
        headings = {code: section.blocks[0] for code, section in self.sections.items() if section.level}
        below = (blocks for row in self.rows for blocks in row.blocks)
        return (headings, *below) if len(headings) == len(self.sections) else tuple(below)

    def subject(self, code: str, place: Location | None = None) -> Subject:
        """The version in the language `code`, as what a finding is about: the section that `place` is in, if given."""
        page = self.pages[code]
        within = page.section_at(place.line) if place and place.path == page.file else None
        return Subject(page, within or self.sections[code])


def aligned_sections(corpus: Corpus) -> tuple[AlignedSection, ...]:
    """The sections that at least two languages have, page by page; kept, as each check asks for them.

    Sections are matched by their ids; what stands before a page's first heading is matched as well. Versions that
    cannot be read, or are only announced, are left out.
    """
    return _sections_of(corpus)


@lru_cache(maxsize=1)
def _sections_of(corpus: Corpus) -> tuple[AlignedSection, ...]:
    written = (
        {code: page for code, page in written_versions(corpus.versions(path)).items() if page.sections}
        for path in corpus.paths
    )
    return tuple(section for pages in written if len(pages) > 1 for section in aligned_versions(pages))


def aligned_versions(pages: Mapping[str, Page]) -> Iterator[AlignedSection]:
    """Yields each section that at least two of `pages` have, which are the readable versions of one page."""
    named = with_site_ids(pages)
    shared = set.intersection(*({id for id in page.by_id if id} for page in named.values()))
    found: dict[str, _Parts] = {}
    for code, page in named.items():
        parts: list[Section] = []
        seen: set[str] = set()
        for section in page.sections:
            if not parts or (section.id in shared and section.id not in seen):
                parts = found.setdefault(section.id if section.id in shared else "", {}).setdefault(code, [])
                seen.add(section.id)
            parts.append(section)
    for versions in found.values():
        yield from _joined(pages, versions)


def _joined(pages: Mapping[str, Page], versions: _Parts) -> Iterator[AlignedSection]:
    """Yields the section whose `versions` begin with the same id, and those behind it that some languages have.

    Such a section is one of its own where the languages without it seem to have nothing of it; else it is a part.
    """
    alone = _alone(versions)
    own: dict[str, dict[str, Section]] = {}
    for code, parts in versions.items():
        key, joined = "", dict[str, list[Section]]()
        for number, section in enumerate(parts):
            if number and section.id in alone:
                key = section.id
            elif number and section.id and key in alone:
                key = ""
            joined.setdefault(key, []).append(section)
        for key, sections in joined.items():
            own.setdefault(key, {})[code] = _one(sections)
    for sections_by_code in own.values():
        if len(sections_by_code) > 1:
            yield AlignedSection(pages, sections_by_code)


def _alone(versions: _Parts) -> set[str]:
    """The ids, behind the beginning, of sections of which the languages without them seem to have nothing.

    These languages have no more elements than the others have without the section. A language that gives no heading an
    id may have any of them.
    """
    totals = {code: sum(map(_elements, parts)) for code, parts in versions.items()}
    counts: dict[str, dict[str, int]] = {}
    for code, parts in versions.items():
        for section in parts[1:]:
            if section.id:
                of_id = counts.setdefault(section.id, {})
                of_id[code] = of_id.get(code, 0) + _elements(section)
    without_ids = any(not any(section.id for section in parts) for parts in versions.values())
    return {
        id
        for id, of_id in ({} if without_ids else counts).items()
        if max((totals[code] for code in versions if code not in of_id), default=0)
        <= min(totals[code] - number for code, number in of_id.items())
        or len(of_id) == len(versions)
    }


def _elements(section: Section) -> int:
    return len({block.group for block in section.blocks})


def _one(sections: Sequence[Section]) -> Section:
    """The first of `sections` with the blocks of all; one without an id counts its heading among them."""
    first = sections[0]
    if len(sections) == 1 and (first.id or not first.level):
        return first
    blocks = tuple(block for section in sections for block in section.blocks)
    return replace(first, blocks=blocks, level=first.level if first.id else 0)
