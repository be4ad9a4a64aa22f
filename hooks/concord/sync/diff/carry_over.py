"""A difference → the edits that carry it over, where only links, code or figures changed and each has one right answer.

Told by content, never by place: what a leading language replaced stands in the text that follows exactly as often as
it stood there, and one thing took its place throughout. All else needs a person.
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
from concord.sync.fingerprint import CODE, bare_letters, link_target, reader_text
from concord.text.masking import link_offsets
from concord.values import extract_numbers
from concord.values.folding import fold
from concord.values.numbers import read_digits, write_number

_CARRIED = {"link", "image", "picture", "source"}  # a fact's text, and a title's, depend on where they lead
_FIGURE = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_LAST_WORD = re.compile(r"(\w+)\W*\Z")
_ODD = re.compile(r"[\s()<>]")


@dataclass(frozen=True, slots=True)
class _Slot:
    """What can be replaced by itself: its sort and value, by which it is known, how it is typed, and where.

    `place` is None where it cannot be replaced. A `figure` is a number, a `line` is one of a listing.
    """

    sort: str
    value: str
    typed: str
    place: Location | None = None

    @property
    def name(self) -> tuple[str, str]:
        return self.sort, self.value


@dataclass
class _Frame:
    """A text with its slots, and what is left of it without them."""

    slots: list[_Slot] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def carry_over_edits(difference: PendingSection, lines: Sequence[str]) -> tuple[Edit, ...]:
    """What brings the language's own text in step, nothing where a person has to. `lines` are those of its file."""
    own = difference.own
    if own is None or difference.state != "behind" or not own.path:
        return ()
    slots = _frame(own, lines).slots
    found = [_carried(change, slots, language(difference.language)) for change in difference.changes]
    return tuple(found[0]) if all({*one} == {*found[0]} for one in found) else ()


def _carried(change: Change, own: Sequence[_Slot], code: Language) -> list[Edit]:
    """The edits to the slots `own` that follow one leading language."""
    replaced = _replaced(change, own)
    found: list[Edit] = []
    for slot in own:
        if slot.name in replaced:
            text = _typed(slot, replaced[slot.name], code)
            if slot.place is None or text is None:
                return []
            found.append(Edit(slot.place, slot.typed, text))
    return found


def _replaced(change: Change, own: Sequence[_Slot]) -> dict[tuple[str, str], _Slot]:
    """By the name of each slot that changed, what took its place; nothing where more changed, or less is certain."""
    if change.before is None:
        return {}
    before, now = _frame(change.before), _frame(change.now)
    if before.rest != now.rest:
        return {}
    changed = [(old, new) for old, new in zip(before.slots, now.slots, strict=True) if old.name != new.name]
    times = Counter(old.name for old, _ in changed)
    here, there = (Counter(slot.name for slot in slots) for slots in (own, before.slots))
    is_certain = all(here[name] == there[name] == count for name, count in times.items())
    one_each = len({(old.name, new.name) for old, new in changed}) == len(times)
    return {old.name: new for old, new in changed} if is_certain and one_each else {}


def _typed(slot: _Slot, new: _Slot, code: Language) -> str | None:
    """How `new` is written in place of `slot`; None where that is not certain."""
    if slot.sort == "figure":  # a plural may depend on a 1
        is_one = "1" in (slot.value, new.value)
        return None if is_one else write_number(Decimal(new.value), code, grouped=not new.typed.isdigit())
    fits = {
        "link": not _ODD.search(new.typed),
        "code": not {*"`\n"} & {*slot.typed, *new.typed},
        "line": bool(new.typed) and _indented(slot.value) == _indented(new.value),
    }
    return new.typed if fits.get(slot.sort) else None


def _indented(line: str) -> int:
    return len(line) - len(line.lstrip())


def _frame(telling: Snapshot, lines: Sequence[str] = ()) -> _Frame:
    frame = _Frame()
    for block in telling.blocks:
        kind = f"{block.outer}/{block.kind}:"
        if block.kind == "code":
            slots = list(_lines(block, lines))
            frame.slots += slots
            frame.rest.append(kind + "\n" * len(slots))
            continue
        text, place, rest = block.text, 0, ""
        for start, end, slot in _slots(block, telling):
            if start >= place:
                frame.slots.append(slot)
                rest += f"{text[place:start]}\x02{slot.sort}\x02"
                place = end
        frame.rest.append(kind + bare_letters(reader_text(rest + text[place:])))
    return frame


def _slots(block: Block, telling: Snapshot) -> list[tuple[int, int, _Slot]]:
    """The slots in a block that is no listing, with their offsets, in order; one within another comes after it."""
    found = [*_links(block, telling), *_code(block), *_figures(block, language(telling.language))]
    return sorted(found, key=lambda one: (one[0], -one[1]))


def _links(block: Block, telling: Snapshot) -> Iterator[tuple[int, int, _Slot]]:
    for reference, (start, _, text_end, end) in zip(block.references, link_offsets(block), strict=True):
        leads = link_target(reference, telling.path, telling.home)
        if reference.scheme == "fact":
            yield start, end, _Slot("fact", leads, leads)
        elif reference.scheme in _CARRIED:
            typed = _target(reference)
            place = block.text.find(typed, text_end, end)
            is_there = block.text.count(typed, text_end, end) == 1
            yield (
                *((place, place + len(typed)) if is_there else (end, end)),
                _Slot("link", leads, typed, block.span(place, place + len(typed)) if is_there else None),
            )


def _target(reference: Reference) -> str:
    """Where a reference leads, as it is typed."""
    bare = reference.scheme in ("link", "image")
    return reference.target if bare else f"{reference.scheme}:{reference.target}"


def _code(block: Block) -> Iterator[tuple[int, int, _Slot]]:
    for code in CODE.finditer(block.text):
        start, end = code.span(2)
        yield start, end, _Slot("code", " ".join(code[2].split()), code[2], block.span(start, end))


def _figures(block: Block, code: Language) -> Iterator[tuple[int, int, _Slot]]:
    text = block.uncited
    for mention in extract_numbers(text, code):
        figure = _FIGURE.search(text, mention.start, mention.end) if mention.strength == "digits" else None
        number = read_digits(fold(figure[0]), code) if figure else None
        if figure and number is not None and mention.sort == "number":
            before = _LAST_WORD.search(text, 0, figure.start())
            fits = not before or before[1].casefold() not in code.prose.articles  # an 8, a 9
            place = block.span(*figure.span()) if fits else None
            yield (*figure.span(), _Slot("figure", f"{number:f}", figure[0], place))
        elif mention.sort == "number":  # in words: known, so that it is not taken for one in digits
            yield mention.start, mention.end, _Slot("figure", f"{mention.value:f}", text[mention.start : mention.end])


def _lines(block: Block, lines: Sequence[str]) -> Iterator[_Slot]:
    """The lines of a listing; their columns are those of the file's `lines`."""
    offset = 0
    for typed, line in zip(block.text.split("\n"), listing_lines(block.text), strict=False):
        number, bare = block.at(offset).line, line.strip()
        source = lines[number - 1] if number <= len(lines) else ""
        column = source.find(bare) + 1
        is_there = bare and source.count(bare) == 1
        place = Location(block.path, number, column, number, column + len(bare)) if is_there else None
        yield _Slot("line", line, bare, place)
        offset += len(typed) + 1
