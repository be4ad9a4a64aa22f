"""Errors in what is no amount: seasons, months, numerals, stars, telephones, keys, starts, and words beside a year."""

import re
from random import Random

from benchmarks.mutator.mutation import Spot, error, put, words

_SEASONS = {
    "en": ["spring", "summer", "autumn", "winter"],
    "de": ["Frühjahr", "Sommer", "Herbst", "Winter"],
    "nl": ["voorjaar", "zomer", "herfst", "winter"],
}
_MONTHS = {
    "en": ["January", "March", "April", "August", "October", "November"],
    "de": ["Januar", "März", "April", "August", "Oktober", "November"],
    "nl": ["januari", "maart", "april", "augustus", "oktober", "november"],
}
_UNTIL = {"en": ["until", "before"], "de": ["bis", "vor"], "nl": ["tot", "voor"]}
_SINCE = {"en": ["since", "after"], "de": ["seit", "nach"], "nl": ["sinds", "na"]}
_NUMERALS = ["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIV"]
_KEYS = {
    "en": ["Ctrl", "Shift", "Enter", "Esc", "Home", "F2", "F5"],
    "de": ["Strg", "Umschalt", "Eingabe", "Esc", "Pos1", "F2", "F5"],
    "nl": ["Ctrl", "Shift", "Enter", "Esc", "Home", "F2", "F5"],
}

words(
    "season", "number-drift",
    table={language: [(rf"\b{name}\b", names) for name in names] for language, names in _SEASONS.items()},
)  # fmt: skip
words(
    "month alone", "number-drift",
    table={
        language: [(rf"(?<!\d )(?<!\d\. )\b{name}\b(?! \d)", names) for name in names]
        for language, names in _MONTHS.items()
    },
)  # fmt: skip


@error("until, since", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    """Where each language says that a time ends, or begins, with the year."""
    for sides in ((_UNTIL, _SINCE), (_SINCE, _UNTIL)):
        for match in re.finditer(rf"(?i)\b(?:{'|'.join(sides[0][spot.language])})\b(?= \[?([12]\d{{3}})\b)", spot.text):
            beside = [
                re.search(rf"(?i)\b(?:{'|'.join(sides[0][language])}) \[?{match[1]}\b", text)
                for language, text in spot.others.items()
            ]
            if all(beside) and spot.text.count(match[1]) == 1:
                return put(spot.text, match.start(), match.end(), random.choice(sides[1][spot.language]))
    return None


def _another(spot: Spot, pattern: str, names: list[str], random: Random) -> str | None:
    """The text with one match of `pattern` replaced by another of `names`, which does not stand in the text."""
    found = list(re.finditer(pattern, spot.text))
    if not found:
        return None
    match = random.choice(found)
    new = random.choice([name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", spot.text)])
    return spot.text[: match.start()] + new + spot.text[match.end() :]


@error("Roman numeral", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    """A V or an X alone, without a word such as "Chapter" in front of it, is a letter and no numeral."""
    found = list(re.finditer(r"(?<![\w.-])(?=[XVI]{2})[XVI]+(?![\w-])", spot.text))
    if not found:
        return None
    match = random.choice(found)
    shortest = 1 if re.search(r"[a-z]{4} \Z", spot.text[: match.start()]) else 2
    new = random.choice([one for one in _NUMERALS if len(one) >= shortest and not re.search(rf"\b{one}\b", spot.text)])
    return spot.text[: match.start()] + new + spot.text[match.end() :]


@error("stars", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    match = re.search("★+", spot.text)
    stars = [n for n in range(1, 6) if match and n != len(match[0])]
    return spot.text.replace(match[0], "★" * random.choice(stars)) if match else None


@error("telephone number", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    match = re.search(r"(?<=\+\d\d)[\d ]+(?=\d)", spot.text)
    at = random.choice([m.start() for m in re.finditer(r"\d", match[0])]) if match else 0
    if not match:
        return None
    digit = random.choice([d for d in "0123456789" if d != match[0][at]])
    return spot.text[: match.start() + at] + digit + spot.text[match.start() + at + 1 :]


@error("word with digits", "number-drift")
def _(spot: Spot, random: Random) -> str | None:
    """A4, MP3, 1080p, 5G; a quarter such as Q3 may be said in words."""
    pattern = r"(?<![\w`+#/.])(?!Q)(?:[A-Z]{1,3}(\d)|(\d{3,4})p|(\d)G)(?![\w`/.])"
    found = list(re.finditer(pattern, spot.text))
    if not found:
        return None
    match = random.choice(found)
    group = next(number for number in (1, 2, 3) if match[number])
    new = random.choice([str(n) for n in (1, 2, 3, 4, 5, 6, 480, 720) if len(str(n)) <= len(match[group])])
    return None if new in spot.text else spot.text[: match.start(group)] + new + spot.text[match.end(group) :]


@error("key", "code-drift")
def _(spot: Spot, random: Random) -> str | None:
    return _another(spot, r"(?<=<kbd>)[^<]+(?=</kbd>)", _KEYS[spot.language], random)


@error("box open at first", "block-drift")
def _(spot: Spot, random: Random) -> str | None:
    return re.sub(r"^(\?\?\?)(\+?)(?= )", lambda match: match[1] + ("" if match[2] else "+"), spot.text)


@error("box to tick in HTML", "list-drift")
def _(spot: Spot, random: Random) -> str | None:
    boxes = list(re.finditer(r'(?m)^- <input type="checkbox"( checked)?>', spot.text))
    if not boxes:
        return None
    match = random.choice(boxes)
    checked = "" if match[1] else " checked"
    return f'{spot.text[: match.start()]}- <input type="checkbox"{checked}>{spot.text[match.end() :]}'


@error("start of a list", "list-drift")
def _(spot: Spot, random: Random) -> str | None:
    match = re.match(r"\d+(?=\. )", spot.text) if spot.kind == "list" else None
    return match and str(random.choice([n for n in range(1, 13) if n != int(match[0])])) + spot.text[match.end() :]
