"""Language, key and hash → Snapshot of the text that had this hash, of a page, the registry or the interface."""

from functools import cache

from concord.config import Config
from concord.errors import ConfigurationError
from concord.storage import git
from concord.sync.diff.snapshot import Snapshot, wording_snapshot
from concord.sync.history.entries import EntryHistory
from concord.sync.history.sections import SectionHistory
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker


class SnapshotLookup:
    """The texts that the guide has had in any commit, in all languages. Reads git's history at the first `find`."""

    def __init__(self, config: Config, tracker: Tracker) -> None:
        self._tracker = tracker
        self._root = config.root
        self._entries = EntryHistory(config)
        self._sections = cache(lambda language: SectionHistory(config, tracker.corpus, language))

    def find(self, language: str, key: SectionKey, hash: str) -> Snapshot | None:
        """The text of the section `key` in `language` that has this hash; None where no commit has it.

        A section that was renamed or moved is also sought under its former key.

        Raises:
            ConfigurationError: There is no git, or no repository.
        """
        tracker = self._tracker
        keys = dict.fromkeys([key, *(locked for code in tracker.locks for locked in tracker.locked_keys(code, key))])
        try:
            if (key, language) in tracker.wordings:
                found = (self._entries.find(hash, one, language) for one in keys)
                text = next((text for text in found if text is not None), None)
                return None if text is None else wording_snapshot(text, language, tracker.location(key, language))
            return self._sections(language).find(hash, [one.page for one in keys])
        except ConfigurationError as error:
            raise ConfigurationError(f"what was agreed on stands in git's history: {error}") from error

    @property
    def is_shallow(self) -> bool:
        """Whether a part of the history is missing here, because the clone is shallow."""
        return git.is_shallow(self._root)
