"""Units that an import could not place → the pages of a file with them, to be worked on and imported again.

Each has today's source, the translator's text and the reason. Its id holds the hash of that text, so that it is told
from one that somebody has worked on.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from concord.untrusted.printable import printable
from concord.xliff.inline_codes import write_content
from concord.xliff.returned_text import is_blank, is_same_text, returned_content, usable_content
from concord.xliff.segments import Unit, UnitId, unit_hash
from concord.xliff.units import Entry, Group
from concord.xliff.validation import Refusal

_SUFFIX = ".rest"  # in the name of the file, before its extension


def rest_pages(refused: Iterable[Refusal], incomplete: Iterable[Refusal]) -> dict[str, list[Group]]:
    """The groups of the file, by the path of their page. With `incomplete` units nothing is wrong but what lacks."""
    entries: dict[str, dict[str, list[Entry]]] = {}
    for one, is_wrong in [*((one, True) for one in refused), *((one, False) for one in incomplete)]:
        section = one.unit.section if one.unit else one.returned.section
        entries.setdefault(one.page, {}).setdefault(section, []).append(_entry(one, is_wrong))
    return {
        page: [Group(section, _once(some)) for section, some in sections.items()] for page, sections in entries.items()
    }


def rest_path(file: Path, data: bytes) -> Path:
    """Where the rest of `file` belongs: beside it, in a file of its own. One with other content is not overwritten."""
    number = 1
    while True:
        found = file.with_name(f"{file.stem}{_SUFFIX}{'' if number == 1 else f'-{number}'}{file.suffix}")
        if not found.exists() or (found.is_file() and found.read_bytes() == data):
            return found
        number += 1


def _entry(refusal: Refusal, is_wrong: bool) -> Entry:
    one, unit = refusal.returned, refusal.unit
    id = UnitId.parse(unit.id if unit else one.id)
    assert id
    source = unit.source_content if unit else usable_content(returned_content(one.source, one, None), None)
    notes = [refusal.reason]
    if is_blank(one.target):
        return Entry(str(id), source, None, _place(unit), notes)
    target = usable_content(returned_content(one.target or (), one, unit), unit)
    if unit and unit.target_content is not None and not is_same_text(target, unit.target_content):
        notes.append(f"the page says now: {write_content(unit.target_content)}")
    if is_wrong:
        id = id._replace(kept=unit_hash(write_content(target)))
    return Entry(str(id), source, target, _place(unit), notes, "review")


def _place(unit: Unit | None) -> str:
    """The file of a unit; without its line, which the same import moves."""
    block = unit and (unit.target or unit.source)
    return printable(block.path) if block else ""


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """`entries` without those whose id one before them has."""
    found: Mapping[str, Entry] = {entry.id: entry for entry in reversed([*entries])}
    return list(found.values())[::-1]
