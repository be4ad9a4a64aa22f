"""Block → findings where its text is in another language than its page (`language-untranslated`, `language-wrong`).

The language is identified by py3langid (https://pypi.org/project/py3langid/). Its model takes half a second to load, so
it is asked only about text that other versions of the page have word for word, or whose frequent words look wrong.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from textwrap import shorten
from typing import Any, NamedTuple

from concord.finding import Finding, Subject
from concord.languages import language
from concord.model import Block, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.masking import LISTINGS, prose_text

MIN_WORDS = 8  # of a text whose language can be identified
MAX_CHARACTERS = 2000  # of a text that the model reads; more adds nothing
MIN_PROBABILITY = 0.9  # of the identified language among those of the guide, from 0 to 1

_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.!?:](\s+)")
_QUOTED_OR_EMPHASISED = re.compile(  # may be in another language on purpose
    r"“[^“”„]{1,500}[“”]|„[^“”„]{1,500}[“”]|«[^«»]{1,500}»|»[^«»]{1,500}«|\"[^\"]{1,500}\""
    r"|[‘‚](?:[^‘’‚]|’(?=\w)){1,500}[’‘]|(?<!\w)'(?:[^']|(?<=\w)'(?=\w)){1,500}'(?!\w)"
    r"|(?<![\w*])(\*{1,3})(?=\S)[^*]{1,500}\1(?!\w)|(?<!\w)(_{1,3})(?=\S)[^_]{1,500}\2(?!\w)"
)
_QUOTING_MARK = re.compile("[“„«»\"‘‚'*_]")  # a text without one has nothing quoted or emphasised: a quick first test


class _Part(NamedTuple):
    """A block, or a sentence of it: `text`, which begins at the offset `start` of the block's text."""

    section: Section
    block: Block
    start: int
    text: str


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `language-untranslated` and `language-wrong`, at most one of them for a block."""
    for path in corpus.paths:
        versions = corpus.versions(path)
        untranslated: set[tuple[str, int, int]] = set()
        for finding, block in _check_untranslated(versions, corpus.languages):
            untranslated.add(block.location.start)
            yield finding
        for page in versions.values():
            for section in page.sections:
                for block in section.blocks:
                    if block.kind not in LISTINGS and not (untranslated and block.location.start in untranslated):
                        yield from _check_language(page, section, block, corpus.languages)


def _check_untranslated(versions: Mapping[str, Page], languages: tuple[str, ...]) -> Iterator[tuple[Finding, Block]]:
    """Yields `language-untranslated`, with its block, for text that two versions share and that is in a wrong language.

    Shared is a whole block, or one sentence of it, word for word. A block is reported once in each language.
    """
    parts = {code: _parts(page) for code, page in versions.items()}
    for code, page in versions.items():
        reported: set[int] = set()
        for key, part in parts[code].items():
            others = [other for other in parts if other != code and key in parts[other]]
            if not others or id(part.block) in reported:
                continue
            identified = _identify(_unquoted_text(part), languages)
            if identified in ("", code):
                continue
            reported.add(id(part.block))
            original = parts[identified if identified in others else others[0]][key]
            place = part.block.span(part.start, part.start + len(part.text))
            data = {"language": identified, "other": ", ".join(others), "text": _beginning(key)}
            related = (original.block.span(original.start, original.start + len(original.text)),)
            subject = Subject(page, part.section)
            yield subject.finding("language-untranslated", place, data, related=related), part.block


def _parts(page: Page) -> dict[str, _Part]:
    """The blocks and sentences of `page` with at least `MIN_WORDS`, by their text with single spaces."""
    parts: dict[str, _Part] = {}
    for section in page.sections:
        for block in section.blocks:
            text = block.text
            if block.kind in LISTINGS or text.count(" ") + text.count("\n") < MIN_WORDS - 1:
                continue
            parts.setdefault(" ".join(text.split()), _Part(section, block, 0, text))
            start = 0
            for gap in _SENTENCE_END.finditer(text):
                _add_sentence(parts, section, block, start, gap.start(1))
                start = gap.end()
            if start:
                _add_sentence(parts, section, block, start, len(text))
    return parts


def _add_sentence(parts: dict[str, _Part], section: Section, block: Block, start: int, end: int) -> None:
    """Adds the sentence of `block` from `start` up to `end` to `parts` if it is long enough."""
    text = block.text[start:end]
    words = text.split()
    if len(words) >= MIN_WORDS:
        parts.setdefault(" ".join(words), _Part(section, block, start, text))


def _beginning(text: str) -> str:
    """The first words of `text`, in at most 60 characters, for a message."""
    return shorten(" ".join(text.split(None, 60)[:60]), 60, placeholder="…")


def _check_language(page: Page, section: Section, block: Block, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Yields `language-wrong` where the whole block is in another language of the guide."""
    if len(block.text) < 2 * MIN_WORDS or not _looks_foreign(block.text, page.language, languages):
        return
    text = _unquoted_text(_Part(section, block, 0, block.text))
    if not _has_words(text) or not _looks_foreign(text, page.language, languages):
        return
    identified = _identify(text, languages) if page.language in _model(languages).labels else ""
    if identified not in ("", page.language):
        data = {"language": identified, "own": page.language, "text": _beginning(block.text)}
        yield Subject(page, section).finding("language-wrong", block.span(0, len(block.text)), data)


def _looks_foreign(text: str, code: str, languages: tuple[str, ...]) -> bool:
    """Whether more frequent words of another language stand in `text` than of the language `code`: a quick test.

    Where no frequent words of `code` are known, any text that is long enough does.
    """
    words = set(text.lower().split())
    common_words = language(code).common_words
    if not common_words:
        return len(words) >= MIN_WORDS
    count = len(words & common_words)
    return any(len(words & language(other).common_words) > count for other in languages if other != code)


def _unquoted_text(part: _Part) -> str:
    """The prose of `part` without code, addresses, quotations, emphasised phrases and the titles of sources."""
    text = prose_text(part.block)[part.start : part.start + len(part.text)]
    for reference in part.block.references:
        if reference.scheme == "source":
            text = text.replace(f"[{reference.text}]", " ")
    if _QUOTING_MARK.search(text):
        text = _QUOTED_OR_EMPHASISED.sub(" ", text)
    return " ".join(text.replace("\0", " ").split())


def _has_words(text: str) -> bool:
    """Whether `text` has at least `MIN_WORDS` words of two letters or more."""
    return sum(1 for _ in islice(_WORD.finditer(text), MIN_WORDS)) == MIN_WORDS


def _identify(text: str, languages: tuple[str, ...]) -> str:
    """The one of `languages` that `text` is in, "" where it is too short or the model is not certain."""
    if not _has_words(text):
        return ""
    found, probability = _model(languages).classify(text[:MAX_CHARACTERS])
    return str(found) if probability >= MIN_PROBABILITY else ""


@lru_cache
def _model(languages: tuple[str, ...]) -> Any:
    """The model of py3langid, limited to those of `languages` that it knows; loaded on first use."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in languages if code in model.labels])
    return model
