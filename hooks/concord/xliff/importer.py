"""Translated XLIFF file → ImportResult: the new contents of the pages. Reads files and writes none."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from concord.edits.apply import apply_to_text
from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.model import Page
from concord.pages.block_parser import Parser
from concord.pages.parser import parse_page
from concord.storage.operations import Change
from concord.storage.text_file import split_bom
from concord.xliff.document import ReturnedUnit, read_xliff
from concord.xliff.inline_codes import Content, write_content
from concord.xliff.insertion import (
    block_insertions,
    insertion_edits,
    new_page,
    section_insertions,
    split_descriptions,
    with_description,
)
from concord.xliff.rewording import Expected, Translations, block_edits, expected_blocks, first_misread
from concord.xliff.segments import META, Unit, description_units, group_id, section_units
from concord.xliff.validation import Fault, Validation, unit_name, validate_units


@dataclass
class ImportResult:
    """The result of an import.

    Attributes:
        changes: What the files held, and are to hold.
        changed: The number of units that changed, by the path of their page.
        faults: Units that could not be placed; then nothing is to be written.
        lacking: Codes of the source that a new text does without, as the present one does.
        incomplete: Missing elements, sections or pages that the file translates only in part; they are not inserted.
        untranslated: The number of units without a translation in the file and on the page.
    """

    changes: list[Change] = field(default_factory=list)
    changed: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lacking: list[Fault] = field(default_factory=list)
    incomplete: list[Fault] = field(default_factory=list)
    untranslated: int = 0


def import_xliff(guide: Guide, data: bytes) -> ImportResult:
    """Computes the pages of the guide with the translations of the XLIFF file `data`.

    Raises:
        ConfigurationError: `data` is not an XLIFF 2 file, or the guide does not have its languages.
    """
    source, target, returned = read_xliff(data)
    for code in (source, target):
        if code not in guide.corpus.languages:
            raise ConfigurationError(f"the guide has no language {code!r}")
    parser = Parser(guide.config.extensions, guide.config.page_limits)
    result = ImportResult()
    by_page: dict[str, list[ReturnedUnit]] = defaultdict(list)
    for unit in returned:
        by_page[unit.page].append(unit)
    for path, units in by_page.items():
        _PageImport(guide, (source, target), path, parser, result).add(units)
    return result


@dataclass
class _PageImport:
    """The import of the units of one page. `codes` are those of the source and the target language."""

    guide: Guide
    codes: tuple[str, str]
    path: str
    parser: Parser
    result: ImportResult

    def add(self, returned: Sequence[ReturnedUnit]) -> None:
        """Adds what the returned units of the page give to the result."""
        source, target = (self.guide.corpus.pages[code].get(self.path) for code in self.codes)
        groups = {unit.id.partition(".")[0] for unit in returned}
        known = self._present_units(source, target, groups) if source else {}
        validation = validate_units(returned, known)
        self.result.faults += validation.faults
        self.result.lacking += validation.lacking
        self.result.untranslated += len(validation.untranslated)
        translations = self._complete(validation, list(known.values()))
        if source and translations and not validation.faults:
            self._write(translations, source, target)

    def _present_units(self, source: Page, target: Page | None, groups: set[str]) -> dict[str, Unit]:
        """The units that the guide has now, by id; where the target page exists, only of sections with these groups."""
        targets = target.by_id if target else {}
        found = description_units(source, target) if not target or group_id("") in groups else []
        for section in source.by_id.values():
            if not target or group_id(section.id) in groups:
                found += section_units(section, targets.get(section.id), self.codes)
        return {unit.id: unit for unit in found}

    def _complete(self, validation: Validation, known: Sequence[Unit]) -> list[tuple[Unit, Content]]:
        """The translations, without those of missing elements, sections or pages that are translated only in part."""
        translated = {unit.id for unit, _ in validation.translations}
        missing: dict[object, list[Unit]] = defaultdict(list)
        for unit in known:
            if unit.target is None:
                missing[self._inserted_together(unit)].append(unit)
        untranslated = {key: [unit for unit in all if unit.id not in translated] for key, all in missing.items()}
        for key, all in missing.items():
            if untranslated[key] and len(untranslated[key]) < len(all):
                reason = f"not inserted, {len(untranslated[key])} of its {len(all)} units have no translation"
                self.result.incomplete.append(Fault(unit_name(self.path, all[0].section, all[0].id), reason))
        return [
            (unit, content)
            for unit, content in validation.translations
            if unit.target or not untranslated[self._inserted_together(unit)]
        ]

    def _inserted_together(self, unit: Unit) -> object:
        """A key that is the same for all units that are inserted together: of a gap, a section or the page."""
        if unit.gap:
            return id(unit.gap)
        return unit.section if self.path in self.guide.corpus.pages[self.codes[1]] else self.path

    def _write(self, translations: Translations, source: Page, target: Page | None) -> None:
        """Adds the new contents of the page to the result, or a fault where Markdown would read them differently."""
        file = (self.guide.config.root / self.guide.corpus.file(self.codes[1], self.path)).resolve()
        source_text = split_bom(_read(self.guide.config.root / source.file)[1])[1]
        old: bytes | None = None
        bom = ""
        kept: list[Expected] = []
        if target:
            old, read = _read(file)
            bom, text = split_bom(read)
            new, kept, added = _changed_page(text, translations, target, source, source_text)
        else:
            new, added = new_page(translations, source_text, source)
        page = parse_page(new, self.parser, language=self.codes[1], path=self.path, file=file.name)
        if misread := first_misread(page, kept, added):
            self.result.faults.append(self._misread_fault(misread))
            return
        for unit, content in translations:
            if unit.source.kind == META and page.meta.get("description") != write_content(content):
                name = unit_name(self.path, "", unit.id)
                self.result.faults.append(Fault(name, "the description in the front matter cannot be replaced"))
                return
        self.result.changes.append(Change(file, old, (bom + new).encode("utf-8")))
        self.result.changed[self.path] = len(translations)

    def _misread_fault(self, misread: Expected) -> Fault:
        (section, _, text), unit = misread
        name = unit_name(self.path, section, unit.id) if unit else f"{self.path}#{section}"
        return Fault(name, f"Markdown would not read it as it is meant: {' '.join(text)[:60]!r}")


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


def _read(file: Path) -> tuple[bytes, str]:
    """What `file` holds, and its text with its line ends. Raises `ConfigurationError` where it cannot be read."""
    try:
        content = file.read_bytes()
        return content, content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} cannot be read ({error})") from error
