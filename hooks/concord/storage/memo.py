"""What a function of a text gave, so that nobody asks it twice: not in this process, nor in one that is told of it."""

import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar, Generic, TypeVar

_MOST = 2**15  # texts, which is ten times what a guide has
_LONGEST = 20_000  # characters: what is longer is data

Value = TypeVar("Value")
Key = tuple[str, str]


class Memo(Generic[Value]):
    """By the edition of what is looked for, such as the code of a language, and the text it is looked for in.

    `now` is what was asked for in this process, `kept` what an earlier one has left, pickled. It has a `name`.
    """

    all: ClassVar[dict[str, "Memo[Any]"]] = {}

    def __init__(self, name: str) -> None:
        self.now: dict[Key, Value] = {}
        self.kept = b""
        self._before: dict[Key, Value] = {}
        self.all[name] = self

    @property
    def before(self) -> dict[Key, Value]:
        """What an earlier process has left, which is unpickled when somebody asks."""
        if self.kept:
            self._before = {}
            with suppress(Exception):  # it is no older than the code, but nobody vouches for what lies in a folder
                self._before = dict(pickle.loads(self.kept))
            self.kept = b""
        return self._before

    def of(self, edition: str, text: str, find: Callable[[], Value]) -> Value:
        """What was found in `text`, or what `find` finds, which is not None."""
        found = self.now.get((edition, text))
        if found is None:
            found = self.before.get((edition, text))
            found = self.learn(edition, text, find() if found is None else found)
        return found

    def known(self, edition: str, text: str) -> Value | None:
        """What was found in `text`, None where nobody has looked."""
        key = edition, text
        if key in self.before:
            self.now.setdefault(key, self.before[key])
        return self.now.get(key)

    def learn(self, edition: str, text: str, found: Value) -> Value:
        """`found`, which from now on is known."""
        if len(self.now) >= _MOST:
            self.now.clear()
        self.now[edition, text] = found
        return found

    def to_keep(self) -> bytes:
        """What the next process is told: all that is new, and what there was of the same editions; b"" without news."""
        now = {key: found for key, found in self.now.items() if len(key[1]) <= _LONGEST}
        if not now or now.keys() <= self.before.keys():
            return b""
        editions = {edition for edition, _ in now}
        both = {key: found for key, found in self.before.items() if key[0] in editions} | now
        self._before = both if len(both) <= _MOST else now
        return pickle.dumps(self._before, pickle.HIGHEST_PROTOCOL)
