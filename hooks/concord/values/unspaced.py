"""Text in which words stand next to numbers without a space → the same text with spaces in place of those words."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.values.folding import alternation

_LETTERS = (  # Thai to Burmese and Hangul, Khmer, Chinese to Korean, compatibility forms of both
    "\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff\uff66-\uffdc"
)


def blank_unspaced(text: str, language: Language) -> str:
    """Return `text` with a space for each letter of a script without spaces; every other character keeps its place.

    The words that multiply the number in front of them stay: the 万 of 150万个, which is 1.5 million.
    """
    return _pattern(language).sub(" ", text)


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    scales = alternation(name for name in language.scales if not name.isascii())
    return re.compile(rf"(?<!\d)(?:{scales})|(?!{scales})[{_LETTERS}]")
