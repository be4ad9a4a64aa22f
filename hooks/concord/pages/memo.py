"""An immutable object and the inputs of a computation → its result: the last one is kept in the object itself.

So what was computed of a page is there as long as the page is, for every check of every corpus that has this page, and
is gone with it. A check after an edit of one page computes again what depends on that page only.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Protocol, TypeVar

V = TypeVar("V")


class Keeper(Protocol):
    """An immutable object that keeps results."""

    @property
    def kept(self) -> dict[Hashable, tuple[object, Any]]:
        """By the name of a computation: its last inputs, and the result."""


def recall(owner: Keeper, name: Hashable, inputs: object) -> Any | None:
    """The result of the computation `name` that `owner` keeps for `inputs`; None where it has none for these."""
    found = owner.kept.get(name)
    return found[1] if found and found[0] == inputs else None


def keep(owner: Keeper, name: Hashable, inputs: object, result: object) -> None:
    """Keeps a result in `owner`, in place of the one for other inputs."""
    owner.kept[name] = inputs, result


def once(owner: Keeper, name: Hashable, inputs: object, compute: Callable[[], V]) -> V:
    """What `compute` gives for `owner` and `inputs`, which is not None; it is called where that is not kept."""
    known: V | None = recall(owner, name, inputs)
    if known is None:
        known = compute()
        keep(owner, name, inputs, known)
    return known


@lru_cache(maxsize=16)
def interned(inputs: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """One object for equal inputs, which is compared at once."""
    return inputs
