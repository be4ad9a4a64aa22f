"""Findings of the checks and Tracker → those and `sync-behind`, `sync-unstamped`, `sync-invalid`, `conflict-left`."""

from collections.abc import Iterable, Iterator, Set

from concord.finding import Finding
from concord.model import Location
from concord.sync.lock.format import NAME
from concord.sync.lock.merge_conflicts import ConflictDamage
from concord.sync.section_key import SectionKey, listed
from concord.sync.tracker import Tracker

EXPLAINED_BY_LEAD = frozenset(
    {
        *("page-missing", "section-drift", "block-drift", "list-drift", "table-drift"),
        *("link-drift", "code-drift", "image-drift", "fact-drift", "title-drift", "number-drift"),
    }
)  # the rules that compare the languages with one another; where one declares a lead, the others need not agree yet


def with_sync_findings(found: Iterable[Finding], tracker: Tracker) -> list[Finding]:
    """`found` with the findings about the lock files, and without differences in structure that a lead explains.

    A guide without lock files has no findings about them.
    """
    if not tracker.has_locks:
        return list(found)
    led = {key for key, status in tracker.statuses.items() if status.is_led or key in tracker.disputed}
    led_pages = {key.page for key in led} - {key.page for key in tracker.statuses.keys() - led - tracker.descriptions}
    kept = [finding for finding in found if not _is_explained(finding, led, led_pages)]
    return [*kept, *_damage(tracker), *_behind(tracker)]


def _is_explained(finding: Finding, led: Set[SectionKey], led_pages: Set[str]) -> bool:
    """Whether a lead explains `finding`; a missing page only where every section of it is led."""
    if finding.rule == "page-missing":
        return finding.page in led_pages
    return finding.rule in EXPLAINED_BY_LEAD and is_about(finding, led)


def is_about(finding: Finding, keys: Set[SectionKey]) -> bool:
    """Whether `finding` is about one of the sections `keys`."""
    named = [finding.data["id"], finding.data.get("theirs", "")] if "id" in finding.data else [finding.section]
    return any(SectionKey(finding.page, id) in keys for id in named)


def _damage(tracker: Tracker) -> Iterator[Finding]:
    """`conflict-left` for each conflict in a lock file, `sync-invalid` for each other line that cannot be read."""
    for code, lock in tracker.locks.items():
        path = f"{tracker.corpus.folders[code]}/{NAME}"
        for damage in lock.damage:
            data = {"reason": damage.reason, "language": code}
            if isinstance(damage, ConflictDamage):
                case = {"case": "confirmed", "keys": listed(damage.keys), "lines": damage.lines} if damage.keys else {}
                yield Finding("conflict-left", Location(path, damage.line), data | case, code)
            else:
                yield Finding("sync-invalid", Location(path, damage.line), data, code)


def _behind(tracker: Tracker) -> Iterator[Finding]:
    """`sync-unstamped` and `sync-behind` for each section and language, with the places of the leading texts.

    None where the text cannot be read, none of a section that two people have confirmed at once, and none of the
    description of a page that a language does not have: its sections are missing.
    """
    for key, status in tracker.statuses.items():
        for code, state in status.states.items() if not status.is_agreed else ():
            leaders = status.languages_to_follow(code)
            if not leaders and state != "unstamped":
                continue
            if key in tracker.disputed or tracker.is_unreadable(code, key):
                continue
            if key in tracker.descriptions and code not in status.present:
                continue
            place = tracker.location(key, code if code in status.present else leaders[0])
            related = tuple(tracker.location(key, leader) for leader in leaders)
            data = {"key": str(key), "page": key.page, "language": code, "leaders": " and ".join(leaders)}
            rule = "sync-unstamped" if state == "unstamped" else "sync-behind"
            others = tuple(location for location in related if location != place)
            yield Finding(rule, place, data, code, key.page, key.section, related=others)
