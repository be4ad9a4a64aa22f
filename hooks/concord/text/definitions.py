"""The section of a title → its definition, the first sentence, and whether that begins with the title."""

import re

from concord.languages import Language
from concord.model import Block, Section
from concord.registry import Title
from concord.text.masking import BLANK, prose_text
from concord.text.title_forms import begins_with_title
from concord.untrusted.printable import without_controls

_SENTENCE = re.compile(r".{20,}?[.!?](?=\s+[A-ZÄÖÜ]|\s*$)|.+", re.DOTALL)
_MARKUP = re.compile(rf"[*_{BLANK}\[\]`]|\\(?=\W)")


def defining_block(section: Section) -> Block | None:
    """The paragraph that defines what `section` is about: its first one."""
    return next((block for block in section.blocks if block.kind == "p"), None)


def first_sentence(block: Block) -> str:
    """The first sentence of `block` on one line, without Markdown's marks and without control characters."""
    text = without_controls(" ".join(_MARKUP.sub("", prose_text(block)).split()))
    sentence = _SENTENCE.match(text)
    return sentence[0].strip() if sentence else ""


def defines(sentence: str, title: Title, language: Language) -> bool:
    """Whether `sentence` begins with a name of `title` in words, after an article or without one.

    Where the articles of the language are not known, any one word may stand before the name.
    Where a language has two forms for a title, the name may stand in the second half of a pair: *Die Leiterin oder der
    Leiter Recht*, *die oder der Beauftragte*.
    """
    words = sentence.split(" ")
    either = language.interface.get("either")
    begins = [0, *(place + 1 for place in (1, 2) if words[place : place + 1] == [either])]
    begins += [place + 1 for place in begins if _may_be_article(words[place], language)]
    return any(begins_with_title(" ".join(words[place:]), title, language) for place in begins)


def _may_be_article(word: str, language: Language) -> bool:
    return not language.articles or word.lower() in language.articles
