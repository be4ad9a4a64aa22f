"""The guide before and after a key of the registry got another name → its lock files, in the new names.

A link to a fact or a title is hashed with its key, so that a renaming changes the hash of every section that has one,
and the meaning of none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from concord.guide import Guide
from concord.sync.lock.file import change_lock
from concord.sync.lock.format import Agreement, Key, format_lock, parse_lock
from concord.sync.tracker import is_wording


@dataclass(frozen=True)
class LockRename:
    """What was renamed: the entry `old` of `kind`, with the files of `moves`."""

    before: Guide
    after: Guide
    kind: str
    old: str
    new: str
    moves: Mapping[str, str]

    def carry_over(self) -> None:
        """Brings the lock files of all languages into the new names. Raises `ConfigurationError` as `change` does."""
        for code, folder in self.before.corpus.folders.items():
            change_lock(self.before.config.root / folder, partial(self._edit, code))

    def _edit(self, code: str, text: str) -> str:
        lock = parse_lock(text, code)
        if lock.damage or not lock.agreements:
            return text
        return format_lock(map(self._agreement, lock.agreements.values()))

    def _agreement(self, one: Agreement) -> Agreement:
        key = self.before.tracker.moved.get(one.key, one.key)
        was, now = self.before.tracker.present.get(key, {}), self.after.tracker.present.get(self._key(key), {})
        hashes = {code: now.get(code, hash) if was.get(code) == hash else hash for code, hash in one.hashes.items()}
        return replace(one, key=self._key(key), hashes=hashes)

    def _key(self, key: Key) -> Key:
        page, _, id = key.partition("#")
        files = (folder + "/" for folder in self.before.corpus.folders.values())
        moved = (self.moves[file + page].removeprefix(file) for file in files if file + page in self.moves)
        is_named = page == f"{self.kind}.yml" or (self.kind == "titles" and not is_wording(key))
        return f"{next(moved, page)}#{self.new if is_named and id == self.old else id}"
