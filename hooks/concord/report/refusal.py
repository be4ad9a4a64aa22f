"""A refused confirmation → the lines that say why, with the next command."""

from collections.abc import Callable, Iterator, Sequence

from concord.rules.messages import join_names
from concord.sync.next_command import confirm_command, follow_command, unchanged_command
from concord.sync.refusals import ConfirmationRefused, Refusal
from concord.sync.section_key import SectionKey

_Names = Callable[[str], str]  # the code of a language → its name
_SLIP = "why"


def refusal_lines(refused: ConfirmationRefused, key: SectionKey, language: str, name: _Names) -> Iterator[str]:
    """The reason, what is to be seen, and what to type next.

    Args:
        refused: The refusal.
        key: The section.
        language: The language that was to be confirmed.
        name: Gives the name of a language by its code.
    """
    said = _reason(refused, name(language), _listed(refused.languages, name))
    yield f"{key}: not confirmed: {said}"
    yield from (f"    {line}" for line in refused.details)
    yield from (f"    {line}" for line in _next(refused, key, language, name))


def _reason(refused: ConfirmationRefused, name: str, others: str) -> str:
    several = len(refused.languages) > 1
    return {
        Refusal.UNCHANGED_LEAD: f"{name} has not changed, and has to follow {others}",
        Refusal.UNCHANGED_SLIP: f"{name} has not changed, so there is nothing to call a slip",
        Refusal.SEVERAL_STEPS: f"{name} has changed in several steps since somebody agreed with it",
        Refusal.NOTHING_AGREED: "nothing was agreed on before",
        Refusal.ONLY_THIS_CHANGED: f"only {name} has changed since all agreed",
        Refusal.NOT_CHANGED: f"{name} has not changed since {others} {'have' if several else 'has'}",
        Refusal.LEADERS_DIFFER: f"{others} {'differ' if several else 'and ' + name + ' differ'}",
        Refusal.ALONE: f"only {name} has this section",
        Refusal.MISSING: f"{others} {'do' if several else 'does'} not have this section",
        Refusal.UNREADABLE: "its file cannot be read; `concord check` says why",
        Refusal.FINDINGS: "`concord check` has something against it",
        Refusal.STRUCTURE: "it is not built like what it is to follow",
    }[refused.reason]


def _next(refused: ConfirmationRefused, key: SectionKey, language: str, name: _Names) -> Iterator[str]:
    """What to do about it, with whole commands."""
    command, slip = confirm_command(key, language), unchanged_command(key, language, _SLIP)
    match refused.reason:
        case Refusal.NOT_CHANGED | Refusal.UNCHANGED_SLIP | Refusal.UNCHANGED_LEAD:
            yield from _already(refused, key, language, name)
        case Refusal.SEVERAL_STEPS:
            yield f"if none of them changes the meaning: {slip} --all-steps"
            yield f"if one does, the others have to follow: {command} --lead"
        case Refusal.ONLY_THIS_CHANGED:
            yield f"a new meaning, which the others are to follow: {command} --lead"
            yield f"only better wording: {slip}"
        case Refusal.LEADERS_DIFFER:
            for code in refused.languages:
                yield f"if {name(language)} now says what {name(code)} says: {command} --with {code}"
            if len(refused.languages) == 1:
                yield f"if the others are to follow {name(language)}: {command} --lead"
        case Refusal.NOTHING_AGREED:
            yield f"if it says the same as the others: {command}"
        case Refusal.ALONE | Refusal.MISSING:
            yield f"if the others are to get it: {command} --lead"


def _already(refused: ConfirmationRefused, key: SectionKey, language: str, name: _Names) -> Iterator[str]:
    """What to do about a text that has not changed, and has others to follow."""
    command = confirm_command(key, language)
    yield f"what there is to follow: {follow_command(key, language)}"
    for code in refused.languages if refused.has_choice else ():
        yield f"if {name(language)} already says what {name(code)} says now: {command} --with {code} --already"
    if not refused.has_choice:
        verb = "say" if len(refused.languages) > 1 else "says"
        others = _listed(refused.languages, name)
        yield f"if {name(language)} already says what {others} {verb} now: {command} --already"


def _listed(codes: Sequence[str], name: _Names) -> str:
    return join_names([name(code) for code in codes]) if codes else ""
