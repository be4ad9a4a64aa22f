"""Block → `NumberedBlock`: the block with the numbers that its language reads in it."""

import re
from dataclasses import dataclass

from concord.languages import Language, language
from concord.model import OWN_SCHEMES, Block, Location
from concord.text.block_numbers import block_numbers, reference_numbers
from concord.values import NumberMention

_LABEL = re.compile(r"[\s*_[#]*(?P<number>\d{1,3})[.)]\s")


@dataclass(frozen=True, slots=True)
class NumberedBlock:
    """A block in one language with the numbers that it mentions."""

    block: Block
    language: Language
    mentions: list[NumberMention]

    def text(self, mention: NumberMention) -> str:
        """Return the text of `mention`."""
        return self.block.text[mention.start : mention.end]

    def is_label(self, mention: NumberMention) -> bool:
        """Whether `mention` only counts headings or items: the 3 of "3. Rules"."""
        label = _LABEL.match(self.block.text)
        return label is not None and label.span("number") == (mention.start, mention.end)

    def location(self, mention: NumberMention) -> Location:
        """Return the place of `mention` in the source."""
        return self.block.span(mention.start, mention.end)


def read_numbers(block: Block, code: str) -> NumberedBlock:
    """Return `block` with its numbers, read in the language `code`.

    Those in the text of a reference have the strength `cited`, so that they match a number of another language but are
    not reported themselves. The title of a source is plain text, whose numbers keep their strength.
    """
    lang = language(code)
    cited = []
    for reference in block.references:
        if reference.scheme in OWN_SCHEMES:
            for mention in reference_numbers(block, reference, lang):
                strength = mention.strength if reference.scheme == "source" else "cited"
                cited.append(mention._replace(strength=strength, unit="", bound=""))
    return NumberedBlock(block, lang, [*block_numbers(block, lang), *cited])
