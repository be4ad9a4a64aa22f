"""Translated file → ImportResult: the new contents of the pages, and what could not be placed. Writes no files."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from concord.errors import ConfigurationError
from concord.guide import Guide
from concord.pages.block_parser import Parser
from concord.rules.messages import closest_name, join_names
from concord.storage.operations import Change
from concord.sync.present_texts import is_wording
from concord.sync.section_key import SectionKey
from concord.xliff.page_import import PageImport
from concord.xliff.present import PresentUnits
from concord.xliff.returned_text import is_untouched, without_layout
from concord.xliff.segments import UnitId
from concord.xliff.text_import import Located, TextImport
from concord.xliff.text_units import TextUnit
from concord.xliff.units import ReturnedFile, ReturnedUnit
from concord.xliff.validation import Refusal, Translation, validate_units


@dataclass
class ImportResult:
    """The result of an import.

    Attributes:
        codes: The codes of the source and the target language.
        changes: What the files held, and are to hold.
        changed: The units that were placed, by the path of their page.
        refused: The units that could not be placed.
        lacking: Units that were placed without a code of the source, as before, with the names of these codes.
        incomplete: The units of missing elements, sections or pages that the file translates only in part.
        foreign: The number of units that no export has made, by the file that they are said to be of.
        untranslated: The number of units without a translation in the file and on the page.
        copied: The number of units that have the source for a translation.
        waiting: The number of units of a file of the rest that nobody has worked on.
    """

    codes: tuple[str, str]
    changes: list[Change] = field(default_factory=list)
    changed: dict[str, list[Translation]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    lacking: list[tuple[Translation, list[str]]] = field(default_factory=list)
    incomplete: list[Refusal] = field(default_factory=list)
    foreign: dict[str, int] = field(default_factory=dict)
    untranslated: int = 0
    copied: int = 0
    waiting: int = 0


def import_file(guide: Guide, file: ReturnedFile, codes: tuple[str, str]) -> ImportResult:
    """Computes what the pages of the guide are to be with the translations of a file.

    Args:
        guide: The guide.
        file: The file.
        codes: The languages of the guide that the file translates from and into.

    Raises:
        ConfigurationError: A page cannot be read.
    """
    present = PresentUnits(guide, codes)
    result = ImportResult(codes)
    by_page: dict[str, list[Translation]] = defaultdict(list)
    texts: list[Located] = []
    for units in _by_section(file.units, result.foreign):
        path, translations = _validated(units, guide, present, result)
        for one in translations:
            if isinstance(one.unit, TextUnit):
                texts.append((path, one))
            else:
                by_page[path].append(one)
    _place_texts(texts, result)
    parser = Parser(guide.config.extensions, guide.config.page_limits)
    for path, translations in by_page.items():
        page = PageImport(guide, present, codes, path, parser)
        page.place(translations)
        result.changes += page.changes
        result.refused += page.refused
        result.incomplete += page.incomplete
        result.lacking += page.lacking
        if page.placed:
            result.changed.setdefault(path, []).extend(page.placed)
    return result


def _validated(
    units: list[ReturnedUnit], guide: Guide, present: PresentUnits, result: ImportResult
) -> tuple[str, list[Translation]]:
    """The page and the new texts of the units of a section; what else is known of them is added to `result`."""
    ids = [id for one in units if (id := UnitId.parse(one.id))]
    if all(one.target and is_untouched(one, id) and not id.kept for one, id in zip(units, ids, strict=True)):
        return "", []  # most of a file with every section
    home = present.home(units[0].page, units[0].section, ids)
    validation = validate_units(units, present.units(home) if home else [])
    result.refused += [_located(one, guide, home, result.codes) for one in validation.refusals]
    result.untranslated += validation.untranslated
    result.copied += validation.copied
    result.waiting += validation.waiting
    return home.page if home else "", validation.translations


def _place_texts(texts: list[Located], result: ImportResult) -> None:
    """Adds what texts of the registry, the interface and the menu give to `result`."""
    found = TextImport()
    found.place(texts)
    result.changes += found.changes
    result.refused += found.refused
    result.changed |= found.placed


def _by_section(units: Iterable[ReturnedUnit], foreign: dict[str, int]) -> Iterator[list[ReturnedUnit]]:
    """The units of each section together; those that no export has made are counted in `foreign`."""
    found: dict[tuple[str, str], list[ReturnedUnit]] = defaultdict(list)
    for one in units:
        if id := UnitId.parse(one.id):
            found[one.page, id.group].append(without_layout(one, id))
        else:
            foreign[one.page] = foreign.get(one.page, 0) + 1
    yield from found.values()


def _located(refusal: Refusal, guide: Guide, home: SectionKey | None, codes: tuple[str, str]) -> Refusal:
    """`refusal` with its page, and with a more exact reason where its section was not found on the page it names."""
    named, reason = refusal.returned.page, refusal.reason
    page = home.page if home else named
    source, target = codes
    if not page:
        reason = "the file does not say of which page it is, and no section has these texts"
    elif page not in guide.corpus.paths and not is_wording(page):
        reason = "the guide has no such page any more"
    elif page != named in guide.corpus.pages[target] and page not in guide.corpus.pages[target]:
        reason = f"its page is called {page} in {source} now, and still {named} in {target}"
    return replace(refusal, page=page, reason=reason)


def guide_languages(file: ReturnedFile, known: Sequence[str]) -> tuple[str, str]:
    """The ones of the `known` languages that a file translates from and into; it may name regions: `nl-NL`.

    Raises:
        ConfigurationError: A language is none of them.
    """
    found = []
    for code, what in ((file.source, "from"), (file.target, "into")):
        plain = re.split("[-_]", code.lower())[0]
        if plain not in known:
            named = f"translates {what} {code!r}" if code else f"does not say what it translates {what}"
            near = closest_name(plain, known)
            remedy = f"did you mean {near}?" if near else f"the guide has {join_names(known)}"
            raise ConfigurationError(f"the file {named}; {remedy}")
        found.append(plain)
    return found[0], found[1]
