"""The name of a section in every language: `pay/salary.md#salary-us` ⇄ SectionKey."""

from collections.abc import Sequence
from typing import NamedTuple

DESCRIPTION = "#"  # in place of the id "" on the command line
_MOST = 3  # keys that a message names


class SectionKey(NamedTuple):
    """A section of a page, or an entry of the registry or the interface, which is the same in each language.

    `page` is the path of the page below a language's folder, the name of a registry file such as `facts.yml`, or
    `interface`. `section` is the id of the heading, "" for what stands before the first one, or
    else for the page's description and its title in the menus; or the id of the entry.
    """

    page: str
    section: str

    def __str__(self) -> str:
        """The key as lock files, messages and addresses write it."""
        return f"{self.page}#{self.section}"

    @classmethod
    def parse(cls, text: str) -> "SectionKey":
        """The key that `text` writes; without a `#`, the key of the section without an id."""
        page, _, section = text.partition("#")
        return cls(page, section)


def listed(keys: Sequence[SectionKey]) -> str:
    """The first of `keys` in words, and how many more there are."""
    more = f" and {len(keys) - _MOST} more" if len(keys) > _MOST else ""
    return ", ".join(map(str, keys[:_MOST])) + more
