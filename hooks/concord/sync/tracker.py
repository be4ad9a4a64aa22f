"""Corpus, registry and lock files → Tracker: the status of every section.

A section that was renamed or moved to another page is found again by the hash of its text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from concord.errors import ConfigurationError
from concord.languages import language
from concord.model import Location, Page
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.sync.fingerprint import Home, section_hash, text_hash
from concord.sync.lock.file import read_lock
from concord.sync.lock.format import NAME, Agreement, Lock
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus

INTERFACE = "interface"  # the page of the keys of the site's interface texts, from `languages/*.yml`


@dataclass(frozen=True)
class Tracker:
    """The present texts of the guide, and the lock file of each language."""

    corpus: Corpus
    registry: Registry
    locks: Mapping[str, Lock]

    @cached_property
    def present(self) -> dict[SectionKey, dict[str, str]]:
        """The hash of each present text, by key and language."""
        present: dict[SectionKey, dict[str, str]] = {}
        for key, code, hash in _text_hashes(self.corpus, self.registry):
            present.setdefault(key, {})[code] = hash
        return present

    @cached_property
    def wordings(self) -> dict[tuple[SectionKey, str], str]:
        """The texts of the registry and the interface, by key and language."""
        return {(key, code): text for key, code, text in wordings(self.registry, self.corpus.languages)}

    @cached_property
    def statuses(self) -> dict[SectionKey, SectionStatus]:
        """The status of each section that some language has, in the order of the pages."""
        return {key: self._status(key) for key in self.present}

    @property
    def has_locks(self) -> bool:
        """Whether some lock file says anything. Without any, the guide is not kept in step and nothing is reported."""
        return any(lock.agreements or lock.damage for lock in self.locks.values())

    def check_locks(self) -> None:
        """Raises `ConfigurationError` where a lock file has a line that cannot be read."""
        for code, lock in self.locks.items():
            if lock.damage:
                raise ConfigurationError(
                    f"{self.corpus.folders[code]}/{NAME} cannot be read; `concord check` says where"
                )

    def is_unreadable(self, language: str, key: SectionKey) -> bool:
        """Whether the present text of a section is unknown because its page or registry file cannot be read."""
        page = self.corpus.pages[language].get(key.page)
        is_known = self.registry.is_conclusive(key.page.removesuffix(".yml"), key.section)
        return bool(page and page.problems) or not is_known

    def locked_keys(self, language: str, key: SectionKey) -> list[SectionKey]:
        """The keys under which the lock file of `language` has a section: the present one, the former one, or none."""
        known = self.locks[language].agreements
        return [one for one in (key, self._former_key(key)) if one and one in known]

    @cached_property
    def moved(self) -> dict[SectionKey, SectionKey]:
        """The sections that were renamed or moved: the former key → the present one."""
        return {former: key for key in self.present if (former := self._former_key(key))}

    def location(self, key: SectionKey, language: str) -> Location:
        """Where the text of `language` stands; the lock file for a text of the interface."""
        if page := self.corpus.pages[language].get(key.page):
            return page.by_id[key.section].location
        kind = key.page.removesuffix(".yml")
        if key.page == INTERFACE or (kind, key.section) not in self.registry.places:
            return Location(f"{self.corpus.folders[language]}/{NAME}")
        return self.registry.place(kind, key.section)

    def _status(self, key: SectionKey) -> SectionStatus:
        agreements: dict[str, Agreement] = {}
        for code, lock in self.locks.items():
            if keys := self.locked_keys(code, key):
                agreements[code] = lock.agreements[keys[0]]
        return SectionStatus(self.corpus.languages, self.present[key], agreements)

    def _former_key(self, key: SectionKey) -> SectionKey | None:
        """The key that the section had before it was renamed or moved, None where it was not.

        It is one under which a lock file has the present text, and under which that language has no text now. Of
        several, the only one with the same section, else the only one on the same page; otherwise it is unknown.
        """
        if all(key in lock.agreements for lock in self.locks.values()):
            return None
        texts = self.present[key].items()
        gone = {
            old for code, hash in texts for old in self._keys_by_text.get((code, hash), ()) if self._lacks(code, old)
        }
        same_section = [old for old in gone if old.section == key.section]  # the page was renamed, or it was moved
        same_page = [old for old in gone if old.page == key.page]
        for likely in (same_section, same_page, list(gone)):
            if len(likely) == 1:
                return likely[0]
        return None

    def _lacks(self, code: str, key: SectionKey) -> bool:
        return code not in self.present.get(key, ())

    @cached_property
    def _keys_by_text(self) -> dict[tuple[str, str], set[SectionKey]]:
        """The keys under which some lock file has a text, by its language and hash."""
        keys: dict[tuple[str, str], set[SectionKey]] = {}
        for lock in self.locks.values():
            for key, agreement in lock.agreements.items():
                for text in agreement.hashes.items():
                    keys.setdefault(text, set()).add(key)
        return keys


def is_wording(page: str) -> bool:
    """Whether the keys of `page` belong to the registry or the interface, and not to a page of the guide."""
    return page == INTERFACE or page.endswith(".yml")


def read_tracker(root: Path, corpus: Corpus, registry: Registry) -> Tracker:
    """Reads the lock files of the guide in the folder `root`."""
    locks = {code: read_lock(root / folder, code) for code, folder in corpus.folders.items()}
    return Tracker(corpus, registry, locks)


def _text_hashes(corpus: Corpus, registry: Registry) -> Iterator[tuple[SectionKey, str, str]]:
    """The key, the language and the hash of each text of the pages, the registry and the interface."""
    for page in corpus:
        home = heading_ids(corpus.pages[page.language])
        for key, hash in section_hashes(page, home):
            yield key, page.language, hash
    for key, code, text in wordings(registry, corpus.languages):
        yield key, code, text_hash(text)


def heading_ids(pages: Mapping[str, Page]) -> Home:
    """The function that gives the id of the heading of the page at a path; "" for a page without one."""

    def home(path: str) -> str:
        page = pages.get(path)
        return page.heading.id if page and page.heading else ""

    return home


def section_hashes(page: Page, home: Home) -> Iterator[tuple[SectionKey, str]]:
    """The key and the hash of each section of `page`; of sections with the same id, the first."""
    for section in page.by_id.values():
        yield SectionKey(page.path, section.id), section_hash(section, page.path, home)


def wordings(registry: Registry, languages: tuple[str, ...]) -> Iterator[tuple[SectionKey, str, str]]:
    """The key, the language and the text of each text of the registry and the interface."""
    for code in languages:
        for fact in registry.facts.values():
            yield SectionKey("facts.yml", fact.id), code, fact.says[code]
        for title in registry.titles.values():
            yield SectionKey("titles.yml", title.id), code, "\n".join((title.labels[code], *title.others.get(code, ())))
        for source in registry.sources.values():
            if code in source.flaws:
                yield SectionKey("sources.yml", source.id), code, source.flaws[code]
        for picture in registry.charts.values():
            yield SectionKey("pictures.yml", picture.id), code, "\n".join(picture.wordings(code))
        for name, text in language(code).interface.items():
            yield SectionKey(INTERFACE, name), code, text
