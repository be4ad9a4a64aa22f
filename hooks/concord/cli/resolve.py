"""`concord confirm LANGUAGE --resolve`: the conflicts that a merge left in a lock file → settled, and what was done."""

from collections.abc import Iterator

from concord.cli.group import print_line
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.report.counting import count_of
from concord.sync.lock.file import change_lock
from concord.sync.lock.format import NAME
from concord.sync.lock.merge_conflicts import ConflictDamage, MergedLock, parse_merged_lock
from concord.sync.lock.resolution import Resolution, resolve_conflicts
from concord.sync.next_command import follow_command, unchanged_command
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus
from concord.sync.tracker import read_tracker

_DONE = {
    "present": "kept what was confirmed of the present text",
    "joined": "both had confirmed the present text; kept what they say together",
}


def resolve_lock(language: str, guide: Guide, is_limited: bool) -> int:
    """Settles all conflicts in the lock file of `language` and says what it did; returns the exit status.

    Raises:
        ConfigurationError: It was asked for a part of the file (`is_limited`), or the conflicts cannot be read.
    """
    if is_limited:
        raise ConfigurationError(
            f"--resolve settles everything that {language} has confirmed: concord confirm {language} --resolve"
        )
    place = f"{guide.corpus.folders[language]}/{NAME}"
    found: list[tuple[MergedLock, Resolution]] = []

    def edit(text: str) -> str:
        lock = parse_merged_lock(text, language)
        conflicts = [one for one in lock.damage if isinstance(one, ConflictDamage)]
        for conflict in conflicts:
            if not conflict.keys:
                raise ConfigurationError(
                    f"{place}: in {conflict.lines} one of git's markers is missing; delete the lines of one side there"
                )
        resolution = resolve_conflicts(lock, guide.tracker.present)
        found.append((lock, resolution))
        return resolution.lock.text() if conflicts and not resolution.lock.damage else text

    change_lock(guide.config.root / guide.corpus.folders[language], edit)
    [(lock, resolution)] = found
    if resolution.lock.damage:
        for damage in resolution.lock.damage:
            print_line(f"{place}:{damage.line}: {damage.reason}", err=True)
        return 1
    statuses = read_tracker(guide.config, guide.corpus, guide.registry).statuses
    for line in _lines(lock, resolution, language, statuses):
        print_line(line)
    return 0


def _lines(
    lock: MergedLock, resolution: Resolution, language: str, statuses: dict[SectionKey, SectionStatus]
) -> Iterator[str]:
    """What was done with each conflict and each section, and what to type next."""
    if not lock.damage:
        yield f"no merge has left a conflict in what {language} has confirmed"
        return
    yield f"{count_of(len(lock.damage), 'conflict')} settled"
    one_sided = {key for damage in lock.damage if isinstance(damage, ConflictDamage) for key in damage.keys}
    for key in sorted(one_sided - lock.disputed.keys(), key=str):
        yield f"{key}: kept"
    for key, outcome in resolution.outcomes.items():
        yield f"{key}: {_DONE.get(outcome) or _third_wording(resolution.shared[key], language)}"
        if outcome == "third" and key in statuses and (command := _command(statuses[key], key, language)):
            yield f"    next: {command}"


def _third_wording(shared: tuple[str, ...], language: str) -> str:
    wording = f"the wording of {language} is a third one, which neither side has confirmed"
    return f"{wording}; both had confirmed theirs beside the same {' and '.join(shared)}" if shared else wording


def _command(status: SectionStatus, key: SectionKey, language: str) -> str:
    if status.languages_to_follow(language):
        return follow_command(key, language)
    return "" if status.state(language) == "current" else unchanged_command(key, language, "two wordings became one")
