"""Two codes → whether they differ only in names that a reader is to replace, which are translated.

`mail your.server.example` stands beside `mail ihr.server.example`. What is to be replaced is told by a word such as
"your", by brackets, or by letters that no identifier has.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from concord.languages import language

_TOKEN = re.compile(r"<[^<>]*>|(?<=\s)\[[^\[\]]*\]|\w+(?:[._-]\w+)*|\S")
_IN_BRACKETS = re.compile(r"<.*>|\[.*\]", re.DOTALL)
_OTHER_LETTER = re.compile(r"[^\W\x00-\x7f]")
_ORIGINAL = "en"  # in which most examples are written first


def is_same_but_placeholders(codes: Mapping[str, str]) -> bool:
    """Whether wherever two `codes`, by language, differ, one of them at least has a placeholder."""
    words = {word for code in (_ORIGINAL, *codes) for word in language(code).placeholders}
    ours, theirs = map(_TOKEN.findall, codes.values())
    changes = [
        [*ours[start:end], *theirs[other_start:other_end]]
        for kind, start, end, other_start, other_end in SequenceMatcher(
            None, ours, theirs, autojunk=False
        ).get_opcodes()
        if kind != "equal"
    ]
    return bool(changes) and all(_has_placeholder(tokens, words) for tokens in changes)


def _has_placeholder(tokens: Iterable[str], words: Iterable[str]) -> bool:
    return any(
        _IN_BRACKETS.fullmatch(token) or _OTHER_LETTER.search(token) or any(word in token.casefold() for word in words)
        for token in tokens
    )
