"""PendingSection → edits that carry a change over, where only links, code or figures changed and the result is certain.

Places are found by content, not by position. A change is certain where the replaced value stands in the following text
as often as it stood in the leading one, and the leading language replaced it by the same value everywhere. Everything
else is left to a person.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from concord.finding import Edit
from concord.languages import Language, language
from concord.model import Block, Location, Reference
from concord.sync.diff.pending import Change, PendingSection
from concord.sync.diff.snapshot import Snapshot
from concord.sync.diff.word_diff import listing_lines
from concord.sync.fingerprint import bare_letters, link_target, reader_text
from concord.text.block_numbers import block_numbers
from concord.text.masking import code_offsets, link_offsets
from concord.values.folding import fold
from concord.values.numbers import read_digits, write_number

_REPLACEABLE = {"link", "image", "picture", "source"}  # not `fact` and `title`: their text depends on the target
_FIGURE = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_LAST_WORD = re.compile(r"(\w+)\W*\Z")
_UNSAFE_IN_LINK = re.compile(r"[\s()<>]")


@dataclass(frozen=True, slots=True)
class _Slot:
    """Something in a text that can be replaced by itself.

    `sort` is `link`, `fact`, `code`, `figure` (a number in the text) or `line` (a line of a listing). `value` is what
    it is compared by, `markdown` how it is typed, and `location` where; None where it cannot be replaced.
    """

    sort: str
    value: str
    markdown: str
    location: Location | None = None

    @property
    def name(self) -> tuple[str, str]:
        """What two slots with the same content have in common."""
        return self.sort, self.value


@dataclass
class _Template:
    """The slots of a text, and its blocks with a mark in place of each slot."""

    slots: list[_Slot] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)


def carry_over_edits(pending: PendingSection, lines: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that bring the present text of a pending section in step.

    Args:
        pending: The section.
        lines: The lines of the file of its present text, for the columns of listings.

    Returns:
        Nothing where the result is not certain, or where two leading languages ask for different edits.
    """
    current = pending.current
    if current is None or pending.state != "behind" or not current.path:
        return ()
    slots = _template(current, lines).slots
    found = [_edits(change, slots, language(pending.language)) for change in pending.changes]
    return tuple(found[0]) if all({*one} == {*found[0]} for one in found) else ()


def _edits(change: Change, slots: Sequence[_Slot], target: Language) -> list[Edit]:
    """The edits to the `slots` of the language `target` that follow one leading language."""
    replacements = _replacements(change, slots)
    found: list[Edit] = []
    for slot in slots:
        if slot.name in replacements:
            text = _replacement_markdown(slot, replacements[slot.name], target)
            if slot.location is None or text is None:
                return []
            found.append(Edit(slot.location, slot.markdown, text))
    return found


def _replacements(change: Change, slots: Sequence[_Slot]) -> dict[tuple[str, str], _Slot]:
    """By the name of each slot that changed, the slot that took its place; nothing where that is not certain.

    `slots` are those of the text that has to follow.
    """
    if change.before is None:
        return {}
    before, now = _template(change.before), _template(change.now)
    if before.blocks != now.blocks:
        return {}
    changed = [(old, new) for old, new in zip(before.slots, now.slots, strict=True) if old.name != new.name]
    counts = Counter(old.name for old, _ in changed)
    following, leading = (Counter(slot.name for slot in some) for some in (slots, before.slots))
    is_everywhere = all(following[name] == leading[name] == count for name, count in counts.items())
    is_unique = len({(old.name, new.name) for old, new in changed}) == len(counts)
    return {old.name: new for old, new in changed} if is_everywhere and is_unique else {}


