"""Languages with and without an item → `Split`: which languages are in the minority, where the item is reported."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from concord.model import Location
from concord.rules.language_names import english_names

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Split:
    """The languages that have an item and those that lack it, both in the guide's order."""

    having: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def minority(self) -> tuple[str, ...]:
        """The languages to report at, the first one first; on a tie all of them, those that lack the item first."""
        if len(self.having) == len(self.lacking):
            return self.lacking + self.having
        return min(self.having, self.lacking, key=len)

    @property
    def message_data(self) -> dict[str, str]:
        """The values of `{having}`, `{lacking}` and `{lead}` in a rule's message and hint."""
        return {"having": english_names(self.having), "lacking": english_names(self.lacking), "lead": self.having[0]}


class UnsharedItem(NamedTuple):
    """An item that some languages lack, such as the target of a link, with the places to report, first one first."""

    item: str
    split: Split
    places: tuple[Location, ...]


def split_languages(languages: Iterable[str], having: Collection[str]) -> Split | None:
    """The split of `languages` into those in `having` and the others; None where either is empty."""
    all_languages = tuple(languages)
    with_it = tuple(language for language in all_languages if language in having)
    without = tuple(language for language in all_languages if language not in having)
    return Split(with_it, without) if with_it and without else None


def deviating(values: Mapping[str, Value]) -> tuple[str, tuple[str, ...]]:
    """The language whose value the fewest languages share, and the languages with another one, none where all agree.

    On a tie it is the last one: of two languages, the second is usually the translation.
    """
    listed = list(values.values())
    code = min([*values][::-1], key=lambda code: listed.count(values[code]))
    return code, tuple(other for other in values if values[other] != values[code])


def unshared_items(
    items: Mapping[str, Mapping[str, Location]], fallbacks: Mapping[str, Location]
) -> Iterator[UnsharedItem]:
    """Yields each item that not every language has, in the order of the languages and of their items.

    Args:
        items: For each language, its items with their places.
        fallbacks: For each language, the place to report for an item that it lacks.
    """
    for item in {item: None for places in items.values() for item in places}:
        split = split_languages(items, [language for language in items if item in items[language]])
        if split:
            yield UnsharedItem(item, split, tuple(items[code].get(item, fallbacks[code]) for code in split.minority))
