"""The code of an example in several languages → the same where only what a reader reads in it is translated."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from concord.model import Page
from concord.text.code_comments import without_example_paths
from concord.text.placeholders import is_same_but_placeholders
from concord.text.translated_words import is_same_but_words

_DRAWN = re.compile("[\u2500-\u257f]+")
_QUOTATION_MARKS = dict.fromkeys(map(ord, "'‘’‚“”„«»"), '"')
_NEAR = 20  # lines in which the same one is looked for


class Example(NamedTuple):
    """What an example is a part of.

    Attributes:
        pages: The versions of its page.
        languages: Those of the guide, first the leading one.
    """

    pages: Mapping[str, Page]
    languages: tuple[str, ...]

    def is_same(self, codes: Mapping[str, str]) -> bool:
        """Whether two `codes`, by language, are the same but for names to replace and words that are translated."""
        if len({without_example_paths(code).translate(_QUOTATION_MARKS) for code in codes.values()}) == 1:
            return True
        return is_same_but_placeholders(codes) or is_same_but_words(codes, self.pages, self.languages)


def in_usual_words(lines: Mapping[str, tuple[str, ...]], example: Example) -> dict[str, tuple[str, ...]]:
    """The `lines` of a listing, by language; those that translate a line of most languages are as they are there.

    Where only the line ends differ, they are as in most languages as well. Lines that are drawn, and commas behind a
    line, are left out.
    """
    lines = {code: tuple(map(_plain, own)) for code, own in lines.items()}
    if len({*lines.values()}) == 1:
        return dict(lines)
    usual = Counter(lines.values()).most_common(1)[0][0]
    model = next(code for code, own in lines.items() if own == usual)
    found = {code: tuple(_in_words_of(model, usual, code, own, example)) for code, own in lines.items()}
    return {code: usual if _joined(own) == _joined(usual) else own for code, own in found.items()}


def _in_words_of(model: str, usual: Sequence[str], code: str, own: Sequence[str], example: Example) -> Iterator[str]:
    """Yields the lines of `own`, or in their place those of the `usual` ones that they translate, in order."""
    for _, start, end, first, last in SequenceMatcher(None, own, usual, autojunk=False).get_opcodes():
        place = first
        for line in own[start:end]:
            near = range(place, min(last, place + _NEAR))
            same = (n for n in near if line == usual[n] or example.is_same({code: line, model: usual[n]}))
            number = next(same, None)
            yield line if number is None else usual[number]
            place = place if number is None else number + 1


def _plain(line: str) -> str:
    return " ".join(_DRAWN.sub(" ", line).split()).removesuffix(",")


def _joined(lines: Sequence[str]) -> str:
    """The `lines` without spaces and the sign that a line goes on."""
    return "".join("".join(line.removesuffix("\\").split()) for line in lines)
