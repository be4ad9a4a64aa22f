"""The text of a `sync.lock` ⇄ Lock: what one language's translators have confirmed, one agreement a section at most.

    concord-sync 1
    pay/salary.md#salary-us
      de=0123456789abcdef en=123456789abcdef0

An entry is a line with the key and a line with the hashes; entries are sorted by key. So git merges neighbouring
changes without a conflict. A reason (`--no-change REASON`) follows the hashes after " # ".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concord import languages
from concord.storage.text_file import BOM, split_lines
from concord.sync.section_key import SectionKey

HEADER = "concord-sync 1"
NAME = "sync.lock"
_HASH = r"[\w-]+=[0-9a-f]{16}"
_HASHES_LINE = re.compile(rf"  ({_HASH}(?: {_HASH})*)(?: # (.+))?")
_CONFLICT_MARK = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What `language` confirmed of the section `key`: the texts with these hashes, by language, mean the same.

    The text of `language` itself is always among them. Where it is the only one, the agreement declares a lead: the
    other languages are to follow this text. `reason` is given where a change did not alter the meaning, else "".
    """

    language: str
    key: SectionKey
    hashes: Mapping[str, str]
    reason: str = ""

    @property
    def hash(self) -> str:
        """The hash of the text of `language` itself."""
        return self.hashes[self.language]

    @property
    def is_lead(self) -> bool:
        """Whether it declares a lead."""
        return len(self.hashes) == 1


@dataclass(frozen=True, slots=True)
class Damage:
    """A line of a lock file, counted from 1, that cannot be read, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Lock:
    """The agreements in a language's lock file by key, and the lines that cannot be read."""

    agreements: Mapping[SectionKey, Agreement]
    damage: tuple[Damage, ...] = ()


def parse_lock(text: str, language: str) -> Lock:
    """Reads the text of the lock file of `language`; "" is a lock without agreements.

    Nothing is repaired: an entry that cannot be read is left out and listed in `damage`.
    """
    first, *rest = split_lines(text.removeprefix(BOM))
    no_header = Damage(1, f"it does not begin with {HEADER!r}")
    if not text.strip():
        return Lock({}, (no_header,) if text else ())
    found: dict[SectionKey, Agreement] = {}
    damage = [] if first == HEADER else [no_header]
    number = 1  # of the line before rest[number - 1]: the header is line 1
    while number <= len(rest):
        line = rest[number - 1]
        number += 1
        if _CONFLICT_MARK.fullmatch(line):
            remedy = f"`concord confirm {language} --resolve`"
            damage.append(Damage(number, f"a conflict is not settled: {line[:7]}; {remedy}"))
        elif line.startswith(" ") or (line and _HASHES_LINE.fullmatch(line)):
            damage.append(Damage(number, "hashes without a section above them"))
        elif line:
            value = rest[number - 1] if number <= len(rest) else ""
            if reason := _fault(line, value, language, found):
                damage.append(Damage(number, reason))
            else:
                agreement = _agreement(line, value, language)
                found[agreement.key] = agreement
            number += bool(value.startswith(" "))
    codes = {code for line in rest if damage and _HASHES_LINE.fullmatch(line) for code in _codes(line)}
    if codes and language not in codes:
        return unreadable_lock(
            f"it is the lock file of another language: delete it, and `concord confirm {language}` writes one"
        )
    return Lock(found, tuple(damage))


def unreadable_lock(reason: str, line: int = 1) -> Lock:
    """The lock for a file of which nothing can be read, for the given reason."""
    return Lock({}, (Damage(line, reason),))


def format_lock(agreements: Iterable[Agreement]) -> str:
    """The text of the lock file with these agreements."""
    by_key = sorted(agreements, key=lambda agreement: str(agreement.key))
    lines = (line for agreement in by_key for line in entry_lines(agreement))
    return "\n".join([HEADER, *lines]) + "\n"


def entry_lines(agreement: Agreement) -> tuple[str, str]:
    """The two lines of an entry, without line ends."""
    hashes = " ".join(f"{language}={hash}" for language, hash in sorted(agreement.hashes.items()))
    reason = " ".join(agreement.reason.split())
    return str(agreement.key), f"  {hashes}" + (f" # {reason}" if reason else "")


def _fault(key: str, value: str, language: str, found: Mapping[SectionKey, Agreement]) -> str:
    """Why an entry with these two lines cannot be read, "" where it can."""
    if "#" not in key:
        return f"no section: {key!r}"
    if not _HASHES_LINE.fullmatch(value):
        return f"the line below {key} is no list of hashes"
    codes = _codes(value)
    if language not in codes or len(set(codes)) != len(codes):
        return f"{key}: a hash of {language}, and of each other language one at most, is wanted"
    if unknown := sorted({*codes} - languages.codes()):
        return f"{key}: {unknown[0]} is no language"
    return f"{key} stands here twice" if SectionKey.parse(key) in found else ""


def _codes(value: str) -> list[str]:
    """The codes of the languages in a line of hashes."""
    return [pair.partition("=")[0] for pair in value.partition(" # ")[0].split()]


def _agreement(key: str, value: str, language: str) -> Agreement:
    match = _HASHES_LINE.fullmatch(value)
    assert match
    hashes = dict(pair.split("=") for pair in match[1].split())
    return Agreement(language, SectionKey.parse(key), hashes, match[2] or "")
