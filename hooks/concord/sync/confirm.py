"""SectionStatus and what somebody says of a section → Agreement, or the reason why it cannot be confirmed so."""

from collections.abc import Sequence
from dataclasses import replace

from concord.sync.lock.agreement import Agreement
from concord.sync.refusals import ConfirmationRefused, Refusal
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus


def confirm_lead(status: SectionStatus, key: SectionKey, language: str) -> Agreement | None:
    """`--lead`: the other languages are to follow the present text of `language`.

    The agreement keeps what all had agreed on before.

    Returns:
        The agreement; None where the lead is declared already, or no language has to follow.

    Raises:
        ConfirmationRefused: `language` has not changed and has to follow another one itself.
    """
    if status.states[language] == "current" or status.declares_lead(language):
        return None
    if language in status.confirmed_languages and not status.is_new(language):
        if leaders := status.leaders(language):
            raise ConfirmationRefused(Refusal.UNCHANGED_LEAD, leaders, has_choice=status.has_choice(language))
        if status.is_confirmed(language):
            return None
    same = status.directly_agreed(language)
    return _agreement(status, key, language, same, is_lead=True)


def confirm_unchanged(status: SectionStatus, key: SectionKey, language: str, reason: str) -> Agreement | None:
    """`--no-change REASON`: the text of `language` changed and its meaning did not.

    What is compared is the newest text of `language` that any agreement holds. The present text takes its place; what
    that one was in step with, and what it had to follow, stays as it was.

    Returns:
        The agreement; None where `language` has not changed and has nothing to follow.

    Raises:
        ConfirmationRefused: Nothing was agreed on before, or `language` has not changed and has to follow another one.
    """
    before = status.newest_known(language)
    if not before:
        raise ConfirmationRefused(Refusal.NOTHING_AGREED)
    if before == status.present[language] or not status.is_new(language):
        if leaders := status.leaders(language):
            raise ConfirmationRefused(Refusal.UNCHANGED_SLIP, leaders, has_choice=status.has_choice(language))
        return None
    then = status.at(language, before)
    in_step = then.directly_agreed(language)
    own = status.agreements.get(language)
    if own and own.is_own(before):
        hashes = {**own.hashes, **_present_hashes(status, language, in_step)}
        unchanged_from = tuple(dict.fromkeys((before, own.hash, *own.unchanged_from)))
        return replace(own, key=key, hashes=hashes, reason=reason, unchanged_from=unchanged_from)
    agreement = _agreement(status, key, language, in_step)
    return replace(agreement, reason=reason, older=own.older if own else (), unchanged_from=(before,))


def confirm_followed(
    status: SectionStatus, key: SectionKey, language: str, other: str = "", already: bool = False
) -> Agreement | None:
    """The text of `language` says the same as that of the language that leads it.

    Of several leaders that agree with one another it is confirmed against the first, which is the one that the
    translator is shown. A section of `language` that no agreement holds is agreed on with the languages that no other
    one leads.

    Args:
        status: The section in all languages.
        key: The section.
        language: The language that is confirmed.
        other: Of leaders that differ, the one that `language` says the same as (`--with`). Sections that it does not
            lead are left alone.
        already: Whether an unchanged text may be confirmed: it said before what the leader says now (`--already`).
            That holds for this language alone.

    Returns:
        The agreement; None where there is nothing to agree on.

    Raises:
        ConfirmationRefused: The leading languages differ, only `language` has changed, or it has not changed.
    """
    if other and other not in status.present:
        return None
    if status.states[language] == "current":
        return _recorded_agreement(status, key, language)
    if language not in status.confirmed_languages:
        return _first_agreement(status, key, language, other)
    if not other and not status.is_confirmed(language) and (same := status.directly_agreed(language)):
        return _agreement(status, key, language, same)
    if not (followed := _followed(status, language, other)):
        return None
    if not status.is_declared(language):
        same = [followed, *(code for code in status.directly_agreed(followed) if code != language)]
        return _agreement(status, key, language, same, followed=followed)
    if not already:
        raise ConfirmationRefused(Refusal.NOT_CHANGED, [followed], has_choice=status.has_choice(language))
    return _said_already(status, key, language, followed)


