"""Translations of units of one page → the new content of its file, and those that cannot be placed in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from concord.edits.apply import apply_to_text
from concord.guide import Guide
from concord.model import Page
from concord.pages.block_parser import Parser
from concord.pages.parser import parse_page
from concord.storage.operations import Change
from concord.storage.text_file import read_text, split_bom
from concord.xliff.inline_codes import write_content
from concord.xliff.insertion import (
    block_insertions,
    insertion_edits,
    new_page,
    section_insertions,
    split_descriptions,
    with_description,
)
from concord.xliff.present import PresentUnits
from concord.xliff.rewording import Expected, Translations, block_edits, expected_blocks, first_misread
from concord.xliff.segments import META, Unit
from concord.xliff.text_units import TextUnit
from concord.xliff.units import ReturnedUnit
from concord.xliff.validation import Refusal, Translation, left_out_codes

_MISREAD = "Markdown would not read it as it is meant"


@dataclass
class PageImport:
    """The import of the units of one page.

    `codes` are those of the source and the target language. The other lists are filled by `place`, see `ImportResult`.
    """

    guide: Guide
    present: PresentUnits
    codes: tuple[str, str]
    path: str
    parser: Parser
    changes: list[Change] = field(default_factory=list)
    placed: list[Translation] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    incomplete: list[Refusal] = field(default_factory=list)
    lacking: list[tuple[Translation, list[str]]] = field(default_factory=list)

    def place(self, translations: Sequence[Translation]) -> None:
        """Places the translations: all together, or, where Markdown would misread that, as many as it reads rightly."""
        source, target = self.present.versions(self.path)
        assert source
        groups = self._groups(translations)
        draft = _Draft(self, source, target)
        placed = [one for group in groups for one in group]
        if placed and draft.misread(placed):
            placed = []
            for group in groups:
                if misread := draft.misread([*placed, *group]):
                    self.refused += [Refusal(one.returned, one.unit, misread, self.path) for one in group]
                else:
                    placed += group
        if placed:
            self.changes.append(draft.change(placed))
            self.placed = placed
            self.lacking = [(one, names) for one in placed if (names := left_out_codes(one))]

    def _groups(self, translations: Iterable[Translation]) -> list[list[Translation]]:
        """The translations that can only be placed together, without those of which some are missing."""
        found: dict[object, list[Translation]] = defaultdict(list)
        for one in translations:
            found[self._inserted_together(one.unit)].append(one)
        needed: dict[object, list[Unit]] = defaultdict(list)
        for unit in self.present.of_page(self.path):
            if unit.target is None and not isinstance(unit, TextUnit):
                needed[self._inserted_together(unit)].append(unit)
        for key, units in needed.items():
            some = found.get(key, [])
            if some and len(some) < len(units):
                self.incomplete += _incomplete(found.pop(key), units, self.path)
        return list(found.values())

    def _inserted_together(self, unit: Unit) -> object:
        """A key that is the same for all units that are placed together: of a gap, a section or the page."""
        if unit.target is not None:
            return unit.id
        if unit.gap:
            return id(unit.gap)
        return ("section", unit.section) if self.present.versions(self.path)[1] else "page"


def _incomplete(some: Sequence[Translation], units: Sequence[Unit], path: str) -> list[Refusal]:
    """The units that are inserted together, of which only `some` have a translation."""
    translated = {one.unit.id: one.returned for one in some}
    left = len(units) - len(translated)
    reason = f"not inserted, {left} of its {len(units)} units have no translation"
    return [
        Refusal(translated.get(unit.id) or ReturnedUnit(path, unit.section, unit.id, (), None), unit, reason, path)
        for unit in units
    ]


class _Draft:
    """The page as it would be with translations."""

    def __init__(self, page: PageImport, source: Page, target: Page | None) -> None:
        self._source, self._target, self._page = source, target, page
        root = page.guide.config.root
        self._file = (root / page.guide.corpus.file(page.codes[1], page.path)).resolve()
        self._source_text = split_bom(read_text(root / source.file)[1])[1]
        self._old, self._bom, self._text = None, "", ""
        if target:
            self._old, text = read_text(self._file)
            self._bom, self._text = split_bom(text)

    def misread(self, placed: Sequence[Translation]) -> str:
        """Why the page with these translations is not what it should be, "" where it is."""
        translations = [(one.unit, one.content) for one in placed]
        new, kept, added = self._new(translations)
        page = parse_page(new, self._page.parser, language=self._page.codes[1], path=self._page.path, file="")
        if misread := first_misread(page, kept, added):
            return f"{_MISREAD}: {' '.join(misread[0][2])[:60]!r}"
        for unit, content in translations:
            if unit.source.kind == META and page.meta.get("description") != write_content(content):
                return "the description in the front matter cannot be replaced"
        return ""

    def change(self, placed: Sequence[Translation]) -> Change:
        """The change of the file that the translations make."""
        new, *_ = self._new([(one.unit, one.content) for one in placed])
        return Change(self._file, self._old, (self._bom + new).encode("utf-8"))

    def _new(self, translations: Translations) -> tuple[str, list[Expected], list[Expected]]:
        if self._target:
            return _changed_page(self._text, translations, self._target, self._source, self._source_text)
        new, added = new_page(translations, self._source_text, self._source)
        return new, [], added


def _changed_page(
    text: str, translations: Translations, target: Page, source: Page, source_text: str
) -> tuple[str, list[Expected], list[Expected]]:
    """The new text of the target page, and what a reader is to see of the blocks that it had and of inserted ones."""
    translations, descriptions = split_descriptions(translations)
    gaps = [(unit, content) for unit, content in translations if unit.gap]
    sections = [(unit, content) for unit, content in translations if not unit.gap and not unit.target]
    insertions = [
        *block_insertions(gaps, source_text, text),
        *section_insertions(sections, source_text, source, text, target),
    ]
    edits, added = insertion_edits(insertions, text, target.file)
    reworded = {unit.target.location: (unit, content) for unit, content in translations if unit.target}
    rewordings = [block_edits(unit.target, content) for unit, content in translations if unit.target]
    new, _ = apply_to_text(text, [*rewordings, *((edit,) for edit in edits)])
    for description in descriptions:
        new = with_description(new, description)
    kept = [block for section in target.sections for block in expected_blocks(section.id, section.blocks, reworded)]
    return new, kept, added
