"""Block → findings where its text is in another language than its page (`language-untranslated`, `language-wrong`)."""

import re
from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import NamedTuple

from concord.finding import Finding, Subject
from concord.languages import is_listed
from concord.model import Block, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_name, english_names
from concord.text.language_identification import (
    MIN_WORDS,
    MIN_WORDS_SHORT,
    has_words,
    identify,
    identify_short,
    is_known,
    looks_foreign,
    unquoted_text,
)
from concord.text.masking import LISTINGS, mask_spans

_SENTENCE_END = re.compile(r"[.!?:](\s+)")
_PLAIN_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])")  # a text of names-such-as-this alone is in no language
_NOTE = "[!"  # at the beginning of a block that has a quotation's sign and is none: > [!NOTE]
_WHOLE_PAGE = 5  # blocks that are untranslated, and half of all: then the page is, and that is said once


class _Part(NamedTuple):
    """A block, or a sentence of it: `text`, which begins at the offset `start` of the block's text."""

    section: Section
    block: Block
    start: int
    text: str

    @property
    def of_block(self) -> "_Part":
        """The whole block."""
        return self._replace(start=0, text=self.block.text)

    @property
    def unquoted(self) -> str:
        """Its words without what is quoted."""
        return unquoted_text(self.block)[self.start : self.start + len(self.text)]


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `language-untranslated` and `language-wrong`, at most one of them for a block."""
    for path in corpus.paths:
        versions = corpus.versions(path)
        untranslated: set[tuple[str, int, int]] = set()  # and quotations
        by_language: dict[str, list[Finding]] = {}
        for finding, block in _check_untranslated(versions, corpus.languages):
            untranslated.add(block.location.start)
            if finding:
                by_language.setdefault(finding.language, []).append(finding)
        for code, findings in by_language.items():
            yield from _of_page(versions[code], findings)
        for page in versions.values():
            for section in page.sections if is_listed(page.language) else ():
                for block in section.blocks:
                    if block.kind in LISTINGS or _is_quotation(block) or _is_markup(block):
                        continue
                    if untranslated and block.location.start in untranslated:
                        continue
                    yield from _check_language(page, section, block, corpus.languages)


def _of_page(page: Page, findings: list[Finding]) -> Iterator[Finding]:
    """Yields `findings`, or one in their place where most of `page` was left in one other language."""
    blocks = (_Part(section, block, 0, block.text) for section in page.sections for block in section.blocks)
    texts = [part for part in blocks if len(part.text.split()) >= MIN_WORDS_SHORT and not _is_link(part)]
    if len(findings) < _WHOLE_PAGE or 2 * len(findings) < len(texts):
        yield from findings
        return
    first = findings[0]
    data = {**first.data, "case": "page", "count": str(len(findings)), "all": str(len(texts))}
    yield Subject(page).finding(first.rule, first.location, data, related=first.related)


def _check_untranslated(
    versions: Mapping[str, Page], languages: tuple[str, ...]
) -> Iterator[tuple[Finding | None, Block]]:
    """Yields `language-untranslated`, with its block, for text that two versions share and that is in a wrong language.

    Shared is a whole block, or one sentence of it, word for word. A block is reported once in each language. With a
    quotation that they share comes no finding.
    """
    parts = {code: _parts(page) for code, page in versions.items()}
    for code, page in versions.items():
        reported: set[int] = set()
        for key, part in parts[code].items():
            others = [other for other in parts if other != code and key in parts[other]]
            if not others or id(part.block) in reported:
                continue
            if _is_quotation(part.block) or _is_link(part.of_block):
                reported.add(id(part.block))
                yield None, part.block
                continue
            identified = _identify(part, code, languages)
            if identified in ("", code) or (identified in versions and identified not in others):
                continue  # an example in a language of the tree that the page in this language does not have
            if part.block.outer == "table" and len(others) == len(versions) - 1 > 1:
                continue  # data
            reported.add(id(part.block))
            original = parts[identified if identified in others else others[0]][key]
            place = part.block.span(part.start, part.start + len(part.text))
            data = {"language": english_name(identified), "other": english_names(others), "text": _beginning(key)}
            related = (original.block.span(original.start, original.start + len(original.text)),)
            subject = Subject(page, part.section)
            yield subject.finding("language-untranslated", place, data, related=related), part.block


def _is_markup(block: Block) -> bool:
    """Whether `block` is one piece of code or markup, and holds no word."""
    return bool(block.spans) and block.spans[0][:2] == (0, len(block.text))


def _is_quotation(block: Block) -> bool:
    return block.outer == "blockquote" and not block.text.startswith(_NOTE)


def _identify(part: _Part, code: str, languages: tuple[str, ...]) -> str:
    """The language of `part`, which another language's page has as well; "" where it is not certain."""
    text = part.unquoted
    if _is_link(part) or not _PLAIN_WORD.search(text):
        return ""
    if has_words(text):
        return identify(text, languages)
    is_whole = part.start == 0 and len(part.text) == len(part.block.text)
    return identify_short(text, code, languages) if is_whole else ""


def _is_link(part: _Part) -> bool:
    """Whether `part` is no more than a link to another site, whose text is the title that the work has there."""
    start, end = part.start, part.start + len(part.text)
    links = [one.span for one in part.block.references if one.scheme == "link" and "://" in one.target]
    within = [span for span in links if start <= span[0] and span[1] <= end]
    outside = mask_spans(part.block.text, within, " ")[start:end]
    return len(within) == 1 and not any(character.isalnum() for character in outside)


def _parts(page: Page) -> dict[str, _Part]:
    """The blocks of `page` with at least `MIN_WORDS_SHORT` words and its sentences with `MIN_WORDS`, by their text.

    The text has single spaces.
    """
    parts: dict[str, _Part] = {}
    for section in page.sections:
        for block in section.blocks:
            text = block.text
            spaces = text.count(" ") + text.count("\n")
            if block.kind in LISTINGS or spaces < MIN_WORDS_SHORT - 1:
                continue
            parts.setdefault(" ".join(text.split()), _Part(section, block, 0, text))
            if spaces >= MIN_WORDS - 1:
                _add_sentences(parts, section, block)
    return parts


def _add_sentences(parts: dict[str, _Part], section: Section, block: Block) -> None:
    """Adds the sentences of `block` to `parts` that are long enough, where it has more than one."""
    start = 0
    for gap in _SENTENCE_END.finditer(block.text):
        _add_sentence(parts, section, block, start, gap.start(1))
        start = gap.end()
    if start:
        _add_sentence(parts, section, block, start, len(block.text))


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
    """Yields `language-wrong` where the whole block is in another language than that of `page`, a listed one."""
    if len(block.text) < 2 * MIN_WORDS or not looks_foreign(block.text, page.language, languages):
        return
    text = unquoted_text(block)
    if not has_words(text) or not looks_foreign(text, page.language, languages):
        return
    identified = identify(text, languages) if is_known(page.language, languages) else ""
    if identified not in ("", page.language):
        names = {"language": english_name(identified), "own": english_name(page.language)}
        data = {**names, "text": _beginning(block.text)}
        yield Subject(page, section).finding("language-wrong", block.span(0, len(block.text)), data)
