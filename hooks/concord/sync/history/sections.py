"""Hash of a section → Snapshot of the section, from the git history of its language's pages.

A hash does not depend on commits, so a section is also found where its commit was squashed or rebased, or where its
page was renamed. The hash of a section with links to other pages contains the ids of their headings, which may have
been others at that time; they are tried from the history of those pages.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import groupby, islice, product, takewhile

from concord.config import Config
from concord.model import Page
from concord.pages.block_parser import Parser
from concord.pages.corpus import Corpus
from concord.pages.parser import parse_page
from concord.storage.cache import Cache
from concord.storage.git import Version, blob_contents, file_versions
from concord.storage.text_file import decode_text
from concord.sync.diff.snapshot import Snapshot, section_snapshot
from concord.sync.fingerprint import meaning_lines, short_hash
from concord.sync.section_hashes import heading_ids
from concord.sync.section_key import SectionKey

_LINKED_PAGE = re.compile("\x02([^\x02]*)\x02")  # in the text to hash, for the id; no page has this character
_BATCH_SIZE = 100  # blobs that are read from git at once
_MAX_COMBINATIONS = 64  # of the ids that are tried for the pages that one section links to

_Place = tuple[
    Version, str, dict[str, str]
]  # a version of a page, the id of a section, the ids of the pages it links to


@dataclass(frozen=True)
class _PastPage:
    """A version of a page: the id of its heading, and by section id the text that is hashed.

    In the text, the path of each page that a link leads to stands between two characters U+0002.
    """

    heading_id: str
    sections: dict[str, str]


class SectionHistory:
    """The sections that the pages of one language have had in any commit, or in `upto` and the commits before it."""

    def __init__(self, config: Config, corpus: Corpus, language: str, upto: str = "") -> None:
        self._upto = upto
        self._language = language
        self._root = config.root / corpus.folders[language]
        self._folder = corpus.folders[language]
        self._pages = corpus.pages[language]
        self._config = config
        self._past_pages: dict[Version, _PastPage] = {}
        self._locate = cache(self._locate_anew)

    def find(self, hash: str, paths: Sequence[str]) -> Snapshot | None:
        """The section with this hash; None where no commit has it.

        Args:
            hash: The hash, as in a lock file.
            paths: The pages that are searched first; then all other pages are.

        Raises:
            ConfigurationError: There is no git, or no repository.
        """
        found = self._locate(hash, tuple(paths))
        return self._snapshot(*found) if found else None

    def replaced_on(self, hash: str, paths: Sequence[str]) -> str:
        """When the section with this hash was last replaced by another text, in ISO 8601. Arguments as of `find`.

        "" where no commit has the section, or none has what replaced it.
        """
        found = self._locate(hash, tuple(paths))
        versions = self._versions_by_path[found[0].path] if found else []
        later = versions[: versions.index(found[0])] if found else []
        return later[-1].date if later else ""

    def texts(self, key: SectionKey) -> Iterator[tuple[Version, Callable[[], Snapshot], set[str]]]:
        """The texts that a section has had one after the other, the newest first: its page at the path of now.

        Each with the version of the page that brought it, a function that gives the text, and its possible hashes. It
        ends where the page did not have the section. Raises what `find` does.
        """
        runs = groupby(
            takewhile(
                lambda version: key.section in self._past_pages[version].sections,
                self._read(self._versions_by_path.get(key.page, ())),
            ),
            key=lambda version: self._past_pages[version].sections[key.section],
        )
        for text, versions in runs:
            *_, first = versions
            ids = list(self._id_combinations(first, text, with_past_ids=True))
            yield (
                first,
                partial(self._snapshot, first, key.section, ids[0]),
                {short_hash(_with_ids(text, one)) for one in ids},
            )

    def _locate_anew(self, hash: str, paths: tuple[str, ...]) -> _Place | None:
        likely = [version for path in dict.fromkeys(paths) for version in self._versions_by_path.get(path, ())]
        others = [version for version in self._versions if version.path not in paths]
        for versions in (likely, others):
            for with_past_ids in (False, True):
                if found := self._locate_in(versions, hash, with_past_ids):
                    return found
        return None

    def _locate_in(self, versions: Sequence[Version], hash: str, with_past_ids: bool) -> _Place | None:
        for version in self._read(versions):
            for id, text in self._past_pages[version].sections.items():
                for ids in self._id_combinations(version, text, with_past_ids):
                    if short_hash(_with_ids(text, ids)) == hash:
                        return version, id, ids
        return None

    @cached_property
    def _versions(self) -> list[Version]:
        """The versions of all pages, the newest first."""
        return [version for version in file_versions(self._root, upto=self._upto) if version.path.endswith(".md")]

    @cached_property
    def _versions_by_path(self) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = {}
        for version in self._versions:
            found.setdefault(version.path, []).append(version)
        return found

    def _id_combinations(self, version: Version, text: str, with_past_ids: bool) -> Iterator[dict[str, str]]:
        """The ids to try for the pages that `text` links to, by path: the present ones, or all with the past ones."""
        paths = dict.fromkeys(_LINKED_PAGE.findall(text))
        past_page = self._past_pages[version]
        ids = [
            [past_page.heading_id] if path == version.path else self._heading_ids(path, with_past_ids) for path in paths
        ]
        for combination in islice(product(*ids), _MAX_COMBINATIONS):
            yield {path: id or path.rpartition("/")[2] for path, id in zip(paths, combination, strict=True)}

    def _heading_ids(self, path: str, with_past_ids: bool) -> list[str]:
        """The id of the heading of the page at `path`, or all that it has had; "" for a page without one."""
        if path in self._pages and not with_past_ids:
            return [heading_ids(self._pages)(path)]
        versions = self._read(self._versions_by_path.get(path, ()))
        past = dict.fromkeys(self._past_pages[version].heading_id for version in versions)
        return [*dict.fromkeys((*past, ""))]

    def _read(self, versions: Sequence[Version]) -> Iterator[Version]:
        """Yields `versions`, each once it is in `_past_pages`; versions that git does not have are left out."""
        for start in range(0, len(versions), _BATCH_SIZE):
            batch = versions[start : start + _BATCH_SIZE]
            new = [version for version in batch if version not in self._past_pages]
            self._read_cached(new)
            self._read_from_git([version for version in new if version not in self._past_pages])
            yield from (version for version in batch if version in self._past_pages)

    def _read_cached(self, versions: Sequence[Version]) -> None:
        names = {self._cache_name(version): version for version in versions}
        for name, value in self._cache.get(list(names)).items() if names else ():
            with suppress(ValueError, TypeError):  # a damaged entry of the cache: the page is parsed again
                self._past_pages[names[name]] = _PastPage(*json.loads(value))

    def _read_from_git(self, versions: Sequence[Version]) -> None:
        blobs = blob_contents(self._root, (version.blob for version in versions))
        cached: dict[str, bytes] = {}
        for version in versions:
            if version.blob in blobs:
                past_page = _past_page(self._parse(version, blobs[version.blob]))
                self._past_pages[version] = past_page
                cached[self._cache_name(version)] = json.dumps([past_page.heading_id, past_page.sections]).encode()
        if cached:
            self._cache.put(cached)

    def _cache_name(self, version: Version) -> str:
        return f"{version.blob} {self._folder}/{version.path}"

    def _parse(self, version: Version, content: bytes) -> Page:
        text = decode_text(content, "replace")
        file = f"{self._folder}/{version.path}"
        return parse_page(text, self._parser, language=self._language, path=version.path, file=file)

    def _snapshot(self, version: Version, id: str, ids: dict[str, str]) -> Snapshot:
        page = self._parse(version, blob_contents(self._root, [version.blob])[version.blob])
        return section_snapshot(page.by_id[id], self._language, version.path, lambda path: ids.get(path, ""))

    @cached_property
    def _parser(self) -> Parser:
        return Parser(self._config.extensions, self._config.page_limits)

    @cached_property
    def _cache(self) -> Cache:
        """Versions that earlier runs have parsed: without, `diff` of a text that no commit has takes twice as long."""
        return Cache(self._config, f"history-{self._language}")


def _with_ids(text: str, ids: Mapping[str, str]) -> str:
    """The text to hash, with the ids of the pages that its links lead to in place of their paths."""
    return _LINKED_PAGE.sub(lambda match: ids[match[1]], text)


def _past_page(page: Page) -> _PastPage:
    sections: dict[str, str] = {}
    for section in page.sections:
        if section.id not in sections:
            sections[section.id] = "\n".join(meaning_lines(section, page.path, lambda path: f"\x02{path}\x02"))
    return _PastPage(heading_ids({page.path: page})(page.path), sections)
