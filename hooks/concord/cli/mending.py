"""`concord check --fix`: findings → edits of files, round by round, and the lines that say what was changed."""

from collections.abc import Callable, Iterator, Sequence

from concord.finding import Edit, Finding
from concord.guide import Guide, load_guide
from concord.report import fixes

_MAX_ROUNDS = 5  # an id that one round writes may settle which id the next heading gets


class Mending:
    """The corrections of one run.

    Args:
        guide: The guide as it is.
        from_registry: Whether a text that is newer than its fact is corrected as well.
        is_dry: Whether no file is written.
    """

    def __init__(self, guide: Guide, *, from_registry: bool, is_dry: bool) -> None:
        self._guide, self._from_registry, self._is_dry = guide, from_registry, is_dry
        self._made: list[tuple[Edit, ...]] = []
        self._left: list[Finding] = []

    def run(self, find: Callable[[Guide], Sequence[Finding]]) -> Guide:
        """Apply the edits of the findings at the level warning or above, until there are none or after `_MAX_ROUNDS`.

        Args:
            find: Gives the findings of a guide that are to be corrected.

        Returns:
            The guide as it is afterwards.
        """
        from concord.edits.apply import apply_fixes  # only --fix needs them
        from concord.edits.corrections import newer_than_registry

        guide = self._guide
        is_newer = newer_than_registry(guide.config.root)  # by the files as they were before the first round
        for _ in range(1 if self._is_dry else _MAX_ROUNDS):
            wanted = [one for one in find(guide) if one.fix and guide.is_at_least("warning", one)]
            self._left = [] if self._from_registry else [one for one in wanted if is_newer(one)]
            chosen = [one.fix for one in wanted if one not in self._left]
            made = apply_fixes(chosen, guide.config.root, is_dry=self._is_dry)
            self._made += made
            if not made or self._is_dry:
                break
            guide = load_guide(guide.config)
        return guide

    def report(self) -> Iterator[str]:
        """Yield a line for each change, one for each correction that was held back, and their number."""
        yield from fixes.changes(self._made)
        yield from fixes.held_back(self._left)
        yield fixes.summary(len(self._made), is_dry=self._is_dry)
