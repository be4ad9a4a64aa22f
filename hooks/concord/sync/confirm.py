"""What a stamp writes: the agreement of a language on a section, or why there can be none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from concord.errors import ConfigurationError
from concord.sync.lock.format import NAME, Agreement, Key, format_lock, parse_lock
from concord.sync.section_status import SectionStatus
from concord.sync.tracker import Tracker

Way = Callable[[SectionStatus, Key], Agreement | None]


class Refused(Exception):
    """A section that cannot be stamped so; the text says why, and what to do."""


@dataclass
class Plan:
    """The agreements that a stamp of `language` adds, the keys that go, and why a section was refused."""

    language: str
    new: dict[Key, Agreement] = field(default_factory=dict)
    gone: set[Key] = field(default_factory=set)
    refused: dict[Key, str] = field(default_factory=dict)

    def edit(self, text: str) -> str:
        """The text of the lock file with all that in it.

        Raises `ConfigurationError` where it has become one that cannot be read.
        """
        known = parse_lock(text, self.language)
        for damage in known.damage:
            raise ConfigurationError(f"{NAME} of {self.language}, line {damage.line}: {damage.reason}")
        left = {key: one for key, one in known.agreements.items() if key not in self.gone}
        return format_lock((left | self.new).values())


def plan_confirmation(tracker: Tracker, language: str, keys: Iterable[Key], way: Way) -> Plan:
    """What stamping the sections `keys` in that way comes to. A section that is gone takes its lines with it."""
    found = Plan(language)
    for key in keys:
        status = tracker.statuses.get(key)
        if (status is None or language not in status.present) and tracker.is_unread(language, key):
            found.refused[key] = "it cannot be read; `concord check` says why"
            continue
        if status is None or language not in status.present:
            found.gone |= {key} & tracker.locks[language].agreements.keys()
            if new := tracker.moved.get(key):
                found.new |= _carried(tracker, language, new)
            continue
        try:
            agreement = way(status, key)
            found.new |= {key: agreement} if agreement else _carried(tracker, language, key)
            found.gone |= {*tracker.entries(language, key)} - {key}
        except Refused as refused:
            found.refused[key] = str(refused)
    return found


def _carried(tracker: Tracker, language: str, key: Key) -> dict[Key, Agreement]:
    """What was agreed on a section under the key that it had before, under its own."""
    known, keys = tracker.locks[language].agreements, tracker.entries(language, key)
    return {key: replace(known[keys[0]], key=key)} if keys and keys[0] != key else {}


def confirm_lead(status: SectionStatus, key: Key, language: str) -> Agreement | None:
    """That the others are to follow the present text of `language`; None where none of them has to.

    Raises `Refused` where it is `language` that has to follow.
    """
    if status.state(language) == "current" or status.declares(language):
        return None
    if language in status.stamped and not status.is_new(language):
        if leaders := status.leaders(language):
            raise Refused(f"{language} has not changed, it has to follow {_join(leaders)}")
        return None
    return Agreement(language, key, {language: status.present[language]})


def confirm_unchanged(status: SectionStatus, key: Key, language: str, reason: str) -> Agreement | None:
    """That the text of `language` changed and its meaning did not: agreed with all that have not moved since.

    None where it has not changed. Raises `Refused` where nothing was agreed on before, or all have moved.
    """
    own = status.agreements.get(language)
    if own is None:
        raise Refused("nothing was agreed on before; stamp it without --no-change")
    if own.own == status.present[language]:
        return None
    others = [code for code in status.present if code != language and status.knows_as_one(own, language, code)]
    if not others:
        raise Refused("the other languages have moved since; follow them, and stamp it without --no-change")
    return Agreement(language, key, _present(status, language, others), reason)


def confirm_followed(status: SectionStatus, key: Key, language: str, other: str = "") -> Agreement | None:
    """That the text of `language` says what those say that lead it, or what `other` says; None where nothing is new.

    A section that nobody has agreed on is agreed on with all. Raises `Refused` where it is not clear with whom, or
    where only `language` has changed.
    """
    others = [code for code in status.present if code != language]
    if other:
        if other not in others:
            raise Refused(f"{other} does not have this section")
        return Agreement(language, key, _present(status, language, [other]))
    if status.state(language) == "current":
        return _renewed(status, key, language, others)
    if language not in status.stamped:
        return _first(status, key, language, others)
    leaders = status.leaders(language)
    if leaders:
        return Agreement(language, key, _present(status, language, _one_voice(status, leaders)))
    if status.is_new(language) and not status.declares(language):
        raise Refused(
            f"only {language} has changed: use --lead where the others are to follow, "
            "or --no-change REASON where it still says the same"
        )
    return None


def _renewed(status: SectionStatus, key: Key, language: str, others: Sequence[str]) -> Agreement | None:
    """What goes without saying, in the language's own file."""
    own = status.agreements.get(language)
    if own and own.own == status.present[language]:
        return None
    return Agreement(language, key, _present(status, language, others))


def _first(status: SectionStatus, key: Key, language: str, others: Sequence[str]) -> Agreement | None:
    if not others:
        raise Refused(f"only {language} has this section: use --lead")
    stamped = [code for code in others if code in status.stamped]
    top = [code for code in stamped if not any(status.leads(leader, code) for leader in stamped)]
    return Agreement(language, key, _present(status, language, _one_voice(status, top or stamped) or others))


def _one_voice(status: SectionStatus, leaders: Sequence[str]) -> Sequence[str]:
    """The `leaders`, where all of them say the same."""
    if all(status.joined(leaders[0], leader) for leader in leaders):
        return leaders
    raise Refused(f"{_join(leaders)} do not agree with one another: name the one that it says the same as, --with")


def _present(status: SectionStatus, language: str, others: Sequence[str]) -> dict[str, str]:
    return {code: status.present[code] for code in (language, *others)}


def _join(codes: Sequence[str]) -> str:
    return " and ".join(codes)
