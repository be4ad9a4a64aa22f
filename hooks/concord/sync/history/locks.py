"""Git's history of a lock file → ConfirmationPlan that takes back what was last confirmed of some sections."""

from collections.abc import Iterator, Mapping, Sequence

from concord.config import Config
from concord.storage.git import blob_contents, file_versions
from concord.storage.text_file import decode_text
from concord.sync.lock.agreement import Agreement
from concord.sync.lock.format import NAME, parse_lock
from concord.sync.plan import ConfirmationPlan
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker


def undo_plan(config: Config, tracker: Tracker, language: str, keys: Sequence[SectionKey]) -> ConfirmationPlan:
    """What the lock file of `language` said of `keys` before it says what it says now.

    Raises:
        ConfigurationError: There is no git, or no repository.
    """
    now = tracker.locks[language].agreements
    plan = ConfirmationPlan(language)
    for before in _past_locks(config, tracker.corpus.folders[language], language):
        changed = [key for key in keys if before.get(key) != now.get(key)]
        for key in changed:
            if key in before:
                plan.added[key] = before[key]
            else:
                plan.removed.add(key)
        if changed:
            break
    return plan


def _past_locks(config: Config, folder: str, language: str) -> Iterator[Mapping[SectionKey, Agreement]]:
    """The agreements in each version of the lock file, the newest first, and none before the first."""
    root = config.root / folder
    versions = file_versions(root, NAME, upto="HEAD")
    for version in versions:
        content = blob_contents(root, [version.blob]).get(version.blob, b"")
        yield parse_lock(decode_text(content, "replace"), language).agreements
    yield {}
