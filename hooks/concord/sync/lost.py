"""Guide and a git ref → texts that a branch has agreed on and that nobody will find once it is squashed.

A hash that the branch adds to a lock file is to be that of a text at its tip, or of one that the ref's history has.
"""

from collections.abc import Iterator

from concord import git
from concord.corpus import BOM
from concord.finding import Finding
from concord.guide import Guide
from concord.model import Location
from concord.parse import Parser, parse
from concord.sync import agreements
from concord.sync.agreements import NAME, Agreement
from concord.sync.book import hashes, home_of, is_word
from concord.sync.states import Text


def lost(ref: str, guide: Guide) -> list[Finding]:
    """`sync-lost`, at the entry of the lock file; of sections of pages alone.

    Raises `ConfigurationError` where there is no git, no repository or no such commit.
    """
    kept = {text for texts in guide.book.present.values() for text in texts.items()}
    for code, folder in guide.corpus.folders.items():
        before = agreements.read(git.held(guide.config.root / folder, ref, NAME), code)
        kept |= {text for one in before.agreements.values() for text in one.hashes.items()}
    added = list(_added(guide, kept))
    if not added or git.is_shallow(guide.config.root):
        return []
    history = {code: _history(ref, code, guide) for code in {text[0] for _, text in added}}
    return [_finding(one, text[0], guide) for one, text in added if text not in history[text[0]]]


def _added(guide: Guide, kept: set[Text]) -> Iterator[tuple[Agreement, Text]]:
    """The texts in the lock files that are none of `kept`, each with its entry."""
    entries = (one for lock in guide.book.locks.values() for one in lock.agreements.values())
    for one in entries:
        if not is_word(one.key):
            yield from (
                (one, text) for text in one.hashes.items() if text not in kept and text[0] in guide.corpus.pages
            )


def _history(ref: str, code: str, guide: Guide) -> set[Text]:
    """Every text that a section of the language has had up to `ref`."""
    folder = guide.config.root / guide.corpus.folders[code]
    written = [version for version in git.versions(folder, upto=ref) if version.path.endswith(".md")]
    texts = git.contents(folder, (version.blob for version in written))
    parser = Parser(list(guide.config.extensions), guide.config.extensions)
    home = home_of(guide.corpus.pages[code])
    pages = (
        parse(texts[blob].decode("utf-8", "replace").removeprefix(BOM), parser, language=code, path=path, file=path)
        for path, blob in ((version.path, version.blob) for version in written)
    )
    return {(code, hash) for page in pages for _, hash in hashes(page, home)}


def _finding(one: Agreement, other: str, guide: Guide) -> Finding:
    page, _, id = one.key.partition("#")
    path = f"{guide.corpus.folders[one.language]}/{NAME}"
    lines = (guide.config.root / path).read_text(encoding="utf-8").splitlines()
    data = {"key": one.key, "page": page, "language": one.language, "other": other}
    if other == one.language:
        data["case"] = "own"
    return Finding("sync-lost", Location(path, lines.index(one.key) + 1), data, one.language, page, id)
