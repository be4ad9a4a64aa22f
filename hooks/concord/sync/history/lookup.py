"""A key and a hash that was agreed on → what it said: a section of a page, or an entry's words."""

from functools import cache

from concord.config import Config
from concord.errors import ConfigurationError
from concord.storage import git
from concord.sync.diff.snapshot import Snapshot, wording_snapshot
from concord.sync.history.entries import EntryHistory
from concord.sync.history.sections import SectionHistory
from concord.sync.lock.format import Key
from concord.sync.tracker import Tracker


class SnapshotLookup:
    """What the guide has said, in all languages. Looks into git's history only when it is asked."""

    def __init__(self, config: Config, tracker: Tracker) -> None:
        self._book = tracker
        self._root = config.root
        self._entries = EntryHistory(config)
        self._history = cache(lambda language: SectionHistory(config, tracker.corpus, language))

    def find(self, language: str, key: Key, hash: str) -> Snapshot | None:
        """What `key` said in `language` when its hash was `hash`; None where history does not have it.

        Raises `ConfigurationError` where there is no git or no repository.
        """
        keys = dict.fromkeys([key, *(old for code in self._book.locks for old in self._book.entries(code, key))])
        try:
            if (key, language) in self._book.wordings:
                found = (self._entries.find(hash, one, language) for one in keys)
                text = next((text for text in found if text is not None), None)
                return None if text is None else wording_snapshot(text, language, self._book.place(key, language))
            return self._history(language).find(hash, [one.partition("#")[0] for one in keys])
        except ConfigurationError as error:
            raise ConfigurationError(f"what was agreed on stands in git's history: {error}") from error

    @property
    def is_cut_off(self) -> bool:
        """Whether a part of the history is missing here, because the clone is shallow."""
        return git.is_shallow(self._root)
