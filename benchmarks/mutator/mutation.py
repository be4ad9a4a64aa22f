"""What an injected error is, and how to find the places for one. Shares no code with the checker: nothing of
`concord` is imported here or in the `wrong_*` modules, so that a misreading there cannot hide itself here.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

LANGUAGES = ("en", "de", "nl")
VALUES = ("number-drift", "fact-mismatch", "fact-format", "value-uncited", "fact-drift", "table-drift", "list-drift")


@dataclass(frozen=True)
class Spot:
    """A block (or, for some errors, a section) in `language`, and the same one in the other languages."""

    language: str
    text: str
    kind: str  # heading, prose, list, table, code; section
    others: Mapping[str, str]


Change = Mapping[str, str]  # the new text of the block, in each language that changes


@dataclass(frozen=True)
class Error:
    """A class of errors. `rules` may report it; none where no value, title or structure can show it.

    `on` is what it is applied to: block or section. `registry` says that it can be found only where there is one.
    """

    name: str
    rules: tuple[str, ...]
    apply: Callable[[Spot, Random], Change | None]
    on: str = "block"
    registry: bool = False


ERRORS: dict[str, Error] = {}
Simple = Callable[[Spot, Random], str | None]


def error(name: str, *rules: str, on: str = "block", registry: bool = False) -> Callable[[Simple], Simple]:
    """Puts a function from a spot to its new text into the table; the text must have changed."""

    def register(function: Simple) -> Simple:
        def apply(spot: Spot, random: Random) -> Change | None:
            text = function(spot, random)
            return None if text is None or text == spot.text else {spot.language: text}

        ERRORS[name] = Error(name, rules, apply, on, registry)
        return function

    return register


_PROTECTED = re.compile(
    r"`[^`]*`|\]\([^)]*\)|\{[^}\n]*\}|<[^>\n]*>|https?://\S+|(?m:^\s*\d+[.)]\s)|!\[[^\]]*\]"
    r"|(?:Fortune|S&P|ISO|IEC|DIN|RFC|Version|version|versie)\s\d+"
)


def masked(text: str) -> str:
    """`text` with code, addresses, ids, comments and numbers in names blotted out, at the same length."""
    return _PROTECTED.sub(lambda match: "\0" * len(match[0]), text)


def put(text: str, start: int, end: int, new: str) -> str:
    """`new` in place of a stretch of `text`, with a capital where that had one."""
    old = text[start:end]
    if old[:1].isupper() and not old[1:2].isupper() and new[:1].islower():
        new = new[0].upper() + new[1:]
    return text[:start] + new + text[end:]


_NUMBER = re.compile(
    r"(?<![\w/.,:#])(?<![A-Za-z]-)(?<!\d-)\d+(?:[.,\u00a0\u202f]\d{3})*(?:[.,]\d+)?"
    r"(?!\w|/\d|[.,:]\d|-\d\d)(?!\s?(?:Uhr|uur|[ap]\.m\.))"
)


@dataclass(frozen=True)
class Number:
    """Digits that stand for a number, and what they say in the language."""

    start: int
    end: int
    text: str
    value: float


def numbers(language: str, text: str) -> list[Number]:
    """The numbers in digits, without dates in digits and times of day."""
    found = []
    for match in _NUMBER.finditer(masked(text)):
        if (value := worth(language, match[0])) is not None:
            found.append(Number(match.start(), match.end(), match[0], value))
    return found


def worth(language: str, digits: str) -> float | None:
    """What `digits` say in `language`; None where they are no number of it."""
    plain = digits.replace("\u00a0", "").replace("\u202f", "")
    group, point = (",", ".") if language == "en" else (".", ",")
    if not re.fullmatch(rf"\d+|\d{{1,3}}(\{group}\d{{3}})+|(\d+|\d{{1,3}}(\{group}\d{{3}})+)\{point}\d+", plain):
        return None
    return float(plain.replace(group, "").replace(point, "."))


def shuffled(items: Sequence[Number], random: Random) -> list[Number]:
    return random.sample(list(items), len(items))


def matches(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Where `pattern` stands in `text`, outside of code, addresses and ids."""
    return re.finditer(pattern, masked(text))


def line(match: re.Match[str]) -> str:
    """The whole line that a match begins in."""
    end = match.string.find("\n", match.start())
    return match.string[match.string.rfind("\n", 0, match.start()) + 1 : end if end >= 0 else None]


Table = Mapping[str, Sequence[tuple[str, str | Sequence[str]]]]


def words(name: str, *rules: str, table: Table, where: str = "", registry: bool = False) -> None:
    """A class that puts one expression for another: `table` has patterns and what may replace them, by language.

    It applies only to lines in which `where` occurs. The replacement may use the groups of the pattern.
    """

    def apply(spot: Spot, random: Random) -> str | None:
        hits = []
        for pattern, new in table.get(spot.language, ()):
            hits += [(match, new) for match in matches(pattern, spot.text) if re.search(where, line(match))]
        if not hits:
            return None
        match, new = random.choice(hits)
        chosen = new if isinstance(new, str) else random.choice([word for word in new if word != match[0].lower()])
        return put(spot.text, match.start(), match.end(), match.expand(chosen))

    error(name, *rules, registry=registry)(apply)
