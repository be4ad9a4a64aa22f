"""Who is in the minority: where something that some languages have and others lack is reported, once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Split:
    """The languages that have a thing and those that lack it, both in the guide's order."""

    having: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def reported(self) -> tuple[str, ...]:
        """The languages in the minority; on a tie every one, those that lack it first."""
        if len(self.having) == len(self.lacking):
            return self.lacking + self.having
        return min(self.having, self.lacking, key=len)

    @property
    def words(self) -> dict[str, str]:
        """What a message says of it."""
        return {"having": _join(self.having), "lacking": _join(self.lacking)}


def split(languages: Iterable[str], having: Collection[str]) -> Split | None:
    """How `languages` divide over what `having` have; None where all do, or none."""
    all_languages = tuple(languages)
    with_it = tuple(language for language in all_languages if language in having)
    without = tuple(language for language in all_languages if language not in having)
    return Split(with_it, without) if with_it and without else None


def _join(names: tuple[str, ...]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
