"""Language, key and hash → Snapshot of the text that had this hash, of a page, the registry or the interface."""

from functools import cache

from concord.config import Config
from concord.storage import git
from concord.sync.diff.snapshot import Snapshot, wording_snapshot
from concord.sync.history.descriptions import DescriptionHistory
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
        self._descriptions = cache(lambda language: DescriptionHistory(config, language))
        self._sections = cache(lambda language: SectionHistory(config, tracker.corpus, language))

    def find(self, language: str, key: SectionKey, hash: str) -> Snapshot | None:
        """The text of the section `key` in `language` that has this hash; None where no commit has it.

        A section that was renamed or moved is also sought under its former key.

        Raises:
            ConfigurationError: There is no git, or no repository.
        """
        tracker, keys = self._tracker, self._keys(key)
        if key in tracker.descriptions:
            text = self._descriptions(language).find(hash, [one.page for one in keys])
        elif (key, language) in tracker.wordings:
            found = (self._entries.find(hash, one, language) for one in keys)
            text = next((text for text in found if text is not None), None)
        else:
            return self._sections(language).find(hash, [one.page for one in keys])
        return None if text is None else wording_snapshot(text, language, tracker.location(key, language))

    def replaced_on(self, language: str, key: SectionKey, hash: str) -> str:
        """The day on which the text with this hash was replaced by another one, in ISO 8601; "" where that is unknown.

        It is unknown for the texts of the registry and the interface. Raises what `find` does.
        """
        is_description = key in self._tracker.descriptions
        if (key, language) in self._tracker.wordings and not is_description:
            return ""
        history = self._descriptions(language) if is_description else self._sections(language)
        return history.replaced_on(hash, [one.page for one in self._keys(key)])[:10]

    def _keys(self, key: SectionKey) -> list[SectionKey]:
        """The key, and those that the section had before it was renamed or moved."""
        tracker = self._tracker
        former = (locked for code in tracker.locks for locked in tracker.locked_keys(code, key))
        return list(dict.fromkeys([key, *former]))

    @property
    def is_shallow(self) -> bool:
        """Whether a part of the history is missing here, because the clone is shallow."""
        return git.is_shallow(self._root)
