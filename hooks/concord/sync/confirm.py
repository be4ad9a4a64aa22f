"""What a stamp writes: the agreement of a language on a section, or why there can be none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from concord.errors import ConfigurationError
from concord.sync.lock import format
from concord.sync.lock.format import NAME, Agreement, Key
from concord.sync.section_status import Standing
from concord.sync.tracker import Book

Way = Callable[[Standing, Key], Agreement | None]


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
        known = format.read(text, self.language)
        for damage in known.damage:
            raise ConfigurationError(f"{NAME} of {self.language}, line {damage.line}: {damage.reason}")
        left = {key: one for key, one in known.agreements.items() if key not in self.gone}
        return format.write((left | self.new).values())


def plan(book: Book, language: str, keys: Iterable[Key], way: Way) -> Plan:
    """What stamping the sections `keys` in that way comes to. A section that is gone takes its lines with it."""
    found = Plan(language)
    for key in keys:
        standing = book.standings.get(key)
        if (standing is None or language not in standing.present) and book.is_unread(language, key):
            found.refused[key] = "it cannot be read; `concord check` says why"
            continue
        if standing is None or language not in standing.present:
            found.gone |= {key} & book.locks[language].agreements.keys()
            if new := book.moved.get(key):
                found.new |= _carried(book, language, new)
            continue
        try:
            agreement = way(standing, key)
            found.new |= {key: agreement} if agreement else _carried(book, language, key)
            found.gone |= {*book.entries(language, key)} - {key}
        except Refused as refused:
            found.refused[key] = str(refused)
    return found


def _carried(book: Book, language: str, key: Key) -> dict[Key, Agreement]:
    """What was agreed on a section under the key that it had before, under its own."""
    known, keys = book.locks[language].agreements, book.entries(language, key)
    return {key: replace(known[keys[0]], key=key)} if keys and keys[0] != key else {}


def lead(standing: Standing, key: Key, language: str) -> Agreement | None:
    """That the others are to follow the present text of `language`; None where none of them has to.

    Raises `Refused` where it is `language` that has to follow.
    """
    if standing.state(language) == "current" or standing.declares(language):
        return None
    if language in standing.stamped and not standing.is_new(language):
        if leaders := standing.leaders(language):
            raise Refused(f"{language} has not changed, it has to follow {_join(leaders)}")
        return None
    return Agreement(language, key, {language: standing.present[language]})


def no_change(standing: Standing, key: Key, language: str, reason: str) -> Agreement | None:
    """That the text of `language` changed and its meaning did not: agreed with all that have not moved since.

    None where it has not changed. Raises `Refused` where nothing was agreed on before, or all have moved.
    """
    own = standing.agreements.get(language)
    if own is None:
        raise Refused("nothing was agreed on before; stamp it without --no-change")
    if own.own == standing.present[language]:
        return None
    others = [code for code in standing.present if code != language and standing.knows_as_one(own, language, code)]
    if not others:
        raise Refused("the other languages have moved since; follow them, and stamp it without --no-change")
    return Agreement(language, key, _present(standing, language, others), reason)


def follow(standing: Standing, key: Key, language: str, other: str = "") -> Agreement | None:
    """That the text of `language` says what those say that lead it, or what `other` says; None where nothing is new.

    A section that nobody has agreed on is agreed on with all. Raises `Refused` where it is not clear with whom, or
    where only `language` has changed.
    """
    others = [code for code in standing.present if code != language]
    if other:
        if other not in others:
            raise Refused(f"{other} does not have this section")
        return Agreement(language, key, _present(standing, language, [other]))
    if standing.state(language) == "current":
        return _renewed(standing, key, language, others)
    if language not in standing.stamped:
        return _first(standing, key, language, others)
    leaders = standing.leaders(language)
    if leaders:
        return Agreement(language, key, _present(standing, language, _one_voice(standing, leaders)))
    if standing.is_new(language) and not standing.declares(language):
        raise Refused(
            f"only {language} has changed: use --lead where the others are to follow, "
            "or --no-change REASON where it still says the same"
        )
    return None


def _renewed(standing: Standing, key: Key, language: str, others: Sequence[str]) -> Agreement | None:
    """What goes without saying, in the language's own file."""
    own = standing.agreements.get(language)
    if own and own.own == standing.present[language]:
        return None
    return Agreement(language, key, _present(standing, language, others))


def _first(standing: Standing, key: Key, language: str, others: Sequence[str]) -> Agreement | None:
    if not others:
        raise Refused(f"only {language} has this section: use --lead")
    stamped = [code for code in others if code in standing.stamped]
    top = [code for code in stamped if not any(standing.leads(leader, code) for leader in stamped)]
    return Agreement(language, key, _present(standing, language, _one_voice(standing, top or stamped) or others))


def _one_voice(standing: Standing, leaders: Sequence[str]) -> Sequence[str]:
    """The `leaders`, where all of them say the same."""
    if all(standing.joined(leaders[0], leader) for leader in leaders):
        return leaders
    raise Refused(f"{_join(leaders)} do not agree with one another: name the one that it says the same as, --with")


def _present(standing: Standing, language: str, others: Sequence[str]) -> dict[str, str]:
    return {code: standing.present[code] for code in (language, *others)}


def _join(codes: Sequence[str]) -> str:
    return " and ".join(codes)
