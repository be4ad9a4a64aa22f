"""The family `language`: what a page says is said in its own language, and was not left in another's.

The model, which takes half a second to load, is asked only about text that a cheap test finds suspicious.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from textwrap import shorten
from typing import Any, NamedTuple

from concord.finding import Finding, page_finding
from concord.languages import language
from concord.model import Block, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.masking import LISTINGS, prose_text

FEWEST_WORDS = 8
MOST_CHARACTERS = 2000  # what is enough to tell
SURE = 0.9  # of the languages of the guide, on the scale of py3langid

_WORD = re.compile(r"[^\W\d_]{2,}")
_GAP = re.compile(r"[.!?:](\s+)")  # between sentences
_NOT_OWN = re.compile(  # quotations, and what is emphasised
    r"“[^“”„]{1,500}[“”]|„[^“”„]{1,500}[“”]|«[^«»]{1,500}»|»[^«»]{1,500}«|\"[^\"]{1,500}\""
    r"|[‘‚](?:[^‘’‚]|’(?=\w)){1,500}[’‘]|(?<!\w)'(?:[^']|(?<=\w)'(?=\w)){1,500}'(?!\w)"
    r"|(?<![\w*])(\*{1,3})(?=\S)[^*]{1,500}\1(?!\w)|(?<!\w)(_{1,3})(?=\S)[^_]{1,500}\2(?!\w)"
)

_CITING = re.compile("[“„«»\"‘‚'*_]")  # without one of these there is nothing of the kind


class _Part(NamedTuple):
    """A block, or one of its sentences: `text` from `start` on."""

    section: Section
    block: Block
    start: int
    text: str


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`language-untranslated`, `language-wrong`."""
    for path in corpus.paths:
        versions = corpus.versions(path)
        left: set[tuple[str, int, int]] = set()
        for finding, block in _untranslated(versions, corpus.languages):
            left.add(block.location.start)
            yield finding
        for page in versions.values():
            for section in page.sections:
                for block in section.blocks:
                    if block.kind not in LISTINGS and not (left and block.location.start in left):
                        yield from _wrong(page, section, block, corpus.languages)


def _untranslated(versions: Mapping[str, Page], languages: tuple[str, ...]) -> Iterator[tuple[Finding, Block]]:
    """Each block that another language has word for word, or of which it has a sentence, and which is in that one's."""
    parts = {code: _parts(page) for code, page in versions.items()}
    for code, page in versions.items():
        reported: set[int] = set()
        for key, part in parts[code].items():
            others = [other for other in parts if other != code and key in parts[other]]
            if not others or id(part.block) in reported:
                continue
            theirs = _language_of(_own_words(part), languages)
            if theirs in ("", code):
                continue
            reported.add(id(part.block))
            twin = parts[theirs if theirs in others else others[0]][key]
            place = part.block.span(part.start, part.start + len(part.text))
            data = {"language": theirs, "other": ", ".join(others), "text": _beginning(key)}
            related = (twin.block.span(twin.start, twin.start + len(twin.text)),)
            yield page_finding(page, part.section, "language-untranslated", place, data, related=related), part.block


def _parts(page: Page) -> dict[str, _Part]:
    """The blocks and sentences of a page that are long enough, by their words."""
    parts: dict[str, _Part] = {}
    for section in page.sections:
        for block in section.blocks:
            text = block.text
            if block.kind in LISTINGS or text.count(" ") + text.count("\n") < FEWEST_WORDS - 1:
                continue
            parts.setdefault(" ".join(text.split()), _Part(section, block, 0, text))
            start = 0
            for gap in _GAP.finditer(text):
                _keep(parts, section, block, start, gap.start(1))
                start = gap.end()
            if start:
                _keep(parts, section, block, start, len(text))
    return parts


def _keep(parts: dict[str, _Part], section: Section, block: Block, start: int, end: int) -> None:
    text = block.text[start:end]
    words = text.split()
    if len(words) >= FEWEST_WORDS:
        parts.setdefault(" ".join(words), _Part(section, block, start, text))


def _beginning(text: str) -> str:
    """The first words of `text`, in 60 characters."""
    return shorten(" ".join(text.split(None, 60)[:60]), 60, placeholder="…")


def _wrong(page: Page, section: Section, block: Block, languages: tuple[str, ...]) -> Iterator[Finding]:
    if len(block.text) < 2 * FEWEST_WORDS or not _suspicious(block.text, page.language, languages):
        return
    found = _language_of(_own_words(_Part(section, block, 0, block.text)), languages, page.language)
    if found not in ("", page.language):
        data = {"language": found, "own": page.language, "text": _beginning(block.text)}
        yield page_finding(page, section, "language-wrong", block.span(0, len(block.text)), data)


def _suspicious(text: str, own: str, languages: tuple[str, ...]) -> bool:
    """Whether the frequent words of another language outnumber those of its own."""
    words = set(text.lower().split())
    ours = language(own).common_words
    if not ours:
        return len(words) >= FEWEST_WORDS
    mine = len(words & ours)
    return any(len(words & language(other).common_words) > mine for other in languages if other != own)


def _own_words(part: _Part) -> str:
    """What a part says itself: without code and addresses, quotations, emphasised phrases and the titles of sources."""
    text = prose_text(part.block)[part.start : part.start + len(part.text)]
    for reference in part.block.references:
        if reference.scheme == "source":
            text = text.replace(f"[{reference.text}]", " ")
    if _CITING.search(text):
        text = _NOT_OWN.sub(" ", text)
    return " ".join(text.replace("\0", " ").split())


def _language_of(text: str, languages: tuple[str, ...], own: str = "") -> str:
    """The language of `text` if it is certain, else "". With `own`, its words have to look like another's first."""
    words = sum(1 for _ in islice(_WORD.finditer(text), FEWEST_WORDS))
    if words < FEWEST_WORDS or (own and not _suspicious(text, own, languages)):
        return ""
    model = _model(languages)
    if own and own not in model.labels:
        return ""
    found, certainty = model.classify(text[:MOST_CHARACTERS])
    return str(found) if certainty >= SURE else ""


@lru_cache
def _model(languages: tuple[str, ...]) -> Any:
    """py3langid for the languages of the guide, loaded when it is first asked."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in languages if code in model.labels])
    return model
