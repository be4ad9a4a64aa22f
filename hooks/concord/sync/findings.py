"""Findings of the checks and Tracker → findings with `sync-behind`, `sync-unstamped` and `sync-invalid`."""

from collections.abc import Iterable, Iterator, Set

from concord.finding import Finding
from concord.model import Location
from concord.sync.lock.format import NAME
from concord.sync.section_key import SectionKey
from concord.sync.tracker import Tracker

STRUCTURE = frozenset(
    {
        *("page-missing", "section-drift", "block-drift", "list-drift", "table-drift"),
        *("link-drift", "code-drift", "image-drift", "fact-drift", "title-drift"),
    }
)  # the rules that compare how the languages are built; a declared lead allows them to differ


def with_sync_findings(found: Iterable[Finding], tracker: Tracker) -> list[Finding]:
    """`found` with the findings about the lock files, and without differences in structure that a lead explains.

    A guide without lock files has no findings about them.
    """
    if not tracker.has_locks:
        return list(found)
    led = {key for key, status in tracker.statuses.items() if status.is_led}
    led_pages = {key.page for key in led} - {key.page for key in tracker.statuses if key not in led}
    kept = [finding for finding in found if not _is_explained(finding, led, led_pages)]
    return [*kept, *_damage(tracker), *_behind(tracker)]


def _is_explained(finding: Finding, led: Set[SectionKey], led_pages: Set[str]) -> bool:
    """Whether a lead explains `finding`; a missing page only where every section of it is led."""
    if finding.rule == "page-missing":
        return finding.page in led_pages
    return finding.rule in STRUCTURE and is_about(finding, led)


def is_about(finding: Finding, keys: Set[SectionKey]) -> bool:
    """Whether `finding` is about one of the sections `keys`."""
    named = [finding.data["id"], finding.data.get("theirs", "")] if "id" in finding.data else [finding.section]
    return any(SectionKey(finding.page, id) in keys for id in named)


def _damage(tracker: Tracker) -> Iterator[Finding]:
    """`sync-invalid` for each line of a lock file that cannot be read."""
    for code, lock in tracker.locks.items():
        path = f"{tracker.corpus.folders[code]}/{NAME}"
        for damage in lock.damage:
            data = {"reason": damage.reason, "language": code}
            yield Finding("sync-invalid", Location(path, damage.line), data, code)


def _behind(tracker: Tracker) -> Iterator[Finding]:
    """`sync-unstamped` and `sync-behind` for each section and language, with the places of the leading texts."""
    for key, status in tracker.statuses.items():
        for code, state in status.states.items() if not status.is_agreed else ():
            leaders = status.languages_to_follow(code)
            if not leaders and state != "unstamped":
                continue
            place = tracker.location(key, code if code in status.present else leaders[0])
            related = tuple(tracker.location(key, leader) for leader in leaders)
            data = {"key": str(key), "page": key.page, "language": code, "leaders": " and ".join(leaders)}
            rule = "sync-unstamped" if state == "unstamped" else "sync-behind"
            others = tuple(location for location in related if location != place)
            yield Finding(rule, place, data, code, key.page, key.section, related=others)
