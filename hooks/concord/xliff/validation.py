"""ReturnedUnits of a section and its present Units → Validation: the new text of each unit, or why it has none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from concord.xliff.code_names import code_name
from concord.xliff.inline_codes import Code, Content, escape_markdown
from concord.xliff.returned_text import (
    codes_by_mark,
    is_blank,
    is_same_text,
    is_settled,
    is_source,
    is_untouched,
    renumbered,
    returned_content,
    with_codes_of,
    without_layout,
)
from concord.xliff.segments import META, NEW, Unit, UnitId
from concord.xliff.typed_codes import with_typed_codes
from concord.xliff.unit_match import Match, match_unit
from concord.xliff.units import Mark, Parts, ReturnedUnit


@dataclass(frozen=True)
class Translation:
    """A returned unit, the unit that it belongs to, and the new text of that."""

    returned: ReturnedUnit
    unit: Unit
    content: Content


@dataclass(frozen=True)
class Refusal:
    """A returned unit that cannot be placed, why, and the unit that it belongs to; None where there is none.

    `page` is the path of the page that it belongs to now, or did.
    """

    returned: ReturnedUnit
    unit: Unit | None
    reason: str
    page: str = ""


@dataclass
class Validation:
    """The result of the comparison.

    `untranslated` are the units that have no text in the file and none on the page. `copied` is the number of units
    that have the source for a translation, and `waiting` that of units of a file of the rest that nobody has worked on.
    """

    translations: list[Translation] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    untranslated: int = 0
    copied: int = 0
    waiting: int = 0


def validate_units(returned: Iterable[ReturnedUnit], known: Sequence[Unit]) -> Validation:
    """Compares the units that a file has for one section with those that the guide has now.

    Args:
        returned: The units of the file, with ids that an export has made.
        known: The units of the section; none where it is gone.
    """
    result = Validation()
    seen: dict[str, ReturnedUnit] = {}
    taken: set[str] = set()
    for one in returned:
        id = UnitId.parse(one.id)
        assert id
        one = without_layout(with_codes_of(one, match_unit(id, known, taken).unit), id)
        if is_blank(one.target) and (one.target is None or id.target == NEW):
            match = match_unit(id, known, taken)
            result.untranslated += match.unit is not None and match.unit.target_content is None
        elif is_untouched(one, id) and not (id.kept and is_settled(one)):
            result.waiting += bool(id.kept)
        elif is_source(one, id):
            result.copied += 1
        elif one.id not in seen:
            seen[one.id] = one
            _validate(result, one, match_unit(id, known, taken), taken)
        elif seen[one.id].target != one.target:
            result.refusals.append(Refusal(one, None, "it stands twice in the file, with two translations"))
    return result


def _validate(result: Validation, one: ReturnedUnit, match: Match, taken: set[str]) -> None:
    """Adds what a unit with a new text gives to `result`."""
    unit = match.unit
    assert one.target is not None
    parts = with_typed_codes(one.target, unit) if unit else one.target
    if unit and is_same_text(returned_content(parts, one, unit), unit.target_content):
        taken.add(unit.id)
        return
    if unit is None or match.changed:
        result.refusals.append(Refusal(one, unit, match.changed))
        return
    taken.add(unit.id)
    parts = renumbered(parts, one, unit)
    translated = _with_codes(parts, unit)
    if reasons := list(_faults(parts, unit)):
        result.refusals.append(Refusal(one, unit, "; ".join(reasons)))
        return
    known_texts = [content for content in (unit.source_content, unit.target_content) if content is not None]
    escaped = translated if unit.source.kind == META else escape_markdown(translated, known_texts)
    result.translations.append(Translation(one, unit, escaped))


def left_out_codes(translation: Translation) -> list[str]:
    """The names of codes that the source has and that the new text does without, as the present one does."""
    source = translation.unit.source_content
    kept = _protected(translation.content)
    return [code_name(code, source) for mark, code in _protected(source).items() if mark not in kept]


def _with_codes(parts: Parts, unit: Unit) -> Content:
    """`parts` with the codes of the unit in place of their marks; marks of unknown codes are left out."""
    codes = codes_by_mark(unit)
    found = (part if isinstance(part, str) else codes.get(part) for part in parts)
    return tuple(part for part in found if part is not None)


def _faults(parts: Parts, unit: Unit) -> Iterator[str]:
    """The reasons why the returned text cannot be taken."""
    if is_blank(parts):
        yield "its translation is empty"
        return
    known = codes_by_mark(unit)
    marks = [part for part in parts if not isinstance(part, str)]
    for mark in dict.fromkeys(marks):
        if mark not in known:
            yield f"it has a code {mark[1]!r} that is none of the unit's"
        elif marks.count(mark) > 1 and mark[0] != "close":
            yield f"{_name(known[mark], unit)} stands in it more than once"
    needed = _protected(unit.source_content)
    if unit.target_content is not None:  # a code that the present translation lacks may be missing
        needed = {mark: code for mark, code in needed.items() if mark in _protected(unit.target_content)}
    yield from (f"{_name(code, unit)} is missing in it" for mark, code in needed.items() if mark not in marks)
    if not _is_nested(marks):
        yield "its codes overlap, or one of a pair is missing"


def _name(code: Code, unit: Unit) -> str:
    """The name of a code, with its number, which tools show."""
    holds_it = code in unit.source_content or unit.target_content is None
    content = unit.source_content if holds_it else unit.target_content or ()
    return f"{code_name(code, content)} (code {code.id})"


def _protected(text: Content) -> dict[Mark, Code]:
    """The protected codes of `text`; of a pair the closing code, which has the target."""
    codes = (part for part in text if isinstance(part, Code) and part.is_protected and part.role != "open")
    return {(code.role, code.id): code for code in codes}


def _is_nested(marks: Iterable[Mark]) -> bool:
    """Whether each opening code is closed, the innermost first."""
    open_ids: list[str] = []
    for role, id in marks:
        if role == "open":
            open_ids.append(id)
        elif role == "close" and (not open_ids or open_ids.pop() != id):
            return False
    return not open_ids