def _followed(status: SectionStatus, language: str, other: str) -> str:
    """The language that `language` is confirmed against, `other` where it is given; "" where there is none.

    Raises:
        ConfirmationRefused: There is a choice and none was made, or only `language` has changed.
    """
    if other:
        return other if status.leads(other, language) else ""
    leaders = status.leaders(language)
    if leaders and status.has_choice(language):
        reason = Refusal.LEADERS_DIFFER if not status.is_declared(language) else Refusal.NOT_CHANGED
        raise ConfirmationRefused(reason, leaders, has_choice=True)
    if leaders:
        return _unanimous(status, leaders)[0]
    if status.is_new(language) and not status.declares_lead(language):
        raise ConfirmationRefused(Refusal.ONLY_THIS_CHANGED)
    return ""


def confirm_all(status: SectionStatus, key: SectionKey, language: str) -> Agreement | None:
    """`concord confirm all`: the present texts of all languages mean the same.

    Returns:
        The agreement of `language`; None where the texts are in step already.

    Raises:
        ConfirmationRefused: Some language does not have the section.
    """
    if status.states[language] == "current":
        return None
    if missing := [code for code in status.languages if code not in status.present]:
        raise ConfirmationRefused(Refusal.MISSING, missing)
    return Agreement(language, key, dict(status.present))


def _recorded_agreement(status: SectionStatus, key: SectionKey, language: str) -> Agreement | None:
    """The agreement for the language's own lock file, where that does not hold the present text yet.

    The text is in step already, by agreements in the other languages' lock files.
    """
    if status.is_confirmed(language):
        return None
    return Agreement(language, key, _present_hashes(status, language, status.directly_agreed(language)))


def _first_agreement(status: SectionStatus, key: SectionKey, language: str, other: str) -> Agreement:
    """The agreement of a language of which no agreement holds a text yet."""
    others = [code for code in status.present if code != language]
    if not others:
        raise ConfirmationRefused(Refusal.ALONE)
    confirmed = [code for code in others if code in status.confirmed_languages]
    unled = [code for code in confirmed if not any(status.leads(leader, code) for leader in confirmed)]
    agreed = [other] if other else _unanimous(status, unled or confirmed) or others
    return Agreement(language, key, _present_hashes(status, language, agreed))


def _said_already(status: SectionStatus, key: SectionKey, language: str, other: str) -> Agreement:
    """The agreement of a language that has not changed, with what `other` has come to say."""
    own = status.agreements.get(language)
    if own is None or not own.is_own(status.present[language]):
        own = Agreement(language, key, _present_hashes(status, language, status.directly_agreed(language)))
    return replace(own, key=key, already={**own.already, other: status.present[other]}, is_lead=False)


def _unanimous(status: SectionStatus, leaders: Sequence[str]) -> Sequence[str]:
    """`leaders` where all of them are in step. Raises `ConfirmationRefused` where they are not."""
    if all(status.is_in_step(leaders[0], leader) for leader in leaders):
        return leaders
    raise ConfirmationRefused(Refusal.LEADERS_DIFFER, leaders)


def _present_hashes(status: SectionStatus, language: str, others: Sequence[str]) -> dict[str, str]:
    return {code: status.present[code] for code in (language, *others)}


def _agreement(
    status: SectionStatus,
    key: SectionKey,
    language: str,
    same: Sequence[str],
    followed: str = "",
    is_lead: bool = False,
) -> Agreement:
    """The agreement of the present text of `language` with those of `same`, and all that is older than it.

    Of a language that leads the older text of `language`, and not only because it has to follow `followed` as well, it
    is the text that was last taken into account: nobody has looked at its present one.
    """
    hashes = _present_hashes(status, language, same)
    before, own = status.newest_known(language), status.agreements.get(language)
    if not before:
        return Agreement(language, key, hashes, is_lead=is_lead)
    then = status.at(language, before)
    base = {}
    for code in status.languages:
        if code not in hashes and not (followed and code in status.present and status.is_in_step(code, followed)):
            is_behind = bool(followed) and status.leads(followed, code) and not status.leads(code, followed)
            is_older = code in status.present and (is_behind or not then.leads(code, language))
            if hash := status.present[code] if is_older else own.known(code) if own else "":
                base[code] = hash
    older = (before, *(own.unchanged_from if own and own.is_own(before) else ()))
    return Agreement(language, key, hashes, is_lead=is_lead, base=base, older=older)
