"""Selection and ImportResult → the output of `concord export` and `concord import`."""

from collections.abc import Iterator, Mapping, Sequence

from concord.report.counting import count_of
from concord.xliff.document import Group
from concord.xliff.importer import ImportResult
from concord.xliff.selection import Selection


def export_lines(selection: Selection, pages: Mapping[str, Sequence[Group]]) -> Iterator[str]:
    """How many units the file has, and the sections that are not in it because another language leads in them."""
    groups = [group for page_groups in pages.values() for group in page_groups]
    if not groups and not selection.elsewhere:
        yield f"{selection.language} is behind nowhere; --all writes every section"
        return
    units = sum(len(group.entries) for group in groups)
    languages = f"from {selection.source} into {selection.language}"
    yield f"{count_of(units, 'unit')} of {count_of(len(pages), 'page')}, {languages}"
    for codes in dict.fromkeys(selection.elsewhere.values()):
        keys = [key for key, others in selection.elsewhere.items() if others == codes]
        sections = count_of(len(keys), "section")
        yield f"not in it: {sections} to follow {' or '.join(codes)} (--from {codes[0]}): {keys[0]}"


def fault_lines(result: ImportResult) -> Iterator[str]:
    """The units that could not be placed, or that lack something."""
    for fault in result.faults:
        yield f"{fault.name}: not placed: {fault.reason}"
    for fault in (*result.incomplete, *result.lacking):
        yield f"{fault.name}: {fault.reason}"
    if result.faults:
        yield f"{count_of(len(result.faults), 'fault')}; nothing has changed"


def import_lines(result: ImportResult) -> Iterator[str]:
    """How many units of each page have changed."""
    for file, count in result.changed.items():
        yield f"{file}: {count_of(count, 'unit')}"
    if result.untranslated:
        yield f"{count_of(result.untranslated, 'unit')} without a translation"
    if not result.changed:
        yield "nothing new in it"
