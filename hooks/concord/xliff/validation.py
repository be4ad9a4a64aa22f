"""What came back, held against what the guide says now → the new text of each unit, or why there is none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from concord.xliff.document import Mark, Parts, ReturnedUnit
from concord.xliff.inline_codes import Code, Content, escape_markdown, visible_text
from concord.xliff.segments import META, Unit


@dataclass(frozen=True, slots=True)
class Fault:
    """A unit that cannot be placed, by what it is called, and why."""

    name: str
    reason: str


@dataclass
class Validation:
    """The units with what they are to say, those without a translation, and the faults.

    `lacking` names codes of the source that the new text of a unit does without, as its old one did.
    """

    new: list[tuple[Unit, Content]] = field(default_factory=list)
    untranslated: list[Unit] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lacking: list[Fault] = field(default_factory=list)


def validate_units(returned: Iterable[ReturnedUnit], known: Mapping[str, Unit]) -> Validation:
    """What the units that came back for one page say, of which the guide has those `known` now, by their ids."""
    reading = Validation()
    seen: set[str] = set()
    for one in returned:
        unit = known.get(one.id)
        if unit is None:
            reading.faults.append(Fault(unit_name(one.page, one.section, one.id), _moved(one, known.values())))
        elif one.id in seen:
            reading.faults.append(Fault(unit_name(one.page, one.section, one.id), "it stands twice in the file"))
        else:
            seen.add(one.id)
            _take(reading, one, unit)
    return reading


def unit_name(page: str, section: str, id: str) -> str:
    """What a unit is called in a message: `pay/salary.md#salary-us, unit s1a2….3`."""
    return f"{page}#{section}, unit {'.'.join(id.split('.')[:2])}"


def _take(reading: Validation, one: ReturnedUnit, unit: Unit) -> None:
    called = unit_name(one.page, unit.section, unit.id)
    if one.target is None or (unit.present is None and not any(map(_is_said, one.target))):
        if unit.present is None:
            reading.untranslated.append(unit)
        return
    translated = _with_codes(one.target, unit)
    if reasons := list(_wrong(one.target, translated, unit)):
        reading.faults += [Fault(called, reason) for reason in reasons]
        return
    if unit.present is not None and visible_text(translated) == visible_text(unit.present):
        return
    kept = [part for part in (unit.words, unit.present) if part is not None]
    reading.new.append((unit, translated if unit.source.kind == META else escape_markdown(translated, kept)))
    there = _protected(translated)
    left_out = [data for mark, data in _protected(unit.words).items() if mark not in there]
    reading.lacking += [Fault(called, f"it does without {data}, which the source has") for data in left_out]


def _is_said(part: object) -> bool:
    return not isinstance(part, str) or bool(part.strip())


def _with_codes(parts: Parts, unit: Unit) -> Content:
    """The words of `parts` with the codes that their marks stand for, without marks that stand for none."""
    codes = {(code.role, code.id): code for code in _codes(unit)}
    found = (part if isinstance(part, str) else codes.get(part) for part in parts)
    return tuple(part for part in found if part is not None)


def _codes(unit: Unit) -> Iterator[Code]:
    """Every code of the unit; of one that both texts have, as the present translation has it."""
    for text in (unit.words, unit.present or ()):
        yield from (part for part in text if isinstance(part, Code))


def _wrong(parts: Parts, translated: Content, unit: Unit) -> Iterator[str]:
    """Why the returned text cannot be taken."""
    if not any(map(_is_said, parts)):
        yield "its translation is empty"
        return
    known = {(code.role, code.id): code for code in _codes(unit)}
    marks = [part for part in parts if not isinstance(part, str)]
    for role, id in dict.fromkeys(marks):
        if (role, id) not in known:
            yield f"it has a code {id!r} that is none of the unit's"
        elif marks.count((role, id)) > 1 and role != "close":
            yield f"{known[role, id].data} stands in it more than once"
    needed = _protected(unit.words)
    if unit.present is not None:  # a language may do without what it did without before
        needed = {mark: data for mark, data in needed.items() if mark in _protected(unit.present)}
    yield from (f"{data} is missing in it" for mark, data in needed.items() if mark not in marks)
    if not _nests(marks):
        yield "its codes overlap, or one of a pair is missing"


def _protected(text: Content) -> dict[Mark, str]:
    """The protected codes of `text` as Markdown; of a pair what follows the words, which says where it leads."""
    codes = (part for part in text if isinstance(part, Code) and part.is_protected and part.role != "open")
    return {(code.role, code.id): code.data for code in codes}


def _nests(marks: Iterable[Mark]) -> bool:
    """Whether each code that opens is closed, the last first."""
    waiting: list[str] = []
    for role, id in marks:
        if role == "open":
            waiting.append(id)
        elif role == "close" and (not waiting or waiting.pop() != id):
            return False
    return not waiting


def _moved(one: ReturnedUnit, now: Iterable[Unit]) -> str:
    """Why the guide has no such unit now."""
    own = [unit for unit in now if unit.section == one.section]
    if not own:
        return "there is no such section to follow any more"
    now_there = [tuple(unit.id.split(".")[2:]) for unit in own]
    source, _, target = one.id.partition(".")[2].partition(".")[2].partition(".")
    if (source, target) in now_there:
        return "it has moved in its section since the file was made"
    if source in {there[0] for there in now_there}:
        return "its translation has changed since the file was made"
    if target in {there[1] for there in now_there}:
        return "its source has changed since the file was made"
    return "its source and its translation have changed since the file was made"
