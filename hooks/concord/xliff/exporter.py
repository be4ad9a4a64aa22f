"""The guide and a choice of its sections → the units of a file, with what a translator wants to know of each."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from concord.guide import Guide
from concord.model import Block, Page, Section
from concord.sync.diff.pending import FindSnapshot
from concord.sync.lock.format import Key
from concord.xliff.document import Entry, Group
from concord.xliff.inline_codes import block_markdown, read_content, visible_text
from concord.xliff.segments import Unit, description_units, section_units, unpaired_blocks
from concord.xliff.selection import Selection

_LIKE = 0.4  # how much of its letters a text shares with what it was


def export_pages(guide: Guide, choice: Selection, find: FindSnapshot | None) -> dict[str, list[Group]]:
    """The units of the sections of `choice` by page, in the order of the guide; `find` tells what was agreed on."""
    found: dict[str, list[Group]] = {}
    for path, ids in _by_page(choice.keys).items():
        leading = guide.corpus.pages[choice.source][path]
        own = guide.corpus.pages[choice.language].get(path)
        groups = [] if own else [Group("", [_entry(unit) for unit in description_units(leading)])]
        for section in leading.by_id.values():
            if section.id in ids:
                groups.append(_group(section, own, choice, _before(guide, f"{path}#{section.id}", choice, find)))
        if groups := [group for group in groups if group.entries]:
            found[path] = groups
    return found


def _by_page(keys: Iterable[Key]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in keys:
        path, _, id = key.partition("#")
        found.setdefault(path, set()).add(id)
    return found


def _before(guide: Guide, key: Key, choice: Selection, find: FindSnapshot | None) -> Sequence[Block] | None:
    """What the source said when the language last agreed with it, as far as that is known."""
    hash = guide.tracker.statuses[key].agreed(choice.source, choice.language)
    then = find(choice.source, key, hash) if find and hash else None
    return then.blocks if then else None


def _group(section: Section, own: Page | None, choice: Selection, before: Sequence[Block] | None) -> Group:
    there = own.by_id.get(section.id) if own else None
    codes = (choice.source, choice.language)
    said = {visible_text(read_content(block)): block_markdown(block) for block in before or ()}
    notes = [
        f"{choice.source} does not say this any more, {_place(block)}: {block_markdown(block)}"
        for block in (unpaired_blocks(section, there, codes) if there else ())
    ]
    return Group(section.id, [_entry(unit, said) for unit in section_units(section, there, codes)], notes)


def _entry(unit: Unit, before: Mapping[tuple[str, ...], str] | None = None) -> Entry:
    """A unit with its places; with what it said `before`, where that is known and differs."""
    notes = [f"now: {_place(unit.source)}"]
    said = visible_text(unit.words)
    if before and said not in before:
        likely = get_close_matches(block_markdown(unit.source), before.values(), 1, _LIKE)
        notes += [f"agreed on before: {text}" for text in likely]
    return Entry(unit, _place(unit.target or unit.source), notes, followed=bool(before) and said in (before or ()))


def _place(block: Block) -> str:
    return f"{block.path}:{block.location.line}"
