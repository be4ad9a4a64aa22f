"""Page of a title → a finding where its definition, which stands alone elsewhere, does not begin with the title."""

from collections.abc import Iterator

from concord.finding import Finding, Subject
from concord.languages import language
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.text.definitions import defines, defining_block, first_sentence

_WORDS = 4  # of a sentence that a finding quotes


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `title-definition` for each page that has the id of a title and does not begin with that title."""
    for page in corpus:
        heading = page.heading
        title = registry.titles.get(heading.id) if heading else None
        block = defining_block(heading) if heading and title else None
        if title is None or block is None or page.language not in title.labels:
            continue
        sentence = first_sentence(block)
        if sentence and not defines(sentence, title, language(page.language)):
            data = {
                "title": title.id,
                "label": title.labels[page.language],
                "text": " ".join(sentence.split()[:_WORDS]),
            }
            yield Subject(page, heading).finding("title-definition", block.location, data)
