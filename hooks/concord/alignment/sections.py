"""Corpus → `AlignedSection`: the versions of one section in the languages that have it, matched by id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.finding import Subject
from concord.model import Page, Section
from concord.pages.corpus import Corpus


@dataclass(frozen=True, slots=True)
class AlignedSection:
    """One section of a page in at least two languages.

    Attributes:
        pages: The readable versions of the page, by language; a language may be here that lacks the section.
        sections: The versions of the section, by language.
    """

    pages: Mapping[str, Page]
    sections: Mapping[str, Section]

    def subject(self, code: str) -> Subject:
        """The version in the language `code`, as what a finding is about."""
        return Subject(self.pages[code], self.sections[code])


def aligned_sections(corpus: Corpus) -> Iterator[AlignedSection]:
    """Yields each section that at least two languages have, page by page.

    Sections are matched by their ids; what stands before a page's first heading is matched as well. Where no version
    of a page has any id, the whole page counts as one section. Versions that cannot be read are left out.
    """
    for path in corpus.paths:
        pages = {code: page for code, page in corpus.versions(path).items() if not page.problems}
        if len(pages) > 1:
            yield from _sections_of_page(pages)


def _sections_of_page(pages: Mapping[str, Page]) -> Iterator[AlignedSection]:
    if not any(section.id for page in pages.values() for section in page.sections):
        yield AlignedSection(pages, {code: page.whole for code, page in pages.items() if page.sections})
        return
    by_id: dict[str, dict[str, Section]] = {}
    for code, page in pages.items():
        for section in page.sections:
            if section.id or not section.level:
                by_id.setdefault(section.id, {}).setdefault(code, section)
    for sections in by_id.values():
        if len(sections) > 1:
            yield AlignedSection(pages, sections)
