"""What the tracker has to say beside the checks: who is behind, what nobody has agreed on, what a lock file lost."""

from collections.abc import Iterable, Iterator, Set

from concord.finding import Finding
from concord.model import Location
from concord.sync.lock.format import NAME, Key, page_of
from concord.sync.tracker import Tracker

STRUCTURE = frozenset(
    {
        *("page-missing", "section-drift", "block-drift", "list-drift", "table-drift"),
        *("link-drift", "code-drift", "image-drift", "fact-drift", "title-drift"),
    }
)


def with_sync_findings(found: Iterable[Finding], tracker: Tracker) -> list[Finding]:
    """`found` with what the tracker says. Where a lead is declared, what differs in structure is its being behind."""
    if not tracker.is_kept:
        return list(found)
    led = {key for key, status in tracker.statuses.items() if status.is_led}
    pages = {page_of(key) for key in led} - {page_of(key) for key in tracker.statuses if key not in led}
    kept = [finding for finding in found if not _is_explained(finding, led, pages)]
    return [*kept, *_damage(tracker), *_behind(tracker)]


def _is_explained(finding: Finding, led: Set[Key], pages: Set[str]) -> bool:
    """Whether a lead explains `finding`; that a page is missing, where all of the page is led."""
    if finding.rule == "page-missing":
        return finding.page in pages
    return finding.rule in STRUCTURE and is_about(finding, led)


def is_about(finding: Finding, keys: Set[Key]) -> bool:
    """Whether `finding` is about one of the sections `keys`."""
    named = [finding.data["id"], finding.data.get("theirs", "")] if "id" in finding.data else [finding.section]
    return any(f"{finding.page}#{id}" in keys for id in named)


def _damage(tracker: Tracker) -> Iterator[Finding]:
    for code, lock in tracker.locks.items():
        path = f"{tracker.corpus.folders[code]}/{NAME}"
        for damage in lock.damage:
            data = {"reason": damage.reason, "language": code}
            yield Finding("sync-invalid", Location(path, damage.line), data, code)


def _behind(tracker: Tracker) -> Iterator[Finding]:
    for key, status in tracker.statuses.items():
        page, _, id = key.partition("#")
        for code, state in status.states.items() if not status.is_agreed else ():
            leaders = status.followed(code)
            if not leaders and state != "unstamped":
                continue
            place = tracker.place(key, code if code in status.present else leaders[0])
            related = tuple(tracker.place(key, leader) for leader in leaders)
            data = {"key": key, "page": page, "language": code, "leaders": " and ".join(leaders)}
            rule = "sync-unstamped" if state == "unstamped" else "sync-behind"
            yield Finding(rule, place, data, code, page, id, related=tuple(r for r in related if r != place))
