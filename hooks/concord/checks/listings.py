"""Aligned listings → findings where their code, or the language that their fence names, differs (`code-drift`)."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from concord.alignment.addresses import neutral_address
from concord.alignment.minority import deviating
from concord.alignment.sections import AlignedSection, aligned_sections
from concord.finding import Finding
from concord.languages import language
from concord.model import Block
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.text.code_comments import comparable_code, without_example_paths
from concord.text.examples import Example, in_usual_words
from concord.text.listing import listing_code
from concord.text.pressed_keys import key_combinations, may_name_keys, tagged_keys
from concord.text.translated_code import without_translations

_ADDRESS = re.compile(r"https?://[^\s\"'`<>()\[\]]+")
_SAME_LANGUAGE = {  # names of a language of code → the one that it is compared by
    **dict.fromkeys(("bash", "console", "shell", "zsh"), "sh"),
    **{"yml": "yaml", "py": "python", "js": "javascript", "ts": "typescript", "md": "markdown", "rb": "ruby"},
    **dict.fromkeys(("text", "txt", "plain", "plaintext"), ""),
}


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `code-drift`."""
    for aligned in aligned_sections(corpus):
        for blocks in aligned.versions:
            if len(blocks) > 1 and all(block.kind == "code" for block in blocks.values()):
                yield from _check_listing(aligned, blocks, corpus)
            elif len(blocks) > 1 and any(map(may_name_keys, blocks.values())):
                yield from _check_keys(aligned, blocks)


def _check_listing(aligned: AlignedSection, blocks: Mapping[str, Block], corpus: Corpus) -> Iterator[Finding]:
    """In a guide that is published, the names that a reader is to replace and the words of texts are compared."""
    names = {block.fence for block in blocks.values()}
    lines = {code: _code_lines(block, names) for code, block in blocks.items()}
    places = {code: block.location for code, block in blocks.items()}
    compared = without_translations({code: _neutral_lines(listed, code) for code, listed in lines.items()})
    if corpus.is_published:
        compared = {code: tuple(map(without_example_paths, listed)) for code, listed in compared.items()}
    else:
        compared = in_usual_words(compared, Example(aligned.pages, corpus.languages))
    code, others = deviating(compared)
    data: dict[str, str] = {}
    if others:
        own, theirs = lines[code], lines[others[0]]
        pairs = zip(compared[code], compared[others[0]], strict=False)
        number = next((n for n, (line, other) in enumerate(pairs) if line != other), None)
        index = min(len(own), len(theirs)) if number is None else number
        offset, line = own[index] if index < len(own) else (len(blocks[code].text), "")
        places[code] = blocks[code].at(offset)
        data = {"own": line, "theirs": theirs[index][1] if index < len(theirs) else ""}
        data["case"] = "" if data["own"] and data["theirs"] else "longer" if data["own"] else "shorter"
    else:
        is_template = any("{{" in block.text for block in blocks.values())  # of which the fence names either language
        fences = {code: name for code, block in blocks.items() if not is_template and (name := _fence_language(block))}
        code, others = deviating(fences) if len(fences) > 1 else (code, ())
        data = {"case": "fence", "own": blocks[code].fence, "theirs": blocks[others[0]].fence} if others else {}
    if others:
        data["having"] = english_names(others)
        related = [places[other] for other in others]
        starts = [block.location for block in blocks.values()]
        subject = aligned.subject(code, places[code])
        yield subject.finding("code-drift", places[code], data, related=related, group=starts)


def _check_keys(aligned: AlignedSection, blocks: Mapping[str, Block]) -> Iterator[Finding]:
    """Yields a finding where the keys to press differ: `++ctrl+s++`, or in tags one key in place of another."""
    keys = {code: " ".join(key_combinations(block)) for code, block in blocks.items()}
    code, others = deviating(keys)
    data = {"own": keys[code], "theirs": keys[others[0]]} if others else {}
    if not others:
        tagged = {code: tagged_keys(block, language(code)) for code, block in blocks.items()}
        code, others = deviating(tagged)
        own, theirs = (tagged[code] - tagged[others[0]], tagged[others[0]] - tagged[code]) if others else ((), ())
        if not own or not theirs:
            return
        data = {"own": " ".join(own), "theirs": " ".join(theirs)}
    data = {"case": "keys", **{key: value or "none" for key, value in data.items()}, "having": english_names(others)}
    places = {one: block.location for one, block in blocks.items()}
    related = [places[other] for other in others]
    subject = aligned.subject(code, places[code])
    yield subject.finding("code-drift", places[code], data, related=related, group=places.values())


def _code_lines(block: Block, fences: Set[str]) -> list[tuple[int, str]]:
    """The lines of a listing that are the same in each language, each with its offset in the text of the block.

    What is a comment by any of the languages of code in `fences`, which its versions name, is left out.
    """
    code = listing_code(block)
    for fence in sorted(fences):
        code = comparable_code(code, fence, is_fenced="<pre" in block.text)
    offsets = [0, *(match.end() for match in re.finditer("\n", block.text))]
    lines = enumerate(code.split("\n"))
    return [(offsets[min(n, len(offsets) - 1)], " ".join(line.split())) for n, line in lines if line.strip()]


def _neutral_lines(lines: Sequence[tuple[int, str]], code: str) -> list[str]:
    """The `lines` with each address of the web as it is without the code of its own language."""
    return [_ADDRESS.sub(lambda address: neutral_address(address[0], code), line) for _, line in lines]


def _fence_language(block: Block) -> str:
    name = block.fence.lower()
    return _SAME_LANGUAGE.get(name, name)
