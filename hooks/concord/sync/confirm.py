"""Tracker, language and sections → ConfirmationPlan: the agreements that `concord confirm` writes, and the refusals."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from concord.errors import ConfigurationError
from concord.sync.lock.format import NAME, Agreement, format_lock, parse_lock
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus
from concord.sync.tracker import Tracker

# Gives the new agreement of a section, None where nothing is to be written; raises `ConfirmationRefused`.
ConfirmSection = Callable[[SectionStatus, SectionKey], Agreement | None]


class ConfirmationRefused(Exception):
    """A section cannot be confirmed in this way; the message says why, and what to do."""


@dataclass
class ConfirmationPlan:
    """What changes in the lock file of `language`.

    `added` are the new agreements, `removed` the keys whose entries go, and `refused` has, for each section that was
    refused, the reason.
    """

    language: str
    added: dict[SectionKey, Agreement] = field(default_factory=dict)
    removed: set[SectionKey] = field(default_factory=set)
    refused: dict[SectionKey, str] = field(default_factory=dict)

    def edit(self, text: str) -> str:
        """The text of the lock file after the changes.

        Raises:
            ConfigurationError: `text` has a line that cannot be read; the file has changed since the plan was made.
        """
        lock = parse_lock(text, self.language)
        for damage in lock.damage:
            raise ConfigurationError(f"{NAME} of {self.language}, line {damage.line}: {damage.reason}")
        kept = {key: agreement for key, agreement in lock.agreements.items() if key not in self.removed}
        return format_lock((kept | self.added).values())


def plan_confirmation(
    tracker: Tracker, language: str, keys: Iterable[SectionKey], confirm: ConfirmSection
) -> ConfirmationPlan:
    """Confirms the sections `keys` in `language`, each with `confirm`. Writes nothing.

    A section that no longer exists loses its entry; one that was renamed or moved keeps it, under the present key.
    """
    plan = ConfirmationPlan(language)
    for key in keys:
        status = tracker.statuses.get(key)
        if status is None or language not in status.present:
            if tracker.is_unreadable(language, key):
                plan.refused[key] = "it cannot be read; `concord check` says why"
                continue
            plan.removed |= {key} & tracker.locks[language].agreements.keys()
            if present_key := tracker.moved.get(key):
                plan.added |= _moved_agreement(tracker, language, present_key)
            continue
        try:
            agreement = confirm(status, key)
            plan.added |= {key: agreement} if agreement else _moved_agreement(tracker, language, key)
            plan.removed |= {*tracker.locked_keys(language, key)} - {key}
        except ConfirmationRefused as refused:
            plan.refused[key] = str(refused)
    return plan


def _moved_agreement(tracker: Tracker, language: str, key: SectionKey) -> dict[SectionKey, Agreement]:
    """The entry that the lock file has under the former key of a section, under its present `key`; else nothing."""
    agreements, keys = tracker.locks[language].agreements, tracker.locked_keys(language, key)
    return {key: replace(agreements[keys[0]], key=key)} if keys and keys[0] != key else {}


def confirm_lead(status: SectionStatus, key: SectionKey, language: str) -> Agreement | None:
    """`--lead`: the other languages are to follow the present text of `language`.

    Returns:
        The lead; None where it is declared already, or no language has to follow.

    Raises:
        ConfirmationRefused: `language` has not changed and has to follow another one itself.
    """
    if status.state(language) == "current" or status.declares_lead(language):
        return None
    if language in status.confirmed_languages and not status.is_new(language):
        if leaders := status.leaders(language):
            raise ConfirmationRefused(f"{language} has not changed, it has to follow {_join(leaders)}")
        return None
    return Agreement(language, key, {language: status.present[language]})


def confirm_unchanged(status: SectionStatus, key: SectionKey, language: str, reason: str) -> Agreement | None:
    """`--no-change REASON`: the text of `language` changed and its meaning did not.

    Returns:
        The agreement with every language that has not changed since the last one; None where `language` has not.

    Raises:
        ConfirmationRefused: Nothing was agreed on before, or all other languages have changed since.
    """
    agreement = status.agreements.get(language)
    if agreement is None:
        raise ConfirmationRefused("nothing was agreed on before; confirm it without --no-change")
    if agreement.hash == status.present[language]:
        return None
    others = [code for code in status.present if code != language]
    unchanged = [code for code in others if status.holds_text_in_step(agreement, language, code)]
    if not unchanged:
        raise ConfirmationRefused(
            "the other languages have moved since; follow them, and confirm it without --no-change"
        )
    return Agreement(language, key, _present_hashes(status, language, unchanged), reason)


def confirm_followed(status: SectionStatus, key: SectionKey, language: str, other: str = "") -> Agreement | None:
    """The text of `language` says the same as those that lead it, or, with `other` (`--with`), as that language's.

    A section of `language` that no agreement holds is agreed on with the languages that no other one leads.

    Returns:
        The agreement; None where there is nothing new to agree on.

    Raises:
        ConfirmationRefused: The leading languages differ, or only `language` has changed.
    """
    others = [code for code in status.present if code != language]
    if other:
        if other not in others:
            raise ConfirmationRefused(f"{other} does not have this section")
        return Agreement(language, key, _present_hashes(status, language, [other]))
    if status.state(language) == "current":
        return _recorded_agreement(status, key, language, others)
    if language not in status.confirmed_languages:
        return _first_agreement(status, key, language, others)
    if leaders := status.leaders(language):
        return Agreement(language, key, _present_hashes(status, language, _unanimous(status, leaders)))
    if status.is_new(language) and not status.declares_lead(language):
        raise ConfirmationRefused(
            f"only {language} has changed: use --lead where the others are to follow, "
            "or --no-change REASON where it still says the same"
        )
    return None


def _recorded_agreement(
    status: SectionStatus, key: SectionKey, language: str, others: Sequence[str]
) -> Agreement | None:
    """The agreement with all, for the language's own lock file, where that does not hold the present text yet.

    The text is in step already, by agreements in the other languages' lock files.
    """
    agreement = status.agreements.get(language)
    if agreement and agreement.hash == status.present[language]:
        return None
    return Agreement(language, key, _present_hashes(status, language, others))


def _first_agreement(status: SectionStatus, key: SectionKey, language: str, others: Sequence[str]) -> Agreement:
    """The agreement of a language of which no agreement holds a text yet."""
    if not others:
        raise ConfirmationRefused(f"only {language} has this section: use --lead")
    confirmed = [code for code in others if code in status.confirmed_languages]
    unled = [code for code in confirmed if not any(status.leads(leader, code) for leader in confirmed)]
    agreed = _unanimous(status, unled or confirmed) or others
    return Agreement(language, key, _present_hashes(status, language, agreed))


def _unanimous(status: SectionStatus, leaders: Sequence[str]) -> Sequence[str]:
    """`leaders` where all of them are in step. Raises `ConfirmationRefused` where they are not."""
    if all(status.is_in_step(leaders[0], leader) for leader in leaders):
        return leaders
    raise ConfirmationRefused(
        f"{_join(leaders)} do not agree with one another: name the one that it says the same as, --with"
    )


def _present_hashes(status: SectionStatus, language: str, others: Sequence[str]) -> dict[str, str]:
    return {code: status.present[code] for code in (language, *others)}


def _join(codes: Sequence[str]) -> str:
    return " and ".join(codes)
