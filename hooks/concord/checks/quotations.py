"""Block → findings where a quotation is not in the quotation marks of the page's language (`quotation-marks`)."""

import re
from collections.abc import Iterator
from textwrap import shorten

from concord.finding import Edit, Finding, Subject
from concord.languages import Language, language
from concord.model import OWN_SCHEMES, Block
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.masking import LISTINGS, mask_spans, prose_text
from concord.text.quotations import MARKS, misquoted

_EXTENSION_SYNTAX = re.compile(  # admonitions, tabs, snippets, macros: also where this site does not enable them
    r"^[ >]*(?:!{3}|\?{3}\+?|={3}[!+]*)[ ].*|^.*-8<-.*|\{%.{0,500}?%\}|\{\{.{0,500}?\}\}", re.MULTILINE
)
_MAX_LENGTH = 40  # characters of a quotation in a message


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `quotation-marks`, with the edits that correct it; nothing without a registry: others have other styles.

    Code, HTML and the texts of references to facts, titles and sources are left out. A language without `quotes` in
    `languages/*.yml` is not checked.
    """
    for page in corpus if registry.exists else ():
        lang = language(page.language)
        for section in page.sections:
            for block in section.blocks:
                if lang.quotes and block.kind not in LISTINGS and MARKS.search(block.text):
                    yield from _check_block(Subject(page, section), block, lang)


def _check_block(subject: Subject, block: Block, lang: Language) -> Iterator[Finding]:
    """Yields a finding for each quotation of `block` in wrong marks, with one edit for either mark."""
    cited = [reference.span for reference in block.references if reference.scheme in OWN_SCHEMES]
    syntax = [match.span() for match in _EXTENSION_SYNTAX.finditer(block.text)]
    for quotation in misquoted(mask_spans(prose_text(block), [*cited, *syntax]), lang):
        (start, inner), (outer, end) = quotation.opening, quotation.closing
        opening, closing = quotation.right
        text = shorten(block.text[inner:outer], _MAX_LENGTH, placeholder="…")
        data = {"text": block.text[start:inner] + text + block.text[outer:end], "right": opening + text + closing}
        if "".join(data["text"].split()) == "".join(data["right"].split()):
            data["case"] = "space"
        spans = ((start, inner, opening), (outer, end, closing))
        fix = tuple(Edit(block.span(*span), block.text[slice(*span)], mark) for *span, mark in spans)
        yield subject.finding("quotation-marks", block.span(start, end), data, fix=fix)
