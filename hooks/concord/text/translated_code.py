"""Lines of listings → the same without what was translated in them into a language with another script.

In a diagram or a template the text is to be translated: `│ 核心引擎 │` beside `│ Core Engine │`. It is told by its
script, which no code has. What it does not say itself, such as a number or an option, still has to be the same.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff]+")  # all letters that are not Latin
_WORD = re.compile(r"\w+")


def without_translations(lines: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The `lines` of a listing, by language; those that translate the lines of another language are as they are there."""
    listed = {code: tuple(own) for code, own in lines.items()}
    if len({*listed.values()}) == 1:
        return listed
    letters = {code: sum(len(_OTHER_SCRIPT.findall(line)) for line in own) for code, own in listed.items()}
    model = listed[min(letters, key=lambda code: letters[code])]
    return {code: model if letters[code] and _translates(own, model) else own for code, own in listed.items()}


def _translates(own: Sequence[str], model: Sequence[str]) -> bool:
    return len(own) == len(model) and all(
        line == other or _is_translation(line, other) for line, other in zip(own, model, strict=True)
    )


def _is_translation(line: str, model: str) -> bool:
    """Whether `line` has text of another script, and besides it only what `model` has, with all of its numbers."""
    bare, found = _OTHER_SCRIPT.subn(" ", unicodedata.normalize("NFKC", line))
    words, theirs = Counter(_WORD.findall(bare)), Counter(_WORD.findall(model))
    left = theirs - words
    return bool(found) and words <= theirs and not any(character.isdigit() for word in left for character in word)
