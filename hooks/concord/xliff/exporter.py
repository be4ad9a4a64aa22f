"""Guide and Selection → Groups for an XLIFF file, with notes for the translator."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from concord.guide import Guide
from concord.model import Block, Page, Section
from concord.sync.diff.pending import FindSnapshot
from concord.sync.section_key import SectionKey
from concord.untrusted.printable import printable
from concord.xliff.inline_codes import block_markdown, read_content, visible_text
from concord.xliff.segments import Unit, description_units, section_units, unpaired_blocks
from concord.xliff.selection import Selection
from concord.xliff.units import Entry, Group

_MIN_SIMILARITY = 0.4  # of an older text, for a note; the ratio of difflib, from 0 to 1


def export_pages(guide: Guide, selection: Selection, find: FindSnapshot | None) -> dict[str, list[Group]]:
    """The units of the selected sections by page, in the order of the guide.

    Args:
        guide: The guide.
        selection: The sections and the languages.
        find: Finds the text that was agreed on, for the notes; None to do without.
    """
    found: dict[str, list[Group]] = {}
    for path, ids in _ids_by_page(selection.keys).items():
        source = guide.corpus.pages[selection.source][path]
        target = guide.corpus.pages[selection.language].get(path)
        groups = [_description_group(guide, path, selection, find)] if not target or "" in ids else []
        for section in source.by_id.values():
            if section.id in ids:
                before = _agreed_blocks(guide, SectionKey(path, section.id), selection, find)
                groups.append(_group(section, target, selection, before))
        if groups := [group for group in groups if group.entries]:
            found[path] = groups
    return found


def _description_group(guide: Guide, path: str, selection: Selection, find: FindSnapshot | None) -> Group:
    """The unit of the description of a page; with a note of its title in the menus, which is in another file."""
    key = SectionKey(path, "")
    is_own = key in guide.tracker.descriptions
    before = _agreed_blocks(guide, key, selection, find) if is_own else None
    source, target = (guide.corpus.pages[code].get(path) for code in (selection.source, selection.language))
    if not source or (target and not is_own):
        return Group("", [])
    title = guide.config.menu.title(path, selection.source)
    notes = [f"the title of the page in the menus, see {guide.config.site_file}: {title}"] if title else []
    return Group("", [_entry(unit, _by_visible_text(before)) for unit in description_units(source, target)], notes)


def _by_visible_text(blocks: Sequence[Block] | None) -> dict[tuple[str, ...], str]:
    """The Markdown of each block by what a reader sees of it."""
    return {visible_text(read_content(block)): block_markdown(block) for block in blocks or ()}


def _ids_by_page(keys: Iterable[SectionKey]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in keys:
        found.setdefault(key.page, set()).add(key.section)
    return found


def _agreed_blocks(
    guide: Guide, key: SectionKey, selection: Selection, find: FindSnapshot | None
) -> Sequence[Block] | None:
    """The text of the source that the target language last agreed with; None where that is not known."""
    hash = guide.tracker.statuses[key].agreed_hash(selection.source, selection.language)
    snapshot = find(selection.source, key, hash) if find and hash else None
    return snapshot.blocks if snapshot else None


def _group(section: Section, page: Page | None, selection: Selection, before: Sequence[Block] | None) -> Group:
    """The units of a section of the source; `page` is the one in the target language, None where it lacks it."""
    target = page.by_id.get(section.id) if page else None
    codes = (selection.source, selection.language)
    agreed = _by_visible_text(before)
    notes = [
        f"{selection.source} does not say this any more, {_place(block)}: {block_markdown(block)}"
        for block in (unpaired_blocks(section, target, codes) if target else ())
    ]
    return Group(section.id, [_entry(unit, agreed) for unit in section_units(section, target, codes)], notes)


def _entry(unit: Unit, agreed: Mapping[tuple[str, ...], str] | None = None) -> Entry:
    """A unit with its place, and, where it is new, with a note of the most similar block that was `agreed` on.

    `agreed` has the Markdown of the blocks that were agreed on, by their visible text.
    """
    notes = [f"now: {_place(unit.source)}"]
    text = visible_text(unit.source_content)
    if agreed and text not in agreed:
        similar = get_close_matches(block_markdown(unit.source), agreed.values(), 1, _MIN_SIMILARITY)
        notes += [f"agreed on before: {markdown}" for markdown in similar]
    is_followed = bool(agreed and text in agreed)
    return Entry(
        unit.id, unit.source_content, unit.target_content, _place(unit.target or unit.source), notes, is_followed
    )


def _place(block: Block) -> str:
    return printable(f"{block.path}:{block.location.line}")
