"""The page of a title → its definition, the first sentence of the page as plain text."""

import re
from functools import lru_cache

from concord.model import Block
from concord.pages.corpus import Corpus
from concord.site.context import SiteContext
from concord.text.masking import BLANK, prose_text
from concord.untrusted.printable import without_controls

GLOSSARY_ID = "glossary"  # the id of the main heading of the page with all titles from A to Z
_SENTENCE = re.compile(r".{20,}?[.!?](?=\s+[A-ZÄÖÜ]|\s*$)|.+", re.DOTALL)
_MARKUP = re.compile(rf"[*_{BLANK}\[\]`]|\\(?=\W)")


def definition(context: SiteContext, id: str) -> str:
    """What the title `id` is, in one sentence; "" where the language has no page on it, or one without a paragraph."""
    return _definition(context.corpus, context.code, id)


@lru_cache(maxsize=2048)
def _definition(corpus: Corpus, code: str, id: str) -> str:
    place = corpus.find_section(code, id)
    block = next((block for block in place[1].blocks if block.kind == "p"), None) if place else None
    sentence = _SENTENCE.match(_plain_text(block)) if block else None
    return sentence[0].strip() if sentence else ""


def _plain_text(block: Block) -> str:
    """The words of a block on one line, without Markdown's marks and without control characters."""
    return without_controls(" ".join(_MARKUP.sub("", prose_text(block)).split()))


def glossary_name(context: SiteContext) -> str:
    """What the language calls the glossary: the heading of its page, or the id of that where there is none."""
    place = context.find_section(GLOSSARY_ID)
    return without_controls(place[1].title) if place else GLOSSARY_ID
