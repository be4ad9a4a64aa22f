"""A section of a language → the texts that it has had since some agreement knew one, with who wrote them and when."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from concord.config import Config
from concord.sync.diff.snapshot import Snapshot, current_snapshot, wording_snapshot
from concord.sync.fingerprint import text_hash
from concord.sync.history.descriptions import DescriptionHistory
from concord.sync.history.entries import EntryHistory
from concord.sync.history.sections import SectionHistory
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker


@dataclass(frozen=True)
class Step:
    """A change of a section, from one text to the next; `before` is None where git's history does not have it.

    `author` and `date` (ISO 8601) are those of the commit, "" where there is none yet.
    """

    before: Snapshot | None
    after: Snapshot
    author: str = ""
    date: str = ""


def unconfirmed_steps(
    config: Config, tracker: Tracker, language: str, key: SectionKey, known: Container[str]
) -> list[Step]:
    """The changes of a section that nobody has confirmed, the newest first.

    Args:
        config: The configuration of the guide.
        tracker: The status of every section.
        language: The language of the section.
        key: The section; it exists in `language`, with a text that is not in `known`.
        known: The hashes of the texts of `language` that some agreement holds.

    Returns:
        The changes since the newest text in `known`; all where git's history has none of those.

    Raises:
        ConfigurationError: There is no git, or no repository.
    """
    present = current_snapshot(tracker, language, key)
    assert present, "the language has the section"
    steps = [Step(None, present)]
    hash = tracker.present[key][language]
    for text, hashes, author, date in _past_texts(config, tracker, language, key):
        if hash in hashes:
            steps = [Step(None, text, author, date)]
            continue
        steps[-1] = replace(steps[-1], before=text)
        if any(one in known for one in hashes):
            break
        steps.append(Step(None, text, author, date))
    return steps


def _past_texts(
    config: Config, tracker: Tracker, language: str, key: SectionKey
) -> Iterator[tuple[Snapshot, set[str], str, str]]:
    """The texts in git's history, the newest first, each with its possible hashes, its author and its date."""
    location = tracker.location(key, language)
    if key in tracker.descriptions:
        for version, text in DescriptionHistory(config, language, "HEAD").texts(key.page):
            yield wording_snapshot(text, language, location), {text_hash(text)}, version.author, version.date
        return
    if (key, language) in tracker.wordings:
        for text in EntryHistory(config).texts(key, language):
            yield wording_snapshot(text, language, location), {text_hash(text)}, "", ""
        return
    for version, snapshot, hashes in SectionHistory(config, tracker.corpus, language, "HEAD").texts(key):
        yield snapshot(), hashes, version.author, version.date
