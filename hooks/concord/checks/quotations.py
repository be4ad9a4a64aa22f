"""The rule `quotation-marks`: what is quoted stands in the marks of the page's language."""

import re
from collections.abc import Iterator
from textwrap import shorten

from concord.finding import Edit, Finding, page_finding
from concord.languages import Language, language
from concord.model import OWN_SCHEMES, Block, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.masking import LISTINGS, mask_spans, prose_text
from concord.text.quotations import MARKS, misquoted

_SYNTAX = re.compile(  # of extensions that this site may not have: boxes, tabs, snippets, macros
    r"^[ >]*(?:!{3}|\?{3}\+?|={3}[!+]*)[ ].*|^.*-8<-.*|\{%.{0,500}?%\}|\{\{.{0,500}?\}\}", re.MULTILINE
)
_LONGEST = 40  # characters of a quotation in a message


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """`quotation-marks`. The texts of facts, titles and sources are left to their own rules."""
    for page in corpus:
        own = language(page.language)
        for section in page.sections:
            for block in section.blocks:
                if own.quotes and block.kind not in LISTINGS and MARKS.search(block.text):
                    yield from _in_block(page, section, block, own)


def _in_block(page: Page, section: Section, block: Block, own: Language) -> Iterator[Finding]:
    cited = [reference.span for reference in block.references if reference.scheme in OWN_SCHEMES]
    syntax = [match.span() for match in _SYNTAX.finditer(block.text)]
    for quotation in misquoted(mask_spans(prose_text(block), [*cited, *syntax]), own):
        (start, inner), (outer, end) = quotation.opening, quotation.closing
        opening, closing = quotation.right
        text = shorten(block.text[inner:outer], _LONGEST, placeholder="…")
        data = {"text": block.text[start:inner] + text + block.text[outer:end], "right": opening + text + closing}
        spans = ((start, inner, opening), (outer, end, closing))
        fix = tuple(Edit(block.span(*span), block.text[slice(*span)], mark) for *span, mark in spans)
        yield page_finding(page, section, "quotation-marks", block.span(start, end), data, fix=fix)
