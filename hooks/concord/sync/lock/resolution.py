"""MergedLock and the present texts → Resolution: the lock file without conflicts, and what was done with each section.

No entry is written that nobody has confirmed. Of two that differ, the one about the present text is kept; of two about
the same text, what both hold together. Where neither is about the present text, an older entry is kept, so that the
section does not count as confirmed: it is somebody's to confirm.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from concord.sync.lock.agreement import Agreement
from concord.sync.lock.merge_conflicts import ConflictDamage, MergedLock
from concord.sync.section_key import SectionKey

Outcome = Literal["present", "joined", "third"]


@dataclass(frozen=True)
class Resolution:
    """The lock file without conflicts, and what was done with each section on which the sides differed.

    `present`: one side had confirmed the present text. `joined`: both had, each with other languages. `third`: neither
    had; `shared` has the languages of which both sides had confirmed the same text.
    """

    lock: MergedLock
    outcomes: Mapping[SectionKey, Outcome]
    shared: Mapping[SectionKey, tuple[str, ...]]


def resolve_conflicts(lock: MergedLock, present: Mapping[SectionKey, Mapping[str, str]]) -> Resolution:
    """Settles each conflict, entry by entry.

    Args:
        lock: The lock file; both sides of each conflict could be read.
        present: The hash of each present text, by key and language.
    """
    outcomes: dict[SectionKey, Outcome] = {}
    chosen: dict[SectionKey, Agreement] = {}
    for key, sides in lock.disputed.items():
        outcomes[key], chosen[key] = _settled(*sides, present.get(key, {}))
    damage = tuple(one for one in lock.damage if not isinstance(one, ConflictDamage))
    shared = {key: _shared(*sides) for key, sides in lock.disputed.items()}
    return Resolution(MergedLock({**lock.agreements, **chosen}, damage), outcomes, shared)


def _settled(ours: Agreement, theirs: Agreement, present: Mapping[str, str]) -> tuple[Outcome, Agreement]:
    text = present.get(ours.language)
    if ours.hash == theirs.hash:
        return ("joined" if ours.hash == text else "third"), _joined(ours, theirs, present)
    for side in (ours, theirs):
        if side.hash == text:
            return "present", side
    if both := _shared(ours, theirs):
        side = theirs if ours.is_lead else ours
        return "third", replace(side, hashes={code: side.hashes[code] for code in (side.language, *both)})
    return "third", min(ours, theirs, key=lambda side: (side.is_lead, _present_count(side, present)))


def _shared(ours: Agreement, theirs: Agreement) -> tuple[str, ...]:
    """The other languages of which both sides have confirmed the same text."""
    both = ours.hashes.items() & theirs.hashes.items()
    return tuple(sorted(code for code, _ in both if code != ours.language))


def _joined(ours: Agreement, theirs: Agreement, present: Mapping[str, str]) -> Agreement:
    """What two entries about the same text say together; of two texts of another language, the present one, or ours."""
    hashes = {**theirs.hashes, **ours.hashes}
    for code, hash in theirs.hashes.items():
        if present.get(code) == hash:
            hashes[code] = hash
    return replace(theirs if ours.is_lead else ours, hashes=hashes, reason=ours.reason or theirs.reason)


def _present_count(side: Agreement, present: Mapping[str, str]) -> int:
    return sum(present.get(code) == hash for code, hash in side.hashes.items())
