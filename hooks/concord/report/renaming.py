"""What a renaming changed: a line a file, and the sum."""

from collections import Counter
from collections.abc import Iterator

from concord.edits.rename import Rename
from concord.report.counting import count_of


def lines(renaming: Rename, old: str, new: str) -> Iterator[str]:
    """Each file with the number of its places, and with its new name where it has one."""
    places = Counter(edit.location.path for edit in renaming.edits)
    changed = sorted({*places, *renaming.moves})
    for file in changed:
        moved = f", and is now {renaming.moves[file]}" if file in renaming.moves else ""
        yield f"{file}: {count_of(places[file], 'place')}{moved}"
    yield f"{old} is now {new}: {count_of(places.total(), 'place')} in {count_of(len(changed), 'file')}"
