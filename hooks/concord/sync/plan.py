"""Tracker, language and sections → ConfirmationPlan: what `concord confirm` changes in a lock file, and refuses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from concord.errors import ConfigurationError
from concord.sync.lock.agreement import Agreement, Text
from concord.sync.lock.format import NAME, format_lock, parse_lock
from concord.sync.refusals import ConfirmationRefused, Refusal
from concord.sync.renamed_ids import with_hashes
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus
from concord.sync.tracker import Tracker

# Gives the new agreement of a section, None where nothing is to be written; raises `ConfirmationRefused`.
ConfirmSection = Callable[[SectionStatus, SectionKey], Agreement | None]


@dataclass
class ConfirmationPlan:
    """What changes in the lock file of `language`.

    `added` are the new agreements, `removed` the keys whose entries go, and `refused` has, for each section that was
    refused, the reason. `assumed` are agreements that go without saying, and are written with any other. `renamed`
    has the present hash of texts in which only ids were renamed, which are written so with any other.
    """

    language: str
    added: dict[SectionKey, Agreement] = field(default_factory=dict)
    removed: set[SectionKey] = field(default_factory=set)
    refused: dict[SectionKey, ConfirmationRefused] = field(default_factory=dict)
    assumed: dict[SectionKey, Agreement] = field(default_factory=dict)
    renamed: Mapping[Text, str] = field(default_factory=dict)

    def edit(self, text: str) -> str:
        """The text of the lock file after the changes.

        Raises:
            ConfigurationError: `text` has a line that cannot be read; the file has changed since the plan was made.
        """
        lock = parse_lock(text, self.language)
        for damage in lock.damage:
            raise ConfigurationError(f"{NAME} of {self.language}, line {damage.line}: {damage.reason}")
        agreements = with_hashes(lock.agreements, self.renamed)
        kept = {key: agreement for key, agreement in agreements.items() if key not in self.removed}
        return format_lock((self.assumed | kept | self.added).values())


def plan_confirmation(
    tracker: Tracker, language: str, keys: Iterable[SectionKey], confirm: ConfirmSection
) -> ConfirmationPlan:
    """Confirms the sections `keys` in `language`, each with `confirm`. Writes nothing.

    A section that no longer exists loses its entry; one that was renamed or moved keeps it, under the present key,
    unless it is confirmed anew.
    """
    plan = ConfirmationPlan(language, assumed=tracker.assumed(language), renamed=tracker.renamed[language])
    for key in keys:
        status = tracker.statuses.get(key)
        if status is None or language not in status.present:
            _remove(tracker, plan, key)
            continue
        try:
            agreement = confirm(status, key)
            plan.added |= {key: agreement} if agreement else _moved_agreement(tracker, language, key)
            plan.removed |= {*tracker.locked_keys(language, key)} - {key}
        except ConfirmationRefused as refused:
            plan.refused[key] = refused
    return plan


def _remove(tracker: Tracker, plan: ConfirmationPlan, key: SectionKey) -> None:
    """Takes out the entry of a section that the language does not have; it stays with one that was renamed."""
    if tracker.is_unreadable(plan.language, key):
        plan.refused[key] = ConfirmationRefused(Refusal.UNREADABLE)
        return
    plan.removed |= {key} & tracker.locks[plan.language].agreements.keys()
    if present_key := tracker.moved.get(key):
        plan.added = _moved_agreement(tracker, plan.language, present_key) | plan.added


def _moved_agreement(tracker: Tracker, language: str, key: SectionKey) -> dict[SectionKey, Agreement]:
    """The entry that the lock file has under the former key of a section, under its present `key`; else nothing."""
    agreements, keys = tracker.locks[language].agreements, tracker.locked_keys(language, key)
    return {key: replace(agreements[keys[0]], key=key)} if keys and keys[0] != key else {}
