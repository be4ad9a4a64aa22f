"""ReturnedUnits and the present Units → Validation: the translation of each unit, or why it cannot be taken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from concord.xliff.document import Mark, Parts, ReturnedUnit
from concord.xliff.inline_codes import Code, Content, escape_markdown, visible_text
from concord.xliff.segments import META, Unit


@dataclass(frozen=True, slots=True)
class Fault:
    """The name of a unit in messages, and why it cannot be placed."""

    name: str
    reason: str


@dataclass
class Validation:
    """The result of the comparison.

    `translations` are the units with a new text. `untranslated` are those that have no text in the file and none on
    the page. `lacking` are codes of the source that the new text of a unit does without, as its present one does.
    """

    translations: list[tuple[Unit, Content]] = field(default_factory=list)
    untranslated: list[Unit] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lacking: list[Fault] = field(default_factory=list)


def validate_units(returned: Iterable[ReturnedUnit], known: Mapping[str, Unit]) -> Validation:
    """Compares the units that a file has for one page with those that the guide has now.

    Args:
        returned: The units of the file.
        known: The units of the guide by id.
    """
    result = Validation()
    seen: set[str] = set()
    for one in returned:
        unit = known.get(one.id)
        if unit is None:
            result.faults.append(Fault(unit_name(one.page, one.section, one.id), _mismatch(one, known.values())))
        elif one.id in seen:
            result.faults.append(Fault(unit_name(one.page, one.section, one.id), "it stands twice in the file"))
        else:
            seen.add(one.id)
            _validate(result, one, unit)
    return result


def unit_name(page: str, section: str, id: str) -> str:
    """The name of a unit in messages: `pay/salary.md#salary-us, unit s1a2….3`."""
    return f"{page}#{section}, unit {'.'.join(id.split('.')[:2])}"


def _validate(result: Validation, one: ReturnedUnit, unit: Unit) -> None:
    """Adds what the returned unit gives to `result`."""
    name = unit_name(one.page, unit.section, unit.id)
    if one.target is None or (unit.target_content is None and not any(map(_is_content, one.target))):
        if unit.target_content is None:
            result.untranslated.append(unit)
        return
    translated = _with_codes(one.target, unit)
    if reasons := list(_faults(one.target, translated, unit)):
        result.faults += [Fault(name, reason) for reason in reasons]
        return
    if unit.target_content is not None and visible_text(translated) == visible_text(unit.target_content):
        return
    known = [content for content in (unit.source_content, unit.target_content) if content is not None]
    result.translations.append((unit, translated if unit.source.kind == META else escape_markdown(translated, known)))
    protected = _protected(translated)
    left_out = [data for mark, data in _protected(unit.source_content).items() if mark not in protected]
    result.lacking += [Fault(name, f"it does without {data}, which the source has") for data in left_out]


def _is_content(part: object) -> bool:
    """Whether a part is a code, or words that are not only white space."""
    return not isinstance(part, str) or bool(part.strip())


def _with_codes(parts: Parts, unit: Unit) -> Content:
    """`parts` with the codes of the unit in place of their marks; marks of unknown codes are left out."""
    codes = {(code.role, code.id): code for code in _codes(unit)}
    found = (part if isinstance(part, str) else codes.get(part) for part in parts)
    return tuple(part for part in found if part is not None)


def _codes(unit: Unit) -> Iterator[Code]:
    """Every code of the unit, those of the present translation last, so that they replace the same of the source."""
    for text in (unit.source_content, unit.target_content or ()):
        yield from (part for part in text if isinstance(part, Code))


def _faults(parts: Parts, translated: Content, unit: Unit) -> Iterator[str]:
    """The reasons why the returned text cannot be taken."""
    if not any(map(_is_content, parts)):
        yield "its translation is empty"
        return
    known = {(code.role, code.id): code for code in _codes(unit)}
    marks = [part for part in parts if not isinstance(part, str)]
    for role, id in dict.fromkeys(marks):
        if (role, id) not in known:
            yield f"it has a code {id!r} that is none of the unit's"
        elif marks.count((role, id)) > 1 and role != "close":
            yield f"{known[role, id].data} stands in it more than once"
    needed = _protected(unit.source_content)
    if unit.target_content is not None:  # a code that the present translation lacks may be missing
        needed = {mark: data for mark, data in needed.items() if mark in _protected(unit.target_content)}
    yield from (f"{data} is missing in it" for mark, data in needed.items() if mark not in marks)
    if not _is_nested(marks):
        yield "its codes overlap, or one of a pair is missing"


def _protected(text: Content) -> dict[Mark, str]:
    """The Markdown of the protected codes of `text`; of a pair that of the closing code, which has the target."""
    codes = (part for part in text if isinstance(part, Code) and part.is_protected and part.role != "open")
    return {(code.role, code.id): code.data for code in codes}


def _is_nested(marks: Iterable[Mark]) -> bool:
    """Whether each opening code is closed, the innermost first."""
    open_ids: list[str] = []
    for role, id in marks:
        if role == "open":
            open_ids.append(id)
        elif role == "close" and (not open_ids or open_ids.pop() != id):
            return False
    return not open_ids


def _mismatch(one: ReturnedUnit, now: Iterable[Unit]) -> str:
    """Why the guide has no unit with the id of `one` now."""
    section_units = [unit for unit in now if unit.section == one.section]
    if not section_units:
        return "there is no such section to follow any more"
    hashes = [tuple(unit.id.split(".")[2:]) for unit in section_units]  # of the source and of the target
    source, _, target = one.id.partition(".")[2].partition(".")[2].partition(".")
    if (source, target) in hashes:
        return "it has moved in its section since the file was made"
    if source in {pair[0] for pair in hashes}:
        return "its translation has changed since the file was made"
    if target in {pair[1] for pair in hashes}:
        return "its source has changed since the file was made"
    return "its source and its translation have changed since the file was made"
