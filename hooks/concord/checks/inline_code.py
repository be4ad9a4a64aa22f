"""Aligned blocks → findings where one has other inline code in place of that of the others (`code-drift`).

Only what is shaped like an identifier counts: `load_door()`, `retries=4`, `--force`. A word may be that of an
interface, which is translated; a placeholder may be named in the language of the page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from concord.alignment.minority import Split
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.alignment.tree import text_length
from concord.finding import Finding
from concord.model import Block, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.text.code_comments import without_example_paths
from concord.text.examples import Example
from concord.text.masking import LISTINGS, code_offsets, mask_spans

_IDENTIFIER = re.compile(
    r"[_=$@\\\[\]]|\w\(|(?:^|\s)--?\w|^[./~]|\w\.\w|::|//|^\S*\d\S*$|^\S*[a-z][A-Z]\S*$|^[a-z0-9]+(?:-[a-z0-9]+)+$"
    r"|^(?:true|false|null|nil|none|True|False|None)$"
)
_PLACEHOLDER = re.compile(
    r"\{\{.{0,200}?\}\}|<[^<>]{1,200}>|\{[^{}]{1,200}\}|\[[^\[\]]{0,100}\w [^\[\]]{0,100}\]"
    r"|\"[^\"]{1,200}\"|'[^']{1,200}'|…|\.\.\."
)
_EXAMPLE_NAME = re.compile(r"(?i)\b(?:example|beispiel|voorbeeld)(?=\.\w)")  # example.com
_HTML_CODE = re.compile(r"<(code|samp|tt)>([^<>`]{1,200})</\1>")
_NAMED = re.compile(r"\{\{([^{}]{1,200})\}\}")
_KEY = re.compile(
    r"(?i)\b(?:alt|cmd|command|control|ctrl|del|enter|entf|esc|eingabe|option|return|shift|strg|tab|umschalt)\b"
)
_MOST_CODES, _MOST_CHARACTERS = 50, 200  # in a block, and of a code that is compared: each is compared with each
_SHORTER, _MOST_ABSENT = 0.5, 2  # the share of another text's length, and how many codes of it a shorter one may lack
_AROUND = 3  # blocks
_SIMILAR = 0.5  # from 0 to 1: how alike two codes must be where several stand in place of several


class _Code(NamedTuple):
    """An inline code: what of it is compared, its text, and its offsets in the block, without the backticks."""

    key: str
    text: str
    start: int
    end: int


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `code-drift` for inline code."""
    for aligned in aligned_sections(corpus):
        for row in aligned.rows:
            for blocks in row.blocks:
                texts = {block.text for block in blocks.values()}
                if len(texts) > 1 and any(map(_may_have_code, texts)):
                    yield from _check_blocks(aligned, blocks, corpus)


def _check_blocks(aligned: AlignedSection, blocks: Mapping[str, Block], corpus: Corpus) -> Iterator[Finding]:
    """In a guide that is published, a placeholder has to be marked as one: `{{name}}`."""
    codes = {code: list(_codes(block, code)) for code, block in blocks.items() if block.kind not in LISTINGS}
    if max(map(len, codes.values()), default=0) > _MOST_CODES:
        return
    sets = {code: frozenset(Counter(one.key for one in found).items()) for code, found in codes.items()}
    if len(set(sets.values())) < 2:
        return
    usual, number = Counter(sets.values()).most_common(1)[0]
    if number == 1:  # the code of a page's language in a path may mean that language in the others as well
        sets = {code: frozenset(Counter(one.text for one in found).items()) for code, found in codes.items()}
        usual = Counter(sets.values()).most_common(1)[0][0]
    if shorter := _shorter(aligned, blocks, codes):
        yield shorter
        return
    model = next(code for code in codes if sets[code] == usual)
    having = english_names([code for code in codes if sets[code] == usual])
    example = Example(aligned.pages, corpus.languages)
    for code in codes:
        if sets[code] == usual:
            continue
        for own, theirs in _replaced(blocks[code], codes[code], blocks[model], codes[model]):
            if own.text in _placeholders(aligned.sections[code]):
                continue
            if not corpus.is_published and example.is_same({code: own.text, model: theirs.text}):
                continue
            place = blocks[code].span(own.start, own.end)
            data = {"case": "inline", "own": own.text, "theirs": theirs.text, "having": having}
            related = [blocks[model].span(theirs.start, theirs.end)]
            starts = [block.location for block in blocks.values()]
            yield aligned.subject(code).finding("code-drift", place, data, related=related, group=starts)


