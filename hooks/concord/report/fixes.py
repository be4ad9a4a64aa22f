"""Fixes of findings → the lines that say what was changed, and what was left to a person."""

from collections.abc import Iterable, Iterator

from concord.finding import Edit, Finding
from concord.report.counting import count_of
from concord.untrusted.printable import printable


def changes(fixes: Iterable[tuple[Edit, ...]]) -> Iterator[str]:
    """Yields a line for each fix: its place, the old text and the new one."""
    for fix in fixes:
        place = fix[0].location
        old, new = (" … ".join(parts) for parts in zip(*((_shown(e.old), _shown(e.text)) for e in fix), strict=True))
        yield printable(f"{place.path}:{place.line}:{place.column}: {old} -> {new}")


def held_back(findings: Iterable[Finding]) -> Iterator[str]:
    """Yields a line for each finding whose fix would undo a correction."""
    for finding in findings:
        place, data = finding.location, finding.data
        where = f"{place.path}:{place.line}:{place.column}"
        remedy = f"correct {data['fact']} in {data['place']}, or type: concord check --fix --from-registry"
        yield printable(f'{where}: left "{data["text"]}", which is newer than the registry; {remedy}')


def summary(number: int, *, is_dry: bool) -> str:
    """The line with the number of places that were changed, or would be."""
    return f"would mend {count_of(number, 'place')}" if is_dry else f"mended {count_of(number, 'place')}"


def _shown(text: str) -> str:
    """A text, or a word for none."""
    return " ".join(text.split()) or "(nothing)"
