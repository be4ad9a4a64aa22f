"""The text of a `sync.lock` ⇄ Lock: what one language's translators have confirmed, one agreement a section at most.

    concord-sync 2
    pay/salary.md#salary-us
      de=0123456789abcdef en=123456789abcdef0

An entry is a line with the key and a line with texts, each a language, a sign and a hash; entries are sorted by key. So
git merges neighbouring changes without a conflict. The signs, in the lock file of Dutch:

    nl=… de=…     these texts mean the same
    nl>…          this text leads: the other languages are to follow it
    nl<… de<…     these texts meant the same before, and are older
    de!…          this newer text says what the Dutch one said already
    nl~…          this older text meant the same as the present one; the reason follows after " # "

Files that begin with `concord-sync 1` have the sign `=` only; there, a text that stands alone leads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from concord.languages import content
from concord.storage.text_file import BOM, split_lines
from concord.sync.lock.agreement import Agreement
from concord.sync.section_key import SectionKey

VERSION = 2
HEADER = f"concord-sync {VERSION}"
NAME = "sync.lock"
_FIRST_LINE = re.compile(r"concord-sync (\d{1,9})")
_TEXT = re.compile(r"([\w-]+)([=><!~])([0-9a-f]{16})")
_TEXTS_LINE = re.compile(r"  ([\w-]+[=><!~][0-9a-f]{16}(?: [\w-]+[=><!~][0-9a-f]{16})*)(?: # (.+))?")
_CONFLICT_MARK = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")


@dataclass(frozen=True, slots=True)
class Damage:
    """A line of a lock file, counted from 1, that cannot be read, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Lock:
    """The agreements in a language's lock file by key, the lines that cannot be read, and the version of its format."""

    agreements: Mapping[SectionKey, Agreement]
    damage: tuple[Damage, ...] = ()
    version: int = VERSION

    @cached_property
    def sections(self) -> Mapping[str, frozenset[str]]:
        """By page, the ids of the sections that have an agreement, without the description."""
        found: dict[str, set[str]] = {}
        for key in self.agreements:
            if key.section:
                found.setdefault(key.page, set()).add(key.section)
        return {page: frozenset(ids) for page, ids in found.items()}


def parse_lock(text: str, language: str) -> Lock:
    """Reads the text of the lock file of `language`; "" is a lock without agreements.

    Nothing is repaired: an entry that cannot be read is left out and listed in `damage`.
    """
    first, *rest = split_lines(text.removeprefix(BOM))
    no_header = Damage(1, f"it does not begin with {HEADER!r}")
    if not text.strip():
        return Lock({}, damage=(no_header,) if text else ())
    header = _FIRST_LINE.fullmatch(first)
    version = int(header[1]) if header else VERSION
    if version > VERSION:
        return unreadable_lock(f"a newer version of concord wrote it ({first}): update concord")
    found: dict[SectionKey, Agreement] = {}
    damage = [] if header else [no_header]
    number = 1  # of the line before rest[number - 1]: the header is line 1
    while number <= len(rest):
        line = rest[number - 1]
        number += 1
        if _CONFLICT_MARK.fullmatch(line):
            remedy = f"`concord confirm {language} --resolve`"
            damage.append(Damage(number, f"a conflict is not settled: {line[:7]}; {remedy}"))
        elif line.startswith(" ") or (line and _TEXTS_LINE.fullmatch(line)):
            damage.append(Damage(number, "hashes without a section above them"))
        elif line:
            value = rest[number - 1] if number <= len(rest) else ""
            if reason := _fault(line, value, language, found):
                damage.append(Damage(number, reason))
            else:
                agreement = _agreement(line, value, language, version)
                found[agreement.key] = agreement
            number += bool(value.startswith(" "))
    codes = {code for line in rest if damage and _TEXTS_LINE.fullmatch(line) for code in _codes(line)}
    if codes and language not in codes:
        return unreadable_lock(
            f"it is the lock file of another language: delete it, and `concord confirm {language}` writes one"
        )
    return Lock(found, tuple(damage), version)


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
    texts = " ".join(sorted(f"{language}{sign}{hash}" for language, sign, hash in _signed_texts(agreement)))
    reason = " ".join(agreement.reason.split())
    return str(agreement.key), f"  {texts}" + (f" # {reason}" if reason else "")


def _signed_texts(agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    """The language, the sign and the hash of each text of an agreement."""
    for code, hash in agreement.hashes.items():
        yield code, ">" if agreement.is_lead and code == agreement.language else "=", hash
    for sign, group in (("!", agreement.already), ("<", agreement.base)):
        for code, hash in group.items():
            yield code, sign, hash
    for sign, own in (("<", agreement.older), ("~", agreement.unchanged_from)):
        for hash in own:
            yield agreement.language, sign, hash


def _fault(key: str, value: str, language: str, found: Mapping[SectionKey, Agreement]) -> str:
    """Why an entry with these two lines cannot be read, "" where it can."""
    if "#" not in key:
        return f"no section: {key!r}"
    if not _TEXTS_LINE.fullmatch(value):
        return f"the line below {key} is no list of hashes"
    signed = [(code, "=" if sign == ">" else sign) for code, sign, _ in _TEXT.findall(value.partition(" # ")[0])]
    single = [(code, sign) for code, sign in signed if sign != "~" and (code, sign) != (language, "<")]
    if (language, "=") not in signed or len({*single}) != len(single):
        return f"{key}: a hash of {language}, and of each other language one at most, is wanted"
    if unknown := sorted({code for code, _ in signed} - content.codes()):
        return f"{key}: {unknown[0]} is no language"
    return f"{key} stands here twice" if SectionKey.parse(key) in found else ""


def _codes(value: str) -> set[str]:
    """The codes of the languages in a line of texts."""
    return {code for code, _, _ in _TEXT.findall(value.partition(" # ")[0])}


def _agreement(key: str, value: str, language: str, version: int) -> Agreement:
    """The agreement of an entry without a fault."""
    texts, _, reason = value.partition(" # ")
    groups: dict[str, dict[str, str]] = {sign: {} for sign in "=>!<"}
    own: dict[str, list[str]] = {"~": [], "<": []}
    for code, sign, hash in _TEXT.findall(texts):
        if sign == "~" or (code, sign) == (language, "<"):
            own[sign].append(hash)
        else:
            groups[sign][code] = hash
    hashes = groups["="] | groups[">"]
    is_lead = bool(groups[">"]) or (version == 1 and len(hashes) == 1)
    section = SectionKey.parse(key)
    return Agreement(
        language, section, hashes, reason, is_lead, groups["!"], groups["<"], tuple(own["<"]), tuple(own["~"])
    )
