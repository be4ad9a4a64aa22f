"""The guide before and after a rename of a registry entry → its lock files with the new keys and hashes.

The hash of a section contains the keys of the facts and titles that it links to. So a rename changes hashes without
changing what any section means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from concord.guide import Guide
from concord.sync.lock.agreement import Agreement
from concord.sync.lock.file import change_lock
from concord.sync.lock.format import format_lock, parse_lock
from concord.sync.present_texts import is_wording
from concord.sync.section_key import SectionKey


@dataclass(frozen=True)
class LockRename:
    """A rename that the files have had: the entry `old` of `kind` is `new`, and the files `moves` have new names.

    `before` and `after` are the guide before and after it.
    """

    before: Guide
    after: Guide
    kind: str
    old: str
    new: str
    moves: Mapping[str, str]

    def carry_over(self) -> None:
        """Rewrites the lock file of each language. Raises `ConfigurationError` as `change_lock` does."""
        for code, folder in self.before.corpus.folders.items():
            change_lock(self.before.config.root / folder, partial(self._edit, code))

    def _edit(self, code: str, text: str) -> str:
        lock = parse_lock(text, code)
        if lock.damage or not lock.agreements:
            return text
        return format_lock(map(self._renamed_agreement, lock.agreements.values()))

    def _renamed_agreement(self, agreement: Agreement) -> Agreement:
        """The agreement with the new key; hashes of texts that were present before become those of the texts now."""
        key = self.before.tracker.moved.get(agreement.key, agreement.key)
        renamed = self._renamed_key(key)
        before, now = self.before.tracker.present.get(key, {}), self.after.tracker.present.get(renamed, {})
        hashes = {
            code: now.get(code, hash) if before.get(code) == hash else hash for code, hash in agreement.hashes.items()
        }
        return replace(agreement, key=renamed, hashes=hashes)

    def _renamed_key(self, key: SectionKey) -> SectionKey:
        folders = (folder + "/" for folder in self.before.corpus.folders.values())
        moved = (self.moves[one + key.page].removeprefix(one) for one in folders if one + key.page in self.moves)
        can_be_renamed = key.page == f"{self.kind}.yml" or (self.kind == "titles" and not is_wording(key.page))
        is_renamed = can_be_renamed and key.section == self.old
        return SectionKey(next(moved, key.page), self.new if is_renamed else key.section)
