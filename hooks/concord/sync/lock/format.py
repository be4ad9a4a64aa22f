"""What a language's translators have confirmed: the text of a `sync.lock` ⇄ agreements, one a section at most.

    concord-sync 1
    pay/salary.md#salary-us
      de=0123456789abcdef en=123456789abcdef0

A key line and a value line an entry, in the order of the keys, so that neighbouring edits merge. A reason stands
behind the hashes, after " # ".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concord import languages
from concord.storage.text_file import BOM, split_lines

HEADER = "concord-sync 1"
NAME = "sync.lock"
_HASH = r"[\w-]+=[0-9a-f]{16}"
_VALUE = re.compile(rf"  ({_HASH}(?: {_HASH})*)(?: # (.+))?")
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")

Key = str  # a page and a section: pay/salary.md#salary-us


def page_of(key: Key) -> str:
    """The page of a section: a path, a file of the registry, or the interface."""
    return key.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What `language` confirmed of a section: these texts, by language and hash, mean the same; its own is one.

    Its own alone is a declared lead: this text is what the others are to follow.
    """

    language: str
    key: Key
    hashes: Mapping[str, str]
    reason: str = ""

    @property
    def own(self) -> str:
        return self.hashes[self.language]

    @property
    def is_lead(self) -> bool:
        return len(self.hashes) == 1


@dataclass(frozen=True, slots=True)
class Damage:
    """A line of a lock file that cannot be read, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Lock:
    """What a language's lock file says, by key, and what of it cannot be read."""

    agreements: Mapping[Key, Agreement]
    damage: tuple[Damage, ...] = ()


def parse_lock(text: str, language: str) -> Lock:
    """The lock file `text` of `language`. Nothing of it is repaired: what is damaged is left out and named."""
    first, *rest = split_lines(text.removeprefix(BOM))
    if not text.strip():
        return Lock({}, () if not text else (Damage(1, f"it does not begin with {HEADER!r}"),))
    found: dict[Key, Agreement] = {}
    damage = [] if first == HEADER else [Damage(1, f"it does not begin with {HEADER!r}")]
    number = 1
    while number <= len(rest):
        line = rest[number - 1]
        number += 1
        if _CONFLICT.fullmatch(line):
            damage.append(
                Damage(number, f"a conflict is not settled: {line[:7]}; `concord stamp {language} --resolve`")
            )
        elif line.startswith(" ") or (line and _VALUE.fullmatch(line)):
            damage.append(Damage(number, "hashes without a section above them"))
        elif line:
            value = rest[number - 1] if number <= len(rest) else ""
            reason = _fault(line, value, language, found)
            if reason:
                damage.append(Damage(number, reason))
            else:
                found[line] = _agreement(line, value, language)
            number += bool(value.startswith(" "))
    codes = {code for line in rest if damage and _VALUE.fullmatch(line) for code in _codes(line)}
    if codes and language not in codes:
        return unreadable_lock(
            f"it is the lock file of another language: delete it, and `concord stamp {language}` writes one"
        )
    return Lock(found, tuple(damage))


def unreadable_lock(reason: str, line: int = 1) -> Lock:
    """A lock file that is no text at all."""
    return Lock({}, (Damage(line, reason),))


def format_lock(agreements: Iterable[Agreement]) -> str:
    """The text of a lock file."""
    entries = (line for one in sorted(agreements, key=lambda one: one.key) for line in entry_lines(one))
    return "\n".join([HEADER, *entries]) + "\n"


def entry_lines(one: Agreement) -> tuple[str, str]:
    """The two lines of an entry."""
    hashes = " ".join(f"{language}={hash}" for language, hash in sorted(one.hashes.items()))
    return one.key, f"  {hashes}" + (f" # {' '.join(one.reason.split())}" if one.reason else "")


def _fault(key: str, value: str, language: str, found: Mapping[Key, Agreement]) -> str:
    """Why an entry cannot be read, "" where it can."""
    if "#" not in key:
        return f"no section: {key!r}"
    if not _VALUE.fullmatch(value):
        return f"the line below {key} is no list of hashes"
    codes = _codes(value)
    if language not in codes or len(set(codes)) != len(codes):
        return f"{key}: a hash of {language}, and of each other language one at most, is wanted"
    if unknown := sorted({*codes} - languages.codes()):
        return f"{key}: {unknown[0]} is no language"
    return f"{key} stands here twice" if key in found else ""


def _codes(value: str) -> list[str]:
    """The languages of a line of hashes."""
    return [pair.partition("=")[0] for pair in value.partition(" # ")[0].split()]


def _agreement(key: Key, value: str, language: str) -> Agreement:
    match = _VALUE.fullmatch(value)
    assert match
    hashes = dict(pair.split("=") for pair in match[1].split())
    return Agreement(language, key, hashes, match[2] or "")