def _shorter(aligned: AlignedSection, blocks: Mapping[str, Block], codes: Mapping[str, list[_Code]]) -> Finding | None:
    """A finding where a block is far shorter than in another language, and has not the codes that this one names."""
    longest = max(blocks, key=lambda code: text_length(blocks[code]))
    lacking = [code for code in blocks if text_length(blocks[code]) < _SHORTER * text_length(blocks[longest])]
    if not lacking:
        return None
    texts = "\n".join(text for code in lacking for text in _near(aligned.sections[code], blocks[code]))
    named = {one.text: one for one in codes.get(longest, ()) if _is_identifier(one) or " " in one.text}
    absent = [one for text, one in named.items() if text not in texts]
    if len(absent) < _MOST_ABSENT:
        return None
    code, *others = lacking
    split = Split(tuple(one for one in blocks if one not in lacking), tuple(lacking))
    data = {"case": "absent", "own": absent[0].text, "theirs": absent[1].text} | split.message_data
    related = [blocks[one].location for one in (*others, longest)]
    group = [block.location for block in blocks.values()]
    subject = aligned.subject(code)
    return subject.finding("code-drift", blocks[code].location, data, related=related, group=group)


def _near(section: Section, block: Block) -> Iterator[str]:
    """The texts of `block` and of those around it, where a part of it may stand in another language."""
    number = section.blocks.index(block)
    yield from (other.text for other in section.blocks[max(0, number - _AROUND) : number + _AROUND + 1])


def _may_have_code(text: str) -> bool:
    return "`" in text or "<code" in text


def _codes(block: Block, language: str) -> Iterator[_Code]:
    """Yields the inline codes of `block`; the code of the page's own language in a path is left out of the key."""
    html = (match.span(2) for match in (_HTML_CODE.finditer(block.text) if "<" in block.text else ()))
    for start, end in (*(offsets[1:3] for offsets in code_offsets(block)), *html):
        text = block.text[start:end].strip()
        if len(text) <= _MOST_CHARACTERS:
            key = without_example_paths(text)
            key = _language_part(language).sub("", _EXAMPLE_NAME.sub("", _PLACEHOLDER.sub("", key)))
            yield _Code(" ".join(key.split()), text, start, end)


@lru_cache
def _language_part(language: str) -> re.Pattern[str]:
    """A pattern for the code of a language in a path or the name of a file."""
    return re.compile(rf"(?:(?<=[/._-])|^(?=\w+/)){re.escape(language)}(?=[/._-]|$)")


def _replaced(block: Block, ours: list[_Code], other: Block, theirs: list[_Code]) -> Iterator[tuple[_Code, _Code]]:
    """Yields the codes of `block` with those of the `other` block in whose place they stand."""
    mine, their = _left_over(ours, theirs, _without_targets(other)), _left_over(theirs, ours, _without_targets(block))
    for one in mine:
        if not their:
            return
        best = max(their, key=lambda candidate: _likeness(one, candidate))
        if len(mine) == len(their) == 1 or _likeness(one, best) >= _SIMILAR:
            their.remove(best)
            if _is_identifier(one) and _is_identifier(best):
                yield one, best


def _without_targets(block: Block) -> str:
    """The text of `block` without the targets of its links, which may have the same name as a code."""
    return mask_spans(block.text, [span[:2] for span in block.spans if span[2] == "target"])


def _placeholders(section: Section) -> str:
    """What stands in double braces in `section`: the names that a reader is to replace, which may be translated."""
    texts = (block.text for block in section.blocks if "{{" in block.text)
    return "\n".join(name[1] for text in texts for name in _NAMED.finditer(text))


def _left_over(ours: list[_Code], theirs: list[_Code], other_text: str) -> list[_Code]:
    """Those of `ours` that stand more often than in `theirs`, and not without backticks in the other text."""
    left = Counter(code.key for code in theirs)
    found = []
    for code in ours:
        if left[code.key]:
            left[code.key] -= 1
        elif code.key and code.text not in other_text:
            found.append(code)
    return found


def _likeness(one: _Code, other: _Code) -> float:
    return SequenceMatcher(None, one.key, other.key).ratio()


def _is_identifier(code: _Code) -> bool:
    return bool(_IDENTIFIER.search(code.text)) and not _KEY.search(code.text)
