"""Corpus, registry and lock files → Tracker: the status of every section.

A section that was renamed or moved to another page is found again by the hash of its text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from concord.config import Config
from concord.errors import ConfigurationError
from concord.languages import interface_places
from concord.model import Location
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.storage.cache import Cache
from concord.sync.lock.agreement import Agreement, Text
from concord.sync.lock.file import read_lock
from concord.sync.lock.format import NAME, Lock
from concord.sync.lock.merge_conflicts import ConflictDamage, MergedLock
from concord.sync.page_wordings import page_wordings
from concord.sync.present_texts import (
    INTERFACE,
    Hashes,
    PageTexts,
    page_texts,
    registry_hashes,
    wordings,
)
from concord.sync.renamed_ids import renamed_texts, with_hashes
from concord.sync.section_hashes import heading_ids
from concord.sync.section_key import SectionKey, listed
from concord.sync.section_status import SectionStatus
from concord.untrusted.mkdocs_yml import Menu

_Known = dict[str, tuple[object, dict[SectionKey, SectionStatus]]]  # by page: statuses, and what they depend on


@dataclass(frozen=True)
class Tracker:
    """The present texts of the guide in the folder `root`, with the menu of its site, and each language's lock file.

    `known` has, by page, the statuses that an earlier tracker has computed, and from what; this one adds its own.
    `cache` has the hashes of sections that earlier runs have computed.
    """

    corpus: Corpus
    registry: Registry
    stored: Mapping[str, Lock]
    root: Path = Path()
    menu: Menu = field(default_factory=Menu)
    known: _Known = field(default_factory=dict, repr=False, compare=False)
    cache: Cache | None = field(default=None, repr=False, compare=False)

    def without_texts(self) -> "Tracker":
        """The lock files and the known statuses alone, for a tracker of other texts."""
        return replace(self, corpus=Corpus({}, {}), registry=Registry(), cache=None)

    @cached_property
    def locks(self) -> Mapping[str, Lock]:
        """The lock file of each language, with the present hashes of texts in which only ids were renamed."""
        return {code: self._with_present_hashes(code) for code in self.stored}

    @cached_property
    def renamed(self) -> Mapping[str, Mapping[Text, str]]:
        """By the language of a lock file: the texts in it that are present under other ids, with the present hash."""
        return {
            code: {
                text: hash
                for other, pages in self.corpus.pages.items()
                for text, hash in renamed_texts(lock, pages, other, heading_ids(pages)).items()
            }
            for code, lock in self.stored.items()
        }

    def _with_present_hashes(self, code: str) -> Lock:
        lock, renamed = self.stored[code], self.renamed[code]
        return replace(lock, agreements=with_hashes(lock.agreements, renamed)) if renamed else lock

    @cached_property
    def present(self) -> Hashes:
        """The hash of each present text, by key and language."""
        pages = self._page_texts
        present: Hashes = {}
        for page in self.corpus:
            present |= {key: found for key, found in pages[page.path].hashes.items() if page.language in found}
        return present | registry_hashes(self.registry, self.corpus)

    @cached_property
    def _page_texts(self) -> dict[str, PageTexts]:
        return page_texts(self.corpus, self.menu, self.cache)

    @cached_property
    def wordings(self) -> dict[tuple[SectionKey, str], str]:
        """The descriptions of pages, and the texts of the registry and the interface, by key and language."""
        pages = ((path, page_wordings(path, self.corpus.versions(path), self.menu)) for path in self.corpus.paths)
        found = {(SectionKey(path, ""), code): text for path, texts in pages for code, text in texts.items()}
        return found | {(key, code): text for key, code, text in wordings(self.registry, self.corpus)}

    @cached_property
    def descriptions(self) -> frozenset[SectionKey]:
        """The sections that are the description of a page and its title in the menus."""
        return frozenset(texts.description for texts in self._page_texts.values() if texts.description)

    @cached_property
    def statuses(self) -> dict[SectionKey, SectionStatus]:
        """The status of each section that some language has, in the order of the pages."""
        groups: list[tuple[str, Hashes]] = [(path, texts.hashes) for path, texts in self._page_texts.items()]
        groups.append(("", registry_hashes(self.registry, self.corpus)))
        statuses: dict[SectionKey, SectionStatus] = {}
        for name, hashes in groups:
            statuses |= self._group_statuses(name, hashes)
        found = {key: statuses[key] for key in self.present}
        return found | {key: replace(found[key], agreements=self._assumed(key)) for key in _unlagging(found, self)}

    def _group_statuses(self, name: str, hashes: Hashes) -> dict[SectionKey, SectionStatus]:
        """The statuses of a page, or of what is no page: those that are known where nothing about it has changed."""
        renamed = [(key, self._former_keys[key]) for key in hashes if key in self._former_keys]
        gone = [key for key in hashes if key in self.moved]
        inputs = (hashes, renamed, gone, self.corpus.languages, self.corpus.beginning, [*self.locks.values()])
        known = self.known.get(name)
        if known is None or known[0] != inputs:
            self.known[name] = known = inputs, {key: self._status(key) for key in hashes}
        return known[1]

    def takes_part(self, language: str, key: SectionKey) -> bool:
        """Whether `language` has, had or must have a section: one that is beginning need not have it."""
        status = self.statuses.get(key)
        return status is None or language in status.languages or key in self.locks[language].agreements

    def assumed(self, language: str) -> dict[SectionKey, Agreement]:
        """What counts as confirmed though the lock file of `language` does not say so: descriptions in step.

        The lock files of earlier versions have none. So that later changes are seen, one that is written says so.
        """
        found = (key for key in self.descriptions if self.statuses[key].is_agreed)
        return {
            key: Agreement(language, key, self.present[key]) for key in found if not self.locked_keys(language, key)
        }

    @property
    def has_locks(self) -> bool:
        """Whether some lock file says anything. Without any, the guide is not kept in step and nothing is reported."""
        return any(lock.agreements or lock.damage for lock in self.locks.values())

    def check_locks(self) -> None:
        """Raises `ConfigurationError` where a lock file has a line that cannot be read."""
        for code, lock in self.locks.items():
            for damage in lock.damage[:1]:
                place = f"{self.corpus.folders[code]}/{NAME}"
                if isinstance(damage, ConflictDamage) and damage.keys:
                    said = f"two people have confirmed {listed(damage.keys)} at once ({place}, {damage.lines})"
                    raise ConfigurationError(f"{said}; `concord confirm {code} --resolve` settles it")
                raise ConfigurationError(f"{place}, line {damage.line}: {damage.reason}")

    @cached_property
    def disputed(self) -> frozenset[SectionKey]:
        """The sections of which a merge left two confirmations in some lock file."""
        return frozenset(key for lock in self.locks.values() if isinstance(lock, MergedLock) for key in lock.disputed)

    def is_unreadable(self, language: str, key: SectionKey) -> bool:
        """Whether the present text of a section is unknown because its page or registry file cannot be read."""
        page = self.corpus.pages[language].get(key.page)
        is_known = self.registry.is_conclusive(key.page.removesuffix(".yml"), key.section)
        return bool(page and page.problems) or not is_known

    def locked_keys(self, language: str, key: SectionKey) -> list[SectionKey]:
        """The keys under which the lock file of `language` has a section: the present one, the former one, or none."""
        known = self.locks[language].agreements
        own = () if key in self.descriptions and key in self.moved else (key,)  # it was of a section without an id
        return [one for one in (*own, self._former_keys.get(key)) if one and one in known]

    @cached_property
    def moved(self) -> dict[SectionKey, SectionKey]:
        """The sections that were renamed or moved: the former key → the present one."""
        return {former: key for key, former in self._former_keys.items()}

    @cached_property
    def _former_keys(self) -> dict[SectionKey, SectionKey]:
        """The present key of each section that was renamed or moved → the former one."""
        locked = set.intersection(*({*self.locks[code].agreements} for code in self.corpus.complete))
        new = (key for key in self.present if key not in locked)
        return {key: former for key in new if (former := self._former_key(key))}

    def location(self, key: SectionKey, language: str) -> Location:
        """Where the text of `language` stands; the lock file for one that stands outside of the guide."""
        if page := self.corpus.pages[language].get(key.page):
            if section := page.by_id.get(key.section):
                return section.location
            return Location(page.file, page.meta_lines.get("description", 1))
        kind = key.page.removesuffix(".yml")
        if (kind, key.section) in self.registry.places:
            return self.registry.place(kind, key.section)
        file, lines = interface_places(language)
        if key.page == INTERFACE and file.is_relative_to(self.root):
            return Location(file.relative_to(self.root).as_posix(), lines.get(key.section, 1))
        return Location(f"{self.corpus.folders[language]}/{NAME}")

    def _status(self, key: SectionKey) -> SectionStatus:
        agreements: dict[str, Agreement] = {}
        for code, lock in self.locks.items():
            if keys := self.locked_keys(code, key):
                agreements[code] = lock.agreements[keys[0]]
        beginning = self.corpus.beginning
        languages = self.corpus.languages
        if beginning:
            languages = tuple(code for code in languages if code not in beginning or code in self.present[key])
        return SectionStatus(languages, self.present[key], agreements, beginning)

    def _assumed(self, key: SectionKey) -> dict[str, Agreement]:
        """The agreements of all languages about the present texts of a section."""
        return {code: Agreement(code, key, self.present[key]) for code in self.present[key]}

    def _former_key(self, key: SectionKey) -> SectionKey | None:
        """The key that the section had before it was renamed or moved, None where it was not.

        It is one under which a lock file has the present text, and under which that language has no text now. Of
        several, the only one with the same section, else the only one on the same page; otherwise it is unknown.
        A section that the lock files of all complete languages have under `key` was not renamed.
        """
        free = () if key in self.descriptions else self.descriptions  # keys of what had no id, and of no description
        gone = {
            old
            for text in self.present[key].items()
            for old in self._keys_by_text.get(text, ())
            if self._lacks(text[0], old) or old in free
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


def _unlagging(statuses: Mapping[SectionKey, SectionStatus], tracker: Tracker) -> list[SectionKey]:
    """The descriptions that no lock file has, of pages whose other sections are all current."""
    unknown = {key for key in tracker.descriptions - tracker.disputed if not statuses[key].agreements}
    if not unknown:
        return []
    complete = tracker.corpus.complete
    others = {key: {status.state(code) for code in complete} for key, status in statuses.items() if key not in unknown}
    lagging = {key.page for key, states in others.items() if states != {"current"}}
    return [key for key in unknown if key.page in {other.page for other in others} - lagging]


def read_tracker(config: Config, corpus: Corpus, registry: Registry) -> Tracker:
    """Reads the lock files of the guide that `config` describes."""
    folders = {} if corpus.is_by_name else corpus.folders  # in a shared folder there is no lock file for each language
    locks = dict.fromkeys(corpus.folders, Lock({})) | {
        code: read_lock(config.root / folder, code) for code, folder in folders.items()
    }
    return Tracker(corpus, registry, locks, config.root.resolve(), config.menu, cache=Cache(config, "sections"))
