"""The hash of an entry's words that were agreed on → the words, as git's history of its file has them.

Of each version of a file only the entries are read that nobody has seen yet, each by itself.
"""

import re
from collections.abc import Callable, Mapping
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
from concord.sync.lock.format import Key
from concord.sync.tracker import INTERFACE

_ENTRY = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_PICK: Mapping[str, Callable[[Any, str], str]] = {
    "facts.yml": lambda entry, code: entry["says"][code],
    "titles.yml": lambda entry, code: "\n".join((entry["labels"][code], *entry.get("others", {}).get(code, ()))),
    "sources.yml": lambda entry, code: entry["flaws"][code],
    "pictures.yml": lambda entry, code: "\n".join(_of_picture(entry, code)),
}


def _of_picture(entry: Any, code: str) -> list[str]:
    labels = (row.get("says", {}).get(code) for row in entry.get("rows", ()))
    return [entry["says"][code], *filter(None, labels)]


class EntryHistory:
    """What the registry and the interface have said."""

    def __init__(self, config: Config) -> None:
        self._facts = config.root / config.facts
        self._root = config.root
        self._typed = cache(self._all_typed)

    def find(self, hash: str, key: Key, language: str) -> str | None:
        """The words of the entry `key` with that `hash`; None where history does not have them.

        Raises `ConfigurationError` where there is no git or no repository.
        """
        name, _, id = key.partition("#")
        if name == INTERFACE:
            found = self._typed(Path(languages.__file__).parent / f"{language}.yml").get(INTERFACE, ())
            said = (_said(typed, INTERFACE, lambda entry: entry[id]) for typed in found)
        else:
            found = self._typed(self._facts / name).get(id, ())
            said = (_said(typed, id, lambda entry: _PICK[name](entry, language)) for typed in found)
        return next((text for text in said if text is not None and text_hash(text) == hash), None)

    def _all_typed(self, file: Path) -> dict[str, dict[str, None]]:
        """Each entry of `file` as it was typed once, the newest first."""
        if not file.resolve().is_relative_to(self._root.resolve()):
            return {}  # this command's own words, of another project
        versions = file_versions(file.parent, file.name)
        blobs = blob_contents(file.parent, (version.blob for version in versions))
        found: dict[str, dict[str, None]] = {}
        for version in versions:
            text = normalize_newlines(decode_text(blobs.get(version.blob, b""), "replace"))
            for typed in _ENTRY.split(text):
                found.setdefault(typed.partition(":")[0].strip("\"'"), {})[typed] = None
        return found


def _said(typed: str, id: str, pick: Callable[[Any], str]) -> str | None:
    """What an entry as it was typed said; None where it cannot be read by itself."""
    try:
        return str(pick(YAML(typ="safe").load(typed)[id]))
    except (YAMLError, LookupError, TypeError, AttributeError, ValueError):
        return None
