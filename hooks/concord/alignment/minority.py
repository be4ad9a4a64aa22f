"""Who is in the minority: where something that some languages have and others lack is reported, once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from concord.model import Location


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
        return {"having": join_names(self.having), "lacking": join_names(self.lacking)}


def split_languages(languages: Iterable[str], having: Collection[str]) -> Split | None:
    """How `languages` divide over what `having` have; None where all do, or none."""
    all_languages = tuple(languages)
    with_it = tuple(language for language in all_languages if language in having)
    without = tuple(language for language in all_languages if language not in having)
    return Split(with_it, without) if with_it and without else None


def uneven_items(
    things: Mapping[str, Mapping[str, Location]], absent: Mapping[str, Location]
) -> Iterator[tuple[str, Split, tuple[Location, ...]]]:
    """Each thing that not every language has, who has it, and the places to report, the first one first.

    `things[language]` are the places of its things; `absent[language]` is the place for what it lacks.
    """
    for thing in {thing: None for own in things.values() for thing in own}:
        parts = split_languages(things, [language for language in things if thing in things[language]])
        if parts:
            yield thing, parts, tuple(things[code].get(thing, absent[code]) for code in parts.reported)


def join_names(names: Iterable[str]) -> str:
    """`en, de and nl`."""
    *first, last = names
    return " and ".join([", ".join(first), last] if first else [last])
