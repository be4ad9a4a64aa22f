"""Text in which words stand next to numbers without a space → the same text with spaces in place of those words."""

import re
from functools import lru_cache

from concord.languages import Language
from concord.values.folding import alternation

_LETTERS = (  # Thai to Burmese and Hangul, Khmer, Chinese to Korean, compatibility forms of both
    "\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3040-\ud7ff\uf900-\ufaff\uff66-\uffdc"
)
_TIME = re.compile(  # 오전 9시 30분, 午後3時30分, 9点30分
    r"(?:(?:오전|上午|午前)|(?P<afternoon>오후|下午|午後))?\s?(?<!\d)(?P<hour>[01]?\d|2[0-4])\s?[시時时点點]"
    r"\s?(?P<minute>[0-5]?\d)\s?[분分]"
)
_RADIX = re.compile(r"\d+\s?[進进진]")


def blank_unspaced(text: str, language: Language) -> str:
    """Return `text` with a space for each letter of a script without spaces; every other character keeps its place.

    The bases of numerals, such as 16進, are left out. The words that multiply the number in front of them stay: the 万
    of 150万个, which is 1.5 million. A time of day gets a colon.
    """
    return _pattern(language).sub(_blank, _RADIX.sub(lambda radix: " " * len(radix[0]), _TIME.sub(_with_colon, text)))


def _blank(letter: re.Match[str]) -> str:
    """A space, or a semicolon where a space would make one number of two: 80と443."""
    before, behind = letter.string[max(0, letter.start() - 1) : letter.start()], letter.string[letter.end() :][:1]
    return ";" if before.isdigit() and behind.isdigit() else " "


def _with_colon(time: re.Match[str]) -> str:
    hour, end = int(time["hour"]), time.end() - time.start("hour")
    hour += 12 if time["afternoon"] and hour < 12 else 0
    return " " * (len(time[0]) - end) + f"{hour}:{time['minute']:0>2}".ljust(end)[:end]


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    scales = alternation(name for name in language.scales if not name.isascii())
    return re.compile(rf"(?<!\d)(?<!\d\s)(?:{scales})|(?!{scales})[{_LETTERS}]")
