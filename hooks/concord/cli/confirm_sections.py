"""What the options of `concord confirm` say → the function that confirms a section so, or refuses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concord.errors import ConfigurationError
from concord.finding import Finding
from concord.guide import Guide
from concord.rules.messages import message
from concord.sync.confirm import confirm_all, confirm_followed, confirm_lead, confirm_unchanged
from concord.sync.findings import EXPLAINED_BY_LEAD
from concord.sync.lock.agreement import Agreement
from concord.sync.plan import ConfirmSection
from concord.sync.refusals import ConfirmationRefused, Refusal
from concord.sync.section_key import SectionKey
from concord.sync.section_status import SectionStatus


@dataclass(frozen=True)
class Wish:
    """How sections are to be confirmed: the options of the command."""

    lead: bool = False
    reason: str = ""
    all_steps: bool = False
    other: str = ""
    already: bool = False


def confirm_section(guide: Guide, language: str, wish: Wish, is_all: bool = False) -> ConfirmSection:
    """The function that confirms a section of `language`; one with findings is refused.

    With `is_all`, its texts in all languages are agreed on.
    """
    found = _findings(guide, language, wish.lead)

    def confirm(status: SectionStatus, key: SectionKey) -> Agreement | None:
        if refusing := found.get(key):
            lines = [f"{one.location.path}:{one.location.line}: {one.rule}: {message(one)}" for one in refusing]
            raise ConfirmationRefused(Refusal.FINDINGS, details=lines)
        if is_all:
            return confirm_all(status, key, language)
        if wish.lead:
            return confirm_lead(status, key, language)
        if wish.reason:
            _check_steps(guide, language, wish, status, key)
            agreement = confirm_unchanged(status, key, language, wish.reason)
        else:
            agreement = confirm_followed(status, key, language, wish.other, wish.already)
        if agreement and status.is_led:
            named = {**agreement.hashes, **agreement.already}
            texts = [code for code, hash in named.items() if hash == status.present.get(code)]
            if differs := guide.differs({language, *texts}, key):
                raise ConfirmationRefused(Refusal.STRUCTURE, details=[differs])
        return agreement

    return confirm


def _findings(guide: Guide, language: str, lead: bool) -> Mapping[SectionKey, Sequence[Finding]]:
    """The findings of each section of `language` that keep it from being confirmed."""
    found: dict[SectionKey, list[Finding]] = {}
    for one in guide.at_least("warning"):
        key = SectionKey(one.page, one.section)
        if key in guide.tracker.descriptions and one.data.get("case") != "description":
            continue  # it is about the page as a whole
        if one.language == language and not (lead and one.rule in EXPLAINED_BY_LEAD):
            found.setdefault(key, []).append(one)
    return found


def _check_steps(guide: Guide, language: str, wish: Wish, status: SectionStatus, key: SectionKey) -> None:
    """Refuses a section that has changed more than once since any language agreed with it, and shows the changes.

    Without a repository nobody else can have changed it: nothing is refused.
    """
    before = status.newest_known(language)
    if wish.all_steps or not before or not status.is_new(language):
        return
    from concord.report.steps import step_lines
    from concord.sync.history.steps import unconfirmed_steps

    known = {hash for one in status.agreements.values() for code, hash in one.texts() if code == language}
    try:
        steps = unconfirmed_steps(guide.config, guide.tracker, language, key, known)
    except ConfigurationError:
        return
    if len(steps) > 1:
        raise ConfirmationRefused(Refusal.SEVERAL_STEPS, details=list(step_lines(steps)))
