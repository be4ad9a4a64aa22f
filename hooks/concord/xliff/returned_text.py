"""ReturnedUnit and the present Unit → Content: the words and codes of a text that a translation tool has written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from concord.xliff.inline_codes import Code, Content, visible_text
from concord.xliff.segments import Unit, UnitId, unit_hash
from concord.xliff.units import Mark, Parts, ReturnedUnit

_BREAK_FIRST, _BREAK_LAST = re.compile(r"\A\n[ \t]*"), re.compile(r"\n[ \t]*\Z")
_SETTLED = ("translated", "reviewed", "final", "signed-off")  # states by which somebody stands by a translation


def returned_content(parts: Parts, one: ReturnedUnit, unit: Unit | None) -> Content:
    """The content of a returned text.

    Codes have the Markdown that the file has for them, or else that of the code of `unit` with the same id. One whose
    Markdown is known from neither is left out.
    """
    known = unit_codes(unit) if unit else []
    by_data = {(code.role, code.data): code for code in known}
    by_mark = {(code.role, code.id): code for code in known}
    found: list[str | Code] = []
    for part in parts:
        if isinstance(part, str):
            found.append(part)
            continue
        role, id = part
        if (data := one.codes.get(part)) is not None:
            found.append(replace(by_data.get((role, data)) or Code(data, role, "other"), id=id))
        elif part in by_mark:
            found.append(by_mark[part])
    return tuple(found)


def unit_codes(unit: Unit) -> list[Code]:
    """Every code of a unit, those of the present translation last, so that they replace the same of the source."""
    return [
        part for text in (unit.source_content, unit.target_content or ()) for part in text if isinstance(part, Code)
    ]


def with_codes_of(one: ReturnedUnit, unit: Unit | None) -> ReturnedUnit:
    """`one` with the Markdown of the codes of `unit` where the file has none."""
    marks = {part for part in (*one.source, *(one.target or ())) if not isinstance(part, str)}
    if unit is None or marks <= one.codes.keys():
        return one
    return replace(one, codes={mark: code.data for mark, code in codes_by_mark(unit).items()} | {**one.codes})


def without_layout(one: ReturnedUnit, id: UnitId) -> ReturnedUnit:
    """`one` without the line breaks that a tool has put around codes.

    That it has done so shows in the source, which no translator changes.
    """
    if _hash(one, one.source) == id.source or one.target is None:
        return one
    source = _unbroken(one.source)
    return replace(one, source=source, target=_unbroken(one.target)) if _hash(one, source) == id.source else one


def _unbroken(parts: Parts) -> Parts:
    """`parts` without line breaks, and the indentation behind them, in front of codes and behind them."""
    found: list[str | Mark] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            if number and not isinstance(parts[number - 1], str):
                part = _BREAK_FIRST.sub("", part)
            if number + 1 < len(parts) and not isinstance(parts[number + 1], str):
                part = _BREAK_LAST.sub("", part)
        found.append(part)
    return tuple(found)


def renumbered(parts: Parts, one: ReturnedUnit, unit: Unit) -> Parts:
    """`parts` with the ids that codes with the same Markdown have in `unit`, where a tool has given them others."""
    known = codes_by_mark(unit)
    wrong = [
        part
        for part in parts
        if not isinstance(part, str)
        and (part not in known or one.codes.get(part, known[part].data) != known[part].data)
    ]
    if not wrong or any(mark not in one.codes for mark in wrong):
        return parts
    content = _with_ids_of(returned_content(parts, one, unit), unit)
    return tuple(part if isinstance(part, str) else (part.role, part.id) for part in content)


def is_blank(parts: Parts | None) -> bool:
    """Whether a text has neither codes nor words."""
    return not any(not isinstance(part, str) or part.strip() for part in parts or ())


def is_untouched(one: ReturnedUnit, id: UnitId) -> bool:
    """Whether the translation is the one that the file was made with."""
    if one.target is None:
        return True
    return _hash(one, one.target) == (id.kept or id.target)


def is_settled(one: ReturnedUnit) -> bool:
    """Whether somebody has marked the translation as done."""
    return one.state in _SETTLED


def is_source(one: ReturnedUnit, id: UnitId) -> bool:
    """Whether the translation is the source, as tools fill in, and nobody has said that it is to be so."""
    return one.target is not None and _hash(one, one.target) == id.source != id.target and not is_settled(one)


def is_same_text(content: Content, other: Content | None) -> bool:
    """Whether a reader sees the same of both."""
    return other is not None and visible_text(content) == visible_text(other)


def usable_content(content: Content, unit: Unit | None) -> Content:
    """`content` with codes of `unit` in place of those with the same Markdown; without codes that it does not have.

    What is left is nested properly, with each code once, so that it can be written to a file.
    """
    if unit:
        known = codes_by_mark(unit)
        content = _with_ids_of(content, unit)
        content = tuple(part for part in content if isinstance(part, str) or (part.role, part.id) in known)
    kept = _nested([part for part in content if isinstance(part, Code)])
    return tuple(part for part in content if isinstance(part, str) or (part.role, part.id) in kept)


def _with_ids_of(content: Content, unit: Unit) -> Content:
    """`content` with the ids that codes with the same Markdown have in `unit`; of a pair, that of both counts."""
    free: dict[tuple[str, str], Code] = {}
    for text in (unit.target_content or (), unit.source_content):
        free |= {_name(code, text): code for code in text if isinstance(code, Code)}
    new_ids: dict[str, str] = {}
    found: list[str | Code] = []
    for part in content:
        code = None if isinstance(part, str) or part.role == "close" else free.get(_name(part, content))
        if isinstance(part, Code) and code:
            new_ids[part.id] = code.id
        found.append(code or (part if isinstance(part, str) else replace(part, id=new_ids.get(part.id, part.id))))
    return tuple(found)


def _name(code: Code, content: Content) -> tuple[str, str]:
    """What two codes have in common that stand for the same: the role, and the Markdown of both of a pair."""
    ends = (one.data for one in content if isinstance(one, Code) and (one.role, one.id) == ("close", code.id))
    return code.role, code.data + (next(ends, "") if code.role == "open" else "")


def _nested(codes: Iterable[Code]) -> set[Mark]:
    """The marks of those codes that stand once, each pair closed before what is around it."""
    counts: dict[Mark, int] = {}
    for code in codes:
        counts[code.role, code.id] = counts.get((code.role, code.id), 0) + 1
    kept = {mark for mark, count in counts.items() if count == 1 and mark[0] == "single"}
    waiting: list[Code] = []
    for code in codes:
        if counts[code.role, code.id] > 1 or code.role == "single":
            continue
        if code.role == "open":
            waiting.append(code)
        elif any(one.id == code.id for one in waiting):
            while waiting.pop().id != code.id:
                pass
            kept |= {("open", code.id), ("close", code.id)}
    return kept


def _hash(one: ReturnedUnit, parts: Parts) -> str:
    return unit_hash("".join(part if isinstance(part, str) else one.codes.get(part, "\0") for part in parts))


def codes_by_mark(unit: Unit) -> Mapping[Mark, Code]:
    """The codes of a unit by role and id."""
    return {(code.role, code.id): code for code in unit_codes(unit)}
