"""What went out to the tools of translators, and what came of what they gave back."""

from collections.abc import Iterator, Mapping, Sequence

from concord.report.counting import count_of
from concord.xliff.document import Group
from concord.xliff.importer import ImportResult
from concord.xliff.selection import Selection


def sent(choice: Selection, pages: Mapping[str, Sequence[Group]]) -> Iterator[str]:
    """How much there is in the file, and what has to be asked for by itself."""
    groups = [group for own in pages.values() for group in own]
    if not groups and not choice.elsewhere:
        yield f"{choice.language} is behind nowhere; --all writes every section"
        return
    units = sum(len(group.entries) for group in groups)
    yield f"{count_of(units, 'unit')} of {count_of(len(pages), 'page')}, from {choice.source} into {choice.language}"
    for codes in dict.fromkeys(choice.elsewhere.values()):
        keys = [key for key, others in choice.elsewhere.items() if others == codes]
        sections = count_of(len(keys), "section")
        yield f"not in it: {sections} to follow {' or '.join(codes)} (--from {codes[0]}): {keys[0]}"


def misplaced(outcome: ImportResult) -> Iterator[str]:
    """What could not be placed, or only in part."""
    for fault in outcome.faults:
        yield f"{fault.name}: not placed: {fault.reason}"
    for fault in (*outcome.incomplete, *outcome.lacking):
        yield f"{fault.name}: {fault.reason}"
    if outcome.faults:
        yield f"{count_of(len(outcome.faults), 'fault')}; nothing has changed"


def brought(outcome: ImportResult) -> Iterator[str]:
    """What has changed, page by page."""
    for file, count in outcome.changed.items():
        yield f"{file}: {count_of(count, 'unit')}"
    if outcome.untranslated:
        yield f"{count_of(outcome.untranslated, 'unit')} without a translation"
    if not outcome.changed:
        yield "nothing new in it"
