"""Markdown tree of a page → with the language of each text that stands in for one that the registry lacks."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from concord.languages import Language
from concord.registry import Registry
from concord.registry.missing_texts import stand_ins

_AFTER_SEARCH = -25  # the texts for the search are collected at -20, and need no languages


class StandInLanguages(Extension):
    """Sets `lang` around the stand-ins, so that a French screen reader reads "Pay in Germany (anglais)" in English.

    Args:
        registry: The registry as its files have it, without stand-ins.
        language: The language of the pages.
    """

    def __init__(self, registry: Registry, language: Language) -> None:
        super().__init__()
        known = stand_ins(registry, language)
        self.codes = {text.rpartition(" (")[0].casefold(): code for text, code in known.items()}
        names = sorted({text.rpartition(" (")[2] for text in known})
        texts = "|".join(map(re.escape, sorted(self.codes, key=len, reverse=True)))
        behind = "|".join(map(re.escape, names))
        self.pattern = re.compile(rf"(?<!\w)(?:{texts})(?= \((?:{behind}))", re.IGNORECASE) if known else None

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the tree processor, in a language that lacks texts."""
        if self.pattern:
            md.treeprocessors.register(_Marker(md, self, self.pattern), "concord-stand-ins", _AFTER_SEARCH)


class _Marker(Treeprocessor):
    def __init__(self, md: Markdown, owner: StandInLanguages, pattern: re.Pattern[str]) -> None:
        super().__init__(md)
        self.codes, self.pattern = owner.codes, pattern

    def run(self, root: Element) -> None:
        for node in list(root.iter()):
            if node.text:
                node.text, marked = self._split(node.text)
                node[:0] = marked
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tail:
                    child.tail, marked = self._split(child.tail)
                    index = list(parent).index(child) + 1
                    parent[index:index] = marked

    def _split(self, text: str) -> tuple[str, list[Element]]:
        """What stands in `text` before the first stand-in, and each as an element with what follows as its tail."""
        spans = list(self._spans(text))
        return AtomicString(text[: spans[0][0]] if spans else text), [span for _, span in spans]

    def _spans(self, text: str) -> Iterator[tuple[int, Element]]:
        """Each stand-in in `text` as an element, with the offset at which it begins."""
        found = list(self.pattern.finditer(text))
        for match, following in zip_longest(found, found[1:]):
            end = following.start() if following else len(text)
            span = Element("span", {"lang": self.codes[match[0].casefold()]})
            span.text, span.tail = AtomicString(match[0]), AtomicString(text[match.end() : end])
            yield match.start(), span
