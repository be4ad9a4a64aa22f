"""Aligned blocks → findings where their numbers, in digits or in words, differ between languages (`number-drift`).

The texts of references to facts, titles and sources are left out, as the checks of facts and titles compare them.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from concord.alignment.sections import AlignedSection, aligned_sections
from concord.alignment.unshared_numbers import NumberedBlocks, UnsharedNumber, unshared_numbers, unshared_words
from concord.finding import Finding
from concord.languages import language
from concord.model import Block, Location, Page, Section
from concord.pages.corpus import Corpus
from concord.registry import Registry
from concord.rules.language_names import english_names
from concord.text.block_numbers import block_numbers
from concord.text.language_identification import identify, identify_short, is_known, looks_foreign
from concord.text.numbered_block import read_numbers
from concord.text.partial_numbers import are_typed_alike, comparable_numbers, is_missing_for_sure
from concord.values import (
    NumberMention,
    fold,
    may_match,
)

_DIRECTIONS = {"lower": "or more", "upper": "or less", "not lower": "not more", "not upper": "not less"}
_DIGIT = re.compile(r"\d")
_OTHER_LENGTH = 3  # how many times as long a picture's text is that says something else
_MIXED = frozenset({"time", "foreign", "identifier"})  # sorts in whose place another sort may stand
# The indices of numbers that are not reported yet, by the languages that have them and by what they are.
_Queues = dict[tuple[tuple[str, ...], frozenset[str]], deque[int]]


def check(corpus: Corpus, registry: Registry) -> Iterator[Finding]:
    """Yields `number-drift`."""
    for path in corpus.paths:
        yield from _check_descriptions(corpus.versions(path))
    for aligned in aligned_sections(corpus):
        rows = aligned.versions
        for versions in rows:
            if not _may_differ(versions):
                continue
            blocks: NumberedBlocks = {
                code: read_numbers(block, code) for code, block in versions.items() if block.kind != "code"
            }
            if len(blocks) < 2 or _are_other_texts_of_a_picture(blocks):
                continue
            if any(block.mentions for block in blocks.values()):
                blocks = comparable_numbers(blocks)
                numbers = unshared_numbers(blocks)
                if numbers and (blocks := _in_their_languages(blocks, corpus.languages)):
                    numbers = [one for one in unshared_numbers(blocks) if not _is_in_other_blocks(one, rows)]
                if registry.facts:
                    numbers += unshared_words(blocks, numbers)
                yield from _report(aligned, blocks, numbers)


def _check_descriptions(versions: Mapping[str, Page]) -> Iterator[Finding]:
    """Yields `number-drift` for the descriptions in the front matter."""
    sections: dict[str, Section] = {}
    for code, page in versions.items():
        text, line = page.meta.get("description"), page.meta_lines.get("description", 1)
        if isinstance(text, str):
            block = Block("p", text, page.file, 0, "p", 0, ((0, line, 1),))
            sections[code] = Section("", 0, "", block.location, block.location, (block,))
    if len(sections) > 1:
        aligned = AlignedSection(versions, sections)
        blocks = {code: read_numbers(section.blocks[0], code) for code, section in sections.items()}
        for finding in _report(
            aligned, blocks, unshared_numbers(blocks)
        ):  # where in its line a text begins is not known
            places = [Location(place.path, place.line) for place in (finding.location, *finding.related)]
            yield replace(finding, location=places[0], related=tuple(places[1:]))


def _may_differ(versions: Mapping[str, Block]) -> bool:
    """Whether the blocks may have different numbers: not where all have one text without a digit, as commands do."""
    first, *others = (block.text for block in versions.values())
    return any(text != first for text in others) or _DIGIT.search(first) is not None


def _are_other_texts_of_a_picture(blocks: NumberedBlocks) -> bool:
    """Whether the blocks are a picture, whose text says more in one language than in another, which is no error."""
    pictures = [block.block.references for block in blocks.values()]
    if not all(len(found) == 1 and found[0].scheme == "image" for found in pictures):
        return False
    lengths = [len(found[0].text) for found in pictures]
    return max(lengths) > _OTHER_LENGTH * min(lengths) and all(
        block.block.text.strip().startswith("![") for block in blocks.values()
    )


def _is_in_other_blocks(number: UnsharedNumber, rows: Sequence[Mapping[str, Block]]) -> bool:
    """Whether each language that lacks `number` has it in a block that the others lack, which is reported itself.

    So it is where a paragraph is two in another language.
    """
    mention = next(iter(number.mentions.values()))
    return all(
        any(
            may_match(mention, other)
            for row in rows
            if code in row and not row.keys() & number.split.having
            for other in block_numbers(row[code], language(code))
        )
        for code in number.split.lacking
    )


def _in_their_languages(blocks: NumberedBlocks, languages: tuple[str, ...]) -> NumberedBlocks:
    """`blocks`, each read in the language that its text is in, which need not be that of its page."""
    texts = Counter(block.block.text for block in blocks.values())
    known = [code for code in blocks if is_known(code, languages)]
    found = {
        code: identify(text, languages) or identify_short(text, code, languages)
        for code, text in ((code, blocks[code].block.text) for code in known)
        if texts[text] > 1 or looks_foreign(text, code, languages)
    }
    return {
        code: read_numbers(block.block, found[code]) if found.get(code, "") not in ("", code) else block
        for code, block in blocks.items()
    }


def _report(aligned: AlignedSection, blocks: NumberedBlocks, numbers: list[UnsharedNumber]) -> Iterator[Finding]:
    """Yields a finding for each number; two numbers that stand in place of each other give one finding together."""
    waiting: _Queues = defaultdict(deque)
    for index, number in enumerate(numbers):
        waiting[number.split.having, number.sorts].append(index)
    done: set[int] = set()
    for index, number in enumerate(numbers):
        if index in done:
            continue
        waiting[number.split.having, number.sorts].popleft()
        found = _replacement(number, waiting)
        if found is None:
            is_label = all(blocks[code].is_label(mention) for code, mention in number.mentions.items())
            if not is_label and is_missing_for_sure(number.mentions, number.split.lacking, blocks):
                yield _missing_number(aligned, blocks, number)
            continue
        done.add(found)
        other = numbers[found]
        if are_typed_alike(number.mentions, other.mentions, blocks):
            continue
        rare, usual = (number, other) if len(number.split.having) <= len(other.split.having) else (other, number)
        yield _replaced_number(aligned, blocks, rare, usual)


def _replacement(number: UnsharedNumber, waiting: _Queues) -> int | None:
    """Takes from `waiting` the first number of the same sort that exactly the languages without `number` have."""
    fitting = [
        queue
        for (having, sorts), queue in waiting.items()
        if queue
        and having == number.split.lacking
        and (len(sorts | number.sorts) == 1 or not sorts.isdisjoint(_MIXED) or not number.sorts.isdisjoint(_MIXED))
    ]
    return min(fitting, key=lambda queue: queue[0]).popleft() if fitting else None


def _replaced_number(
    aligned: AlignedSection, blocks: NumberedBlocks, rare: UnsharedNumber, usual: UnsharedNumber
) -> Finding:
    """A finding at the number `rare`, in place of which more languages, or as many, have `usual`."""
    code, other_code = next(iter(rare.mentions)), next(iter(usual.mentions))
    mention, other_mention = rare.mentions[code], usual.mentions[other_code]
    texts = blocks[code].text(mention), blocks[other_code].text(other_mention)
    if fold(texts[0]) == fold(texts[1]) or mention.value == other_mention.value:
        texts = _with_reading(texts[0], mention), _with_reading(texts[1], other_mention)
    data = {"case": "instead", "text": texts[0], "theirs": texts[1], "having": english_names(usual.split.having)}
    related = [blocks[other].location(mention) for other, mention in usual.mentions.items()]
    location = blocks[code].location(rare.mentions[code])
    subject = aligned.subject(code, location)
    return subject.finding("number-drift", location, data, related=related, group=_locations(blocks))


def _with_reading(text: str, mention: NumberMention) -> str:
    """The `text` of `mention` with what it says, for texts that look alike: "50 (or more)", "1,500 (that is 1.5)"."""
    if mention.bound:
        return f"{text} ({_DIRECTIONS[mention.bound]})"
    if mention.sort == "foreign":
        return f"{text} (with another language's separator)"
    value = f"{mention.value.normalize():f}"
    return text if mention.sort != "number" or text.startswith(value) or mention.unit else f"{text} (that is {value})"


def _missing_number(aligned: AlignedSection, blocks: NumberedBlocks, number: UnsharedNumber) -> Finding:
    """A finding in the first language of the minority: at the number, or at the block that lacks it."""
    code, *others = number.split.minority
    first, mention = next(iter(number.mentions.items()))
    places = {other: block.block.location for other, block in blocks.items()}
    places |= {other: blocks[other].location(found) for other, found in number.mentions.items()}
    data = {"text": blocks[first].text(mention)} | number.split.message_data
    related = [places[other] for other in (others or [o for o in number.mentions if o != code])]
    subject = aligned.subject(code, places[code])
    return subject.finding("number-drift", places[code], data, related=related, group=_locations(blocks))


def _locations(blocks: NumberedBlocks) -> list[Location]:
    return [block.block.location for block in blocks.values()]
