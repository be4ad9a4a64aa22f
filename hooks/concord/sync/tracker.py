"""The guide and its lock files → where each section stands. One that was renamed or moved is followed by its hash."""

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
from concord.sync.lock.format import NAME, Agreement, Key, Lock, page_of
from concord.sync.section_status import SectionStatus

INTERFACE = "interface"


@dataclass(frozen=True)
class Tracker:
    """What every language's lock file says of the texts that there are now."""

    corpus: Corpus
    registry: Registry
    locks: Mapping[str, Lock]

    @cached_property
    def present(self) -> dict[Key, dict[str, str]]:
        """The hash of each text, by key and language."""
        present: dict[Key, dict[str, str]] = {}
        for key, code, hash in _texts(self.corpus, self.registry):
            present.setdefault(key, {})[code] = hash
        return present

    @cached_property
    def wordings(self) -> dict[tuple[Key, str], str]:
        """What the registry and the interface say, by key and language."""
        return {(key, code): text for key, code, text in wordings(self.registry, self.corpus.languages)}

    @cached_property
    def statuses(self) -> dict[Key, SectionStatus]:
        """Each section with a text in some language, in order of its page."""
        return {key: self._status(key) for key in self.present}

    @property
    def is_kept(self) -> bool:
        """Whether anything has been agreed on at all: without lock files nothing is said of any section."""
        return any(lock.agreements or lock.damage for lock in self.locks.values())

    def check_whole(self) -> None:
        """Raises `ConfigurationError` where a lock file cannot be read in all its lines."""
        for code, lock in self.locks.items():
            if lock.damage:
                raise ConfigurationError(
                    f"{self.corpus.folders[code]}/{NAME} cannot be read; `concord check` says where"
                )

    def is_unread(self, language: str, key: Key) -> bool:
        """Whether the text of a section is unknown because what it stands in cannot be read."""
        path, _, id = key.partition("#")
        page = self.corpus.pages[language].get(path)
        return bool(page and page.problems) or not self.registry.is_conclusive(path.removesuffix(".yml"), id)

    def entries(self, language: str, key: Key) -> list[Key]:
        """The keys under which the lock file of `language` has the section `key`: its own, one that it had before."""
        known = self.locks[language].agreements
        return [one for one in (key, self._before(key)) if one in known]

    @cached_property
    def moved(self) -> dict[Key, Key]:
        """The sections that were renamed or moved: the key that each had before, and the one that it has."""
        return {old: key for key in self.present if (old := self._before(key))}

    def place(self, key: Key, language: str) -> Location:
        """Where the text of `language` stands."""
        path, _, id = key.partition("#")
        if page := self.corpus.pages[language].get(path):
            return page.by_id[id].location
        kind = path.removesuffix(".yml")
        if path == INTERFACE or (kind, id) not in self.registry.places:
            return Location(f"{self.corpus.folders[language]}/{NAME}")
        return self.registry.place(kind, id)

    def _status(self, key: Key) -> SectionStatus:
        found: dict[str, Agreement] = {}
        for code, lock in self.locks.items():
            if keys := self.entries(code, key):
                found[code] = lock.agreements[keys[0]]
        return SectionStatus(self.corpus.languages, self.present[key], found)

    def _before(self, key: Key) -> Key:
        """The key that the section had before it was renamed or moved, "" where it was not."""
        if all(key in lock.agreements for lock in self.locks.values()):
            return ""
        texts = self.present[key].items()
        gone = {old for code, hash in texts for old in self._known.get((code, hash), ()) if self._is_gone(old, code)}
        page, _, id = key.partition("#")
        for likely in (
            [old for old in gone if old.endswith(f"#{id}")],  # its page was renamed, or it was moved
            [old for old in gone if page_of(old) == page],
            list(gone),
        ):
            if len(likely) == 1:
                return likely[0]
        return ""

    def _is_gone(self, key: Key, code: str) -> bool:
        return code not in self.present.get(key, ())

    @cached_property
    def _known(self) -> dict[tuple[str, str], set[Key]]:
        """The keys under which each text is known."""
        known: dict[tuple[str, str], set[Key]] = {}
        for lock in self.locks.values():
            for key, one in lock.agreements.items():
                for text in one.hashes.items():
                    known.setdefault(text, set()).add(key)
        return known


def is_wording(key: Key) -> bool:
    """Whether `key` is one of the registry or the interface, and of no page."""
    return page_of(key) == INTERFACE or page_of(key).endswith(".yml")


def read_tracker(root: Path, corpus: Corpus, registry: Registry) -> Tracker:
    """The tracker of the guide in `root`."""
    locks = {code: read_lock(root / folder, code) for code, folder in corpus.folders.items()}
    return Tracker(corpus, registry, locks)


def _texts(corpus: Corpus, registry: Registry) -> Iterator[tuple[Key, str, str]]:
    """Each section and each text of the registry and the interface: its key, its language and the hash of it."""
    for page in corpus:
        home = heading_ids(corpus.pages[page.language])
        for key, hash in section_hashes(page, home):
            yield key, page.language, hash
    for key, code, text in wordings(registry, corpus.languages):
        yield key, code, text_hash(text)


def heading_ids(pages: Mapping[str, Page]) -> Home:
    """What knows the id of each page's own heading."""

    def home(path: str) -> str:
        page = pages.get(path)
        return page.heading.id if page and page.heading else ""

    return home


def section_hashes(page: Page, home: Home) -> Iterator[tuple[Key, str]]:
    """The key and the hash of each section of `page`; of those with one id, the first."""
    for id, section in page.by_id.items():
        yield f"{page.path}#{id}", section_hash(section, page.path, home)


def wordings(registry: Registry, languages: tuple[str, ...]) -> Iterator[tuple[Key, str, str]]:
    """What the registry and the interface say in each language: key, language, text."""
    for code in languages:
        for fact in registry.facts.values():
            yield f"facts.yml#{fact.id}", code, fact.says[code]
        for title in registry.titles.values():
            yield f"titles.yml#{title.id}", code, "\n".join((title.labels[code], *title.others.get(code, ())))
        for source in registry.sources.values():
            if code in source.flaws:
                yield f"sources.yml#{source.id}", code, source.flaws[code]
        for picture in registry.charts.values():
            yield f"pictures.yml#{picture.id}", code, "\n".join(picture.wordings(code))
        for name, text in language(code).interface.items():
            yield f"{INTERFACE}#{name}", code, text
