"""The content of a page's file → the page. In a repository, what was parsed the last time is not parsed again."""

import hashlib
import pickle
import zlib
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from concord.config import Config
from concord.errors import ConfigurationError
from concord.model import Page
from concord.storage.cache import Cache, repository_cache
from concord.storage.text_file import decode_text

if TYPE_CHECKING:
    from concord.pages.block_parser import Parser


class PageCache:
    """The pages of a guide, each by its file and the hash of what the file holds."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.max_bytes = config.page_limits.bytes
        self._name = " ".join(["pages", *map(config.folder, config.languages)])
        self._now: dict[str, tuple[str, bytes]] = {}

    def page(self, content: bytes, *, language: str, path: str, file: str) -> Page:
        """The page at `path` of `language`, whose `file` holds `content`. Raises `UnicodeDecodeError`."""
        digest = hashlib.sha256(content).hexdigest()
        before, kept = self._known.get(file, ("", b""))
        if before == digest:
            with suppress(Exception):  # nobody vouches for what lies in a folder
                page: Page = pickle.loads(zlib.decompress(kept))
                self._now[file] = digest, kept
                return page
        from concord.pages.parser import parse_page  # which takes long to load, and a page that is known needs none

        text = decode_text(content)
        page = replace(parse_page(text, self._parser, language=language, path=path, file=file), digest=digest)
        if self._cache:
            self._now[file] = digest, zlib.compress(pickle.dumps(page, pickle.HIGHEST_PROTOCOL), 1)
        return page

    def keep(self) -> None:
        """Keeps the pages that were asked for, for the next time."""
        is_new = any(self._known.get(file) != kept for file, kept in self._now.items())
        if self._cache and is_new:
            self._cache.put({self._name: pickle.dumps(self._now, pickle.HIGHEST_PROTOCOL)})

    @cached_property
    def _known(self) -> dict[str, tuple[str, bytes]]:
        """By file: the digest of its content, and its page, pickled by itself, as all at once would take much room."""
        known: dict[str, tuple[str, bytes]] = {}
        with suppress(Exception):  # it is no older than the code, but again
            if self._cache:
                known = dict(pickle.loads(self._cache.get([self._name])[self._name]))
        return known

    @cached_property
    def _cache(self) -> Cache | None:
        try:
            return repository_cache(self._config)
        except ConfigurationError:
            return None

    @cached_property
    def _parser(self) -> "Parser":
        from concord.pages.block_parser import Parser

        return Parser(self._config.extensions, self._config.page_limits)