def _replacement_markdown(slot: _Slot, new: _Slot, target: Language) -> str | None:
    """How `new` is typed in place of `slot` in the language `target`; None where that is not certain."""
    if slot.sort == "figure":
        is_one = "1" in (slot.value, new.value)  # the noun beside it may have to change its number
        return None if is_one else write_number(Decimal(new.value), target, grouped=not new.markdown.isdigit())
    fits = {
        "link": not _UNSAFE_IN_LINK.search(new.markdown),
        "code": not {*"`\n"} & {*slot.markdown, *new.markdown},
        "line": bool(new.markdown) and _indent(slot.value) == _indent(new.value),
    }
    return new.markdown if fits.get(slot.sort) else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _template(snapshot: Snapshot, lines: Sequence[str] = ()) -> _Template:
    template = _Template()
    for block in snapshot.blocks:
        kind = f"{block.outer}/{block.kind}:"
        if block.kind == "code":
            slots = list(_line_slots(block, lines))
            template.slots += slots
            template.blocks.append(kind + "\n" * len(slots))
            continue
        text, place, marked = block.text, 0, ""
        for start, end, slot in _block_slots(block, snapshot):
            if start >= place:
                template.slots.append(slot)
                marked += f"{text[place:start]}\x02{slot.sort}\x02"
                place = end
        template.blocks.append(kind + bare_letters(reader_text(marked + text[place:])))
    return template


def _block_slots(block: Block, snapshot: Snapshot) -> list[tuple[int, int, _Slot]]:
    """The slots in a block that is no listing, with their offsets, in order; one within another comes after it."""
    found = [*_link_slots(block, snapshot), *_code_slots(block), *_figure_slots(block, language(snapshot.language))]
    return sorted(found, key=lambda entry: (entry[0], -entry[1]))


def _link_slots(block: Block, snapshot: Snapshot) -> Iterator[tuple[int, int, _Slot]]:
    for reference, (start, _, text_end, end) in zip(block.references, link_offsets(block), strict=True):
        target = link_target(reference, snapshot.path, snapshot.home)
        if reference.scheme == "fact":
            yield start, end, _Slot("fact", target, target)
        elif reference.scheme in _REPLACEABLE:
            typed = _typed_target(reference)
            place = block.text.find(typed, text_end, end)
            if block.text.count(typed, text_end, end) == 1:
                span = (place, place + len(typed))
                yield (*span, _Slot("link", target, typed, block.span(*span)))
            else:
                yield end, end, _Slot("link", target, typed)


def _typed_target(reference: Reference) -> str:
    """The target of a reference as it stands in the Markdown."""
    is_address = reference.scheme in ("link", "image")
    return reference.target if is_address else f"{reference.scheme}:{reference.target}"


def _code_slots(block: Block) -> Iterator[tuple[int, int, _Slot]]:
    for _, start, end, _ in code_offsets(block):
        typed = block.text[start:end]
        yield start, end, _Slot("code", " ".join(typed.split()), typed, block.span(start, end))


def _figure_slots(block: Block, target: Language) -> Iterator[tuple[int, int, _Slot]]:
    text = block.uncited
    for mention in block_numbers(block, target):
        figure = _FIGURE.search(text, mention.start, mention.end) if mention.strength == "digits" else None
        number = read_digits(fold(figure[0]), target) if figure else None
        if figure and number is not None and mention.sort == "number":
            before = _LAST_WORD.search(text, 0, figure.start())
            fits = not before or before[1].casefold() not in target.prose.articles  # "an 8", but "a 9"
            location = block.span(*figure.span()) if fits else None
            yield (*figure.span(), _Slot("figure", f"{number:f}", figure[0], location))
        elif mention.sort == "number":  # in words: counts as an occurrence of the number, but cannot be replaced
            yield mention.start, mention.end, _Slot("figure", f"{mention.value:f}", text[mention.start : mention.end])


def _line_slots(block: Block, lines: Sequence[str]) -> Iterator[_Slot]:
    """The lines of a listing; their columns are those in the `lines` of the file."""
    offset = 0
    for typed, line in zip(block.text.split("\n"), listing_lines(block.text), strict=False):
        number, bare = block.at(offset).line, line.strip()
        source = lines[number - 1] if number <= len(lines) else ""
        column = source.find(bare) + 1
        is_unique = bare and source.count(bare) == 1
        location = Location(block.path, number, column, number, column + len(bare)) if is_unique else None
        yield _Slot("line", line, bare, location)
        offset += len(typed) + 1
