"""Two codes → whether they differ only in names that a reader is to replace, which are translated.

`mail your.server.example` stands beside `mail ihr.server.example`. What is to be replaced is told by a word such as
"your", by brackets, or by letters that no identifier has.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from concord.languages import language
from concord.text.translated_strings import is_same_but_strings

_TOKEN = re.compile(r"<[^<>]*>|(?<=\s)\[[^\[\]]*\]|\w+@\w+(?![\w.])|\w+(?:[._-]\w+)*|\S")
_IN_BRACKETS = re.compile(  # no tag, whose name is one word and which may have attributes, and no file to include
    r"<(?=[^<>]*[\s_-])[^<>=\"'/.]+>|</?[^\W\d]\w*(?:/\w+)+>|\[[^\W\d][\w\s-]*\]"
)
_OTHER_LETTER = re.compile(r"[^\W\x00-\x7f]")
_NUMBER = re.compile(r"\d+")
_MOST_TOKENS = 3  # of a name
_ORIGINAL = "en"  # in which most examples are written first


def is_same_but_placeholders(codes: Mapping[str, str]) -> bool:
    """Whether wherever two `codes`, by language, differ, one of them has a placeholder and the other another name.

    A text in quotation marks that is translated is another name as well.
    """
    if is_same_but_strings(*codes.values()):
        return True
    words = frozenset(word for code in (_ORIGINAL, *codes) for word in language(code).placeholders)
    ours, theirs = map(_TOKEN.findall, codes.values())
    changes = [
        (kind, ours[start:end], theirs[other_start:other_end])
        for kind, start, end, other_start, other_end in SequenceMatcher(
            None, ours, theirs, autojunk=False
        ).get_opcodes()
        if kind != "equal"
    ]
    return bool(changes) and all(kind == "replace" and _are_names(one, other, words) for kind, one, other in changes)


def _are_names(tokens: Sequence[str], others: Sequence[str], words: frozenset[str]) -> bool:
    if len(tokens) == len(others):
        return all(_is_name(token, other, words) for token, other in zip(tokens, others, strict=True))
    return max(len(tokens), len(others)) <= _MOST_TOKENS and _is_name(" ".join(tokens), " ".join(others), words)


def _is_name(token: str, other: str, words: frozenset[str]) -> bool:
    """Whether one of two texts is the name of something to replace, which the other is not, or in other words."""
    both = (token, other)
    if len({tuple(_NUMBER.findall(text)) for text in both}) > 1:
        return False
    if any(_IN_BRACKETS.fullmatch(text) or _OTHER_LETTER.search(text) for text in both):
        return True
    return len({frozenset(word for word in words if word in text.casefold()) for text in both}) > 1
