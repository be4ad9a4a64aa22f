"""A block → the keys of the keyboard that it names: `++ctrl+s++`, `<kbd>Strg</kbd>`."""

import re
from collections import Counter
from functools import lru_cache

from concord.languages import REFERENCE, Language, language
from concord.model import Block
from concord.pages.spans import mask_spans
from concord.values import fold

_COMBINATION = re.compile(r"\+\+[\w-]+(?:\+[\w-]+)*\+\+")
_TAG = re.compile(r"(?i)<kbd>([^<>]{1,30})</kbd>")
_PLAIN_KEY = re.compile(r"\S|f\d{1,2}")


def may_name_keys(block: Block) -> bool:
    """Whether `block` may name keys. Much faster than to read them."""
    return "++" in block.text or "<kbd>" in block.text.lower()


def key_combinations(block: Block) -> list[str]:
    """The keys between plus signs, which are written the same in each language, in the order of the alphabet."""
    return sorted(_COMBINATION.findall(mask_spans(block.text, block.spans)))


def tagged_keys(block: Block, own: Language) -> Counter[str]:
    """How often `block`, in the language `own`, names each key in a tag; a word that is no key is left out."""
    code = [span for span in block.spans if span[2] == "code"]
    names = (fold(match[1].strip()) for match in _TAG.finditer(mask_spans(block.text, code)))
    known = _key_names(own)
    return Counter(known.get(name, name) for name in names if name in known or _PLAIN_KEY.fullmatch(name))


@lru_cache
def _key_names(own: Language) -> dict[str, str]:
    """The keys by their folded names, in English and in the language `own`."""
    listed = (language(REFERENCE).prose.keys, own.prose.keys)
    return {fold(name): key for keys in listed for key, names in keys.items() for name in names}
