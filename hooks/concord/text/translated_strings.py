"""Two lines of code → whether they differ only in a text in quotation marks, which is translated for the reader.

`Button("Log in")` stands beside `Button("Fazer login")`. What the text takes from the program, such as `{name}`, and
its digits have to be the same; a text that has half of the words of the other one is another text, no translation.
"""

import re

_STRING = re.compile(r'"([^"\n]{3,200})"')
_KEPT = re.compile(r"\\\((?:[^()]|\([^()]*\))*\)|\$?\{[^{}]*\}|%[a-z]\b|\d+")  # \(name), ${name}, {name}, %s, 12
_PROSE = re.compile(r"(?=.*(?:\w\s+\w|[:,]\s))[\w\s.,:;!?¡¿'’-]+")  # words, or a label with what it names
_WORD = re.compile(r"[^\W\d_]+")
_MOST_SHARED = 0.5  # of the words of the shorter text


def is_same_but_strings(line: str, other: str) -> bool:
    """Whether `line` and `other` are the same but for texts in quotation marks that are translations."""
    if _STRING.sub('""', line) != _STRING.sub('""', other):
        return False
    texts, others = _STRING.findall(line), _STRING.findall(other)
    changed = [(one, two) for one, two in zip(texts, others, strict=False) if one != two]
    return len(texts) == len(others) and bool(changed) and all(_is_translation(one, two) for one, two in changed)


def _is_translation(text: str, other: str) -> bool:
    if sorted(_KEPT.findall(text)) != sorted(_KEPT.findall(other)):
        return False
    ours, theirs = (_KEPT.sub("", one) for one in (text, other))
    if not _PROSE.fullmatch(ours) or not _PROSE.fullmatch(theirs):
        return False
    words = [{*_WORD.findall(one.casefold())} for one in (ours, theirs)]
    return len(words[0] & words[1]) < _MOST_SHARED * min(map(len, words))
