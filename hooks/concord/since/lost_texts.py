"""Guide and a git ref → `sync-lost`: texts that a branch has agreed on and that no commit has once it is squashed.

Each hash that the branch adds to a lock file must be that of a present text, or of one in the history of the ref.
"""

from collections.abc import Iterator

from concord.finding import Finding
from concord.guide import Guide
from concord.model import Location
from concord.storage import git
from concord.sync.history.sections import SectionHistory
from concord.sync.lock.format import NAME, Agreement, parse_lock
from concord.sync.section_status import Text
from concord.sync.tracker import is_wording


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
    return [
        _finding(agreement, code, guide)
        for agreement, (code, hash) in added
        if not history[code].find(hash, [agreement.key.page])
    ]


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
    data = {"key": str(key), "page": key.page, "language": language, "other": other}
    if other == language:
        data["case"] = "own"
    return Finding("sync-lost", Location(path, lines.index(str(key)) + 1), data, language, key.page, key.section)
