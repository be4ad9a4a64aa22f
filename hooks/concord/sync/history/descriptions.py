"""Hash of a page's description and menu title → the text, from the git history of the page and of mkdocs.yml."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

from concord.config import Config
from concord.errors import ConfigurationError
from concord.pages.parser import read_front_matter
from concord.storage.git import Version, blob_contents, file_versions
from concord.storage.text_file import BOM, decode_text, normalize_newlines
from concord.sync.fingerprint import text_hash
from concord.sync.page_wordings import page_wording
from concord.untrusted.mkdocs_yml import Menu, menu_of


class DescriptionHistory:
    """What the pages of one language have said of themselves in any commit, or in `upto` and the commits before it."""

    def __init__(self, config: Config, language: str, upto: str = "") -> None:
        self._config = config
        self._language = language
        self._upto = upto
        self._descriptions = cache(self._read_descriptions)

    def find(self, hash: str, paths: Sequence[str]) -> str | None:
        """The text with this hash of a page at one of `paths`; None where no commit has it.

        Raises:
            ConfigurationError: There is no git, or no repository.
        """
        return next((text for path in paths for text, _ in self._dated_texts(path) if text_hash(text) == hash), None)

    def replaced_on(self, hash: str, paths: Sequence[str]) -> str:
        """When the text with this hash was last replaced by another one, in ISO 8601; "" where that is unknown.

        Arguments and errors as of `find`.
        """
        dated = (one for path in paths for one in self._dated_texts(path))
        return next((date for text, date in dated if text_hash(text) == hash), "")

    def texts(self, path: str) -> Iterator[tuple[Version, str]]:
        """The texts that a page has had, the newest first, with the version that brought each, by the menu of now."""
        title = self._config.menu.title(path, self._language)
        for text, run in groupby(self._descriptions(path), key=lambda one: page_wording(title, one[1])):
            *_, (version, _) = run
            yield version, text

    def _dated_texts(self, path: str) -> Iterator[tuple[str, str]]:
        """The texts that a page can have had: each with when its description was replaced, "" for the newest."""
        for title in self._titles(path):
            replaced = ""
            for version, meta in self._descriptions(path):
                yield page_wording(title, meta), replaced
                replaced = version.date

    def _titles(self, path: str) -> Iterator[str]:
        """The title of a page in the menu of now, each that it has had in another one, and "" for that of no menu."""
        menus = (self._config.menu, *self._past_menus)
        yield from dict.fromkeys([*(menu.title(path, self._language) for menu in menus), ""])

    def _read_descriptions(self, path: str) -> list[tuple[Version, dict[str, object]]]:
        """The front matter of each version of a page, the newest first."""
        folder = self._config.root / self._config.folder(self._language)
        return [
            (version, read_front_matter(normalize_newlines(text.removeprefix(BOM)), path)[0])
            for version, text in _contents(folder, path, self._upto)
        ]

    @cached_property
    def _past_menus(self) -> list[Menu]:
        with suppress(ConfigurationError):  # the pages may have a repository of their own
            found = _contents(self._config.root, self._config.site_file, self._upto)
            return [menu_of(text) for _, text in found]
        return []


def _contents(folder: Path, path: str, upto: str) -> list[tuple[Version, str]]:
    versions = file_versions(folder, path, upto=upto)
    blobs = blob_contents(folder, (version.blob for version in versions))
    return [
        (version, decode_text(blobs[version.blob], "replace"))
        for version in versions
        if version.path == path and version.blob in blobs
    ]
