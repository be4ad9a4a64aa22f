"""Guide and a git ref → texts that a branch has agreed on and that nobody will find once it is squashed.

A hash that the branch adds to a lock file is to be that of a text at its tip, or of one that the ref's history has.
"""

from collections.abc import Iterator

from concord.finding import Finding
from concord.guide import Guide
from concord.model import Location
from concord.storage import git
from concord.sync.history.sections import SectionHistory
from concord.sync.lock.format import NAME, Agreement, page_of, parse_lock
from concord.sync.section_status import Text
from concord.sync.tracker import is_wording


def lost_texts(ref: str, guide: Guide) -> list[Finding]:
    """`sync-lost`, at the entry of the lock file; of sections of pages alone.

    Raises `ConfigurationError` where there is no git, no repository or no such commit.
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
        _finding(one, code, guide) for one, (code, hash) in added if not history[code].find(hash, [page_of(one.key)])
    ]


def _added(guide: Guide, kept: set[Text]) -> Iterator[tuple[Agreement, Text]]:
    """The texts in the lock files that are none of `kept`, each with its entry."""
    entries = (one for lock in guide.tracker.locks.values() for one in lock.agreements.values())
    for one in entries:
        if not is_wording(one.key):
            yield from (
                (one, text) for text in one.hashes.items() if text not in kept and text[0] in guide.corpus.pages
            )


def _finding(one: Agreement, other: str, guide: Guide) -> Finding:
    page, _, id = one.key.partition("#")
    path = f"{guide.corpus.folders[one.language]}/{NAME}"
    lines = (guide.config.root / path).read_text(encoding="utf-8").splitlines()
    data = {"key": one.key, "page": page, "language": one.language, "other": other}
    if other == one.language:
        data["case"] = "own"
    return Finding("sync-lost", Location(path, lines.index(one.key) + 1), data, one.language, page, id)
