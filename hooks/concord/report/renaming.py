"""Rename → the output of `concord facts rename` and `concord titles rename`."""

from collections import Counter
from collections.abc import Iterator

from concord.edits.rename import Rename
from concord.report.counting import count_of


def lines(rename: Rename, old: str, new: str) -> Iterator[str]:
    """For each file the number of places that changed and its new name where it has one; then the sum."""
    places = Counter(edit.location.path for edit in rename.edits)
    changed = sorted({*places, *rename.moves})
    for file in changed:
        moved = f", and is now {rename.moves[file]}" if file in rename.moves else ""
        yield f"{file}: {count_of(places[file], 'place')}{moved}"
    yield f"{old} is now {new}: {count_of(places.total(), 'place')} in {count_of(len(changed), 'file')}"
