"""Guide and a git ref → `sync-lost`: texts that a branch has agreed on and that no commit has once it is squashed.

Each hash that the branch adds to a lock file must be that of a present text, or of one in the history of the ref.
"""

from collections.abc import Iterator

from concord.finding import Finding
from concord.guide import Guide
from concord.model import Location
from concord.storage import git
from concord.sync.history.descriptions import DescriptionHistory
from concord.sync.history.sections import SectionHistory
from concord.sync.lock.agreement import Agreement, Text
from concord.sync.lock.format import NAME, parse_lock
from concord.sync.next_command import confirm_command, follow_command, unchanged_command
from concord.sync.present_texts import is_wording
from concord.sync.section_key import SectionKey


def lost_texts(ref: str, guide: Guide) -> list[Finding]:
    """The findings `sync-lost`, each at its entry of the lock file; only of sections of pages.

    None in a shallow clone, which lacks a part of the history.

    Args:
        ref: The commit that the branch is compared with.
        guide: The guide as the branch leaves it.

    Raises:
        ConfigurationError: There is no git, no repository or no such commit.
    """
    kept = {text for texts in guide.tracker.present.values() for text in texts.items()}
    for code, folder in guide.corpus.folders.items():
        before = parse_lock(git.content_at(guide.config.root / folder, ref, NAME), code)
        kept |= {text for one in before.agreements.values() for text in one.hashes.items()}
    added = list(_added(guide, kept))
    if not added or git.is_shallow(guide.config.root):
        return []
    history = {code: SectionHistory(guide.config, guide.corpus, code, ref) for code in {text[0] for _, text in added}}
    descriptions = {code: DescriptionHistory(guide.config, code, ref) for code in history}

    def is_lost(key: SectionKey, code: str, hash: str) -> bool:
        found = (descriptions if key in guide.tracker.descriptions else history)[code].find(hash, [key.page])
        return found is None

    return [_finding(agreement, code, guide) for agreement, (code, hash) in added if is_lost(agreement.key, code, hash)]


def _added(guide: Guide, kept: set[Text]) -> Iterator[tuple[Agreement, Text]]:
    """The texts in the lock files that are not in `kept`, each with its agreement."""
    agreements = (agreement for lock in guide.tracker.locks.values() for agreement in lock.agreements.values())
    for agreement in agreements:
        if not is_wording(agreement.key.page):
            for text in agreement.hashes.items():
                if text not in kept and text[0] in guide.corpus.pages:
                    yield agreement, text


def _finding(agreement: Agreement, other: str, guide: Guide) -> Finding:
    """The finding about the text of the language `other` in an agreement."""
    key, language = agreement.key, agreement.language
    path = f"{guide.corpus.folders[language]}/{NAME}"
    lines = (guide.config.root / path).read_text(encoding="utf-8").splitlines()
    data = {"key": str(key), "language": language, "other": other, "command": _command(agreement, other, guide)}
    if other == language:
        data["case"] = "own"
    return Finding("sync-lost", Location(path, lines.index(str(key)) + 1), data, language, key.page, key.section)


def _command(agreement: Agreement, other: str, guide: Guide) -> str:
    """What brings the section into an agreement about present texts."""
    key, language = agreement.key, agreement.language
    status = guide.tracker.statuses.get(key)
    confirm = confirm_command(key, language)
    if status is None or language not in status.present:
        return confirm
    if status.languages_to_follow(language):
        return follow_command(key, language)
    if other == language and not status.is_confirmed(language):
        if agreement.is_lead and status.state(language) != "current":
            return f"{confirm} --lead"
        return unchanged_command(key, language, "why") if status.is_new(language) else confirm
    in_step = [code for code in status.present if code != language and status.is_in_step(language, code)]
    return f"{confirm} --with {next(iter(in_step), other)}"
