"""Key, language and hash → the text of a registry entry or the interface that had it, from the git history of its file.

Of each version of a file, only the entries that differ from those of newer versions are parsed, each by itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from concord import languages
from concord.config import Config
from concord.storage.git import blob_contents, file_versions
from concord.storage.text_file import decode_text, normalize_newlines
from concord.sync.fingerprint import text_hash
from concord.sync.present_texts import INTERFACE
from concord.sync.section_key import SectionKey

_ENTRY = re.compile(r"^(?=[^\s#])", re.MULTILINE)


def _picture_text(entry: Any, code: str) -> str:
    labels = (row.get("says", {}).get(code) for row in entry.get("rows", ()))
    return "\n".join([entry["says"][code], *filter(None, labels)])


# By registry file: the text of an entry in a language, as `wordings` in `tracker.py` gives it for the present registry.
_TEXT_OF_ENTRY: Mapping[str, Callable[[Any, str], str]] = {
    "facts.yml": lambda entry, code: entry["says"][code],
    "titles.yml": lambda entry, code: "\n".join((entry["labels"][code], *entry.get("others", {}).get(code, ()))),
    "sources.yml": lambda entry, code: entry["flaws"][code],
    "pictures.yml": _picture_text,
}


class EntryHistory:
    """The texts that the registry and the interface have had in any commit."""

    def __init__(self, config: Config) -> None:
        self._facts = config.root / config.facts
        self._root = config.root
        self._entry_versions = cache(self._read_versions)

    def find(self, hash: str, key: SectionKey, language: str) -> str | None:
        """The text of the entry `key` in `language` that has this hash; None where no commit has it.

        Raises:
            ConfigurationError: There is no git, or no repository.
        """
        return next((text for text in self.texts(key, language) if text_hash(text) == hash), None)

    def texts(self, key: SectionKey, language: str) -> Iterator[str]:
        """The texts that the entry `key` has had in `language`, the newest first. Raises what `find` does."""
        if key.page == INTERFACE:
            file = Path(languages.__file__).parent / f"{language}.yml"
            versions = self._entry_versions(file).get(INTERFACE, ())
            texts = (_parse(yaml, INTERFACE, lambda entry: entry[key.section]) for yaml in versions)
        else:
            versions = self._entry_versions(self._facts / key.page).get(key.section, ())
            text_of = _TEXT_OF_ENTRY[key.page]
            texts = (_parse(yaml, key.section, lambda entry: text_of(entry, language)) for yaml in versions)
        yield from (text for text in texts if text is not None)

    def _read_versions(self, file: Path) -> dict[str, dict[str, None]]:
        """By the key of each top-level entry of a YAML file: its YAML in every version, newest first, each once."""
        if not file.resolve().is_relative_to(self._root.resolve()):
            return {}  # the interface file of an installed `concord`: not in the history of this guide
        versions = file_versions(file.parent, file.name)
        blobs = blob_contents(file.parent, (version.blob for version in versions))
        found: dict[str, dict[str, None]] = {}
        for version in versions:
            text = normalize_newlines(decode_text(blobs.get(version.blob, b""), "replace"))
            for yaml in _ENTRY.split(text):
                found.setdefault(yaml.partition(":")[0].strip("\"'"), {})[yaml] = None
        return found


def _parse(yaml: str, id: str, text_of: Callable[[Any], str]) -> str | None:
    """The text of the entry `id` in its YAML; None where it cannot be read by itself."""
    try:
        return str(text_of(YAML(typ="safe").load(yaml)[id]))
    except (YAMLError, LookupError, TypeError, AttributeError, ValueError):
        return None
