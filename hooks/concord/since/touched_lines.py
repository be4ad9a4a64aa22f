"""A change of a page → its present lines that differ, and the blocks that these are in."""

from bisect import bisect_left, bisect_right

from concord.model import Location, Page
from concord.storage.git import Change


class TouchedLines:
    """The lines of a present page that differ from a commit.

    Where lines are gone, the lines around their place count as touched.

    Args:
        page: The page as it is now.
        change: How its file differs.
    """

    def __init__(self, page: Page, change: Change) -> None:
        blocks = (block for section in page.sections for block in section.blocks)
        ranges = sorted((block.location.line, block.end.line) for block in blocks)
        self._starts, self._ends = [first for first, _ in ranges], [last for _, last in ranges]
        added = {number for number, text in change.added.items() if text.strip()}
        self._lines = sorted(added | set(self._around(change)))

    def has(self, place: Location) -> bool:
        """Whether the block at `place`, or what stands between it and the block before it, is touched."""
        index = max(0, bisect_right(self._starts, place.line) - 1)
        if not self._starts:
            return bool(self._lines)
        first = self._ends[index - 1] + 1 if index else 1
        found = bisect_left(self._lines, first)
        return found < len(self._lines) and self._lines[found] <= max(self._ends[index], place.line)

    def _around(self, change: Change) -> list[int]:
        """For each line that is gone, the last line of the block before its place, and the first of the one behind."""
        found: list[int] = []
        now = 1
        for before in range(1, change.before.count("\n") + 2):
            while now in change.added:
                now += 1
            if before in change.removed:
                if change.removed[before].strip():
                    found += self._neighbours(now)
            else:
                now += 1
        return found

    def _neighbours(self, line: int) -> list[int]:
        index = bisect_left(self._starts, line)
        before, behind = self._ends[max(0, index - 1) : index], self._starts[index : index + 1]
        return [*(min(line, number) for number in before), *behind]
