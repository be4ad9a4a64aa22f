"""Lines of listings → the same without what was translated in them into a language with another script.

In a diagram or a template the text is to be translated: `│ 核心引擎 │` beside `│ Core Engine │`. It is told by its
script, which no code has. What it does not say itself, such as a number or an option, still has to be the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

_OTHER_SCRIPT = re.compile(r"[\u02b0-\u02ff\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff]+")  # all letters but Latin ones
_WORD = re.compile(r"\d+|[^\W\d]+")
_NEAR = 20  # lines behind the last one that was found
_OFTEN_IN_WORDS = frozenset(map(str, range(13)))  # numbers that are a word in another language
_PLURAL = re.compile(r"(?<=\w{3})s\b")


def without_translations(lines: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The `lines` of a listing, by language; one that translates the line of another language is as it is there."""
    listed = {code: tuple(own) for code, own in lines.items()}
    if len({*listed.values()}) == 1:
        return listed
    letters = {code: sum(len(_OTHER_SCRIPT.findall(line)) for line in own) for code, own in listed.items()}
    model = listed[min(letters, key=lambda code: letters[code])]
    return {code: _like(own, model) if letters[code] else own for code, own in listed.items()}


def _like(own: tuple[str, ...], model: tuple[str, ...]) -> tuple[str, ...]:
    """`own` with the lines of `model` that it translates; all of them if a text of both is broken otherwise."""
    found: list[str] = []
    left: list[str] = []
    used: list[int] = []
    for line in own:
        start = used[-1] + 1 if used else 0
        near = range(start, min(len(model), start + _NEAR))
        number = next((n for n in near if line == model[n] or _is_translation(line, model[n])), None)
        found.append(line if number is None else model[number])
        if number is None:
            left.append(line)
        else:
            used.append(number)
    others = [line for number, line in enumerate(model) if number not in used]
    if not others or not left or not all(map(_OTHER_SCRIPT.search, left)):
        return tuple(found)
    whole = ([line for line in lines if line not in known] for lines, known in ((own, model), (model, own)))
    is_same = any(_is_translation("\n".join(one), "\n".join(two)) for one, two in ((left, others), tuple(whole)))
    return model if is_same else tuple(found)


def _is_translation(line: str, model: str) -> bool:
    """Whether `line` has text of another script, and besides it only what `model` has, with all of its numbers."""
    bare, found = _OTHER_SCRIPT.subn(" ", unicodedata.normalize("NFKC", line))
    if not found:
        return False
    words, theirs = _words(bare), _words(model)
    more, left = words - theirs, theirs - words
    return all(word in _OFTEN_IN_WORDS for word in more) and not any(word.isdigit() for word in left)


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_PLURAL.sub("", text.casefold())))
