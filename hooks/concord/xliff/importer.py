"""A file that came back → what the pages of its language are to hold. Reads files, writes none."""

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
from concord.storage.text_file import split_bom
from concord.xliff.document import ReturnedUnit, read_xliff
from concord.xliff.inline_codes import Content
from concord.xliff.insertion import block_insertions, insertion_edits, new_page, section_insertions
from concord.xliff.rewording import Expected, Sayings, block_edits, expected_blocks, first_misread
from concord.xliff.segments import Unit, description_units, group_id, section_units
from concord.xliff.validation import Fault, Validation, unit_name, validate_units


@dataclass
class ImportResult:
    """What files are to hold, how many units of a page changed, what could not be placed, and what else to say.

    `incomplete` are what the page lacks and the file translates in part: nothing of it is taken.
    """

    contents: dict[Path, bytes] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lacking: list[Fault] = field(default_factory=list)
    incomplete: list[Fault] = field(default_factory=list)
    untranslated: int = 0


def import_xliff(guide: Guide, data: bytes) -> ImportResult:
    """What the guide is to hold when the XLIFF file `data` is in it. Raises `ConfigurationError` where it is none."""
    source, target, returned = read_xliff(data)
    for code in (source, target):
        if code not in guide.corpus.languages:
            raise ConfigurationError(f"the guide has no language {code!r}")
    parser = Parser(guide.config.extensions)
    outcome = ImportResult()
    by_page: dict[str, list[ReturnedUnit]] = defaultdict(list)
    for one in returned:
        by_page[one.page].append(one)
    for path, own in by_page.items():
        _Bringing(guide, (source, target), path, parser, outcome).take(own)
    return outcome


@dataclass
class _Bringing:
    """One page that something came back for."""

    guide: Guide
    codes: tuple[str, str]
    path: str
    parser: Parser
    outcome: ImportResult

    def take(self, returned: Sequence[ReturnedUnit]) -> None:
        leading, own = (self.guide.corpus.pages[code].get(self.path) for code in self.codes)
        known = self._known(leading, own, {one.id.partition(".")[0] for one in returned}) if leading else {}
        found = validate_units(returned, known)
        self.outcome.faults += found.faults
        self.outcome.lacking += found.lacking
        self.outcome.untranslated += len(found.untranslated)
        sayings = self._whole(found, list(known.values()))
        if leading and sayings and not found.faults:
            self._place(sayings, leading, own)

    def _known(self, leading: Page, own: Page | None, wanted: set[str]) -> dict[str, Unit]:
        """The units that the guide has now in the sections `wanted`, by their ids."""
        have = own.by_id if own else {}
        found = [] if own else description_units(leading)
        for section in leading.by_id.values():
            if not own or group_id(section.id) in wanted:
                found += section_units(section, have.get(section.id), self.codes)
        return {unit.id: unit for unit in found}

    def _whole(self, found: Validation, known: Sequence[Unit]) -> list[tuple[Unit, Content]]:
        """What was found without what could only be inserted together with what is not translated."""
        new = {unit.id for unit, _ in found.new}
        parts: dict[object, list[Unit]] = defaultdict(list)
        for unit in known:
            if unit.target is None:
                parts[self._part(unit)].append(unit)
        left = {part: [unit for unit in all if unit.id not in new] for part, all in parts.items()}
        for part, all in parts.items():
            if left[part] and len(left[part]) < len(all):
                reason = f"not inserted, {len(left[part])} of its {len(all)} units have no translation"
                self.outcome.incomplete.append(Fault(unit_name(self.path, all[0].section, all[0].id), reason))
        return [(unit, said) for unit, said in found.new if unit.target or not left[self._part(unit)]]

    def _part(self, unit: Unit) -> object:
        """What stands for all that is inserted together with `unit`: a gap, a section, the page."""
        if unit.gap:
            return id(unit.gap)
        return unit.section if self.path in self.guide.corpus.pages[self.codes[1]] else self.path

    def _place(self, sayings: Sayings, leading: Page, own: Page | None) -> None:
        file = self.guide.config.root / self.guide.corpus.file(self.codes[1], self.path)
        theirs = split_bom(_text(self.guide.config.root / leading.file))[1]
        mark = ""
        kept: list[Expected] = []
        if own:
            mark, text = split_bom(_text(file))
            new, kept, added = _changed(text, sayings, own, leading, theirs)
        else:
            new, added = new_page(sayings, theirs, leading)
        page = parse_page(new, self.parser, language=self.codes[1], path=self.path, file=file.name)
        if wrong := first_misread(page, kept, added):
            self.outcome.faults.append(self._misread(wrong))
            return
        self.outcome.contents[file] = (mark + new).encode("utf-8")
        self.outcome.changed[self.path] = len(sayings)

    def _misread(self, wrong: Expected) -> Fault:
        (section, _, said), unit = wrong
        name = unit_name(self.path, section, unit.id) if unit else f"{self.path}#{section}"
        return Fault(name, f"Markdown would not read it as it is meant: {' '.join(said)[:60]!r}")


def _changed(
    text: str, sayings: Sayings, own: Page, leading: Page, theirs: str
) -> tuple[str, list[Expected], list[Expected]]:
    """The page's text with what it is to say, and what a reader is to see of what it had and of what is new."""
    gaps = [(unit, said) for unit, said in sayings if unit.gap]
    missing = [(unit, said) for unit, said in sayings if not unit.gap and not unit.target]
    insertions = [
        *block_insertions(gaps, theirs, text),
        *section_insertions(missing, theirs, leading, text, own),
    ]
    edits, added = insertion_edits(insertions, text, own.file)
    rewordings = [block_edits(unit.target, said) for unit, said in sayings if unit.target]
    new, _ = apply_to_text(text, [*rewordings, *((edit,) for edit in edits)])
    return new, expected_blocks(own, sayings), added


def _text(file: Path) -> str:
    """What `file` holds, with its line ends. Raises `ConfigurationError` where it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} cannot be read ({error})") from error
