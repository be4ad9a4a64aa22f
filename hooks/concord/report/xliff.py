"""Selection and ImportResult → the output of `concord export` and `concord import`."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from concord.report.counting import count_of
from concord.xliff.code_names import first_words
from concord.xliff.importer import ImportResult
from concord.xliff.inline_codes import Content
from concord.xliff.returned_text import returned_content
from concord.xliff.selection import Selection
from concord.xliff.units import Group
from concord.xliff.validation import Refusal


def export_lines(selection: Selection, pages: Mapping[str, Sequence[Group]]) -> Iterator[str]:
    """How many units the file has, and the sections that are not in it because another language leads in them."""
    groups = [group for page_groups in pages.values() for group in page_groups]
    if not groups and not selection.elsewhere:
        yield f"{selection.language} is behind nowhere; --all writes every section"
        return
    entries = [entry for group in groups for entry in group.entries]
    languages = f"from {selection.source} into {selection.language}"
    yield f"{count_of(len(entries), 'unit')} of {count_of(len(pages), 'page')}, {languages}"
    kinds = {
        "to translate": [entry for entry in entries if entry.state == "new"],
        "that are followed, to be read as context": [entry for entry in entries if entry.is_context],
        "that are followed": [entry for entry in entries if entry.state != "new" and not entry.is_context],
    }
    for what, some in kinds.items():
        if some:
            yield f"    {count_of(len(some), 'unit')} {what}: {count_of(sum(one.words for one in some), 'word')}"
    for codes in dict.fromkeys(selection.elsewhere.values()):
        keys = [key for key, others in selection.elsewhere.items() if others == codes]
        sections = count_of(len(keys), "section")
        yield f"not in it: {sections} to follow {' or '.join(codes)} (--from {codes[0]}): {keys[0]}"


def problem_lines(result: ImportResult, rest: Path | None) -> Iterator[str]:
    """What was passed over, what could not be placed and why, and the file `rest` in which that is to be found."""
    for file, count in result.foreign.items():
        name = file or "a file without a name"
        yield f"passed over: {count_of(count, 'unit')} of {name}, which no export of a guide has made"
    for refusal in result.refused:
        yield f"{_refused_name(refusal)}: not placed: {refusal.reason}"
    for reason, refusal in {(one.page, one.reason): one for one in reversed(result.incomplete)}.items():
        yield f"{_refused_name(refusal)}: {reason[1]}"
    for translation, names in result.lacking:
        unit = translation.unit
        page = next(path for path, placed in result.changed.items() if translation in placed)
        yield f"{_name(page, unit.section, unit.source_content)}: it does without {', '.join(names)}, as before"
    if rest:
        count = len(result.refused) + len(result.incomplete)
        yield f"{count_of(count, 'unit')} in {rest}, with what each needs: translate there and import that file"


def import_lines(result: ImportResult) -> Iterator[str]:
    """How many units of each page have changed, and how many have no translation yet."""
    for page, placed in result.changed.items():
        yield f"{page}: {count_of(len(placed), 'unit')}"
    counts = (
        (result.untranslated, "without a translation"),
        (result.copied, "with the source as the translation: not taken, unless marked as translated"),
        (result.waiting, "that nobody has worked on: not taken, unless marked as translated"),
    )
    yield from (f"{count_of(count, 'unit')} {what}" for count, what in counts if count)
    if not result.changed and not result.refused and not result.incomplete:
        yield "nothing new in it"


def _refused_name(refusal: Refusal) -> str:
    unit, one = refusal.unit, refusal.returned
    source = unit.source_content if unit else returned_content(one.source, one, None)
    return _name(refusal.page, unit.section if unit else one.section, source)


def _name(page: str, section: str, source: Content) -> str:
    """A unit in words: its page and section, and the first words of its source."""
    return f"{page or 'no page'}#{section}, “{first_words(source)}”"
