"""Corpus and registry → the present texts of all languages by key, and their hashes.

The hashes of a page are kept with it, and those of the registry with that: see `memo`.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from concord.languages import own_words
from concord.model import Page
from concord.pages.corpus import Corpus
from concord.pages.memo import interned, once
from concord.registry import Registry
from concord.registry.missing_texts import missing_texts
from concord.storage.cache import Cache
from concord.sync.fingerprint import text_hash
from concord.sync.page_wordings import page_wordings
from concord.sync.section_hashes import hashes_of_pages, heading_ids
from concord.sync.section_key import SectionKey
from concord.untrusted.mkdocs_yml import Menu

INTERFACE = "interface"  # the page of the keys of the site's interface texts, from `languages/*.yml`


def is_wording(page: str) -> bool:
    """Whether the keys of `page` belong to the registry or the interface, and not to a page of the guide."""
    return page == INTERFACE or page.endswith(".yml")


Hashes = dict[SectionKey, dict[str, str]]  # the hash of a text, by its key and its language


class PageTexts(NamedTuple):
    """The hashes of a page in all languages: its description, where it has one of its own, and its sections."""

    hashes: Hashes
    description: SectionKey | None


def page_texts(corpus: Corpus, menu: Menu, cache: Cache | None = None) -> dict[str, PageTexts]:
    """The hashes of each page, by its path; kept with one of its versions, those of sections in `cache` as well."""
    homes = {code: heading_ids(pages) for code, pages in corpus.pages.items()}
    of_sections = hashes_of_pages(corpus, homes, cache)
    headings = interned(tuple((code, *pages, *map(homes[code], pages)) for code, pages in corpus.pages.items()))

    def of_page(versions: dict[str, Page]) -> PageTexts:
        path = next(iter(versions.values())).path
        wordings = page_wordings(path, versions, menu)
        description = SectionKey(path, "") if wordings else None
        hashes: Hashes = {}
        for code in versions:
            own = [(SectionKey(path, ""), text_hash(wordings[code]))] if code in wordings else []
            for key, hash in (*own, *of_sections[code, path]):
                hashes.setdefault(key, {})[code] = hash
        return PageTexts(hashes, description)

    found: dict[str, PageTexts] = {}
    for path in corpus.paths:
        versions = corpus.versions(path)
        keeper, inputs = next(iter(versions.values())), (versions, headings, menu)
        found[path] = once(keeper, PageTexts, inputs, partial(of_page, versions))
    return found


def registry_hashes(registry: Registry, corpus: Corpus) -> Hashes:
    """The hashes of the texts of the registry and the interface; kept with the registry."""

    def compute() -> Hashes:
        hashes: Hashes = {}
        for key, code, text in wordings(registry, corpus):
            hashes.setdefault(key, {})[code] = text_hash(text)
        return hashes

    return once(registry, registry_hashes, (corpus.languages, corpus.beginning), compute)


def wordings(registry: Registry, corpus: Corpus) -> Iterator[tuple[SectionKey, str, str]]:
    """The key, the language and the text of each text of the registry and the interface.

    Of an entry of which a language that is beginning lacks a text, it has none yet.
    """
    for code in corpus.languages:
        lacking = missing_texts(registry, code) if code in corpus.beginning else ()
        left_out = {SectionKey(f"{text.kind}.yml", text.id) for text in lacking}
        for key, texts in _entry_texts(registry, code):
            if key not in left_out:
                yield key, code, "\n".join(texts)
        for name, text in own_words(code).items() if not corpus.layout else ():  # a tree that has no site of ours
            yield SectionKey(INTERFACE, name), code, text


def _entry_texts(registry: Registry, code: str) -> Iterator[tuple[SectionKey, Sequence[str]]]:
    """The key of each entry of the registry and its texts in the language `code`; none of a source without any."""
    for fact in registry.facts.values():
        yield SectionKey("facts.yml", fact.id), fact.wordings(code)
    for title in registry.titles.values():
        yield SectionKey("titles.yml", title.id), title.terms(code)
    for source in registry.sources.values():
        if texts := source.wordings(code):
            yield SectionKey("sources.yml", source.id), texts
    for picture in registry.charts.values():
        yield SectionKey("pictures.yml", picture.id), picture.wordings(code)
