"""What an entry of `pictures.yml` may say: what a picture shows, in no language but its labels."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from concord.registry.schema import Entry, Names, Positive, Worded, Words


class Row(Worded):
    """A fact with its label, by default who says so. `of` is the whole that a count is a part of, among percentages."""

    fact: str
    of: Positive | None = None
    says: Mapping[str, str] = {}


class Amounts(Entry):
    """Amounts side by side on one axis: a range as a bar, a single value as a dot; `years` puts them by year."""

    kind: Literal["amounts", "years"]
    says: Words
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]

    def wordings(self, code: str) -> list[str]:
        """What it says in a language: itself, then those of its rows that have a label of their own."""
        return [self.says[code], *(row.says[code] for row in self.rows if code in row.says)]


class Reporting(Entry):
    """Whom each of the `subjects` reports to, by every statement that says so."""

    kind: Literal["reporting"]
    says: Words
    subjects: Names

    def wordings(self, code: str) -> list[str]:
        """What it says in a language."""
        return [self.says[code]]


Picture = Amounts | Reporting
AnyPicture = Annotated[Picture, Field(discriminator="kind")]
