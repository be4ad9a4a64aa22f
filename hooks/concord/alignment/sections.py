"""The sections of a page that face one another in the languages: by their ids, or the whole page where it has none."""

from collections.abc import Iterator, Mapping

from concord.model import Page, Section
from concord.pages.corpus import Corpus

Versions = tuple[Mapping[str, Page], Mapping[str, Section]]


def aligned_sections(corpus: Corpus) -> Iterator[Versions]:
    """For each section that at least two languages have: their pages and their sections, by language."""
    for path in corpus.paths:
        pages = {language: page for language, page in corpus.versions(path).items() if not page.problems}
        if len(pages) > 1:
            yield from _of_page(pages)


def _of_page(pages: Mapping[str, Page]) -> Iterator[Versions]:
    if not any(section.id for page in pages.values() for section in page.sections):
        yield pages, {language: page.whole for language, page in pages.items() if page.sections}
        return
    named: dict[str, dict[str, Section]] = {}
    for language, page in pages.items():
        for section in page.sections:
            if section.id or not section.level:
                named.setdefault(section.id, {}).setdefault(language, section)
    for versions in named.values():
        if len(versions) > 1:
            yield pages, versions
