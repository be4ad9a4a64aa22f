"""The hash of a section that was agreed on → the section itself, as git's history of its language has it.

Hashes know nothing of commits: what was squashed, rebased, renamed or moved is found wherever it stands. A hash knows
where links led by the ids of pages; which id a page had then, its own history tells.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from concord.config import Config
from concord.model import Page
from concord.pages.block_parser import Parser
from concord.pages.corpus import Corpus
from concord.pages.page_cache import BOM
from concord.pages.parser import parse_page
from concord.storage.cache import Cache
from concord.storage.git import Version, blob_contents, file_versions
from concord.sync.diff.snapshot import Snapshot, section_snapshot
from concord.sync.fingerprint import meaning, short_hash
from concord.sync.tracker import heading_ids

_AIM = re.compile("\x02([^\x02]*)\x02")  # a page that a link leads to; no text has such a character
_AT_ONCE = 100  # blobs
_MOST_WAYS = 64  # of a section's links to pages that have had other ids


@dataclass(frozen=True)
class _Known:
    """A page as it was once: the id of its own heading, and what each section means, with the pages it leads to."""

    own: str
    sections: dict[str, str]


class SectionHistory:
    """What the pages of one language have said, in any commit, or in `upto` and those before it."""

    def __init__(self, config: Config, corpus: Corpus, language: str, upto: str = "") -> None:
        self.upto = upto
        self.language = language
        self.top = config.root / corpus.folders[language]
        self.folder = corpus.folders[language]
        self.pages = corpus.pages[language]
        self._config = config
        self._known: dict[Version, _Known] = {}

    def find(self, hash: str, paths: Sequence[str]) -> Snapshot | None:
        """The section with that `hash`, sought first on the pages at `paths`; None where history does not have it.

        Raises `ConfigurationError` where there is no git or no repository.
        """
        near = [version for path in dict.fromkeys(paths) for version in self._at.get(path, ())]
        far = [version for version in self._versions if version.path not in paths]
        for versions in (near, far):
            for anyhow in (False, True):
                if found := self._among(versions, hash, anyhow):
                    return found
        return None

    def _among(self, versions: Sequence[Version], hash: str, anyhow: bool) -> Snapshot | None:
        for version in self._read(versions):
            for id, text in self._known[version].sections.items():
                for homes in self._ways(version, text, anyhow):
                    if short_hash(_led(text, homes)) == hash:
                        return self._telling(version, id, homes)
        return None

    @cached_property
    def _versions(self) -> list[Version]:
        return [version for version in file_versions(self.top, upto=self.upto) if version.path.endswith(".md")]

    @cached_property
    def _at(self) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = {}
        for version in self._versions:
            found.setdefault(version.path, []).append(version)
        return found

    def _ways(self, version: Version, text: str, anyhow: bool) -> Iterator[dict[str, str]]:
        """What the pages that `text` leads to may be known by: as they are now, or `anyhow`."""
        aims = dict.fromkeys(_AIM.findall(text))
        ids = [[self._known[version].own] if aim == version.path else self._ids(aim, anyhow) for aim in aims]
        for way in islice(product(*ids), _MOST_WAYS):
            yield {aim: id or aim.rpartition("/")[2] for aim, id in zip(aims, way, strict=True)}

    def _ids(self, path: str, anyhow: bool) -> list[str]:
        """The ids that the page at `path` has, or has had; "" for none."""
        if path in self.pages and not anyhow:
            return [heading_ids(self.pages)(path)]
        had = dict.fromkeys(self._known[version].own for version in self._read(self._at.get(path, ())))
        return [*dict.fromkeys((*had, ""))]

    def _read(self, versions: Sequence[Version]) -> Iterator[Version]:
        """`versions`, each known by the time that it comes; those that git does not have are left out."""
        for start in range(0, len(versions), _AT_ONCE):
            some = versions[start : start + _AT_ONCE]
            new = [version for version in some if version not in self._known]
            names = {f"{version.blob} {self.folder}/{version.path}": version for version in new}
            for name, value in self._cache.get(list(names)).items() if new else ():
                with suppress(ValueError, TypeError):  # no such value
                    self._known[names[name]] = _Known(*json.loads(value))
            unknown = {name: version for name, version in names.items() if version not in self._known}
            blobs = blob_contents(self.top, (version.blob for version in unknown.values()))
            fresh = {name: one for name, one in unknown.items() if one.blob in blobs}
            for version in fresh.values():
                self._known[version] = _known(self._parsed(version, blobs[version.blob]))
            if fresh:
                self._cache.put(
                    {n: json.dumps([self._known[v].own, self._known[v].sections]).encode() for n, v in fresh.items()}
                )
            yield from (version for version in some if version in self._known)

    def _parsed(self, version: Version, content: bytes) -> Page:
        text = content.decode("utf-8", "replace").removeprefix(BOM)
        file = f"{self.folder}/{version.path}"
        return parse_page(text, self._parser, language=self.language, path=version.path, file=file)

    def _telling(self, version: Version, id: str, homes: dict[str, str]) -> Snapshot:
        page = self._parsed(version, blob_contents(self.top, [version.blob])[version.blob])
        section = next(section for section in page.sections if section.id == id)
        return section_snapshot(section, self.language, version.path, lambda path: homes.get(path, ""))

    @cached_property
    def _parser(self) -> Parser:
        return Parser(self._config.extensions)

    @cached_property
    def _cache(self) -> Cache:
        """Versions that earlier runs have parsed: without, `diff` of a text that no commit has takes twice as long."""
        return Cache(self._config, f"history-{self.language}")


def _led(text: str, homes: Mapping[str, str]) -> str:
    """`text` with each page that it leads to by its id."""
    return _AIM.sub(lambda aim: homes[aim[1]], text)


def _known(page: Page) -> _Known:
    sections: dict[str, str] = {}
    for section in page.sections:
        if section.id not in sections:
            sections[section.id] = "\n".join(meaning(section, page.path, lambda path: f"\x02{path}\x02"))
    return _Known(heading_ids({page.path: page})(page.path), sections)
