"""A translation whose codes a tool has turned into words → the same with its codes.

Tools without codes, such as those that make a PO file of an XLIFF file, show and write their Markdown among the words.
"""

import re
from collections.abc import Iterable

from concord.xliff.inline_codes import Code
from concord.xliff.returned_text import unit_codes
from concord.xliff.segments import Unit
from concord.xliff.units import Mark, Parts

_Span = tuple[int, int, Mark]


def with_typed_codes(parts: Parts, unit: Unit) -> Parts:
    """`parts` with the codes of `unit` in place of their Markdown; as they are where a protected code is not found."""
    codes = {(code.role, code.id): code for code in unit_codes(unit)}
    if not codes or any(not isinstance(part, str) for part in parts):
        return parts
    text = "".join(part for part in parts if isinstance(part, str))
    found: list[_Span] = []
    for (role, id), code in codes.items():
        if role == "open":
            found += _pair(text, code, codes["close", id], found)
        elif role == "single":
            found += _single(text, code, found)
    marks = {mark for *_, mark in found}
    in_source = {(one.role, one.id) for one in unit.source_content if isinstance(one, Code) and one.is_protected}
    if not in_source <= marks:
        return parts
    return tuple(_joined(text, sorted(found)))


def _single(text: str, code: Code, taken: Iterable[_Span]) -> list[_Span]:
    for match in re.finditer(re.escape(code.data), text):
        if _is_free(match.span(), taken):
            return [(*match.span(), (code.role, code.id))]
    return []


def _pair(text: str, opening: Code, closing: Code, taken: Iterable[_Span]) -> list[_Span]:
    """The places of a pair: of emphasis around words, of a link around what stands before its target."""
    if opening.kind in ("b", "i"):
        marks = re.escape(opening.data), re.escape(closing.data)
        match = re.search(rf"(?<!\*)({marks[0]})(?=[^\s*])[^*_]*?(?<=[^\s*])({marks[1]})(?!\*)", text)
        spans = [match.span(1), match.span(2)] if match else []
    else:
        end = text.find(closing.data)
        start = text.rfind(opening.data, 0, end) if end >= 0 else -1
        spans = [(start, start + len(opening.data)), (end, end + len(closing.data))] if start >= 0 else []
    if not spans or not all(_is_free(span, taken) for span in spans):
        return []
    return [(*spans[0], ("open", opening.id)), (*spans[1], ("close", opening.id))]


def _is_free(span: tuple[int, int], taken: Iterable[_Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end, _ in taken)


def _joined(text: str, found: Iterable[_Span]) -> Iterable[str | Mark]:
    place = 0
    for start, end, mark in found:
        if place < start:
            yield text[place:start]
        yield mark
        place = end
    if text[place:]:
        yield text[place:]
