"""The definition of a title: the first sentence of its page, as plain text."""

import re
from functools import lru_cache

from concord.model import Block
from concord.pages.corpus import Corpus
from concord.text.masking import BLANK, prose_text

_SENTENCE = re.compile(r".{20,}?[.!?](?=\s+[A-ZÄÖÜ]|\s*$)|.+", re.DOTALL)
_MARKS = re.compile(rf"[*_{BLANK}\[\]`]|\\(?=\W)")


@lru_cache(maxsize=2048)
def definition(corpus: Corpus, language: str, id: str) -> str:
    """What the title `id` is, in one sentence of `language`; "" where its page does not say."""
    home = corpus.find_section(language, id)
    block = next((block for block in home[1].blocks if block.kind == "p"), None) if home else None
    sentence = _SENTENCE.match(_words(block)) if block else None
    return sentence[0].strip() if sentence else ""


def _words(block: Block) -> str:
    """The words of a block on one line, without the marks of Markdown."""
    return " ".join(_MARKS.sub("", prose_text(block)).split())
